// Pages about names.
#include "daemon/cli/pages.hpp"

namespace playmaker::cli {
namespace {

constexpr Page kPages[] = {
    {"name_unknown", "a name means something only where it was declared; the catalog and the shared files declare what all playbooks share",
     "名称须先声明才有意义;目录与共享文件声明各剧本共用的名称", Frame::body, R"(exit gone on acount_closed)",
     R"(exit gone on account_closed)"},
    {"name_taken", "of two things with one name nobody could say which is meant", "两个事物同名,无法分辨所指", Frame::body,
     "wave hi on day 1 { send sms hello }\nwave hi on day 2 { send push hello }",
     "wave hi on day 1 { send sms hello }\nwave ho on day 2 { send push hello }"},
    {"name_ambiguous", "several things below have this name; write the whole path", "下层有多个同名事物;请写完整路径", Frame::body,
     "moment a { on deposit  again never  task talk { assign manager  due 1 day } }\nmoment b { on app_login  again never  task talk { "
     "assign manager  due 1 day } }\nexit ok when talk.done",
     "moment a { on deposit  again never  task talk { assign manager  due 1 day } }\nmoment b { on app_login  again never  task talk { "
     "assign manager  due 1 day } }\nexit ok when a.talk.done"},
    {"name_no_value", "a task or an event is no value: ask for a result of it, such as `.done`, or for one of its fields",
     "任务与事件本身没有值:请用其结果(如 `.done`)或字段", Frame::body, "stage s { task t { assign manager  due 1 day } }\nexit a when t",
     "stage s { task t { assign manager  due 1 day } }\nexit a when t.done"},
    {"field_unknown", "the catalog lists what is known of customers, people, branches and events; nothing else can be read",
     "目录列出客户、人员、支行与事件的字段;其他一概读不到", Frame::body, R"(exit a when customer.aumm > 5万元)",
     R"(exit a when customer.aum > 5万元)"},
    {"event_not_at_hand", "`event` is the event that started these steps; here none did. `last(deposit).amount` asks for the latest one",
     "`event` 指启动这些步骤的事件,此处没有;可用 `last(deposit).amount` 取最近一次", Frame::body,
     R"(wave w on day 1 when event.amount > 5元 { send sms hello })",
     R"(moment m { on deposit where event.amount > 5元  again never  send sms hello })"},
    {"result_unknown", "a task has the results it declares with `as`, and done, closed and outcome",
     "任务的结果为其以 `as` 声明者,以及 done、closed、outcome", Frame::body,
     "stage s { task t { assign manager  done on call_logged as reached  due 1 day } }\nexit a when t.reachd",
     "stage s { task t { assign manager  done on call_logged as reached  due 1 day } }\nexit a when t.reached"},
    {"define_circle", "a definition that needs itself can never be worked out", "定义依赖自身,永远算不出结果", Frame::body,
     "define a = b and customer.vip\ndefine b = a\nexit c when a",
     "define a = b and customer.vip\ndefine b = customer.products > 3\nexit c when a"},
    {"clause_twice", "only one of the two could hold, and nobody could say which", "两处只能有一处生效,无法分辨", Frame::body,
     "priority 50\npriority 60", "priority 60"},
    {"catalog_missing", "a playbook speaks of customers and events, which a catalog declares: `use` the file that has it",
     "剧本涉及客户与事件,由目录声明:请 `use` 含目录的文件", Frame::whole,
     "playbook q { ends after 3 days  audience { enter on hand_off  again never } }\n",
     "use \"shared/bank.play\"\nplaybook q { follow quiet_bank  ends after 3 days  audience { enter on hand_off  again never } }\n"},
    {"use_missing", "`use` counts from the folder of the file it stands in", "`use` 的路径从所在文件的文件夹算起", Frame::file,
     "use \"shared/bnak.play\"\n", "use \"shared/bank.play\"\n"},
    {"use_circle", "files that use each other have no beginning; put what both need into a third",
     "互相引用的文件没有起点;请把共用部分放入第三个文件", Frame::untold, "", ""},
    {"data_invalid", "a calendar's data file has a date a line, and what that day is; the line at fault is named",
     "日历数据文件每行一个日期及其性质;出错的行已指出", Frame::untold, "", ""},
    {"outcome_built_in", "done, expired, lapsed, cancelled and unreached happen to every task by themselves",
     "done、expired、lapsed、cancelled、unreached 是每个任务自带的结果", Frame::body,
     "stage s { task t { assign manager  closed on call_logged as expired  due 1 day } }",
     "stage s { task t { assign manager  closed on call_logged as refused  due 1 day } }"},
    {"audience_missing", "without an audience nobody would ever enter", "没有受众就没有人会进入", Frame::file,
     "playbook q { calendar cn  follow quiet_bank  ends after 9 days  wave w on day 1 { send sms hello } }\n",
     "playbook q { calendar cn  follow quiet_bank  ends after 9 days\n  audience { enter on deposit  again never }\n  wave w on day 1 { "
     "send sms hello } }\n"},
    {"zone_unknown", "zones have the names of the time zone database, such as Asia/Shanghai", "时区用时区数据库中的名称,如 Asia/Shanghai",
     Frame::whole, "catalog b { zone \"Asia/Shanghia\"  currency CNY  customer { vip bool } }\n",
     "catalog b { zone \"Asia/Shanghai\"  currency CNY  customer { vip bool } }\n"},
    {"template_channel", "a template says for which channels it is written; another channel could not show it",
     "模板声明其适用的渠道;其他渠道无法呈现", Frame::body, R"(wave w on day 1 { send sms gift with { code: "x" } })",
     R"(wave w on day 1 { send push gift with { code: "x" } })"},
    {"with_missing", "what the template prints must be given with the send", "模板要打印的内容须在发送时给出", Frame::body,
     R"(wave w on day 1 { send push gift })", R"(wave w on day 1 { send push gift with { code: "x" } })"},
    {"name_hides", "expressions read events, benefits and activities by their names; a second meaning would hide the first",
     "表达式按名称读取事件、权益与活动;再用此名会遮住原意", Frame::body, R"(wave deposit on day 1 { send sms hello })",
     R"(wave welcome on day 1 { send sms hello })"},
    {"part_missing", "without this part the sentence says nothing", "缺少这一部分,句子没有意义", Frame::body,
     "moment m { again never  send sms hello }", "moment m { on deposit  again never  send sms hello }"},
};

}  // namespace

std::span<const Page> name_pages() { return kPages; }

}  // namespace playmaker::cli
