#include <algorithm>
#include <utility>

#include "dsl/bind/stages.hpp"
#include "dsl/bind/time.hpp"
#include "runtime/base/time.hpp"

namespace playmaker::bind {

using syntax::Kind;

namespace {

struct TypeName {
  std::string_view name;
  plan::Kind kind;
};
constexpr TypeName kTypeNames[] = {
    {"text", plan::Kind::text},       {"bool", plan::Kind::boolean},      {"int", plan::Kind::integer},   {"decimal", plan::Kind::decimal},
    {"money", plan::Kind::money},     {"percent", plan::Kind::percent},   {"date", plan::Kind::date},     {"time", plan::Kind::time},
    {"instant", plan::Kind::instant}, {"duration", plan::Kind::duration}, {"person", plan::Kind::person}, {"branch", plan::Kind::branch},
};

class FieldBinder {
 public:
  // `computed`: whether they may be computed. What is brought by an event or given by a benefit is only ever sent.
  FieldBinder(Work& work, std::uint32_t file, bool computed)
      : work_(work),
        file_(file),
        tree_(work.bound.tree(file)),
        computed_(computed) {}

  // `prefix`, `alias_prefix`: of the record they stand in, with its dot.
  void bind(NodeId fields, Fields& out, const std::string& prefix, const std::string& alias_prefix, bool flatten) {
    for (const NodeId node : tree_.children(fields)) {
      if (tree_.kind(node) != Kind::field) continue;
      const NodeId name = tree_.child(node, Kind::name);
      Field field;
      field.name = prefix + std::string(tree_.text(name));
      field.where = at(file_, node);
      field.label = label_of(tree_, node);
      std::string alias;
      for (const NodeId labels : tree_.children(node, Kind::labels)) {
        if (const std::string_view written = tree_.child_text(labels, Kind::alias); !written.empty()) alias = written;
      }
      if (!alias.empty() || !alias_prefix.empty()) {
        field.alias = (alias_prefix.empty() ? prefix : alias_prefix) + (alias.empty() ? std::string(tree_.text(name)) : alias);
      }
      if (std::any_of(out.list.begin(), out.list.end(), [&](const Field& other) { return other.name == field.name; })) {
        report_twice(work_, tree_.span(name), field.name, work_.bound.span(out.find(field.name)->where));
        continue;
      }
      if (flatten) {
        if (const NodeId record = tree_.child(node, Kind::type_record); syntax::exists(record)) {
          bind(record, out, field.name + ".", (field.alias.empty() ? field.name : field.alias) + ".", true);
          continue;
        }
      }
      flags(node, field);
      type(node, field);
      out.list.push_back(std::move(field));
    }
  }

  Type type_of(NodeId node) {
    switch (tree_.kind(node)) {
      case Kind::type_name: {
        for (const TypeName& row : kTypeNames) {
          if (row.name == tree_.text(node)) return {row.kind, kNone};
        }
        std::vector<std::string_view> candidates;
        for (const TypeName& row : kTypeNames) candidates.push_back(row.name);
        report_unknown(work_, tree_.span(node), {"type", "类型"}, tree_.text(node), candidates);
        return kPoison;
      }
      case Kind::type_one_of:
      case Kind::type_level_of: {
        std::vector<std::string> values;
        for (const NodeId value : tree_.children(node)) {
          if (std::find(values.begin(), values.end(), tree_.text(value)) != values.end())
            report_twice(work_, tree_.span(value), tree_.text(value), tree_.span(node));
          else values.emplace_back(tree_.text(value));
        }
        return work_.bound.types.enumeration(tree_.kind(node) == Kind::type_one_of ? plan::Kind::one_of : plan::Kind::level_of,
                                             std::move(values));
      }
      case Kind::type_list: {
        const Type item = type_of(tree_.child_at(node, 0));
        const std::int64_t at_most = tree_.number(tree_.child_at(node, 1));
        return work_.bound.types.list(item, static_cast<std::uint32_t>(std::clamp<std::int64_t>(at_most, 0, 1'000'000)));
      }
      case Kind::type_record: {
        Fields fields;
        const bool outer = std::exchange(computed_, false);
        bind(node, fields, "", "", false);
        computed_ = outer;
        return work_.bound.types.record(std::move(fields));
      }
      default: return kPoison;
    }
  }

