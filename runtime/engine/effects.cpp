// What leaves the customers' lanes within a tick: asks answered by the ledger, tokens granted by the outbox, attempts made ready.
#include <algorithm>

#include "runtime/core/evaluate.hpp"
#include "runtime/engine/parts.hpp"

namespace playmaker::engine {
// Asks and answers go in rounds within the same commit: an answer may enter a journey that asks again. A round is never endless, since
// every answer takes an ask away and inputs are bounded; what a round adds beyond the tick's share waits for the next one.
void Engine::Parts::answer_asks() {
  std::size_t answered = 0;
  while (!asks.empty() && answered < options.inputs_per_tick && !stopped) {
    std::vector<Asked> round;
    round.swap(asks);
    for (const Asked& asked : round) {
      const core::Customer& customer = state.customer(asked.customer);
      const bool open = std::any_of(customer.asks.begin(), customer.asks.end(), [&](const core::Ask& ask) { return ask.asked.ask == asked.ask.ask; });
      if (!open) continue;
      const std::vector<HouseRecord> records = state.ledger.answer(world, asked.customer, asked.ask, now);
      for (const HouseRecord& one : records) record(one);
      take(asked.customer, Ledger::input_of(world, records.back()));
      ++answered;
    }
  }
}

std::size_t Engine::Parts::grant_slots() {
  if (!options.dispatch) return 0;
  std::size_t granted = 0;
  OutgoingTouch touch;
  while (granted < options.inputs_per_tick && outbox.next(now, touch)) {
    give(touch.customer, core::SlotGranted{touch.ref});
    ++granted;
  }
  return granted;
}

void Engine::Parts::prepare_dispatch(Surrogate surrogate, const core::TouchSending& sending) {
  const core::Customer& customer = state.customer(surrogate);
  const core::Roster& roster = *world.roster;
  for (const core::Journey& journey : customer.journeys) {
    if (journey.journey != sending.touch.journey) continue;
    const core::LinkedPlan& linked = *roster.plans[journey.plan];
    for (const core::Touch& touch : journey.touches) {
      if (touch.site != sending.touch.site || touch.occurrence != sending.touch.occurrence) continue;
      outbox.sent({surrogate, sending.touch}, touch.channel);
      const plan::Send& send = linked.plan->sends[touch.send];
      const plan::Leg& leg = send.legs[touch.leg];
      const auto& texts = linked.plan->unit.texts;
      Outgoing out;
      channel::Dispatch& dispatch = out.dispatch;
      dispatch.touch = dispatch.idempotency_key = engine->sealed(base::SealedKind::touch, surrogate, sending.touch);
      dispatch.customer = {static_cast<std::uint8_t>(lane_of(surrogate)), number_of(surrogate)};
      dispatch.ref = sending.touch;
      dispatch.attempt = sending.attempt;
      dispatch.customer_id = state.lanes[lane_of(surrogate)].ids.name(number_of(surrogate));
      dispatch.channel = roster.dictionary->name(core::Names::channel, touch.channel);
      dispatch.template_ = leg.template_ < texts.size() ? texts[leg.template_] : std::string();
      dispatch.at = now;
      dispatch.deadline = sending.deadline;
      dispatch.time_to_live = std::max<base::Millis>(0, touch.expires + base::kMinute - now);
      for (std::size_t i = 0; i < sending.with.size() && i < send.with.size(); ++i) {
        dispatch.fields.push_back({texts[send.with[i].name], text_of(sending.with[i], *roster.dictionary, roster.catalog->currency)});
      }
      const std::uint32_t number = roster.dictionary->find(core::Names::template_, dispatch.template_);
      if (number < roster.templates.size() && roster.templates[number] != nullptr) out.uses = roster.templates[number]->uses;
      dispatches.push_back(std::move(out));
      return;
    }
  }
}

// After the commit: personal values are read now, so that no fact and no queue ever holds one.
void Engine::Parts::send_dispatches() {
  std::vector<Outgoing> ready;
  ready.swap(dispatches);
  for (Outgoing& out : ready) {
    const Surrogate customer = surrogate_of(out.dispatch.customer.lane, out.dispatch.customer.number);
    PersonRow row;
    if (const auto bytes = journal.person(customer); bytes && *bytes) row = decode_person(**bytes).value_or(PersonRow{});
    for (const PersonalValue& value : row.values) if (value.name == "address." + out.dispatch.channel) out.dispatch.address = value.text;
    for (const std::string& use : out.uses) {
      const std::string name = use.starts_with("customer.") ? use.substr(9) : use;
      const std::uint32_t attribute = world.roster->dictionary->find(core::Names::attribute, name);
      const plan::Field* field = attribute < world.roster->attributes.size() ? world.roster->attributes[attribute].field : nullptr;
      if (field == nullptr) continue;
      std::string text;
      if (!field->personal) text = text_of(core::attribute_of(state.customer(customer), attribute), *world.roster->dictionary, world.roster->catalog->currency);
      for (const PersonalValue& value : row.values) if (field->personal && value.name == name) text = value.text;
      if (!text.empty()) out.dispatch.fields.push_back({name, std::move(text)});
    }
    options.dispatch(std::move(out.dispatch));
  }
}

void Engine::Parts::set_channels() {
  for (std::uint32_t number = 0; number < world.roster->channels.size(); ++number) {
    if (const plan::Channel* channel = world.roster->channels[number]) outbox.set_channel(number, channel->rate_per_second, options.in_flight_per_channel);
  }
}

}  // namespace playmaker::engine
