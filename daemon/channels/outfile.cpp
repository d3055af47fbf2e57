#include "daemon/channels/outfile.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "daemon/channels/message.hpp"

namespace playmaker::channels {
namespace {

class Outfile final : public channel::Channel {
 public:
  Outfile(int file, std::function<void(std::function<void()>)> later) : file_(file), later_(std::move(later)) {}
  ~Outfile() override { ::close(file_); }

  void send(const channel::Dispatch& dispatch, channel::Reports& reports) override {
    waiting_.push_back(dispatch);
    if (waiting_.size() == 1) later_([this, &reports] { write(reports); });
  }

 private:
  void write(channel::Reports& reports) {
    const std::vector<channel::Dispatch> batch = std::move(waiting_);
    waiting_.clear();
    std::string lines;
    for (const channel::Dispatch& dispatch : batch) {
      lines += message_of(dispatch);
      lines += '\n';
    }
    const off_t before = ::lseek(file_, 0, SEEK_END);
    core::DeliveryOutcome outcome = core::DeliveryOutcome::accepted;
    std::string words = "outfile";
    if (!write_all(lines)) {
      // Half a line is no message: the file is cut back, so nothing of this batch has left.
      words = std::strerror(errno);
      outcome = before >= 0 && ::ftruncate(file_, before) == 0 ? core::DeliveryOutcome::failed_temporary : core::DeliveryOutcome::unknown;
    } else if (::fdatasync(file_) != 0) {
      words = std::strerror(errno);
      outcome = core::DeliveryOutcome::unknown;
    }
    for (const channel::Dispatch& dispatch : batch) reports.report(dispatch.customer, report_of(dispatch, outcome, words));
  }

  bool write_all(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t written = ::write(file_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

  int file_;
  std::function<void(std::function<void()>)> later_;
  std::vector<channel::Dispatch> waiting_;
};

}  // namespace

base::Result<std::unique_ptr<channel::Channel>> open_outfile(const std::string& path, std::function<void(std::function<void()>)> later) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);   // the lines name customers
  if (file < 0)
    return base::invalid("outfile_unusable", "the outfile " + path + " cannot be written: " + std::strerror(errno),
                         "输出文件 " + path + " 无法写入:" + std::strerror(errno));
  return std::make_unique<Outfile>(file, std::move(later));
}

}  // namespace playmaker::channels
