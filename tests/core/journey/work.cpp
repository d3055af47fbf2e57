#include "tests/core/journey/work.hpp"

namespace playmaker::core::testing {

Work::Work(bool roles) : p(s.playbook("care")) {
  for (const char* name : {"joined", "left", "called", "signed"}) s.catalog.event(name);
  s.catalog.event("logged", {{"outcome", plan::Kind::text}});
  s.catalog.attribute("manager", plan::Kind::person);
  s.catalog.attribute("boss", plan::Kind::person);
  if (roles) {
    s.catalog.role("advisor", s.catalog.attr("manager", plan::Kind::person));
    s.catalog.catalog.roles.back().backup = s.catalog.attr("boss", plan::Kind::person);
    s.catalog.role("head", s.catalog.attr("boss", plan::Kind::person)).final_ = true;
  }
  p.enter_on("joined");
  p.exit_on("left", p.on("left"));
}

void Work::people() { s.set("manager", {plan::Kind::person, 1, {}, {}}).set("boss", {plan::Kind::person, 3, {}, {}}); }

}  // namespace playmaker::core::testing
