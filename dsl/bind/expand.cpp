#include "dsl/bind/expand.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "dsl/syntax/builder.hpp"

namespace playmaker::bind {

using syntax::Builder;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr std::size_t kNodesMax = 400'000;   // of one expanded file: fragments in fragments can double at every level

struct Arguments;
struct Argument {                            // a node where it was written, and what stands for parameters there
  const Tree* tree = nullptr;
  NodeId node = syntax::kNoNode;
  const Arguments* around = nullptr;
};
struct Arguments {
  std::map<std::string, Argument, std::less<>> by_name;
  const Argument* find(std::string_view name) const {
    const auto found = by_name.find(name);
    return found == by_name.end() ? nullptr : &found->second;
  }
};

struct Fragment {
  const Tree* tree = nullptr;
  NodeId node = syntax::kNoNode;
  bool operator==(const Fragment&) const = default;
};

// What an argument stands for at last: a parameter of the fragment around is what was given for that.
Argument at_last(Argument argument) {
  while (argument.around != nullptr && argument.tree->kind(argument.node) == Kind::variable) {
    const Argument* given = argument.around->find(argument.tree->text(argument.node));
    if (given == nullptr) break;
    argument = *given;
  }
  return argument;
}

class Expanding {
 public:
  Expanding(const std::vector<const syntax::File*>& files, source::Issues& issues, Expansion& out) : issues_(issues), out_(out) {
    for (const syntax::File* file : files) {
      for (const NodeId node : file->tree.children(file->root, Kind::fragment)) {
        const Fragment fragment{&file->tree, node};
        names_.emplace(std::string(file->tree.name(node)), fragment);
        for (const NodeId labels : file->tree.children(node, Kind::labels)) {
          if (const std::string_view alias = file->tree.child_text(labels, Kind::alias); !alias.empty())
            names_.emplace(std::string(alias), fragment);
        }
      }
    }
  }

  std::shared_ptr<const syntax::File> file(const syntax::File& file) {
    const Tree& tree = file.tree;
    bool any = false;
    for (std::uint32_t i = 0; i < tree.size() && !any; ++i) any = tree.kind(NodeId{i}) == Kind::include;
    if (!any) return nullptr;
    Builder builder(tree.file());
    builder_ = &builder;
    made_ = 0;
    too_large_ = false;
    copy({&tree, file.root, nullptr});
    auto made = std::make_shared<syntax::File>();
    made->tree = builder.take(made->root);
    made->comments = file.comments;
    return made;
  }

 private:
  static syntax::Value value_of(const Node& node) { return {node.number, node.unit, node.scale, node.working}; }

  void copy(const Argument& from) {
    const Tree& tree = *from.tree;
    const Kind kind = tree.kind(from.node);
    if (kind == Kind::include && !within_declaration_) return include(from);
    if (from.around != nullptr && put_argument(from)) return;
    const bool outer = within_declaration_;
    within_declaration_ = outer || kind == Kind::fragment;
    const Builder::Mark mark = builder_->mark();
    for (const NodeId child : tree.children(from.node)) {
      if (kind == Kind::path && child == tree.child_at(from.node, 0) && put_head(from, child)) continue;
      copy({from.tree, child, from.around});
    }
    within_declaration_ = outer;
    close(mark, tree, from.node);
  }

  void close(Builder::Mark mark, const Tree& tree, NodeId node) {
    ++made_;
    builder_->close(mark, tree.kind(node), tree.span(node), tree.text(node), value_of(tree[node]));
  }

  // A parameter where it stands alone: as a value, or as the name of something.
  bool put_argument(const Argument& from) {
    const Kind kind = from.tree->kind(from.node);
    if (kind != Kind::variable && kind != Kind::ref) return false;
    const Argument* given = from.around->find(from.tree->text(from.node));
    if (given == nullptr) return false;
    const Argument last = at_last(*given);
    if (kind == Kind::ref && last.tree->kind(last.node) == Kind::variable) {
      builder_->add(Kind::ref, last.tree->span(last.node), last.tree->text(last.node));
      ++made_;
    } else {
      copy(last);
    }
    return true;
  }

