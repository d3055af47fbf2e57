#include "daemon/routes/listing.hpp"

namespace playmaker::routes {
namespace {

constexpr std::uint32_t kRowsMax = 1'000, kRowsIfNotSaid = 50;

struct Found {
  Numbers numbers;
  std::optional<base::Failure> failure;
};

Found look_up(const engine::Engine& engine, const std::optional<std::string>& customer, const std::optional<std::string>& assignee,
              const std::optional<std::string>& branch) {
  Found found;
  const auto roster = engine.roster();
  const auto number = [&](core::Names kind, const std::string& name) {
    return roster == nullptr ? plan::kNone : roster->dictionary->find(kind, name);
  };
  if (customer) {
    found.numbers.customer = engine.find(*customer);
    if (!found.numbers.customer)
      found.failure = base::gone("customer_unknown", "there is no customer " + *customer, "没有客户 " + *customer).error();
  }
  if (assignee) {
    found.numbers.assignee = number(core::Names::person, *assignee);
    if (*found.numbers.assignee == plan::kNone)
      found.failure = base::invalid("person_unknown", "there is no person " + *assignee, "没有人员 " + *assignee).error();
  }
  if (branch) {
    found.numbers.branch = number(core::Names::branch, *branch);
    if (*found.numbers.branch == plan::kNone)
      found.failure = base::invalid("branch_unknown", "there is no branch " + *branch, "没有机构 " + *branch).error();
  }
  return found;
}

std::string name_in(const core::Roster* roster, core::Names kind, std::optional<std::uint32_t> number) {
  return !number || roster == nullptr || *number >= roster->dictionary->size(kind) ? std::string()
                                                                                   : roster->dictionary->name(kind, *number);
}

}  // namespace

std::optional<std::string> text_of(const http::Query& query, std::string_view name) {
  const std::string* text = query.find(name);
  return text == nullptr ? std::nullopt : std::optional(*text);
}

base::Result<Numbers> numbers_of(Doors& doors, const http::Query& query) {
  const auto customer = text_of(query, "customer"), assignee = text_of(query, "assignee"), branch = text_of(query, "branch");
  if (!customer && !assignee && !branch) return Numbers{};
  auto found = ask<Found>(doors, [=](const engine::Engine& engine) { return look_up(engine, customer, assignee, branch); });
  if (!found) return std::unexpected(found.error());
  if (found->failure) return std::unexpected(std::move(*found->failure));
  return found->numbers;
}

base::Result<view::Page> page_of(const http::Query& query) {
  view::Page page;
  const auto limit = query.number("limit", kRowsMax);
  if (!limit) return std::unexpected(limit.error());
  if (*limit && **limit == 0)
    return base::invalid("parameter_invalid", "\"limit\" is a whole number from 1 to " + std::to_string(kRowsMax),
                         "\"limit\" 应为 1 到 " + std::to_string(kRowsMax) + " 的整数");
  page.limit = (*limit ? static_cast<std::uint32_t>(**limit) : kRowsIfNotSaid) + 1;
  if (const std::string* cursor = query.find("cursor")) {
    const auto parsed = http::parse_cursor(*cursor);
    if (!parsed)
      return base::invalid("cursor_invalid", "this cursor is none of ours: take it from `next` of the page before",
                           "此游标无效:请使用上一页的 `next`");
    page.after_customer = parsed->first;
    page.after_rest = parsed->second;
    page.started = true;
  }
  return page;
}

base::Result<Named> named(Doors& doors, base::SealedKind kind, std::vector<RowKey> rows) {
  return ask<Named>(doors, [kind, rows = std::move(rows)](const engine::Engine& engine) {
    Named names;
    names.roster = engine.roster();
    for (const RowKey& row : rows) {
      names.customers.push_back(engine.name_of(row.customer));
      names.ids.push_back(engine.sealed(kind, row.customer, row.ref));
    }
    return names;
  });
}

std::string Named::person(std::optional<std::uint32_t> number) const { return name_in(roster.get(), core::Names::person, number); }
std::string Named::branch(std::optional<std::uint32_t> number) const { return name_in(roster.get(), core::Names::branch, number); }

base::Result<std::optional<int>> word_of(const http::Query& query, std::string_view name, std::initializer_list<Word> known) {
  const std::string* text = query.find(name);
  if (text == nullptr) return std::optional<int>{};
  std::string words;
  for (const Word& word : known) {
    if (word.word == *text) return std::optional<int>{word.code};
    words.append(words.empty() ? "" : ", ").append(word.word);
  }
  const std::string key(name);
  return base::invalid("parameter_invalid", "\"" + key + "\" is one of " + words + ", not \"" + *text + "\"",
                       "\"" + key + "\" 应为 " + words + " 之一,而不是 \"" + *text + "\"");
}

void write_time(daemon::JsonWriter& json, std::string_view name, std::int64_t ms, const Named& names) {
  if (ms == 0 || ms == INT64_MAX || ms == INT64_MIN) return;
  json.field(name, base::format_instant({ms}, names.roster == nullptr ? base::Zone{} : names.roster->zone));
}

void write_text(daemon::JsonWriter& json, std::string_view name, const std::string& text) {
  if (!text.empty()) json.field(name, text);
}

}  // namespace playmaker::routes
