#include "daemon/lsp/names.hpp"

#include <algorithm>
#include <unordered_map>

namespace playmaker::lsp {

using source::Span;
using syntax::Kind;
using syntax::NodeId;
using syntax::Tree;

namespace {

constexpr Sorts any_of(std::initializer_list<Sort> sorts) {
  Sorts out = 0;
  for (const Sort sort : sorts) out |= set_of(sort);
  return out;
}
constexpr Sorts kReadable = any_of({Sort::event, Sort::task, Sort::stage, Sort::wave, Sort::moment, Sort::track, Sort::goal, Sort::param,
                                    Sort::define, Sort::segment, Sort::score, Sort::product, Sort::benefit, Sort::activity, Sort::playbook,
                                    Sort::list, Sort::breakpoint, Sort::import, Sort::other});

Sort sort_of(Kind kind) {
  switch (kind) {
    case Kind::event:
    case Kind::broadcast: return Sort::event;
    case Kind::channel: return Sort::channel;
    case Kind::template_: return Sort::template_;
    case Kind::role: return Sort::role;
    case Kind::benefit: return Sort::benefit;
    case Kind::calendar: return Sort::calendar;
    case Kind::policy: return Sort::policy;
    case Kind::playbook: return Sort::playbook;
    case Kind::fragment: return Sort::fragment;
    case Kind::import: return Sort::import;
    case Kind::segment: return Sort::segment;
    case Kind::score: return Sort::score;
    case Kind::list: return Sort::list;
    case Kind::pool: return Sort::pool;
    case Kind::product: return Sort::product;
    case Kind::activity: return Sort::activity;
    case Kind::stage: return Sort::stage;
    case Kind::wave: return Sort::wave;
    case Kind::task: return Sort::task;
    case Kind::breakpoint: return Sort::breakpoint;
    case Kind::moment: return Sort::moment;
    case Kind::track: return Sort::track;
    case Kind::goal: return Sort::goal;
    case Kind::exit: return Sort::exit;
    case Kind::param: return Sort::param;
    case Kind::define: return Sort::define;
    default: return Sort::other;
  }
}
bool declares(Kind kind) {
  return sort_of(kind) != Sort::other || kind == Kind::experiment || kind == Kind::repeat || kind == Kind::review || kind == Kind::decide ||
         kind == Kind::fragment_param || kind == Kind::arm;
}

// What a single name stands for, by the statement it stands in.
Sorts sorts_of_ref(Kind parent, std::size_t index) {
  switch (parent) {
    case Kind::leg: return set_of(index == 0 ? Sort::channel : Sort::template_);
    case Kind::ask:
    case Kind::place: return set_of(index == 0 ? Sort::template_ : Sort::channel);
    case Kind::notify:
    case Kind::assign:
    case Kind::assign_to:
    case Kind::escalate:
    case Kind::hand_over:
    case Kind::alert:
    case Kind::check:
    case Kind::reasons:
    case Kind::dealt:
    case Kind::confirmed_by: return set_of(Sort::role);
    case Kind::invite: return set_of(Sort::activity);
    case Kind::grant:
    case Kind::reserve:
    case Kind::release:
    case Kind::when_empty: return set_of(Sort::benefit);
    case Kind::emit: return set_of(Sort::event);
    case Kind::include: return set_of(Sort::fragment);
    case Kind::hand_off: return set_of(Sort::playbook);
    case Kind::follow: return set_of(Sort::policy);
    case Kind::use_calendar:
    case Kind::quiet_holidays: return set_of(Sort::calendar);
    case Kind::by_channel:
    case Kind::via:
    case Kind::template_channels:
    case Kind::over_list:
    case Kind::for_list:
    case Kind::needs:
    case Kind::cap: return set_of(Sort::channel);
    case Kind::offering: return set_of(Sort::product);
    case Kind::from_import:
    case Kind::after_import: return set_of(Sort::import);
    case Kind::on_handler:
    case Kind::target:
    case Kind::compare: return any_of({Sort::goal, Sort::exit});
    case Kind::decide_row: return set_of(Sort::track);
    case Kind::pool_least_busy:
    case Kind::pool_in_turn: return set_of(Sort::pool);
    case Kind::enter_list: return set_of(Sort::list);
    case Kind::finish:
    case Kind::purpose: return 0;
    default: return kReadable;
  }
}

}  // namespace

bool within_playbook(Sort sort) { return sort >= Sort::stage; }

struct Names::Walk {
  Names& names;
  const Tree& tree;

