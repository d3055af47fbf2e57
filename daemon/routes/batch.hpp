#pragma once
// Batches in and their results out. A batch is NDJSON or a JSON array; an item that cannot even be read is refused at its place, the
// others go to the engine, and the answer has one result an item, in order.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/http/message.hpp"
#include "daemon/json.hpp"
#include "runtime/base/text.hpp"
#include "runtime/engine/commands/command.hpp"

namespace playmaker::routes {

class Batch {
 public:
  // The items of a body. NDJSON: one a line, blank lines are passed over. Else: an array, or one object (when `one`).
  // Codes json_invalid (not NDJSON), batch_too_large.
  static base::Result<Batch> read(std::string_view body, bool lines, bool one);

  std::size_t size() const { return items_.size(); }
  engine::RawValue* item(std::size_t i) { return items_[i].failure ? nullptr : &items_[i].value; }   // nullptr: could not be read
  void refuse(std::size_t i, base::Failure failure) { items_[i].failure = std::move(failure); }

  // {"commit", "accepted", "duplicate", "refused", "results": [{"line", "status", "code", "message", "commit"}]}. `reply` holds the results
  // of the items that were not refused before, in order.
  std::string results(const engine::Reply& reply, base::Language language) const;

 private:
  struct Item {
    std::size_t line = 0;
    engine::RawValue value;
    std::optional<base::Failure> failure;
  };
  std::vector<Item> items_;
};

}  // namespace playmaker::routes
