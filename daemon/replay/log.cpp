// Files to customers and events, by the map.
#include <algorithm>
#include <charconv>
#include <numeric>

#include "daemon/replay/records.hpp"
#include "daemon/replay/replay.hpp"

namespace playmaker::replay {
namespace {

std::unexpected<base::Failure> at_line(const std::string& path, std::uint64_t line, base::Failure failure) {
  const std::string where = path + ":" + std::to_string(line) + ": ";
  failure.message = where + failure.message;
  failure.zh = where + failure.zh;
  return std::unexpected(std::move(failure));
}

// A rule with its columns found in one file.
struct BoundEquals {
  Column column;
  std::string text;
};
struct BoundValue {
  const ValueRule* rule = nullptr;
  std::optional<Column> column;
  std::vector<std::pair<BoundEquals, std::string>> when;
};

class Binding {
 public:
  explicit Binding(const Records& records) : records_(records) {}
  std::optional<Column> column(const std::string& name) {
    if (name.empty()) return std::nullopt;
    auto found = column_of(records_, name);
    if (found) return *found;
    if (!failure_) failure_ = found.error();
    return std::nullopt;
  }
  BoundValue value(const ValueRule& rule) {
    BoundValue out{&rule, column(rule.column), {}};
    for (const Choice& choice : rule.when) {
      if (auto found = column(choice.if_.column)) out.when.push_back({{*found, choice.if_.text}, choice.gives});
    }
    return out;
  }
  std::vector<BoundEquals> only(const std::vector<Equals>& conditions) {
    std::vector<BoundEquals> out;
    for (const Equals& each : conditions) {
      if (auto found = column(each.column)) out.push_back({*found, each.text});
    }
    return out;
  }
  std::vector<BoundValue> values(const std::vector<ValueRule>& rules) {
    std::vector<BoundValue> out;
    for (const ValueRule& rule : rules) out.push_back(value(rule));
    return out;
  }
  const std::optional<base::Failure>& failure() const { return failure_; }

 private:
  const Records& records_;
  std::optional<base::Failure> failure_;
};

bool holds(const Record& record, bool delimited, const BoundEquals& condition) {
  return text_of(value_of(record, condition.column, delimited)) == condition.text;
}

bool wanted(const Record& record, bool delimited, const std::vector<BoundEquals>& only) {
  return std::all_of(only.begin(), only.end(), [&](const BoundEquals& one) {   // alternatives of one column: any of them
    return std::any_of(only.begin(), only.end(),
                       [&](const BoundEquals& other) { return other.column.name == one.column.name && holds(record, delimited, other); });
  });
}

std::string renamed(const Renames& renames, std::string text) {
  for (const auto& [from, to] : renames) {
    if (from == text) return to;
  }
  return text;
}

base::Result<engine::RawValue> told(const Record& record, bool delimited, const BoundValue& value) {
  for (const auto& [condition, gives] : value.when) {
    if (holds(record, delimited, condition)) return engine::raw(gives);
  }
  if (!value.column) return value.rule->constant ? engine::raw(*value.rule->constant) : engine::RawValue{};
  engine::RawValue raw = value_of(record, *value.column, delimited);
  if (std::holds_alternative<std::monostate>(raw.value)) return value.rule->constant ? engine::raw(*value.rule->constant) : raw;
  if (!value.rule->rename.empty()) raw = engine::raw(renamed(value.rule->rename, text_of(raw)));
  if (value.rule->reading == Reading::as_is) return raw;
  if (value.rule->reading == Reading::date) {
    const auto date = read_date(value.rule->time, text_of(raw));
    if (!date) return std::unexpected(date.error());
    return engine::raw(base::format_date(*date));
  }
  const auto at = read_time(value.rule->time, text_of(raw));
  if (!at) return std::unexpected(at.error());
  return engine::raw(base::format_instant(*at));
}

base::Result<engine::RawRecord> told(const Record& record, bool delimited, const std::vector<BoundValue>& values) {
  engine::RawRecord out;
  for (const BoundValue& value : values) {
    auto raw = told(record, delimited, value);
    if (!raw) return std::unexpected(raw.error());
    if (!std::holds_alternative<std::monostate>(raw->value)) out.push_back({value.rule->name, std::move(*raw)});
  }
  return out;
}

class LogReader {
 public:
  LogReader(Log& log, const Progress& progress, std::uint64_t total) : log_(log), progress_(progress), total_(total) {}

  base::Result<void> customers(const CustomerRule& rule, const std::string& path, Records& records) {
    const bool delimited = records.delimited();
    Binding binding(records);
    const auto customer = binding.column(rule.customer);
    const auto attributes = binding.values(rule.attributes);
    const auto only = binding.only(rule.only);
    if (binding.failure()) return at_line(path, 1, *binding.failure());
    return each(path, records, [&](const Record& record) -> base::Result<void> {
      if (!wanted(record, delimited, only)) return {};
      auto values = told(record, delimited, attributes);
      if (!values) return std::unexpected(values.error());
      log_.customers.push_back({text_of(value_of(record, *customer, delimited)), std::move(*values)});
      return {};
    });
  }

