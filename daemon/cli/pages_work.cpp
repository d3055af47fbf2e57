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
     "网点任务按客户的 `branch` 找网点,承接移交改变客户的 `manager`:目录须声明该字段", Frame::whole,
     "catalog tiny { zone \"Asia/Shanghai\" currency CNY customer { owner person } person { name text } pool bosses event visit }\n"
     "role boss { who pool bosses in turn  final }\nplaybook p { ends after 9 days  audience { enter on visit  again never }\n"
     "  stage s { hand over to boss accept within 2 days else keep } }\n",
     "catalog tiny { zone \"Asia/Shanghai\" currency CNY customer { manager person } person { name text } pool bosses event visit }\n"
     "role boss { who pool bosses in turn  final }\nplaybook p { ends after 9 days  audience { enter on visit  again never }\n"
     "  stage s { hand over to boss accept within 2 days else keep } }\n"},
    {"branch_clause", "a task for a branch has no customer whose events, fields or days it could wait for: only people, lengths and lists",
     "网点任务没有客户,不能等待客户的事件、字段或日期", Frame::body, "task for branch brief { assign head  done on visit  due 2 days }",
     "task for branch brief { assign head  done by report  due 2 days }"},
    {"branch_read", "there is one such task a branch, whatever becomes of its customers; a journey reads its own tasks",
     "每个网点只有一个该任务,与客户无关;旅程只能读取自己的任务", Frame::body,
     "task for branch brief { assign head  due 2 days }\nstage s when brief.done { task t { assign manager  due 1 day } }",
     "task for branch brief { assign head  due 2 days }\nstage s { task t { assign manager  due 1 day } }"},
};

}  // namespace

std::span<const Page> work_pages() { return kPages; }

}  // namespace playmaker::cli
