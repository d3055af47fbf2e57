#pragma once
// One run of condition code over one frame. Its parts stand beside it: names, journey, operators, arithmetic, functions, library, windows.
// Bounded: code has at most plan::kDepthMax levels, derived fields and segments may nest to kDepthAllMax, and kStepsMax nodes are run in
// all, where so many bytes of a text that is made or searched count as a node; beyond that the test does not hold (Fault::range).
#include <forward_list>
#include <optional>
#include <string>
#include <vector>

#include "runtime/cel/value.hpp"
#include "runtime/core/timing.hpp"
#include "runtime/core/value.hpp"

namespace playmaker::core {

class Evaluator {
 public:
  Evaluator(const Frame& frame, Findings& findings) : frame_(frame), unit_(frame.unit), findings_(findings) {}

  Value run(plan::NodeIndex node);         // `node` in the unit at hand
  Value suits(std::uint32_t product, plan::NodeIndex place);   // the dictionary's
  Value run_in(const LinkedUnit& unit, plan::NodeIndex node, plan::NodeIndex place);  // an expression of the catalog; errors lie at `place`
  Value equal(const Value& a, const Value& b) const;
  // <0, 0, >0 as a decimal-free triple: nullopt where the two cannot be ordered. `detail`: the enumeration that ranks levels.
  Value compare(plan::NodeOp op, Value a, Value b, std::uint32_t detail, plan::NodeIndex place);
  std::uint32_t levels(plan::NodeIndex a, plan::NodeIndex b) const;  // Type::detail of whichever is a level; kNone: neither
  base::Zone zone();
  base::Date today();

 private:
  static constexpr int kDepthAllMax = 2'000, kStepsMax = 50'000;
  static constexpr std::size_t kBytesAStep = 128;

  const plan::Node& node(plan::NodeIndex at) const { return unit_->unit->nodes[at]; }
  void recheck(base::Instant at) {
    if (at > frame_.now && at < findings_.recheck) findings_.recheck = at;
  }
  void recheck_tomorrow();
  void recheck_crossing(const Value& a, const Value& b);
  bool walk(std::size_t bytes);  // counts them; false: past kStepsMax
  Value keep(std::string text);  // a made text or list lives as long as this evaluator
  Value keep(std::vector<plan::Datum> items, std::uint32_t record);

  Value dispatch(plan::NodeIndex at);
  // names
  Value attribute(plan::NodeIndex at);
  Value stored(std::uint32_t attribute, plan::NodeIndex at);
  Value member(plan::NodeIndex at);
  Value event_field(plan::NodeIndex at);
  Value answer_field(plan::NodeIndex at);
  Value item(plan::NodeIndex at);
  Value element(plan::NodeIndex at);
  Value segment(plan::NodeIndex at);
  Value score(plan::NodeIndex at);
  Value suitable(plan::NodeIndex at);
  const EventMemory* memory(std::uint32_t event) const;
  Value last_field(plan::NodeIndex at);
  Value last_at(plan::NodeIndex at);
  Value time_since(plan::NodeIndex at);
  // journey
  Value task(plan::NodeIndex at);
  Value grant_field(plan::NodeIndex at);
  Value in_playbook(plan::NodeIndex at);
  Value since_entry(plan::NodeIndex at);
  Value held_for(plan::NodeIndex at);
  // operators
  Value both(plan::NodeIndex at, bool deciding);
  Value contained(plan::NodeIndex at);
  Value between(plan::NodeIndex at);
  Value instant_of(const Value& value);
  // arithmetic and functions
  Value arithmetic(plan::NodeIndex at);
  Value negate(plan::NodeIndex at);
  Value shift(plan::NodeIndex at);
  Value call(plan::NodeIndex at);
  Value extreme(plan::NodeIndex at, bool greatest);
  // the library of CEL
  Value library(plan::NodeIndex at);
  Value converted(plan::Function function, const Value& value, plan::NodeIndex at);
  Value macro(plan::NodeIndex at);
  Value taken(const cel::Value& value, plan::NodeIndex at);
  // windows
  Value window(plan::NodeIndex at);

  const Frame& frame_;
  const LinkedUnit* unit_;
  Findings& findings_;
  int depth_ = 0, steps_ = 0;
  plan::Kind self_kind_ = plan::Kind::unknown;  // in a derived field of a person or branch: whose
  std::int64_t self_ = 0;
  std::optional<base::Zone> zone_;
  std::vector<Value> variables_;  // of macros, by their number
  std::forward_list<std::string> texts_;
  std::forward_list<std::vector<plan::Datum>> lists_;
};

// The task an expression or an anchor means: nearest in the run's ancestry, else the journey's latest. nullptr: none yet.
const Task* task_in_scope(const Frame& frame, std::uint32_t task);

}  // namespace playmaker::core
