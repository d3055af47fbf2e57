// Stories at the edges of time and caps, by what they hold and not by what they are called: each comes out as the playbooks are shipped,
// and not any more once the edge lies a step aside - quiet hours a minute off, one contact less or more, a calendar without its holidays
// or its make-up days.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "tests/whole/aside.hpp"
#include "tests/whole/shipped.hpp"

using namespace playmaker;
using whole::Aside;
using whole::Told;

namespace {

enum class Edge : std::uint8_t {
  quiet_before,                              // a minute before quiet hours: it goes out
  quiet_after,                               // as they begin: it waits …
  quiet_over,                                // … to the minute they end
  cap_below,                                 // one contact less than the cap allows
  cap_reached,                               // as many as it allows
  cap_over,                                  // one more: held back
  holiday,                                   // over five free days or more
  makeup,                                    // on a weekend's day that is worked
  month_end,                                 // from a month's last days into the next one
};
constexpr int kEdges = static_cast<int>(Edge::month_end) + 1;

struct Shown {
  std::string story;                         // empty: there can be none
  std::string because = {};                  // then why not
};
// The stories have one name everywhere, but for these.
Shown shown(const std::string& playbook, Edge edge) {
  static const std::map<Edge, std::string> kNames = {{Edge::quiet_before, "quiet_edge_before"},
                                                     {Edge::quiet_after, "quiet_edge_after"},
                                                     {Edge::quiet_over, "quiet_edge_after"},
                                                     {Edge::cap_below, "cap_below"},
                                                     {Edge::cap_reached, "cap_reached"},
                                                     {Edge::cap_over, "cap_over"},
                                                     {Edge::holiday, "spring_festival"},
                                                     {Edge::makeup, "makeup_day"},
                                                     {Edge::month_end, "month_end"}};
  static const std::map<std::pair<std::string, Edge>, Shown> kOthers = {
      {{"new_customer_100", Edge::holiday}, {"labour_day"}},
      {{"uplift", Edge::holiday}, {"national_day"}},
      {{"prospects", Edge::holiday}, {"national_day"}},
      {{"prospects", Edge::quiet_over},
       {"", "only its first call can meet the edge, and of a task that waits its day shows, not the minute"}},
  };
  const auto other = kOthers.find({playbook, edge});
  return other == kOthers.end() ? Shown{kNames.at(edge)} : other->second;
}

const std::string kContact = "playbooks/shared/contact.play", kHolidays = "playbooks/shared/calendars/cn.csv";

std::string clock(std::int32_t minute) {
  const auto two = [](std::int32_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(minute / 60) + ":" + two(minute % 60);
}
Aside quiet_instead(const plan::QuietHours& hours, std::int32_t from, std::int32_t to) {
  return whole::instead(kContact, "from " + clock(hours.from_minute) + " to " + clock(hours.to_minute),
                        "from " + clock(from) + " to " + clock(to));
}
Aside cap_instead(std::uint32_t at_most, std::uint32_t other) {
  const auto cap = [](std::uint32_t n) { return "more than " + std::to_string(n) + " contacts per 7 days"; };
  return whole::instead(kContact, cap(at_most), cap(other));
}
// The calendar without the rows of that kind.
Aside days_gone(const std::string& kind) {
  return {kHolidays, [kind](const std::string& text) {
            std::string out;
            for (std::size_t at = 0; at < text.size();) {
              const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
              const std::string line = text.substr(at, end - at);
              if (line.find("," + kind + ",") == std::string::npos) out += line;
              at = end;
            }
            REQUIRE(out != text);
            return out;
          }};
}

// What the edges are, from the policy and the calendar that the playbook itself names.
struct Here {
  plan::QuietHours hours;
  std::uint32_t cap = 0;
  base::Calendar calendar;
};
Here here(const Told& told) {
  const plan::Plan& plan = told.plan();
  const auto policy = std::ranges::find(told.catalog().policies, plan.unit.texts[plan.policy], &plan::Policy::name);
  const auto days = std::ranges::find(told.catalog().calendars, plan.unit.texts[plan.calendar], &plan::NamedCalendar::name);
  REQUIRE(policy != told.catalog().policies.end());
  REQUIRE(days != told.catalog().calendars.end());
  const auto quiet = std::ranges::find_if(policy->quiet, [](const plan::QuietHours& each) { return each.holidays_of.empty(); });
  const auto cap =
      std::ranges::find_if(policy->caps, [](const plan::Cap& each) { return each.channel.empty() && each.sliding.amount == 7; });
  REQUIRE(quiet != policy->quiet.end());
  REQUIRE(cap != policy->caps.end());
  return {*quiet, cap->at_most, days->days};
}

bool positive(const story::Expectation& e) { return e.least > 0 && e.subject != story::Subject::nothing; }
bool expects(const story::Story& story, const auto& wanted) { return std::ranges::any_of(story.expectations, wanted); }
bool expects_at(const story::Story& story, std::int32_t minute) {
  return expects(story, [&](const story::Expectation& e) { return positive(e) && e.when.one_minute() && e.when.from_minute == minute; });
}
bool is_blocked(const story::Expectation& e, std::string_view why) {
  return positive(e) && e.subject == story::Subject::touch && e.state == story::Word::blocked && e.outcome.text == why;
}
// The days on which something is expected, or until which it is.
std::set<std::int32_t> days_of(const story::Story& story) {
  std::set<std::int32_t> out;
  for (const story::Expectation& e : story.expectations) {
    if (!positive(e)) continue;
    if (e.when.written && e.when.from_day == e.when.to_day) out.insert((story.starts + (e.when.from_day - 1)).days);
    if (e.until.written) out.insert((story.starts + (e.until.day - 1)).days);
  }
  return out;
}
bool worked(const Here& edges, base::Date date) {
  const auto known = edges.calendar.working(date);
  REQUIRE(known.has_value());
  return *known;
}
bool made_up(const Here& edges, base::Date date) {
  const bool weekend = (edges.calendar.weekend >> static_cast<int>(base::weekday(date)) & 1) != 0;
  return weekend && worked(edges, date);
}

bool within_a_holiday(const story::Story& story, const Here& edges) {
  const std::set<std::int32_t> days = days_of(story);
  int free = 0;
  for (base::Date date = story.starts; !days.empty() && date.days <= *days.rbegin() && free < 5; date = date + 1)
    free = worked(edges, date) ? 0 : free + 1;
  return free == 5;
}
// Something happens on the 28th or later, and something comes of it in a later month.
bool over_month_end(const story::Story& story) {
  std::set<std::int32_t> began = days_of(story);
  const std::set<std::int32_t> expected = began;
  began.insert(story.starts.days);
  for (const story::Act& act : story.acts) began.insert((story.starts + (act.when.from_day - 1)).days);
  return std::ranges::any_of(began, [&](std::int32_t each) {
    const base::Date date{each};
    return base::civil(date).day >= 28 &&
           std::ranges::any_of(expected, [&](std::int32_t then) { return then > base::last_of_month(date).days; });
  });
}

// What the story's own text must hold at that edge.
bool holds_in_text(const story::Story& story, Edge edge, const Here& edges) {
  switch (edge) {
    case Edge::quiet_before: return expects_at(story, edges.hours.from_minute - 1);
    case Edge::quiet_after: return expects_at(story, edges.hours.from_minute);
    case Edge::quiet_over:
      return expects_at(story, edges.hours.to_minute) && expects(story, [&](const story::Expectation& e) {
               return is_blocked(e, "quiet") && e.when.from_minute == edges.hours.from_minute && e.until.minute == edges.hours.to_minute;
             });
    case Edge::cap_below:
    case Edge::cap_reached: return expects(story, positive);
    case Edge::cap_over:
      return expects(story, [](const story::Expectation& e) {
        return is_blocked(e, "capped") || (positive(e) && e.subject == story::Subject::task && e.until.written) ||
               (positive(e) && e.subject == story::Subject::touch && e.state == story::Word::skipped && e.outcome.text == "capped");
      });
    case Edge::holiday: return within_a_holiday(story, edges);
    case Edge::makeup: return std::ranges::any_of(days_of(story), [&](std::int32_t day) { return made_up(edges, base::Date{day}); });
    default: return over_month_end(story);
  }
}

// Where the edge lies a step aside: the story comes out there, or it does not.
struct Otherwise {
  Aside world;
  bool comes_out = false;
};
std::vector<Otherwise> otherwise(Edge edge, const Here& edges) {
  const plan::QuietHours& hours = edges.hours;
  switch (edge) {
    case Edge::quiet_before: return {{quiet_instead(hours, hours.from_minute - 1, hours.to_minute)}};
    case Edge::quiet_after: return {{quiet_instead(hours, hours.from_minute + 1, hours.to_minute)}};
    case Edge::quiet_over: return {{quiet_instead(hours, hours.from_minute, hours.to_minute + 1)}};
    case Edge::cap_below: return {{cap_instead(edges.cap, edges.cap - 1), true}, {cap_instead(edges.cap, edges.cap - 2)}};
    case Edge::cap_reached: return {{cap_instead(edges.cap, edges.cap + 1), true}, {cap_instead(edges.cap, edges.cap - 1)}};
    case Edge::cap_over: return {{cap_instead(edges.cap, edges.cap + 1)}};
    case Edge::holiday: return {{days_gone("off")}};
    case Edge::makeup: return {{days_gone("work")}};
    default: return {};
  }
}

}  // namespace

TEST_CASE("edges: every shipped playbook has a story at each edge, which falls when the edge is moved") {
  for (const char* playbook : whole::kShipped) {
    const Told told(playbook);
    const Here edges = here(told);
    for (int i = 0; i < kEdges; ++i) {
      const auto edge = static_cast<Edge>(i);
      const Shown shows = shown(playbook, edge);
      INFO(playbook << ", edge " << i << ": " << shows.story);
      if (shows.story.empty()) {
        CHECK(shows.because.size() > 20);
        continue;
      }
      const story::Story* story = told.story(shows.story);
      CHECK(story != nullptr);
      if (story == nullptr) continue;
      CHECK(holds_in_text(*story, edge, edges));
      CHECK(told.comes_out(shows.story));
      for (const Otherwise& each : otherwise(edge, edges)) CHECK(Told(playbook, each.world).comes_out(shows.story) == each.comes_out);
    }
  }
}

TEST_CASE("edges: a story that only bears an edge's name is found out") {
  const Told told("near_threshold");
  const Here edges = here(told);
  const story::Story* main = told.story("steady");
  REQUIRE(main != nullptr);
  // In July from the 10th to the 20th: at no edge at all.
  for (const Edge edge :
       {Edge::quiet_before, Edge::quiet_after, Edge::quiet_over, Edge::cap_over, Edge::holiday, Edge::makeup, Edge::month_end}) {
    INFO(static_cast<int>(edge));
    CHECK_FALSE(holds_in_text(*main, edge, edges));
  }
  CHECK(Told("near_threshold", cap_instead(edges.cap, edges.cap - 1)).comes_out("steady"));
}
