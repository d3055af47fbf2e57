#include "runtime/cel/functions.hpp"

#include <algorithm>
#include <array>

#include "runtime/base/text.hpp"
#include "runtime/cel/convert.hpp"
#include "runtime/cel/encode.hpp"
#include "runtime/cel/moment.hpp"
#include "runtime/cel/operators.hpp"
#include "runtime/cel/pattern.hpp"
#include "runtime/cel/search.hpp"
#include "runtime/cel/text.hpp"

namespace playmaker::cel {

namespace {

using Arguments = std::span<const Value>;

Value wrong() { return error(Fault::no_overload); }
bool texts(Arguments a) {
  return std::ranges::all_of(a, [](const Value& one) { return one.kind == Kind::text; });
}
bool whole(const Value& a) { return a.kind == Kind::integer; }

Value size(Arguments a) {
  switch (a[0].kind) {
    case Kind::text: return integer(static_cast<std::int64_t>(base::count_code_points(a[0].text())));
    case Kind::bytes: return integer(static_cast<std::int64_t>(a[0].text().size()));
    case Kind::list:
    case Kind::map: return integer(static_cast<std::int64_t>(a[0].size()));
    default: return wrong();
  }
}

Value contains(Arguments a) { return texts(a) ? boolean(first_place(a[0].text(), a[1].text()) != std::string_view::npos) : wrong(); }
Value starts_with(Arguments a) { return texts(a) ? boolean(a[0].text().starts_with(a[1].text())) : wrong(); }
Value ends_with(Arguments a) { return texts(a) ? boolean(a[0].text().ends_with(a[1].text())) : wrong(); }
Value matches_(Arguments a) { return texts(a) ? matches(a[0].text(), a[1].text()) : wrong(); }

Value lower(Arguments a) { return texts(a) ? text(cased(a[0].text(), false)) : wrong(); }
Value upper(Arguments a) { return texts(a) ? text(cased(a[0].text(), true)) : wrong(); }
Value trim(Arguments a) { return texts(a) ? text(std::string(trimmed(a[0].text()))) : wrong(); }
Value quote(Arguments a) { return texts(a) ? text(quoted(a[0].text())) : wrong(); }
Value reverse(Arguments a) { return texts(a) ? text(reversed(a[0].text())) : wrong(); }
Value char_at_(Arguments a) { return texts(a.first(1)) && whole(a[1]) ? char_at(a[0].text(), a[1].number) : wrong(); }
Value index_of_(Arguments a) {
  if (!texts(a.first(2)) || (a.size() == 3 && !whole(a[2]))) return wrong();
  return index_of(a[0].text(), a[1].text(), a.size() == 3 ? a[2].number : 0);
}
Value last_index_of_(Arguments a) {
  if (!texts(a.first(2)) || (a.size() == 3 && !whole(a[2]))) return wrong();
  return last_index_of(a[0].text(), a[1].text(), a.size() == 3 ? std::optional(a[2].number) : std::nullopt);
}
Value substring_(Arguments a) {
  if (!texts(a.first(1)) || !whole(a[1]) || (a.size() == 3 && !whole(a[2]))) return wrong();
  return substring(a[0].text(), a[1].number, a.size() == 3 ? std::optional(a[2].number) : std::nullopt);
}
Value replace(Arguments a) {
  if (!texts(a.first(3)) || (a.size() == 4 && !whole(a[3]))) return wrong();
  return replaced(a[0].text(), a[1].text(), a[2].text(), a.size() == 4 ? a[3].number : -1);
}
Value split_(Arguments a) {
  if (!texts(a.first(2)) || (a.size() == 3 && !whole(a[2]))) return wrong();
  return split(a[0].text(), a[1].text(), a.size() == 3 ? a[2].number : -1);
}
Value join(Arguments a) {
  if (a[0].kind != Kind::list || (a.size() == 2 && a[1].kind != Kind::text)) return wrong();
  return joined(a[0], a.size() == 2 ? a[1].text() : std::string_view());
}
Value format(Arguments a) { return texts(a.first(1)) && a[1].kind == Kind::list ? formatted(a[0].text(), a[1]) : wrong(); }

Value encode(Arguments a) { return a[0].kind == Kind::bytes ? text(base64(a[0].text())) : wrong(); }
Value decode(Arguments a) {
  if (!texts(a)) return wrong();
  auto made = from_base64(a[0].text());
  return made ? bytes(std::move(*made)) : error(Fault::invalid, std::string(a[0].text()));
}

Value dyn(Arguments a) { return a[0]; }
Value type_(Arguments a) { return type(type_name(a[0])); }
Value int_(Arguments a) { return to_int(a[0]); }
Value uint_(Arguments a) { return to_uint(a[0]); }
Value double_(Arguments a) { return to_double(a[0]); }
Value string_(Arguments a) { return to_string(a[0]); }
Value bytes_(Arguments a) { return to_bytes(a[0]); }
Value bool_(Arguments a) { return to_bool(a[0]); }
Value timestamp_(Arguments a) { return to_timestamp(a[0]); }
Value duration_(Arguments a) { return to_duration(a[0]); }

template <Part part>
Value part_(Arguments a) {
  if (a.size() == 1) return part_of(a[0], part, {});
  return a[0].kind == Kind::timestamp && a[1].kind == Kind::text ? part_of(a[0], part, a[1].text()) : wrong();
}

Value some(Arguments a) { return optional_of(a[0]); }
Value some_non_zero(Arguments a) {
  const Value& v = a[0];
  const bool empty =
      v.kind == Kind::null || ((v.kind == Kind::list || v.kind == Kind::map) && v.items().empty()) ||
      ((v.kind == Kind::text || v.kind == Kind::bytes) && v.text().empty()) || (v.kind == Kind::decimal && v.as_double() == 0) ||
      ((v.kind == Kind::boolean || v.kind == Kind::integer || v.kind == Kind::unsigned_integer || v.kind == Kind::duration) &&
       v.number == 0);
  return empty ? optional_none() : optional_of(v);
}
Value none(Arguments) { return optional_none(); }
Value has_value(Arguments a) { return a[0].kind == Kind::optional ? boolean(!a[0].items().empty()) : wrong(); }
Value value_of(Arguments a) {
  if (a[0].kind != Kind::optional) return wrong();
  return a[0].items().empty() ? error(Fault::no_such_key, "optional.none()") : a[0].items().front();
}
Value or_(Arguments a) {
  if (a[0].kind != Kind::optional || a[1].kind != Kind::optional) return wrong();
  return a[0].items().empty() ? a[1] : a[0];
}
Value or_value(Arguments a) {
  if (a[0].kind != Kind::optional) return wrong();
  return a[0].items().empty() ? a[1] : a[0].items().front();
}

constexpr std::size_t kMany = 64;

constexpr std::array kFunctions = {
    Function{"base64.decode", false, 1, 1, decode},
    Function{"base64.encode", false, 1, 1, encode},
    Function{"bool", false, 1, 1, bool_},
    Function{"bytes", false, 1, 1, bytes_},
    Function{"charAt", true, 2, 2, char_at_},
    Function{"contains", true, 2, 2, contains},
    Function{"double", false, 1, 1, double_},
    Function{"duration", false, 1, 1, duration_},
    Function{"dyn", false, 1, 1, dyn},
    Function{"endsWith", true, 2, 2, ends_with},
    Function{"format", true, 2, 2, format},
    Function{"getDate", true, 1, 2, part_<Part::date>},
    Function{"getDayOfMonth", true, 1, 2, part_<Part::day_of_month>},
    Function{"getDayOfWeek", true, 1, 2, part_<Part::day_of_week>},
    Function{"getDayOfYear", true, 1, 2, part_<Part::day_of_year>},
    Function{"getFullYear", true, 1, 2, part_<Part::year>},
    Function{"getHours", true, 1, 2, part_<Part::hours>},
    Function{"getMilliseconds", true, 1, 2, part_<Part::milliseconds>},
    Function{"getMinutes", true, 1, 2, part_<Part::minutes>},
    Function{"getMonth", true, 1, 2, part_<Part::month>},
    Function{"getSeconds", true, 1, 2, part_<Part::seconds>},
    Function{"hasValue", true, 1, 1, has_value},
    Function{"indexOf", true, 2, 3, index_of_},
    Function{"int", false, 1, 1, int_},
    Function{"join", true, 1, 2, join},
    Function{"lastIndexOf", true, 2, 3, last_index_of_},
    Function{"lowerAscii", true, 1, 1, lower},
    Function{"matches", false, 2, 2, matches_},
    Function{"matches", true, 2, 2, matches_},
    Function{"math.abs", false, 1, 1, math::abs},
    Function{"math.bitAnd", false, 2, 2, math::bit_and},
    Function{"math.bitNot", false, 1, 1, math::bit_not},
    Function{"math.bitOr", false, 2, 2, math::bit_or},
    Function{"math.bitShiftLeft", false, 2, 2, math::bit_shift_left},
    Function{"math.bitShiftRight", false, 2, 2, math::bit_shift_right},
    Function{"math.bitXor", false, 2, 2, math::bit_xor},
    Function{"math.ceil", false, 1, 1, math::ceil},
    Function{"math.floor", false, 1, 1, math::floor},
    Function{"math.greatest", false, 1, kMany, math::greatest},
    Function{"math.isFinite", false, 1, 1, math::is_finite},
    Function{"math.isInf", false, 1, 1, math::is_inf},
    Function{"math.isNaN", false, 1, 1, math::is_nan},
    Function{"math.least", false, 1, kMany, math::least},
    Function{"math.round", false, 1, 1, math::round},
    Function{"math.sign", false, 1, 1, math::sign},
    Function{"math.sqrt", false, 1, 1, math::sqrt},
    Function{"math.trunc", false, 1, 1, math::trunc},
    Function{"optional.none", false, 0, 0, none},
    Function{"optional.of", false, 1, 1, some},
    Function{"optional.ofNonZeroValue", false, 1, 1, some_non_zero},
    Function{"or", true, 2, 2, or_},
    Function{"orValue", true, 2, 2, or_value},
    Function{"replace", true, 3, 4, replace},
    Function{"reverse", true, 1, 1, reverse},
    Function{"size", false, 1, 1, size},
    Function{"size", true, 1, 1, size},
    Function{"split", true, 2, 3, split_},
    Function{"startsWith", true, 2, 2, starts_with},
    Function{"string", false, 1, 1, string_},
    Function{"strings.quote", false, 1, 1, quote},
    Function{"substring", true, 2, 3, substring_},
    Function{"timestamp", false, 1, 1, timestamp_},
    Function{"trim", true, 1, 1, trim},
    Function{"type", false, 1, 1, type_},
    Function{"uint", false, 1, 1, uint_},
    Function{"upperAscii", true, 1, 1, upper},
    Function{"value", true, 1, 1, value_of},
};

}  // namespace

std::span<const Function> functions() { return kFunctions; }

const Function* find_function(std::string_view name, bool method) {
  const auto* found = std::ranges::lower_bound(kFunctions, name, {}, &Function::name);
  while (found != kFunctions.end() && found->name == name && found->method != method) ++found;
  return found != kFunctions.end() && found->name == name ? found : nullptr;
}

}  // namespace playmaker::cel
