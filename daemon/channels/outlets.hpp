#pragma once
// All channels that leave the house, on a thread of their own: sockets that dawdle and disks that sync hold up neither requests nor the
// engine. What adapters report goes to the engine's inbox, together where it comes together, again when the inbox has no room; what is
// wrong with a channel as a whole becomes an incident: channel_not_configured, channel_gone (410), channel_failing (five times in a row).
#include <map>
#include <memory>
#include <string>

#include "daemon/config.hpp"
#include "daemon/log.hpp"
#include "runtime/engine/dispatch.hpp"
#include "runtime/engine/inbox.hpp"

namespace playmaker::channels {

class Outlets {
 public:
  // Opens every channel of the configuration. Codes outfile_unusable, secret_invalid, url_invalid.
  static base::Result<std::unique_ptr<Outlets>> open(const std::map<std::string, daemon::ChannelConfig>& channels, engine::Inbox& inbox,
                                                     std::shared_ptr<daemon::Log> log);
  virtual ~Outlets() = default;
  virtual void send(channel::Dispatch&& dispatch) = 0;    // any thread. A channel that is not configured fails for good, and says so
  virtual void run() = 0;                                // the channels' thread, until stopped and every attempt was reported
  // Any thread: webhooks sign with what stands in these secret files now. Code secret_invalid: nothing changes, an incident tells.
  virtual base::Result<void> reload(const std::map<std::string, daemon::ChannelConfig>& channels) = 0;
  virtual void drain() = 0;  // any thread: further touches are put off, and said to be; attempts under way go on
  virtual void stop() = 0;  // any thread: nothing comes any more
};

}  // namespace playmaker::channels
