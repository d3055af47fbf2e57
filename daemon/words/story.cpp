#include "daemon/words/story.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>

#include "daemon/words/course.hpp"
#include "runtime/base/hash.hpp"
#include "runtime/core/evaluate/evaluate.hpp"

namespace playmaker::daemon {
namespace {

constexpr std::size_t kGroupsAtOnce = 256, kGroupsMax = 200'000;

// Catalogs by policy version, read from the journal when a fact asks for one that is not in force any more.
class Catalogs {
 public:
  explicit Catalogs(const engine::Engine& engine) : engine_(engine) {}
  const plan::Catalog* of(std::uint64_t version) {
    const auto known = known_.find(version);
    if (known != known_.end()) return known->second.get();
    std::unique_ptr<plan::Catalog> found;
    for (const engine::PlanApplied& applied : engine_.applied()) {
      const auto bytes = engine_.stored("catalog/" + applied.catalog);
      if (!bytes || !*bytes || base::hash64(**bytes) != version) continue;
      if (auto catalog = plan::decode_catalog(**bytes)) found = std::make_unique<plan::Catalog>(std::move(*catalog));
    }
    return known_.emplace(version, std::move(found)).first->second.get();
  }

 private:
  const engine::Engine& engine_;
  std::unordered_map<std::uint64_t, std::unique_ptr<plan::Catalog>> known_;
};

std::optional<core::ThingRef> about(const core::Input& input) {
  if (const auto* event = std::get_if<core::EventArrived>(&input)) return event->addressed ? std::optional(event->task) : std::nullopt;
  if (const auto* report = std::get_if<core::TaskReported>(&input)) return report->task;
  if (const auto* handed = std::get_if<core::TaskHandedTo>(&input)) return handed->task;
  if (const auto* delivery = std::get_if<core::DeliveryReported>(&input)) return delivery->touch;
  if (const auto* slot = std::get_if<core::SlotGranted>(&input)) return slot->touch;
  if (const auto* resolved = std::get_if<core::TouchResolved>(&input)) return resolved->touch;
  return std::nullopt;
}
bool is(const std::optional<core::ThingRef>& ref, const core::ThingRef& wanted) { return ref && *ref == wanted; }

// Inputs that say nothing which their facts do not say better, or say nothing at all: a line a day of profiles and imports that changed
// nothing would bury the rest.
bool keeps_books(const core::Input& input, bool caused) {
  return std::visit(
      [caused]<class I>(const I&) {
        if constexpr (std::is_same_v<I, core::AttributesSet> || std::is_same_v<I, core::ImportArrived>) return !caused;
        if constexpr (std::is_same_v<I, core::DeliveryReported>) return caused;
        return std::is_same_v<I, core::TimersDue> || std::is_same_v<I, core::SlotGranted> || std::is_same_v<I, core::SweepDue> ||
               std::is_same_v<I, core::ResourceAnswered>;
      },
      input);
}

core::Reason reason_of(const core::Fact& fact) {
  return std::visit(
      [](const auto& one) {
        if constexpr (requires { one.why; }) return one.why;
        else return core::Reason::none;
      },
      fact);
}

class Teller {
 public:
  Teller(const engine::Engine& engine, const core::Customer& customer, base::Language language)
      : roster_(engine.roster()),
        catalogs_(engine),
        language_(language) {
    context_.roster = roster_.get();
    if (roster_) context_.zone = core::zone_of(*roster_, engine.directory(), customer);
    context_.catalog_of = [this](std::uint64_t version) { return catalogs_.of(version); };
    learn(context_, customer);
    for (const engine::PlanApplied& applied : engine.applied()) {
      for (const engine::PlanApplied::One& one : applied.plans)
        if (!one.waived.empty()) waivers_.push_back({one.plan, one.waived, applied.actor, applied.at});
    }
  }
  WordsContext& context() { return context_; }

  // Groups, newest first, before any line of them is told.
  void read(const engine::WhyGroup& group) {
    for (std::size_t n = group.group.facts.size(); n-- > 0;) {
      if (const auto* moved = std::get_if<core::JourneyMoved>(&group.group.facts[n]))
        moves_[moved->journey].push_back({group.position, static_cast<std::uint32_t>(n + 1), moved->from, moved->to});
    }
    learn(context_, group.group);
  }

  // Once all groups are read, oldest first: what became of the runs.
  void follow(const engine::WhyGroup& group) {
    course_.read(group.position, group.group, [&](std::uint32_t number) -> const WordsContext& {
      stand_at(group.position, number);
      return context_;
    });
  }
  // Whether the fact is told where the books are not.
  bool told(const engine::WhyGroup& group, std::uint32_t number) const {
    const Course::Note* note = course_.note(group.position, number);
    return note == nullptr ? !bookkeeping(group.group.facts[number - 1]) : !note->silent;
  }

