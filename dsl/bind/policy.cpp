#include <algorithm>

#include "dsl/bind/cap.hpp"
#include "dsl/bind/stages.hpp"
#include "dsl/bind/time.hpp"

namespace playmaker::bind {

using syntax::Kind;

namespace {

class Policies {
 public:
  Policies(Work& work, std::uint32_t file, NodeId node) : work_(work), file_(file), tree_(work.bound.tree(file)), node_(node) {
    scope_.file = file;
  }

  void run() {
    once_each(work_, file_, node_, {Kind::default_at, Kind::blocked, Kind::exempt, Kind::ask_limit, Kind::combine, Kind::hold_out});
    for (const NodeId clause : tree_.children(node_)) {
      switch (tree_.kind(clause)) {
        case Kind::quiet_hours: quiet(clause); break;
        case Kind::quiet_holidays: resolve(work_, file_, tree_.child_at(clause, 0), Thing::calendar); break;
        case Kind::cap: bind_cap(work_, scope_, clause); break;
        case Kind::leave: bind_remembered(work_, scope_, tree_.child_at(clause, 0)); break;
        case Kind::needs: needs(clause); break;
        case Kind::silence_while:
          bind_condition(work_, scope_, tree_.child_at(clause, 0));
          note_permits(work_, file_, tree_.child_at(clause, 0), name());
          break;
        case Kind::silence_after: silence_after(clause); break;
        case Kind::blocked: bind_length(work_, scope_, tree_.child_at(clause, 0)); break;
        case Kind::exempt:
          for (const NodeId ref : tree_.children(clause)) bind_purpose(work_, file_, ref);
          break;
        case Kind::hold_out: bind_share(work_, file_, tree_.child_at(clause, 0)); break;
        case Kind::ask_limit:
          bind_number(work_, file_, tree_.child_at(clause, 0), 0, 1'000'000);
          bind_length(work_, scope_, tree_.child_at(clause, 1));
          break;
        default: break;
      }
      if (tree_.kind(clause) != Kind::cap) bind_reach(work_, file_, clause);
    }
    hours();
  }

 private:
  std::string name() const { return std::string(tree_.text(tree_.child(node_, Kind::name))); }

  // Half open, over midnight when it ends before it begins.
  struct Quiet {
    NodeId clause;
    std::int64_t from, to;
    std::string reach;   // whom it is for, as written; empty: everything
    bool holds(std::int64_t minute) const { return from < to ? from <= minute && minute < to : minute >= from || minute < to; }
  };
  void quiet(NodeId clause) {
    const NodeId from = tree_.child_at(clause, 0), to = tree_.child_at(clause, 1), of = tree_.child(clause, Kind::for_list);
    if (tree_.number(from) == tree_.number(to)) {
      work_.issues.add(Issue(Code::range_empty, tree_.span(clause)).arg(written(work_, file_, from)).arg(written(work_, file_, to)));
      return;
    }
    quiet_.push_back({clause, tree_.number(from), tree_.number(to), syntax::exists(of) ? written(work_, file_, of) : std::string()});
  }

  // Some time of the day must be left, and what names no time is best planned for one that is not quiet.
  void hours() {
    constexpr std::int64_t kMinutes = 24 * 60;
    for (std::size_t i = 0; i < quiet_.size(); ++i) {
      const auto covered = [&](std::int64_t minute, std::size_t count) {
        return std::any_of(quiet_.begin(), quiet_.begin() + static_cast<std::ptrdiff_t>(count),
                           [&](const Quiet& each) { return (each.reach.empty() || each.reach == quiet_[i].reach) && each.holds(minute); });
      };
      std::int64_t open = 0;
      while (open < kMinutes && covered(open, i + 1)) ++open;
      if (open < kMinutes) continue;
      work_.issues.add(Issue(Code::quiet_always, tree_.span(quiet_[i].clause)).help({"leave some hours open", "请留出可发送的时间"}));
      return;
    }
    const NodeId clause = tree_.child(node_, Kind::default_at);
    if (!syntax::exists(clause)) return;
    const NodeId time = tree_.child_at(clause, 0);
    for (const Quiet& each : quiet_) {
      if (!each.reach.empty() || !each.holds(tree_.number(time))) continue;
      work_.issues.add(Issue(Code::default_quiet, tree_.span(clause))
                           .arg(written(work_, file_, time))
                           .note(tree_.span(each.clause), {"quiet here", "此处免扰"}));
      return;
    }
  }

  void needs(NodeId clause) {
    const NodeId path = tree_.child_at(clause, 0);
    const Chain& chain = bind_chain(work_, scope_, path);
    if (chain.root != Root::poison && (chain.root != Root::attribute || chain.type.kind != plan::Kind::boolean)) {
      report_mismatch(work_, scope_, path, {"a consent: a bool field of the customer", "授权:客户的真假字段"}, chain.type);
    }
    note_permits(work_, file_, path, name());
    bind_purpose_or_channel(work_, file_, tree_.child_at(clause, 1));
  }

  void silence_after(NodeId clause) {
    bind_some_length(work_, scope_, tree_.child_at(clause, 0));
    const NodeId path = tree_.child_at(clause, 1);
    const Chain& chain = bind_chain(work_, scope_, path);
    if (chain.root != Root::event && chain.root != Root::poison) report_no_value(work_, scope_, path, chain, Code::trigger_wanted);
  }

  Work& work_;
  std::uint32_t file_;
  const Tree& tree_;
  NodeId node_;
  Scope scope_;
  std::vector<Quiet> quiet_;
};

}  // namespace

void bind_policies(Work& work) {
  for_each_shared(work, Kind::policy, [&](std::uint32_t file, NodeId node) { Policies(work, file, node).run(); });
}

}  // namespace playmaker::bind
