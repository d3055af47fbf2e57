#include "daemon/rehearsal/found.hpp"

#include <algorithm>

#include "dsl/story/check.hpp"
#include "runtime/core/evaluate/evaluate.hpp"
#include "runtime/engine/commands/values.hpp"

namespace playmaker::rehearsal {
namespace {

template <class Wanted>
std::optional<std::string> question_of(const engine::Engine& engine, const std::string& id, const Wanted& wanted) {
  const auto found = engine.find(id);
  const core::Customer* customer = found ? engine.customer(*found) : nullptr;
  if (customer == nullptr) return std::nullopt;
  for (const core::Question& question : customer->open_questions) {
    if (wanted(question)) return engine.sealed(base::SealedKind::question, *found, {0, question.question, 0});
  }
  return std::nullopt;
}

// Names with dots, each with its value: a record is its fields, unless the record is a field itself.
void spread(const core::Roster& roster, const std::vector<story::Field>& fields, const std::string& prefix,
            std::vector<std::pair<std::string, const story::Value*>>& out) {
  for (const story::Field& field : fields) {
    const std::string name = prefix + field.name.text;
    const bool whole = roster.dictionary->find(core::Names::attribute, name) < roster.attributes.size();
    if (field.value.kind == story::ValueKind::record && !whole) spread(roster, field.value.fields, name + ".", out);
    else out.emplace_back(name, &field.value);
  }
}

}  // namespace

std::optional<std::string> find_task(const engine::Engine& engine, const std::vector<std::string>& customers, const std::string& name) {
  for (const std::string& id : customers) {
    const auto found = engine.find(id);
    const core::Customer* customer = found ? engine.customer(*found) : nullptr;
    if (customer == nullptr) continue;
    std::optional<std::string> last;
    for (const core::Journey& journey : customer->journeys) {
      const plan::Plan& plan = *engine.roster()->plans[journey.plan]->plan;
      for (const core::Task& task : journey.tasks) {
        if (task.phase == core::TaskPhase::open && story::names_path(name, plan.name, plan.sites[task.site].path))
          last = engine.sealed(base::SealedKind::task, *found, {journey.journey, task.site, task.occurrence});
      }
    }
    if (last) return last;
  }
  return std::nullopt;
}

std::optional<std::string> find_question(const engine::Engine& engine, const std::string& customer, const std::string& role) {
  return question_of(engine, customer,
                     [&](const core::Question& each) { return each.kind != core::QuestionKind::lead && each.role == role; });
}

std::optional<std::string> find_lead(const engine::Engine& engine, const std::string& customer, const std::string& person) {
  return question_of(engine, customer, [&](const core::Question& each) {
    if (each.kind != core::QuestionKind::lead) return false;
    return person.empty() || each.person == plan::kNone || engine.roster()->dictionary->name(core::Names::person, each.person) == person;
  });
}

std::string branch_of(const engine::Engine& engine, engine::Surrogate customer) {
  const auto roster = engine.roster();
  const core::Customer* known = engine.customer(customer);
  if (known == nullptr || roster == nullptr || roster->branch_attribute == plan::kNone) return {};
  const plan::Datum branch = core::attribute_of(*known, roster->branch_attribute);
  return branch.known() ? engine::text_of(branch, *roster->dictionary, {}) : std::string();
}

bool is_written(const core::Roster& roster, const plan::Datum& datum, const plan::Field& type, const story::Value& value,
                const Almanac& almanac, std::int32_t day) {
  if (value.kind == story::ValueKind::unknown) return !datum.known();
  core::Dictionary names = *roster.dictionary;
  const auto wanted = engine::convert({*roster.catalog, names}, raw_value(value, almanac, day), type, type.name);
  return wanted && *wanted == datum;
}

source::Words differing(const engine::Engine& engine, const std::string& customer, const std::vector<story::Field>& fields,
                        const Almanac& almanac, std::int32_t day) {
  const auto roster = engine.roster();
  const auto found = engine.find(customer);
  source::Words out;
  if (!roster || !found) return {"nobody is known yet", "此时尚无此客户"};
  const auto personal = engine.personal(*found);
  std::vector<std::pair<std::string, const story::Value*>> wanted;
  spread(*roster, fields, "", wanted);
  for (const auto& [name, value] : wanted) {
    const std::uint32_t number = roster->dictionary->find(core::Names::attribute, name);
    const plan::Field* type = number < roster->attributes.size() ? roster->attributes[number].field : nullptr;
    std::string is;
    bool same = false;
    if (type != nullptr && type->personal && personal) {
      const auto kept = std::ranges::find(*personal, name, &std::pair<std::string, std::string>::first);
      if (kept != personal->end()) is = kept->second;
      core::Dictionary names = *roster->dictionary;
      const auto asked = engine::convert({*roster->catalog, names}, raw_value(*value, almanac, day), *type, name);
      same = asked && engine::text_of(*asked, names, roster->catalog->currency) == is;
    } else if (type != nullptr) {
      const plan::Datum datum = core::attribute_of(*engine.customer(*found), number);
      is = engine::text_of(datum, *roster->dictionary, roster->catalog->currency);
      same = is_written(*roster, datum, *type, *value, almanac, day);
    }
    if (same) continue;
    out.en += (out.en.empty() ? "" : "; ") + name + " is " + (is.empty() ? "unknown" : is);
    out.zh += (out.zh.empty() ? "" : ";") + name + " 为 " + (is.empty() ? "未知" : is);
  }
  return out;
}

}  // namespace playmaker::rehearsal
