// One customer: what is known, what happened, and why. Read from the engine's state and from the journal by back pointers, so that it is
// exact and never behind.
#include "daemon/routes/routes.hpp"
#include "daemon/words/story.hpp"
#include "runtime/core/paused.hpp"
#include "runtime/engine/commands/values.hpp"

namespace playmaker::routes {
namespace {

using Json = base::Result<std::string>;

base::Failure no_customer(const std::string& id) {
  return base::gone("customer_unknown", "there is no customer " + id, "没有客户 " + id).error();
}

plan::Datum datum_of(const core::Customer& customer, const core::Attribute& attribute) {
  plan::Datum datum;
  datum.kind = attribute.kind;
  datum.number = attribute.number;
  const auto index = static_cast<std::size_t>(attribute.number);
  if (attribute.kind == plan::Kind::text && index < customer.texts.size()) datum.text = customer.texts[index];
  if (attribute.kind == plan::Kind::list && index < customer.lists.size()) datum.items = customer.lists[index];
  return datum;
}

void write_datum(daemon::JsonWriter& json, const plan::Datum& datum, const core::Roster& roster) {
  if (datum.kind == plan::Kind::boolean) json.value(datum.number != 0);
  else if (datum.kind == plan::Kind::integer) json.value(datum.number);
  else if (datum.kind == plan::Kind::money)
    json.begin_object()
        .field("amount", engine::text_of(datum, *roster.dictionary, ""))
        .field("currency", roster.catalog->currency)
        .end_object();
  else if (datum.kind == plan::Kind::instant) json.value(base::format_instant({datum.number}, roster.zone));
  else if (datum.kind == plan::Kind::list || datum.kind == plan::Kind::record) {
    json.begin_array();
    for (const plan::Datum& item : datum.items) write_datum(json, item, roster);
    json.end_array();
  } else if (datum.known()) json.value(engine::text_of(datum, *roster.dictionary, roster.catalog->currency));
  else json.null();
}

Json customer_json(const engine::Engine& engine, const std::string& id) {
  const auto surrogate = engine.find(id);
  const core::Customer* customer = surrogate ? engine.customer(*surrogate) : nullptr;
  if (customer == nullptr) return std::unexpected(no_customer(id));
  const auto roster = engine.roster();
  const auto personal = engine.personal(*surrogate);
  if (!personal) return std::unexpected(personal.error());
  daemon::JsonWriter json;
  json.begin_object()
      .field("id", id)
      .field("appeared", base::format_instant(customer->appeared, roster->zone))
      .key("attributes")
      .begin_object();
  for (std::uint32_t i = 0; i < customer->attributes.size(); ++i) {
    const plan::Datum datum = datum_of(*customer, customer->attributes[i]);
    if (!datum.known()) continue;
    json.key(roster->dictionary->name(core::Names::attribute, i));
    write_datum(json, datum, *roster);
  }
  for (const auto& [name, text] : *personal) json.field(name, text);
  json.end_object().key("tags").begin_array();
  for (const std::string& tag : customer->tags) json.value(tag);
  json.end_array().key("journeys").begin_array();
  for (const core::Journey& journey : customer->journeys) {
    if (journey.ended) continue;
    const plan::Plan& plan = *roster->plans[journey.plan]->plan;
    json.begin_object()
        .field("id", engine.sealed(base::SealedKind::journey, *surrogate, {journey.journey, 0, 0}))
        .field("playbook", plan.name)
        .field("version", plan.version);
    json.field("entered", base::format_instant(journey.entered, roster->zone))
        .field("paused", journey.paused_all || journey.paused_touches || core::paused_by_hand(*customer))
        .end_object();
  }
  return json.end_array().end_object().take();
}

Json story_json(const engine::Engine& engine, const std::string& id, const daemon::StoryAsk& asked, base::Language language) {
  const auto surrogate = engine.find(id);
  if (!surrogate) return std::unexpected(no_customer(id));
  const auto told = daemon::story(engine, *surrogate, asked, language);
  if (!told) return std::unexpected(told.error());
  daemon::JsonWriter json;
  json.begin_object().field("customer", id).field("zone", told->zone.name()).key("items").begin_array();
  for (const daemon::StoryLine& line : told->lines) daemon::write(json, line, told->zone);
  return json.end_array().field("more", told->more).end_object().take();
}

// What a channel the customer comes to may show now; `id` is what its receipts name.
Json placements_json(const engine::Engine& engine, const std::string& id, const std::string& channel) {
  const auto surrogate = engine.find(id);
  if (!surrogate) return std::unexpected(no_customer(id));
  const auto roster = engine.roster();
  std::uint32_t number = plan::kNone;
  if (!channel.empty()) {
    number = roster->dictionary->find(core::Names::channel, channel);
    if (number >= roster->channels.size() || roster->channels[number] == nullptr || !roster->channels[number]->pull)
      return base::invalid("channel_unknown", "customers come to no channel \"" + channel + "\"",
                           "没有供客户到访的渠道 \"" + channel + "\"");
  }
  daemon::JsonWriter json;
  json.begin_object().field("customer", id).key("items").begin_array();
  for (const engine::Shown& shown : engine.shown(*surrogate, number)) {
    json.begin_object()
        .field("id", engine.sealed(base::SealedKind::touch, *surrogate, shown.touch))
        .field("channel", roster->dictionary->name(core::Names::channel, shown.channel))
        .field("playbook", shown.playbook)
        .field("template", shown.template_)
        .field("priority", static_cast<std::int64_t>(shown.priority))
        .field("until", base::format_instant(shown.until, roster->zone));
    json.key("fields").begin_object();
    for (const channel::Field& field : shown.fields) json.field(field.name, field.text);
    json.end_object().end_object();
  }
  return json.end_array().end_object().take();
}

base::Result<daemon::StoryAsk> story_ask(const http::Query& query, bool why) {
  daemon::StoryAsk asked;
  const auto known = why ? query.only({"task", "touch", "day", "limit", "everything"}) : query.only({"limit", "everything", "day"});
  if (!known) return std::unexpected(known.error());
  const auto limit = query.number("limit", 10'000);
  if (!limit) return std::unexpected(limit.error());
  if (*limit && **limit > 0) asked.limit = **limit;
  const auto everything = query.truth("everything");
  if (!everything) return std::unexpected(everything.error());
  asked.everything = everything->value_or(false);
  if (const std::string* task = query.find("task")) asked.task = *task;
  if (const std::string* touch = query.find("touch")) asked.touch = *touch;
  if (const std::string* day = query.find("day")) {
    const auto date = base::parse_date(*day);
    if (!date) return std::unexpected(date.error());
    asked.day = *date;
  }
  return asked;
}

void answer_story(Doors& doors, const http::CallPtr& call, const http::Respond& respond, bool why) {
  at_desk(doors, call, respond, [&doors, call, why](daemon::Desk::Seat&) -> base::Result<http::Response> {
    const auto asked = story_ask(call->query, why);
    if (!asked) return std::unexpected(asked.error());
    auto json = ask<Json>(
        doors, [call, asked = *asked](const engine::Engine& engine) { return story_json(engine, call->names[0], asked, call->language); });
    if (!json) return std::unexpected(json.error());
    if (!*json) return std::unexpected(json->error());
    return ok(std::move(**json));
  });
}

}  // namespace

void add_customers(http::Router& router, Doors& doors) {
  router.add({"GET", "/v1/customers/{id}", {}, [&doors](const http::CallPtr& call, http::Respond respond) {
                at_desk(doors, call, respond, [&doors, call](daemon::Desk::Seat&) -> base::Result<http::Response> {
                  auto json = ask<Json>(doors, [call](const engine::Engine& engine) { return customer_json(engine, call->names[0]); });
                  if (!json) return std::unexpected(json.error());
                  if (!*json) return std::unexpected(json->error());
                  return ok(std::move(**json));
                });
              }});
  router.add({"GET", "/v1/customers/{id}/placements", {}, [&doors](const http::CallPtr& call, http::Respond respond) {
                at_desk(doors, call, respond, [&doors, call](daemon::Desk::Seat&) -> base::Result<http::Response> {
                  if (auto known = call->query.only({"channel"}); !known) return std::unexpected(known.error());
                  const std::string* channel = call->query.find("channel");
                  auto json = ask<Json>(doors, [call, over = channel == nullptr ? std::string() : *channel](const engine::Engine& engine) {
                    return placements_json(engine, call->names[0], over);
                  });
                  if (!json) return std::unexpected(json.error());
                  if (!*json) return std::unexpected(json->error());
                  return ok(std::move(**json));
                });
              }});
  router.add({"GET", "/v1/customers/{id}/timeline", {}, [&doors](const http::CallPtr& call, http::Respond respond) {
                answer_story(doors, call, respond, false);
              }});
  router.add({"GET", "/v1/customers/{id}/why", {}, [&doors](const http::CallPtr& call, http::Respond respond) {
                answer_story(doors, call, respond, true);
              }});
}

}  // namespace playmaker::routes
