// How the daemon stands: alive, ready and why not, version, metrics, and what it speaks.
#include "daemon/routes/metrics.hpp"
#include "daemon/routes/routes.hpp"

namespace playmaker::routes {

#ifndef PLAYMAKER_VERSION
#define PLAYMAKER_VERSION "0.1.0"
#endif
const char* const kVersion = PLAYMAKER_VERSION;

namespace {

constexpr std::int64_t kPulseOldNs = 10'000'000'000;   // an engine that has not beaten for so long is busy with something
constexpr std::size_t kViewFarBehind = 250'000;        // groups: half of what may wait

struct Doubt {
  const char *code, *en, *zh;
};

http::Response readiness(const Doors& doors, base::Language language) {
  const daemon::Pulse pulse = doors.engine.pulse();
  std::vector<Doubt> doubts;
  if (pulse.health.stopped) doubts.push_back({"engine_stopped", "the engine has stopped: restart the daemon", "引擎已停止:请重启服务"});
  if (pulse.health.disk_full) doubts.push_back({"disk_full", "the disk is full: nothing is accepted", "磁盘已满:不再接受内容"});
  if (pulse.health.clock_held)
    doubts.push_back({"clock_held", "the clock leapt ahead: timers wait until POST /v1/clock:confirm",
                      "时钟跳变:定时器待 POST /v1/clock:confirm 后再触发"});
  if (daemon::monotonic_nanoseconds() - pulse.beat_ns > kPulseOldNs)
    doubts.push_back({"engine_busy", "the engine has not finished a step for 10 seconds", "引擎 10 秒内未完成一步"});
  if (doors.view.given_up())
    doubts.push_back(
        {"view_unusable", "the view cannot be written or the journal not read: see the log", "视图无法写入或日志无法读取:请查看日志"});
  if (doors.view.behind())
    doubts.push_back({"view_rebuilding", "the view is being made anew: lists are incomplete", "视图正在重建:列表不完整"});
  if (doors.view.waiting() > kViewFarBehind) doubts.push_back({"view_behind", "the view is far behind", "视图严重滞后"});
  daemon::JsonWriter json;
  json.begin_object().field("ready", doubts.empty()).key("reasons").begin_array();
  for (const Doubt& doubt : doubts)
    json.begin_object().field("code", doubt.code).field("message", language == base::Language::zh ? doubt.zh : doubt.en).end_object();
  json.end_array().field("commit", pulse.health.commit).field("watermark", doors.view.watermark());
  json.field("overdue_at_start", pulse.health.overdue_at_start).field("unknown_at_start", pulse.health.unknown_at_start).end_object();
  http::Response response = ok(json.take());
  if (!doubts.empty()) response.status = 503;
  return response;
}

}  // namespace

void add_state(http::Router& router, Doors& doors) {
  router.add(
      {"GET", "/healthz", {}, [](const http::CallPtr&, http::Respond respond) { respond([] { return ok("{\"alive\":true}"); }); }, true});
  router.add(
      {"GET",
       "/readyz",
       {},
       [&doors](const http::CallPtr& call, http::Respond respond) { respond([&doors, call] { return readiness(doors, call->language); }); },
       true});
  router.add({"GET",
              "/version",
              {},
              [](const http::CallPtr&, http::Respond respond) {
                respond([] {
                  return ok(daemon::JsonWriter()
                                .begin_object()
                                .field("name", "playmaker")
                                .field("version", kVersion)
                                .field("tzdata", base::tzdata_version())
                                .end_object()
                                .take());
                });
              },
              true});
  router.add({"GET", "/openapi.json", {}, [](const http::CallPtr&, http::Respond respond) { respond([] { return ok(kOpenApi); }); }, true});
  router.add({"GET", "/metrics", {}, [&doors](const http::CallPtr& call, http::Respond respond) {
                at_desk(doors, call, respond, [&doors](daemon::Desk::Seat& seat) { return metrics(doors, seat); });
              }});
}

}  // namespace playmaker::routes
