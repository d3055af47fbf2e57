#include "dsl/bind/stages.hpp"

namespace playmaker::bind {

using syntax::Kind;

namespace {

struct Category {
  Kind kind;
  Thing thing;
};
constexpr Category kCategories[] = {
    {Kind::event, Thing::event},       {Kind::broadcast, Thing::event},     {Kind::import, Thing::import_},
    {Kind::segment, Thing::segment},   {Kind::score, Thing::score},         {Kind::list, Thing::list},
    {Kind::pool, Thing::pool},         {Kind::product, Thing::product},     {Kind::activity, Thing::activity},
    {Kind::channel, Thing::channel},   {Kind::template_, Thing::template_}, {Kind::policy, Thing::policy},
    {Kind::role, Thing::role},         {Kind::benefit, Thing::benefit},     {Kind::calendar, Thing::calendar},
    {Kind::playbook, Thing::playbook}, {Kind::fragment, Thing::fragment},
};

// What the outside tells of an activity: who signed up, who came.
void declare_comings(Work& work, std::string_view activity, Where where) {
  for (const char* event : {".signed_up", ".attended"}) {
    bool taken = false;
    work.bound.names.add(Thing::event, {std::string(activity) + event, {}, where}, taken);
  }
}

std::string alias_of(const Tree& tree, NodeId node) {
  for (const NodeId labels : tree.children(node, Kind::labels)) {
    if (const std::string_view alias = tree.child_text(labels, Kind::alias); !alias.empty()) return std::string(alias);
  }
  return {};
}

}  // namespace

void collect_names(Work& work) {
  for_each_shared(work, Kind::catalog, [&](std::uint32_t file, NodeId node) {
    const Tree& tree = work.bound.tree(file);
    if (work.bound.catalog.node == kNone) work.bound.catalog = at(file, node);
    else
      report_twice(work, tree.span(tree.child(node, Kind::name)), "catalog",
                   head_of(work, work.bound.catalog.file, NodeId{work.bound.catalog.node}));
  });
  for (const Category& category : kCategories) {
    for_each_shared(work, category.kind, [&](std::uint32_t file, NodeId node) {
      const Tree& tree = work.bound.tree(file);
      const NodeId name = tree.child(node, Kind::name);
      bool taken = false;
      const std::uint32_t index =
          work.bound.names.add(category.thing, {std::string(tree.text(name)), alias_of(tree, node), at(file, node)}, taken);
      work.bound.meaning(file, node).ref = taken ? kNone : index;
      if (!taken) {
        if (category.kind == Kind::activity) declare_comings(work, tree.text(name), at(file, node));
        return;
      }
      const Where first = work.bound.names.at(category.thing, index).where;
      report_twice(work, tree.span(name), tree.text(name),
                   work.bound.tree(first).span(work.bound.tree(first).child(NodeId{first.node}, Kind::name)));
    });
  }
  work.bound.events.resize(work.bound.names.all(Thing::event).size());
  work.bound.channels.resize(work.bound.names.all(Thing::channel).size());
  work.bound.templates.resize(work.bound.names.all(Thing::template_).size());
  work.bound.roles.resize(work.bound.names.all(Thing::role).size());
  work.bound.gives.resize(work.bound.names.all(Thing::benefit).size());
  for (const Declared& declared : work.bound.names.all(Thing::playbook)) {
    Playbook playbook;
    playbook.name = declared.name;
    playbook.where = declared.where;
    work.bound.playbooks.push_back(std::move(playbook));
  }
}

namespace {

// What `declare` needs to know of a node: which thing it names, if any.
bool thing_of(Kind kind, Thing& thing) {
  switch (kind) {
    case Kind::param: thing = Thing::param; return true;
    case Kind::define: thing = Thing::define; return true;
    case Kind::goal: thing = Thing::goal; return true;
    case Kind::exit: thing = Thing::exit; return true;
    case Kind::stage: thing = Thing::stage; return true;
    case Kind::wave: thing = Thing::wave; return true;
    case Kind::task: thing = Thing::task; return true;
    case Kind::breakpoint: thing = Thing::breakpoint; return true;
    case Kind::moment: thing = Thing::moment; return true;
    case Kind::decide: thing = Thing::decide; return true;
    case Kind::track: thing = Thing::track; return true;
    case Kind::on_handler: thing = Thing::handler; return true;
    case Kind::include: thing = Thing::include; return true;
    case Kind::repeat: thing = Thing::repeat; return true;
    case Kind::review: thing = Thing::review; return true;
    default: return false;
  }
}
// Goals and exits, tables, handlers are named in places of their own; the rest is what expressions and anchors read.
int space_of(Thing thing) {
  switch (thing) {
    case Thing::goal:
    case Thing::exit: return 1;
    case Thing::decide: return 2;
    case Thing::handler: return 3;
    case Thing::review: return 4;
    default: return 0;
  }
}

class Declaring {
 public:
  Declaring(Work& work, std::uint32_t playbook)
      : work_(work),
        playbook_(work.bound.playbooks[playbook]),
        file_(playbook_.where.file),
        tree_(work.bound.tree(file_)) {}
  void run() { walk(NodeId{playbook_.where.node}, kNone); }

