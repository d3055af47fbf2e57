#pragma once
// Facts of the house lane: what concerns no single customer. Codes are on disk: never renumber; a struct only grows at its end.
// A row of the house lane (rows.hpp) holds them in the order they fell. Those marked *world* change what customers' facts are folded
// with (roster, directory, wide pauses): each raises the world's version by one, and a customer lane's row names the version it was
// written under, so that recovery folds every fact with the world it was decided in.
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "runtime/base/time.hpp"
#include "runtime/core/decide.hpp"

namespace playmaker::engine {

using base::Instant;

struct DictionaryGrew {                        // names first, first + 1, … of a kind; before the record that uses them
  static constexpr std::uint16_t kCode = 1;
  core::Names kind = core::Names::attribute;
  std::uint32_t first = 0;
  std::vector<std::string> names;
};
struct PlanApplied {  // world. The bytes lie in the journal's named values: catalog/HASH, plan/HASH, origin/HASH, source/HASH
  static constexpr std::uint16_t kCode = 2;
  struct One {
    std::string name, plan, origin, text;
    std::string waived;  // a guarantee was found broken and put up with: why, in the words of `actor`; else empty
  };  // name of the playbook, hashes of plan and origin, text hash
  struct Source {
    std::string path, hash;
  };
  std::string catalog;
  std::vector<One> plans;
  std::vector<Source> sources;
  std::string actor;
  Instant at;  // when it took effect: part of what is linked
};
struct DirectorySet {  // world. People or branches with all their fields that are not personal
  static constexpr std::uint16_t kCode = 3;
  struct Row {
    std::uint32_t number = 0;
    std::vector<core::AttributesSet::Value> fields;
  };  // attribute: person_attribute or branch_attribute
  bool branches = false;
  std::vector<Row> rows;
};
struct PoolSet {
  static constexpr std::uint16_t kCode = 4;
  std::uint32_t pool = 0;
  std::vector<std::uint32_t> people;
};  // world
struct WidePauseBegan {
  static constexpr std::uint16_t kCode = 5;
  std::uint32_t playbook = plan::kNone, channel = plan::kNone;
  bool all = false, touches_only = false;
  std::string actor, reason;
};  // world
struct WidePauseEnded {
  static constexpr std::uint16_t kCode = 6;
  std::uint32_t playbook = plan::kNone, channel = plan::kNone;
  bool all = false;
  std::string actor, reason;
};  // world
struct ImportNoted {
  static constexpr std::uint16_t kCode = 7;
  std::uint32_t import = 0;
  Instant at;
};

// A walk goes over all customers, in fair slices, and gives an input to those it concerns.
enum class WalkKind : std::uint8_t { sweep = 1, import = 2, pause_lifted = 3, calendar = 4, broadcast = 5, upgrade = 20 };
struct WalkBegan {
  static constexpr std::uint16_t kCode = 10;
  std::uint32_t walk = 0;  // never reused
  WalkKind kind = WalkKind::sweep;
  std::uint32_t what = 0,
                site = plan::kNone;  // sweep: playbook (dictionary) and the site of the entry; import, broadcast: the import, the event;
                                     // upgrade: the playbook
  Instant due;  // sweep: the time it was due; import, broadcast: its own time
  std::vector<plan::Datum> fields;  // broadcast: of the event
  std::uint64_t print = 0;  // broadcast: of (source, id), remembered in the first lane
};
struct WalkAdvanced {
  static constexpr std::uint16_t kCode = 11;
  std::uint32_t walk = 0;
  std::uint32_t lane = 0, next = 0;
  std::uint64_t seen = 0, given = 0;
};  // where it goes on; so far
struct WalkEnded {
  static constexpr std::uint16_t kCode = 12;
  std::uint32_t walk = 0;
  std::uint64_t seen = 0, given = 0;
};
struct SweepSkipped {
  static constexpr std::uint16_t kCode = 13;
  std::uint32_t playbook = 0, site = 0;  // of the entry
  Instant due;
  core::Reason why = core::Reason::late_import;
};

// Shared resources (ledger.hpp).
struct ResourceGranted {
  static constexpr std::uint16_t kCode = 20;
  core::ResourceKind kind = core::ResourceKind::seat;
  std::uint32_t what = 0;
  std::uint64_t customer = 0;  // surrogate
  std::uint32_t ask = 0;
  std::uint32_t person = plan::kNone;  // pools
  std::uint64_t serial = 0;  // benefits: the n-th grant
  std::uint32_t group = plan::kNone;  // activities: the branch whose seats they are
  std::uint32_t payer = plan::kNone;  // benefits: the playbook whose budget it counts against
  std::int64_t worth = 0;
};
struct ResourceDenied {
  static constexpr std::uint16_t kCode = 21;
  core::ResourceKind kind = core::ResourceKind::seat;
  std::uint32_t what = 0;
  std::uint64_t customer = 0;
  std::uint32_t ask = 0;
  bool over_budget = false;
  bool later = false;  // leads: everyone has a day's share already
};
struct BenefitOpened {
  static constexpr std::uint16_t kCode = 22;
  std::uint32_t benefit = 0;
};  // its refills count from here

struct ExperimentDecided {  // its figures were sure: from now on everybody gets this arm
  static constexpr std::uint16_t kCode = 40;
  std::uint32_t playbook = 0;
  std::string experiment, arm;
};

struct ReviewMarked {  // from here on a review reads these rates: what they had counted before is not part of its first figures
  static constexpr std::uint16_t kCode = 304;
  std::uint32_t playbook = 0;
  std::string review;
  std::vector<std::string> rates;
  std::vector<core::ReviewFigure> figures;
};

struct HouseIncident {
  static constexpr std::uint16_t kCode = 30;
  std::string code, place, sample;
};
struct ReceiptUnknown {
  static constexpr std::uint16_t kCode = 31;
  std::string touch;
  std::uint8_t outcome = 0;
};  // quarantine
struct Restarted {
  static constexpr std::uint16_t kCode = 32;
  Instant last;
  std::uint64_t overdue = 0, unknown = 0;
};  // rule 27: work found overdue; touches found in the air

using HouseRecord = std::variant<DictionaryGrew, PlanApplied, DirectorySet, PoolSet, WidePauseBegan, WidePauseEnded, ImportNoted, WalkBegan,
                                 WalkAdvanced, WalkEnded, SweepSkipped, ResourceGranted, ResourceDenied, BenefitOpened, HouseIncident,
                                 ReceiptUnknown, Restarted, ExperimentDecided, core::ReviewHeld, ReviewMarked>;

bool changes_world(const HouseRecord& record);
void append_record(std::string& out, const HouseRecord& record);  // code varint | length varint | fields
// Reads the record at `at` and moves `at` past it. Code journal_unreadable: damaged, or a newer release wrote it.
base::Result<HouseRecord> read_house_record(std::string_view bytes, std::size_t& at);

}  // namespace playmaker::engine
