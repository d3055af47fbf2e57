#include "tests/dsl/prove/law_texts.hpp"

#include "runtime/base/time.hpp"
#include "tests/dsl/compile/compiling.hpp"
#include "tests/main/reworded.hpp"

namespace playmaker::law_texts {
namespace {

// A playbook `p` with these steps, in a house that has what offers, benefits and personal fields need.
std::string house(const std::string& body) {
  return "catalog bank { zone \"Asia/Shanghai\" currency CNY\n"
         " customer { risk level of [\"C1\", \"C2\"] optional, assessed date, vip bool, kind text, note text personal, born date optional "
         "personal,\n  years = today - (born otherwise today), holdings list of { product text, amount money } at most 10 }\n"
         " product { risk level of [\"R1\", \"R2\"] } product cash { risk \"R1\" on sale 2026-01-01 to 2026-12-31 } product salary { risk "
         "none }\n"
         " suitability customer.risk covers product.risk valid 12 months since customer.assessed\n"
         " event came { } event told { words text } event kept { words text personal } }\n"
         "calendar cn { weekend saturday, sunday open 09:00 to 17:30 }\nchannel sms { contact } channel lobby { pull }\n"
         "template hello { channel sms } template words { channel sms with { words text } }\n"
         "template own { channel sms uses customer.note with { words text } } template told { channel sms with { words text personal } }\n"
         "template card { channel lobby answers { yes bool } }\npolicy plain { default at 09:30 }\nrole head { who pool heads least busy  "
         "final }\n"
         "benefit cup { stock 100 value 10元 } benefit mug { stock 100 value 25元 }\n"
         "playbook p { calendar cn follow plain ends after 30 days\n" +
         body + "\n}\n";
}
const char* const kEnters = " audience { enter on came again never } ";
}  // namespace

dsl::Compiled compile(const Law& law, const std::string& text) {
  dsl::Options options;
  options.today = base::date_of(2026, 3, 1).days;
  if (law.frame == Frame::file) return compiling::compile_text("use \"shared/bank.play\"\n" + text, options);
  if (law.frame == Frame::body) return compiling::compile_body(text, options);
  const std::string whole = house(text.find("audience") == std::string::npos ? kEnters + text : text);
  return compiling::compile_text(added_before(whole, " event came", " pool heads\n"), options);
}

std::vector<Law> all() {
  std::vector<Law> out = of_steps();
  for (const auto& more : {of_reach(), of_playbooks()}) out.insert(out.end(), more.begin(), more.end());
  return out;
}

}  // namespace playmaker::law_texts
