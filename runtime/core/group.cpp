#include "runtime/core/group.hpp"

#include <array>
#include <utility>

#include "runtime/base/layout.hpp"

namespace playmaker::core {
namespace {

constexpr std::size_t kCodes = 512;        // every code is below; the table is indexed by it

template <class T>
constexpr std::string_view type_name() {
  std::string_view name =
      __PRETTY_FUNCTION__;   // "... [with T = playmaker::core::TaskOpened; ...]" or "... [T = playmaker::core::TaskOpened]"
  name.remove_prefix(name.find("T = ") + 4);
  name = name.substr(0, name.find_first_of(";]"));
  return name.substr(name.rfind(':') + 1);
}

// One row a code: its name, and how its bytes become an input or a fact.
template <class Any>
struct Row {
  std::string_view name;
  bool (*read)(base::Reader&, Any&) = nullptr;
};

template <class Any, class T>
bool read_record(base::Reader& in, Any& out) {
  T value;
  base::read_growing(in, value);
  out = std::move(value);
  return !in.bad();
}

template <class Any>
struct Table {
  std::array<Row<Any>, kCodes> rows{};
  template <std::size_t... I>
  constexpr explicit Table(std::index_sequence<I...>) {
    (add<std::variant_alternative_t<I, Any>>(), ...);
  }
  template <class T>
  constexpr void add() {
    static_assert(T::kCode < kCodes);
    rows[T::kCode] = {type_name<T>(), &read_record<Any, T>};
  }
};
constexpr Table<Input> kInputs(std::make_index_sequence<std::variant_size_v<Input>>{});
constexpr Table<Fact> kFacts(std::make_index_sequence<std::variant_size_v<Fact>>{});

template <class Any, std::size_t... I>
constexpr bool distinct(std::index_sequence<I...>) {
  std::array<int, kCodes> seen{};
  (++seen[std::variant_alternative_t<I, Any>::kCode], ...);
  for (const int n : seen) {
    if (n > 1) return false;
  }
  return true;
}
static_assert(distinct<Input>(std::make_index_sequence<std::variant_size_v<Input>>{}), "two inputs share a code");
static_assert(distinct<Fact>(std::make_index_sequence<std::variant_size_v<Fact>>{}), "two facts share a code");

void append_record(base::Writer& out, std::uint16_t code, const std::string& fields) {
  out.uint(code);
  out.text(fields);
}

template <class Any>
void append_any(base::Writer& out, const Any& any) {
  std::visit([&]<class T>(const T& value) { append_record(out, T::kCode, base::encoded(value)); }, any);
}

std::unexpected<base::Failure> unreadable(std::string why, std::string zh) {
  return base::broken("group_unreadable", "a group of facts cannot be read: " + std::move(why), "一组事实无法读取:" + std::move(zh));
}

template <class Any>
bool read_any(base::Reader& body, const Table<Any>& table, Any& out, std::uint64_t& code) {
  code = body.uint();
  base::Reader fields(body.text());
  if (body.bad() || code >= kCodes || table.rows[code].read == nullptr) return false;
  return table.rows[code].read(fields, out);
}

}  // namespace

void append_group(std::string& out, const Group& group) {
  base::Writer body;
  body.uint(group.customer);
  body.sint(group.at.ms);
  body.word(group.previous);
  append_any(body, group.input);
  for (const Fact& fact : group.facts) append_any(body, fact);
  base::Writer length;
  length.uint(body.size());
  out += length.bytes();
  out += body.bytes();
}

base::Result<Group> read_group(std::string_view bytes, std::size_t& at) {
  if (at >= bytes.size()) return unreadable("there is none", "已到末尾");
  base::Reader in(bytes.substr(at));
  base::Reader body(in.text());
  if (in.bad()) return unreadable("it is cut off", "内容不完整");
  Group group;
  group.customer = body.uint_as<std::uint32_t>();
  group.at.ms = body.sint();
  group.previous = body.word();
  std::uint64_t code = 0;
  if (!read_any(body, kInputs, group.input, code)) {
    return unreadable("input of code " + std::to_string(code) + " is damaged or of a newer release",
                      "编码 " + std::to_string(code) + " 的输入已损坏或来自更新的版本");
  }
  while (!body.done()) {
    Fact fact;
    if (!read_any(body, kFacts, fact, code)) {
      return unreadable("fact of code " + std::to_string(code) + " is damaged or of a newer release",
                        "编码 " + std::to_string(code) + " 的事实已损坏或来自更新的版本");
    }
    group.facts.push_back(std::move(fact));
  }
  if (body.bad()) return unreadable("its fields are damaged", "字段已损坏");
  at += in.at();
  return group;
}

std::string_view code_name(std::uint16_t code) {
  if (code >= kCodes) return "";
  return kInputs.rows[code].read != nullptr ? kInputs.rows[code].name : kFacts.rows[code].name;
}

std::uint16_t code_of(const Fact& fact) {
  return std::visit([]<class T>(const T&) { return T::kCode; }, fact);
}
std::uint16_t code_of(const Input& input) {
  return std::visit([]<class T>(const T&) { return T::kCode; }, input);
}

}  // namespace playmaker::core
