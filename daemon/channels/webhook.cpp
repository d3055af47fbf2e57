#include "daemon/channels/webhook.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <boost/url/parse.hpp>
#include <optional>

#include "daemon/channels/message.hpp"
#include "daemon/channels/signature.hpp"
#include "daemon/channels/verdict.hpp"
#include "daemon/clock.hpp"

namespace playmaker::channels {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using Error = beast::error_code;

constexpr std::size_t kAnswerBytesMax = 64u << 10;       // only the status counts
constexpr std::size_t kAnswerHeadMax = 16u << 10;

bool private_address(const asio::ip::address& address) {
  if (address.is_loopback() || address.is_unspecified() || address.is_multicast()) return true;
  if (address.is_v6()) {
    const auto v6 = address.to_v6();
    if (v6.is_v4_mapped()) return private_address(asio::ip::make_address_v4(asio::ip::v4_mapped, v6));
    return v6.is_link_local() || v6.is_site_local() || (v6.to_bytes()[0] & 0xfe) == 0xfc;
  }
  const std::uint32_t bits = address.to_v4().to_uint();
  const auto within = [bits](std::uint32_t net, int length) { return (bits >> (32 - length)) == (net >> (32 - length)); };
  return within(0x0a000000, 8) || within(0xac100000, 12) || within(0xc0a80000, 16) || within(0xa9fe0000, 16) || within(0x64400000, 10) ||
         within(0, 8) || within(0xf0000000, 4);
}

struct Target {
  std::string host, port, path;                          // host without brackets
  std::string authority;                                 // for the Host header
  bool tls = false;
};

// What every attempt of one webhook shares.
struct Shared {
  Shared(asio::io_context& the_io, WebhookOptions the_options, std::shared_ptr<daemon::Log> the_log)
      : io(the_io),
        options(std::move(the_options)),
        log(std::move(the_log)) {}
  asio::io_context& io;
  WebhookOptions options;
  Target target;
  std::shared_ptr<daemon::Log> log;
  asio::ssl::context tls{asio::ssl::context::tls_client};
  daemon::RealClock clock;
};

// One attempt:   resolving ─> connecting ─> [shaking hands] ─> writing ─> reading ─> told
class Attempt : public std::enable_shared_from_this<Attempt> {
 public:
  Attempt(std::shared_ptr<Shared> shared, const channel::Dispatch& dispatch, channel::Reports& reports)
      : shared_(std::move(shared)),
        dispatch_(dispatch),
        reports_(reports),
        resolver_(shared_->io),
        stream_(shared_->io) {}

  void begin() {
    const Target& target = shared_->target;
    const std::int64_t now = shared_->clock.now().ms / 1000;
    request_.method(beast::http::verb::post);
    request_.target(target.path);
    request_.version(11);
    request_.body() = message_of(dispatch_);
    request_.set(beast::http::field::host, target.authority);
    request_.set(beast::http::field::content_type, "application/json");
    request_.set(beast::http::field::user_agent, "playmaker");
    request_.set("webhook-id", dispatch_.idempotency_key);
    request_.set("webhook-timestamp", std::to_string(now));
    request_.set("webhook-signature", signature(shared_->options.secrets, dispatch_.idempotency_key, now, request_.body()));
    request_.set("idempotency-key", dispatch_.idempotency_key);
    request_.set("ttl", std::to_string(dispatch_.time_to_live / 1000));
    request_.keep_alive(false);
    request_.prepare_payload();
    stream_.expires_after(
        std::chrono::milliseconds(std::clamp<std::int64_t>(dispatch_.deadline - dispatch_.at, 1, shared_->options.timeout_ms)));
    resolver_.async_resolve(target.host, target.port, [self = shared_from_this()](Error error, const tcp::resolver::results_type& found) {
      error ? self->broke(Stage::connecting, error) : self->connect(found);
    });
  }

 private:
  void connect(const tcp::resolver::results_type& found) {
    std::vector<tcp::endpoint> allowed;
    for (const auto& entry : found) {
      if (shared_->options.allow_private_addresses || !private_address(entry.endpoint().address())) allowed.push_back(entry.endpoint());
    }
    if (allowed.empty()) {
      return tell({core::DeliveryOutcome::failed_permanent, 0, "the address is private; allow_private_addresses is not set"});
    }
    stream_.async_connect(allowed, [self = shared_from_this()](Error error, const tcp::endpoint&) {
      if (error) self->broke(Stage::connecting, error);
      else if (self->shared_->target.tls) self->shake_hands();
      else self->write(self->stream_);
    });
  }

