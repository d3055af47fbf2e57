#pragma once
// A small house to make promises in.
#include <string>

#include "dsl/compile.hpp"
#include "runtime/core/roster/roster.hpp"
#include "tests/main/reworded.hpp"

namespace playmaker::refute_tests {

inline std::string house() {
  return R"(catalog bank {
  zone "Asia/Shanghai"
  currency CNY
  customer { manager person optional  vip bool  age int  tier one of ["mass", "gold"]  consent bool  branch branch
    holdings list of { product one of ["cash", "bond"], amount int } at most 3 }
  branch { parent branch optional, head person }
  person { away bool }
  event opened { }
  activity salon { starts 2026-04-18 at 15:00 }
  event deposit { amount int }
  event visit { }
  event later { at instant }
}
channel sms { contact }
channel push { contact reports read within 30 minutes }
channel phone { contact by people }
channel app { pull }
template hello { channel sms, push }
template survey { channel push answers { score int } }
template banner { channel app answers { yes bool } }
calendar cn { weekend saturday, sunday open 09:00 to 17:30 }
policy free { needs customer.consent before marketing }
policy quiet { quiet from 21:00 to 08:30  blocked wait up to 24 hours then skip }
policy apart { leave 8 days between contacts  blocked wait up to 1 day then skip }
policy capped { never more than 1 contact per day  leave 20 hours between contacts  blocked wait up to 48 hours then skip }
role head { who pool heads least busy  final }
role keeper { who customer.manager  final }
list names { leads }
list callers { leads  back after 6 days }
role desk { who customer.branch.head  final }
fragment nudge() { send push hello  wait 2 days  send sms hello }
)";
}

// The house with these playbooks in it.
inline std::string whole(const std::string& playbooks) { return added_before(house(), "  event opened", "  pool heads\n") + playbooks; }

inline std::string playbook(const std::string& promise, const std::string& body, const std::string& policy, const std::string& audience) {
  return whole("playbook p { calendar cn  follow " + policy + "  ends after 40 days\n  audience { " + audience +
               " }\n  guarantee never more than " + promise + "\n" + body + "\n}\n");
}

inline dsl::Compiled compile(const std::string& text) { return dsl::compile({{"p.play", text}}); }

// What a new house would run of it.
inline auto linked(const dsl::Compiled& made) {
  core::Applied applied;
  applied.catalog = made.catalog;
  applied.plans = made.plans;
  applied.origins = made.origins;
  return core::link(nullptr, applied);
}

}  // namespace playmaker::refute_tests