  StoryLine line(const engine::WhyGroup& group, std::uint32_t number) {
    StoryLine out;
    out.at = group.group.at;
    out.position = group.position;
    out.number = number;
    stand_at(group.position, number);
    if (number == 0) {
      out.name = core::code_name(core::code_of(group.group.input));
      out.text = words(group.group.input, context_, language_);
      return out;
    }
    const core::Fact& fact = group.group.facts[number - 1];
    out.name = core::code_name(core::code_of(fact));
    out.text = words(fact, context_, language_);
    if (const auto* entered = std::get_if<core::JourneyEntered>(&fact)) out.text += waiver(entered->plan, out.at);
    if (const auto* moved = std::get_if<core::JourneyMoved>(&fact)) out.text += waiver(moved->to, out.at);
    const FactPlace place = place_of(fact, context_);
    if (place.journey != plan::kNone) {
      out.playbook = playbook_of(context_, place.journey);
      out.path = path_of(context_, place.journey, place.site);
      out.place = line_of(context_, place.journey, place.site);
    }
    if (const Course::Note* note = course_.note(group.position, number); note != nullptr && place.journey != plan::kNone) {
      if (std::string text = words(*note, place.journey, context_, language_); !text.empty()) out.text = std::move(text);
    }
    if (reason_of(fact) != core::Reason::none) out.reason = code_of(reason_of(fact));
    out.ground = ground_of(fact, context_, language_);
    if (const auto* blocked = std::get_if<core::TouchBlocked>(&fact)) out.block = block(*blocked, out.ground);
    return out;
  }

 private:
  struct Move {                                // of a journey to another version, by the place of its fact in the story
    std::uint64_t position = 0;
    std::uint32_t number = 0, from = 0, to = 0;
  };

  // A journey is told by the version it ran on then: what stands before a move was decided by other lines than what comes after it.
  void stand_at(std::uint64_t position, std::uint32_t number) {
    for (const auto& [journey, moves] : moves_) {
      std::uint32_t plan = moves.front().to;
      for (const Move& move : moves) {
        if (std::pair(move.position, move.number) <= std::pair(position, number)) break;
        plan = move.from;
      }
      context_.plans[journey] = plan;
    }
  }

  // Whose word it is that the journey runs on a plan whose guarantee is broken: the last given before it began to.
  std::string waiver(std::uint32_t plan, base::Instant at) const {
    if (roster_ == nullptr || plan >= roster_->plans.size()) return {};
    const Waiver* last = nullptr;
    for (const Waiver& each : waivers_) {
      if (each.plan == roster_->plans[plan]->hash && each.at <= at) last = &each;
    }
    if (last == nullptr) return {};
    const std::string when = base::format_minute(last->at, context_.zone);
    return language_ == base::Language::zh
               ? ";其触达承诺已知不成立," + last->actor + " 于 " + when + " 豁免:" + last->reason
               : "; its guarantee is known to be broken, waived on " + when + " by " + last->actor + ": " + last->reason;
  }

