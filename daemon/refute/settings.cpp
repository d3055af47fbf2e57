#include "daemon/refute/settings.hpp"

#include <algorithm>
#include <functional>

#include "daemon/refute/nearness.hpp"

namespace playmaker::refute {

using core::Names;
using plan::Datum;
using plan::Kind;

namespace {

constexpr std::size_t kValuesMost = 60;

struct Choice {
  Datum value;
  bool moves = false;
};

// Values worth trying, each once, in the order in which they are thought of: those the playbook names before those of the catalog.
class Domain {
 public:
  Domain(const core::Roster& roster, const core::LinkedPlan& plan, base::Instant now, std::vector<base::Instant> counted)
      : roster_(roster),
        plan_(plan),
        now_(now),
        counted_(std::move(counted)) {}

  std::vector<Choice> of(const plan::Type& type) {
    out_.clear();
    const plan::Unit& shared = roster_.catalog->unit;
    switch (type.kind) {
      case Kind::boolean:
        number(type, 1);
        number(type, 0);
        break;
      case Kind::one_of:
      case Kind::level_of:
        if (type.detail >= shared.enumerations.size()) break;
        for (const plan::TextIndex text : shared.enumerations[type.detail])
          number(type, roster_.dictionary->find(Names::symbol, shared.texts[text]));
        break;
      case Kind::text:
      case Kind::bytes:
        for (const plan::Unit* unit : {&plan_.plan->unit, &shared}) {
          for (const plan::Node& node : unit->nodes) {
            if (node.op == plan::NodeOp::constant_text && node.type.kind == type.kind) add({type.kind, 0, unit->texts[node.a], {}});
          }
        }
        add({type.kind, 0, "-", {}});
        break;
      case Kind::person:
      case Kind::branch:
      case Kind::list:
      case Kind::record: return {};
      default: numbers(type);
    }
    out_.push_back({});   // and not known at all
    return std::move(out_);
  }

 private:
  void add(Datum value, bool moves = false) {
    if (std::ranges::none_of(out_, [&](const Choice& each) { return each.value == value; })) out_.push_back({std::move(value), moves});
  }
  void number(const plan::Type& type, std::int64_t value, bool moves = false) { add({type.kind, value, {}, {}}, moves); }

  void numbers(const plan::Type& type) {
    for (const base::Instant each : counted_) {
      if (type.kind == Kind::instant) number(type, each.ms, true);
      for (const int away : {0, 1, -1}) {
        if (type.kind == Kind::date) number(type, base::local_date(roster_.zone, each).days + away, true);
      }
    }
    for (const std::int64_t value : {0, 1}) number(type, value);
    for (const plan::Unit* unit : {&plan_.plan->unit, &roster_.catalog->unit}) {
      for (const plan::Node& node : unit->nodes) {
        if (node.op != plan::NodeOp::constant || node.type.kind != type.kind || node.a >= unit->numbers.size()) continue;
        const std::int64_t value = unit->numbers[node.a];
        for (const std::int64_t each : {value, value - 1, value + 1}) {
          if (out_.size() < kValuesMost) number(type, each);
        }
      }
    }
    if (type.kind == Kind::date) {
      const std::int32_t today = base::local_date(roster_.zone, now_).days;
      for (const int away : {-800, -400, -100, -30, -1, 0, 1, 10, 30, 400}) number(type, today + away, true);
    }
    if (type.kind == Kind::instant) {
      for (const int away : {-30, -1, 0, 1, 30}) number(type, (now_ + away * base::kDay).ms, true);
    }
  }

