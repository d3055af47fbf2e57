// Customers, people, branches and pools from outside: each row of named values stands or falls alone.
#include <algorithm>

#include "runtime/core/evaluate/evaluate.hpp"
#include "runtime/engine/parts.hpp"

namespace playmaker::engine {

namespace {

std::vector<std::string_view> field_names(const std::vector<plan::Field>& fields) {
  std::vector<std::string_view> names;
  for (const plan::Field& field : fields)
    if (field.derived == plan::kNone) names.push_back(field.name);
  return names;
}

base::Failure derived_field(std::string_view name) {
  return {base::FailureKind::invalid, "field_derived", std::string(name) + " is computed here and never sent",
          std::string(name) + " 由本系统计算,不接受传入"};
}

std::string personal_text(const plan::Datum& datum, const core::Roster& roster) {
  return text_of(datum, *roster.dictionary, roster.catalog->currency);
}

struct PersonalChange {
  std::string name;
  std::optional<std::string> text;
};
// One row in the engine's terms: values for the journal, and those that only the person table may hold.
struct Row {
  std::vector<core::AttributesSet::Value> values;
  std::vector<PersonalChange> personal;
};

// `find` gives a field and its number by name. A row with one bad value is refused whole.
template <class Find>
base::Result<Row> convert_row(Engine::Parts& parts, const RawRecord& record, const std::vector<plan::Field>& declared,
                              std::string_view what, std::string_view zh, const Find& find) {
  Row row;
  base::Result<void> fault;
  flatten(
      record, {}, [&](const std::string& name) { return find(name).second != nullptr; },
      [&](const std::string& name, const RawValue& value) {
        if (!fault) return;
        const auto [number, field] = find(name);
        if (field == nullptr) {
          fault = std::unexpected(unknown_word("field_unknown", std::string(what) + " has no field", std::string(zh) + "没有字段", name,
                                               field_names(declared)));
          return;
        }
        if (field->derived != plan::kNone) {
          fault = std::unexpected(derived_field(name));
          return;
        }
        auto datum = convert(parts.conversion(), value, *field, name);
        if (!datum) fault = std::unexpected(datum.error());
        else if (field->personal)
          row.personal.push_back({name, datum->known() ? std::optional(personal_text(*datum, *parts.world.roster)) : std::nullopt});
        else row.values.push_back({number, std::move(*datum)});
      });
  if (!fault) return std::unexpected(fault.error());
  return row;
}

// Are all leads that this list ever made of the customer back with it? Then the list names the customer anew, and the lead is dealt again;
// while one is in somebody's hands it names nobody new.
bool went_back(const core::Customer& customer, std::uint32_t list) {
  const auto of_list = [&](const core::Lead& lead) { return lead.list == list; };
  return std::any_of(customer.leads.begin(), customer.leads.end(), of_list) &&
         std::all_of(customer.leads.begin(), customer.leads.end(),
                     [&](const core::Lead& lead) { return !of_list(lead) || lead.phase == core::LeadPhase::returned; });
}

}  // namespace

// What being on the list says of a customer: that it is, and the consents the list brings where nothing better is known. An empty cell
// is nothing said: a list neither forgets a consent nor, by way of forgetting a refusal, makes a yes of it. What is known stands.
void Engine::Parts::name_on_list(std::string_view list, std::string_view id, std::vector<core::AttributesSet::Value>& values) const {
  const core::Roster& roster = *world.roster;
  const auto customer = find(id);
  const plan::NamedList& named = *roster.lists[roster.dictionary->find(core::Names::list, list)];
  const plan::Datum yes{plan::Kind::boolean, 1, {}, {}};
  const auto written = [&](std::uint32_t attribute) {
    return std::any_of(values.begin(), values.end(), [&](const auto& value) { return value.attribute == attribute; });
  };
  for (const std::string& consent : named.rule.consents) {
    const std::uint32_t attribute = roster.dictionary->find(core::Names::attribute, consent);
    std::erase_if(values, [&](const auto& value) { return value.attribute == attribute && !value.value.known(); });
    const bool known = customer && core::attribute_of(*state.find(*customer), attribute).known();
    if (attribute != plan::kNone && !known && !written(attribute)) values.push_back({attribute, yes});
  }
  values.push_back({roster.dictionary->find(core::Names::attribute, "list." + named.name), yes});
}

void Engine::Parts::import_customers(Import& command, Reply& answer) {
  const core::Roster* roster = world.roster;
  const std::uint32_t import = command.import.empty() ? plan::kNone : roster->dictionary->find(core::Names::import, command.import);
  plan::Field address;  // "address.CHANNEL": where a channel reaches the customer, declared by the channel itself
  address.type.kind = plan::Kind::text;
  address.personal = true;
  const Instant as_of = command.as_of.ms == INT64_MIN ? now : std::min(command.as_of, now);
  std::vector<Row> rows_of(command.rows.size());
  for (std::size_t i = 0; i < command.rows.size(); ++i) {
    base::Result<void> id = check_customer(command.rows[i].id);
    auto row =
        id ? convert_row(*this, command.rows[i].values, roster->catalog->customer, "a customer", "客户",
                         [&](const std::string& name) {
                           const std::uint32_t number = roster->dictionary->find(core::Names::attribute, name);
                           const plan::Field* field = number < roster->attributes.size() ? roster->attributes[number].field : nullptr;
                           if (field == nullptr && name.starts_with("address.")) {
                             const std::uint32_t channel = roster->dictionary->find(core::Names::channel, std::string_view(name).substr(8));
                             if (channel < roster->channels.size() && roster->channels[channel] != nullptr) field = &address;
                           }
                           return std::pair(number, field);
                         })
           : base::Result<Row>(std::unexpected(id.error()));
    for (const auto& value : row ? row->values : std::vector<core::AttributesSet::Value>()) {
      if (value.attribute == roster->zone_attribute && value.value.known() && !base::find_zone(value.value.text)) {
        row = base::invalid("zone_unknown", "there is no time zone " + value.value.text, "没有时区 " + value.value.text);
        break;
      }
    }
    if (row) rows_of[i] = std::move(*row);
    else answer.items[i] = refused(row.error());
  }
  grow();
  for (std::size_t i = 0; i < command.rows.size(); ++i) {
    if (answer.items[i].status == ItemStatus::refused) continue;
    const Surrogate customer = appear(command.rows[i].id);
    for (PersonalChange& change : rows_of[i].personal) person(customer).set(change.name, std::move(change.text));
    if (!command.list.empty()) {
      name_on_list(command.list, command.rows[i].id, rows_of[i].values);
      if (went_back(state.customer(customer), roster->dictionary->find(core::Names::list, command.list))) {
        const std::uint32_t listed = roster->dictionary->find(core::Names::attribute, "list." + command.list);
        give(customer, core::AttributesSet{import, as_of, {{listed, plan::Datum{plan::Kind::boolean, 0, {}, {}}}}});
      }
    }
    give(customer, core::AttributesSet{import, as_of, std::move(rows_of[i].values)});
  }
}

void Engine::Parts::import_directory(Import& command, Reply& answer, bool branches) {
  const core::Roster* roster = world.roster;
  const auto& fields = branches ? roster->branch_attributes : roster->person_attributes;
  const core::Names kind = branches ? core::Names::branch_attribute : core::Names::person_attribute;
  DirectorySet set{branches, {}};
  std::vector<std::pair<std::uint64_t, std::vector<PersonalChange>>> personal;
  for (std::size_t i = 0; i < command.rows.size(); ++i) {
    const RawRow& raw = command.rows[i];
    const base::Result<void> id = check_id(raw.id, branches ? "the branch" : "the person", branches ? "机构号" : "人员号");
    auto row = id ? convert_row(*this, raw.values, branches ? roster->catalog->branch : roster->catalog->person,
                                branches ? "a branch" : "a person", branches ? "机构" : "人员",
                                [&](const std::string& name) {
                                  const std::uint32_t number = roster->dictionary->find(kind, name);
                                  return std::pair(number, number < fields.size() ? fields[number].field : nullptr);
                                })
                  : base::Result<Row>(std::unexpected(id.error()));
    if (!row) {
      answer.items[i] = refused(row.error());
      continue;
    }
    const std::uint32_t number = state.house.dictionary().add(branches ? core::Names::branch : core::Names::person, raw.id);
    set.rows.push_back({number, std::move(row->values)});
    if (!branches) personal.emplace_back(kStaffKey | number, std::move(row->personal));
  }
  grow();
  if (!set.rows.empty()) record(set);
  for (auto& [key, changed] : personal) {
    PersonRow& staff = person(key);
    staff.id = state.house.dictionary().name(core::Names::person, static_cast<std::uint32_t>(key & ~kStaffKey));
    for (PersonalChange& change : changed) staff.set(change.name, std::move(change.text));
  }
}

void Engine::Parts::import_pools(Import& command, Reply& answer) {
  for (std::size_t i = 0; i < command.rows.size(); ++i) {
    const core::Roster* roster = world.roster;             // a new one after each grow()
    const RawRow& raw = command.rows[i];
    const std::uint32_t pool = roster->dictionary->find(core::Names::pool, raw.id);
    if (pool >= roster->pools.size() || roster->pools[pool] == nullptr) {
      std::vector<std::string_view> known;
      for (const plan::Pool& one : roster->catalog->pools) known.push_back(one.name);
      answer.items[i] = refused(unknown_word("pool_unknown", "the catalog declares no pool", "目录中没有人员池", raw.id, known));
      continue;
    }
    PoolSet set{pool, {}};
    bool sound = raw.values.size() == 1 && (raw.values[0].name == "people" || raw.values[0].name == "members");
    const auto add = [&](std::string_view person) {
      while (person.starts_with(' ')) person.remove_prefix(1);
      while (person.ends_with(' ')) person.remove_suffix(1);
      if (!person.empty()) set.people.push_back(state.house.dictionary().add(core::Names::person, person));
    };
    if (sound) {
      if (const auto* text = std::get_if<std::string>(&raw.values[0].value.value)) {
        for (std::size_t from = 0; from <= text->size();) {
          const std::size_t to = std::min(text->find_first_of(",;", from), text->size());
          add(std::string_view(*text).substr(from, to - from));
          from = to + 1;
        }
      } else if (const auto* list = std::get_if<RawList>(&raw.values[0].value.value)) {
        for (const RawValue& one : *list) {
          const auto* person = std::get_if<std::string>(&one.value);
          if (person == nullptr) sound = false;
          else add(*person);
        }
      } else {
        sound = false;
      }
    }
    if (!sound) {
      answer.items[i] = {ItemStatus::refused, "value_wrong", "a pool takes one field, people: a list of person codes",
                         "人员池只有一个字段 people:人员号列表", 0};
      continue;
    }
    grow();
    record(set);
  }
}

void Engine::Parts::execute(Import& command) {
  if (!command.import.empty()) {
    const std::uint32_t import = world.roster->dictionary->find(core::Names::import, command.import);
    if (import >= world.roster->imports.size() || world.roster->imports[import] == nullptr) {
      std::vector<std::string_view> known;
      for (const plan::Import& one : world.roster->catalog->imports) known.push_back(one.name);
      return refuse(command.reply,
                    unknown_word("import_unknown", "the catalog declares no import", "目录中没有导入", command.import, known));
    }
  }
  if (!command.list.empty()) {
    const std::uint32_t list = world.roster->dictionary->find(core::Names::list, command.list);
    if (list >= world.roster->lists.size() || world.roster->lists[list] == nullptr) {
      std::vector<std::string_view> known;
      for (const plan::NamedList& one : world.roster->catalog->lists) known.push_back(one.name);
      return refuse(command.reply, unknown_word("list_unknown", "the catalog declares no list", "目录中没有名单", command.list, known));
    }
  }
  Reply answer;
  answer.items.resize(command.rows.size());
  switch (command.kind) {
    case RowKind::customers: import_customers(command, answer); break;
    case RowKind::people: import_directory(command, answer, false); break;
    case RowKind::branches:
      import_directory(command, answer, true);
      brief_branches();
      break;
    case RowKind::pools: import_pools(command, answer); break;
  }
  reply(command.reply, std::move(answer));
}

}  // namespace playmaker::engine
