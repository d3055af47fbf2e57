#pragma once
// What stands between braces: for each kind of block its name for people, the rule of one item, and how reading goes on after an
// item that was not understood.
#include <cstdint>

#include "dsl/read/words.hpp"
#include "dsl/source/issue.hpp"

namespace playmaker::read {

struct Cursor;

enum class ContainerId : std::uint8_t {
  file,
  catalog,
  playbook,
  audience,
  steps,
  task,
  breakpoint,
  moment,
  review,
  experiment,
  decide,
  fields,
  list,
  product,
  activity,
  channel,
  template_,
  policy,
  role,
  benefit,
  calendar,
  count,
};

struct Container {
  const char* en;
  const char* zh;
  bool (*item)(Cursor& at, const Cursor& last);
  bool names_start;  // an item may begin with any name or value: only a new line is a safe place to go on
  bool commas;       // commas between items are allowed
};

const Container& container(ContainerId id);

// The block that follows the head of a statement beginning with this word, so that a slip in the head does not hide those inside.
// `count` where there is none.
ContainerId body_of(Word leading);

}  // namespace playmaker::read
