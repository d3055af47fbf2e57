#pragma once
// What routes may touch: the engine's inbox and loop, the view, the desk. And the few turns every route takes: ask the engine, do
// something at the desk, answer with a problem.
#include <functional>
#include <future>
#include <memory>

#include "daemon/desk.hpp"
#include "daemon/engine_loop.hpp"
#include "daemon/http/problem.hpp"
#include "daemon/http/router.hpp"
#include "daemon/json.hpp"
#include "daemon/log.hpp"
#include "daemon/view_loop.hpp"
#include "runtime/engine/engine.hpp"

namespace playmaker::routes {

constexpr std::int64_t kAskMsMax = 30'000;     // the engine answers between two ticks; a long step of a stepped clock may keep it
constexpr std::int64_t kViewMsMax = 10'000;    // `?after=`: the view is normally behind by milliseconds

struct Doors {
  engine::Inbox& inbox;
  daemon::EngineLoop& engine;
  daemon::ViewLoop& view;
  daemon::Desk& desk;
  std::shared_ptr<daemon::Log> log;
};

// At the desk only: asks the engine and waits. Codes inbox_full, closing, engine_busy.
template <class Answer>
base::Result<Answer> ask(Doors& doors, std::function<Answer(const engine::Engine&)> question) {
  auto promised = std::make_shared<std::promise<Answer>>();
  auto answer = promised->get_future();
  auto posted = doors.inbox.post(
      engine::Ask{[promised, question = std::move(question)](const engine::Engine& engine) { promised->set_value(question(engine)); }});
  if (!posted) return std::unexpected(posted.error());
  if (answer.wait_for(std::chrono::milliseconds(kAskMsMax)) != std::future_status::ready)
    return base::busy("engine_busy", "the engine is busy; try again in a moment", "引擎正忙,请稍后再试");
  return answer.get();
}

// At the desk, with blocking allowed; a failure becomes a problem.
using Work = std::function<base::Result<http::Response>(daemon::Desk::Seat&)>;
void at_desk(Doors& doors, const http::CallPtr& call, http::Respond respond, Work work);

// Waits for `?after=SEQ`. Codes parameter_invalid, view_behind.
base::Result<void> await_view(Doors& doors, const http::Call& call);

void refuse(const http::Respond& respond, const http::Call& call, base::Failure failure);
http::Response ok(std::string json);

// Puts a command with its reply in the inbox. `make` turns the reply of what was done into the answer, on the I/O thread; a failure
// becomes a problem.
template <class Command>
void command(Doors& doors, const http::CallPtr& call, const http::Respond& respond, Command command,
             std::function<http::Response(const engine::Reply&)> make) {
  command.reply = [call, respond, make = std::move(make)](engine::Reply reply) {
    if (reply.failure) return refuse(respond, *call, std::move(*reply.failure));
    respond([reply = std::make_shared<const engine::Reply>(std::move(reply)), make] { return make(*reply); });
  };
  if (auto posted = doors.inbox.post(std::move(command)); !posted) refuse(respond, *call, posted.error());
}
http::Response done(const engine::Reply& reply);             // {"commit": N}

// A JSON object of the body with these members only. Codes json_invalid, member_unknown, member_missing (those in `needed`).
base::Result<engine::RawValue> read_object(const http::Call& call, std::initializer_list<std::string_view> known,
                                           std::initializer_list<std::string_view> needed = {});
std::string text_member(const engine::RawValue& object, std::string_view name);   // empty: none, or no text

}  // namespace playmaker::routes
