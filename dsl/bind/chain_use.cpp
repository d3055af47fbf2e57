// Names with dots where they are used: as a value, or named in a message.
#include "dsl/bind/expression.hpp"

namespace playmaker::bind {

using syntax::Kind;

Words words(const Work& work, const Scope& scope, const Chain& chain) {
  switch (chain.root) {
    case Root::customer: return {"the customer", "客户"};
    case Root::event: return {"an event", "事件"};
    case Root::task: return {"a task", "任务"};
    case Root::container: {
      const Thing thing = work.bound.playbooks[scope.playbook].items[chain.index].thing;
      return {"a " + words(thing).en, words(thing).zh};
    }
    case Root::due: return {"the due time", "期限"};
    case Root::hand_off: return {"a hand-off", "移交"};
    case Root::task_done:
    case Root::task_closed:
    case Root::task_outcome_is: return {"a task's result", "任务的结果"};
    default: return work.bound.types.words(chain.type);
  }
}

void report_no_value(Work& work, const Scope& scope, NodeId node, const Chain& chain, Code code) {
  Issue issue(code, scope.tree(work).span(node));
  issue.arg(written(work, scope.file, node)).arg(words(work, scope, chain));
  if (chain.root == Root::task) {
    issue.help({"say which result: `" + written(work, scope.file, node) + ".done`, `.closed` or an outcome",
                "请说明哪个结果:`" + written(work, scope.file, node) + ".done`、`.closed` 或某个结果"});
  }
  if (chain.root == Root::event && code == Code::name_no_value) {
    issue.help({"say `" + written(work, scope.file, node) + " since entry` or `count(" + written(work, scope.file, node) +
                    " over last 30 days) >= 1`",
                "可写 `" + written(work, scope.file, node) + " since entry` 或 `count(" + written(work, scope.file, node) +
                    " over last 30 days) >= 1`"});
  }
  work.issues.add(std::move(issue));
}

Typed bind_value_chain(Work& work, const Scope& scope, NodeId node) {
  const Chain& chain = bind_chain(work, scope, node);
  switch (chain.root) {
    case Root::poison: return {};
    case Root::customer:
    case Root::event:
    case Root::task:
    case Root::container:
    case Root::due:
    case Root::hand_off:
      report_no_value(work, scope, node, chain, Code::name_no_value);
      work.bound.meaning(scope.file, node).type = kPoison;
      return {};
    default: break;
  }
  const bool maybe = chain.maybe && !scope.known.contains(chain.text);
  return {chain.type, maybe, node, chain.closed};
}

}  // namespace playmaker::bind
