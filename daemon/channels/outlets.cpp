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
constexpr int kFailuresToTell = 5;                   // in a row; the engine rests the channel then, too

base::Result<std::vector<std::string>> secrets_of(const daemon::ChannelConfig& config) {
  std::ifstream file(config.secret_file, std::ios::binary);
  if (!file)
    return base::invalid("secret_invalid", "the secret file " + config.secret_file + " cannot be read",
                         "无法读取密钥文件 " + config.secret_file);
  return parse_secrets(std::string(std::istreambuf_iterator<char>(file), {}));
}

class AsioOutlets final : public Outlets {
 public:
  AsioOutlets(engine::Inbox& inbox, std::shared_ptr<daemon::Log> log) : inbox_(inbox), log_(std::move(log)) {}

  base::Result<void> add(const std::string& name, const daemon::ChannelConfig& config) {
    if (config.adapter == daemon::Adapter::outfile) {
      auto opened = open_outfile(config.file, [this](std::function<void()> job) { asio::post(io_, std::move(job)); });
      if (!opened) return std::unexpected(opened.error());
      outlets_[name] = std::move(*opened);
      return {};
    }
    auto secrets = secrets_of(config);
    if (!secrets) return std::unexpected(secrets.error());
    const auto gone = [this, name](const std::string& touch) {
      if (gone_.insert(name).second) trouble("channel_gone", name, touch);
    };
    auto opened = open_webhook(io_, {config.url, std::move(*secrets), config.timeout_ms, config.allow_private_addresses, gone}, log_);
    if (!opened) return std::unexpected(opened.error());
    webhooks_[name] = opened->get();
    outlets_[name] = std::move(*opened);
    return {};
  }

  base::Result<void> reload(const std::map<std::string, daemon::ChannelConfig>& channels) override {
    std::map<std::string, std::vector<std::string>> fresh;
    for (const auto& [name, config] : channels) {
      if (config.adapter != daemon::Adapter::webhook) continue;
      auto secrets = secrets_of(config);
      if (!secrets) {
        asio::post(io_, [this, name, failure = secrets.error()] { trouble(failure.code, name, failure.message); });
        return std::unexpected(secrets.error());
      }
      fresh.emplace(name, std::move(*secrets));
    }
    asio::post(io_, [this, fresh = std::move(fresh)] {
      for (const auto& [name, secrets] : fresh) {
        if (const auto found = webhooks_.find(name); found != webhooks_.end()) found->second->set_secrets(secrets);
      }
    });
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
    if (found != outlets_.end())
      return found->second->send(dispatch, judged_.try_emplace(dispatch.channel, *this, dispatch.channel).first->second);
    if (missing_.insert(dispatch.channel).second) trouble("channel_not_configured", dispatch.channel, dispatch.touch);
    report(dispatch.customer, report_of(dispatch, DeliveryOutcome::failed_permanent, "no adapter is configured for this channel"));
  }

  // Reports of one channel: they say something of the channel, too.
  struct Judged final : channel::Reports {
    Judged(AsioOutlets& the_outlets, std::string the_channel) : outlets(the_outlets), channel(std::move(the_channel)) {}
    void report(const channel::CustomerKey& customer, core::DeliveryReported said) override {
      outlets.judge(channel, said);
      outlets.report(customer, std::move(said));
    }
    AsioOutlets& outlets;
    std::string channel;
  };

  void trouble(const std::string& code, const std::string& channel, const std::string& sample) {
    log_->write(daemon::LogLevel::error, code, {{"channel", channel}, {"seen", sample}});
    (void)inbox_.post(engine::Trouble{code, channel, sample});   // the log has it when there is no room
  }

  // What the reports of one channel, one after the other, say of the channel itself.
  void judge(const std::string& channel, const core::DeliveryReported& said) {
    const bool failed = said.outcome == DeliveryOutcome::failed_temporary || said.outcome == DeliveryOutcome::unknown;
    int& failures = failures_[channel];
    if (said.outcome != DeliveryOutcome::throttled) failures = failed ? failures + 1 : 0;
    if (failed && failures == kFailuresToTell) trouble("channel_failing", channel, said.provider);
    if (said.outcome == DeliveryOutcome::accepted) gone_.erase(channel);
  }

  void report(const channel::CustomerKey& customer, core::DeliveryReported said) {
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
  std::map<std::string, Judged> judged_;             // stays where it is: attempts report to it
  std::map<std::string, std::unique_ptr<channel::Channel>> outlets_;
  std::map<std::string, Webhook*> webhooks_;         // of outlets_
  std::set<std::string> missing_, gone_;             // channels that were told of
  std::map<std::string, int> failures_;              // in a row
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
