#pragma once
// Who makes the paper, chapter by chapter; used by this room alone.
#include "dsl/docs/document.hpp"

namespace playmaker::docs {

class Page {
 public:
  Page(const tell::Teller& teller, const plan::Origin& origin, const std::vector<Warning>& warnings, const std::vector<Proof>& proofs)
      : t_(teller),
        plan_(teller.plan()),
        catalog_(teller.catalog()),
        origin_(origin),
        warnings_(warnings),
        proofs_(proofs) {}
  Document make();

 private:
  // journey_part.cpp
  void identity();
  void audience();
  void goals();
  void stages();
  bool taken_back(const plan::Stage& stage) const;
  void decisions();
  void moments();
  void breakpoints();
  // work_part.cpp
  void tasks();
  void waves();
  // contact_part.cpp
  void budget();
  void touches();
  void benefits();
  // review_part.cpp
  void reviews();
  // law_part.cpp
  void laws();
  void signatures();

  std::string say(std::string_view en, std::string_view zh) const { return t_.say(en, zh); }
  void heading(std::string_view en, std::string_view zh) { out_.blocks.emplace_back(Heading{say(en, zh)}); }
  void paragraph(std::string text) { out_.blocks.emplace_back(Paragraph{std::move(text)}); }
  void outline(plan::OpIndex from);
  Cell steps(plan::OpIndex from) const;      // an outline within a cell
  std::string where(plan::SiteIndex site) const;   // the container a thing stands in: "stage Invite"
  Cell escalation(const plan::Task& task) const;
  const plan::Policy* policy() const;
  std::string reach(const plan::Reach& reach) const;

  const tell::Teller& t_;
  const plan::Plan& plan_;
  const plan::Catalog& catalog_;
  const plan::Origin& origin_;
  const std::vector<Warning>& warnings_;
  const std::vector<Proof>& proofs_;
  Document out_;
};

}  // namespace playmaker::docs
