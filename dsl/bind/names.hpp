#pragma once
// Who is called what: every thing that is declared once for all files, by category. Each category is a namespace of its own, since a
// place that takes a channel looks among channels only; what expressions read of them is gathered by the playbook's own lookup.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/bind/type.hpp"

namespace playmaker::bind {

enum class Thing : std::uint8_t {
  event,
  import_,
  segment,
  score,
  list,
  pool,
  product,
  activity,
  channel,
  template_,
  policy,
  role,
  benefit,
  calendar,
  playbook,
  fragment,
  // of one playbook
  param,
  define,
  goal,
  exit,
  stage,
  wave,
  task,
  breakpoint,
  moment,
  decide,
  track,
  handler,
  include,
  repeat,
  review,
};
constexpr std::size_t kSharedThings = static_cast<std::size_t>(Thing::fragment) + 1;
source::Words words(Thing thing);                          // "channel", "渠道"

struct Declared {
  std::string name, alias;
  Where where;
};

class Names {
 public:
  // The index of the new one within its category, or of the one that has its name or alias already (then `taken` is set).
  std::uint32_t add(Thing thing, Declared declared, bool& taken);
  std::uint32_t find(Thing thing, std::string_view name) const;   // by name or alias; kNone: none
  const std::vector<Declared>& all(Thing thing) const { return tables_[static_cast<std::size_t>(thing)]; }
  const Declared& at(Thing thing, std::uint32_t index) const { return all(thing)[index]; }
  void candidates(Thing thing, std::vector<std::string_view>& out) const;

 private:
  std::vector<Declared> tables_[kSharedThings];
  std::map<std::string, std::uint32_t, std::less<>> by_name_[kSharedThings];
};

}  // namespace playmaker::bind
