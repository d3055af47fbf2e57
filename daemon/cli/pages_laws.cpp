// Pages about laws, and about what is not there yet.
#include "daemon/cli/pages.hpp"

namespace playmaker::cli {
namespace {

constexpr Page kPages[] = {
    {"again_missing", "a customer who qualifies twice would enter twice, or never again: both have annoyed people, so it is said each time",
     "客户可能再次符合条件:是否再次进入必须写明", Frame::body, R"(moment m { on deposit  send sms hello })",
     R"(moment m { on deposit  again after 30 days  send sms hello })"},
    {"task_unassigned", "a must-task without a role is nobody's, so nobody does it", "必做任务没有角色就没有人做", Frame::body,
     R"(stage s { must task t { due 1 day } })", R"(stage s { must task t { assign manager  due 1 day } })"},
    {"task_without_due", "a must-task without a due time is never late, so nobody hears of it", "必做任务没有期限就不会逾期,也没有人知道",
     Frame::body, R"(stage s { must task t { assign manager } })", R"(stage s { must task t { assign manager  due 1 day } })"},
    {"escalation_missing", "when a must-task is late somebody else has to hear of it: the task's own `escalate`, or its role's",
     "必做任务逾期须有人知晓:任务自己的 `escalate` 或其角色的", Frame::file,
     "role lonely { who pool agents in turn }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days  audience { enter on deposit "
     " again never }\n  stage s { must task t { assign lonely  due 1 day } } }\n",
     "role lonely { who pool agents in turn  escalate 1 day after due to head }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 "
     "days  audience { enter on deposit  again never }\n  stage s { must task t { assign lonely  due 1 day } } }\n"},
    {"escalation_circle", "an escalation that comes back to where it was never reaches anyone who can end it",
     "升级绕回原处,永远到不了能解决的人", Frame::file,
     "role one { who pool agents in turn  escalate 1 day after due to two }\nrole two { who pool agents in turn  escalate 1 day after due "
     "to one }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days  audience { enter on deposit  again never }\n  stage s { "
     "must task t { assign one  due 1 day } } }\n",
     "role one { who pool agents in turn  escalate 1 day after due to two }\nrole two { who pool agents in turn  final }\nplaybook q { "
     "calendar cn  follow quiet_bank  ends after 9 days  audience { enter on deposit  again never }\n  stage s { must task t { assign one  "
     "due 1 day } } }\n"},
    {"escalation_open", "an escalation ends at a role that says `final`: there somebody has to act", "升级应终止于写有 `final` 的角色",
     Frame::file,
     "role lonely { who pool agents in turn }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days  audience { enter on deposit "
     " again never }\n  stage s { must task t { assign manager  due 1 day  escalate after 1 day to lonely } } }\n",
     "role last { who pool agents in turn  final }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days  audience { enter on "
     "deposit  again never }\n  stage s { must task t { assign manager  due 1 day  escalate after 1 day to last } } }\n"},
    {"decide_gap", "a customer whom no row fits would be left standing; add the row, or a last row of stars",
     "没有任何一行适用的客户会停在原地;请补行或以 * 收尾", Frame::body,
     "decide d by customer.tier { \"mass\" -> t  \"gold\" -> t }\ntrack t { send sms hello }",
     "decide d by customer.tier { \"mass\" -> t  \"gold\" -> t  * -> t }\ntrack t { send sms hello }"},
    {"decide_shadow", "the rows are read from above, so this one never comes to be asked", "决策表自上而下读取,此行永远轮不到", Frame::body,
     "decide d by customer.products { <= 3 -> t  2 to 3 -> t  > 3 -> t }\ntrack t { send sms hello }",
     "decide d by customer.products { <= 3 -> t  > 3 -> t }\ntrack t { send sms hello }"},
    {"stage_circle", "a stage begins after the one it names; in a circle none ever begins", "阶段在其前一阶段之后开始;成环则都不会开始",
     Frame::body, "stage a after b { send sms hello }\nstage b after a { send push hello }",
     "stage a { send sms hello }\nstage b after a { send push hello }"},
    {"stage_never", "the stage begins when the journey is already over", "阶段开始时旅程已经结束", Frame::body,
     R"(stage late on days 140 to 150 { send sms hello })", R"(stage late on days 40 to 50 { send sms hello })"},
    {"never_ends", "a journey without an end keeps its customer for ever: give the goal a time, or write `ends after`",
     "没有终点的旅程会永远占着客户:请给目标期限或写 `ends after`", Frame::file,
     "playbook q { calendar cn  follow quiet_bank  audience { enter on deposit  again never }  goal g = customer.vip }\n",
     "playbook q { calendar cn  follow quiet_bank  audience { enter on deposit  again never }  goal g = customer.vip within 30 days }\n"},
    {"condition_never", "no customer can fulfil this, so what depends on it would never happen",
     "没有客户能满足此条件,依赖它的内容永远不会发生", Frame::body, R"(exit a when customer.products > 5 and customer.products < 3)",
     R"(exit a when customer.products > 5 or customer.products < 3)"},
    {"condition_always", "every customer fulfils this, so it could as well be left out", "所有客户都满足此条件,可以省去", Frame::body,
     R"(exit a when customer.products > 5 or customer.products < 9)", R"(exit a when customer.products > 5)"},
    {"circle_endless",
     "what one begins begins the other again, faster than once a day and with nothing to stop it: let a door on the way open once a day, "
     "or "
     "once only",
     "一个引发另一个再引发前者,不到一天一轮且无从停止:请让途中某处一天至多开始一次,或只开始一次", Frame::body,
     "moment m { on deposit  again after 5 minutes  overlap queue  emit deposit with { amount: 1元 } }",
     "moment m { on deposit  again after 1 day  overlap queue  emit deposit with { amount: 1元 } }"},
    {"circle_open",
     "the circle goes on while the conditions on the way hold, and nobody proved that they stop: let a door on the way open once a day",
     "途中的条件成立时循环就会继续,而未能证明其会停止:请让途中某处一天至多开始一次", Frame::body,
     "moment m { on deposit  again after 5 minutes  overlap queue  when customer.vip { emit deposit with { amount: 1元 } } }",
     "moment m { on deposit  again after 1 day  overlap queue  when customer.vip { emit deposit with { amount: 1元 } } }"},
    {"payload_differs",
     "what a playbook is handed over is kept by name, and nobody declares its type: two types of one name fit nobody who reads them",
     "移交内容按名称保存且没有声明类型:同名不同类型的内容,读取者无法使用", Frame::file,
     "playbook q { ends after 9 days  audience { enter on hand_off  again never } }\nplaybook r { ends after 9 days  audience { enter on "
     "deposit  again never }\n  when customer.vip { hand off to q with { x: 1 } } else { hand off to q with { x: true } } }\n",
     "playbook q { ends after 9 days  audience { enter on hand_off  again never } }\nplaybook r { ends after 9 days  audience { enter on "
     "deposit  again never }\n  when customer.vip { hand off to q with { x: 1 } } else { hand off to q with { x: 2 } } }\n"},
    {"hand_off_unresolved", "a customer can only be handed to a playbook that is live, lies beside this one, or is applied with it",
     "只能移交给已上线、同一文件夹中或一同应用的剧本", Frame::untold, "exit gone on account_closed\non gone { hand off to no_such_book }",
     ""},
    {"hand_off_unresolved_yet", "the playbook named is not among the files, nor beside them: applying will need it",
     "所指剧本不在这些文件及其文件夹中:应用时会需要它", Frame::body, "exit gone on account_closed\non gone { hand off to no_such_book }",
     "exit gone on account_closed\non gone { tag \"gone\" }"},
    {"calendar_ends", "beyond the last year of its data a calendar answers nothing: due times there stay unknown until a new table comes",
     "超出数据年份的日历没有答案:期限将未知,直到有新数据", Frame::untold, "", ""},
    {"report_never", "the channel does not report this, so the `else` would always be taken", "渠道不回报此项,`else` 必然执行", Frame::body,
     R"(wave w on day 1 { send sms hello read within 2 hours else push hello })",
     R"(wave w on day 1 { send sms hello delivered within 2 hours else push hello })"},
    {"report_too_late", "the channel may still report after the wait is over: the customer would hear twice though the first was seen",
     "等待结束后渠道仍可能回报:客户会被重复触达", Frame::body,
     R"(wave w on day 1 { send push hello opened within 10 minutes else sms hello })",
     R"(wave w on day 1 { send push hello opened within 2 hours else sms hello })"},
    {"guarantee_broken",
     "the engine itself lived through the run shown here and made more contacts than were promised: promise more, or let fewer happen",
     "引擎亲自演练了此处列出的情形,接触次数超过承诺:请提高承诺,或减少接触", Frame::untold, "", ""},
    {"guarantee_waived",
     "somebody answers for it: `apply --waive PLAYBOOK=REASON` puts it into force all the same, and the reason stands in `playbooks list`",
     "有人为此负责:`apply --waive 剧本=理由` 仍予上线,理由见 `playbooks list`", Frame::untold, "", ""},
    {"offer_untested",
     "no product is offered above the customer's assessed risk, or on an assessment that expired: the guard at sending would drop it, so "
     "say "
     "whom it is for",
     "不得向客户推荐超出其风险等级或评估已过期的产品:发送时会被拦下,因此请写明对象", Frame::body, "send sms hello offering cash",
     "when suitable(cash) { send sms hello offering cash }"},
    {"reserve_left", "what is reserved is kept from everybody else: each way to the end grants it or gives it back",
     "预留期间他人无法使用:每条路径都应发放或释放", Frame::body,
     "reserve coffee for 7 days  wait 2 days  when customer.vip { grant coffee }",
     "reserve coffee for 7 days  wait 2 days  when customer.vip { grant coffee } else { release coffee }"},
    {"reserve_open",
     "it is granted or released in another block only, and whether that comes in time is not decided: better on every way of its own block",
     "仅在其他块中发放或释放,能否及时无法判定:最好在本块的每条路径上处理", Frame::body,
     "reserve coffee for 7 days\nwave later on day 3 { grant coffee }", "reserve coffee for 7 days  wait 2 days  grant coffee"},
    {"personal_undeclared", "a template says which personal fields it prints, so that somebody has looked at where they go",
     "模板须声明打印哪些个人信息,以便审视其去向", Frame::whole,
     "catalog b { zone \"Asia/Shanghai\" currency CNY customer { note text personal } event came { } }\nchannel sms { contact }\ntemplate "
     "hello { channel sms  with { words text } }\npolicy plain { default at 09:30 }\nplaybook q { follow plain  ends after 9 days\n  "
     "audience { enter "
     "on came  again never }\n  send sms hello with { words: customer.note } }\n",
     "catalog b { zone \"Asia/Shanghai\" currency CNY customer { note text personal } event came { } }\nchannel sms { contact }\ntemplate "
     "hello { channel sms  uses customer.note  with { words text } }\npolicy plain { default at 09:30 }\nplaybook q { follow plain  ends "
     "after 9 "
     "days\n  audience { enter on came  again never }\n  send sms hello with { words: customer.note } }\n"},
    {"personal_leaves",
     "events, hand-offs, grants, keys and plain fields are recorded and kept as they are, where erasing a customer cannot reach",
     "事件、移交、发放、键与普通字段会原样留存,删除客户时无法清除", Frame::whole,
     "catalog b { zone \"Asia/Shanghai\" currency CNY customer { note text personal, kind text } event came { } }\nplaybook q { ends after "
     "9 "
     "days\n  audience { enter on came  again never }\n  set customer.kind = customer.note }\n",
     "catalog b { zone \"Asia/Shanghai\" currency CNY customer { note text personal, kind text } event came { } }\nplaybook q { ends after "
     "9 "
     "days\n  audience { enter on came  again never }\n  when customer.note == \"x\" { set customer.kind = \"x\" } }\n"},
    {"budget_short",
     "`at most N customers` and the dearest way through the playbook say what it can cost: more than its budget, so somebody would go "
     "without",
     "`at most N customers` 与最贵路径决定最高成本:超出预算,则必有人得不到", Frame::file,
     "benefit cup { stock 100  value 10元 }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days  budget 100元 on benefits\n  "
     "audience { enter on deposit  again never  at most 20 customers }\n  wave w on day 1 { grant cup  send sms hello } }\n",
     "benefit cup { stock 100  value 10元 }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days  budget 200元 on benefits\n  "
     "audience { enter on deposit  again never  at most 20 customers }\n  wave w on day 1 { grant cup  send sms hello } }\n"},
    {"budget_open", "without a bound on how often a benefit is granted, only the guard at run time holds the budget",
     "发放次数没有上限时,只有运行时的守护能保住预算", Frame::file,
     "benefit cup { stock 100  value 10元 }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days  budget 900元 on benefits\n  "
     "audience { enter on deposit  again never  at most 20 customers }\n  moment m { for each h in customer.holdings  on visit  again "
     "after "
     "1 day per h.product  grant cup } }\n",
     "benefit cup { stock 100  value 10元 }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days  budget 900元 on benefits\n  "
     "audience { enter on deposit  again never  at most 20 customers }\n  moment m { on visit  again never  grant cup } }\n"},
    {"guarantee_open", "the proof could not exclude every run that would break the guarantee, and no run was found in which it breaks",
     "证明未能排除所有违背承诺的情形,也没有找到真正违背的情形", Frame::body,
     "guarantee never more than 1 contact per 7 days\nmoment m { on deposit  again after 1 hours  expires after 1 day  send sms hello }",
     "guarantee never more than 1 contact per 7 days\nmoment m { on deposit  again after 8 days  expires after 1 day  send sms hello }"},
    {"hand_off_deaf", "a playbook takes hand-offs only when its audience says `enter on hand_off`",
     "剧本的受众写有 `enter on hand_off` 才接受移交", Frame::file,
     "playbook q { calendar cn  follow quiet_bank  ends after 3 days  audience { enter on deposit  again never } }\nplaybook r { calendar "
     "cn  follow quiet_bank  ends after 3 days  audience { enter on deposit  again never }  exit gone on account_closed  on gone { hand "
     "off to q } }\n",
     "playbook q { calendar cn  follow quiet_bank  ends after 3 days  audience { enter on hand_off  again never } }\nplaybook r { calendar "
     "cn  follow quiet_bank  ends after 3 days  audience { enter on deposit  again never }  exit gone on account_closed  on gone { hand "
     "off to q } }\n"},
    {"track_unused", "nobody will ever take this track", "没有人会走这条路径", Frame::body, R"(track t { send sms hello })",
     "decide d by customer.vip { * -> t }\ntrack t { send sms hello }"},
    {"handler_never", "`on missed` runs when a goal's time is over, and no goal here has one",
     "`on missed` 在目标超时后执行,而此处目标均无期限", Frame::body, "goal g = customer.vip\non missed { tag \"missed\" }",
     "goal g = customer.vip within 30 days\non missed { tag \"missed\" }"},
    {"wait_outlasts",
     "when a moment expires its waits are cut and none of its steps begin any more; without `expires after` it lasts 7 days",
     "时机过期时,其等待中止,其余步骤不再开始;未写 `expires after` 时持续 7 天", Frame::body,
     R"(moment m { on deposit  again after 30 days  expires after 2 days  wait for visit up to 5 days else { tag "x" } })",
     R"(moment m { on deposit  again after 30 days  expires after 6 days  wait for visit up to 5 days else { tag "x" } })"},
    {"step_never", "what stands behind a `finish` that every way meets is never reached, and an arm of 0% gets nobody",
     "每条路径都会遇到的 `finish` 之后的步骤不会执行;占比 0% 的组没有客户", Frame::body,
     R"(when customer.vip { finish as vip } else { finish as other } tag "x")", R"(when customer.vip { finish as vip } tag "x")"},
    {"last_block_step",
     "`on NAME` of an exit, or of a goal that ends the journey, runs when the journey has ended: it may send, grant and emit, and nothing "
     "waits in it. Give what comes later a playbook of its own (`hand off to`), or let the goal `keep going`",
     "退出或结束旅程的目标,其 `on NAME` 在旅程结束时执行:可以发送、发放、发出事件,但不再等待。之后的工作请写成另一剧本(`hand off "
     "to`),或让目标 `keep going`",
     Frame::body, R"(exit lost on account_closed  on lost { wait 1 day send sms hello })",
     R"(exit lost on account_closed  on lost { send sms hello })"},
    {"breakpoint_again", "whoever did it once is counted as stuck until it comes again; mostly an earlier step was meant",
     "做过一次的客户会被计为卡住,直到再次发生;通常本意是更早的一步", Frame::body,
     "must task t { assign manager  done on visit  due 5 days }\nbreakpoint b from t.done to visit stalls after 5 days { }",
     "must task t { assign manager  done on visit  due 5 days }\nbreakpoint b from t.done to deposit stalls after 5 days { }"},
    {"stage_cuts",
     "a stage without days is complete when its must-tasks are closed and its own steps have run; its waves and repeats do not hold it, "
     "and "
     "its end takes back what has not begun",
     "未写天数的阶段在必做任务全部关闭、自身步骤执行完时完成;波次与重复不会使它延续,阶段结束会取消尚未开始的内容", Frame::body,
     "stage s { must task t { assign manager  due 2 days }  wave w on day 20 { send sms hello } }",
     "stage s on days 1 to 20 { must task t { assign manager  due 2 days }  wave w on day 20 { send sms hello } }"},
    {"reserve_short", "when its time is over what was reserved is given back, and the grant takes from what is free, if anything is",
     "预留到期即退回,之后的发放只能取用剩余库存", Frame::body, "reserve coffee for 3 days  wait 10 days  grant coffee",
     "reserve coffee for 11 days  wait 10 days  grant coffee"},
    {"benefit_circle", "when all of them are empty each would grant the next for ever", "全部发完时会无尽地互相替代", Frame::file,
     "benefit a { stock 5  when empty grant b }\nbenefit b { stock 5  when empty grant a }\n",
     "benefit a { stock 5  when empty grant b }\nbenefit b { stock 5 }\n"},
    {"channel_people", "people work this channel: give them a task `by` it, a send would go nowhere",
     "此渠道由人工执行:请写 `by` 该渠道的任务,发送无处可去", Frame::body, R"(wave w on day 1 { send phone hello })",
     R"(stage s { task t by phone { assign manager  due 1 day } })"},
    {"decide_unproven",
     "a table of so many combinations is only checked when it runs; fewer columns, or a last row of stars, make it provable",
     "组合过多,只能在运行时检查;减少列数或以 * 收尾即可证明", Frame::untold, "", ""},

    {"follow_missing", "a playbook that follows no policy would send at night, too often and without consent",
     "不遵循规范的剧本会在深夜、过于频繁、未经授权地发送", Frame::file,
     "playbook q { calendar cn  ends after 9 days  audience { enter on deposit  again never }\n"
     "  wave w on day 1 { send sms hello } }\n",
     "playbook q { calendar cn  follow quiet_bank  ends after 9 days  audience { enter on deposit  again never }\n"
     "  wave w on day 1 { send sms hello } }\n"},
    {"policy_none", "without a policy nothing keeps caps, quiet hours or consent: declare one, and let the playbook follow it",
     "没有规范就没有频次、免扰与授权的约束:请声明规范并遵循", Frame::whole,
     "catalog bare { zone \"Asia/Shanghai\"  currency CNY  customer { vip bool }  event opened }\nchannel sms { contact }\ntemplate hello "
     "{ channel sms }\nplaybook q {\n  ends after 9 days\n  audience { enter on opened  again never }\n  send sms hello\n}\n",
     "catalog bare { zone \"Asia/Shanghai\"  currency CNY  customer { vip bool }  event opened }\nchannel sms { contact }\ntemplate hello "
     "{ channel sms }\npolicy calm { quiet from 21:00 to 08:30  blocked wait up to 24 hours then skip }\nplaybook q {\n  follow calm\n  "
     "ends after 9 days\n  audience { enter on opened  again never }\n  send sms hello\n}\n"},
    {"consent_taken", "consent is the customer's to give, through the bank's own systems; a playbook only reads it",
     "授权由客户通过银行系统给出;剧本只能读取", Frame::body, R"(wave w on day 1 { set customer.consent.marketing = true })",
     R"(wave w on day 1 when customer.consent.marketing { send sms hello })"},
    {"not_entered_yet", "the audience is chosen before there is a journey, so nothing of the journey can be asked there",
     "选择受众时旅程尚不存在,不能询问旅程中的内容", Frame::file,
     "playbook q { calendar cn  follow quiet_bank  ends after 9 days  audience { enter on deposit  only t.done  again never }\n"
     "  stage s { task t { assign manager  due 1 day } } }\n",
     "playbook q { calendar cn  follow quiet_bank  ends after 9 days  audience { enter on deposit  only customer.vip  again never }\n"
     "  stage s { task t { assign manager  due 1 day } } }\n"},
    {"day_never", "the day lies outside the stage or journey it belongs to", "该日不在其所属阶段或旅程之内", Frame::body,
     R"(stage s on days 3 to 5 { wave w on day 9 { send sms hello } })",
     R"(stage s on days 3 to 5 { wave w on day 4 { send sms hello } })"},
    {"before_past", "an event is known when it happens; a time before it can only be told of a date that is known beforehand",
     "事件发生时才知道;“之前”只能用于事先已知的日期", Frame::body, R"(wave w 3 days before app_login { send sms hello })",
     R"(wave w 3 days after app_login { send sms hello })"},
    {"breakpoint_never", "whoever is watched has left before the time to trip", "被观察的客户在触发时间之前已离开", Frame::body,
     R"(breakpoint b from deposit to visit stalls after 200 days { send sms hello })",
     R"(breakpoint b from deposit to visit stalls after 20 days { send sms hello })"},
    {"grant_missing", "a touch that prints a code waits for its grant; where nothing was granted it would wait for ever",
     "打印券码的触达要等发放;没有发放就会一直等待", Frame::body, R"(wave w on day 1 { send push gift with { code: coffee.code } })",
     R"(wave w on day 1 { grant coffee  send push gift with { code: coffee.code } })"},
    {"template_staff", "what is written for staff may tell of a customer what the customer should not read",
     "写给员工的内容可能涉及不应让客户看到的信息", Frame::file,
     "template note { channel sms  purpose staff }\n"
     "playbook q { calendar cn  follow quiet_bank  ends after 9 days  audience { enter on deposit  again never }\n"
     "  wave w on day 1 { send sms note } }\n",
     "template note { channel sms  purpose staff }\n"
     "playbook q { calendar cn  follow quiet_bank  ends after 9 days  audience { enter on deposit  again never }\n"
     "  wave w on day 1 { notify manager via sms note } }\n"},
    {"template_customers", "staff are told with a template of purpose staff, so that it never counts as a contact with a customer",
     "通知员工请用 purpose staff 的模板,以免计为客户触达", Frame::file,
     "playbook q { calendar cn  follow quiet_bank  ends after 9 days  audience { enter on deposit  again never }\n"
     "  wave w on day 1 { notify manager via sms hello } }\n",
     "template note { channel sms  purpose staff }\n"
     "playbook q { calendar cn  follow quiet_bank  ends after 9 days  audience { enter on deposit  again never }\n"
     "  wave w on day 1 { notify manager via sms note } }\n"},
    {"quiet_always", "together the quiet hours cover the whole day, so nothing could ever be sent", "免扰时段合起来覆盖全天,什么都发不出去",
     Frame::file, "policy careful { quiet from 08:00 to 20:00  quiet from 20:00 to 08:00 }\n",
     "policy careful { quiet from 20:00 to 08:00 }\n"},
    {"default_quiet", "touches without a time of their own would first wait for the quiet to end", "未写时刻的触达都要先等免扰结束",
     Frame::file, "policy careful { quiet from 21:00 to 08:30  default at 22:00 }\n",
     "policy careful { quiet from 21:00 to 08:30  default at 09:30 }\n"},
    {"calendar_missing", "working days and hours are those of a calendar: name it in the playbook",
     "工作日与工作小时取决于日历:请在剧本中指定", Frame::file,
     "playbook q { follow quiet_bank  ends after 9 days  audience { enter on deposit  again never }\n"
     "  stage s { task t { assign manager  due 1 working day } } }\n",
     "playbook q { calendar cn  follow quiet_bank  ends after 9 days  audience { enter on deposit  again never }\n"
     "  stage s { task t { assign manager  due 1 working day } } }\n"},
    {"touch_quiet", "it is always blocked, and its policy gives up before the quiet ends: choose another time",
     "它总被免扰拦下,而规范等不到免扰结束:请换时间", Frame::file,
     "policy brief_wait { quiet from 21:00 to 08:30  blocked wait up to 1 hours then skip }\n"
     "playbook q { calendar cn  follow brief_wait  ends after 9 days  audience { enter on deposit  again never }\n"
     "  wave w on day 2 at 22:00 { send sms hello } }\n",
     "policy brief_wait { quiet from 21:00 to 08:30  blocked wait up to 1 hours then skip }\n"
     "playbook q { calendar cn  follow brief_wait  ends after 9 days  audience { enter on deposit  again never }\n"
     "  wave w on day 2 at 20:00 { send sms hello } }\n"},

    {"answer_not_at_hand", "an answer is known only where it came: inside the braces of its own `ask` or `place`",
     "答复只在其到来之处可读:即该 `ask` 或 `place` 的花括号内", Frame::file,
     "template survey { channel push answers { score int } }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days  audience { "
     "enter on "
     "deposit  again never }\n  ask survey via push answer within 3 days { tag \"x\" } else { when answer.score > 6 { tag \"y\" } } }\n",
     "template survey { channel push answers { score int } }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days  audience { "
     "enter on "
     "deposit  again never }\n  ask survey via push answer within 3 days { when answer.score > 6 { tag \"y\" } } else { tag \"x\" } }\n"},
    {"experiment_shares", "every customer takes one arm or is in the control: the shares make up all of them",
     "每位客户进入一个组或属于对照:各份额之和应为 100%", Frame::body,
     "experiment e { arm a 50% { send sms hello }  arm b 40% { send push hello }  measure deposit within 14 days }",
     "experiment e { arm a 50% { send sms hello }  arm b 40% { send push hello }  control 10%  measure deposit within 14 days }"},
    {"channel_pull", "a channel marked `pull` shows what is placed on it when the customer comes by; nothing is sent there",
     "标为 `pull` 的渠道在客户到访时展示内容,不能发送", Frame::file,
     "channel lobby { pull places 2 }\ntemplate banner { channel lobby }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days  "
     "audience { enter on deposit  again never }\n  send lobby banner }\n",
     "channel lobby { pull places 2 }\ntemplate banner { channel lobby }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days  "
     "audience { enter on deposit  again never }\n  place banner on lobby for 7 days }\n"},
    {"channel_not_pull", "only a channel that the customer comes to has places to put something in", "只有客户自行到访的渠道才有展示位",
     Frame::body, R"(place hello on push for 7 days)", R"(send push hello)"},
    {"answers_missing", "an answer is read by its fields: the template that asks says which there are", "答复按字段读取:由提问的模板声明",
     Frame::file,
     "template survey { channel push }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days  audience { enter on deposit  again "
     "never "
     "}\n  ask survey via push answer within 3 days { tag \"x\" } }\n",
     "template survey { channel push answers { score int } }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days  audience { "
     "enter on "
     "deposit  again never }\n  ask survey via push answer within 3 days { tag \"x\" } }\n"},
    {"sign_up_late", "who could still sign up once it has begun would miss it", "活动开始后才截止报名,报名者将错过活动", Frame::file,
     "activity party { starts 2026-04-18 at 15:00 sign up by 2026-05-01 }\n",
     "activity party { starts 2026-04-18 at 15:00 sign up by 2026-04-16 }\n"},
    {"language_unknown", "keywords are English or Chinese; names and texts may be in any language",
     "关键字为英文或中文;名称与文本可用任何语言", Frame::whole,
     "language fr\ncatalog bank { zone \"Asia/Shanghai\"  currency CNY  customer { vip bool } }\n",
     "language en\ncatalog bank { zone \"Asia/Shanghai\"  currency CNY  customer { vip bool } }\n"},
    {"import_lookback",
     "a load is about everybody and says nothing of one customer: what it brought stands in the customer's fields, and a condition asks "
     "them",
     "导入面向所有人,并不说明某一位客户:其内容已在客户字段中,请用条件询问", Frame::body,
     "exit rich on import nightly where customer.aum >= 100万元 lookback 2 days", "exit rich when customer.aum >= 100万元"},
    {"plan_unsound", "what the compiler made did not stand its own check: nothing was applied; please report the text",
     "编译结果未通过自检,未作应用;请报告该文本", Frame::untold, "", ""},
    {"too_large", "definitions are written out where they are used; here they multiply", "定义在使用处展开;此处会成倍增长", Frame::untold,
     "", ""},
    {"fragment_circle", "a fragment's steps are put where it is included: inside itself that would never end",
     "片段的步骤会放到包含它的地方;包含自身将没有尽头", Frame::file,
     "fragment chat(letter: template) { send sms letter  include chat(letter) }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 "
     "days\n  audience { enter on deposit  again never }\n  wave w on day 1 { include chat(hello) } }\n",
     "fragment chat(letter: template) { send sms letter }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days\n  audience { "
     "enter on deposit  again never }\n  wave w on day 1 { include chat(hello) } }\n"},
    {"include_arguments", "each parameter of a fragment is given one argument, in the order of its declaration",
     "片段的每个参数按声明顺序各给一个值", Frame::file,
     "fragment chat(letter: template, after: duration) { wait after  send sms letter }\nplaybook q { calendar cn  follow quiet_bank  ends "
     "after 9 days\n  audience { enter on deposit  again never }\n  wave w on day 1 { include chat(hello) } }\n",
     "fragment chat(letter: template, after: duration) { wait after  send sms letter }\nplaybook q { calendar cn  follow quiet_bank  ends "
     "after 9 days\n  audience { enter on deposit  again never }\n  wave w on day 1 { include chat(hello, 2 hours) } }\n"},
    {"include_argument", "a parameter that stands for a template, role, channel or event is given its name, not a value",
     "代表模板、角色、渠道或事件的参数应给出其名称,而非值", Frame::file,
     "fragment chat(letter: template) { send sms letter }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days\n  audience { "
     "enter on deposit  again never }\n  wave w on day 1 { include chat(\"hello\") } }\n",
     "fragment chat(letter: template) { send sms letter }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days\n  audience { "
     "enter on deposit  again never }\n  wave w on day 1 { include chat(hello) } }\n"},
    {"repeat_too_often", "what comes back within a day would not let a customer breathe, and what never pauses never ends",
     "一天之内反复触达会打扰客户", Frame::body, "stage s on days 1 to 40 { repeat letter every 4 hours up to 3 times { send sms hello } }",
     "stage s on days 1 to 40 { repeat letter every 4 days up to 3 times { send sms hello } }"},
    {"benefit_worthless", "a budget is held by adding up what each benefit is worth: `value 10元` in its declaration",
     "预算按各权益的价值累计:请在其声明中写 `value 10元`", Frame::file,
     "benefit cup { stock 100 }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days  budget 100元 on benefits\n  audience { "
     "enter "
     "on deposit  again never }\n  wave w on day 1 { grant cup  send sms hello } }\n",
     "benefit cup { stock 100  value 10元 }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days  budget 100元 on benefits\n  "
     "audience { enter on deposit  again never }\n  wave w on day 1 { grant cup  send sms hello } }\n"},
};

}  // namespace

std::span<const Page> law_pages() { return kPages; }

}  // namespace playmaker::cli
