#pragma once
// The view's thread: folds what the engine committed into view.db in large batches. The view may be deleted at any time, even under
// load: it is then made anew from the journal, and whoever reads sees by the generation that the old file is gone.
//
//   following ─(file gone, or unusable)─> discarding ─(begin_rebuild, from the engine)─> following
#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "daemon/log.hpp"
#include "daemon/mailbox.hpp"
#include "runtime/engine/committed.hpp"
#include "runtime/view/view.hpp"

namespace playmaker::daemon {

class ViewLoop {
 public:
  // `ask_rebuild`: has the engine's thread call begin_rebuild() and then feed() every commit from the first.
  ViewLoop(std::string path, std::shared_ptr<Log> log, std::function<void()> ask_rebuild)
      : path_(std::move(path)),
        log_(std::move(log)),
        ask_rebuild_(std::move(ask_rebuild)) {}

  // Before run(): opens or makes the view, anew when it is damaged or knows more than `commit`, the journal's last. Gives its watermark:
  // what lies behind it is to be fed first.
  base::Result<std::uint64_t> open(std::uint64_t commit);
  void feed(engine::Committed&& committed);    // engine's thread; waits while the view is far behind
  void begin_rebuild();                        // engine's thread
  void run();                                  // the view's thread, until stop() and everything is folded
  void stop();

  // Any thread.
  const std::string& path() const { return path_; }
  std::uint64_t watermark() const { return watermark_; }
  std::uint64_t generation() const { return generation_; }
  bool rebuilding() const { return rebuilding_; }
  bool wait_for(std::uint64_t commit, std::int64_t ms_max) const;   // false: not seen in time
  std::size_t waiting() const { return mailbox_.weight(); }         // groups not folded yet
  std::int64_t lag_ms() const;                                      // since it last was not behind

 private:
  struct Mail {
    bool rebuild = false;
    engine::Committed committed;
  };
  base::Result<void> make_anew();
  bool file_is_ours() const;
  void start_over();
  void fold(std::vector<Mail> mails);
  void seen(std::uint64_t watermark);

  std::string path_;
  std::shared_ptr<Log> log_;
  std::function<void()> ask_rebuild_;
  Mailbox<Mail> mailbox_{500'000};             // groups; about 200 MB at worst, ten seconds of the fastest ingest
  std::unique_ptr<view::Projector> projector_;
  std::uint64_t file_device_ = 0, file_number_ = 0;
  int failures_ = 0;
  std::atomic<std::uint64_t> watermark_{0}, generation_{1};
  std::atomic<bool> rebuilding_{false};
  std::atomic<std::int64_t> even_ns_{0};       // when nothing was waiting, last
  mutable std::mutex mutex_;
  mutable std::condition_variable moved_;
};

}  // namespace playmaker::daemon
