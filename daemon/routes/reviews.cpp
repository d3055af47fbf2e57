// Reviews: as they were held last, or as their figures are now.
#include <algorithm>
#include <cmath>
#include <map>

#include "daemon/routes/listing.hpp"
#include "daemon/routes/routes.hpp"
#include "runtime/core/latest_begin.hpp"
#include "runtime/engine/commands/values.hpp"
#include "runtime/engine/tallies.hpp"
#include "runtime/plan/period.hpp"
#include "runtime/plan/spell.hpp"
#include "runtime/view/shares.hpp"

namespace playmaker::routes {
namespace {

struct Standing {
  std::shared_ptr<const core::Roster> roster;
  std::vector<engine::ReviewStanding> reviews;
  std::vector<std::uint32_t> branches;                       // known ones
  base::Instant now;
};

Standing standing_of(const engine::Engine& engine) {
  Standing out{engine.roster(), engine.reviews(), {}, engine.now()};
  const auto& branches = engine.directory().branches;
  for (std::uint32_t number = 0; number < branches.size(); ++number)
    if (branches[number].known) out.branches.push_back(number);
  return out;
}

std::string_view figure_name(plan::Figure figure) {
  constexpr std::string_view kNames[] = {"", "funnel", "breakpoints", "goal", "tasks", "cost", "touches"};
  return kNames[static_cast<std::size_t>(figure)];
}

double hundredth(double share) { return std::round(share * 10'000) / 100; }   // percent with two decimals

// One review as JSON: when, the rates that decided, what followed, its figures, comparisons and targets.
class Writing {
 public:
  Writing(const Standing& standing, const Named& names, view::Reader& reader, daemon::JsonWriter& json)
      : standing_(standing),
        names_(names),
        reader_(reader),
        json_(json) {}

  base::Result<void> review(const engine::ReviewStanding& of, const view::ReviewWhole* held, bool now) {
    linked_ = standing_.roster->plans[of.plan].get();
    const plan::Review& review = linked_->plan->reviews[of.review];
    since_ = now || held == nullptr ? of.done.ms : held->row.since;
    until_ = now || held == nullptr ? standing_.now.ms : held->row.held;
    json_.begin_object().field("playbook", linked_->plan->name).field("review", linked_->plan->sites[review.site].path);
    label(review.site);
    json_.field("now", now);
    if (held != nullptr) {
      write_time(json_, "due", held->row.due, names_);
      write_time(json_, "held", held->row.held, names_);
      json_.field("missed", held->row.missed);
    }
    write_time(json_, "since", since_, names_);
    write_time(json_, "until", until_, names_);
    write_time(json_, "next", of.next.ms, names_);
    rates(of, now ? nullptr : held);
    acts(now ? nullptr : held);
    json_.key("figures").begin_array();
    for (const plan::Show& show : review.shows) {
      if (auto done = figure(show); !done) return done;
    }
    json_.end_array().key("compared").begin_array();
    for (const std::uint32_t goal : review.compares) {
      if (auto done = compare(linked_->plan->goals[goal]); !done) return done;
    }
    json_.end_array().key("targets").begin_array();
    for (const plan::Target& each : linked_->plan->targets) {
      if (auto done = target(each); !done) return done;
    }
    json_.end_array().end_object();
    return {};
  }

 private:
  void label(std::uint32_t site) {
    if (linked_->origin == nullptr || site >= linked_->origin->sites.size()) return;
    const plan::Label& label = linked_->origin->sites[site].label;
    if (label.en.empty() && label.zh.empty()) return;
    json_.key("label").begin_object();
    write_text(json_, "en", label.en);
    write_text(json_, "zh", label.zh);
    json_.end_object();
  }
  std::string branch(std::uint32_t number) const {
    return number == plan::kNone ? std::string() : standing_.roster->dictionary->name(core::Names::branch, number);
  }

  void rate(const std::string& name, std::uint32_t of_branch, std::int64_t ended, std::int64_t happened, std::int64_t late) {
    json_.begin_object().field("rate", name).field("branch", branch(of_branch)).field("ended", ended).field("happened", happened);
    json_.field("late", late);
    if (const auto share = engine::rate_of({name, of_branch, ended, happened, late, 0, 0}))
      json_.field("percent", hundredth(static_cast<double>(*share) / 1e6));
    json_.end_object();
  }
  void rates(const engine::ReviewStanding& of, const view::ReviewWhole* held) {
    json_.key("rates").begin_array();
    if (held != nullptr) {
      for (const view::ReviewRateRow& row : held->rates)
        rate(row.rate, row.branch.value_or(plan::kNone), row.ended, row.happened, row.late);
    } else {
      for (const core::ReviewFigure& each : of.figures) rate(each.rate, each.branch, each.ended, each.happened, each.late);
    }
    json_.end_array();
  }
  void acts(const view::ReviewWhole* held) {
    json_.key("acts").begin_array();
    if (held != nullptr) {
      for (const view::ReviewActRow& act : held->acts) {
        json_.begin_object()
            .field("branch", branch(act.branch))
            .field("kind", act.alert ? "alert" : "task")
            .field("what", act.what)
            .end_object();
      }
    }
    json_.end_array();
  }

  view::FigureAsk asking(plan::Figure figure, const std::vector<std::uint32_t>& by) const {
    view::FigureAsk ask;
    ask.playbook = linked_->plan->name;
    ask.figure = static_cast<int>(figure);
    ask.since = since_;
    ask.until = until_;
    for (const std::uint32_t each : by) {
      const plan::Dimension& dimension = linked_->plan->dimensions[each];
      ask.by.push_back({static_cast<int>(dimension.kind), linked_->plan->unit.texts[dimension.name]});
    }
    return ask;
  }
  std::string value_of(const view::FigureDimension& dimension, const std::string& text) const {
    const auto kind = static_cast<plan::DimensionKind>(dimension.kind);
    if (text.empty() || (kind != plan::DimensionKind::branch && kind != plan::DimensionKind::manager)) return text;
    const auto number = static_cast<std::uint32_t>(std::stoul(text));
    return kind == plan::DimensionKind::branch ? names_.branch(number) : names_.person(number);
  }
  // Stages and moments in the order of the text; whatever the text no longer has stands last.
  std::size_t place_of(const std::string& path) const {
    for (std::size_t site = 0; site < linked_->plan->sites.size(); ++site)
      if (linked_->plan->sites[site].path == path) return site;
    return path.empty() ? 0 : linked_->plan->sites.size();
  }

  base::Result<void> figure(const plan::Show& show) {
    view::FigureAsk ask = asking(show.figure, show.by);
    ask.of_moments = show.of_moments;
    ask.of_stages = show.of_stages;
    auto rows = reader_.figure(ask);
    if (!rows) return std::unexpected(rows.error());
    std::stable_sort(rows->begin(), rows->end(),
                     [&](const view::FigureRow& a, const view::FigureRow& b) { return place_of(a.what) < place_of(b.what); });
    json_.begin_object().field("figure", figure_name(show.figure));
    if (show.figure == plan::Figure::funnel || show.of_moments || show.of_stages) json_.field("of", show.of_moments ? "moments" : "stages");
    if (show.per != plan::kNone) json_.field("per", linked_->plan->goals[show.per].name);
    json_.key("by").begin_array();
    for (const view::FigureDimension& dimension : ask.by) json_.value(dimension.name);
    json_.end_array().key("rows").begin_array();
    std::int64_t amount = 0;
    for (const view::FigureRow& row : *rows) {
      json_.begin_object().field("what", row.what).key("by").begin_array();
      for (std::size_t i = 0; i < row.by.size(); ++i) json_.value(value_of(ask.by[i], row.by[i]));
      json_.end_array();
      counts(show.figure, row, amount);
      json_.end_object();
    }
    json_.end_array();
    if (show.figure == plan::Figure::cost) json_.field("amount", money(amount));
    if (show.per != plan::kNone) {
      if (auto done = shared_out(show, *rows, amount); !done) return done;
    }
    json_.end_object();
    return {};
  }
  void counts(plan::Figure figure, const view::FigureRow& row, std::int64_t& amount) {
    static const std::map<plan::Figure, std::vector<const char*>> kKeys = {
        {plan::Figure::funnel, {"total", "period"}},
        {plan::Figure::breakpoints, {"armed", "tripped", "recovered", "open", "period"}},
        {plan::Figure::goal, {"reached", "missed", "period"}},
        {plan::Figure::tasks, {"opened", "done", "ended_otherwise", "late", "period"}},
        {plan::Figure::touches, {"sent", "delivered", "read", "failed", "period"}},
        {plan::Figure::cost, {"times", "period"}}};
    const auto& keys = kKeys.at(figure);
    for (std::size_t i = 0; i < keys.size() && i < row.counts.size(); ++i) json_.field(keys[i], row.counts[i]);
    if (figure != plan::Figure::cost) return;
    const std::int64_t spent = row.counts[0] * worth(row.what);
    amount += spent;
    json_.field("amount", money(spent));
  }
  std::int64_t worth(const std::string& what) const {
    const core::Roster& roster = *standing_.roster;
    const auto named = [&](std::string_view prefix, core::Names kind) {
      return what.starts_with(prefix) ? roster.dictionary->find(kind, what.substr(prefix.size())) : plan::kNone;
    };
    const std::uint32_t channel = named("channel ", core::Names::channel), benefit = named("benefit ", core::Names::benefit);
    if (channel < roster.channels.size() && roster.channels[channel] != nullptr) return roster.channels[channel]->cost;
    if (benefit < roster.benefits.size() && roster.benefits[benefit] != nullptr) return roster.benefits[benefit]->value;
    return 0;
  }
  std::string money(std::int64_t minor) const {
    const auto& catalog = standing_.roster->catalog;
    return engine::text_of({plan::Kind::money, minor, {}, {}}, *standing_.roster->dictionary, catalog ? catalog->currency : std::string());
  }
  // `per GOAL`: what each journey that reached it took, on the average.
  base::Result<void> shared_out(const plan::Show& show, const std::vector<view::FigureRow>& rows, std::int64_t amount) {
    const auto goals = reader_.figure(asking(plan::Figure::goal, {}));
    if (!goals) return std::unexpected(goals.error());
    std::int64_t reached = 0;
    for (const view::FigureRow& row : *goals)
      if (row.what == linked_->plan->goals[show.per].name) reached += row.counts[0];
    json_.field("reached", reached);
    if (reached == 0) return {};
    if (show.figure == plan::Figure::cost) {
      json_.field("each", money(amount / reached));
      return {};
    }
    std::int64_t all = 0;
    for (const view::FigureRow& row : rows) all += row.counts[0];
    json_.field("each", hundredth(static_cast<double>(all) / static_cast<double>(reached) / 100));
    return {};
  }

  // Journeys whose goal had its whole time: the time of those that entered at the latest ended with the period. Where the calendar does
  // not know, none.
  base::Result<void> compare(const plan::Goal& goal) {
    const core::Clockwork works{standing_.roster->zone, standing_.roster->calendar_of(*linked_)};
    const auto entered_until = core::latest_begin(works, base::Instant{until_}, goal.within);
    view::Compared found;
    if (entered_until) {
      const auto counted = reader_.compare({linked_->plan->name, goal.name, entered_until->ms, until_});
      if (!counted) return std::unexpected(counted.error());
      found = *counted;
    }
    const auto group = [&](const char* name, std::int64_t of, std::int64_t reached) {
      json_.key(name).begin_object().field("journeys", of).field("reached", reached);
      if (of > 0) json_.field("percent", hundredth(static_cast<double>(reached) / static_cast<double>(of)));
      json_.end_object();
    };
    json_.begin_object().field("goal", goal.name);
    if (entered_until) write_time(json_, "entered_until", entered_until->ms, names_);
    group("treated", found.treated, found.treated_reached);
    group("held_out", found.held_out, found.held_out_reached);
    if (const auto apart = view::difference(found.treated_reached, found.treated, found.held_out_reached, found.held_out)) {
      json_.field("difference", hundredth(apart->difference)).field("low", hundredth(apart->interval.low));
      json_.field("high", hundredth(apart->interval.high)).field("sure", apart->interval.low > 0 || apart->interval.high < 0);
    }
    json_.end_object();
    return {};
  }

  base::Result<void> target(const plan::Target& target) {
    const base::Zone zone = standing_.roster->zone;
    const base::Date first = plan::first_day(target.per, base::local_date(zone, base::Instant{until_}));
    const base::Instant begin = base::start_of_day(zone, first), end = base::start_of_day(zone, plan::next_first_day(target.per, first));
    view::FigureAsk ask = asking(plan::Figure::goal, {});
    ask.since = begin.ms - 1;
    const std::string by = target.by == plan::kNone ? std::string() : linked_->plan->unit.texts[target.by];
    const bool of_managers = !by.empty() && by != "branch";
    if (!by.empty()) ask.by.push_back({static_cast<int>(of_managers ? plan::DimensionKind::manager : plan::DimensionKind::branch), by});
    const auto rows = reader_.figure(ask);
    if (!rows) return std::unexpected(rows.error());
    const std::string& goal = linked_->plan->goals[target.goal].name;
    json_.begin_object().field("goal", goal).field("target", target.number).field("per", plan::spell(target.per));
    write_time(json_, "from", begin.ms, names_);
    write_time(json_, "to", end.ms, names_);
    if (!by.empty()) json_.field("by", by);
    json_.key("rows").begin_array();
    const auto write = [&](const std::string& name, std::int64_t reached) {
      json_.begin_object().field(of_managers ? "manager" : "branch", name).field("reached", reached).field("target", target.number);
      json_.field("percent", hundredth(static_cast<double>(reached) / std::max<double>(1, target.number))).end_object();
    };
    if (target.by == plan::kNone) {
      std::int64_t reached = 0;
      for (const view::FigureRow& row : *rows) reached += row.what == goal ? row.counts[2] : 0;
      write("", reached);
    } else if (of_managers) {
      std::map<std::string, std::int64_t> reached;         // managers are whoever has a customer in a journey
      for (const view::FigureRow& row : *rows)
        if (row.what == goal && !row.by[0].empty()) reached[value_of(ask.by[0], row.by[0])] += row.counts[2];
      for (const auto& [name, count] : reached) write(name, count);
    } else {
      for (const std::uint32_t number : standing_.branches) {
        std::int64_t reached = 0;
        for (const view::FigureRow& row : *rows) reached += row.what == goal && row.by[0] == std::to_string(number) ? row.counts[2] : 0;
        write(branch(number), reached);
      }
    }
    json_.end_array().end_object();
    return {};
  }

  const Standing& standing_;
  const Named& names_;
  view::Reader& reader_;
  daemon::JsonWriter& json_;
  const core::LinkedPlan* linked_ = nullptr;
  std::int64_t since_ = 0, until_ = 0;
};

base::Result<http::Response> reviews(Doors& doors, const http::Call& call, daemon::Desk::Seat& seat) {
  if (auto known = call.query.only({"playbook", "review", "now", "after"}); !known) return std::unexpected(known.error());
  const auto now = call.query.truth("now");
  if (!now) return std::unexpected(now.error());
  if (auto seen = await_view(doors, call); !seen) return std::unexpected(seen.error());
  const std::string playbook = text_of(call.query, "playbook").value_or(""), review = text_of(call.query, "review").value_or("");
  auto standing = ask<Standing>(doors, standing_of);
  if (!standing) return std::unexpected(standing.error());
  const auto names = named(doors, base::SealedKind::journey, {});
  if (!names) return std::unexpected(names.error());
  auto reader = seat.reader();
  if (!reader) return std::unexpected(reader.error());
  const std::uint64_t watermark = (*reader)->watermark();
  const auto held = (*reader)->reviews(playbook, 1);
  if (!held) return std::unexpected(held.error());
  daemon::JsonWriter json;
  json.begin_object().key("items").begin_array();
  Writing writing(*standing, *names, **reader, json);
  std::string there;          // what could have been asked for
  bool found = false;
  for (const engine::ReviewStanding& each : standing->reviews) {
    const plan::Plan& plan = *standing->roster->plans[each.plan]->plan;
    const std::string& name = plan.sites[plan.reviews[each.review].site].path;
    there += (there.empty() ? "" : ", ") + plan.name + " " + name;
    if ((!playbook.empty() && plan.name != playbook) || (!review.empty() && name != review)) continue;
    found = true;
    const auto last = std::find_if(held->begin(), held->end(), [&](const view::ReviewWhole& whole) {
      return whole.row.playbook == plan.name && whole.row.review == name;
    });
    const bool never = last == held->end();
    if (auto done = writing.review(each, never ? nullptr : &*last, now->value_or(false) || never); !done)
      return std::unexpected(done.error());
  }
  if (!found && !(playbook.empty() && review.empty())) {
    const std::string asked = playbook + (playbook.empty() || review.empty() ? "" : " ") + review;
    return base::gone("review_unknown", "no playbook in force has a review " + asked + "; there is: " + (there.empty() ? "none" : there),
                      "在用的剧本中没有回检 " + asked + ";现有:" + (there.empty() ? "无" : there));
  }
  return ok(json.end_array().field("watermark", watermark).end_object().take());
}

}  // namespace

void add_reviews(http::Router& router, Doors& doors) {
  router.add({"GET", "/v1/reviews", {}, [&doors](const http::CallPtr& call, http::Respond respond) {
                at_desk(doors, call, respond, [&doors, call](daemon::Desk::Seat& seat) { return reviews(doors, *call, seat); });
              }});
}

}  // namespace playmaker::routes