  const core::Roster& roster_;
  const core::LinkedPlan& plan_;
  base::Instant now_;
  std::vector<base::Instant> counted_;       // from which something is counted that should fall somewhere
  std::vector<Choice> out_;
};

// One variable at a time, as long as that helps. Leaves the best values set.
void climb(const std::vector<std::vector<Choice>>& choices, const std::function<void(std::size_t, const Choice&)>& set,
           const std::function<double()>& score) {
  constexpr double kBetter = 1e-9;
  double best = score();
  std::vector<Choice> now(choices.size());
  for (int round = 0; round < 4; ++round) {
    const double before = best;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      for (const Choice& choice : choices[i]) {
        set(i, choice);
        if (const double reached = score(); reached > best + kBetter) {
          best = reached;
          now[i] = choice;
        }
      }
      set(i, now[i]);
    }
    if (best <= before + kBetter) break;
  }
}

// How many days from where it should a thing falls, as a share of 1: 1 is that day.
double falls(const core::Frame& frame, const Asked::Falling& falling, std::int32_t default_minute) {
  const core::AnchorTimes times{frame.journey->entered, frame.journey->entered};
  core::Findings findings;
  const core::Timed timed = core::resolve(frame, *falling.timing, times, default_minute, findings);
  if (!timed.at) return 0;
  const base::Zone& zone = frame.roster->zone;
  const double days = std::abs(base::local_date(zone, *timed.at) - base::local_date(zone, falling.at));
  return 0.2 + 0.8 / (1 + days);
}

// Whether a table leads to that track, as a share of 1: how many cells of a row that does are met.
double leads(const core::Frame& frame, const plan::Decide& decide, std::uint32_t track) {
  std::vector<Datum> values;
  core::Findings findings;
  for (const plan::NodeIndex by : decide.by) values.push_back(core::evaluate(frame, by, findings));
  double most = 0;
  bool decided = false;
  for (const plan::DecideRow& row : decide.rows) {
    double met = 0;
    for (std::size_t i = 0; i < row.cells.size() && i < values.size(); ++i)
      met += core::matches(frame, row.cells[i], values[i], findings) ? 1 : 0;
    const double cells = static_cast<double>(std::max<std::size_t>(row.cells.size(), 1));
    const bool all = met == static_cast<double>(row.cells.size());
    if (all && !decided && row.track == track) return 1;
    decided = decided || all;
    if (row.track == track) most = std::max(most, 0.9 * met / cells);
  }
  return most;
}

class Fitting {
 public:
  Fitting(const core::Roster& roster, const core::LinkedPlan& plan, const Asked& asked)
      : roster_(roster),
        plan_(plan),
        asked_(asked),
        policy_(roster.policy_of(plan)),
        moments_{asked.begins, asked.ends} {
    journey_.journey = 1;
    journey_.plan = plan.number;
    journey_.entered = asked.begins;
  }

  std::vector<Setting> run() {
    std::vector<base::Instant> counted;
    for (const Asked::Falling& each : asked_.falling) {
      if (const auto from = counted_from(roster_, plan_, *each.timing, each.at)) counted.push_back(*from);
    }
    Domain domain(roster_, plan_, asked_.begins, std::move(counted));
    std::vector<Setting> out;
    std::vector<std::vector<Choice>> choices;
    for (std::uint32_t attribute = 0; attribute < roster_.attributes.size(); ++attribute) {
      const plan::Field* field = roster_.attributes[attribute].field;
      if (field == nullptr || field->derived != plan::kNone) continue;
      out.push_back({attribute, {}, false});
      choices.push_back(domain.of(field->type));
    }
    climb(
        choices,
        [&](std::size_t i, const Choice& choice) {
          out[i].value = choice.value;
          out[i].moves = choice.moves;
          for (std::size_t moment = 0; moment < 2; ++moment)
            core::set_attribute(customers_[moment], out[i].attribute, choice.value, moments_[moment]);
        },
        [&] { return score(); });
    std::erase_if(out, [](const Setting& each) { return !each.value.known(); });
    return out;
  }

 private:
  core::Frame frame(std::size_t moment, const core::LinkedUnit& unit, bool in_journey) const {
    core::Frame out;
    out.roster = &roster_;
    out.directory = &directory_;
    out.unit = &unit;
    out.customer = &customers_[moment];
    out.plan = &plan_;
    out.journey = in_journey ? &journey_ : nullptr;
    out.now = moments_[moment];
    return out;
  }

