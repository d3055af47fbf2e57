#pragma once
// A plan in people's words. Labels are taken in the asked language; what has none is called by its name. Pure; any thread.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/text.hpp"
#include "runtime/plan/plan.hpp"

namespace playmaker::tell {

// What a line is about: its colour in a picture, its sign in a paper.
enum class Look : std::uint8_t { must_task, optional_task, wave, touch, notice, benefit, wait, choice, hand_off, finish, decision, other };

// One line of an outline. `depth` counts from 0; what stands below a line with a greater depth belongs to it.
struct Line {
  int depth = 0;
  Look look = Look::other;
  std::string text;                            // "kind word, name, times", without line ends
  plan::SiteIndex site = plan::kNone;
  std::string playbook;                        // hand_off: to which
  std::vector<std::uint32_t> tracks;           // decision: where its rows lead
};

// Other playbooks as their owners call them, by name: one that hands customers on is read without them.
using Titles = std::map<std::string, plan::Label, std::less<>>;

class Teller {
 public:
  // All outlive the teller. `origin` may be shorter than the plan's sites; `titles` may lack any playbook, or be none.
  Teller(const plan::Plan& plan, const plan::Origin& origin, const plan::Catalog& catalog, base::Language language,
         const Titles* titles = nullptr)
      : plan_(plan),
        origin_(origin),
        catalog_(catalog),
        language_(language),
        titles_(titles) {}

  const plan::Plan& plan() const { return plan_; }
  const plan::Catalog& catalog() const { return catalog_; }
  base::Language language() const { return language_; }
  bool zh() const { return language_ == base::Language::zh; }
  std::string say(std::string_view en, std::string_view zh) const { return std::string(this->zh() ? zh : en); }
  std::string quoted(std::string_view name) const;                    // “name” with the language's marks

  // Names. The playbook's own, a site's, and those of the catalog by the plan's text index or by name.
  std::string title() const;
  std::string name(plan::SiteIndex site) const;                       // "电话邀约"; never empty
  std::string kind(plan::SiteKind kind) const;                        // "阶段"; a kind without a word: "step"
  std::string text(plan::TextIndex index) const;                      // as written; empty for kNone
  std::string event(std::string_view name) const;
  std::string channel(std::string_view name) const;
  std::string message(std::string_view name) const;                   // a template's
  std::string role(std::string_view name) const;
  std::string benefit(std::string_view name) const;
  std::string product(std::string_view name) const;
  std::string activity(std::string_view name) const;
  std::string attribute(std::string_view name) const;                 // a field of the customer
  std::string playbook(std::string_view name) const;                  // another one: its title where that is known
  std::string label(const plan::Label& label, std::string_view name) const;

  // Values and times.
  std::string number(std::int64_t value) const;                       // 20,000 or 2万
  std::string money(std::int64_t minor_units) const;
  std::string percent(std::int64_t millionths) const;
  std::string length(const plan::Length& length) const;               // "2 working days"; empty when not written
  std::string period(plan::Period period) const;
  std::string purpose(plan::Purpose purpose) const;
  std::string cap(const plan::Cap& cap) const;                        // "3 contacts per 7 days", without whom it reaches
  std::string clock(std::int32_t minute) const;                       // "09:30"
  std::string timing(const plan::Timing& timing) const;               // "day 3 at 10:00"; empty for none
  std::string due(const plan::DueRule& due) const;                    // "within 2 working days"
  std::string tick(const plan::Tick& tick) const;                     // "1 working day after due"
  std::string anchor(const plan::Anchor& anchor) const;
  std::string trigger(const plan::Trigger& trigger) const;
  std::string again(const plan::Again& again) const;
  std::string entry(const plan::Entry& entry) const;
  std::string from_list(const plan::Entry& entry) const;
  std::string stage_times(const plan::Stage& stage) const;            // "days 1 to 14", "after Invite, within 9 working days"
  std::string wave_times(const plan::Wave& wave) const;
  std::string task_times(const plan::Task& task) const;               // when it opens; empty: at once
  std::string stall_rule(const plan::Breakpoint& breakpoint) const;
  std::string repeat_times(const plan::Repeat& repeat) const;         // "every week on Monday, up to 8 times"
  std::string customers(std::int64_t number) const;                   // "20,000 customers", "2万位客户"
  std::string closing(const plan::TaskClosing& closing) const;
  std::vector<std::string> closings(const plan::Task& task) const;    // by report included

  // What a task asks for beside its closing; whom a breakpoint asks why; what a moment does that comes for several things, or again
  // during itself (work.cpp). Empty: nothing.
  std::vector<std::string> work(const plan::Task& task) const;
  std::string reasons(const plan::Breakpoint& breakpoint) const;
  std::string moment_rules(const plan::Moment& moment) const;

  // A condition of the plan's own unit, or of another (the catalog's).
  std::string condition(plan::NodeIndex node) const { return condition(plan_.unit, node); }
  std::string condition(const plan::Unit& unit, plan::NodeIndex node) const;
  std::string cell(const plan::Cell& cell) const;

  // Reviews (reviews.cpp).
  std::string every(const plan::SweepRule& rule) const;               // "every 2 weeks", "every working day"
  std::string regular(const plan::SweepRule& rule) const;             // "every week on Monday at 09:00"
  std::string show(const plan::Show& show) const;                     // "the funnel of stages by branch"
  std::vector<std::string> review_lines(const plan::Review& review) const;
  std::string target(const plan::Target& target) const;               // "30 “Met” per quarter in each branch"

  // Block code from its first op to its end, waves and what they do included.
  std::vector<Line> steps(plan::OpIndex from) const;
  std::string task_line(const plan::Task& task) const;                // "must task Call to invite, by phone, …"
  std::string send_line(const plan::Send& send) const;

 private:
  std::string handler_name(std::string_view of) const;
  std::string set(const std::string& text) const;                     // Chinese as print sets it; names stand in quotes
  std::string offered(plan::TextIndex product) const;                 // "offers “Cash plus”, where it is suitable"
  std::string kinded(std::string_view kind, std::string_view name) const;
  void walk(plan::OpIndex from, plan::OpIndex to, int depth, int nesting, std::vector<Line>& out) const;
  // The braces of a question or a placement.
  void replies(plan::OpIndex answered, plan::OpIndex silent, plan::SiteIndex site, int depth, int nesting, std::vector<Line>& out) const;
  plan::OpIndex end_of(plan::OpIndex from) const;
  std::string values(const std::vector<plan::WithValue>& with) const;

  const plan::Plan& plan_;
  const plan::Origin& origin_;
  const plan::Catalog& catalog_;
  base::Language language_;
  const Titles* titles_;
};

// Joins what is not empty.
std::string joined(const std::vector<std::string>& parts, std::string_view between);

}  // namespace playmaker::tell
