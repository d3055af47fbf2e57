// From a tree to the YAML spelling, key by key as dsl/read/yaml reads them. What has no key there is written as a phrase of the language,
// which that reader takes too: under `also` in a playbook, `beside` at the top, and as a bare item among steps.
#include <map>
#include <set>
#include <utility>

#include "dsl/print/yaml_clauses.hpp"

namespace playmaker::print {
namespace {

// A step of one phrase, with or without `with`.
constexpr Plain kPlainSteps[] = {{Kind::notify, "notify", 1},   {Kind::grant, "grant", 1},     {Kind::assign_to, "assign", 1},
                                 {Kind::set, "set", 1},         {Kind::emit, "emit", 1},       {Kind::finish, "finish", 2},
                                 {Kind::reserve, "reserve", 1}, {Kind::release, "release", 1}, {Kind::wait, "wait", 1}};

class Writer final : YamlClauses {
 public:
  using YamlClauses::YamlClauses;

  std::string run(NodeId root) {
    std::vector<std::string> uses;
    // The spelling has room for one playbook; those before the last are phrases, as what stands beside it is.
    NodeId playbook = syntax::kNoNode;
    std::vector<NodeId> beside;
    for (const NodeId child : tree_.children(root)) {
      switch (tree_.kind(child)) {
        case Kind::language: break;
        case Kind::use: uses.push_back(yaml_scalar(tree_.text(child), true)); break;
        case Kind::playbook:
          if (syntax::exists(playbook)) beside.push_back(playbook);
          playbook = child;
          break;
        default: beside.push_back(child);
      }
    }
    if (!uses.empty()) {
      std::string list;
      for (const std::string& use : uses) list += (list.empty() ? "" : ", ") + use;
      out_.key("use", "[" + list + "]");
    }
    if (!beside.empty()) {
      out_.open("beside");
      for (const NodeId one : beside) {
        out_.comments_before(tree_[one].begin);
        out_.item(yaml_scalar(phrase(one, 0)));
      }
      out_.end();
    }
    if (syntax::exists(playbook)) write_playbook(playbook);
    out_.comments_before(UINT32_MAX);
    return out_.take();
  }

 private:
  // ---- steps

  std::vector<NodeId> steps_of(NodeId node) const {
    std::vector<NodeId> out;
    for (const NodeId child : tree_.children(node)) {
      if (syntax::is_step(tree_.kind(child))) out.push_back(child);
    }
    return out;
  }
  void steps(std::string_view key, const std::vector<NodeId>& all) {
    if (all.empty()) return out_.key(key, "[]");
    out_.open(key);
    for (const NodeId one : all) step(one);
    out_.end();
  }
  void block(std::string_view key, NodeId block) { steps(key, steps_of(block)); }

  void with(NodeId node) {
    const NodeId with = tree_.child(node, Kind::with);
    if (!syntax::exists(with)) return;
    if (tree_.child_count(with) == 0) return out_.key("with", "{}");
    out_.open("with");
    for (const NodeId field : tree_.children(with)) out_.key(tree_.name(field), value(tree_.child_at(field, 1), 0));
    out_.end();
  }
  void otherwise(NodeId node) {
    const NodeId other = tree_.child(node, Kind::else_block);
    if (syntax::exists(other)) block("else", other);
  }
  // What stands before `with`.
  std::string before_with(NodeId node, int without) const {
    Span span = tree_.span(node);
    const NodeId with = tree_.child(node, Kind::with);
    if (syntax::exists(with)) span.end = tree_[with].begin;
    return yaml_scalar(phrases_.of(span, without));
  }

  void step(NodeId node) {
    out_.comments_before(tree_[node].begin);
    if (!known_step(node)) return out_.item(yaml_scalar(phrase(node, 0)));
    out_.begin_item();
    write_step(node);
    out_.end();
  }

  bool known_step(NodeId node) const {
    switch (tree_.kind(node)) {
      case Kind::task:
      case Kind::wave:
        return once_each(node) && !(tree_.child_count(node, Kind::for_branch) > 0 && tree_.child_count(node, Kind::optional_flag) > 0);
      case Kind::decide: return plain_labels(node);
      case Kind::send:
      case Kind::tag:
      case Kind::when_step:
      case Kind::wait_for:
      case Kind::wait_until:
      case Kind::hand_off: return true;
      default: return plain_of(kPlainSteps, tree_.kind(node)) != nullptr;
    }
  }