  base::Result<void> events(const EventRule& rule, const std::string& path, Records& records) {
    const bool delimited = records.delimited();
    Binding binding(records);
    const auto customer = binding.column(rule.customer), time = binding.column(rule.time_column), sequence = binding.column(rule.sequence),
               id = binding.column(rule.id);
    const BoundValue name = binding.value(rule.name);
    const auto fields = binding.values(rule.fields);
    const auto only = binding.only(rule.only);
    if (binding.failure()) return at_line(path, 1, *binding.failure());
    return each(path, records, [&](const Record& record) -> base::Result<void> {
      if (!wanted(record, delimited, only)) return {};
      ++log_.read;
      const auto called = told(record, delimited, name);
      if (!called) return std::unexpected(called.error());
      const std::string logged = name.column ? text_of(value_of(record, *name.column, delimited)) : text_of(*called);
      ++log_.by_name[logged];
      LoggedEvent event;
      event.event.name = text_of(*called);
      if (event.event.name.empty()) {
        ++log_.unnamed[logged];
        return {};
      }
      const auto at = read_time(rule.time, text_of(value_of(record, *time, delimited)));
      if (!at) return std::unexpected(at.error());
      event.at = event.event.at = *at;
      event.event.customer = text_of(value_of(record, *customer, delimited));
      if (id) {
        event.event.source = rule.file.empty() ? std::string("log") : rule.file;
        event.event.id = text_of(value_of(record, *id, delimited));
      }
      if (sequence) {
        const std::string text = text_of(value_of(record, *sequence, delimited));
        const auto end = std::from_chars(text.data(), text.data() + text.size(), event.sequence);
        if (end.ec != std::errc() || end.ptr != text.data() + text.size()) {
          return base::invalid("record_invalid", "the sequence \"" + text + "\" is no whole number", "序号 “" + text + "” 不是整数");
        }
      }
      auto values = told(record, delimited, fields);
      if (!values) return std::unexpected(values.error());
      event.event.fields = std::move(*values);
      log_.events.push_back(std::move(event));
      return {};
    });
  }

  void finish(std::uint64_t bytes) { before_ += bytes; }

 private:
  template <class Take>
  base::Result<void> each(const std::string& path, Records& records, const Take& take) {
    Record record;
    for (std::uint64_t n = 0;; ++n) {
      const auto more = records.next(record);
      if (!more) return std::unexpected(more.error());
      if (!*more) return {};
      if (const auto taken = take(record); !taken) return at_line(path, record.line, taken.error());
      if (progress_ && n % 4096 == 0) progress_(before_ + records.bytes_read(), total_);
    }
  }
  Log& log_;
  const Progress& progress_;
  std::uint64_t total_, before_ = 0;
};

template <class Rule>
std::unexpected<base::Failure> map_missing(const std::string& path, const std::vector<Rule>&, const char* what) {
  return base::invalid("map_missing", std::string("no section `") + what + "` of the map speaks of " + path,
                       std::string("映射中没有 `") + what + "` 一节适用于 " + path);
}

}  // namespace

base::Result<Log> read_log(const Map& map, const std::vector<std::string>& customers, const std::vector<std::string>& events,
                           const Progress& progress) {
  std::vector<std::unique_ptr<Records>> files;
  std::uint64_t total = 0;
  for (const auto* paths : {&customers, &events}) {
    for (const std::string& path : *paths) {
      auto opened = Records::open(path);
      if (!opened) return std::unexpected(opened.error());
      total += (*opened)->bytes_total();
      files.push_back(std::move(*opened));
    }
  }
  Log log;
  LogReader reader(log, progress, total);
  for (std::size_t i = 0; i < files.size(); ++i) {
    const bool first = i < customers.size();
    const std::string& path = first ? customers[i] : events[i - customers.size()];
    base::Result<void> done;
    if (first) {
      const CustomerRule* rule = rule_for(map.customers, path);
      if (rule == nullptr) return map_missing(path, map.customers, "customers");
      done = reader.customers(*rule, path, *files[i]);
    } else {
      const EventRule* rule = rule_for(map.events, path);
      if (rule == nullptr) return map_missing(path, map.events, "events");
      done = reader.events(*rule, path, *files[i]);
    }
    if (!done) return std::unexpected(done.error());
    reader.finish(files[i]->bytes_total());
    files[i].reset();
  }
  std::stable_sort(log.events.begin(), log.events.end(),
                   [](const LoggedEvent& a, const LoggedEvent& b) { return a.at != b.at ? a.at < b.at : a.sequence < b.sequence; });
  return log;
}

}  // namespace playmaker::replay
