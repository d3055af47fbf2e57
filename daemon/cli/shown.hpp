#pragma once
// How a cell of a list is shown to a Chinese reader: codes in words, things by the names that people gave them. English tables show what
// JSON says: its codes are English words already.
#include <cstdint>
#include <string>

#include "daemon/cli/session.hpp"
#include "runtime/engine/commands/raw_value.hpp"

namespace playmaker::cli {

enum class Cell : std::uint8_t {
  as_is,
  playbook,
  place,            // a path of the row's playbook
  result,           // an outcome: of a task, or the goal or exit a journey ended by
  role,
  channel,
  message,          // a template
  attribute,
  task_status,
  touch_status,
  stall_status,
  question_status,
  question_kind,
  answer,
  via,
  hold_out,
  reason,
  rate,             // "invite.call.done"
  figure,           // what a figure's row is of: a place, "channel push", "benefit coffee"
  money,            // "15.00 CNY"
};

// Names given to things, as `GET /v1/labels` tells them; empty: everything is called by its id.
class Labels {
 public:
  Labels() = default;
  explicit Labels(engine::RawValue labels) : labels_(std::move(labels)) {}
  // The label of `name` of a kind ("roles"); the name itself where there is none.
  std::string of(std::string_view kind, const std::string& name) const;
  std::string place(const std::string& playbook, const std::string& path) const;
  std::string own_of_any(const std::string& playbook, const std::string& name) const;   // of a place of that name anywhere; or empty

 private:
  engine::RawValue labels_;
};
// Of the daemon, where the session is Chinese and prints tables; no word of a failure: lists go without.
Labels labels_of(const Session& session);

std::string shown(const Session& session, const Labels& labels, Cell cell, const engine::RawValue& row, const std::string& text);

}  // namespace playmaker::cli