  void write_step(NodeId node) {
    switch (tree_.kind(node)) {
      case Kind::task: {
        const bool optional = tree_.child_count(node, Kind::optional_flag) > 0, branch = tree_.child_count(node, Kind::for_branch) > 0;
        out_.key(branch ? "branch_task" : optional ? "optional_task" : "must_task", name(node));
        labels(node);
        return clauses(node);
      }
      case Kind::wave:
        out_.key("wave", name(node));
        labels(node);
        clauses(node);
        return block("steps", tree_.child(node, Kind::block));
      case Kind::send: {
        const std::vector<NodeId> legs = tree_.children(node, Kind::leg);
        if (legs.size() == 1) {
          out_.key("send", value(legs.front(), 0));
        } else {
          out_.open("send");
          for (const NodeId leg : legs) out_.item(value(leg, 0));
          out_.end();
        }
        with(node);
        if (const NodeId offer = tree_.child(node, Kind::offering); syntax::exists(offer)) out_.key("offering", value(offer, 1));
        return;
      }
      case Kind::tag: return out_.key("tag", yaml_scalar(tree_.text(node)));
      case Kind::when_step: return when(node, 0);
      case Kind::wait_for:
      case Kind::wait_until:
        out_.key(tree_.kind(node) == Kind::wait_for ? "wait_for" : "wait_until", value(tree_.child_at(node, 0), 0));
        out_.key("up_to", value(tree_.child_at(node, 1), 0));
        return otherwise(node);
      case Kind::hand_off:
        out_.open("hand_off");
        out_.key("to", value(tree_.child(node, Kind::ref), 0));
        with(node);
        out_.end();
        return otherwise(node);
      case Kind::decide: return decide(node);
      default: {
        const Plain* plain = plain_of(kPlainSteps, tree_.kind(node));
        out_.key(plain->key, before_with(node, plain->words));
        with(node);
      }
    }
  }

  // The children of a `when` from the index on: a condition, its block, and what else there is.
  void when(NodeId node, std::size_t from) {
    std::vector<NodeId> parts;
    for (const NodeId child : tree_.children(node)) parts.push_back(child);
    if (from == 0) {
      out_.key("when", value(parts[0], 0));
      block("then", parts[1]);
      from = 2;
    }
    if (from >= parts.size()) return;
    if (tree_.kind(parts[from]) == Kind::else_block) return block("else", parts[from]);
    out_.open("else");
    out_.key("when", value(tree_.child_at(parts[from], 0), 0));
    block("then", tree_.child_at(parts[from], 1));
    when(node, from + 1);
    out_.end();
  }

  void decide(NodeId node) {
    out_.key("decide", name(node));
    labels(node);
    out_.key("by", value(tree_.child(node, Kind::by), 1));
    out_.open("rows");
    for (const NodeId row : tree_.children(node, Kind::decide_row)) {
      out_.comments_before(tree_[row].begin);
      std::string cells;
      for (const NodeId cell : tree_.children(row)) cells += (cells.empty() ? "" : ", ") + yaml_scalar(phrase(cell, 0), true);
      out_.item("[" + cells + "]");
    }
    out_.end();
  }

  // ---- the playbook

  // A name with what is said of it, below a key that all of the kind share.
  void named(NodeId node) {
    out_.comments_before(tree_[node].begin);
    if (tree_.kind(node) == Kind::target) return out_.key(tree_.text(tree_.child(node, Kind::ref)), value(node, 2));
    if (tree_.kind(node) == Kind::on_handler) return block(tree_.text(tree_.child(node, Kind::ref)), tree_.child(node, Kind::block));
    out_.open(tree_.name(node));
    labels(node);
    for (const NodeId child : parts(node)) {
      switch (tree_.kind(child)) {
        case Kind::within: out_.key("within", value(child, 1)); break;
        case Kind::keep_going: out_.key("keep_going", "true"); break;
        case Kind::vary: out_.key("vary", value(child, 1)); break;
        case Kind::trigger: out_.key("event", value(child, 0)); break;
        case Kind::guard_when: out_.key("when", value(child, 1)); break;
        default: out_.key(syntax::is_expression(tree_.kind(child)) ? "is" : "type", value(child, 0));
      }
    }
    out_.end();
  }

