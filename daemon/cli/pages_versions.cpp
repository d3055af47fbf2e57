// Pages about what a version says of the journeys under way.
#include "daemon/cli/pages.hpp"

namespace playmaker::cli {
namespace {

constexpr Page kPages[] = {
    {"moved_nowhere", "journeys that stand under the old name go on under the new one, which must be of this version",
     "处在旧名称下的旅程在新名称下继续,新名称须属于此版本", Frame::body,
     "upgrade now  moved stage start to begun\nstage first { task t { assign manager  due 1 day } }",
     "upgrade now  moved stage start to first\nstage first { task t { assign manager  due 1 day } }"},
    {"moved_still_there", "a stage or moment keeps its place by its name; `moved` tells only what a name has become that is gone",
     "阶段与时机以名称保持位置;`moved` 只说明已不存在的名称变成了什么", Frame::body,
     "upgrade now  moved stage first to second\nstage first { task t { assign manager  due 1 day } }\n"
     "stage second after first { task u { assign manager  due 1 day } }",
     "upgrade now\nstage first { task t { assign manager  due 1 day } }\n"
     "stage second after first { task u { assign manager  due 1 day } }"},
    {"moved_twice",
     "one name becomes one other: a place cannot become two. Several old names may have become one, where it was renamed twice",
     "一个名称只能变成另一个名称:一处不能分二。改名两次时,多个旧名称可变成同一名称", Frame::body,
     "upgrade now  moved stage a to first  moved stage a to second\nstage first { task t { assign manager  due 1 day } }\n"
     "stage second after first { task u { assign manager  due 1 day } }",
     "upgrade now  moved stage a to first  moved stage b to first\nstage first { task t { assign manager  due 1 day } }\n"
     "stage second after first { task u { assign manager  due 1 day } }"},
    {"recompute_keeps",
     "deadlines are computed anew when a journey moves to this version; with `keep`, which is also what is meant where "
     "nothing is written, none moves",
     "旅程迁移到此版本时才重算期限;`keep`(未写时亦如此)之下没有旅程迁移", Frame::body,
     "upgrade keep recompute\nstage first { task t { assign manager  due 1 day } }",
     "upgrade at next stage recompute\nstage first { task t { assign manager  due 1 day } }"},
};

}  // namespace

std::span<const Page> version_pages() { return kPages; }

}  // namespace playmaker::cli
