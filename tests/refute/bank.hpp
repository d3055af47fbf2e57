#pragma once
// A small house to make promises in.
#include <string>

#include "dsl/compile.hpp"

namespace playmaker::refute_tests {

inline std::string house() {
  return R"(catalog bank {
  zone "Asia/Shanghai"
  currency CNY
  customer { manager person optional  vip bool  age int  tier one of ["mass", "gold"]  consent bool }
  person { away bool }
  event opened { }
  event deposit { amount int }
  event visit { }
}
channel sms { contact }
channel push { contact reports read within 30 minutes }
channel phone { contact by people }
template hello { channel sms, push }
calendar cn { weekend saturday, sunday open 09:00 to 17:30 }
policy free { needs customer.consent before marketing }
policy quiet { quiet from 21:00 to 08:30  blocked wait up to 24 hours then skip }
policy apart { leave 8 days between contacts  blocked wait up to 1 day then skip }
policy capped { never more than 1 contact per day  leave 20 hours between contacts  blocked wait up to 48 hours then skip }
role head { who pool heads least busy  final }
)";
}

inline std::string playbook(const std::string& promise, const std::string& body, const std::string& policy, const std::string& audience) {
  std::string text = house();
  text.insert(text.find("  event opened"), "  pool heads\n");
  return text + "playbook p { calendar cn  follow " + policy + "  ends after 40 days\n  audience { " + audience +
         " }\n  guarantee never more than " + promise + "\n" + body + "\n}\n";
}

inline dsl::Compiled compile(const std::string& text) { return dsl::compile({{"p.play", text}}); }

}  // namespace playmaker::refute_tests
