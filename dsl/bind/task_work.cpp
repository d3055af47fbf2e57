// How a task's work is done: attempts and calls back, what a report must bring, who takes it on, what is looked at afterwards.
#include <algorithm>
#include <array>

#include "dsl/bind/stages.hpp"
#include "dsl/bind/time.hpp"

namespace playmaker::bind {

using syntax::Kind;

namespace {

constexpr std::int64_t kListMax = 100;     // of a checklist, of fields to collect, of reasons: nobody ticks more
constexpr std::array<std::string_view, 5> kEvidence = {"document", "photo", "recording", "screenshot", "signature"};

class Clauses {
 public:
  Clauses(Work& work, const Scope& scope, NodeId clause)
      : work_(work),
        scope_(scope),
        file_(scope.file),
        tree_(scope.tree(work)),
        clause_(clause) {}

  void run() {
    const NodeId first = tree_.child_at(clause_, 0);
    switch (tree_.kind(clause_)) {
      case Kind::attempts:
        bind_number(work_, file_, tree_.child_at(first, 0), 1, 1'000);
        bind_some_length(work_, scope_, tree_.child_at(clause_, 1));
        event_of(tree_.child_at(clause_, 2));
        break;
      case Kind::call_back: call_back(); break;
      case Kind::claim:
      case Kind::acknowledge: bind_some_length(work_, scope_, first); break;
      case Kind::check:
        bind_share(work_, file_, first);
        resolve(work_, file_, tree_.child_at(clause_, 1), Thing::role);
        bind_some_length(work_, scope_, tree_.child_at(clause_, 2));
        break;
      case Kind::collect:
        few();
        for (const NodeId path : tree_.children(clause_)) collect(path);
        break;
      case Kind::checklist: few(); break;
      case Kind::evidence: evidence(first); break;
      default: break;
    }
  }

 private:
  void few() {
    const auto count = static_cast<std::int64_t>(tree_.child_count(clause_));
    if (count <= kListMax) return;
    work_.issues.add(
        Issue(Code::number_out_of_range, tree_.span(clause_)).arg(std::to_string(count)).arg("1").arg(std::to_string(kListMax)));
  }

  // What is counted is an event: a task's own result or an import reaches nobody. Returns the events at hand.
  std::vector<std::uint32_t> event_of(NodeId trigger) {
    const std::vector<std::uint32_t> events = bind_trigger(work_, scope_, trigger);
    const NodeId what = tree_.child_at(trigger, 0);
    const std::uint32_t chain = tree_.kind(what) == Kind::import_ref ? kNone : work_.bound.meaning(file_, what).chain;
    if (!events.empty() || (chain != kNone && work_.bound.chains[chain].root == Root::poison)) return events;
    const std::string_view word = tree_.kind(clause_) == Kind::attempts ? "attempts" : "call back";
    work_.issues.add(Issue(Code::event_counted, tree_.span(what)).arg(word).arg(written(work_, file_, what)));
    return events;
  }

  void call_back() {
    const NodeId trigger = tree_.child_at(clause_, 1);
    Scope inside = scope_;
    inside.events = event_of(trigger);
    if (inside.events.empty()) return;
    if (const NodeId where = tree_.child(trigger, Kind::where); syntax::exists(where))
      learn(work_, file_, tree_.child_at(where, 0), true, inside.known);
    const NodeId at = tree_.child_at(clause_, 0);
    Typed typed = bind_expression(work_, inside, at);
    if (poisoned(typed.type)) return;
    require_known(work_, inside, typed);
    if (typed.type.kind != plan::Kind::instant && typed.type.kind != plan::Kind::date)
      report_mismatch(work_, inside, at, {"an instant or a date", "时刻或日期"}, typed.type);
  }

  // A report sets them: fields that are sent, not computed.
  void collect(NodeId path) {
    const Chain& chain = bind_chain(work_, scope_, path);
    if (chain.root == Root::poison) return;
    if (chain.root == Root::attribute && chain.members.empty() && work_.bound.customer.list[chain.index].derived.node == kNone) return;
    Issue issue(Code::type_mismatch, tree_.span(path));
    issue.arg({"a field of the customer that is sent, not computed", "客户的非计算字段"}).arg(words(work_, scope_, chain));
    work_.issues.add(std::move(issue));
  }

  void evidence(NodeId kind) {
    if (std::find(kEvidence.begin(), kEvidence.end(), tree_.text(kind)) != kEvidence.end()) return;
    report_unknown(work_, tree_.span(kind), {"kind of evidence", "凭证类型"}, tree_.text(kind), {kEvidence.begin(), kEvidence.end()});
  }

  Work& work_;
  const Scope& scope_;
  std::uint32_t file_;
  const Tree& tree_;
  NodeId clause_;
};

}  // namespace

void bind_task_work(Work& work, const Scope& scope, NodeId clause) { Clauses(work, scope, clause).run(); }

}  // namespace playmaker::bind
