// From a tree to the YAML spelling, key by key as dsl/read/yaml reads them. What has no key there is written as a phrase of the language,
// which that reader takes too: under `also` in a playbook, `beside` at the top, and as a bare item among steps.
#include <map>
#include <set>
#include <utility>

#include "dsl/print/yaml_steps.hpp"

namespace playmaker::print {
namespace {

class Writer final : YamlSteps {
 public:
  using YamlSteps::YamlSteps;

  std::string run(NodeId root) {
    std::vector<std::string> uses;
    // The spelling has room for one playbook; those before the last are phrases, as what stands beside it is.
    NodeId playbook = syntax::kNoNode;
    std::vector<NodeId> fragments, beside, others;
    for (const NodeId child : tree_.children(root)) {
      switch (tree_.kind(child)) {
        case Kind::language: break;
        case Kind::use:
          if (uses.empty()) out_.comments_before(tree_[child].begin);
          uses.push_back(yaml_scalar(tree_.text(child), true));
          break;
        case Kind::playbook:
          if (syntax::exists(playbook)) others.push_back(playbook), beside.push_back(playbook);
          playbook = child;
          break;
        case Kind::fragment:
          others.push_back(child);
          (plain_labels(child) && plain_params(child) ? fragments : beside).push_back(child);
          break;
        default: others.push_back(child), beside.push_back(child);
      }
    }
    if (!beside.empty()) {   // all of them then, so that they keep their order
      beside = others;
      fragments.clear();
    }
    if (language_ == base::Language::zh) out_.key("language", "中文");
    if (!uses.empty()) {
      std::string list;
      for (const std::string& use : uses) list += (list.empty() ? "" : ", ") + use;
      out_.key("use", "[" + list + "]");
    }
    if (!beside.empty()) {
      out_.open("beside", Shape::tall);
      for (const NodeId one : beside) {
        out_.comments_before(tree_[one].begin);
        out_.item(yaml_scalar(phrase(one, 0)));
      }
      out_.end();
    }
    if (!fragments.empty()) {
      out_.open("fragments", Shape::tall);
      for (const NodeId one : fragments) fragment(one);
      out_.end();
    }
    if (syntax::exists(playbook)) write_playbook(playbook);
    out_.comments_before(UINT32_MAX);
    return out_.take();
  }

 private:
  // A slip's second parameter of one name has no key.
  bool plain_params(NodeId fragment) const {
    std::set<std::string_view> names;
    for (const NodeId one : tree_.children(fragment, Kind::fragment_param)) {
      if (!names.insert(tree_.name(one)).second) return false;
    }
    return true;
  }
  void fragment(NodeId node) {
    out_.comments_before(tree_[node].begin);
    out_.begin_item();
    out_.key("fragment", name(node));
    labels(node);
    if (const std::vector<NodeId> params = tree_.children(node, Kind::fragment_param); !params.empty()) {
      out_.open("takes");
      for (const NodeId one : params) out_.named(tree_.name(one), value(tree_.child_at(one, 1), 0));
      out_.end();
    }
    block("steps", tree_.child(node, Kind::block));
    out_.end();
  }

  // ---- the playbook

  // A name with what is said of it, below a key that all of the kind share.
  void named(NodeId node) {
    out_.comments_before(tree_[node].begin);
    if (tree_.kind(node) == Kind::target) return out_.named(tree_.text(tree_.child(node, Kind::ref)), value(node, 2));
    if (tree_.kind(node) == Kind::on_handler) return handler(node);
    out_.open_named(tree_.name(node));
    labels(node);
    for (const NodeId child : parts(node)) {
      switch (tree_.kind(child)) {
        case Kind::within: out_.key("within", value(child, 1)); break;
        case Kind::keep_going: out_.key("keep_going", "true"); break;
        case Kind::vary: out_.key("vary", value(child, 1)); break;
        case Kind::trigger: trigger(child); break;
        case Kind::guard_when: out_.key("when", value(child, 1)); break;
        case Kind::first_of:
          if (tree_.kind(node) == Kind::define) {
            first_of(child);
            break;
          }
          [[fallthrough]];
        default: out_.key(syntax::is_expression(tree_.kind(child)) ? "is" : "type", value(child, 0));
      }
    }
    out_.end();
  }

  void handler(NodeId node) {
    const std::string name = known_name(tree_.child(node, Kind::ref), node);
    const std::vector<NodeId> all = steps_of(tree_.child(node, Kind::block));
    if (all.empty()) return out_.named(name, "[]");
    out_.open_named(name, Shape::tall);
    for (const NodeId one : all) step(one);
    out_.end();
  }

  void first_of(NodeId node) {
    out_.open("first_of", Shape::tall);
    for (const NodeId one : tree_.children(node)) {
      out_.comments_before(tree_[one].begin);
      out_.begin_item(Shape::either);
      if (tree_.kind(one) == Kind::first_else) {
        out_.key("else", value(tree_.child_at(one, 0), 0));
      } else {
        out_.key("when", value(tree_.child_at(one, 0), 0));
        out_.key("is", value(tree_.child_at(one, 1), 0));
      }
      out_.end();
    }
    out_.end();
  }

  void pause(NodeId node) {
    out_.key("what", tree_.text(node) == "touch" ? said("touches", "触达") : said("all", "全部"));
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
        out_.open(key, Shape::tall);
        labels(all.front());
        clauses(all.front());
        out_.end();
      } else {
        out_.comments_before(tree_[all.front()].begin);
        out_.open(key, Shape::tall);
        const bool list = key == "stages" || key == "tracks" || key == "breakpoints" || key == "moments" || key == "reviews";
        for (const NodeId one : all) {
          if (list) {
            form(one);
          } else if (key == "pause") {
            out_.begin_item(Shape::either);
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
    out_.open("also", Shape::tall);
    for (const NodeId one : also) {
      out_.comments_before(tree_[one].begin);
      out_.item(yaml_scalar(phrase(one, 0)));
    }
    out_.end();
  }
};

}  // namespace

std::string write_yaml(const source::Source& source, const read::Tokens& tokens, const syntax::File& file, Speech speech) {
  speech.keyed = true;
  return Writer(source, tokens, file, speech).run(file.root);
}

}  // namespace playmaker::print
