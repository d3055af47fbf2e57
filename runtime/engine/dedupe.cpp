#include "runtime/engine/dedupe.hpp"

#include <algorithm>

#include "runtime/base/bytes.hpp"
#include "runtime/base/hash.hpp"
#include "runtime/base/limits.hpp"

namespace playmaker::engine {
namespace {

constexpr std::uint64_t kCommitBits = 36;                  // a stamp: minute of arrival << 36 | commit
constexpr std::uint64_t kCommitMask = (1ULL << kCommitBits) - 1;

std::int32_t day_of(base::Instant at) { return static_cast<std::int32_t>((at.ms - (at.ms < 0 ? base::kDay - 1 : 0)) / base::kDay); }
std::uint64_t stamp_of(base::Instant at, std::uint64_t commit) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(0, at.ms / base::kMinute)) << kCommitBits | (commit & kCommitMask);
}

}  // namespace

std::uint64_t print_of(std::string_view source, std::string_view id) {
  const std::uint64_t print = base::mix64(base::hash64(source) * 31 + base::hash64(id));
  return print == 0 ? 1 : print;
}

const std::uint64_t* PrintTable::find(std::uint64_t print) const {
  if (slots_.empty()) return nullptr;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = print & mask;; i = (i + 1) & mask) {
    if (slots_[i].print == print) return &slots_[i].stamp;
    if (slots_[i].print == 0) return nullptr;
  }
}

void PrintTable::add(std::uint64_t print, std::uint64_t stamp) {
  if ((size_ + 1) * 3 > slots_.size() * 2) grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = print & mask;
  while (slots_[i].print != 0 && slots_[i].print != print) i = (i + 1) & mask;
  if (slots_[i].print == print) return;
  slots_[i] = {print, stamp};
  ++size_;
}

void PrintTable::grow() {
  std::vector<Slot> before = std::move(slots_);
  slots_.assign(before.empty() ? 64 : before.size() * 2, {});
  size_ = 0;
  for (const Slot& slot : before)
    if (slot.print != 0) add(slot.print, slot.stamp);
}

std::vector<std::uint64_t> PrintTable::sorted_prints() const {
  std::vector<std::uint64_t> prints;
  prints.reserve(size_);
  each([&](std::uint64_t print, std::uint64_t) { prints.push_back(print); });
  std::sort(prints.begin(), prints.end());
  return prints;
}

Dedupe::ClosedRun Dedupe::closed(std::int32_t day, std::vector<std::uint64_t> prints) {
  ClosedRun run{day, std::move(prints), {}};
  std::size_t words = 8;
  while (words * 64 < run.prints.size() * 10) words *= 2;
  run.bloom.assign(words, 0);
  for (const std::uint64_t print : run.prints) {  // six bits within one word of the print's own choice
    std::uint64_t bits = base::mix64(print), word = 0;
    for (int i = 0; i < 6; ++i, bits >>= 6) word |= 1ULL << (bits & 63);
    run.bloom[(print >> 8) & (words - 1)] |= word;
  }
  return run;
}

bool Dedupe::holds(const ClosedRun& run, std::uint64_t print) {
  std::uint64_t bits = base::mix64(print), word = 0;
  for (int i = 0; i < 6; ++i, bits >>= 6) word |= 1ULL << (bits & 63);
  if ((run.bloom[(print >> 8) & (run.bloom.size() - 1)] & word) != word) return false;
  return std::binary_search(run.prints.begin(), run.prints.end(), print);
}

Dedupe::Found Dedupe::find(std::uint64_t print, base::Instant now) const {
  const std::int32_t oldest = day_of(now) - static_cast<std::int32_t>(base::kDedupeHorizonDays);
  for (const OpenRun& run : open_) {
    if (run.day < oldest) continue;
    if (const std::uint64_t* stamp = run.prints.find(print)) {
      const std::int64_t age = now.ms / base::kMinute - static_cast<std::int64_t>(*stamp >> kCommitBits);
      return {true, age < 24 * 60 ? *stamp & kCommitMask : 0};
    }
  }
  for (const ClosedRun& run : closed_) {
    if (run.day >= oldest && holds(run, print)) return {true, 0};
  }
  return {};
}

Dedupe::OpenRun& Dedupe::run_of(std::int32_t day) {
  if (open_.empty() || open_.back().day < day) {
    open_.push_back({day, {}});
    while (open_.size() > 2 || (open_.size() == 2 && open_.front().day < day - 1)) {
      closed_.push_back(closed(open_.front().day, open_.front().prints.sorted_prints()));
      open_.erase(open_.begin());
    }
    std::erase_if(closed_, [&](const ClosedRun& run) { return run.day < day - static_cast<std::int32_t>(base::kDedupeHorizonDays); });
  }
  return open_.back();
}

void Dedupe::add(std::uint64_t print, base::Instant now, std::uint64_t commit) {
  run_of(day_of(now)).prints.add(print, stamp_of(now, commit));
}

std::size_t Dedupe::size() const {
  std::size_t total = 0;
  for (const OpenRun& run : open_) total += run.prints.size();
  for (const ClosedRun& run : closed_) total += run.prints.size();
  return total;
}

std::string Dedupe::encode() const {
  base::Writer out;
  out.uint(closed_.size());
  for (const ClosedRun& run : closed_) {
    out.sint(run.day);
    out.uint(run.prints.size());
    for (const std::uint64_t print : run.prints) out.word(print);
  }
  out.uint(open_.size());
  for (const OpenRun& run : open_) {
    out.sint(run.day);
    out.uint(run.prints.size());
    for (const std::uint64_t print : run.prints.sorted_prints()) {
      out.word(print);
      out.word(*run.prints.find(print));
    }
  }
  return out.take();
}

bool Dedupe::decode(std::string_view bytes, Dedupe& out) {
  base::Reader in(bytes);
  out = {};
  const std::size_t closed_runs = in.count();
  for (std::size_t i = 0; i < closed_runs && !in.bad(); ++i) {
    const auto day = static_cast<std::int32_t>(in.sint());
    std::vector<std::uint64_t> prints(in.count());
    for (std::uint64_t& print : prints) print = in.word();
    out.closed_.push_back(closed(day, std::move(prints)));
  }
  const std::size_t open_runs = in.count();
  for (std::size_t i = 0; i < open_runs && !in.bad(); ++i) {
    out.open_.push_back({static_cast<std::int32_t>(in.sint()), {}});
    const std::size_t prints = in.count();
    for (std::size_t k = 0; k < prints && !in.bad(); ++k) {
      const std::uint64_t print = in.word();
      out.open_.back().prints.add(print == 0 ? 1 : print, in.word());
    }
  }
  return !in.bad() && in.done();
}

}  // namespace playmaker::engine