  StoryLine::Block block(const core::TouchBlocked& fact, const Ground& ground) {
    StoryLine::Block out;
    out.rule = ground.rule;
    out.rule_place = ground.place;
    out.counted = fact.counted;
    out.limit = fact.limit;
    if (fact.has_rival) {
      out.rival_playbook = playbook_of(context_, fact.rival.journey);
      out.rival_path = path_of(context_, fact.rival.journey, fact.rival.site);
      out.rival_place = line_of(context_, fact.rival.journey, fact.rival.site);
    }
    out.free = fact.until;
    out.waits = fact.waits;
    return out;
  }
  std::shared_ptr<const core::Roster> roster_;
  Catalogs catalogs_;
  WordsContext context_;
  struct Waiver {
    std::string plan, reason, actor;           // the plan's hash
    base::Instant at;
  };
  std::vector<Waiver> waivers_;                // as they were given
  std::map<std::uint32_t, std::vector<Move>> moves_;   // journey -> its moves, newest first
  Course course_;
  base::Language language_;
};

base::Result<std::optional<core::ThingRef>> wanted(const engine::Engine& engine, engine::Surrogate customer, const StoryAsk& ask) {
  const std::string& id = ask.task.empty() ? ask.touch : ask.task;
  if (id.empty()) return std::nullopt;
  const auto found = engine.unsealed(id);
  if (found && found->customer == customer && found->kind == (ask.task.empty() ? base::SealedKind::touch : base::SealedKind::task))
    return found->ref;
  if (ask.task.empty()) return base::gone("touch_unknown", "no touch " + id + " of this customer", "该客户没有触达 " + id);
  return base::gone("task_unknown", "no task " + id + " of this customer", "该客户没有任务 " + id);
}

}  // namespace

base::Result<Story> story(const engine::Engine& engine, engine::Surrogate customer, const StoryAsk& ask, base::Language language) {
  const core::Customer* known = engine.customer(customer);
  if (known == nullptr) return base::gone("customer_unknown", "no such customer", "没有该客户");
  const auto ref = wanted(engine, customer, ask);
  if (!ref) return std::unexpected(ref.error());
  Teller teller(engine, *known, language);
  Story out;
  out.zone = teller.context().zone;

  struct Chosen {
    std::size_t group;
    std::uint32_t number;
  };
  std::vector<engine::WhyGroup> groups;      // newest first
  std::vector<Chosen> chosen;
  std::set<std::uint32_t> mentioned;
  const auto of_day = [&](base::Instant at) { return !ask.day || base::local_date(out.zone, at) == *ask.day; };
  const auto choose = [&](std::size_t index) {
    const core::Group& group = groups[index].group;
    if (!of_day(group.at)) return;
    bool caused = false;                     // the input is told beside what it did
    for (std::size_t n = group.facts.size() + 1; n-- > 0;) {
      const auto number = static_cast<std::uint32_t>(n);
      if (number == 0) {
        const bool meant = !*ref || caused || is(about(group.input), **ref);
        if (meant && (ask.everything || !keeps_books(group.input, caused))) chosen.push_back({index, 0});
        continue;
      }
      const FactPlace place = place_of(group.facts[number - 1]);
      if (*ref ? !(core::ThingRef{place.journey, place.site, place.occurrence} == **ref)
               : !ask.everything && !teller.told(groups[index], number))
        continue;
      chosen.push_back({index, number});
      caused = true;
    }
  };
  // How many facts of a group are told for certain; what is known of runs only later may add to them.
  const auto certain = [&](const core::Group& group) {
    std::size_t count = 0;
    if (!of_day(group.at)) return count;
    for (const core::Fact& fact : group.facts) {
      const FactPlace place = place_of(fact);
      if (*ref ? !(core::ThingRef{place.journey, place.site, place.occurrence} == **ref) : !ask.everything && bookkeeping(fact)) continue;
      if (place.journey != plan::kNone) mentioned.insert(place.journey);
      if (const auto* blocked = std::get_if<core::TouchBlocked>(&fact); blocked != nullptr && blocked->has_rival)
        mentioned.insert(blocked->rival.journey);
      if (!std::holds_alternative<core::RunStarted>(fact)) ++count;
    }
    return count;
  };
  const auto strangers = [&] {
    return std::any_of(mentioned.begin(), mentioned.end(),
                       [&](std::uint32_t journey) { return !teller.context().plans.contains(journey); });
  };
  std::uint64_t before = 0;
  std::size_t enough = 0;
  while (groups.size() < kGroupsMax && (enough <= ask.limit || strangers())) {
    auto page = engine.why(customer, kGroupsAtOnce, before);
    if (!page) return std::unexpected(page.error());
    if (page->empty()) break;
    for (engine::WhyGroup& group : *page) {
      before = group.group.previous;
      teller.read(group);
      groups.push_back(std::move(group));
      if (enough <= ask.limit) enough += certain(groups.back().group);
    }
    if (before == 0) break;
    before = groups.back().position;
  }
  for (auto group = groups.rbegin(); group != groups.rend(); ++group) teller.follow(*group);
  for (std::size_t index = 0; index < groups.size() && chosen.size() <= ask.limit; ++index) choose(index);
  out.more = chosen.size() > ask.limit;
  if (out.more) chosen.resize(ask.limit);
  for (auto each = chosen.rbegin(); each != chosen.rend(); ++each) out.lines.push_back(teller.line(groups[each->group], each->number));
  return out;
}

namespace {

void write(JsonWriter& json, const Ground& ground, base::Zone zone) {
  json.key("ground").begin_object();
  const auto some = [&](const char* key, const std::string& text) {
    if (!text.empty()) json.field(key, text);
  };
  some("rule", ground.rule);
  some("place", ground.place);
  some("part", ground.part);
  if (!ground.read.empty()) {
    json.key("read").begin_array();
    for (const Ground::Read& each : ground.read) json.begin_object().field("name", each.name).field("value", each.value).end_object();
    json.end_array();
  }
  if (ground.since != base::kNever) json.field("since", base::format_instant(ground.since, zone));
  if (ground.free != base::kNever) json.field("free", base::format_instant(ground.free, zone));
  if (ground.never) json.field("never", true);
  some("by", ground.by);
  json.end_object();
}

}  // namespace

void write(JsonWriter& json, const StoryLine& line, base::Zone zone) {
  json.begin_object()
      .field("at", base::format_instant(line.at, zone))
      .field("position", line.position)
      .field("number", line.number)
      .field("name", line.name)
      .field("text", line.text);
  const auto some = [&](const char* key, const std::string& text) {
    if (!text.empty()) json.field(key, text);
  };
  some("playbook", line.playbook);
  some("path", line.path);
  some("place", line.place);
  some("reason", line.reason);
  if (line.block) {
    const StoryLine::Block& block = *line.block;
    json.key("block").begin_object();
    some("rule", block.rule);
    some("rule_place", block.rule_place);
    if (block.limit > 0) json.field("counted", block.counted).field("limit", block.limit);
    if (!block.rival_path.empty()) {
      json.key("rival").begin_object().field("playbook", block.rival_playbook).field("path", block.rival_path);
      some("place", block.rival_place);
      json.end_object();
    }
    json.key("free");
    if (block.free == base::kNever) json.null();
    else json.value(base::format_instant(block.free, zone));
    json.field("waits", block.waits).end_object();
  }
  if (!line.ground.empty()) write(json, line.ground, zone);
  json.end_object();
}

}  // namespace playmaker::daemon