  // The first name of a path: `done on what`, `what.at`.
  bool put_head(const Argument& from, NodeId head) {
    if (from.around == nullptr) return false;
    const Argument* given = from.around->find(from.tree->text(head));
    if (given == nullptr) return false;
    const Argument last = at_last(*given);
    std::vector<NodeId> names;
    for (NodeId node = last.node;;) {
      if (last.tree->kind(node) == Kind::variable) {
        names.push_back(node);
        break;
      }
      if (last.tree->kind(node) != Kind::member) return false;
      names.push_back(last.tree->child_at(node, 1));
      node = last.tree->child_at(node, 0);
    }
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
      builder_->add(Kind::name, last.tree->span(*name), last.tree->text(*name));
      ++made_;
    }
    return true;
  }

  void include(const Argument& from) {
    const Tree& tree = *from.tree;
    const Builder::Mark mark = builder_->mark();
    std::vector<Argument> given;
    for (const NodeId child : tree.children(from.node)) {
      if (syntax::is_expression(tree.kind(child))) given.push_back({from.tree, child, from.around});
      copy({from.tree, child, from.around});
    }
    const auto found = names_.find(tree.child_text(from.node, Kind::ref));
    if (found != names_.end()) steps(from, found->second, given);
    close(mark, tree, from.node);
  }

  void steps(const Argument& from, const Fragment& fragment, const std::vector<Argument>& given) {
    const Span place = from.tree->span(from.node), whole = fragment.tree->span(fragment.node);
    if (std::find(open_.begin(), open_.end(), fragment) != open_.end()) return report_circle(from, fragment);
    if (made_ > kNodesMax) {
      if (!too_large_) {
        issues_.add(Issue(Code::too_large, place).arg(std::string(fragment.tree->name(fragment.node))).arg(std::to_string(kNodesMax)));
      }
      too_large_ = true;
      return;
    }
    auto arguments = std::make_unique<Arguments>();
    if (!fits(from, fragment, given, *arguments)) return;
    out_.inclusions.push_back({place, whole});
    open_.push_back(fragment);
    copy({fragment.tree, fragment.tree->child(fragment.node, Kind::block), arguments.get()});
    open_.pop_back();
    kept_.push_back(std::move(arguments));
  }

  void report_circle(const Argument& from, const Fragment& fragment) {
    const std::string name(fragment.tree->name(fragment.node));
    std::string around;
    for (const Fragment& open : open_) around += std::string(open.tree->name(open.node)) + " > ";
    if (!told_.insert(from.tree->span(from.node).begin).second) return;
    issues_.add(Issue(Code::fragment_circle, from.tree->span(from.node))
                    .arg(name)
                    .arg(around + name)
                    .note(fragment.tree->span(fragment.tree->child(fragment.node, Kind::name)), {"declared here", "在此声明"})
                    .help({"a fragment cannot hold itself: take this line out", "片段不能包含自身:请去掉此行"}));
  }

