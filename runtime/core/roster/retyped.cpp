#include "runtime/core/roster/retyped.hpp"

#include <algorithm>
#include <set>

#include "runtime/plan/spell.hpp"

namespace playmaker::core {
namespace {

using plan::Catalog;
using plan::Field;
using plan::Kind;
using plan::Type;
using plan::Unit;

template <class Thing>
const Thing* find(const std::vector<Thing>& things, std::string_view name) {
  const auto found = std::find_if(things.begin(), things.end(), [&](const Thing& each) { return each.name == name; });
  return found == things.end() ? nullptr : &*found;
}

// Every value that the reader knows is still there, in the same order: ranks keep their meaning when values are added.
bool keeps_values(const Unit& reader, std::uint32_t known, const Unit& owner, std::uint32_t now) {
  if (known >= reader.enumerations.size() || now >= owner.enumerations.size()) return true;
  const auto& values = owner.enumerations[now];
  auto at = values.begin();
  for (const plan::TextIndex value : reader.enumerations[known]) {
    at = std::find_if(at, values.end(), [&](plan::TextIndex each) { return owner.texts[each] == reader.texts[value]; });
    if (at == values.end()) return false;
  }
  return true;
}

bool keeps_record(const Catalog& before, std::uint32_t known, const Catalog& after, std::uint32_t now);

bool keeps(const Catalog& before, const Type& known, const Catalog& after, const Type& now) {
  if (known.kind != now.kind) return false;
  if (known.kind == Kind::one_of || known.kind == Kind::level_of) return keeps_values(before.unit, known.detail, after.unit, now.detail);
  if (known.kind == Kind::list || known.kind == Kind::record) return keeps_record(before, known.detail, after, now.detail);
  return true;
}

// Stored records are read by place: fields may only be added at the end.
bool keeps_record(const Catalog& before, std::uint32_t known, const Catalog& after, std::uint32_t now) {
  if (known >= before.records.size() || now >= after.records.size())
    return (known >= before.records.size()) == (now >= after.records.size());
  const auto &old_fields = before.records[known].fields, &new_fields = after.records[now].fields;
  if (new_fields.size() < old_fields.size()) return false;
  for (std::size_t i = 0; i < old_fields.size(); ++i) {
    const Type &was = old_fields[i].type, &is = new_fields[i].type;
    const bool nested = was.kind == Kind::list || was.kind == Kind::record;
    if (old_fields[i].name != new_fields[i].name || was.kind != is.kind) return false;
    if (!nested && !keeps(before, was, after, is)) return false;
  }
  return true;
}

base::Failure failure(std::string code, std::string message, std::string zh) {
  return {base::FailureKind::invalid, std::move(code), std::move(message), std::move(zh)};
}

struct Reader {
  const plan::Plan& plan;
  const Catalog* before;
  const Catalog& after;
  std::set<std::string_view> texts;

  std::string version() const { return " version " + std::to_string(plan.version); }
  std::string version_zh() const { return " 的版本 " + std::to_string(plan.version); }

  std::optional<base::Failure> changed(const std::string& name, const std::string& was, const std::string& is) const {
    return failure(
        "catalog_retyped",
        name + " changes from " + was + " to " + is + ", but playbook " + plan.name + version() +
            " reads it: keep its type, or give the new field another name",
        name + " 的类型由 " + was + " 变为 " + is + "，但剧本 " + plan.name + version_zh() + " 正在读取：请保留原类型，或给新字段另取名称");
  }
  std::optional<base::Failure> gone(const std::string& name, const std::string& was) const {
    return failure("catalog_retyped",
                   name + " (" + was + ") is no longer declared, but playbook " + plan.name + version() +
                       " reads it: keep it, or first apply a version without it",
                   name + "（" + was + "）不再声明，但剧本 " + plan.name + version_zh() + " 正在读取：请保留，或先应用不再读取它的版本");
  }
  std::optional<base::Failure> unknown(const std::string& name) const {
    return failure("name_unknown", "playbook " + plan.name + " reads " + name + ", which the catalog does not declare: declare it",
                   "剧本 " + plan.name + " 读取 " + name + "，但目录没有声明：请先声明");
  }