 private:
  void flags(NodeId node, Field& field) {
    for (const NodeId child : tree_.children(node)) {
      switch (tree_.kind(child)) {
        case Kind::optional_flag: field.optional = true; break;
        case Kind::personal_flag: field.personal = true; break;
        case Kind::from_import:
          if (resolve(work_, file_, tree_.child_at(child, 0), Thing::import_) != kNone) {
            field.from = work_.bound.names.at(Thing::import_, work_.bound.meaning(file_, tree_.child_at(child, 0)).ref).name;
          }
          break;
        case Kind::fresh: {
          Scope scope;
          scope.file = file_;
          if (const auto length = bind_length(work_, scope, tree_.child_at(child, 0))) field.fresh = *length;
          break;
        }
        default: break;
      }
    }
  }
  void type(NodeId node, Field& field) {
    for (const NodeId child : tree_.children(node)) {
      switch (tree_.kind(child)) {
        case Kind::derived:
          if (computed_) field.derived = at(file_, tree_.child_at(child, 0));
          else work_.issues.add(Issue(Code::computed_elsewhere, tree_.span(child)).arg(field.name));
          return;
        case Kind::type_name:
        case Kind::type_one_of:
        case Kind::type_level_of:
        case Kind::type_list:
        case Kind::type_record: field.type = type_of(child); return;
        default: break;
      }
    }
    field.type = kPoison;
  }

  Work& work_;
  std::uint32_t file_;
  const Tree& tree_;
  bool computed_;
};

}  // namespace

Fields bind_fields(Work& work, std::uint32_t file, NodeId fields) {
  Fields out;
  if (syntax::exists(fields)) FieldBinder(work, file, false).bind(fields, out, "", "", false);
  return out;
}

void bind_types(Work& work) {
  for_each_shared(work, Kind::zone, [&](std::uint32_t file, NodeId node) {
    const Tree& tree = work.bound.tree(file);
    work.bound.zone = tree.text(node);
    if (!base::find_zone(tree.text(node))) {
      work.issues.add(Issue(Code::zone_unknown, tree.span(node))
                          .arg(tree.text(node))
                          .help({"for example \"Asia/Shanghai\"", "例如 \"Asia/Shanghai\""}));
    }
  });
  if (work.bound.zone.empty() && work.bound.catalog.node != kNone) {
    const Where where = work.bound.catalog;
    work.issues.add(Issue(Code::part_missing, head_of(work, where.file, NodeId{where.node}))
                        .arg({"a catalog", "目录"})
                        .arg({"`zone \"Asia/Shanghai\"`, the bank's time zone", "`zone \"Asia/Shanghai\"`(银行所在时区)"}));
  }
  for_each_shared(work, Kind::currency, [&](std::uint32_t file, NodeId node) { work.bound.currency = work.bound.tree(file).text(node); });
  const auto fields = [&](Kind kind, Fields& out, bool flatten) {
    for_each_shared(work, kind, [&](std::uint32_t file, NodeId node) {
      FieldBinder(work, file, kind != Kind::product_fields).bind(work.bound.tree(file).child(node, Kind::fields), out, "", "", flatten);
    });
  };
  fields(Kind::person_fields, work.bound.person, false);
  fields(Kind::branch_fields, work.bound.branch, false);
  fields(Kind::product_fields, work.bound.product, false);
  fields(Kind::customer_fields, work.bound.customer, true);
  for (const Kind kind : {Kind::event, Kind::broadcast}) {
    for_each_shared(work, kind, [&](std::uint32_t file, NodeId node) {
      const std::uint32_t index = work.bound.meaning(file, node).ref;
      if (index == kNone) return;
      const Tree& tree = work.bound.tree(file);
      Event& event = work.bound.events[index];
      event.fields = bind_fields(work, file, tree.child(node, Kind::fields));
      event.broadcast = kind == Kind::broadcast;
      Scope scope;
      scope.file = file;
      if (const NodeId late = tree.child(node, Kind::late); syntax::exists(late)) {
        if (const auto length = bind_length(work, scope, tree.child_at(late, 0))) event.late = *length;
      }
    });
  }
  for_each_shared(work, Kind::benefit, [&](std::uint32_t file, NodeId node) {
    const Tree& tree = work.bound.tree(file);
    const std::uint32_t index = work.bound.meaning(file, node).ref;
    const NodeId gives = tree.child(node, Kind::gives);
    if (index != kNone && syntax::exists(gives)) work.bound.gives[index] = bind_fields(work, file, tree.child_at(gives, 0));
  });
}

}  // namespace playmaker::bind