  double score() const {
    const plan::Plan& plan = *plan_.plan;
    double sum = 0;
    const core::Frame entry = frame(0, plan_.unit, false), shared = frame(0, roster_.catalog_unit, false);
    for (const plan::NodeIndex node : plan.audience.only) sum += 100 * nearness(entry, node, true);
    for (const plan::NodeIndex node : plan.audience.except) sum += 100 * nearness(entry, node, false);
    for (std::size_t moment = 0; moment < (asked_.ends > asked_.begins ? 2 : 1); ++moment) {
      const core::Frame in = frame(moment, plan_.unit, true);
      for (const prove::Suspect::Wanted& each : asked_.wanted) sum += 10 * nearness(in, each.node, each.holds);
      for (const plan::Goal& goal : plan.goals) sum += goal.is == plan::kNone ? 0 : 10 * nearness(in, goal.is, false);
      for (const plan::Exit& exit : plan.exits) sum += exit.when == plan::kNone ? 0 : 20 * nearness(in, exit.when, false);
      for (const std::uint32_t product : asked_.products) sum += 10 * suits_nearly(in, product);
    }
    const core::Frame in = frame(0, plan_.unit, true);
    const std::int32_t minute = policy_ != nullptr ? policy_->default_minute : plan::Policy{}.default_minute;
    for (const Asked::Falling& each : asked_.falling) sum += 10 * falls(in, each, minute);
    for (const std::uint32_t track : asked_.tracks) {
      for (const plan::Decide& decide : plan.decides) {
        const bool led = std::ranges::any_of(decide.rows, [&](const plan::DecideRow& row) { return row.track == track; });
        if (led) sum += 10 * leads(in, decide, track);
      }
    }
    if (policy_ != nullptr) {
      for (const plan::Need& need : policy_->needs) sum += need.consent == plan::kNone ? 0 : 5 * nearness(shared, need.consent, true);
      for (const plan::Silence& each : policy_->silences) sum += each.while_ == plan::kNone ? 0 : 5 * nearness(shared, each.while_, false);
    }
    for (const plan::Channel* channel : roster_.channels) {
      if (channel != nullptr && channel->reachable != plan::kNone) sum += 5 * nearness(shared, channel->reachable, true);
    }
    return sum;
  }

  const core::Roster& roster_;
  const core::LinkedPlan& plan_;
  const Asked& asked_;
  const plan::Policy* policy_;
  const core::Directory directory_;
  base::Instant moments_[2];
  core::Customer customers_[2];              // the same values, as of either moment
  core::Journey journey_;
};

}  // namespace

std::vector<Setting> settings(const core::Roster& roster, const core::LinkedPlan& plan, const Asked& asked) {
  return Fitting(roster, plan, asked).run();
}

std::vector<Datum> fields(const core::Roster& roster, const core::LinkedPlan& plan, const core::Customer& customer, std::uint32_t event,
                          plan::NodeIndex where, const std::vector<Asked::Falling>& falling, base::Instant now) {
  const std::uint32_t number = plan.unit.events[event];
  const core::LinkedEvent& declared = roster.events[number];
  std::vector<Datum> out(declared.fields.size());
  if (where != plan::kNone) {
    const core::Directory directory;
    core::Frame frame;
    frame.roster = &roster;
    frame.directory = &directory;
    frame.unit = &plan.unit;
    frame.customer = &customer;
    frame.plan = &plan;
    frame.event = {number, now, &out};
    frame.now = now;
    Domain domain(roster, plan, now, {});
    std::vector<std::vector<Choice>> choices;
    for (const plan::Field* field : declared.fields) choices.push_back(field == nullptr ? std::vector<Choice>{} : domain.of(field->type));
    climb(choices, [&](std::size_t i, const Choice& choice) { out[i] = choice.value; }, [&] { return nearness(frame, where, true); });
  }
  for (const Asked::Falling& each : falling) {
    const plan::Node& anchor = plan.plan->unit.nodes[each.timing->anchor.what];
    if (anchor.op != plan::NodeOp::last_field || anchor.a != event) continue;
    const std::uint32_t field = declared.field(plan.plan->unit.texts[anchor.b]);
    const auto from = counted_from(roster, plan, *each.timing, each.at);
    if (field >= out.size() || declared.fields[field] == nullptr || !from) continue;
    if (declared.fields[field]->type.kind == Kind::instant) out[field] = {Kind::instant, from->ms, {}, {}};
    if (declared.fields[field]->type.kind == Kind::date) out[field] = {Kind::date, base::local_date(roster.zone, *from).days, {}, {}};
  }
  return out;
}

}  // namespace playmaker::refute
