// What crosses threads, for ThreadSanitizer and for everybody: the inbox between whoever asks and the engine. A suite of its own, so that
// the sanitizer build needs nothing else.
#include <atomic>
#include <catch2/catch.hpp>
#include <mutex>
#include <thread>

#include "tests/engine/bank.hpp"

using namespace playmaker::engine_tests;
namespace base = playmaker::base;

TEST_CASE("rule 25: many threads post while one takes out: nothing accepted is lost, nothing comes twice, nobody is held up") {
  constexpr std::size_t kThreads = 4, kEach = 400;
  Inbox inbox(64, 16);
  std::atomic<std::size_t> accepted{0}, refused{0}, working{kThreads};
  std::vector<std::thread> senders;
  for (std::size_t sender = 0; sender < kThreads; ++sender) {
    senders.emplace_back([&, sender] {
      for (std::size_t i = 0; i < kEach; ++i) {
        Events events;
        events.events.push_back(event("c" + std::to_string(sender), "opened", on("03-02 09:00"), std::to_string(i)));
        Command command =
            i % 10 == 9 ? Command(Pause{{}, false, std::to_string(sender), std::to_string(i), {}}) : Command(std::move(events));
        const bool taken = inbox.post(std::move(command)).has_value();
        ++(taken ? accepted : refused);
        if (!taken) std::this_thread::yield();
      }
      --working;
      inbox.wake();
    });
  }
  std::size_t taken = 0;
  std::vector<std::vector<bool>> seen(kThreads, std::vector<bool>(kEach));
  const auto note = [&](std::size_t sender, std::size_t number) {
    REQUIRE_FALSE(seen[sender][number]);
    seen[sender][number] = true;
    ++taken;
  };
  for (Command command; working > 0 || !inbox.empty();) {
    if (!inbox.pop(command)) {
      inbox.wait(base::kSecond);
      continue;
    }
    if (const auto* events = std::get_if<Events>(&command)) {
      const RawEvent& one = events->events.front();
      note(static_cast<std::size_t>(one.customer[1] - '0'), std::stoul(one.id));
    } else {
      const Pause& pause = std::get<Pause>(command);
      note(std::stoul(pause.actor), std::stoul(pause.reason));
    }
  }
  for (std::thread& sender : senders) sender.join();
  CHECK(taken == accepted);
  CHECK(accepted + refused == kThreads * kEach);
  CHECK(inbox.depth() == 0);
}

TEST_CASE("events from many threads through the engine: each is answered once, durable, and stands in its customer") {
  constexpr std::size_t kThreads = 4, kEach = 60;
  Bank bank;
  bank.to("03-02 09:30");
  std::mutex mutex;
  std::vector<std::uint64_t> commits;
  std::atomic<std::size_t> answered{0}, working{kThreads};
  std::vector<std::thread> senders;
  for (std::size_t sender = 0; sender < kThreads; ++sender) {
    senders.emplace_back([&, sender] {
      for (std::size_t i = 0; i < kEach;) {
        Events events;
        events.events.push_back(
            event("t" + std::to_string(sender), "deposit", on("03-02 09:30"), std::to_string(sender) + "." + std::to_string(i)));
        events.reply = [&](Reply reply) {
          const std::lock_guard lock(mutex);
          commits.push_back(reply.commit);
          ++answered;
        };
        if (bank.engine().inbox().post(std::move(events))) ++i;
        else std::this_thread::yield();
      }
      --working;
      bank.engine().inbox().wake();
    });
  }
  while (working > 0 || answered < kThreads * kEach) {
    bank.engine().inbox().wait(base::kSecond);
    must(bank.engine().tick(on("03-02 09:30")));
  }
  for (std::thread& sender : senders) sender.join();
  must(bank.engine().tick(on("03-02 09:30")));
  CHECK(answered == kThreads * kEach);
  const std::lock_guard lock(mutex);
  for (const std::uint64_t commit : commits) CHECK((commit > 0 && commit <= bank.engine().commit()));
  for (std::size_t sender = 0; sender < kThreads; ++sender) {
    std::size_t groups = 0;
    each_group(bank.engine(), "t" + std::to_string(sender),
               [&](const WhyGroup& group) { groups += std::holds_alternative<playmaker::core::EventArrived>(group.group.input) ? 1 : 0; });
    CHECK(groups == kEach);
  }
}
