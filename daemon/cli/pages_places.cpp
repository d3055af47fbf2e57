// Pages about what the language has, but not in that place.
#include "daemon/cli/pages.hpp"

namespace playmaker::cli {
namespace {

constexpr Page kPages[] = {
    {"hold_unwatched",
     "to know that something has held for five days somebody must have looked all the while: a journey does, and an audience's `enter "
     "when`; a catalog, the items of a list and an audience's `where`, `only`, `except` are looked at once",
     "要知道某事已持续五天,须一直有人看着:旅程会看,受众的 `enter when` 也会;目录、列表各项以及受众的 `where`、`only`、`except` 只看一次",
     Frame::body, "exit a when customer.holdings.exists(h, (h.amount > 1万元) for 5 days)",
     "exit a when (customer.holdings.exists(h, h.amount > 1万元)) for 5 days"},
    {"clock_only",
     "which days are working days is said by a playbook's calendar: caps bind all playbooks at once, windows have a constant length, and a "
     "catalog has no calendar",
     "哪天是工作日由剧本的日历决定:上限同时约束所有剧本,时间窗口长度固定,目录没有日历", Frame::file,
     "policy often { never more than 3 contacts per 5 working days }\n", "policy often { never more than 3 contacts per 7 days }\n"},
    {"value_unkept",
     "every value in a playbook has one of the types that LANGUAGE lists, so that all of it is checked before it runs: there is no null, "
     "no "
     "map, no value whose type is found out later",
     "剧本中的每个值都属于既定类型之一,因此运行之前即可全部检查:没有 null、没有映射,也没有运行时才知道类型的值", Frame::body,
     "exit a when customer.balance == null", "exit a when customer.balance is not known"},
    {"time_misplaced",
     "times are written alike everywhere, but not every thing can have every time: a stage lasts days, a wave comes on one, and only "
     "weekdays and days of the month come again",
     "时间的写法处处相同,但并非处处都有意义:阶段持续多日,波次发生在某一天,只有星期与月内日期会再次到来", Frame::body,
     "wave w on days 3 to 5 { send sms hello }", "wave w on day 3 { send sms hello }"},
    {"varies_by", "what a branch may set for itself arrives with the branches; nothing else brings values for a playbook",
     "机构自定的取值随机构数据到来;没有其他数据为剧本带来取值", Frame::body,
     "param line = 50万元 vary by role\nexit a when customer.aum < line",
     "param line = 50万元 vary by branch\nexit a when customer.aum < line"},
    {"varies_what", "a branch may set a figure within bounds; words and lengths decide what a playbook is, and are the same everywhere",
     "机构可在范围内设定数值;文字与时长决定剧本本身,各处相同", Frame::body, "param words = \"x\" vary by branch",
     "param least = 3 vary by branch within 1 to 5"},
    {"computed_elsewhere",
     "what an event, a product or an answer brings is what was sent; only what is kept of customers, persons and branches can be computed "
     "anew",
     "事件、产品、答复带来的内容就是发送的内容;只有客户、人员、机构的资料可以重新计算", Frame::file,
     "event told { points int, twice = 2 }\n", "event told { points int, twice int }\n"},
    {"journey_wanted", "`since entry` means since a journey began; a catalog's expressions are asked of customers in no journey at all",
     "`since entry` 指旅程开始以来;目录的表达式针对不在任何旅程中的客户", Frame::file, "segment faithful = visit since entry\n",
     "segment faithful = count(visit over last 30 days) > 0\n"},
    {"macros_nested", "each macro goes through a list for every item of the one around it: the work multiplies",
     "每层宏都要对外层的每一项遍历一个列表:工作量成倍增长", Frame::body,
     "exit a when customer.holdings.exists(a, customer.holdings.exists(b, customer.holdings.exists(c, customer.holdings.exists(d, "
     "customer.holdings.exists(e, e.amount > 1万元)))))",
     "exit a when customer.holdings.exists(a, customer.holdings.exists(b, a.amount > b.amount))"},
    {"told_apart_by", "figures and seats are shared out over branches, which every customer has; a target also over managers",
     "指标与席位按机构分配,因为每位客户都属于某个机构;指标还可按客户经理", Frame::file,
     "activity party { starts 2026-04-18 at 15:00 seats 5 per role }\n",
     "activity party { starts 2026-04-18 at 15:00 seats 5 per branch }\n"},
    {"parameter_type", "a fragment's parameter stands where a value or a name would be written; a record is written nowhere",
     "片段的参数写在值或名称的位置;记录无处可写", Frame::file,
     "fragment chat(who: { age int }) { tag \"x\" }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days\n  audience { enter on "
     "deposit  again never }\n  wave w on day 1 { include chat(5) } }\n",
     "fragment chat(age: int) { tag \"x\" }\nplaybook q { calendar cn  follow quiet_bank  ends after 9 days\n  audience { enter on deposit "
     " "
     "again never }\n  wave w on day 1 { include chat(5) } }\n"},
    {"show_of",
     "stages and moments hold tasks and touches, and are what a funnel goes through; goals, breakpoints and costs are a playbook's",
     "阶段与时机包含任务与触达,也是漏斗的各层;目标、断点与成本属于整个剧本", Frame::body,
     "goal g = customer.products >= 2 within 30 days\nreview weekly every week { show goal of stages }",
     "goal g = customer.products >= 2 within 30 days\nreview weekly every week { show tasks of stages }"},
    {"show_per",
     "touches, tasks, stalls and costs can be shared out over those who reached a goal; those who reached it, or a stage, cannot",
     "触达、任务、断点与成本可平均到达成目标的人;达成的人数与各层人数则不能", Frame::body,
     "goal g = customer.products >= 2 within 30 days\nreview weekly every week { show goal per g }",
     "goal g = customer.products >= 2 within 30 days\nreview weekly every week { show touches per g }"},
    {"tick_of_role", "a role serves the tasks of all playbooks: it knows when each was opened and when it is due, and nothing else of it",
     "角色服务于所有剧本的任务:只知道任务何时开启、何时到期", Frame::file,
     "role watcher { who customer.manager  remind 1 day before customer.opened  final }\n",
     "role watcher { who customer.manager  remind 1 day before due  final }\n"},
};

}  // namespace

std::span<const Page> place_pages() { return kPages; }

}  // namespace playmaker::cli