  void shake_hands() {
    secure_.emplace(std::move(stream_), shared_->tls);
    const std::string& host = shared_->target.host;
    if (!SSL_set_tlsext_host_name(secure_->native_handle(), host.c_str())) return broke(Stage::connecting, asio::error::invalid_argument);
    secure_->set_verify_callback(asio::ssl::host_name_verification(host));
    secure_->async_handshake(asio::ssl::stream_base::client, [self = shared_from_this()](Error error) {
      error ? self->broke(Stage::connecting, error) : self->write(*self->secure_);
    });
  }

  template <class Stream>
  void write(Stream& stream) {
    beast::http::async_write(stream, request_, [self = shared_from_this(), &stream](Error error, std::size_t) {
      error ? self->broke(Stage::writing, error) : self->read(stream);
    });
  }

  template <class Stream>
  void read(Stream& stream) {
    parser_.header_limit(kAnswerHeadMax);
    parser_.body_limit(kAnswerBytesMax);
    beast::http::async_read_header(stream, buffer_, parser_, [self = shared_from_this()](Error error, std::size_t) {
      error ? self->broke(Stage::reading, error) : self->answered();
    });
  }

  void answered() {
    const auto after = parser_.get()[beast::http::field::retry_after];
    tell(verdict_of(parser_.get().result_int(), {after.data(), after.size()}));
  }

  void broke(Stage stage, Error error) { tell(verdict_of(stage, error.message())); }

  void tell(Verdict verdict) {
    if (verdict.gone && shared_->options.gone) shared_->options.gone(dispatch_.touch);
    reports_.report(dispatch_.customer, report_of(dispatch_, verdict.outcome, std::move(verdict.words), verdict.retry_after_ms));
    Error ignored;
    if (secure_) beast::get_lowest_layer(*secure_).socket().close(ignored);
    else stream_.socket().close(ignored);
  }

  std::shared_ptr<Shared> shared_;
  channel::Dispatch dispatch_;
  channel::Reports& reports_;
  tcp::resolver resolver_;
  beast::tcp_stream stream_;
  std::optional<beast::ssl_stream<beast::tcp_stream>> secure_;
  beast::http::request<beast::http::string_body> request_;
  beast::flat_buffer buffer_{kAnswerHeadMax + kAnswerBytesMax};
  beast::http::response_parser<beast::http::string_body> parser_;
};

class AsioWebhook final : public Webhook {
 public:
  explicit AsioWebhook(std::shared_ptr<Shared> shared) : shared_(std::move(shared)) {}
  void send(const channel::Dispatch& dispatch, channel::Reports& reports) override {
    std::make_shared<Attempt>(shared_, dispatch, reports)->begin();
  }
  void set_secrets(std::vector<std::string> secrets) override { shared_->options.secrets = std::move(secrets); }

 private:
  std::shared_ptr<Shared> shared_;
};

}  // namespace

bool private_address(std::string_view address) {
  Error error;
  const auto parsed = asio::ip::make_address(std::string(address), error);
  return error || private_address(parsed);
}

base::Result<std::unique_ptr<Webhook>> open_webhook(asio::io_context& io, WebhookOptions options, std::shared_ptr<daemon::Log> log) {
  const std::string url_text = options.url;
  const auto url = boost::urls::parse_uri(url_text);
  if (!url || (url->scheme() != "http" && url->scheme() != "https") || url->host().empty() || url->has_userinfo()) {
    return base::invalid("url_invalid", "\"" + url_text + "\" is no http or https address", "\"" + url_text + "\" 不是 http 或 https 地址");
  }
  auto shared = std::make_shared<Shared>(io, std::move(options), std::move(log));
  Target& target = shared->target;
  target.tls = url->scheme() == "https";
  target.host = std::string(url->host_address());
  target.port = url->has_port() ? std::string(url->port()) : target.tls ? "443" : "80";
  target.authority = std::string(url->encoded_host_and_port());
  target.path = std::string(url->encoded_target());
  if (target.path.empty() || target.path.front() != '/') target.path.insert(0, "/");
  shared->tls.set_default_verify_paths();
  shared->tls.set_verify_mode(asio::ssl::verify_peer);
  return std::make_unique<AsioWebhook>(std::move(shared));
}

}  // namespace playmaker::channels
