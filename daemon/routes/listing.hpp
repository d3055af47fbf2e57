#pragma once
// What every list shares: filters given in outside words, pages with cursors, outside ids and names beside the view's rows, the
// watermark. At the desk.
#include <optional>
#include <string>
#include <vector>

#include "daemon/routes/doors.hpp"
#include "runtime/view/rows.hpp"

namespace playmaker::routes {

// The filters that are names outside and numbers inside. Codes customer_unknown (gone), person_unknown, branch_unknown.
struct Numbers {
  std::optional<std::uint64_t> customer;
  std::optional<std::uint32_t> assignee, branch;
};
base::Result<Numbers> numbers_of(Doors& doors, const http::Query& query);

// `limit` (1 … 1000, 50 if not given) and `cursor`. The page asks for one row more than is shown, to know whether there is a next one.
base::Result<view::Page> page_of(const http::Query& query);

struct RowKey {
  engine::Surrogate customer = 0;
  core::ThingRef ref;
};
struct Named {
  std::shared_ptr<const core::Roster> roster;
  std::vector<std::string> customers, ids;             // by row: outside id, sealed id
  std::string person(std::optional<std::uint32_t> number) const;
  std::string branch(std::optional<std::uint32_t> number) const;
};
base::Result<Named> named(Doors& doors, base::SealedKind kind, std::vector<RowKey> rows);

// A list route: waits for `?after=`, reads, names, writes. `read` gives the rows of a page; `write` one row as an object's members.
template <class Row, class Read, class Write>
base::Result<http::Response> list(Doors& doors, const http::Call& call, daemon::Desk::Seat& seat, base::SealedKind kind, Read read,
                                  Write write) {
  if (auto seen = await_view(doors, call); !seen) return std::unexpected(seen.error());
  auto page = page_of(call.query);
  if (!page) return std::unexpected(page.error());
  const auto numbers = numbers_of(doors, call.query);
  if (!numbers) return std::unexpected(numbers.error());
  auto reader = seat.reader();
  if (!reader) return std::unexpected(reader.error());
  const std::uint64_t watermark = (*reader)->watermark();
  base::Result<std::vector<Row>> rows = read(**reader, *numbers, *page);
  if (!rows) return std::unexpected(rows.error());
  const bool more = rows->size() == page->limit;
  if (more) rows->pop_back();
  std::vector<RowKey> keys;
  for (const Row& row : *rows) {
    if constexpr (requires { row.site; })
      keys.push_back({row.customer, {row.journey, row.site, static_cast<std::uint16_t>(row.occurrence)}});
    else keys.push_back({row.customer, {row.journey, 0, 0}});
  }
  const auto names = named(doors, kind, keys);
  if (!names) return std::unexpected(names.error());
  daemon::JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (std::size_t i = 0; i < rows->size(); ++i) {
    json.begin_object().field("id", names->ids[i]).field("customer", names->customers[i]).field("playbook", (*rows)[i].playbook);
    write(json, (*rows)[i], *names);
    json.end_object();
  }
  json.end_array().key("next");
  if (more && !keys.empty()) {
    const RowKey& last = keys.back();
    const std::uint64_t journey = last.ref.journey;
    std::uint64_t rest = journey;
    if constexpr (requires(Row row) { row.site; })
      rest = journey << 36 | static_cast<std::uint64_t>(last.ref.site) << 16 | last.ref.occurrence;
    json.value(http::cursor_text(last.customer, rest));
  } else {
    json.null();
  }
  return ok(json.field("watermark", watermark).end_object().take());
}

// "open" to its number, by the words of a closed list. Code parameter_invalid, with the words that are known.
struct Word {
  std::string_view word;
  int code;
};
base::Result<std::optional<int>> word_of(const http::Query& query, std::string_view name, std::initializer_list<Word> known);

std::optional<std::string> text_of(const http::Query& query, std::string_view name);
void write_time(daemon::JsonWriter& json, std::string_view name, std::int64_t ms, const Named& names);  // left out when not yet, or never
void write_text(daemon::JsonWriter& json, std::string_view name, const std::string& text);  // left out when empty

}  // namespace playmaker::routes