 private:
  void walk(NodeId node, std::uint32_t parent) {
    for (const NodeId child : tree_.children(node)) {
      const Kind kind = tree_.kind(child);
      Thing thing{};
      if (thing_of(kind, thing)) {
        const std::uint32_t index = declare(child, thing, parent);
        playbook_.items[index].of_branch = kind == Kind::task && syntax::exists(tree_.child(child, Kind::for_branch));
        if (thing != Thing::param && thing != Thing::define && thing != Thing::goal && thing != Thing::exit) walk(child, index);
      } else if (!syntax::is_expression(kind)) {
        walk(child, parent);
      }
    }
  }

  std::uint32_t declare(NodeId node, Thing thing, std::uint32_t parent) {
    const NodeId name = name_of(node, thing);
    Item item;
    item.thing = thing;
    item.name = (thing == Thing::handler ? "on_" : "") + std::string(tree_.text(name));
    if (thing == Thing::include && tree_.kind(name) == Kind::ref) {   // by the fragment's own name, also where it is called by its alias
      const std::uint32_t fragment = work_.bound.names.find(Thing::fragment, item.name);
      if (fragment != kNone) item.name = work_.bound.names.at(Thing::fragment, fragment).name;
    }
    item.alias = alias_of(tree_, node);
    item.where = at(file_, node);
    item.parent = parent;
    item.path = parent == kNone ? item.name : playbook_.items[parent].path + "." + item.name;
    if (thing == Thing::task) outcomes(node, item);
    if (thing == Thing::param || thing == Thing::define) {
      for (const NodeId child : tree_.children(node)) {
        if (syntax::is_expression(tree_.kind(child))) {
          item.expression = at(file_, child);
          break;
        }
      }
    }
    check_unique(item, name);
    playbook_.items.push_back(std::move(item));
    return static_cast<std::uint32_t>(playbook_.items.size() - 1);
  }

  NodeId name_of(NodeId node, Thing thing) const {
    const NodeId as = tree_.child(node, Kind::as);
    if (thing == Thing::include && syntax::exists(as)) return as;
    return tree_.child(node, thing == Thing::handler || thing == Thing::include ? Kind::ref : Kind::name);
  }

  void check_unique(const Item& item, NodeId name) {
    for (const Item& other : playbook_.items) {
      if (other.parent != item.parent || space_of(other.thing) != space_of(item.thing)) continue;
      if (other.name != item.name && (item.alias.empty() || other.name != item.alias) &&
          (other.alias.empty() || (other.alias != item.name && other.alias != item.alias)))
        continue;
      report_twice(work_, tree_.span(name), tree_.text(name), tree_.span(name_of(NodeId{other.where.node}, other.thing)),
                   item.thing == Thing::include ? Words{"name each: `include … as NAME`", "请分别命名:`include … as 名称`"} : Words{});
      return;
    }
    if (space_of(item.thing) != 0) return;
    for (const Thing thing : {Thing::event, Thing::benefit, Thing::activity}) {
      if (work_.bound.names.find(thing, item.name) == kNone) continue;
      Words hidden = words(thing);
      hidden.en = (hidden.en[0] == 'e' || hidden.en[0] == 'a' ? "an " : "a ") + hidden.en;
      work_.issues.add(Issue(Code::name_hides, tree_.span(name)).arg(item.name).arg(hidden).help({"choose another name", "请换一个名称"}));
      return;
    }
    for (const std::string_view word : {"customer", "event", "answer", "now", "today", "entry", "due"}) {
      if (item.name == word)
        work_.issues.add(Issue(Code::name_hides, tree_.span(name))
                             .arg(item.name)
                             .arg({"a built-in value", "内置值"})
                             .help({"choose another name", "请换一个名称"}));
    }
  }

  void outcomes(NodeId task, Item& item) {
    for (const NodeId child : tree_.children(task)) {
      const Kind kind = tree_.kind(child);
      if (kind != Kind::done && kind != Kind::closed && kind != Kind::attempts) continue;
      const NodeId as = tree_.child(child, Kind::as);
      if (!syntax::exists(as)) continue;
      const std::string_view name = tree_.text(as);
      if (kind == Kind::attempts && name == "unreached") continue;   // what it is called anyway
      if (name == "closed" || name == "outcome" || name == "expired" || name == "lapsed" || name == "cancelled" || name == "unreached" ||
          (name == "done" && kind != Kind::done)) {
        work_.issues.add(Issue(Code::outcome_built_in, tree_.span(as)).arg(name).help({"choose another name", "请换一个名称"}));
        continue;
      }
      item.outcomes.emplace_back(name);
    }
  }

  Work& work_;
  Playbook& playbook_;
  std::uint32_t file_;
  const Tree& tree_;
};

}  // namespace

void declare_items(Work& work, std::uint32_t playbook) { Declaring(work, playbook).run(); }

std::uint32_t item_of(const Work& work, std::uint32_t playbook, std::uint32_t file, NodeId node) {
  const std::vector<Item>& items = work.bound.playbooks[playbook].items;
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    if (items[i].where == at(file, node)) return i;
  }
  return kNone;
}

}  // namespace playmaker::bind
