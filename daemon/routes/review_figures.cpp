// The figures of a review as the view counts them, and what is judged of them: cost, comparison, target.
#include "daemon/routes/review_figures.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "runtime/core/latest_begin.hpp"
#include "runtime/engine/commands/values.hpp"
#include "runtime/plan/period.hpp"
#include "runtime/plan/spell.hpp"
#include "runtime/view/shares.hpp"

namespace playmaker::routes {
namespace {

std::string_view figure_name(plan::Figure figure) {
  constexpr std::string_view kNames[] = {"", "funnel", "breakpoints", "goal", "tasks", "cost", "touches"};
  return kNames[static_cast<std::size_t>(figure)];
}

class Figures {
 public:
  Figures(const ReviewScene& scene, const Named& names, view::Reader& reader, daemon::JsonWriter& json)
      : scene_(scene),
        names_(names),
        reader_(reader),
        json_(json) {}

  base::Result<void> all(const plan::Review& review) {
    json_.key("figures").begin_array();
    for (const plan::Show& show : review.shows) {
      if (auto done = figure(show); !done) return done;
    }
    json_.end_array().key("compared").begin_array();
    for (const std::uint32_t goal : review.compares) {
      if (auto done = compare(scene_.linked->plan->goals[goal]); !done) return done;
    }
    json_.end_array().key("targets").begin_array();
    for (const plan::Target& each : scene_.linked->plan->targets) {
      if (auto done = target(each); !done) return done;
    }
    json_.end_array();
    return {};
  }

 private:
  view::FigureAsk asking(plan::Figure figure, const std::vector<std::uint32_t>& by) const {
    view::FigureAsk ask;
    ask.playbook = scene_.linked->plan->name;
    ask.figure = static_cast<int>(figure);
    ask.since = scene_.since;
    ask.until = scene_.until;
    for (const std::uint32_t each : by) {
      const plan::Dimension& dimension = scene_.linked->plan->dimensions[each];
      ask.by.push_back({static_cast<int>(dimension.kind), scene_.linked->plan->unit.texts[dimension.name]});
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
    for (std::size_t site = 0; site < scene_.linked->plan->sites.size(); ++site)
      if (scene_.linked->plan->sites[site].path == path) return site;
    return path.empty() ? 0 : scene_.linked->plan->sites.size();
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
    if (show.per != plan::kNone) json_.field("per", scene_.linked->plan->goals[show.per].name);
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
    const core::Roster& roster = *scene_.roster;
    const auto named = [&](std::string_view prefix, core::Names kind) {
      return what.starts_with(prefix) ? roster.dictionary->find(kind, what.substr(prefix.size())) : plan::kNone;
    };
    const std::uint32_t channel = named("channel ", core::Names::channel), benefit = named("benefit ", core::Names::benefit);
    if (channel < roster.channels.size() && roster.channels[channel] != nullptr) return roster.channels[channel]->cost;
    if (benefit < roster.benefits.size() && roster.benefits[benefit] != nullptr) return roster.benefits[benefit]->value;
    return 0;
  }
  std::string money(std::int64_t minor) const {
    const auto& catalog = scene_.roster->catalog;
    return engine::text_of({plan::Kind::money, minor, {}, {}}, *scene_.roster->dictionary, catalog ? catalog->currency : std::string());
  }
  // `per GOAL`: what each journey that reached it took, on the average.
  base::Result<void> shared_out(const plan::Show& show, const std::vector<view::FigureRow>& rows, std::int64_t amount) {
    const auto goals = reader_.figure(asking(plan::Figure::goal, {}));
    if (!goals) return std::unexpected(goals.error());
    std::int64_t reached = 0;
    for (const view::FigureRow& row : *goals)
      if (row.what == scene_.linked->plan->goals[show.per].name) reached += row.counts[0];
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
    const core::Clockwork works{scene_.roster->zone, scene_.roster->calendar_of(*scene_.linked)};
    const auto entered_until = core::latest_begin(works, base::Instant{scene_.until}, goal.within);
    view::Compared found;
    if (entered_until) {
      const auto counted = reader_.compare({scene_.linked->plan->name, goal.name, entered_until->ms, scene_.until});
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
    const base::Zone zone = scene_.roster->zone;
    const base::Date first = plan::first_day(target.per, base::local_date(zone, base::Instant{scene_.until}));
    const base::Instant begin = base::start_of_day(zone, first), end = base::start_of_day(zone, plan::next_first_day(target.per, first));
    view::FigureAsk ask = asking(plan::Figure::goal, {});
    ask.since = begin.ms - 1;
    const std::string by = target.by == plan::kNone ? std::string() : scene_.linked->plan->unit.texts[target.by];
    const bool of_managers = !by.empty() && by != "branch";
    if (!by.empty()) ask.by.push_back({static_cast<int>(of_managers ? plan::DimensionKind::manager : plan::DimensionKind::branch), by});
    const auto rows = reader_.figure(ask);
    if (!rows) return std::unexpected(rows.error());
    const std::string& goal = scene_.linked->plan->goals[target.goal].name;
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
      for (const std::uint32_t number : scene_.branches) {
        std::int64_t reached = 0;
        for (const view::FigureRow& row : *rows) reached += row.what == goal && row.by[0] == std::to_string(number) ? row.counts[2] : 0;
        write(branch_name(scene_, number), reached);
      }
    }
    json_.end_array().end_object();
    return {};
  }

  const ReviewScene& scene_;
  const Named& names_;
  view::Reader& reader_;
  daemon::JsonWriter& json_;
};

}  // namespace

double hundredth(double share) { return std::round(share * 10'000) / 100; }

std::string branch_name(const ReviewScene& scene, std::uint32_t number) {
  return number == plan::kNone ? std::string() : scene.roster->dictionary->name(core::Names::branch, number);
}

base::Result<void> write_figures(const ReviewScene& scene, const plan::Review& review, const Named& names, view::Reader& reader,
                                 daemon::JsonWriter& json) {
  return Figures(scene, names, reader, json).all(review);
}

}  // namespace playmaker::routes
