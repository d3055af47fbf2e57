#include "dsl/read/chinese.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>

namespace playmaker::read {
namespace {

using syntax::Kind;

struct Row {
  std::string_view spelling;
  std::string_view english;
  std::vector<Kind> places;
};

std::vector<Row> rows() {
  using enum syntax::Kind;
  return {
#define WORD_ZH(spelling, english) {spelling, english, {}},
#define PLACED(spelling, english, ...) {spelling, english, {__VA_ARGS__}},
#include "dsl/read/chinese.def"
  };
}

struct Name {
  std::string_view spelling;
  std::string_view english;
};

constexpr Name kNames[] = {
#define WORD_ZH(spelling, english)
#define NAME_ZH(spelling, english) {spelling, english},
#include "dsl/read/chinese.def"
};

bool contains(const std::vector<Kind>& places, Kind place) { return std::find(places.begin(), places.end(), place) != places.end(); }

std::vector<Word> words_of(std::string_view phrase) {
  std::vector<Word> out;
  while (!phrase.empty()) {
    const std::size_t space = phrase.find(' ');
    out.push_back(find_word(phrase.substr(0, space)));
    phrase = space == std::string_view::npos ? std::string_view() : phrase.substr(space + 1);
  }
  return out;
}

// Which rows say the phrase, found by its first word and length.
const std::unordered_map<std::string, std::vector<const ChineseWord*>>& by_phrase() {
  static const auto kTable = [] {
    std::unordered_map<std::string, std::vector<const ChineseWord*>> table;
    for (const ChineseWord& row : chinese_words()) {
      std::string key;
      for (const Word word : row.words) key += std::string(canonical(word)) + " ";
      table[key].push_back(&row);
    }
    return table;
  }();
  return kTable;
}

}  // namespace

std::span<const ChineseWord> chinese_words() {
  static const std::vector<ChineseWord> kWords = [] {
    std::vector<ChineseWord> out;
    for (Row& row : rows()) out.push_back({row.spelling, row.english, words_of(row.english), std::move(row.places)});
    return out;
  }();
  return kWords;
}

const ChineseWord* find_chinese(std::string_view spelling) {
  static const std::unordered_map<std::string_view, const ChineseWord*> kTable = [] {
    std::unordered_map<std::string_view, const ChineseWord*> table;
    for (const ChineseWord& row : chinese_words()) table.emplace(row.spelling, &row);
    return table;
  }();
  const auto found = kTable.find(spelling);
  return found == kTable.end() ? nullptr : found->second;
}

const ChineseWord* chinese_for(std::span<const Word> phrase, Kind place, Kind outer) {
  std::string key;
  for (const Word word : phrase) key += std::string(canonical(word)) + " ";
  const auto found = by_phrase().find(key);
  if (found == by_phrase().end()) return nullptr;
  const ChineseWord* everywhere = nullptr;
  const ChineseWord* around = nullptr;
  for (const ChineseWord* row : found->second) {
    if (contains(row->places, place)) return row;
    if (contains(row->places, outer)) around = row;
    if (row->places.empty()) everywhere = row;
  }
  return around != nullptr ? around : everywhere;
}

std::string_view chinese_for(Word word) {
  const Word phrase[] = {word};
  const ChineseWord* row = chinese_for(phrase, Kind::file, Kind::file);
  return row == nullptr ? canonical(word) : row->spelling;
}

std::string_view chinese_of_name(std::string_view english) {
  static const std::unordered_map<std::string_view, std::string_view> kTable = [] {
    std::unordered_map<std::string_view, std::string_view> table;
    for (const Name& name : kNames) table.emplace(name.english, name.spelling);
    return table;
  }();
  const auto found = kTable.find(english);
  return found == kTable.end() ? std::string_view() : found->second;
}

std::string_view name_of_chinese(std::string_view spelling) {
  static const std::unordered_map<std::string_view, std::string_view> kTable = [] {
    std::unordered_map<std::string_view, std::string_view> table;
    for (const Name& name : kNames) table.emplace(name.spelling, name.english);
    return table;
  }();
  const auto found = kTable.find(spelling);
  return found == kTable.end() ? std::string_view() : found->second;
}

std::vector<std::string_view> known_names(base::Language language) {
  std::vector<std::string_view> out;
  for (const Name& name : kNames) out.push_back(language == base::Language::zh ? name.spelling : name.english);
  return out;
}

WordClass class_of(Word word) {
  switch (word) {
    case Word::and_:
    case Word::between:
    case Word::else_:
    case Word::in:
    case Word::is:
    case Word::known:
    case Word::not_:
    case Word::or_:
    case Word::otherwise:
    case Word::over:
    case Word::since:
    case Word::when:
    case Word::where: return WordClass::logic;
    case Word::false_:
    case Word::none:
    case Word::null:
    case Word::true_:
    case Word::unknown:
    case Word::unlimited: return WordClass::constant;
    case Word::second:
    case Word::minute:
    case Word::hour:
    case Word::day:
    case Word::week:
    case Word::month:
    case Word::quarter:
    case Word::year:
    case Word::working:
    case Word::monday:
    case Word::tuesday:
    case Word::wednesday:
    case Word::thursday:
    case Word::friday:
    case Word::saturday:
    case Word::sunday: return WordClass::unit;
    case Word::activity:
    case Word::arm:
    case Word::audience:
    case Word::benefit:
    case Word::breakpoint:
    case Word::broadcast:
    case Word::calendar:
    case Word::catalog:
    case Word::channel:
    case Word::decide:
    case Word::define:
    case Word::event:
    case Word::exit:
    case Word::experiment:
    case Word::fragment:
    case Word::goal:
    case Word::import:
    case Word::list:
    case Word::moment:
    case Word::param:
    case Word::playbook:
    case Word::policy:
    case Word::pool:
    case Word::product:
    case Word::repeat:
    case Word::review:
    case Word::role:
    case Word::score:
    case Word::segment:
    case Word::stage:
    case Word::task:
    case Word::template_:
    case Word::track:
    case Word::use:
    case Word::wave: return WordClass::block;
    default: return WordClass::clause;
  }
}

std::vector<std::string_view> keywords(base::Language language, WordClass wanted) {
  std::vector<std::string_view> out;
  if (language == base::Language::zh) {
    for (const ChineseWord& row : chinese_words()) {
      if (class_of(row.words.back()) == wanted) out.push_back(row.spelling);
    }
    return out;
  }
  for (std::size_t i = 1; i < kWordCount; ++i) {
    const auto word = static_cast<Word>(i);
    if (class_of(word) != wanted) continue;
    out.push_back(canonical(word));
    if (!other_spelling(word).empty()) out.push_back(other_spelling(word));
  }
  return out;
}

std::string_view spelling(Word word, base::Language language) {
  return language == base::Language::zh ? chinese_for(word) : canonical(word);
}

}  // namespace playmaker::read
