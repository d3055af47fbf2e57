// Pages about people at work.
#include "daemon/cli/pages.hpp"

namespace playmaker::cli {
namespace {

constexpr Page kPages[] = {
    {"event_counted", "an attempt, or a call back, is something that happened with the customer and was logged: an event",
     "尝试与回电都是与客户之间发生并被记录的事:事件", Frame::body,
     "stage s { task t { assign manager  due 1 day }\n  task u { assign manager  due 1 day  attempts up to 3 times every 4 hours on "
     "t.closed } }",
     "stage s { task u { assign manager  due 1 day  attempts up to 3 times every 4 hours on visit } }"},
    {"customer_lacks", "a branch's task finds its branch, and a hand-over changes the manager, by a field of the customer of that name",
     "机构任务按客户的 `branch` 找机构,承接移交改变客户的 `manager`:目录须声明该字段", Frame::whole,
     "catalog tiny { zone \"Asia/Shanghai\" currency CNY customer { owner person } person { name text } pool bosses event visit }\n"
     "role boss { who pool bosses in turn  final }\nplaybook p { ends after 9 days  audience { enter on visit  again never }\n"
     "  stage s { hand over to boss accept within 2 days else keep } }\n",
     "catalog tiny { zone \"Asia/Shanghai\" currency CNY customer { manager person } person { name text } pool bosses event visit }\n"
     "role boss { who pool bosses in turn  final }\nplaybook p { ends after 9 days  audience { enter on visit  again never }\n"
     "  stage s { hand over to boss accept within 2 days else keep } }\n"},
    {"branch_clause", "a task for a branch has no customer whose events, fields or days it could wait for: only people, lengths and lists",
     "机构任务没有客户,不能等待客户的事件、字段或日期", Frame::body, "task for branch brief { assign head  done on visit  due 2 days }",
     "task for branch brief { assign head  done by report  due 2 days }"},
    {"list_consent_unknown",
     "what a list brings is kept where the policy looks for it: a truth among the customer's fields `consent { … }`",
     "名单带来的授权记在规范查看之处:客户字段 `consent { … }` 中的真假值", Frame::whole,
     "catalog tiny { zone \"Asia/Shanghai\" currency CNY customer { branch branch  manager person optional  consent { sms bool } }\n"
     "person { name text } branch { head person } list q1 { leads  consent phone } }\n"
     "role boss { who customer.manager backup customer.branch.head  final }\n"
     "playbook p { ends after 9 days  audience { enter from list q1 dealt by branch to boss  again never }\n"
     "  stage s { task t { assign boss  due 1 day } } }\n",
     "catalog tiny { zone \"Asia/Shanghai\" currency CNY customer { branch branch  manager person optional  consent { sms bool } }\n"
     "person { name text } branch { head person } list q1 { leads  consent sms } }\n"
     "role boss { who customer.manager backup customer.branch.head  final }\n"
     "playbook p { ends after 9 days  audience { enter from list q1 dealt by branch to boss  again never }\n"
     "  stage s { task t { assign boss  due 1 day } } }\n"},
    {"list_no_leads",
     "only a list whose braces say `leads` holds people to be won; any other says who is in, and its customers enter at once",
     "只有花括号中写明 `leads` 的名单才是待开拓的线索;其他名单只说明成员,其客户立即进入", Frame::whole,
     "catalog tiny { zone \"Asia/Shanghai\" currency CNY customer { branch branch  manager person optional }\n"
     "person { name text } branch { head person } list q1 { expires 2027-12-31 } }\n"
     "role boss { who customer.manager backup customer.branch.head  final }\n"
     "playbook p { ends after 9 days  audience { enter from list q1 dealt by branch to boss  again never }\n"
     "  stage s { task t { assign boss  due 1 day } } }\n",
     "catalog tiny { zone \"Asia/Shanghai\" currency CNY customer { branch branch  manager person optional }\n"
     "person { name text } branch { head person } list q1 { leads } }\n"
     "role boss { who customer.manager backup customer.branch.head  final }\n"
     "playbook p { ends after 9 days  audience { enter from list q1 dealt by branch to boss  again never }\n"
     "  stage s { task t { assign boss  due 1 day } } }\n"},
    {"dealt_by", "a lead is dealt to the people of a role at the customer's branch", "线索分派给客户所属支行中该角色的人员", Frame::whole,
     "catalog tiny { zone \"Asia/Shanghai\" currency CNY customer { branch branch  manager person optional }\n"
     "person { name text } branch { head person } list q1 { leads } }\n"
     "role boss { who customer.manager backup customer.branch.head  final }\n"
     "playbook p { ends after 9 days  audience { enter from list q1 dealt by role to boss  again never }\n"
     "  stage s { task t { assign boss  due 1 day } } }\n",
     "catalog tiny { zone \"Asia/Shanghai\" currency CNY customer { branch branch  manager person optional }\n"
     "person { name text } branch { head person } list q1 { leads } }\n"
     "role boss { who customer.manager backup customer.branch.head  final }\n"
     "playbook p { ends after 9 days  audience { enter from list q1 dealt by branch to boss  again never }\n"
     "  stage s { task t { assign boss  due 1 day } } }\n"},
    {"branch_read", "there is one such task a branch, whatever becomes of its customers; a journey reads its own tasks",
     "每个机构只有一个该任务,与客户无关;旅程只能读取自己的任务", Frame::body,
     "task for branch brief { assign head  due 2 days }\nstage s when brief.done { task t { assign manager  due 1 day } }",
     "task for branch brief { assign head  due 2 days }\nstage s { task t { assign manager  due 1 day } }"},
};

}  // namespace

std::span<const Page> work_pages() { return kPages; }

}  // namespace playmaker::cli
