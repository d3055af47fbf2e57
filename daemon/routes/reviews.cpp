// Reviews: as they were held last, or as their figures are now.
#include <algorithm>

#include "daemon/routes/listing.hpp"
#include "daemon/routes/review_figures.hpp"
#include "daemon/routes/routes.hpp"
#include "runtime/engine/tallies.hpp"

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

// One review as JSON: when, the rates that decided, what followed, its figures, comparisons and targets.
class Writing {
 public:
  Writing(const Standing& standing, const Named& names, view::Reader& reader, daemon::JsonWriter& json)
      : standing_(standing),
        names_(names),
        reader_(reader),
        json_(json),
        scene_{standing.roster, standing.branches, nullptr, 0, 0} {}

  base::Result<void> review(const engine::ReviewStanding& of, const view::ReviewWhole* held, bool now) {
    scene_.linked = standing_.roster->plans[of.plan].get();
    const plan::Review& review = scene_.linked->plan->reviews[of.review];
    scene_.since = now || held == nullptr ? of.done.ms : held->row.since;
    scene_.until = now || held == nullptr ? standing_.now.ms : held->row.held;
    json_.begin_object().field("playbook", scene_.linked->plan->name).field("review", scene_.linked->plan->sites[review.site].path);
    label(review.site);
    json_.field("now", now);
    if (held != nullptr) {
      write_time(json_, "due", held->row.due, names_);
      write_time(json_, "held", held->row.held, names_);
      json_.field("missed", held->row.missed);
    }
    write_time(json_, "since", scene_.since, names_);
    write_time(json_, "until", scene_.until, names_);
    write_time(json_, "next", of.next.ms, names_);
    rates(of, now ? nullptr : held);
    acts(now ? nullptr : held);
    if (auto done = write_figures(scene_, review, names_, reader_, json_); !done) return done;
    json_.end_object();
    return {};
  }

 private:
  void label(std::uint32_t site) {
    if (scene_.linked->origin == nullptr || site >= scene_.linked->origin->sites.size()) return;
    const plan::Label& label = scene_.linked->origin->sites[site].label;
    if (label.en.empty() && label.zh.empty()) return;
    json_.key("label").begin_object();
    write_text(json_, "en", label.en);
    write_text(json_, "zh", label.zh);
    json_.end_object();
  }
  std::string branch(std::uint32_t number) const { return branch_name(scene_, number); }

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

  const Standing& standing_;
  const Named& names_;
  view::Reader& reader_;
  daemon::JsonWriter& json_;
  ReviewScene scene_;
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
