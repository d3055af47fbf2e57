// What leaves the customers' lanes within a tick: asks answered by the ledger, tokens granted by the outbox, attempts made ready.
#include <algorithm>

#include "runtime/core/evaluate/evaluate.hpp"
#include "runtime/engine/parts.hpp"

namespace playmaker::engine {
// Asks and answers go in rounds within the same commit: an answer may enter a journey that asks again. A round is never endless, since
// every answer takes an ask away and inputs are bounded; what a round adds beyond the tick's share waits for the next one.
void Engine::Parts::answer_asks() {
  answer_branches();
  std::size_t answered = 0;
  while (!asks.empty() && answered < options.inputs_per_tick && !stopped) {
    std::vector<Asked> round;
    round.swap(asks);
    for (const Asked& asked : round) {
      const core::Customer& customer = state.customer(asked.customer);
      const bool open =
          std::any_of(customer.asks.begin(), customer.asks.end(), [&](const core::Ask& ask) { return ask.asked.ask == asked.ask.ask; });
      if (!open) continue;
      const bool lead = asked.ask.kind == core::ResourceKind::lead;
      const std::vector<HouseRecord> records =
          lead ? std::vector{state.ledger.deal(world, asked.customer, asked.ask, people_for(asked.customer, asked.ask), now)}
               : state.ledger.answer(world, asked.customer, asked.ask, now);
      for (const HouseRecord& one : records) record(one);
      take(asked.customer, Ledger::input_of(world, records.back()));
      ++answered;
    }
    answer_branches();
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

namespace {

std::uint64_t message_key(const OutgoingTouch& touch) { return kMessageKey | (OutgoingHash{}(touch) & (kMessageKey - 1)); }

}  // namespace

// What the template may print: the step's values, then the customer fields it declares, personal ones from the person table.
std::vector<channel::Field> Engine::Parts::fields_of(Surrogate surrogate, const plan::Send& send, const core::TouchSending& sending,
                                                     std::string_view template_) {
  const core::Roster& roster = *world.roster;
  const core::LinkedPlan* linked = nullptr;
  for (const core::Journey& journey : state.customer(surrogate).journeys)
    if (journey.journey == sending.touch.journey) linked = roster.plans[journey.plan].get();
  std::vector<channel::Field> fields;
  for (std::size_t i = 0; linked != nullptr && i < sending.with.size() && i < send.with.size(); ++i) {
    fields.push_back({linked->plan->unit.texts[send.with[i].name], text_of(sending.with[i], *roster.dictionary, roster.catalog->currency)});
  }
  const std::uint32_t number = roster.dictionary->find(core::Names::template_, template_);
  if (number >= roster.templates.size() || roster.templates[number] == nullptr) return fields;
  std::optional<PersonRow> row;
  for (const std::string& use : roster.templates[number]->uses) {
    const std::string name = use.starts_with("customer.") ? use.substr(9) : use;
    const std::uint32_t attribute = roster.dictionary->find(core::Names::attribute, name);
    const plan::Field* field = attribute < roster.attributes.size() ? roster.attributes[attribute].field : nullptr;
    if (field == nullptr) continue;
    std::string text;
    if (!field->personal)
      text = text_of(core::attribute_of(state.customer(surrogate), attribute), *roster.dictionary, roster.catalog->currency);
    if (field->personal && !row) row = read_person(surrogate);
    if (row)
      for (const PersonalValue& value : row->values)
        if (field->personal && value.name == name) text = value.text;
    if (!text.empty()) fields.push_back({name, std::move(text)});
  }
  return fields;
}

// Of each channel at most its places: what has less priority is there still, and takes its place when another's time is over.
std::vector<Shown> Engine::Parts::shown(Surrogate surrogate, std::uint32_t channel) {
  const core::Roster* roster = world.roster;
  std::vector<std::pair<Instant, Shown>> all;
  if (roster == nullptr || state.find(surrogate) == nullptr) return {};
  for (const core::Journey& journey : state.customer(surrogate).journeys) {
    const core::LinkedPlan& linked = *roster->plans[journey.plan];
    for (const core::Reply& reply : journey.replies) {
      if (!reply.shown || reply.until <= now) continue;
      const auto touch = std::find_if(journey.touches.begin(), journey.touches.end(), [&](const core::Touch& each) {
        return each.site == reply.touch_site && each.occurrence == reply.occurrence;
      });
      if (touch == journey.touches.end() || (channel != plan::kNone && touch->channel != channel)) continue;
      const plan::Send& send = linked.plan->sends[touch->send];
      Shown out;
      out.touch = {journey.journey, reply.touch_site, reply.occurrence};
      out.channel = touch->channel;
      out.playbook = linked.plan->name;
      out.template_ = linked.plan->unit.texts[send.legs[touch->leg].template_];
      out.priority = reply.priority;
      out.until = reply.until;
      out.fields = fields_of(surrogate, send, {out.touch, 1, out.until, reply.with}, out.template_);
      all.emplace_back(touch->planned, std::move(out));
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    if (a.second.channel != b.second.channel) return a.second.channel < b.second.channel;
    if (a.second.priority != b.second.priority) return a.second.priority > b.second.priority;
    return a.first < b.first;
  });
  std::vector<Shown> out;
  std::uint32_t of_channel = 0;
  for (auto& [planned, each] : all) {
    of_channel = !out.empty() && out.back().channel == each.channel ? of_channel + 1 : 0;
    const plan::Channel* declared = each.channel < roster->channels.size() ? roster->channels[each.channel] : nullptr;
    if (declared != nullptr && (declared->places == 0 || of_channel < declared->places)) out.push_back(std::move(each));
  }
  return out;
}

// The body is frozen at the first attempt: its fields are kept beside the journal, in the commit of its SENDING fact, until the touch is
// settled, so that every further attempt says the same under the same key.
void Engine::Parts::prepare_dispatch(Surrogate surrogate, const core::TouchSending& sending) {
  const core::Roster& roster = *world.roster;
  for (const core::Journey& journey : state.customer(surrogate).journeys) {
    if (journey.journey != sending.touch.journey) continue;
    const core::LinkedPlan& linked = *roster.plans[journey.plan];
    for (const core::Touch& touch : journey.touches) {
      if (touch.site != sending.touch.site || touch.occurrence != sending.touch.occurrence) continue;
      const OutgoingTouch outgoing{surrogate, sending.touch};
      outbox.sent(outgoing, touch.channel);
      const plan::Send& send = linked.plan->sends[touch.send];
      const plan::Leg& leg = send.legs[touch.leg];
      channel::Dispatch dispatch;
      dispatch.touch = dispatch.idempotency_key = engine->sealed(base::SealedKind::touch, surrogate, sending.touch);
      dispatch.customer = {static_cast<std::uint8_t>(lane_of(surrogate)), number_of(surrogate)};
      dispatch.ref = sending.touch;
      dispatch.attempt = sending.attempt;
      dispatch.customer_id = state.lanes[lane_of(surrogate)].ids.name(number_of(surrogate));
      dispatch.channel = roster.dictionary->name(core::Names::channel, touch.channel);
      dispatch.template_ = leg.template_ < linked.plan->unit.texts.size() ? linked.plan->unit.texts[leg.template_] : std::string();
      dispatch.at = now;
      dispatch.deadline = sending.deadline;
      dispatch.time_to_live = std::max<base::Millis>(0, touch.expires + base::kMinute - now);
      const std::uint64_t key = message_key(outgoing);
      if (messages.contains(key)) {
        for (PersonalValue& value : read_person(key).values) dispatch.fields.push_back({std::move(value.name), std::move(value.text)});
      } else {
        dispatch.fields = fields_of(surrogate, send, sending, dispatch.template_);
        if (!dispatch.fields.empty()) {
          PersonRow& kept = person(key);
          kept.id = dispatch.touch;
          for (const channel::Field& field : dispatch.fields) kept.values.push_back({field.name, field.text});
          messages.insert(key);
        }
      }
      dispatches.push_back(std::move(dispatch));
      return;
    }
  }
}

void Engine::Parts::settle_message(const OutgoingTouch& touch) {
  const std::uint64_t key = message_key(touch);
  if (messages.erase(key) != 0) erase_person(key);
}

void Engine::Parts::send_dispatches() {
  std::vector<channel::Dispatch> ready;
  ready.swap(dispatches);
  for (channel::Dispatch& dispatch : ready) {
    for (const PersonalValue& value : read_person(surrogate_of(dispatch.customer.lane, dispatch.customer.number)).values) {
      if (value.name == "address." + dispatch.channel) dispatch.address = value.text;
    }
    options.dispatch(std::move(dispatch));
  }
}

void Engine::Parts::set_channels() {
  for (std::uint32_t number = 0; number < world.roster->channels.size(); ++number) {
    if (const plan::Channel* channel = world.roster->channels[number])
      outbox.set_channel(number, channel->rate_per_second, options.in_flight_per_channel);
  }
}

}  // namespace playmaker::engine
