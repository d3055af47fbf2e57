#pragma once
// What every part of binding is handed: the texts being bound, where mistakes go, and how the commonest of them are said. One cause,
// one message: whoever reports returns poison, and poison is silent.
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/bind/bound.hpp"
#include "dsl/source/issue.hpp"

namespace playmaker::bind {

using source::Code;
using source::Issue;
using source::Span;
using source::Words;
using syntax::Tree;

// What a missing `use` takes away is told once a file, not at each name: names of a category of which nothing at all is declared.
struct Lost {
  Span span;
  Thing thing = Thing::channel;
  std::string name;
};

struct Work {
  Bound& bound;
  source::Issues& issues;
  std::vector<Lost> lost = {};
  std::vector<Lost> far = {};   // unknown and like nothing that is known, told one by one: too many in a file are lost as well
};

// Where an expression stands: what its names can mean, and what is known to be known there.
enum class Self : std::uint8_t { none, customer, person, branch };
struct Scope {
  std::uint32_t file = 0;
  std::uint32_t playbook = kNone;         // index in Bound::playbooks; kNone: in the catalog
  std::uint32_t container = kNone;        // the nearest named item around
  std::vector<std::uint32_t> events;      // which events may be at hand; empty: none
  Self self = Self::none;                 // whose fields are read by their bare names
  bool happening = false;                 // a trigger is looked for: says so when a name is unknown
  bool in_any = false;                    // `in any moment` was said: a bare task name means all of that name
  std::uint32_t answering = kNone;        // the template whose answer the braces around read
  std::set<std::string> known;            // Chain::text of what was tested
  std::string item;                       // the name a moment's `for each` gives to what it is at; empty: none
  Type item_type = kPoison;
  std::vector<std::pair<std::string, Type>> variables;   // of the macros around, `list.exists(x, C)`, outermost first
  bool reviewing = false;                 // in a review: `rate(…)` may be asked for

  const Tree& tree(const Work& work) const { return work.bound.tree(file); }
};

// `name` stands nowhere in `candidates`: says what was looked for, and what was perhaps meant.
void report_unknown(Work& work, Span span, const Words& what, std::string_view name, const std::vector<std::string_view>& candidates);
void report_twice(Work& work, Span span, std::string_view name, Span first, const Words& help = {});
// Bounded: a suggestion compares with every name there is, and nobody reads one beyond the issues that are kept.
constexpr std::uint64_t kComparedMax = 200'000;
bool suggesting(const Work& work);
void suggest(Work& work, Issue& issue, Span span, std::string_view name, const std::vector<std::string_view>& candidates);

// A single name in a place that asks for one category: sets the node's meaning and canonical text. kNone: reported.
std::uint32_t resolve(Work& work, std::uint32_t file, NodeId ref, Thing thing);
void set_canonical(Work& work, std::uint32_t file, NodeId name, std::string_view canonical);

bool varies(const Bound& bound, Where expression);   // of a param: `vary by branch`
// The text of a node without its spaces at the ends, as the author wrote it.
std::string written(const Work& work, std::uint32_t file, NodeId node);
// Reports every clause of the kinds named that stands twice in `node` (each clause once unless marked *).
void once_each(Work& work, std::uint32_t file, NodeId node, std::initializer_list<syntax::Kind> kinds);

}  // namespace playmaker::bind
