#include "runtime/engine/house.hpp"

#include <algorithm>

#include "runtime/base/check.hpp"
#include "runtime/base/hash.hpp"
#include "runtime/base/layout.hpp"

namespace playmaker::engine {
namespace {

// What a published roster is made of: a copy of the linked one with a later dictionary. The linked one stays alive beside it, since the
// copy's tables point into it.
struct Published {
  std::shared_ptr<const core::Roster> root;
  core::Roster roster;
};

constexpr std::size_t kTroublesMax = 1000;     // kinds of trouble shown; the records themselves are in the journal
constexpr auto kKinds = static_cast<std::uint8_t>(core::Names::count_);

std::vector<std::uint32_t> sizes_of(const core::Dictionary& dictionary) {
  std::vector<std::uint32_t> sizes;
  for (std::uint8_t kind = 0; kind < kKinds; ++kind) sizes.push_back(dictionary.size(static_cast<core::Names>(kind)));
  return sizes;
}

// The dictionary as it was when it had so many names.
core::Dictionary cut(const core::Dictionary& dictionary, const std::vector<std::uint32_t>& sizes) {
  core::Dictionary out;
  for (std::uint8_t kind = 0; kind < kKinds && kind < sizes.size(); ++kind) {
    const auto names = static_cast<core::Names>(kind);
    for (std::uint32_t number = 0; number < sizes[kind] && number < dictionary.size(names); ++number)
      out.add(names, dictionary.name(names, number));
  }
  return out;
}

bool as_long(const core::Dictionary& a, const core::Dictionary& b) {
  for (std::uint8_t kind = 0; kind < kKinds; ++kind) {
    if (a.size(static_cast<core::Names>(kind)) != b.size(static_cast<core::Names>(kind))) return false;
  }
  return true;
}

// The same for the same times, in whatever version they are written.
std::uint64_t rule_of(const plan::SweepRule& rule) { return base::hash64(base::encoded(rule)); }

base::Result<void> unreadable(std::string_view what) {
  return base::broken("journal_unreadable", "the house lane does not fold: " + std::string(what), "公共分区无法还原:" + std::string(what));
}

}  // namespace

const std::shared_ptr<const core::Roster>& House::roster() {
  if (root_ && !as_long(*published_->dictionary, dictionary_)) {
    auto next = std::make_shared<Published>(Published{root_, *root_});
    next->roster.dictionary = std::make_shared<const core::Dictionary>(dictionary_);
    published_ = std::shared_ptr<const core::Roster>(next, &next->roster);
  }
  return published_;
}

Instant House::import_at(std::uint32_t import) const {
  for (const ImportMark& mark : marks_.imports)
    if (mark.import == import) return mark.at;
  return {INT64_MIN};
}

void House::adopt(const PlanApplied& applied, std::shared_ptr<const core::Roster> roster) {
  root_ = published_ = std::move(roster);
  dictionary_ = *root_->dictionary;
  applied_.push_back(applied);
  named_.push_back(sizes_of(dictionary_));
  ++marks_.world;
  mark_sweeps(applied.at);
  mark_reviews(applied.at);
}

// A sweep counts from the moment its playbook was first applied: nothing is swept for days before. One whose times are others now counts
// from then on; one that only takes others than before goes on where it was, in the midst of a walk too.
void House::mark_sweeps(Instant at) {
  std::vector<SweepMark> marks;
  for (const std::uint32_t number : root_->live) {
    const core::LinkedPlan& plan = *root_->plans[number];
    for (const plan::Entry& entry : plan.plan->audience.entries) {
      if (entry.kind == plan::EntryKind::sweep) marks.push_back({plan.playbook, entry.site, at, rule_of(entry.sweep)});
    }
  }
  const auto same = [](const SweepMark& a, const SweepMark& b) { return a.playbook == b.playbook && a.site == b.site; };
  const auto has = [&](const std::vector<SweepMark>& in, const SweepMark& mark) {
    return std::any_of(in.begin(), in.end(), [&](const SweepMark& each) { return same(each, mark); });
  };
  std::vector<SweepMark> gone;
  for (const SweepMark& old : marks_.sweeps) {
    const auto known = std::find_if(marks.begin(), marks.end(), [&](const SweepMark& each) { return same(each, old); });
    if (known == marks.end()) gone.push_back(old);
    else known->done = old.done;
  }
  for (SweepMark& mark : marks) {
    if (has(marks_.sweeps, mark)) continue;
    const auto was = std::find_if(gone.begin(), gone.end(),
                                  [&](const SweepMark& old) { return old.playbook == mark.playbook && old.rule == mark.rule; });
    if (was == gone.end()) continue;
    mark.done = was->done;
    for (Walk& walk : marks_.walks) {
      if (walk.kind == WalkKind::sweep && walk.what == was->playbook && walk.site == was->site) walk.site = mark.site;
    }
    gone.erase(was);
  }
  marks_.sweeps = std::move(marks);
}

// A review whose times are others now is held by them from now on, for the time since it was held before. What a version leaves out is
// forgotten: should it come back, it is new.
void House::mark_reviews(Instant at) {
  std::vector<ReviewMark> marks;
  for (const std::uint32_t number : root_->live) {
    const core::LinkedPlan& plan = *root_->plans[number];
    for (const plan::Review& review : plan.plan->reviews) {
      ReviewMark mark{plan.playbook, plan.plan->sites[review.site].path, at, {}, at, rule_of(review.every), {}};
      for (const ReviewMark& old : marks_.reviews) {
        if (old.playbook != mark.playbook || old.review != mark.review) continue;
        mark.since = old.since;
        if (old.rule == mark.rule) mark.done = old.done;
        const auto kept = [&](const std::string& name) {
          return std::any_of(plan.plan->rates.begin(), plan.plan->rates.end(),
                             [&](const plan::Rate& rate) { return plan.plan->unit.texts[rate.name] == name; });
        };
        std::copy_if(old.rates.begin(), old.rates.end(), std::back_inserter(mark.rates), kept);
        std::copy_if(old.seen.begin(), old.seen.end(), std::back_inserter(mark.seen),
                     [&](const core::ReviewFigure& figure) { return kept(figure.rate); });
      }
      marks.push_back(std::move(mark));
    }
  }
  marks_.reviews = std::move(marks);
}

void House::note_trouble(std::string_view code, std::string_view place, std::string_view sample, Instant at) {
  for (HouseTrouble& trouble : marks_.troubles) {
    if (trouble.code != code || trouble.place != place) continue;
    trouble.sample = sample;
    trouble.last = at;
    ++trouble.count;
    return;
  }
  if (marks_.troubles.size() < kTroublesMax)
    marks_.troubles.push_back({std::string(code), std::string(place), std::string(sample), at, at, 1});
}

base::Result<std::shared_ptr<const core::Roster>> House::link_again(const PlanApplied& applied, const Stored& stored) {
  core::Applied again;
  again.at = applied.at;
  const auto catalog_bytes = stored("catalog/" + applied.catalog);
  if (!catalog_bytes) return std::unexpected(catalog_bytes.error());
  auto catalog = plan::decode_catalog(*catalog_bytes);
  if (!catalog) return std::unexpected(catalog.error());
  again.catalog = std::make_shared<const plan::Catalog>(std::move(*catalog));
  for (const PlanApplied::One& one : applied.plans) {
    const auto plan_bytes = stored("plan/" + one.plan);
    if (!plan_bytes) return std::unexpected(plan_bytes.error());
    auto plan = plan::decode_plan(*plan_bytes);
    if (!plan) return std::unexpected(plan.error());
    const auto origin_bytes = stored("origin/" + one.origin);
    if (!origin_bytes) return std::unexpected(origin_bytes.error());
    auto origin = plan::decode_origin(*origin_bytes);
    if (!origin) return std::unexpected(origin.error());
    again.plans.push_back(std::make_shared<const plan::Plan>(std::move(*plan)));
    again.origins.push_back(std::make_shared<const plan::Origin>(std::move(*origin)));
  }
  return core::link(roster().get(), again);
}

base::Result<void> House::fold(const HouseRecord& record, Instant at, const Stored& stored) {
  if (const auto* grew = std::get_if<DictionaryGrew>(&record)) {
    if (static_cast<std::uint8_t>(grew->kind) >= kKinds) return unreadable("names of an unknown kind");
    for (std::size_t i = 0; i < grew->names.size(); ++i) {
      if (dictionary_.add(grew->kind, grew->names[i]) != grew->first + i)
        return unreadable("the name " + grew->names[i] + " has another number");
    }
  } else if (const auto* applied = std::get_if<PlanApplied>(&record)) {
    auto roster = link_again(*applied, stored);
    if (!roster) return unreadable(roster.error().message);
    if (!as_long(*(*roster)->dictionary, dictionary_)) return unreadable("an applied playbook gives other names");
    adopt(*applied, std::move(*roster));
  } else if (const auto* set = std::get_if<DirectorySet>(&record)) {
    auto& entries = set->branches ? directory_.branches : directory_.persons;
    for (const DirectorySet::Row& row : set->rows) {
      if (row.number >= dictionary_.size(set->branches ? core::Names::branch : core::Names::person))
        return unreadable("a directory row has no name");
      if (entries.size() <= row.number) entries.resize(row.number + 1);
      core::Directory::Entry& entry = entries[row.number];
      entry.known = true;
      for (const auto& value : row.fields) {
        if (value.attribute >= dictionary_.size(set->branches ? core::Names::branch_attribute : core::Names::person_attribute))
          return unreadable("a directory field has no name");
        if (entry.fields.size() <= value.attribute) entry.fields.resize(value.attribute + 1);
        entry.fields[value.attribute] = value.value;
      }
    }
    ++marks_.world;
  } else if (const auto* pool = std::get_if<PoolSet>(&record)) {
    if (pool->pool >= dictionary_.size(core::Names::pool)) return unreadable("a pool has no name");
    if (directory_.pools.size() <= pool->pool) directory_.pools.resize(pool->pool + 1);
    directory_.pools[pool->pool] = pool->people;
    ++marks_.world;
  } else if (const auto* began = std::get_if<WidePauseBegan>(&record)) {
    pauses_.push_back({began->playbook, began->channel, began->all, began->touches_only, at, base::kNever, began->actor});
    ++marks_.world;
  } else if (const auto* ended = std::get_if<WidePauseEnded>(&record)) {
    for (core::WidePause& pause : pauses_) {
      if (pause.to == base::kNever && pause.playbook == ended->playbook && pause.channel == ended->channel && pause.all == ended->all)
        pause.to = at;
    }
    ++marks_.world;
  } else if (const auto* noted = std::get_if<ImportNoted>(&record)) {
    const auto mark =
        std::find_if(marks_.imports.begin(), marks_.imports.end(), [&](const ImportMark& m) { return m.import == noted->import; });
    if (mark == marks_.imports.end()) marks_.imports.push_back({noted->import, noted->at});
    else mark->at = std::max(mark->at, noted->at);
  } else if (const auto* walk = std::get_if<WalkBegan>(&record)) {
    marks_.walks.push_back({walk->walk, walk->kind, walk->what, walk->site, walk->due, 0, 0, 0, 0, walk->fields});
    marks_.next_walk = std::max(marks_.next_walk, walk->walk + 1);
    if (walk->kind == WalkKind::sweep) {
      for (SweepMark& mark : marks_.sweeps)
        if (mark.playbook == walk->what && mark.site == walk->site) mark.done = std::max(mark.done, walk->due);
    }
  } else if (const auto* advanced = std::get_if<WalkAdvanced>(&record)) {
    for (Walk& under_way : marks_.walks) {
      if (under_way.walk != advanced->walk) continue;
      under_way.lane = advanced->lane;
      under_way.next = advanced->next;
      under_way.seen = advanced->seen;
      under_way.given = advanced->given;
    }
  } else if (const auto* over = std::get_if<WalkEnded>(&record)) {
    std::erase_if(marks_.walks, [&](const Walk& under_way) { return under_way.walk == over->walk; });
  } else if (const auto* skipped = std::get_if<SweepSkipped>(&record)) {
    for (SweepMark& mark : marks_.sweeps)
      if (mark.playbook == skipped->playbook && mark.site == skipped->site) mark.done = std::max(mark.done, skipped->due);
  } else if (const auto* incident = std::get_if<HouseIncident>(&record)) {
    note_trouble(incident->code, incident->place, incident->sample, at);
  } else if (const auto* decided = std::get_if<ExperimentDecided>(&record)) {
    marks_.decided.push_back({decided->playbook, decided->experiment, decided->arm});
  } else if (const auto* held = std::get_if<core::ReviewHeld>(&record)) {
    for (ReviewMark& mark : marks_.reviews) {
      if (mark.playbook != held->playbook || mark.review != held->review) continue;
      mark.done = mark.since = std::max(mark.done, held->due);
      mark.seen = held->figures;
    }
  } else if (const auto* marked = std::get_if<ReviewMarked>(&record)) {
    for (ReviewMark& mark : marks_.reviews) {
      if (mark.playbook != marked->playbook || mark.review != marked->review) continue;
      mark.rates.insert(mark.rates.end(), marked->rates.begin(), marked->rates.end());
      mark.seen.insert(mark.seen.end(), marked->figures.begin(), marked->figures.end());
    }
  } else if (const auto* receipt = std::get_if<ReceiptUnknown>(&record)) {
    note_trouble("receipt_unknown", "", receipt->touch, at);
  }
  return {};
}

// ---- snapshots -----------------------------------------------------------------------------------------------------------------

namespace {
struct HouseImage {
  std::string dictionary;
  core::Directory directory;
  std::vector<core::WidePause> pauses;
  std::vector<PlanApplied> applied;
  std::vector<std::vector<std::uint32_t>> named;
  House::Marks marks;
};
}  // namespace

std::string House::encode() const { return base::encoded(HouseImage{dictionary_.encode(), directory_, pauses_, applied_, named_, marks_}); }

base::Result<House> House::decode(std::string_view bytes, const Stored& stored) {
  base::Reader in(bytes);
  HouseImage image;
  base::read_growing(in, image);
  House house;
  core::Dictionary dictionary;
  if (in.bad() || image.named.size() != image.applied.size() || !core::Dictionary::decode(image.dictionary, dictionary)) {
    return std::unexpected(unreadable("its snapshot is damaged").error());
  }
  for (std::size_t i = 0; i < image.applied.size(); ++i) {   // each is linked with the names of its time
    house.dictionary_ = cut(dictionary, image.named[i]);
    auto roster = house.link_again(image.applied[i], stored);
    if (!roster) return std::unexpected(unreadable(roster.error().message).error());
    house.adopt(image.applied[i], std::move(*roster));
  }
  house.dictionary_ = std::move(dictionary);
  house.directory_ = std::move(image.directory);
  house.pauses_ = std::move(image.pauses);
  house.marks_ = std::move(image.marks);
  return house;
}

}  // namespace playmaker::engine