  void declare(NodeId node, Sort sort, std::string name, Span scope) {
    Declaration made;
    made.sort = sort;
    made.name = std::move(name);
    made.span = tree.span(node);
    made.name_span = tree.span(tree.child(node, Kind::name));
    if (within_playbook(sort)) made.scope = scope;
    if (const NodeId labels = tree.child(node, Kind::labels); syntax::exists(labels)) {
      made.alias = tree.child_text(labels, Kind::alias);
      made.zh = tree.child_text(labels, Kind::label);
      made.en = tree.child_text(labels, Kind::label_en);
      if (const auto zh = tree.child_text(labels, Kind::label_zh); !zh.empty()) made.zh = zh;
    }
    for (const NodeId child : tree.children(node)) {
      if (sort == Sort::task && (tree.kind(child) == Kind::done || tree.kind(child) == Kind::closed)) {
        if (const auto as = tree.child_text(child, Kind::as); !as.empty()) made.outcomes.emplace_back(as);
      }
      if (sort == Sort::template_ && tree.kind(child) == Kind::template_channels) {
        for (const NodeId ref : tree.children(child)) made.channels.emplace_back(tree.text(ref));
      }
    }
    names.declarations_.push_back(std::move(made));
  }
  void occur(NodeId node, std::string text, Sorts among) {
    names.occurrences_.push_back({tree.span(node), std::move(text), among, UINT32_MAX});
  }

  // A chain: customer.consent.sms names a field; meet.kyc.done names a stage and a task.
  void chain(const std::vector<NodeId>& parts, Sorts first) {
    std::string path;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::string part(tree.text(parts[i]));
      if (i == 0) {
        path = part;
        if (part != "customer" && part != "event") occur(parts[i], part, first);
        continue;
      }
      if (path == "customer" || path.starts_with("customer.")) {
        path += "." + part;
        occur(parts[i], path.substr(9), set_of(Sort::customer_field));
      } else if (path == "event") {
        occur(parts[i], "*." + part, set_of(Sort::event_field));
      } else {
        occur(parts[i], part, any_of({Sort::task, Sort::wave, Sort::stage}));
        names.occurrences_.back().text = part;
        occur(parts[i], path + "." + part, set_of(Sort::event_field));
      }
    }
  }
  bool collect(NodeId node, std::vector<NodeId>& parts) {
    if (tree.kind(node) == Kind::variable) {
      parts.push_back(node);
      return true;
    }
    if (tree.kind(node) != Kind::member) return false;
    const NodeId base = tree.child_at(node, 0), name = tree.child(node, Kind::name);
    if (!syntax::exists(base) || !syntax::exists(name) || !collect(base, parts)) return false;
    parts.push_back(name);
    return true;
  }

  void visit(NodeId node, Kind parent, std::size_t ref, Span scope, const std::string& prefix) {
    const Kind kind = tree.kind(node);
    if (kind == Kind::playbook || kind == Kind::fragment) scope = tree.span(node);
    std::string inner = prefix;
    const NodeId name = tree.child(node, Kind::name);
    if (kind == Kind::field && syntax::exists(name)) {
      const std::string whole =
          (prefix.empty() || prefix == "customer" ? std::string() : prefix.substr(prefix.find(':') + 1)) + std::string(tree.text(name));
      if (prefix.starts_with("customer")) declare(node, Sort::customer_field, whole, scope);
      else if (prefix.starts_with("event")) declare(node, Sort::event_field, whole, scope);
      if (prefix.starts_with("customer")) inner = "customer:" + whole + ".";
    } else if (declares(kind) && syntax::exists(name)) {
      declare(node, sort_of(kind), std::string(tree.text(name)), scope);
      if (kind == Kind::event || kind == Kind::broadcast) inner = "event:" + std::string(tree.text(name)) + ".";
    }
    if (kind == Kind::customer_fields) inner = "customer";
    if (kind == Kind::ref) {
      if (const Sorts among = sorts_of_ref(parent, ref); among != 0) occur(node, std::string(tree.text(node)), among);
      return;
    }
    if (kind == Kind::import_ref) {
      occur(node, std::string(tree.text(node)), set_of(Sort::import));
      return;
    }
    if (kind == Kind::path) {
      chain(tree.children(node, Kind::name), kReadable);
      return;
    }
    if (kind == Kind::variable || kind == Kind::member) {
      std::vector<NodeId> parts;
      if (collect(node, parts)) {
        chain(parts, kReadable);
        return;
      }
    }
    std::size_t refs = 0;
    for (const NodeId child : tree.children(node)) {
      visit(child, kind, refs, scope, inner);
      if (tree.kind(child) == Kind::ref) ++refs;
    }
  }
};

