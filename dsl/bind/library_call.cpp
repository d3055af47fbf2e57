#include "dsl/bind/library_call.hpp"

#include <algorithm>

#include "dsl/bind/constant.hpp"
#include "runtime/cel/pattern.hpp"

namespace playmaker::bind {

using syntax::Kind;

namespace {

bool fits(const Types& types, char letter, Type type) {
  if (poisoned(type)) return true;
  if (letter != 'T') return type.kind == plan::library_kind(letter);
  return type.kind == plan::Kind::list && type.detail != kNone && types.list(type).item.kind == plan::Kind::text;
}

Words words_of(const Types& types, char letter) {
  if (letter == 'T') return {"a list of texts", "文本列表"};
  return types.words({plan::library_kind(letter), kNone});
}

// "text", "text or duration": what may stand at that place in some way to call it.
Words wanted_at(const Types& types, const std::vector<const plan::LibraryCall*>& ways, std::size_t place) {
  Words out;
  std::string seen;
  for (const plan::LibraryCall* way : ways) {
    if (place >= way->takes.size() || seen.find(way->takes[place]) != std::string::npos) continue;
    seen += way->takes[place];
    const Words one = words_of(types, way->takes[place]);
    out = seen.size() == 1 ? one : Words{out.en + " or " + one.en, out.zh + "或" + one.zh};
  }
  return out;
}

void report_count(Work& work, Span span, std::string_view name, std::size_t least, std::size_t most) {
  std::string count = std::to_string(least);
  const std::string zh = least == most ? count : count + " 至 " + std::to_string(most);
  if (least != most) count += " to " + std::to_string(most);
  work.issues.add(Issue(Code::argument_count, span).arg(name).arg({count + (most == 1 ? " argument" : " arguments"), zh + " 个参数"}));
}

// A pattern that is written in the text is read now, so that nobody finds out at run time.
void check_pattern(Work& work, const Scope& scope, NodeId pattern) {
  const Tree& tree = scope.tree(work);
  if (tree.kind(pattern) != Kind::lit_text || cel::readable_pattern(tree.text(pattern))) return;
  report_fault(work, scope.file, pattern,
               {"this is no regular expression (RE2: no back-references, no look-around, at most " + std::to_string(cel::kPatternBytesMax) +
                    " bytes)",
                "这不是正则表达式(RE2:不支持反向引用与环视,最多 " + std::to_string(cel::kPatternBytesMax) + " 字节)"});
}

// How many values a text for `format` puts in: its `%`, those twice apart.
std::size_t wants(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') continue;
    if (i + 1 < text.size() && text[i + 1] == '%') ++i;
    else ++count;
  }
  return count;
}

}  // namespace

std::optional<plan::Macro> macro_named(std::string_view name) {
  if (name == "all") return plan::Macro::all;
  if (name == "exists") return plan::Macro::exists;
  if (name == "exists_one" || name == "existsOne") return plan::Macro::exists_one;
  if (name == "filter") return plan::Macro::filter;
  if (name == "map") return plan::Macro::map;
  return std::nullopt;
}

bool library_has(std::string_view name, bool method) {
  return std::ranges::any_of(plan::library(), [&](const plan::LibraryCall& way) { return way.name == name && way.method == method; });
}

std::vector<std::string_view> library_names(bool method) {
  std::vector<std::string_view> out;
  for (const plan::LibraryCall& way : plan::library()) {
    if (way.method == method && (out.empty() || out.back() != way.name)) out.push_back(way.name);
  }
  if (method) out.insert(out.end(), {"all", "exists", "exists_one", "filter", "map"});
  return out;
}

Typed bind_library(Work& work, const Scope& scope, NodeId call, std::string_view name, bool method, const std::vector<NodeId>& arguments) {
  const Types& types = work.bound.types;
  std::vector<const plan::LibraryCall*> ways;
  for (const plan::LibraryCall& way : plan::library()) {
    if (way.name == name && way.method == method) ways.push_back(&way);
  }
  std::vector<Typed> given;
  for (const NodeId argument : arguments) {
    given.push_back(bind_expression(work, scope, argument));
    require_known(work, scope, given.back());
  }
  const auto sized = [&](const plan::LibraryCall* way) { return way->takes.size() == arguments.size(); };
  if (std::ranges::none_of(ways, sized)) {
    const auto [least, most] = std::ranges::minmax(ways, {}, [](const plan::LibraryCall* way) { return way->takes.size(); });
    report_count(work, scope.tree(work).span(call), name, least->takes.size(), most->takes.size());
    return {};
  }
  std::erase_if(ways, [&](const plan::LibraryCall* way) { return !sized(way); });
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::vector<const plan::LibraryCall*> before = ways;
    std::erase_if(ways, [&](const plan::LibraryCall* way) { return !fits(types, way->takes[i], given[i].type); });
    if (ways.empty()) {
      report_mismatch(work, scope, arguments[i], wanted_at(types, before, i), given[i].type);
      return {};
    }
  }
  if (name == "matches") check_pattern(work, scope, arguments[1]);
  work.bound.meaning(scope.file, call).ref = kLibraryMeaning + ways.front()->number;
  const char gives = ways.front()->gives;
  if (gives == 'T') return {work.bound.types.list(kText, kSplitMost)};
  return {{plan::library_kind(gives), kNone}};
}

