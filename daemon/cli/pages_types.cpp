// Pages about types and unknown values.
#include "daemon/cli/pages.hpp"

namespace playmaker::cli {
namespace {

constexpr Page kPages[] = {
    {"type_mismatch", "a test is true or false; an amount, a count or a date is none until it is compared",
     "条件须为真或假;金额、次数、日期须先比较", Frame::body, R"(exit a when customer.products)", R"(exit a when customer.products > 3)"},
    {"operands_clash", "both sides must be of one kind: money with money, percent with percent; `one of` has no order, `level of` has",
     "两边须同类:金额对金额、百分比对百分比;`one of` 无大小,`level of` 有", Frame::body, R"(exit a when customer.aum > 5)",
     R"(exit a when customer.aum > 5元)"},
    {"unknown_not_false",
     "nobody knows this value of every customer, and a guess would treat them wrongly: test it first, or say what it counts as",
     "并非每位客户都有此值,猜测会误伤:请先判断是否已知,或给出默认值", Frame::body, R"(exit a when customer.balance < 5万元)",
     R"(exit a when customer.balance otherwise 0元 < 5万元)"},
    {"value_unlisted", "the catalog lists all values; a test for another one could never hold", "目录列出了全部取值;其他值永远不会相等",
     Frame::body, R"(exit a when customer.tier == "gould")", R"(exit a when customer.tier == "gold")"},
    {"not_constant", "a param is the same for all customers and is written as a value; for what differs there is `define`",
     "param 对所有客户相同,须写定值;随客户变化的请用 `define`", Frame::body,
     "param limit = customer.aum * 2\nexit a when customer.aum > limit", "param limit = 50万元\nexit a when customer.aum > limit"},
    {"window_length", "what is counted or summed must be kept for some time, so say for how long",
     "计数与求和须保存一段时间的记录,请写明时长", Frame::body, R"(exit a when count(deposit) > 3)",
     R"(exit a when count(deposit over last 30 days) > 3)"},
    {"window_subject", "count takes an event, sum and avg a field that is a number, change a field of the customer",
     "count 用于事件,sum、avg 用于数值字段,change 用于客户字段", Frame::body, R"(exit a when count(customer.aum over last 3 days) > 3)",
     R"(exit a when count(deposit over last 3 days) > 3)"},
    {"currency_differs", "amounts are not converted; write them in the catalog's currency", "金额不作换算;请用目录的货币", Frame::body,
     R"(exit a when customer.aum > 5 USD)", R"(exit a when customer.aum > 5元)"},
    {"too_fine", "money is kept in its smallest unit and percent in hundredths of a basis point, so that sums are exact",
     "金额以最小单位、百分比以万分之一个百分点保存,以保精确", Frame::body, R"(exit a when customer.aum > 0.001元)",
     R"(exit a when customer.aum > 0.01元)"},
    {"function_unknown", "the language has a fixed list of functions; see the help for the nearest one",
     "函数是固定的;请看提示中最接近的一个", Frame::body, R"(exit a when cuont(deposit over last 3 days) > 3)",
     R"(exit a when count(deposit over last 3 days) > 3)"},
    {"argument_count", "a function takes what it is made for, no more and no less", "函数的参数个数是固定的", Frame::body,
     R"(exit a when size(customer.note, 3) > 3)", R"(exit a when size(customer.note) > 3)"},
    {"length_not_fixed",
     "a month has 28 to 31 days, and a working day depends on the calendar: neither can be compared; shift a date by it, or write days",
     "一个月有 28 至 31 天,工作日取决于日历,不能直接比较;请平移日期或改写天数", Frame::body, R"(exit a when customer.tenure > 12 months)",
     R"(exit a when customer.opened < today - 12 months)"},
    {"trigger_wanted", "`on` waits for something that happens: an event, a task's result, an import; a state is tested with `when`",
     "`on` 等待发生的事:事件、任务结果、导入;状态请用 `when` 判断", Frame::body, R"(exit a on customer.vip)",
     R"(exit a when customer.vip)"},
    {"anchor_wanted", "a time is counted from a point in time: an event, a date, a task's `.closed`, a stage, `entry`",
     "时间须从一个时间点算起:事件、日期、任务的 `.closed`、阶段、`entry`", Frame::body,
     R"(wave w 3 days after customer.aum { send sms hello })", R"(wave w 3 days after customer.opened { send sms hello })"},
    {"range_empty", "the end lies before the beginning", "终点在起点之前", Frame::body, R"(stage s on days 9 to 3 { send sms hello })",
     R"(stage s on days 3 to 9 { send sms hello })"},
    {"sweep_too_often", "an audience is looked for among all customers at most once a day; for less time use an event or `enter when`",
     "全量圈选每天至多一次;更快请用事件或 `enter when`", Frame::file,
     "playbook q { calendar cn  follow quiet_bank  ends after 9 days  audience { enter every 2 hours where customer.vip  again never } }\n",
     "playbook q { calendar cn  follow quiet_bank  ends after 9 days  audience { enter every day where customer.vip  again never } }\n"},
    {"row_width", "a row has a cell for each column of the table, then an arrow", "每行的格数须与列数相同,然后是箭头", Frame::body,
     "decide d by customer.tier, customer.vip { \"mass\" -> t  *, * -> t }\ntrack t { send sms hello }",
     "decide d by customer.tier, customer.vip { \"mass\", * -> t  *, * -> t }\ntrack t { send sms hello }"},
    {"sweep_day", "weeks have weekdays, months have days of the month", "按周写星期,按月写日期", Frame::file,
     "playbook q { calendar cn  follow quiet_bank  ends after 9 days  audience { enter every week on the 3rd where customer.vip  again "
     "never } }\n",
     "playbook q { calendar cn  follow quiet_bank  ends after 9 days  audience { enter every month on the 3rd where customer.vip  again "
     "never } }\n"},
    {"number_out_of_range", "the number is outside what it may be here", "数字超出此处允许的范围", Frame::body,
     R"(wave w on day 0 { send sms hello })", R"(wave w on day 1 { send sms hello })"},
    {"length_too_long", "no journey of a customer lasts longer than a hundred years", "客户旅程不会超过一百年", Frame::body,
     R"(wave w 200 years after app_login { send sms hello })", R"(wave w 2 days after app_login { send sms hello })"},
    {"fields_differ",
     "several events may start these steps and call different things by this name; ask for `event.name` first, or name the fields apart",
     "可能由多种事件启动,而同名字段类型不同;请先判断 `event.name` 或改名", Frame::body,
     "moment m { on deposit  on visit  again never  when event.amount == 3元 { send sms hello } }",
     "moment m { on deposit  again never  when event.amount == 3元 { send sms hello } }"},
    {"constant_fault", "every run would meet the same fault, so it is said now", "每次运行都会遇到同样的错误,因此现在就指出", Frame::body,
     R"(exit a when customer.products > 5 / 0)", R"(exit a when customer.products > 5)"},
    {"length_zero", "nothing can last, wait or be counted over no time at all", "不可能在零时长内持续、等待或计数", Frame::body,
     R"(exit a when count(deposit over last 0 days) > 3)", R"(exit a when count(deposit over last 3 days) > 3)"},
    {"cap_too_long", "contacts are remembered for a year, so a longer cap could not be kept", "触达记录保存一年,更长的上限无法遵守",
     Frame::file, "policy careful { never more than 3 contacts per 2 years }\n",
     "policy careful { never more than 3 contacts per 1 year }\n"},

    {"word_runs_on", "Chinese words need space or punctuation between them, or they make one name; put a space after the keyword",
     "中文词之间要有空格或标点,否则连成一个名称;请在关键字后加空格", Frame::whole,
     "语言 中文\n引用 \"shared/bank.play\"\n剧本 q { 日历 cn  遵循 quiet_bank  终止 满 9 天  受众 { 进入 当deposit  再入 不再 } }\n",
     "语言 中文\n引用 \"shared/bank.play\"\n剧本 q { 日历 cn  遵循 quiet_bank  终止 满 9 天  受众 { 进入 当 deposit  再入 不再 } }\n"},
};

}  // namespace

std::span<const Page> type_pages() { return kPages; }

}  // namespace playmaker::cli