Names::Names(const dsl::Compiled& compiled) {
  for (const dsl::CompiledFile& file : compiled.files) {
    if (file.file && syntax::exists(file.file->root)) Walk{*this, file.file->tree}.visit(file.file->root, Kind::file, 0, {}, {});
  }
  resolve();
}

void Names::resolve() {
  std::unordered_multimap<std::string, std::uint32_t> by_name;
  for (std::uint32_t i = 0; i < declarations_.size(); ++i) {
    const Declaration& one = declarations_[i];
    by_name.emplace(one.name, i);
    if (!one.alias.empty()) by_name.emplace(one.alias, i);
    if (one.sort == Sort::event_field) by_name.emplace("*" + one.name.substr(one.name.find('.')), i);
  }
  // What a fragment declares is named from wherever the fragment is included.
  const auto of_fragment = [&](const Declaration& inner) {
    return std::ranges::any_of(declarations_,
                               [&](const Declaration& one) { return one.sort == Sort::fragment && one.span == inner.scope; });
  };
  for (Occurrence& occurrence : occurrences_) {
    // The innermost scope that holds it wins; of equal ones the first.
    std::uint32_t best_size = UINT32_MAX, included = UINT32_MAX;
    const auto [begin, end] = by_name.equal_range(occurrence.text);
    for (auto at = begin; at != end; ++at) {
      const Declaration& one = declarations_[at->second];
      if ((occurrence.among & set_of(one.sort)) == 0) continue;
      std::uint32_t size = UINT32_MAX - 1;
      if (!one.scope.empty()) {
        if (one.scope.file != occurrence.span.file || occurrence.span.begin < one.scope.begin || occurrence.span.end > one.scope.end) {
          if (included == UINT32_MAX && of_fragment(one)) included = at->second;
          continue;
        }
        size = one.scope.end - one.scope.begin;
      }
      if (size > best_size || (size == best_size && at->second > occurrence.declaration)) continue;
      best_size = size;
      occurrence.declaration = at->second;
    }
    if (occurrence.declaration == UINT32_MAX) occurrence.declaration = included;
  }
}

const Declaration* Names::at(source::FileId file, std::uint32_t offset, Span& span) const {
  const auto holds = [&](Span one) { return one.file == file && one.begin <= offset && offset <= one.end && !one.empty(); };
  for (const Occurrence& occurrence : occurrences_) {
    if (!holds(occurrence.span) || occurrence.declaration == UINT32_MAX) continue;
    span = occurrence.span;
    return &declarations_[occurrence.declaration];
  }
  for (const Declaration& declaration : declarations_) {
    if (!holds(declaration.name_span)) continue;
    span = declaration.name_span;
    return &declaration;
  }
  return nullptr;
}

std::vector<Span> Names::places(const Declaration& declaration) const {
  const auto index = static_cast<std::uint32_t>(&declaration - declarations_.data());
  std::vector<Span> out = {declaration.name_span};
  for (const Occurrence& occurrence : occurrences_) {
    if (occurrence.declaration == index && occurrence.text != declaration.alias && std::ranges::find(out, occurrence.span) == out.end())
      out.push_back(occurrence.span);
  }
  return out;
}

source::Words sort_words(Sort sort) {
  static const source::Words kWords[] = {{"event", "事件"},
                                         {"channel", "渠道"},
                                         {"template", "模板"},
                                         {"role", "角色"},
                                         {"benefit", "权益"},
                                         {"calendar", "日历"},
                                         {"policy", "规范"},
                                         {"playbook", "剧本"},
                                         {"fragment", "片段"},
                                         {"import", "导入"},
                                         {"segment", "客群"},
                                         {"score", "评分"},
                                         {"list", "名单"},
                                         {"pool", "人员池"},
                                         {"product", "产品"},
                                         {"activity", "活动"},
                                         {"field of the customer", "客户字段"},
                                         {"field of an event", "事件字段"},
                                         {"stage", "阶段"},
                                         {"wave", "波次"},
                                         {"task", "任务"},
                                         {"breakpoint", "断点"},
                                         {"moment", "时机"},
                                         {"track", "路径"},
                                         {"goal", "目标"},
                                         {"exit", "退出"},
                                         {"param", "参数"},
                                         {"definition", "定义"},
                                         {"name", "名称"}};
  return kWords[static_cast<std::size_t>(sort)];
}

}  // namespace playmaker::lsp
