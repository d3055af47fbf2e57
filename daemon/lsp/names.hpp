#pragma once
// What texts declare, and where it is named: from the syntax trees alone, so that it holds while a text has mistakes. Pure.
#include <cstdint>
#include <string>
#include <vector>

#include "dsl/compile.hpp"

namespace playmaker::lsp {

enum class Sort : std::uint8_t {
  event,
  channel,
  template_,
  role,
  benefit,
  calendar,
  policy,
  playbook,
  fragment,
  import,
  segment,
  score,
  list,
  pool,
  product,
  activity,
  customer_field,                          // its name has its record's before it: consent.sms
  event_field,                             // event's name before it: deposit.amount
  stage,
  wave,
  task,
  breakpoint,
  moment,
  track,
  goal,
  exit,
  param,
  define,
  other,
};
using Sorts = std::uint32_t;               // a set of them
constexpr Sorts set_of(Sort sort) { return Sorts{1} << static_cast<unsigned>(sort); }
constexpr Sorts kAnySort = ~Sorts{0};
bool within_playbook(Sort sort);           // known in its playbook only

struct Declaration {
  Sort sort = Sort::other;
  std::string name, alias, zh, en;
  source::Span span, name_span;            // the whole of it, its name
  source::Span scope;                      // empty: everywhere
  std::vector<std::string> outcomes;       // tasks
  std::vector<std::string> channels;       // templates
};
struct Occurrence {
  source::Span span;
  std::string text;                        // as Declaration::name
  Sorts among = kAnySort;
  std::uint32_t declaration = UINT32_MAX;  // what it names; UINT32_MAX: nothing known
};

class Names {
 public:
  explicit Names(const dsl::Compiled& compiled);
  const std::vector<Declaration>& declarations() const { return declarations_; }
  const std::vector<Occurrence>& occurrences() const { return occurrences_; }
  // What stands at this byte: a name where it is used or declared; nullptr: none.
  const Declaration* at(source::FileId file, std::uint32_t offset, source::Span& span) const;
  // Every place that names it by its own name, its declaration first.
  std::vector<source::Span> places(const Declaration& declaration) const;

 private:
  struct Walk;
  void resolve();
  std::vector<Declaration> declarations_;
  std::vector<Occurrence> occurrences_;
};

source::Words sort_words(Sort sort);

}  // namespace playmaker::lsp
