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
        case Kind::quiet_holidays: resolve(work_, file_, tree_.child_at(clause, 0), Thing::calendar); break;
        case Kind::cap: cap(clause); break;
        case Kind::leave: bind_length(work_, scope_, tree_.child_at(clause, 0)); break;
        case Kind::needs: needs(clause); break;
        case Kind::silence_while: bind_condition(work_, scope_, tree_.child_at(clause, 0)); break;
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
      reach(clause);
    }
  }

 private:
  void reach(NodeId clause) {
    if (const NodeId over = tree_.child(clause, Kind::over_list); syntax::exists(over)) {
      for (const NodeId ref : tree_.children(over)) resolve(work_, file_, ref, Thing::channel);
    }
    if (const NodeId list = tree_.child(clause, Kind::for_list); syntax::exists(list)) {
      for (const NodeId ref : tree_.children(list)) purpose_or_channel(ref);
    }
  }

  // The purposes are a closed list of words; any other name is a channel's.
  void purpose_or_channel(NodeId ref) {
    for (const std::string_view purpose : {"marketing", "service", "regulatory", "staff"}) {
      if (tree_.text(ref) == purpose) return;
    }
    if (work_.bound.names.find(Thing::channel, tree_.text(ref)) != kNone) {
      resolve(work_, file_, ref, Thing::channel);
      return;
    }
    std::vector<std::string_view> candidates = {"marketing", "service", "regulatory", "staff"};
    work_.bound.names.candidates(Thing::channel, candidates);
    report_unknown(work_, tree_.span(ref), {"purpose or channel", "目的或渠道"}, tree_.text(ref), candidates);
  }

  void cap(NodeId clause) {
    bind_number(work_, file_, tree_.child_at(clause, 0), 0, 1'000'000);
    const NodeId what = tree_.child_at(clause, 1), per = tree_.child_at(clause, 2);
    if (tree_.kind(what) == Kind::ref) resolve(work_, file_, what, Thing::channel);
    if (tree_.kind(per) == Kind::lit_duration) {
      bind_length(work_, scope_, per);
      if (tree_[per].working || tree_.number(per) <= 0)
        report_not_yet(work_, tree_.span(per), {"a cap per working time", "以工作时间计的上限"});
    }
  }

  void needs(NodeId clause) {
    const NodeId path = tree_.child_at(clause, 0);
    const Chain& chain = bind_chain(work_, scope_, path);
    if (chain.root != Root::poison && (chain.root != Root::attribute || chain.type.kind != plan::Kind::boolean)) {
      report_mismatch(work_, scope_, path, {"a consent: a bool field of the customer", "授权:客户的真假字段"}, chain.type);
    }
    purpose_or_channel(tree_.child_at(clause, 1));
  }

  void silence_after(NodeId clause) {
    bind_length(work_, scope_, tree_.child_at(clause, 0));
    const NodeId path = tree_.child_at(clause, 1);
    const Chain& chain = bind_chain(work_, scope_, path);
    if (chain.root != Root::event && chain.root != Root::poison) report_no_value(work_, scope_, path, chain, Code::trigger_wanted);
  }

  Work& work_;
  std::uint32_t file_;
  const Tree& tree_;
  NodeId node_;
  Scope scope_;
};

}  // namespace

void bind_policies(Work& work) {
  for_each_shared(work, Kind::policy, [&](std::uint32_t file, NodeId node) { Policies(work, file, node).run(); });
}

}  // namespace playmaker::bind
