#include "daemon/service.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "daemon/logged_journal.hpp"
#include "daemon/routes/routes.hpp"
#include "runtime/engine/dispatch.hpp"
#include "runtime/journal/sqlite/open.hpp"

namespace playmaker::daemon {
namespace {

constexpr std::uint16_t kLanes = 16;
constexpr std::int64_t kBeatOldNs = 30'000'000'000;   // an engine at work beats five times a second, an idle one every second
constexpr std::size_t kSeats = 3;              // slow questions answered at once
constexpr std::int64_t kViewWaitMs = 5'000;     // for a view that is behind at the start; then it catches up beside the work

engine::Options new_installation() {
  engine::Options options;
  std::random_device random;
  for (std::uint8_t& byte : options.seal_key) byte = static_cast<std::uint8_t>(random());
  options.salt = static_cast<std::uint64_t>(random()) << 32 | random();
  return options;
}

}  // namespace

base::Result<std::unique_ptr<Service>> Service::start(const Config& config, std::shared_ptr<Log> log) {
  if (auto checked = check(config); !checked) return std::unexpected(checked.error());
  std::unique_ptr<Service> service(new Service(config, std::move(log)));
  if (auto opened = service->open(); !opened) return std::unexpected(opened.error());
  service->run();
  return service;
}

base::Result<void> Service::open() {
  if (auto listening = listen(); !listening) return listening;
  if (auto opened = open_engine(); !opened) return opened;
  if (auto opened = open_view(); !opened) return opened;
  auto outlets = channels::Outlets::open(config_.channels, engine_->inbox(), log_);
  if (!outlets) return std::unexpected(outlets.error());
  outlets_ = std::move(*outlets);
  desk_ = std::make_unique<Desk>(*view_loop_, kSeats);
  doors_.reset(new routes::Doors{engine_->inbox(), *engine_loop_, *view_loop_, *desk_, log_});
  routes::add_all(*router_, *doors_);
  return {};
}

base::Result<http::Gate> Service::gate_of(const Config& config) {
  std::string tokens;
  if (!config.token_file.empty()) {
    std::ifstream file(config.token_file, std::ios::binary);
    if (!file)
      return base::invalid("token_file_invalid", "the token file " + config.token_file + " cannot be read",
                           "无法读取令牌文件 " + config.token_file);
    tokens.assign(std::istreambuf_iterator<char>(file), {});
  }
  auto gate = http::Gate::from(tokens, config.allow_loopback_without_token);
  if (gate && !config.token_file.empty() && !gate->has_tokens())
    return base::invalid("token_file_invalid", "the token file " + config.token_file + " holds no token",
                         "令牌文件 " + config.token_file + " 中没有令牌");
  return gate;
}

base::Result<void> Service::listen() {
  auto gate = gate_of(config_);
  if (!gate) return std::unexpected(gate.error());
  router_ = std::make_unique<http::Router>(std::move(*gate));
  http::ServerOptions options;
  options.address = config_.address;
  options.port = config_.port;
  auto server = http::Server::open(options, [this](const std::shared_ptr<const http::Request>& request, http::Respond respond) {
    router_->answer(request, std::move(respond));
  });
  if (!server) return std::unexpected(server.error());
  server_ = std::move(*server);
  return {};
}

base::Result<void> Service::open_engine() {
  const bool made = std::filesystem::exists(std::filesystem::path(config_.data) / "journal.db");
  journal::FolderOptions folder;
  folder.folder = config_.data;
  if (config_.lanes != 0 || !made)
    folder.lanes = static_cast<std::uint16_t>((config_.lanes == 0 ? kLanes : config_.lanes) + 1);   // and the house lane
  folder.clock = monotonic_nanoseconds;
  auto opened = journal::open_folder(folder);
  if (!opened) return std::unexpected(opened.error());
  journal_ = logged(std::move(*opened), log_);
  // A stepped folder keeps its clock among the named values; the two kinds of time never mix in one journal.
  const auto installed = journal_->meta("installation"), clock = journal_->meta("clock");
  if (!installed || !clock) return std::unexpected((installed ? clock : installed).error());
  if (installed->has_value() && clock->has_value() != config_.stepped) {
    const std::string kind = clock->has_value() ? "stepped" : "real";
    return base::invalid("clock_kind_fixed",
                         "the data folder was made with `clock: " + kind + "`, which cannot be changed: use it, or another folder",
                         "数据目录建立时为 `clock: " + kind + "`,不可更改:请照此配置,或换一个目录");
  }
  if (config_.stepped && !installed->has_value() && !config_.start) {
    return base::invalid("config_invalid", "`clock: stepped` needs `start` for a new data folder: its first instant",
                         "`clock: stepped` 在新数据目录中需要 `start`:起始时刻");
  }
  engine::Options options = new_installation();
  options.clock = config_.stepped ? engine::ClockKind::stepped : engine::ClockKind::real;
  options.observer = [this](engine::Committed&& committed) { view_feed_->committed(std::move(committed)); };
  options.dispatch = [this](channel::Dispatch&& dispatch) { outlets_->send(std::move(dispatch)); };
  RealClock real;
  const base::Instant now = !config_.stepped ? real.now() : config_.start.value_or(base::Instant{INT64_MIN});
  auto engine = engine::Engine::open(*journal_, std::move(options), now);
  if (!engine) return std::unexpected(engine.error());
  engine_ = std::move(*engine);
  engine_loop_ = std::make_unique<EngineLoop>(*engine_, *journal_, config_.stepped, log_, [this](base::Failure failure) {
    const std::lock_guard lock(mutex_);
    failure_ = std::move(failure);
    over_.notify_all();
  });
  return {};
}

base::Result<void> Service::open_view() {
  ViewLoop::Asks asks;
  asks.begin = [this](std::uint64_t after) {
    engine_loop_->on_engine([this, after](engine::Engine& engine) { view_feed_->begin(engine, after); });
  };
  asks.go_on = [this] { engine_loop_->on_engine([this](engine::Engine& engine) { view_feed_->go_on(engine); }); };
  view_loop_ = std::make_unique<ViewLoop>((std::filesystem::path(config_.data) / "view.db").string(), log_, std::move(asks));
  view_feed_ = std::make_unique<ViewFeed>(*journal_, *view_loop_, log_);
  const auto watermark = view_loop_->open(engine_->commit());
  if (!watermark) return std::unexpected(watermark.error());
  if (*watermark == engine_->commit()) return {};
  log_->write(LogLevel::info, "view_catching_up", {{"from", *watermark}, {"to", engine_->commit()}});
  engine_loop_->on_engine([this, after = *watermark](engine::Engine& engine) { view_feed_->begin(engine, after); });
  return {};
}

void Service::run() {
  const std::uint64_t commit = engine_->commit();        // before another thread owns it
  view_thread_ = std::thread([this] { view_loop_->run(); });
  engine_thread_ = std::thread([this] { engine_loop_->run(); });
  channel_thread_ = std::thread([this] { outlets_->run(); });
  view_loop_->wait_until_followed(kViewWaitMs);
  io_thread_ = std::thread([this] { server_->run(); });
  log_->write(LogLevel::info, "listening",
              {{"listen", config_.address}, {"port", server_->port()}, {"data", config_.data}, {"commit", commit}});
}

base::Result<std::vector<std::string>> Service::reload(const Config& fresh) {
  if (auto checked = check(fresh); !checked) return std::unexpected(checked.error());
  auto gate = gate_of(fresh);
  if (!gate) return std::unexpected(gate.error());
  std::vector<std::string> later;
  const auto differs = [&](bool different, std::string key) {
    if (different) later.push_back(std::move(key));
  };
  differs(fresh.address != config_.address || fresh.port != config_.port, "listen");
  differs(fresh.data != config_.data, "data");
  differs(fresh.lanes != config_.lanes, "lanes");
  differs(fresh.stepped != config_.stepped || fresh.start != config_.start, "clock");
  differs(fresh.log_file != config_.log_file, "log.file");
  std::map<std::string, ChannelConfig> known;
  for (const auto& [name, channel] : fresh.channels) {
    const auto found = config_.channels.find(name);
    const bool same = found != config_.channels.end() && found->second.adapter == channel.adapter && found->second.file == channel.file &&
                      found->second.url == channel.url && found->second.timeout_ms == channel.timeout_ms &&
                      found->second.allow_private_addresses == channel.allow_private_addresses;
    differs(!same, "channels." + name);
    if (found != config_.channels.end()) known.emplace(name, channel);
  }
  for (const auto& [name, channel] : config_.channels) differs(!fresh.channels.contains(name), "channels." + name);
  // Refused means that nothing is taken over: a log that was opened anew is the only trace when the secrets cannot be read.
  if (auto reopened = log_->reopen(); !reopened) return std::unexpected(reopened.error());
  if (auto reloaded = outlets_->reload(known); !reloaded) return std::unexpected(reloaded.error());
  log_->set_level(fresh.log_level);
  server_->post([this, gate = std::make_shared<http::Gate>(std::move(*gate))] { router_->admit_by(std::move(*gate)); });
  return later;
}

bool Service::beats() const { return monotonic_nanoseconds() - engine_loop_->pulse().beat_ns < kBeatOldNs; }

void Service::stop() {
  const auto join = [](std::thread& thread) {
    if (thread.joinable()) thread.join();
  };
  if (io_thread_.joinable()) {
    log_->write(LogLevel::info, "draining");
    server_->stop();
    join(io_thread_);
  }
  if (desk_) desk_->stop();
  if (channel_thread_.joinable()) outlets_->drain();
  if (engine_thread_.joinable()) engine_loop_->stop();
  join(engine_thread_);
  if (channel_thread_.joinable()) outlets_->stop();
  join(channel_thread_);
  if (view_thread_.joinable()) view_loop_->stop();
  join(view_thread_);
}

void Service::stop_soon() {
  const std::lock_guard lock(mutex_);
  ending_ = true;
  over_.notify_all();
}

base::Result<void> Service::wait() {
  std::unique_lock lock(mutex_);
  over_.wait(lock, [&] { return ending_ || failure_.has_value(); });
  if (failure_) return std::unexpected(*failure_);
  return {};
}

}  // namespace playmaker::daemon
