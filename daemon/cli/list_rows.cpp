#include "daemon/cli/list_rows.hpp"

#include <ostream>

#include "runtime/base/time.hpp"

namespace playmaker::cli {
namespace {

std::string read_out(const engine::RawValue& value) {
  if (const auto* text = std::get_if<std::string>(&value.value)) {
    // Instants lose their seconds and zone: rows are told in the bank's own zone.
    if (text->size() >= 20 && (*text)[4] == '-' && (*text)[10] == 'T' && base::parse_instant(*text))
      return text->substr(0, 10) + " " + text->substr(11, 5);
    if (text->size() == 64 && text->find_first_not_of("0123456789abcdef") == std::string::npos) return text->substr(0, 12);   // a hash
    return *text;
  }
  if (const auto* truth = std::get_if<bool>(&value.value)) return *truth ? "✓" : "";
  if (std::holds_alternative<std::monostate>(value.value)) return {};
  daemon::JsonWriter json;
  json.value(value);
  return json.take();
}

const engine::RawValue* reached(const engine::RawValue& row, std::string_view path) {
  const engine::RawValue* at = &row;
  while (at != nullptr) {
    const std::size_t dot = path.find('.');
    at = daemon::member(*at, path.substr(0, dot));
    if (dot == std::string_view::npos) return at;
    path.remove_prefix(dot + 1);
  }
  return nullptr;
}

std::vector<std::string> head_words(const std::vector<Head>& heads, base::Language language) {
  std::vector<std::string> out;
  for (const Head& head : heads) out.push_back(head.words.in(language));
  return out;
}

}  // namespace

std::string cell_of(const engine::RawValue& row, const std::string& key) {
  for (std::size_t at = 0; at <= key.size();) {
    const std::size_t bar = std::min(key.find('|', at), key.size());
    const engine::RawValue* found = reached(row, std::string_view(key).substr(at, bar - at));
    if (found != nullptr && !std::holds_alternative<std::monostate>(found->value)) return read_out(*found);
    at = bar + 1;
  }
  return {};
}

void JsonRows::take(const engine::RawValue& row) {
  if (!session_.jsonl) session_.out << (begun_ ? ",\n" : "[");
  begun_ = true;
  daemon::JsonWriter json;
  json.value(row);
  session_.out << json.text();
  if (session_.jsonl) session_.out << '\n';
}

void JsonRows::finish() {
  if (!session_.jsonl) session_.out << (begun_ ? "]\n" : "[]\n");
}

Rows::Rows(const Session& session, std::vector<Head> heads, Labels labels)
    : session_(session),
      json_(session),
      heads_(std::move(heads)),
      labels_(std::move(labels)),
      table_(head_words(heads_, session.language)) {
  constexpr std::string_view kLanguage = "{lang}";
  for (std::size_t i = 0; i < heads_.size(); ++i) {
    if (heads_[i].right) table_.right(i);
    const std::size_t at = heads_[i].key.find(kLanguage);
    if (at != std::string::npos) heads_[i].key.replace(at, kLanguage.size(), session.zh() ? "zh" : "en");
  }
}

void Rows::take(const engine::RawValue& row) {
  if (session_.json) return json_.take(row);
  std::vector<std::string> cells;
  for (const Head& head : heads_) cells.push_back(shown(session_, labels_, head.cell, row, cell_of(row, head.key)));
  table_.add(std::move(cells));
}

void Rows::finish(const Said& nothing) {
  if (session_.json) return json_.finish();
  if (table_.empty()) session_.out << nothing.in(session_.language) << '\n';
  else session_.out << table_.text(session_.color);
}

}  // namespace playmaker::cli