Typed bind_format(Work& work, const Scope& scope, NodeId call, const std::vector<NodeId>& arguments) {
  const Tree& tree = scope.tree(work);
  if (arguments.size() != 2) {
    report_count(work, tree.span(call), "format", 1, 1);
    return {};
  }
  Typed pattern = bind_expression(work, scope, arguments[0]);
  require_known(work, scope, pattern);
  if (!poisoned(pattern.type) && pattern.type.kind != plan::Kind::text) {
    report_mismatch(work, scope, arguments[0], work.bound.types.words(kText), pattern.type);
    return {};
  }
  const std::string most = std::to_string(plan::kFormatItemsMax);
  if (tree.kind(arguments[1]) != Kind::make_list || tree.child_count(arguments[1]) > plan::kFormatItemsMax) {
    work.issues.add(
        Issue(Code::expected, tree.span(arguments[1]))
            .arg({"a list of at most " + most + " values, written here: `[a, b]`", "直接写出的列表(最多 " + most + " 项):`[a, b]`"})
            .arg(written(work, scope.file, arguments[1])));
    return {};
  }
  for (const NodeId item : tree.children(arguments[1])) {
    Typed typed = bind_expression(work, scope, item);
    require_known(work, scope, typed);
    switch (typed.type.kind) {
      case plan::Kind::error:
      case plan::Kind::text:
      case plan::Kind::boolean:
      case plan::Kind::integer:
      case plan::Kind::decimal:
      case plan::Kind::date:
      case plan::Kind::instant:
      case plan::Kind::one_of:
      case plan::Kind::level_of: break;
      default:
        report_mismatch(work, scope, item, {"text, a number, a date, an instant or true or false", "文本、数字、日期、时点或真假"},
                        typed.type);
        return {};
    }
  }
  if (tree.kind(arguments[0]) == Kind::lit_text && wants(tree.text(arguments[0])) != tree.child_count(arguments[1])) {
    const std::string wanted = std::to_string(wants(tree.text(arguments[0]))), given = std::to_string(tree.child_count(arguments[1]));
    report_fault(work, scope.file, call,
                 {"the text has " + wanted + " places (`%s`, `%d`, …), and is given " + given,
                  "文本中有 " + wanted + " 处占位(`%s`、`%d` 等),而给出了 " + given + " 个值"});
  }
  work.bound.meaning(scope.file, call).ref = kLibraryMeaning + plan::kFormatCall;
  return {kText};
}

Typed bind_macro(Work& work, const Scope& scope, NodeId call, plan::Macro macro, const std::vector<NodeId>& arguments) {
  const Tree& tree = scope.tree(work);
  if (arguments.size() != 3) {
    report_count(work, tree.span(call), plan::macro_name(macro), 2, 2);
    return {};
  }
  Typed list = bind_expression(work, scope, arguments[0]);
  require_known(work, scope, list);
  const NodeId name = arguments[1];
  if (tree.kind(name) != Kind::variable) {
    work.issues.add(
        Issue(Code::expected, tree.span(name)).arg({"a name for the item", "为各项起的名字"}).arg(written(work, scope.file, name)));
    return {};
  }
  if (poisoned(list.type)) return {};
  if (list.type.kind != plan::Kind::list || list.type.detail == kNone) {
    report_mismatch(work, scope, arguments[0], {"a list", "列表"}, list.type);
    return {};
  }
  if (scope.variables.size() >= plan::kMacrosNestedMax) {
    work.issues.add(Issue(Code::macros_nested, tree.span(call)).arg(std::to_string(plan::kMacrosNestedMax)));
    return {};
  }
  work.bound.meaning(scope.file, call).ref = kLibraryMeaning + static_cast<std::uint32_t>(macro);
  Scope inside = scope;
  const Type item = work.bound.types.list(list.type).item;
  inside.variables.push_back({std::string(tree.text(name)), item});
  set_canonical(work, scope.file, name, tree.text(name));
  Meaning& variable = work.bound.meaning(scope.file, name);
  variable.type = item;
  variable.ref = plan::kMacroVariable + static_cast<std::uint32_t>(inside.variables.size() - 1);
  if (macro != plan::Macro::map) {
    bind_condition(work, inside, arguments[2]);
    return {macro == plan::Macro::filter ? list.type : kBool, false};
  }
  Typed each = bind_expression(work, inside, arguments[2]);
  require_known(work, inside, each);
  if (poisoned(each.type)) return {};
  return {work.bound.types.list(each.type, work.bound.types.list(list.type).at_most)};
}

}  // namespace playmaker::bind