  bool fits(const Argument& from, const Fragment& fragment, const std::vector<Argument>& given, Arguments& out) {
    const Tree& tree = *fragment.tree;
    const std::vector<NodeId> wanted = tree.children(fragment.node, Kind::fragment_param);
    if (given.size() != wanted.size()) {
      std::string names;
      for (const NodeId param : wanted) names += (names.empty() ? "" : ", ") + std::string(tree.name(param));
      Issue issue(Code::include_arguments, from.tree->span(from.node));
      issue.arg(std::string(tree.name(fragment.node))).arg(std::to_string(wanted.size())).arg(std::to_string(given.size()));
      issue.note(tree.span(tree.child(fragment.node, Kind::name)), {"declared here", "在此声明"});
      if (!names.empty()) issue.help({"give them in this order: " + names, "请按此顺序给出:" + names});
      else issue.help({"write it without parentheses", "请不要写括号"});
      issues_.add(std::move(issue));
      return false;
    }
    bool sound = true;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const NodeId type = tree.child_at(wanted[i], 1);
      const Argument last = at_last(given[i]);
      const Kind kind = last.tree->kind(last.node);
      Thing thing{};
      if (tree.kind(type) != Kind::type_name) {
        sound = fits_type(tree, wanted[i], type, given[i], last);
      } else if (names_thing(tree.text(type), thing)) {
        if (kind != Kind::variable)
          sound = wanted_name(tree, wanted[i], given[i], {"the name of a " + words(thing).en, words(thing).zh + "的名称"});
      } else if (tree.text(type) == "duration" && kind != Kind::lit_duration && kind != Kind::variable) {
        sound = wanted_name(tree, wanted[i], given[i], {"a length of time, such as `2 days`", "时长,如 `2 days`"});
      }
      out.by_name.emplace(std::string(tree.name(wanted[i])), given[i]);
    }
    return sound;
  }

  // One of the texts listed, or a list of so many; what a name stands for is checked where it is used.
  bool fits_type(const Tree& home, NodeId param, NodeId type, const Argument& given, const Argument& last) {
    const Kind kind = last.tree->kind(last.node);
    if (home.kind(type) == Kind::type_record) {
      issues_.add(
          Issue(Code::parameter_type, home.span(type)).arg({"a record", "记录"}).help({"give its fields one by one", "请逐个给出其字段"}));
      return false;
    }
    if (kind == Kind::variable || kind == Kind::member) return true;
    if (home.kind(type) == Kind::type_list) {
      const std::int64_t most = home.number(home.child_at(type, 1));
      if (kind == Kind::make_list && last.tree->child_count(last.node) <= static_cast<std::size_t>(std::max<std::int64_t>(most, 0)))
        return true;
      const std::string count = std::to_string(most);
      return wanted_name(home, param, given, {"a list of at most " + count, "最多 " + count + " 项的列表"});
    }
    std::string all;
    for (const NodeId value : home.children(type)) {
      if (kind == Kind::lit_text && home.text(value) == last.tree->text(last.node)) return true;
      all += (all.empty() ? "\"" : ", \"") + std::string(home.text(value)) + "\"";
    }
    return wanted_name(home, param, given, {"one of " + all, "以下之一:" + all});
  }

  bool wanted_name(const Tree& home, NodeId param, const Argument& given, const Words& wanted) {
    issues_.add(Issue(Code::include_argument, given.tree->span(given.node))
                    .arg(std::string(home.name(param)))
                    .arg(wanted)
                    .note(home.span(param), {"declared here", "在此声明"}));
    return false;
  }

  source::Issues& issues_;
  Expansion& out_;
  std::map<std::string, Fragment, std::less<>> names_;
  Builder* builder_ = nullptr;
  std::size_t made_ = 0;
  bool too_large_ = false, within_declaration_ = false;
  std::vector<Fragment> open_;               // the fragments around, outermost first
  std::vector<std::unique_ptr<Arguments>> kept_;
  std::set<std::uint32_t> told_;
};

}  // namespace

bool names_thing(std::string_view type, Thing& thing) {
  constexpr std::pair<std::string_view, Thing> kNames[] = {
      {"template", Thing::template_}, {"role", Thing::role},         {"channel", Thing::channel},
      {"benefit", Thing::benefit},    {"event", Thing::event},       {"product", Thing::product},
      {"segment", Thing::segment},    {"activity", Thing::activity}, {"playbook", Thing::playbook},
  };
  for (const auto& [name, each] : kNames) {
    if (name == type) {
      thing = each;
      return true;
    }
  }
  return false;
}

Expansion expand(const std::vector<const syntax::File*>& files, source::Issues& issues) {
  Expansion out;
  Expanding expanding(files, issues, out);
  for (const syntax::File* file : files) out.files.push_back(expanding.file(*file));
  return out;
}

void tell_inclusions(const std::vector<Inclusion>& inclusions, source::Issues& issues) {
  constexpr std::size_t kToldMax = 3;
  std::set<std::tuple<Code, std::uint32_t, std::uint32_t, std::uint32_t, std::string>> seen;
  issues.revise([&](Issue& issue) {
    std::size_t told = 0;
    for (const Inclusion& inclusion : inclusions) {
      const Span whole = inclusion.fragment;
      if (issue.span.file != whole.file || issue.span.begin < whole.begin || issue.span.end > whole.end) continue;
      if (told == 0 &&
          !seen.emplace(issue.code, issue.span.file, issue.span.begin, issue.span.end, message(issue, base::Language::en)).second)
        return false;
      const bool noted =
          std::any_of(issue.notes.begin(), issue.notes.end(), [&](const source::Note& note) { return note.span == inclusion.place; });
      if (!noted && told++ < kToldMax) issue.note(inclusion.place, {"included here", "在此包含"});
    }
    return true;
  });
}

}  // namespace playmaker::bind
