#pragma once
// The state of the house: the fold of the house lane. What customers' facts are folded with (the *world*: roster, directory, wide
// pauses), the names, the imports, and the walks under way. Engine thread only; rosters handed out are immutable and shared.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/core/decide.hpp"
#include "runtime/engine/disk/house_record.hpp"
#include "runtime/engine/tallies.hpp"

namespace playmaker::engine {

struct Walk {                                  // under way
  std::uint32_t walk = 0;
  WalkKind kind = WalkKind::sweep;
  std::uint32_t what = 0, site = plan::kNone;  // site: of a sweep's entry
  Instant due;
  std::uint32_t lane = 0, next = 0;            // the customer it goes on with
  std::uint64_t seen = 0, given = 0;           // customers looked at, inputs given
  std::vector<plan::Datum> fields;             // broadcast
};
struct SweepMark {
  std::uint32_t playbook = 0, site = 0;        // of its entry: the same in all versions
  Instant done;                                // the last due time begun or skipped; at first: when it was applied
  std::uint64_t rule = 0;                      // its times, hashed
};
struct HouseTrouble {
  std::string code, place, sample;
  Instant first, last;
  std::uint64_t count = 0;
};   // incidents that concern no single customer
struct ImportMark {
  std::uint32_t import = 0;
  Instant at;
};

// Bytes stored under a name of the journal (catalog/HASH …). Code journal_unreadable when there are none.
using Stored = std::function<base::Result<std::string>(std::string_view name)>;

class House {
 public:
  // Plain state, encoded as it stands into snapshots.
  struct Marks {
    std::uint64_t world = 0;                   // version, raised by each record that changes it
    std::uint32_t next_walk = 1;
    std::vector<Walk> walks;
    std::vector<SweepMark> sweeps;
    std::vector<ImportMark> imports;
    std::vector<HouseTrouble> troubles;        // by code and place, bounded
    std::vector<core::DecidedExperiment> decided;
    std::vector<ReviewMark> reviews;
  };

  // The fold. PlanApplied reads its bytes through `stored`; `adopt` is the same with the roster at hand (a live application).
  base::Result<void> fold(const HouseRecord& record, Instant at, const Stored& stored);
  void adopt(const PlanApplied& applied, std::shared_ptr<const core::Roster> roster);

  core::Dictionary& dictionary() { return dictionary_; }   // growing; call roster() afterwards
  const core::Dictionary& dictionary() const { return dictionary_; }
  // With a dictionary of at least what dictionary() held at the last call; nullptr before the first application.
  const std::shared_ptr<const core::Roster>& roster();
  const std::shared_ptr<const core::Roster>& linked() const { return published_; }
  const core::Directory& directory() const { return directory_; }
  const std::vector<core::WidePause>& pauses() const { return pauses_; }
  const std::vector<PlanApplied>& applied() const { return applied_; }
  const Marks& marks() const { return marks_; }
  Instant import_at(std::uint32_t import) const;           // INT64_MIN: never

  std::string encode() const;
  static base::Result<House> decode(std::string_view bytes, const Stored& stored);

 private:
  void note_trouble(std::string_view code, std::string_view place, std::string_view sample, Instant at);
  base::Result<std::shared_ptr<const core::Roster>> link_again(const PlanApplied& applied, const Stored& stored);
  void mark_sweeps(Instant at);
  void mark_reviews(Instant at);
  core::Dictionary dictionary_;
  std::shared_ptr<const core::Roster> root_, published_;   // published: root with a later dictionary
  core::Directory directory_;
  std::vector<core::WidePause> pauses_;
  std::vector<PlanApplied> applied_;
  std::vector<std::vector<std::uint32_t>> named_;          // beside applied_: how many names of each kind there were after it
  Marks marks_;
};

}  // namespace playmaker::engine
