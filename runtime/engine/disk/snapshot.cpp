#include "runtime/engine/disk/snapshot.hpp"

#include <algorithm>

#include "runtime/base/bytes.hpp"

namespace playmaker::engine {
namespace {

constexpr std::uint64_t kFormat = 1;
enum class Chunk : std::uint8_t { head = 1, house = 2, ledger = 3, dedupe = 4, slice = 5 };
constexpr std::size_t kSliceBytes = 4u << 20;

std::string chunk(Chunk kind, std::string_view body) {
  std::string out(1, static_cast<char>(kind));
  out += body;
  return out;
}

base::Result<void> damaged(std::string_view what) {
  return base::broken("journal_unreadable", "the snapshot's " + std::string(what) + " cannot be read",
                      "快照中的 " + std::string(what) + " 无法读取");
}

}  // namespace

base::Result<void> Snapshotter::begin(journal::Journal& journal, const State& state) {
  std::vector<std::uint64_t> covers;
  for (std::uint16_t lane = 0; lane < journal.lanes(); ++lane) covers.push_back(journal.last_seq(lane));
  auto writer = journal.begin_snapshot(covers);
  if (!writer) return std::unexpected(writer.error());
  base::Writer head;
  head.uint(kFormat);
  head.uint(state.commit);
  head.sint(state.now.ms);
  head.uint(state.lanes.size());
  for (const std::string& bytes :
       {chunk(Chunk::head, head.bytes()), chunk(Chunk::house, state.house.encode()), chunk(Chunk::ledger, state.ledger.encode())}) {
    if (const auto added = (*writer)->add(bytes); !added) return added;
  }
  writer_ = std::move(*writer);
  lane_ = next_ = 0;
  dedupe_written_ = false;
  return {};
}

base::Result<bool> Snapshotter::step(const State& state, std::size_t customers) {
  const auto fail = [&](const base::Failure& failure) -> base::Result<bool> {
    writer_.reset();
    return std::unexpected(failure);
  };
  while (lane_ < state.lanes.size()) {
    const Lane& lane = state.lanes[lane_];
    if (!dedupe_written_) {
      base::Writer body;
      body.uint(lane_);
      body.raw(lane.dedupe.encode());
      if (const auto added = writer_->add(chunk(Chunk::dedupe, body.bytes())); !added) return fail(added.error());
      dedupe_written_ = true;
    }
    base::Writer slice;
    std::size_t count = 0;
    while (next_ + count < lane.customers.size() && count < customers && slice.size() < kSliceBytes)
      slice.text(core::encode(lane.customers[next_ + count++]));
    if (count != 0) {
      base::Writer body;
      body.uint(lane_);
      body.uint(next_);
      body.uint(count);
      body.raw(slice.bytes());
      if (const auto added = writer_->add(chunk(Chunk::slice, body.bytes())); !added) return fail(added.error());
      next_ += count;
      customers -= count;
    }
    if (next_ < lane.customers.size()) return false;
    ++lane_;
    next_ = 0;
    dedupe_written_ = false;
    if (customers == 0) return false;
  }
  const auto finished = writer_->finish();
  writer_.reset();
  if (!finished) return std::unexpected(finished.error());
  return true;
}

base::Result<void> read_snapshot(journal::SnapshotReader& snapshot, State& state, const Stored& stored) {
  while (true) {
    const auto bytes = snapshot.next();
    if (!bytes) return std::unexpected(bytes.error());
    if (!*bytes) return {};
    if ((*bytes)->empty()) return damaged("chunk");
    const std::string_view body = std::string_view(**bytes).substr(1);
    base::Reader in(body);
    switch (static_cast<Chunk>((**bytes)[0])) {
      case Chunk::head:
        if (in.uint() != kFormat) return damaged("format");
        state.commit = in.uint();
        state.now = {in.sint()};
        if (in.uint() != state.lanes.size() || in.bad()) return damaged("head");
        break;
      case Chunk::house: {
        auto house = House::decode(body, stored);
        if (!house) return std::unexpected(house.error());
        state.house = std::move(*house);
        break;
      }
      case Chunk::ledger:
        if (!Ledger::decode(body, state.ledger)) return damaged("ledger");
        break;
      case Chunk::dedupe: {
        const std::uint64_t lane = in.uint();
        if (in.bad() || lane >= state.lanes.size() || !Dedupe::decode(body.substr(in.at()), state.lanes[lane].dedupe))
          return damaged("dedupe");
        break;
      }
      case Chunk::slice: {
        const std::uint64_t lane = in.uint(), first = in.uint(), count = in.uint();
        if (in.bad() || lane >= state.lanes.size() || first != state.lanes[lane].customers.size()) return damaged("slice");
        for (std::uint64_t i = 0; i < count; ++i) {
          auto customer = core::decode_customer(in.text());
          if (!customer || in.bad()) return damaged("customer");
          state.lanes[lane].customers.push_back(std::move(*customer));
        }
        break;
      }
      default: return damaged("kind of chunk");
    }
  }
}

}  // namespace playmaker::engine