  std::optional<base::Failure> attributes() const {
    for (const plan::AttributeName& each : plan.unit.attributes) {
      const std::string& name = plan.unit.texts[each.name];
      if (name.starts_with("list.")) {           // made of the list, not declared
        const std::string list = name.substr(5);
        if (find(after.lists, list) != nullptr) continue;
        if (before != nullptr && find(before->lists, list) != nullptr) return gone(list, "list");
      }
      const Field* now = find(after.customer, name);
      if (now == nullptr) {
        const Field* was = before == nullptr ? nullptr : find(before->customer, name);
        return was == nullptr ? unknown("customer." + name) : gone("customer." + name, spell(before->unit, was->type));
      }
      if (each.type.kind != Kind::unknown && now->type.kind != Kind::unknown) {
        const bool same = each.type.kind == now->type.kind && (each.type.kind == Kind::list || each.type.kind == Kind::record ||
                                                               keeps_values(plan.unit, each.type.detail, after.unit, now->type.detail));
        if (!same) return changed("customer." + name, spell(plan.unit, each.type), spell(after.unit, now->type));
      }
      if (before == nullptr) continue;
      if (const Field* was = find(before->customer, name); was != nullptr && !keeps(*before, was->type, after, now->type)) {
        return changed("customer." + name, spell(before->unit, was->type), spell(after.unit, now->type));
      }
    }
    return std::nullopt;
  }
  // Which event a condition reads depends on its place; a field counts as read when the plan names both the event and the field.
  std::optional<base::Failure> fields(const std::string& owner, const std::vector<Field>& was, const std::vector<Field>& now) const {
    for (const Field& each : was) {
      if (!texts.contains(each.name)) continue;
      const Field* found = find(now, each.name);
      if (found == nullptr) return gone(owner + '.' + each.name, spell(before->unit, each.type));
      if (!keeps(*before, each.type, after, found->type))
        return changed(owner + '.' + each.name, spell(before->unit, each.type), spell(after.unit, found->type));
    }
    return std::nullopt;
  }
  std::optional<base::Failure> events() const {
    for (const plan::TextIndex text : plan.unit.events) {
      const std::string& name = plan.unit.texts[text];
      const plan::Event* now = find(after.events, name);
      const plan::Event* was = before == nullptr ? nullptr : find(before->events, name);
      if (now == nullptr) return was == nullptr ? unknown("event " + name) : gone("event " + name, "event");
      if (was == nullptr) continue;
      if (auto refused = fields(name, was->fields, now->fields)) return refused;
    }
    return std::nullopt;
  }
  template <class Thing>
  std::optional<base::Failure> names(const char* what, const std::vector<Thing>& was, const std::vector<Thing>& now) const {
    for (const Thing& each : was) {
      if (texts.contains(each.name) && find(now, each.name) == nullptr) return gone(std::string(what) + ' ' + each.name, what);
    }
    return std::nullopt;
  }
  std::optional<base::Failure> shared() const {   // rule 18: nothing is deleted that a live plan refers to
    if (before == nullptr) return std::nullopt;
    if (auto refused = fields("person", before->person, after.person)) return refused;
    if (auto refused = fields("branch", before->branch, after.branch)) return refused;
    if (auto refused = names("template", before->templates, after.templates)) return refused;
    if (auto refused = names("channel", before->channels, after.channels)) return refused;
    if (auto refused = names("segment", before->segments, after.segments)) return refused;
    if (auto refused = names("list", before->lists, after.lists)) return refused;
    if (auto refused = names("score", before->scores, after.scores)) return refused;
    if (auto refused = names("role", before->roles, after.roles)) return refused;
    if (auto refused = names("benefit", before->benefits, after.benefits)) return refused;
    if (auto refused = names("product", before->products, after.products)) return refused;
    if (auto refused = names("policy", before->policies, after.policies)) return refused;
    return names("calendar", before->calendars, after.calendars);
  }
};

}  // namespace

std::optional<base::Failure> retyped(const plan::Plan& plan, const Catalog* before, const Catalog& after) {
  Reader reader{plan, before, after, {plan.unit.texts.begin(), plan.unit.texts.end()}};
  if (auto refused = reader.attributes()) return refused;
  if (auto refused = reader.events()) return refused;
  return reader.shared();
}

}  // namespace playmaker::core
