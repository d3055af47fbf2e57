// Events from outside: converted by their declared fields, deduplicated, given to their customers in order.
#include "runtime/base/limits.hpp"
#include "runtime/engine/parts.hpp"

namespace playmaker::engine {
namespace {

std::vector<std::string_view> event_names(const core::Roster& roster) {
  std::vector<std::string_view> names;
  for (const plan::Event& event : roster.catalog->events) names.push_back(event.name);
  return names;
}

// With its customer: an id that two customers' events share is two events, whether or not the customers share a lane. 0: it has no id.
std::uint64_t print_of(const RawEvent& raw) {
  if (raw.id.empty()) return 0;
  return engine::print_of(raw.source, std::to_string(raw.customer.size()) + ":" + raw.customer + raw.id);
}

// One event in the engine's terms; the customer is looked up when its turn comes.
base::Result<core::EventArrived> convert_event(Engine::Parts& parts, const RawEvent& raw) {
  const core::Roster& roster = *parts.world.roster;
  const std::uint32_t number = roster.dictionary->find(core::Names::event, raw.name);
  if (number >= roster.events.size() || roster.events[number].event == nullptr) {
    return std::unexpected(unknown_word("event_unknown", "the catalog declares no event", "目录中没有事件", raw.name, event_names(roster)));
  }
  const core::LinkedEvent& linked = roster.events[number];
  const bool broadcast = linked.event->broadcast && raw.customer.empty();    // one message, many customers
  if (raw.customer.empty() && !broadcast)
    return base::invalid("customer_missing", "subject is needed: the customer's id (only a broadcast goes without)",
                         "缺少 subject:客户编号(只有广播可以没有)");
  if (const auto checked = check_customer(raw.customer); !checked && !broadcast) return std::unexpected(checked.error());
  core::EventArrived event;
  event.event = number;
  event.at = raw.at.ms == INT64_MIN ? parts.now : raw.at;
  if (parts.options.clock == ClockKind::real && event.at - parts.now > base::kAheadMaxMs) {
    return base::invalid("ahead", "its time is more than 5 minutes ahead of now", "事件时间比当前时间超前 5 分钟以上");
  }
  event.print = print_of(raw);
  event.fields.resize(linked.fields.size());
  base::Result<void> fault;
  flatten(
      raw.fields, {}, [&](const std::string& name) { return linked.field(name) != plan::kNone; },
      [&](const std::string& name, const RawValue& value) {
        if (!fault) return;
        const std::uint32_t at = linked.field(name);
        if (at == plan::kNone || linked.fields[at] == nullptr) {
          std::vector<std::string_view> known;
          for (const plan::Field& field : linked.event->fields) known.push_back(field.name);
          fault = std::unexpected(
              unknown_word("field_unknown", "the event " + raw.name + " has no field", "事件 " + raw.name + " 没有字段", name, known));
          return;
        }
        if (linked.fields[at]->personal) return;             // of a person: it never reaches the journal
        auto datum = convert(parts.conversion(), value, *linked.fields[at], name);
        if (!datum) fault = std::unexpected(datum.error());
        else event.fields[at] = std::move(*datum);
      });
  if (!fault) return std::unexpected(fault.error());
  if (!raw.task.empty()) {
    const auto task = parts.unsealed_or_none(raw.task, base::SealedKind::task);
    if (task.customer == kNobody || parts.state.lanes[lane_of(task.customer)].ids.name(number_of(task.customer)) != raw.customer)
      return std::unexpected(task_unknown(raw.task));
    event.addressed = true;
    event.task = task.ref;
  }
  return event;
}

}  // namespace

void Engine::Parts::execute(Events& command) {
  Reply answer;
  answer.items.resize(command.events.size());
  std::vector<core::EventArrived> events(command.events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    auto event = convert_event(*this, command.events[i]);
    if (event) events[i] = std::move(*event);
    else answer.items[i] = refused(event.error());
  }
  grow();
  for (std::size_t i = 0; i < events.size(); ++i) {
    ItemResult& item = answer.items[i];
    const RawEvent& raw = command.events[i];
    const std::string& customer = raw.customer;
    Dedupe& dedupe = state.lanes[customer.empty() ? 0 : lane_for(customer, state.lanes.size())].dedupe;
    const std::uint64_t print = print_of(raw);
    // Before anything else: a repeat is a repeat, whatever its body says this time.
    if (const Dedupe::Found found = print == 0 ? Dedupe::Found{} : dedupe.find(print, now); found.seen) {
      item = {ItemStatus::duplicate, "already_accepted", {}, {}, found.commit};
      ++health.events_duplicate;
      continue;
    }
    if (item.status == ItemStatus::refused) {
      ++health.events_refused;
      continue;
    }
    if (print != 0) dedupe.add(print, now, state.commit + 1);
    if (customer.empty()) begin_broadcast(std::move(events[i]));
    else give(appear(customer), std::move(events[i]));
    ++health.events_accepted;
  }
  reply(command.reply, std::move(answer));
}

}  // namespace playmaker::engine
