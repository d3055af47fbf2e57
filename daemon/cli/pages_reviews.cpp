// Pages about reviews.
#include "daemon/cli/pages.hpp"

namespace playmaker::cli {
namespace {

constexpr Page kPages[] = {
    {"review_dimension",
     "figures are told apart by what every journey has: the branch, the manager's role, a table of the playbook, a define or field of few "
     "values; breakpoints also by the reason given, tasks by their outcome",
     "指标可按每条旅程都有的内容细分:机构、客户经理角色、剧本的决策表、取值有限的定义或字段;断点还可按原因,任务还可按结果", Frame::body,
     "review weekly every week on monday at 09:00 { show funnel of stages by brnch }",
     "review weekly every week on monday at 09:00 { show funnel of stages by branch }"},
    {"rate_subject", "a rate is a share of tasks: of those that ended or are late, how many ended so; it cannot count anything else",
     "比率是任务的占比:已结束或已逾期的任务中,以此结束的有多少;不能计其他内容", Frame::body,
     "stage s { task t { assign manager  due 1 day } }\nreview weekly every week { alert head when rate(visit) < 60% }",
     "stage s { task t { assign manager  due 1 day } }\nreview weekly every week { alert head when rate(t.done) < 60% }"},
    {"rate_outside", "one customer's journey cannot see the others': what a branch achieves is looked at in a review",
     "单个客户的旅程看不到其他客户:机构的完成情况在回检中查看", Frame::body,
     "stage s { task t { assign manager  due 1 day }  when rate(t.done) < 60% { tag \"slow\" } }",
     "stage s { task t { assign manager  due 1 day } }\nreview weekly every week { alert head when rate(t.done) < 60% }"},
    {"review_reads", "a review has no customer whose fields, events or tasks it could read: only rates, constants and params",
     "回检没有客户可读:只能使用比率、常量与参数", Frame::body,
     "stage s { task t { assign manager  due 1 day } }\nreview weekly every week { alert head when customer.vip }",
     "stage s { task t { assign manager  due 1 day } }\nreview weekly every week { alert head when rate(t.done) < 60% }"},
    {"review_step", "a review reaches no customer: for each branch of which its condition holds it opens that branch's task, and no `else`",
     "回检不触达客户:条件对某机构成立时开立该机构的任务,没有 `else`", Frame::body,
     "stage s { task t { assign manager  due 1 day } }\nreview weekly every week { when rate(t.done) < 60% { send sms hello } }",
     "stage s { task t { assign manager  due 1 day } }\nreview weekly every week { when rate(t.done) < 60% { task for branch improve { "
     "assign head  due 5 days } } }"},
    {"alert_role", "an alert goes to the people of a branch: their role must hang on the branch, or be a pool's",
     "预警发给机构的人员:其角色须由机构确定,或由人员组担任", Frame::body,
     "stage s { task t { assign manager  due 1 day } }\nreview weekly every week { alert manager when rate(t.done) < 60% }",
     "stage s { task t { assign manager  due 1 day } }\nreview weekly every week { alert head when rate(t.done) < 60% }"},
    {"compare_denied",
     "customers held out from all get no tasks, so that they can never reach a goal that reads one: the difference would always look great",
     "完全留白的客户没有任务,永远无法达成读取任务的目标:差异总会显得很大", Frame::whole,
     "use \"shared/bank.play\"\nplaybook p { calendar cn  follow quiet_bank\n  audience { enter on account_opened  again never  hold out "
     "10% "
     "from all }\n  goal g = t.done within 30 days\n  stage s { task t { assign manager  due 1 day } }\n  review weekly every week { "
     "compare "
     "with holdout on g }\n}\n",
     "use \"shared/bank.play\"\nplaybook p { calendar cn  follow quiet_bank\n  audience { enter on account_opened  again never  hold out "
     "10% "
     "from all }\n  goal g = customer.products >= 2 within 30 days\n  stage s { task t { assign manager  due 1 day } }\n  review weekly "
     "every "
     "week { compare with holdout on g }\n}\n"},
    {"compare_nobody", "what a playbook adds is seen against customers who were left alone by chance: some must be held out",
     "剧本的增量要与随机留白的客户对比:须先设留白组", Frame::whole,
     "use \"shared/bank.play\"\nplaybook p { calendar cn  follow quiet_bank\n  audience { enter on account_opened  again never }\n  goal g "
     "= "
     "customer.products >= 2 within 30 days\n  review weekly every week { compare with holdout on g }\n}\n",
     "use \"shared/bank.play\"\nplaybook p { calendar cn  follow quiet_bank\n  audience { enter on account_opened  again never  hold out "
     "10% "
     "from touches }\n  goal g = customer.products >= 2 within 30 days\n  review weekly every week { compare with holdout on g }\n}\n"},
};

}  // namespace

std::span<const Page> review_pages() { return kPages; }

}  // namespace playmaker::cli
