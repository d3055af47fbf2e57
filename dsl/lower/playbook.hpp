#pragma once
// One bound playbook as a plan. Named things get their places first (so that code may speak of any task), then bodies become block
// code: each container's ops stand together, whatever lies inside it comes after.
#include <deque>
#include <map>
#include <utility>

#include "dsl/lower/expression.hpp"
#include "dsl/lower/lower.hpp"

namespace playmaker::lower {

using plan::OpIndex;
using plan::SiteIndex;
using plan::SiteKind;

class PlaybookLowering {
 public:
  PlaybookLowering(const Bound& bound, std::uint32_t playbook, source::Issues& issues);
  Lowered run();

 private:
  // ---- places (places.cpp)
  void place_items();
  SiteIndex add_site(SiteKind kind, SiteIndex parent, std::uint32_t index, std::string path, NodeId node);
  SiteIndex add_step(SiteKind kind, std::string_view word, std::uint32_t index, NodeId node);   // numbered within its container
  std::uint32_t item_of(NodeId node) const { return items_.at(node); }
  plan::Place place(NodeId node) const { return bind::place_of(bound_, file_, node); }

  // ---- clauses (playbook.cpp, audience.cpp)
  void clause(NodeId node);
  void audience(NodeId node);
  void entry(NodeId node);
  void from_list(NodeId node, plan::Entry& out);
  plan::Again again(NodeId owner);
  void goal(NodeId node);
  void exit(NodeId node);
  void pause(NodeId node);
  void guarantee(NodeId node);
  void handlers();
  void journeys_read(NodeId node);                      // every `journey(p)` below

  // ---- containers (containers.cpp)
  void stage(NodeId node);
  void breakpoint(NodeId node);
  void moment(NodeId node);
  void wave(NodeId node);
  void repeat(NodeId node);
  void target(NodeId node);
  void review(NodeId node);                             // reviews.cpp
  std::uint32_t dimension(NodeId dim, plan::Figure figure);
  plan::SweepRule regular(NodeId node) const;
  std::uint32_t goal_named(std::string_view name) const;
  void task(NodeId node);
  void task_work(NodeId clause, plan::WorkRule& out);   // task_work.cpp
  void decide(NodeId node);
  plan::Cell cell(NodeId node);

  // ---- steps (steps.cpp)
  OpIndex block(NodeId steps, SiteIndex site);          // its first op; the whole block is laid down at once
  void steps(NodeId block);
  void step(NodeId node);
  void send(NodeId node);
  void notify(NodeId node);
  void when(NodeId node);
  void wait(NodeId node);
  void grant(NodeId node);
  void hand_off(NodeId node);
  void hand_over(NodeId node);
  void open_task(NodeId node);
  void emit_event(NodeId node);

  // ---- what speaks with customers (dialogue.cpp)
  void ask(NodeId node);
  void place_on(NodeId node);
  void invite(NodeId node);
  void experiment(NodeId node);
  plan::TextIndex offering(NodeId owner);               // kNone: none written
  std::uint32_t one_send(NodeId step, SiteIndex above, NodeId channel, NodeId template_);
  void braces();                                        // of questions and placements met so far
  OpIndex op(plan::OpKind kind, SiteIndex site, std::uint32_t a = kNone, std::uint32_t b = kNone);
  OpIndex here() const { return static_cast<OpIndex>(plan_.ops.size()); }
  std::vector<plan::WithValue> with(NodeId node);

  // ---- times (times.cpp)
  plan::Trigger trigger(NodeId node);
  plan::Anchor anchor(NodeId path);
  plan::Timing timing(NodeId node);
  plan::Tick tick(NodeId node);
  plan::Length length(NodeId node) { return expressions_.length(file_, node); }
  void after(NodeId path, std::uint32_t& task, std::uint32_t& stage, std::uint32_t& wave) const;

  plan::TextIndex text(std::string_view value) { return unit_.text(value); }
  std::string_view name_of(NodeId ref) const;           // canonical
  NodeIndex value(NodeId node) { return expressions_.lower(file_, node); }
  NodeIndex test(NodeId node);                          // the same, kept for the laws
  NodeIndex at_once(NodeIndex made, NodeId node);       // an issue at `node` when it holds a `C for D`
  bool reads_hold(NodeIndex node) const;
  // All clauses of that kind: `when` must all hold, of `unless` none may.
  NodeIndex guards(NodeId node, syntax::Kind kind, NodeOp join);
  const Chain& chain_at(NodeId node) const { return bound_.chains[bound_.meaning(file_, node).chain]; }
  const bind::Item& item(std::uint32_t index) const { return playbook_.items[index]; }
  std::uint32_t around(std::uint32_t index) const;      // the item it stands in; a fragment's steps stand where they are included

  const Bound& bound_;
  const bind::Playbook& playbook_;
  std::uint32_t file_;
  const Tree& tree_;
  NodeId node_;
  Lowered out_;
  plan::Plan& plan_;
  UnitBuilder unit_;
  source::Issues& issues_;
  Expressions expressions_;
  std::map<NodeId, std::uint32_t> items_;               // node -> item
  std::vector<SiteIndex> sites_;                        // by item
  std::vector<std::uint32_t> index_;                    // by item: in the plan's table of its kind
  std::string prefix_;                                  // the path that unnamed steps are numbered under
  SiteIndex container_ = 0;                             // whose block is being laid down
  std::map<std::pair<std::string, std::string>, std::uint32_t> numbered_;
  std::deque<NodeId> later_;                            // waves and repeats met in a block: their bodies follow it
  struct Spoken {
    NodeId node;
    SiteIndex site = kNone;
    std::uint32_t index = kNone;
    bool question = false;
  };
  std::deque<Spoken> spoken_;                           // questions and placements: their braces follow the block around them
  std::map<std::string, OpIndex, std::less<>> handlers_;
};

}  // namespace playmaker::lower
