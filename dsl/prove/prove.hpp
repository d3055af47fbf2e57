#pragma once
// Laws: what must hold of every plan before it may run. Each stands in a file of its own and looks at the plan that will run, not at the
// text; spans lead back to the author's words.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dsl/lower/lower.hpp"
#include "dsl/source/issue.hpp"

namespace playmaker::prove {

struct Known {
  std::string name;
  bool takes_hand_offs = true;
};

struct Whole {
  lower::LoweredCatalog catalog;
  std::vector<lower::Lowered> playbooks;
  std::vector<Known> known;              // every playbook a customer can be handed off to, these included
  bool applying = false;                 // an unresolved hand-off is an error
  std::optional<std::int32_t> today;     // days since 1970
};

void prove(const Whole& whole, source::Issues& issues);

// One law each.
void prove_must(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues);  // assignee, due, final escalation
void prove_decides(const plan::Catalog& catalog, const lower::Lowered& lowered, source::Issues& issues);  // no gap, no shadowed row
void prove_stages(const lower::Lowered& lowered, source::Issues& issues);  // every stage can start
void prove_ends(const lower::Lowered& lowered, source::Issues& issues);  // every path ends
void prove_conditions(const lower::Lowered& lowered, source::Issues& issues);  // none is always or never true
void prove_hand_offs(const Whole& whole, const lower::Lowered& lowered, source::Issues& issues);  // they lead somewhere
void prove_use(const lower::Lowered& lowered, source::Issues& issues);  // nothing is written in vain
void prove_benefits(const Whole& whole, source::Issues& issues);  // `when empty` ends
void prove_calendars(const Whole& whole, source::Issues& issues);  // their years reach far enough

}  // namespace playmaker::prove
