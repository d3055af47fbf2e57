#include "dsl/read/yaml/clauses.hpp"

#include <algorithm>
#include <string>

namespace playmaker::read {
namespace {

std::string spoken(std::string_view key) {
  std::string words(key);
  for (char& c : words) {
    if (c == '_') c = ' ';
  }
  return words;
}

bool starts_with_digit(const YamlNode& scalar) { return !scalar.text.empty() && scalar.text[0] >= '0' && scalar.text[0] <= '9'; }

// A date also begins with a digit, and wants `on` as a day does.
bool is_date(const YamlNode& scalar) { return scalar.text.size() >= 10 && scalar.text[4] == '-' && scalar.text[7] == '-'; }

// As is `15日`, which is `the 15th`.
bool is_month_day(const YamlNode& scalar) {
  const std::size_t digits = scalar.text.find_first_not_of("0123456789");
  return digits != std::string::npos && std::string_view(scalar.text).substr(digits).starts_with("日");
}

}  // namespace

void say_clauses(Saying& say, const YamlNode& map, const Clauses& clauses) {
  for (const Clause& clause : clauses) {
    if (const YamlEntry* entry = map.entry(clause.key)) {
      say.statement(entry->key.span);
      clause.speak(say, *entry);
    }
  }
}

YamlPlace place_of(source::Words what, std::vector<std::string_view> own, const std::vector<const Clauses*>& tables,
                   std::vector<std::string_view> needed, std::string_view holder) {
  YamlPlace place{std::move(what), std::move(own), std::move(needed), holder};
  for (const Clauses* table : tables) {
    for (const Clause& clause : *table) place.keys.push_back(clause.key);
  }
  return place;
}

namespace {

const YamlPlace kLabel = {{"a label", "标签"}, {"zh", "en"}, {}};
const YamlPlace kEvent = {{"an event", "事件"}, {"event", "import", "where", "lookback"}, {}};

}  // namespace

Places label_places() { return {&kLabel, &kEvent}; }

void refuse_beside_event(Saying& say, const YamlEntry& entry) { refuse_others(say, entry.value, kEvent); }

void say_labels(Saying& say, const YamlNode& map) {
  if (const YamlEntry* alias = map.entry("alias"); alias && say.want_scalar(*alias)) {
    say.words("alias", alias->key.span);
    say.name(alias->value);
  }
  const YamlEntry* label = map.entry("label");
  if (!label) return;
  if (label->value.is_scalar()) {
    say.text(label->value);
    return;
  }
  if (!say.want_map(*label)) return;
  refuse_others(say, label->value, kLabel);
  if (const YamlEntry* zh = label->value.entry("zh"); zh && say.want_scalar(*zh)) say.text(zh->value);
  if (const YamlEntry* en = label->value.entry("en"); en && say.want_scalar(*en)) {
    say.words("en", en->key.span);
    say.text(en->value);
  }
}

void each_item(const YamlEntry& entry, const std::function<void(const YamlEntry&)>& item) {
  if (!entry.value.is_list()) {
    item(entry);
    return;
  }
  for (const YamlNode& value : entry.value.items) item({entry.key, value});
}

bool say_trigger(Saying& say, const YamlEntry& entry, std::size_t mark) {
  const std::size_t before = say.mark();
  if (!entry.value.is_map()) {
    if (say.want_scalar(entry)) say.phrase(entry.value);
  } else {
    if (const YamlEntry* event = entry.value.entry("event"); event && say.want_scalar(*event)) say.phrase(event->value);
    if (const YamlEntry* import = entry.value.entry("import"); import && say.want_scalar(*import)) {
      say.words("import", import->key.span);
      say.phrase(import->value);
    }
    // A key that was refused already says why no event is found.
    const source::Issues& issues = say.issues();
    const bool told = say.troubled(entry.value) || std::any_of(issues.list().begin(), issues.list().end(), [&](const source::Issue& issue) {
                        return std::any_of(entry.value.entries.begin(), entry.value.entries.end(),
                                           [&](const YamlEntry& one) { return one.value.span == issue.span; });
                      });
    if (say.mark() == before && !told) say.refuse(entry, {"an event: { event: NAME }", "事件:{ event: 名称 }"});
  }
  if (say.mark() == before) {
    say.unsay(mark);
    return false;
  }
  for (const std::string_view key : {"where", "lookback"}) {
    const YamlEntry* part = entry.value.is_map() ? entry.value.entry(key) : nullptr;
    if (part && say.want_scalar(*part)) {
      say.words(key, part->key.span);
      say.phrase(part->value);
    }
  }
  return true;
}

void say_with(Saying& say, const YamlNode& map) {
  const YamlEntry* with = map.entry("with");
  if (!with || !say.want_map(*with)) return;
  say.words("with", with->key.span);
  say.open();
  bool first = true;
  for (const YamlEntry& field : with->value.entries) {
    if (!say.want_scalar(field)) continue;
    if (!first) say.punct(Punct::comma);
    first = false;
    say.name(field.key);
    say.punct(Punct::colon);
    say.phrase(field.value);
  }
  say.close();
}

void say_part(Saying& say, const YamlNode& map, std::string_view key, std::string_view words) {
  const YamlEntry* entry = map.entry(key);
  if (!entry || !say.want_scalar(*entry)) return;
  say.words(words, entry->key.span);
  say.phrase(entry->value);
}

void say_phrases(Saying& say, const YamlEntry& entry) {
  each_item(entry, [&](const YamlEntry& one) {
    say.statement(one.value.span);
    if (say.want_scalar(one)) say.statement_of(one.value);
  });
}

void say_phrase(Saying& say, const YamlEntry& entry) {
  if (!say.want_scalar(entry)) return;
  say.words(spoken(entry.key.text), entry.key.span);
  say.phrase(entry.value);
}

void say_each_phrase(Saying& say, const YamlEntry& entry) {
  each_item(entry, [&](const YamlEntry& one) { say_phrase(say, one); });
}

void say_text(Saying& say, const YamlEntry& entry) {
  if (!say.want_scalar(entry)) return;
  say.words(spoken(entry.key.text), entry.key.span);
  say.text(entry.value);
}

void say_names(Saying& say, const YamlEntry& entry) {
  say.words(spoken(entry.key.text), entry.key.span);
  bool first = true;
  each_item(entry, [&](const YamlEntry& one) {
    if (!say.want_scalar(one)) return;
    if (!first) say.punct(Punct::comma);
    first = false;
    say.phrase(one.value);
  });
}

void say_texts(Saying& say, const YamlEntry& entry) {
  say.words(spoken(entry.key.text), entry.key.span);
  bool first = true;
  each_item(entry, [&](const YamlEntry& one) {
    if (!say.want_scalar(one)) return;
    if (!first) say.punct(Punct::comma);
    first = false;
    say.text(one.value);
  });
}

void say_flag(Saying& say, const YamlEntry& entry) {
  if (entry.value.is_scalar() && entry.value.text == "true") say.words(spoken(entry.key.text), entry.key.span);
  else if (!entry.value.is_scalar() || entry.value.text != "false") say.refuse(entry, {"true or false", "true 或 false"});
}

void say_timing(Saying& say, const YamlEntry& entry) {
  if (!say.want_scalar(entry)) return;
  if (!starts_with_digit(entry.value) || is_date(entry.value) || is_month_day(entry.value)) say.words("on", entry.key.span);
  say.phrase(entry.value);
}

}  // namespace playmaker::read
