#include "tests/fuzz/disk.hpp"

#include "runtime/core/decide.hpp"
#include "runtime/core/group.hpp"
#include "runtime/core/roster/dictionary.hpp"
#include "runtime/journal/layout.hpp"
#include "runtime/plan/plan.hpp"
#include "tests/fuzz/targets.hpp"

namespace playmaker::fuzz {

void decode_plan(std::string_view bytes) {
  if (const auto plan = plan::decode_plan(bytes); plan) {
    expect(plan::verify(plan.value()).empty(), "a plan that was read is sound");
    const auto again = plan::decode_plan(plan::encode(plan.value()));
    expect(again.has_value() && plan::plan_hash(again.value()) == plan::plan_hash(plan.value()),
           "a plan that was read can be written and read");
    expect(!plan::dump(plan.value(), {}).empty(), "a plan that was read can be shown");
  }
  if (const auto catalog = plan::decode_catalog(bytes); catalog) {
    expect(plan::verify(catalog.value()).empty(), "a catalog that was read is sound");
    expect(plan::decode_catalog(plan::encode(catalog.value())).has_value(), "a catalog that was read can be written and read");
  }
  if (const auto origin = plan::decode_origin(bytes); origin)
    expect(plan::decode_origin(plan::encode(origin.value())).has_value(), "an origin that was read can be written and read");
}

void read_groups(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t before = at;
    const auto group = core::read_group(bytes, at);
    if (!group) break;
    expect(at > before && at <= bytes.size(), "a group that was read was there");
    std::string stored;
    core::append_group(stored, group.value());
    std::size_t end = 0;
    const auto again = core::read_group(stored, end);
    expect(again.has_value() && end == stored.size(), "a group that was read can be written and read");
    expect(again.value().facts.size() == group.value().facts.size(), "a group keeps its facts");
  }
  journal::Tail tail;
  tail.known = false;
  (void)journal::decode_row(bytes, 0, 1, tail);
  (void)core::decode_customer(bytes);
  core::Dictionary words;
  if (core::Dictionary::decode(bytes, words)) {
    core::Dictionary again;
    expect(core::Dictionary::decode(words.encode(), again) && again == words, "a dictionary that was read can be written and read");
  }
}

}  // namespace playmaker::fuzz
