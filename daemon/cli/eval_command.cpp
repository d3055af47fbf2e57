// eval: an expression by itself, over values from JSON; or a file of cases with what each must give.
#include <memory>
#include <ostream>

#include "daemon/cli/command.hpp"
#include "daemon/cli/eval_cases.hpp"
#include "daemon/cli/eval_values.hpp"
#include "daemon/cli/texts.hpp"
#include "daemon/json.hpp"
#include "dsl/eval/check.hpp"
#include "dsl/eval/evaluate.hpp"
#include "dsl/read/read.hpp"

namespace playmaker::cli {
namespace {

struct Wish {
  std::string expression, bind, cases;
  bool unchecked = false;
};

Exit run_file(const Session& session, const Wish& wish) {
  const auto text = read_file(wish.cases);
  if (!text) return session.failed(text.error());
  const auto results = run_cases(*text);
  if (!results) return session.failed(results.error());
  std::int64_t passed = 0, failed = 0, refused = 0;
  for (const CaseResult& one : *results) {
    (one.outcome == Outcome::passed ? passed : one.outcome == Outcome::failed ? failed : refused) += 1;
    if (one.outcome == Outcome::passed || session.json) continue;
    session.out << (one.outcome == Outcome::failed ? session.say("failed  ", "不符 ") : session.say("refused ", "拒绝 ")) << one.name
                << "  " << one.found << '\n';
  }
  if (session.json) {
    daemon::JsonWriter json;
    session.out << json.begin_object().field("passed", passed).field("failed", failed).field("refused", refused).end_object().text()
                << '\n';
  } else {
    session.out << session.say("passed ", "通过 ") << passed << session.say(", failed ", ",不符 ") << failed
                << session.say(", refused ", ",拒绝 ") << refused << '\n';
  }
  return Exit::ok;
}

base::Failure failure_of(const cel::Value& error) {
  const std::string about = error.text().empty() ? std::string() : " (" + std::string(error.text()) + ")";
  const auto said = [&](const char* en, const char* zh) {
    return base::Failure{base::FailureKind::invalid, std::string(cel::fault_name(error.fault())), en + about, zh + about};
  };
  switch (error.fault()) {
    case cel::Fault::no_overload: return said("these kinds of values do not go together", "这些类型的值不能一起运算");
    case cel::Fault::overflow: return said("the number does not fit into 64 bits", "数字超出 64 位");
    case cel::Fault::division_by_zero: return said("division by zero", "除数为零");
    case cel::Fault::no_such_key: return said("no such key", "没有这个键");
    case cel::Fault::index: return said("a position outside", "位置越界");
    case cel::Fault::range: return said("outside what its kind can hold", "超出该类型的范围");
    case cel::Fault::invalid: return said("the text does not say such a value", "文本无法读作该值");
    case cel::Fault::undeclared: return said("nothing is called so", "没有这个名称");
    case cel::Fault::duplicate_key: return said("a key is written twice", "键重复");
    case cel::Fault::key_kind: return said("a key is a text, a whole number or a truth", "键只能是文本、整数或布尔值");
    case cel::Fault::too_big: return said("more than one evaluation may take", "超出单次求值的上限");
    default: return said("only a customer's journey knows it", "只有客户的旅程才知道");
  }
}

Exit run_one(const Session& session, const Wish& wish) {
  eval::Environment environment;
  eval::Bindings bindings;
  if (!wish.bind.empty()) {
    const auto raw = daemon::parse_json(wish.bind);
    if (!raw) return session.failed(raw.error());
    if (!daemon::is_object(*raw))
      return session.failed(
          {base::FailureKind::invalid, "bind_invalid", "--bind takes an object: {\"x\": 1}", "--bind 应为对象:{\"x\": 1}"});
    for (const engine::RawField& field : std::get<engine::RawRecord>(raw->value)) {
      bindings[field.name] = plain_value(field.value);
      environment.names[field.name] = eval::dyn();
    }
  }
  source::Sources sources;
  const source::Source& source = sources.add("<expression>", wish.expression);
  source::Issues issues;
  const syntax::File file = read::read_expression(source, issues);
  const syntax::NodeId expression = file.tree.child_at(file.root, 0);
  eval::TypeRef type = eval::dyn();
  if (!issues.has_errors() && !wish.unchecked) type = eval::check(file.tree, expression, environment, issues);
  if (!issues.empty()) print_issues(session, issues, sources);
  if (issues.has_errors()) return Exit::check_errors;
  const cel::Value value = eval::evaluate(file.tree, expression, environment.container, bindings);
  if (value.is_error()) return session.failed(failure_of(value));
  if (session.json) {
    daemon::JsonWriter json;
    json.begin_object().key("value");
    write_value(json, value);
    session.out << json.field("type", eval::to_text(*type)).end_object().text() << '\n';
  } else {
    session.out << cel::written(value) << '\n';
  }
  return Exit::ok;
}

}  // namespace

std::vector<Command> eval_commands() {
  auto wish = std::make_shared<Wish>();
  return {{"eval",
           {"the value of an expression, or how many cases of a file come out as they must", "求表达式的值,或统计用例文件中符合预期的数量"},
           {{"expression", &wish->expression, {"such as '1 + 2 == 3'", "如 '1 + 2 == 3'"}, false, {}},
            {"--bind",
             &wish->bind,
             {"JSON object of what names stand for; {\"uint\": \"7\"} says a value with its kind",
              "名称取值的 JSON 对象;{\"uint\": \"7\"} 表示带类型的值"},
             false,
             {}},
            {"--unchecked", &wish->unchecked, {"evaluate without checking types first", "不先检查类型,直接求值"}, false, {}},
            {"--cases", &wish->cases, {"file of conformance cases, one JSON object a line", "用例文件,每行一个 JSON 对象"}, false, {}}},
           [wish](const Session& session) {
             if (!wish->cases.empty()) return run_file(session, *wish);
             if (!wish->expression.empty()) return run_one(session, *wish);
             return session.failed(
                 {base::FailureKind::invalid, "expression_missing", "write an expression, or --cases FILE", "请写表达式,或 --cases 文件"});
           }}};
}

}  // namespace playmaker::cli
