#include "dsl/print/own_names.hpp"

#include <algorithm>
#include <iterator>

namespace playmaker::print {
namespace {

using syntax::Kind;
using syntax::NodeId;

template <std::size_t N>
bool among(const std::string_view (&names)[N], std::string_view text) {
  return std::find(std::begin(names), std::end(names), text) != std::end(names);
}

constexpr std::string_view kRoots[] = {"customer", "event", "answer", "now", "today", "entry", "due", "hand_off"};
constexpr std::string_view kDeclaredFields[] = {"customer", "event", "answer"};   // roots whose members somebody declared
constexpr std::string_view kFunctions[] = {"count", "sum", "avg", "change", "last", "segment", "score", "journey", "suitable", "rate"};
constexpr std::string_view kResults[] = {"done", "closed", "outcome"};            // of a task
constexpr std::string_view kDimensions[] = {"branch", "reason", "outcome"};
constexpr std::string_view kEvidence[] = {"document", "photo", "recording"};
constexpr std::string_view kReports[] = {"delivered", "read", "opened"};
constexpr std::string_view kMissed[] = {"missed"};
constexpr std::string_view kLanguages[] = {"zh", "en"};
constexpr std::string_view kTypes[] = {"text", "bool",    "int",      "money",  "percent", "date",
                                       "time", "instant", "duration", "person", "branch"};

}  // namespace

OwnNames::OwnNames(const syntax::Tree& tree, NodeId root) : tree_(tree) {
  if (syntax::exists(root)) walk(root);
}

void OwnNames::walk(NodeId node) {
  switch (tree_.kind(node)) {
    case Kind::define:
    case Kind::param:
    case Kind::fragment_param:
    case Kind::for_each: values_.emplace(tree_.name(node)); break;
    case Kind::call: {   // `xs.all(x, …)` names each x
      const NodeId callee = tree_.child_at(node, 0), first = tree_.child_at(node, 1);
      if (!syntax::exists(first) || tree_.kind(callee) != Kind::member || tree_.kind(first) != Kind::arg) break;
      const NodeId variable = tree_.child_at(first, 0);
      if (syntax::exists(variable) && tree_.kind(variable) == Kind::variable) values_.emplace(tree_.text(variable));
      break;
    }
    default: break;
  }
  for (const NodeId child : tree_.children(node)) walk(child);
}

// `done` of `call.done`, in a path or among members: not first, and not of something with fields.
bool OwnNames::result(NodeId outer, NodeId node, std::string_view text) const {
  if (!among(kResults, text)) return false;
  NodeId head = tree_.child_at(outer, 0);
  while (tree_.kind(head) == Kind::member) head = tree_.child_at(head, 0);
  const bool named = tree_.kind(head) == Kind::variable || tree_.kind(head) == Kind::name;
  return head != node && named && !among(kDeclaredFields, tree_.text(head)) && !values_.contains(tree_.text(head));
}

bool OwnNames::own(NodeId node, NodeId outer, std::string_view text) const {
  if (!syntax::exists(node)) return false;
  const Kind around = syntax::exists(outer) ? tree_.kind(outer) : Kind::file;
  switch (tree_.kind(node)) {
    case Kind::variable:
      return (around == Kind::call && tree_.child_at(outer, 0) == node && among(kFunctions, text)) ||
             (among(kRoots, text) && !values_.contains(text));
    case Kind::name:
      if (around == Kind::path) return (tree_.child_at(outer, 0) == node && among(kRoots, text)) || result(outer, node, text);
      return around == Kind::member && result(outer, node, text);
    case Kind::ref:
      return (around == Kind::on_handler && among(kMissed, text)) || (around == Kind::evidence && among(kEvidence, text)) ||
             (text == "entry" && syntax::is_expression(around));
    case Kind::dim: return among(kDimensions, text) && !values_.contains(text);
    case Kind::type_name: return among(kTypes, text);
    case Kind::report_within: return among(kReports, text);
    case Kind::language: return among(kLanguages, text);
    default: return false;
  }
}

}  // namespace playmaker::print
