#pragma once
// The view's thread: folds what the engine committed into view.db in large batches. The view may be deleted at any time, even under
// load: it is then made anew from the journal (view_feed.hpp), and whoever reads sees by the generation that the old file is gone.
//
//   following ─(file gone, or unusable)─> discarding ─(begin_catching_up)─> catching up ─(last piece)─> following
//   any ─(three failures in a row, or a journal that cannot be read)─> given up
#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "daemon/log.hpp"
#include "daemon/mailbox.hpp"
#include "runtime/engine/disk/committed.hpp"
#include "runtime/view/view.hpp"

namespace playmaker::daemon {

class ViewLoop {
 public:
  // What this thread asks of the engine's, any time: to begin after the commit that is named, or to go on with the next piece.
  struct Asks {
    std::function<void(std::uint64_t after)> begin;
    std::function<void()> go_on;
  };
  ViewLoop(std::string path, std::shared_ptr<Log> log, Asks asks) : path_(std::move(path)), log_(std::move(log)), asks_(std::move(asks)) {}

  // Before run(): opens or makes the view, anew when it is damaged or knows more than `commit`, the journal's last. Gives its watermark:
  // what lies behind it is to be fed first.
  base::Result<std::uint64_t> open(std::uint64_t commit);
  void feed(engine::Committed&& committed);    // engine's thread; waits while the view is far behind
  void begin_catching_up();                    // engine's thread: what is fed from here on follows the view's watermark
  void piece_ends(bool last);                  // engine's thread: a piece of the journal has been fed
  void give_up();                              // any thread: the view is not followed any more
  void run();                                  // the view's thread, until stop() and everything is folded
  void stop();

  // Any thread.
  const std::string& path() const { return path_; }
  std::uint64_t watermark() const { return watermark_; }
  std::uint64_t generation() const { return generation_; }
  bool behind() const { return state_ == State::discarding || state_ == State::catching_up; }   // not everything is in it yet
  bool given_up() const { return state_ == State::given_up; }
  bool wait_until_followed(std::int64_t ms_max) const;              // false: not in time
  bool wait_for(std::uint64_t commit, std::int64_t ms_max) const;   // false: not seen in time
  std::size_t waiting() const { return mailbox_.weight(); }         // groups not folded yet
  std::int64_t lag_ms() const;                                      // since it last was not behind

 private:
  enum class State : std::uint8_t { following, discarding, catching_up, given_up };
  struct Mail {
    enum Kind : std::uint8_t { commit, begin, piece_end, last_piece_end } kind = commit;
    engine::Committed committed;
  };
  base::Result<void> make_anew();
  bool file_is_ours() const;
  void start_over();
  void take(std::vector<Mail> mails);
  bool fold(std::vector<view::Batch>& batches);    // false: started over
  void seen(std::uint64_t watermark);
  void enter(State state);

  std::string path_;
  std::shared_ptr<Log> log_;
  Asks asks_;
  Mailbox<Mail> mailbox_{500'000};             // groups; about 200 MB at worst, ten seconds of the fastest ingest
  std::unique_ptr<view::Projector> projector_;
  std::uint64_t file_device_ = 0, file_number_ = 0;
  int failures_ = 0;
  std::atomic<std::uint64_t> watermark_{0}, generation_{1};
  std::atomic<State> state_{State::following};
  std::atomic<std::int64_t> even_ns_{0};       // when nothing was waiting, last
  mutable std::mutex mutex_;
  mutable std::condition_variable moved_;
};

}  // namespace playmaker::daemon
