#pragma once
// webhook: a signed POST a touch (Standard Webhooks). The touch's sealed id is webhook-id and Idempotency-Key, so that a receiver sees
// every attempt as the same message. Addresses of this machine and of private networks are refused unless the configuration allows
// them; what was checked is what is connected to.
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "daemon/log.hpp"
#include "runtime/base/result.hpp"
#include "runtime/channel/port.hpp"

namespace playmaker::channels {

struct WebhookOptions {
  std::string url;
  std::vector<std::string> secrets;
  std::int64_t timeout_ms = 10'000;
  bool allow_private_addresses = false;
  std::function<void(const std::string& touch)> gone;      // the receiver answered 410: it wants no more at all
};

class Webhook : public channel::Channel {
 public:
  virtual void set_secrets(std::vector<std::string> secrets) = 0;   // of attempts that begin from here on
};

// Codes url_invalid.
base::Result<std::unique_ptr<Webhook>> open_webhook(boost::asio::io_context& io, WebhookOptions options, std::shared_ptr<daemon::Log> log);

bool private_address(std::string_view address);      // of this machine, a private, link-local or shared network, or nobody's; literal

}  // namespace playmaker::channels