  void pause(NodeId node) {
    out_.key("what", tree_.text(node) == "touch" ? "touches" : "all");
    out_.key("event", value(tree_.child_at(node, 0), 0));
    out_.key("until", value(tree_.child_at(node, 1), 0));
    if (const NodeId timers = tree_.child(node, Kind::timers); syntax::exists(timers)) out_.key("timers", value(timers, 1));
  }

  void form(NodeId node) {
    out_.comments_before(tree_[node].begin);
    out_.begin_item();
    out_.key(syntax::to_string(tree_.kind(node)), name(node));
    labels(node);
    clauses(node);
    const NodeId inner = tree_.child(node, Kind::block);
    const std::vector<NodeId> all = steps_of(syntax::exists(inner) ? inner : node);
    if (!all.empty()) steps("steps", all);
    out_.end();
  }

  // Under which key of a playbook a thing stands; "" where there is none.
  std::string_view group(NodeId node) const {
    const Kind kind = tree_.kind(node);
    if (const Plain* plain = plain_of(kPlain, kind)) return plain->key;
    if (syntax::is_step(kind)) return "steps";
    switch (kind) {
      case Kind::param: return plain_labels(node) ? "param" : "";
      case Kind::define: return plain_labels(node) ? "define" : "";
      case Kind::goal: return plain_labels(node) ? "goal" : "";
      case Kind::exit: return plain_labels(node) ? "exit" : "";
      case Kind::target: return "target";
      case Kind::on_handler: return "handlers";
      case Kind::pause: return "pause";
      case Kind::audience: return once_each(node) ? "audience" : "";
      case Kind::stage: return once_each(node) ? "stages" : "";
      case Kind::track: return once_each(node) ? "tracks" : "";
      case Kind::breakpoint: return once_each(node) ? "breakpoints" : "";
      case Kind::moment: return once_each(node) ? "moments" : "";
      case Kind::review: return once_each(node) ? "reviews" : "";
      default: return "";
    }
  }

  void write_playbook(NodeId node) {
    out_.comments_before(tree_[node].begin);
    out_.key("playbook", name(node));
    labels(node);
    std::vector<std::string_view> order;
    std::map<std::string_view, std::vector<NodeId>> groups;
    std::set<std::string> names;
    std::vector<NodeId> also;
    for (const NodeId child : parts(node)) {
      std::string_view key = group(child);
      const bool by_name = key == "param" || key == "define" || key == "goal" || key == "exit" || key == "target" || key == "handlers";
      if (by_name && !names.insert(std::string(key) + " " + phrase(tree_.child_at(child, 0), 0)).second) key = "";
      if (key == "audience" && groups.contains(key)) key = "";
      const Plain* plain = plain_of(kPlain, tree_.kind(child));
      if (plain != nullptr && !plain->many && groups.contains(key)) key = "";
      if (key.empty()) {
        also.push_back(child);
        continue;
      }
      if (!groups.contains(key)) order.push_back(key);
      groups[key].push_back(child);
    }
    for (const std::string_view key : order) {
      const std::vector<NodeId>& all = groups[key];
      if (const Plain* plain = plain_of(kPlain, tree_.kind(all.front()))) {
        plain_clause(node, *plain);
      } else if (key == "steps") {
        steps(key, all);
      } else if (key == "audience") {
        out_.comments_before(tree_[all.front()].begin);
        out_.open(key);
        labels(all.front());
        clauses(all.front());
        out_.end();
      } else {
        out_.comments_before(tree_[all.front()].begin);
        out_.open(key);
        const bool list = key == "stages" || key == "tracks" || key == "breakpoints" || key == "moments" || key == "reviews";
        for (const NodeId one : all) {
          if (list) {
            form(one);
          } else if (key == "pause") {
            out_.begin_item();
            pause(one);
            out_.end();
          } else {
            named(one);
          }
        }
        out_.end();
      }
    }
    if (also.empty()) return;
    out_.open("also");
    for (const NodeId one : also) {
      out_.comments_before(tree_[one].begin);
      out_.item(yaml_scalar(phrase(one, 0)));
    }
    out_.end();
  }
};

}  // namespace

std::string write_yaml(const source::Source& source, const std::vector<Piece>& pieces, const syntax::File& file) {
  return Writer(source, pieces, file).run(file.root);
}

}  // namespace playmaker::print
