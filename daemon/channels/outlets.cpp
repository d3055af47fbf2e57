#include "daemon/channels/outlets.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fstream>
#include <iterator>
#include <set>

#include "daemon/channels/message.hpp"
#include "daemon/channels/outfile.hpp"
#include "daemon/channels/signature.hpp"
#include "daemon/channels/webhook.hpp"

namespace playmaker::channels {
namespace {

namespace asio = boost::asio;
using core::DeliveryOutcome;

constexpr std::size_t kReportsAtOnce = 500;
constexpr int kPostAgainMs = 50;
constexpr std::int64_t kPutOffMs = 60'000;

class AsioOutlets final : public Outlets, private channel::Reports {
 public:
  AsioOutlets(engine::Inbox& inbox, std::shared_ptr<daemon::Log> log) : inbox_(inbox), log_(std::move(log)) {}

  base::Result<void> add(const std::string& name, const daemon::ChannelConfig& config) {
    if (config.adapter == daemon::Adapter::outfile) {
      auto opened = open_outfile(config.file, [this](std::function<void()> job) { asio::post(io_, std::move(job)); });
      if (!opened) return std::unexpected(opened.error());
      outlets_[name] = std::move(*opened);
      return {};
    }
    std::ifstream file(config.secret_file, std::ios::binary);
    if (!file)
      return base::invalid("secret_invalid", "the secret file " + config.secret_file + " cannot be read",
                           "无法读取密钥文件 " + config.secret_file);
    auto secrets = parse_secrets(std::string(std::istreambuf_iterator<char>(file), {}));
    if (!secrets) return std::unexpected(secrets.error());
    auto opened = open_webhook(io_, {config.url, std::move(*secrets), config.timeout_ms, config.allow_private_addresses}, log_);
    if (!opened) return std::unexpected(opened.error());
    outlets_[name] = std::move(*opened);
    return {};
  }

  void send(channel::Dispatch&& dispatch) override {
    asio::post(io_, [this, dispatch = std::move(dispatch)] { hand_over(dispatch); });
  }
  void run() override { io_.run(); }
  void drain() override {
    asio::post(io_, [this] { draining_ = true; });
  }
  void stop() override {
    asio::post(io_, [this] { work_.reset(); });
  }

 private:
  void hand_over(const channel::Dispatch& dispatch) {
    // Throttled, so that the whole channel waits: it was never sent, and the next start sends it.
    if (draining_)
      return report(dispatch.customer, report_of(dispatch, DeliveryOutcome::throttled, "the daemon is shutting down", kPutOffMs));
    const auto found = outlets_.find(dispatch.channel);
    if (found != outlets_.end()) return found->second->send(dispatch, *this);
    if (missing_.insert(dispatch.channel).second)
      log_->write(daemon::LogLevel::error, "channel_not_configured", {{"channel", dispatch.channel}});
    report(dispatch.customer, report_of(dispatch, DeliveryOutcome::failed_permanent, "no adapter is configured for this channel"));
  }

  void report(const channel::CustomerKey& customer, core::DeliveryReported said) override {
    reports_.push_back({engine::surrogate_of(customer.lane, customer.number), std::move(said)});
    if (!posting_) {
      posting_ = true;
      asio::post(io_, [this] { post_reports(); });
    }
  }

  void post_reports() {
    while (!reports_.empty()) {
      const std::size_t count = std::min(reports_.size(), kReportsAtOnce);
      engine::Reports batch;
      batch.reports.assign(reports_.begin(), reports_.begin() + static_cast<std::ptrdiff_t>(count));
      if (auto posted = inbox_.post(std::move(batch)); !posted) {
        if (posted.error().code == "closing") break;     // what is not told is found in the air at the next start, and unknown then
        again_.expires_after(std::chrono::milliseconds(kPostAgainMs));
        again_.async_wait([this](boost::system::error_code) { post_reports(); });
        return;
      }
      reports_.erase(reports_.begin(), reports_.begin() + static_cast<std::ptrdiff_t>(count));
    }
    posting_ = false;
  }

  engine::Inbox& inbox_;
  std::shared_ptr<daemon::Log> log_;
  asio::io_context io_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_ = asio::make_work_guard(io_);
  asio::steady_timer again_{io_};
  std::map<std::string, std::unique_ptr<channel::Channel>> outlets_;
  std::set<std::string> missing_;
  std::vector<engine::Report> reports_;
  bool posting_ = false, draining_ = false;
};

}  // namespace

base::Result<std::unique_ptr<Outlets>> Outlets::open(const std::map<std::string, daemon::ChannelConfig>& channels, engine::Inbox& inbox,
                                                     std::shared_ptr<daemon::Log> log) {
  auto outlets = std::make_unique<AsioOutlets>(inbox, std::move(log));
  for (const auto& [name, config] : channels) {
    if (auto added = outlets->add(name, config); !added) return std::unexpected(added.error());
  }
  return outlets;
}

}  // namespace playmaker::channels
