#pragma once
// From a plan to its cards; used by cards.cpp alone, apart so that each step can be read by itself.
#include <map>
#include <set>

#include "dsl/draw/picture.hpp"

namespace playmaker::draw {

class CardBuilder {
 public:
  explicit CardBuilder(const tell::Teller& teller) : t_(teller), plan_(teller.plan()) {}
  Picture build();

 private:
  std::uint32_t card(CardKind kind, plan::SiteIndex site, const std::string& name, const std::string& title);
  void note(std::uint32_t card, const std::string& text);
  void rows(std::uint32_t card, const std::vector<tell::Line>& lines, int depth);
  void row(std::uint32_t card, tell::Look look, int depth, const std::string& text);
  void edge(std::uint32_t from, std::uint32_t row, std::uint32_t to, bool any_time);

  void entries();
  void journey();
  void stages();
  void own_steps();
  void tracks();
  void moments();
  void breakpoints();
  void exits();
  void goals();
  void reviews();
  void spoken_for();                   // sends that an ask, a place or an invitation tells
  void what_is_left();                 // sites that no card has shown
  void decisions_lead_on();
  void hand_offs_lead_on();
  void goals_follow();
  void task_leads_to(const plan::Trigger& trigger, std::uint32_t card);
  std::set<std::uint32_t> tasks_in(plan::NodeIndex condition) const;

  struct Leading {                     // a row that leads on: to a playbook, or to a decision
    std::uint32_t card = 0, row = 0;
    tell::Line line;
  };
  const tell::Teller& t_;
  const plan::Plan& plan_;
  Picture out_;
  std::uint32_t journey_ = 0;
  std::set<plan::SiteIndex> shown_;
  std::map<plan::SiteIndex, std::uint32_t> card_of_;                         // containers
  std::map<plan::SiteIndex, std::pair<std::uint32_t, std::uint32_t>> row_of_;  // tasks and waves
  std::vector<Leading> hand_offs_, decisions_;
  std::vector<std::uint32_t> stages_, tracks_, goals_;
};

}  // namespace playmaker::draw
