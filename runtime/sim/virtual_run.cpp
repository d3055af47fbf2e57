#include "runtime/sim/virtual_run.hpp"

#include <algorithm>
#include <optional>

namespace playmaker::sim {

// Reports of the channel go through the inbox, as in the daemon.
struct VirtualRun::Reporting {
  explicit Reporting(engine::Inbox& inbox) : reports(inbox) {}
  engine::InboxReports reports;
};

VirtualRun::~VirtualRun() {
  reporting_.reset();
  engine_.reset();                             // before the journal it writes to
}

base::Result<std::unique_ptr<VirtualRun>> VirtualRun::begin(Setup setup) {
  auto run = std::unique_ptr<VirtualRun>(new VirtualRun());
  run->setup_ = std::move(setup);
  if (run->setup_.journal == nullptr) run->disk_ = std::make_shared<journal::MemoryDisk>(static_cast<std::uint16_t>(run->setup_.lanes + 1));
  if (const auto opened = run->open(); !opened) return std::unexpected(opened.error());
  return run;
}

base::Result<void> VirtualRun::open() {
  journal_ = setup_.journal;
  if (journal_ == nullptr) {
    auto opened = journal::open_memory(disk_);
    if (!opened) return std::unexpected(opened.error());
    own_ = std::move(*opened);
    journal_ = own_.get();
  }
  channel::Channel* channel = setup_.channel != nullptr ? setup_.channel : &instant_;
  engine::Options options = setup_.options;
  options.clock = engine::ClockKind::virtual_;
  options.dispatch = [this, channel](channel::Dispatch&& dispatch) { channel->send(dispatch, reporting_->reports); };
  auto engine = engine::Engine::open(*journal_, std::move(options), setup_.start);
  if (!engine) return std::unexpected(engine.error());
  engine_ = std::move(*engine);
  reporting_ = std::make_unique<Reporting>(engine_->inbox());
  return {};
}

base::Result<void> VirtualRun::restart() {
  setup_.start = engine_->now();
  reporting_.reset();
  engine_.reset();
  own_.reset();
  return open();
}

base::Result<void> VirtualRun::advance_to(Instant to) { return engine_->advance_to(std::max(to, engine_->now())); }

base::Result<engine::Reply> VirtualRun::give(engine::Command command, Instant at) {
  if (at > engine_->now()) {
    if (const auto moved = engine_->advance_to(at - 1); !moved) return std::unexpected(moved.error());
  }
  std::optional<engine::Reply> answer;
  std::visit(
      [&](auto& one) {
        if constexpr (requires { one.reply; }) one.reply = [&answer](engine::Reply reply) { answer = std::move(reply); };
      },
      command);
  if (const auto posted = engine_->inbox().post(std::move(command)); !posted) return std::unexpected(posted.error());
  const auto ticked = engine_->tick(std::max(at, engine_->now()));
  if (!ticked) return std::unexpected(ticked.error());
  return answer.value_or(engine::Reply{});
}

base::Result<engine::ItemResult> VirtualRun::event(engine::RawEvent event) {
  const Instant at = event.at;
  engine::Events events;
  events.events.push_back(std::move(event));
  auto reply = give(std::move(events), at);
  if (!reply) return std::unexpected(reply.error());
  if (reply->failure) return std::unexpected(*reply->failure);
  return std::move(reply->items.front());
}

base::Result<void> VirtualRun::run_out(Instant last) {
  while (engine_->now() < last && waits_for_time(*engine_)) {
    if (const auto moved = engine_->advance_to(std::min(last, engine_->now() + base::kDay)); !moved) return moved;
  }
  return engine_->flush();
}

bool waits_for_time(const engine::Engine& engine) {
  for (std::uint32_t lane = 0; lane < engine.lanes(); ++lane) {
    for (std::uint32_t number = 0; number < engine.customers(lane); ++number) {
      const core::Customer& customer = *engine.customer(engine::surrogate_of(lane, number));
      for (const core::Timer& timer : customer.timers) {
        const bool live = std::any_of(customer.journeys.begin(), customer.journeys.end(),
                                      [&](const core::Journey& journey) { return journey.journey == timer.journey && !journey.ended; });
        if (live) return true;
      }
    }
  }
  return false;
}

}  // namespace playmaker::sim
