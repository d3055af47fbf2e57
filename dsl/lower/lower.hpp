#pragma once
// From bound texts to what runs: one catalog for all files, one plan a playbook. REQUIRES of both: binding reported no error. What is
// made here passes plan::verify; anything else is a bug of this room.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "dsl/bind/bound.hpp"
#include "dsl/source/issue.hpp"
#include "runtime/plan/plan.hpp"

namespace playmaker::lower {

// Reads a data file by its path; nullopt: there is none.
using Loader = std::function<std::optional<std::string>(const std::string& path)>;

// The author's words beside what was made of them, for the laws that are proved on the plan.
struct TableText {
  std::vector<std::string> columns;
  std::vector<source::Span> rows;
};
struct Test {                        // a condition somebody wrote: guards, branches, goals …
  plan::NodeIndex node = plan::kNone;
  source::Span span;
  bool included = false;             // it stands in a fragment
};
struct Named {
  std::string name;
  source::Span span;
};

struct Guarantee {                   // `guarantee never more than …`: what the playbook's own contacts never exceed
  plan::Cap cap;
  source::Span span;
};

struct Lowered {
  plan::Plan plan;
  plan::Origin origin;
  std::vector<source::Span> spans;   // beside the plan's sites: the head of each
  std::vector<TableText> tables;     // beside Plan::decides
  std::vector<Test> tests;
  std::vector<Named> journeys;       // every `journey(p)`
  std::vector<Guarantee> guarantees; // no part of the plan: they are proved of it, and change nothing that runs
};

struct LoweredCatalog {
  plan::Catalog catalog;
  std::vector<source::Span> calendars;   // beside Catalog::calendars: the head of each
  std::vector<source::Span> benefits;    // beside Catalog::benefits
  std::vector<Test> tests;               // `silence while`, `reachable when`, segments
};

LoweredCatalog lower_catalog(const bind::Bound& bound, const Loader& loader, source::Issues& issues);
Lowered lower_playbook(const bind::Bound& bound, std::uint32_t playbook, source::Issues& issues);

}  // namespace playmaker::lower
