#pragma once
// The bank's catalog with a role `head`: the head of the customer's branch, the last whom anything escalates to.
#include "tests/engine/bank.hpp"

namespace playmaker::engine_tests {

inline plan::Catalog headed() {
  plan::Catalog catalog = bank_catalog();
  UnitBuilder unit(catalog.unit);
  plan::Role head;
  head.name = "head";
  head.who = unit.node(plan::NodeOp::member, plan::Kind::person, unit.attr("branch", plan::Kind::branch), unit.text("head"));
  head.final_ = true;
  catalog.roles.push_back(head);
  return catalog;
}

}  // namespace playmaker::engine_tests
