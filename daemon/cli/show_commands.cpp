// One thing looked at: a customer with all that is known of it.
#include <memory>
#include <ostream>

#include "daemon/cli/client.hpp"
#include "daemon/cli/command.hpp"
#include "daemon/cli/list_rows.hpp"
#include "daemon/json.hpp"

namespace playmaker::cli {
namespace {

using engine::RawList;
using engine::RawRecord;
using engine::RawValue;

// Dotted names of what a record holds, each with its value as a person reads it.
void flatten(const Session& session, const RawRecord& record, const std::string& before,
             std::vector<std::pair<std::string, std::string>>& out) {
  for (const engine::RawField& field : record) {
    const std::string name = before + field.name;
    const RawValue* amount = daemon::member(field.value, "amount");
    if (amount != nullptr) out.emplace_back(name, cell_of(field.value, "amount") + " " + cell_of(field.value, "currency"));
    else if (const auto* inner = std::get_if<RawRecord>(&field.value.value)) flatten(session, *inner, name + ".", out);
    else if (const auto* truth = std::get_if<bool>(&field.value.value))
      out.emplace_back(name, *truth ? session.say("yes", "是") : session.say("no", "否"));
    else out.emplace_back(name, cell_of({RawRecord{{"value", field.value}}}, "value"));   // by itself: a dotted name is no way in
  }
}

const RawList* list_of(const RawValue& value, std::string_view name) {
  const RawValue* found = daemon::member(value, name);
  return found == nullptr ? nullptr : std::get_if<RawList>(&found->value);
}

void print(const Session& session, const RawValue& customer) {
  const RawValue* attributes = daemon::member(customer, "attributes");
  const auto* record = attributes == nullptr ? nullptr : std::get_if<RawRecord>(&attributes->value);
  std::vector<std::pair<std::string, std::string>> known;
  if (record != nullptr) flatten(session, *record, "", known);
  const Labels labels = labels_of(session);
  Rows rows(session, {{"name", {"attribute", "属性"}, false, Cell::attribute}, {"value", {"value", "值"}, false, Cell::money}}, labels);
  for (const auto& [name, value] : known) rows.take({RawRecord{{"name", engine::raw(name)}, {"value", engine::raw(value)}}});
  session.out << cell_of(customer, "id") << '\n';
  rows.finish({"nothing is known of this customer", "该客户没有已知属性"});
  if (const RawList* tags = list_of(customer, "tags"); tags != nullptr && !tags->empty()) {
    session.out << session.say("\ntags: ", "\n标签：");
    for (std::size_t i = 0; i < tags->size(); ++i) session.out << (i == 0 ? "" : session.say(", ", "、")) << *daemon::text_of(&(*tags)[i]);
    session.out << '\n';
  }
  if (const RawList* journeys = list_of(customer, "journeys"); journeys != nullptr && !journeys->empty()) {
    session.out << '\n';
    Rows live(session,
              {{"playbook", {"in playbook", "所在剧本"}, false, Cell::playbook},
               {"version", {"version", "版本"}, true},
               {"entered", {"entered", "进入"}},
               {"paused", {"paused", "暂停"}}},
              labels);
    for (const RawValue& journey : *journeys) live.take(journey);
    live.finish({});
  }
}

struct Wish {
  std::string customer, channel;
};

Exit placements(const Session& session, const Wish& wish) {
  std::string target = "/v1/customers/" + percent_encoded(wish.customer) + "/placements";
  if (!wish.channel.empty()) target += "?channel=" + percent_encoded(wish.channel);
  const Replied reply = ask(session, "GET", target);
  if (!reply.value) return reply.exit;
  if (session.json) {
    session.out << reply.body << '\n';
    return Exit::ok;
  }
  Rows rows(session,
            {{"channel", {"channel", "渠道"}, false, Cell::channel},
             {"template", {"template", "模板"}, false, Cell::message},
             {"priority", {"priority", "优先级"}, true},
             {"until", {"until", "截止"}},
             {"playbook", {"playbook", "剧本"}, false, Cell::playbook},
             {"id", {"id", "编号"}}},
            labels_of(session));
  if (const RawList* items = list_of(*reply.value, "items")) {
    for (const RawValue& item : *items) rows.take(item);
  }
  rows.finish({"nothing is shown to this customer now", "当前没有向该客户展示的内容"});
  return Exit::ok;
}

}  // namespace

std::vector<Command> show_commands() {
  auto wish = std::make_shared<Wish>();
  return {{"customers show",
           {"what is known of a customer: attributes, tags, the playbooks it is in", "某客户的已知信息:属性、标签、所在剧本"},
           {{"customer", &wish->customer, {"the customer's id", "客户号"}, true, {}}},
           [wish](const Session& session) {
             const Replied reply = ask(session, "GET", "/v1/customers/" + percent_encoded(wish->customer));
             if (!reply.value) return reply.exit;
             if (session.json) session.out << reply.body << '\n';
             else print(session, *reply.value);
             return Exit::ok;
           }},
          {"customers placements",
           {"what channels that customers come to show one now, the highest priority first",
            "供客户到访的渠道当前向其展示的内容,优先级高者在前"},
           {{"customer", &wish->customer, {"the customer's id", "客户号"}, true, {}},
            {"--channel", &wish->channel, {"only on this channel", "仅此渠道"}, false, {}}},
           [wish](const Session& session) { return placements(session, *wish); }}};
}

}  // namespace playmaker::cli
