#include "dsl/read/advice.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "dsl/read/chinese.hpp"
#include "dsl/read/yaml/keys.hpp"

namespace playmaker::read {
namespace {

struct Piece {
  std::string_view text;
  bool word = false;   // letters that may be a keyword; else signs, numbers, spaces, a text in quotes, Chinese
  bool name = false;   // a word that is somebody's name
};

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

std::vector<Piece> pieces_of(std::string_view text, const IsName& is_name = {}) {
  std::vector<Piece> out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    const bool word = letter(text[at]);
    if (word) {
      while (end < text.size() && (letter(text[end]) || digit(text[end]))) ++end;
    } else if (text[at] == '"' || text[at] == '\'') {
      end = std::min(text.find(text[at], end), text.size() - 1) + 1;
    } else if (text[at] != ' ') {
      while (end < text.size() && !letter(text[end]) && text[end] != '"' && text[end] != '\'' && text[end] != ' ') ++end;
    }
    const std::string_view piece = text.substr(at, end - at);
    out.push_back({piece, word, word && is_name && is_name(piece)});
    at = end;
  }
  return out;
}

// A word that stands alone: `customer.aum` and `5万元` are names and numbers with a tail.
bool keyword_at(const std::vector<Piece>& pieces, std::size_t at) {
  const bool behind_dot = at > 0 && pieces[at - 1].text.ends_with('.');
  return pieces[at].word && !pieces[at].name && !behind_dot && find_word(pieces[at].text) != Word::plain;
}

bool is_unit(std::string_view word) {
  return word.starts_with("day") || word.starts_with("hour") || word.starts_with("week") || word.starts_with("month");
}

// The places that change how a word of a help is said: `on day 2` (于 第 2 天), `again never` (再入 不再), `1 day after entry` (晚于).
syntax::Kind place_of(const std::vector<Piece>& pieces, std::size_t at) {
  if (at >= 2 && pieces[at].text == "after" && is_unit(pieces[at - 2].text)) return syntax::Kind::offset_after;
  if (at + 2 < pieces.size() && pieces[at + 2].text == "day") return syntax::Kind::timing;
  if (at >= 2 && pieces[0].text == "again") return syntax::Kind::again_never;
  if (at >= 2 && digit(pieces[at - 2].text.front()) && pieces[at].text.starts_with("contact")) return syntax::Kind::any_contact;
  return syntax::Kind::file;
}

// The longest phrase of keywords, each a space apart, that begins at `at` and has a Chinese word; its pieces. 0: none.
std::size_t phrase_at(const std::vector<Piece>& pieces, std::size_t at, const ChineseWord*& row) {
  const syntax::Kind place = place_of(pieces, at);
  std::vector<Word> words;
  std::size_t best = 0;
  for (std::size_t i = at; i < pieces.size() && words.size() < kChinesePhraseMax; i += 2) {
    if (!keyword_at(pieces, i)) break;
    words.push_back(find_word(pieces[i].text));
    if (const ChineseWord* found = chinese_for(words, place, place)) {
      row = found;
      best = i - at + 1;
    }
    if (i + 1 >= pieces.size() || pieces[i + 1].text != " ") break;
  }
  return best;
}

// Pieces from `from` on in Chinese; empty where a keyword has no word of its own.
std::string said(const std::vector<Piece>& pieces, std::size_t from) {
  std::string out;
  for (std::size_t i = from; i < pieces.size();) {
    const std::string_view text = pieces[i].text;
    if (text == "day" && i + 2 < pieces.size() && digit(pieces[i + 2].text.front())) {   // day 2: 第 2 天
      out += "第 " + std::string(pieces[i + 2].text) + " 天";
      i += 3;
      continue;
    }
    if (text == "the" && i + 3 < pieces.size() && digit(pieces[i + 2].text.front()) && pieces[i + 3].text.size() == 2) {  // the 15th: 15日
      out += std::string(pieces[i + 2].text) + "日";
      i += 4;
      continue;
    }
    const ChineseWord* row = nullptr;
    if (const std::size_t length = phrase_at(pieces, i, row); length > 0) {
      out += row->spelling;
      i += length;
      continue;
    }
    if (keyword_at(pieces, i)) return {};
    if (digit(text.front()) && i + 1 < pieces.size() && pieces[i + 1].word && pieces[i + 1].text == "th") {  // 15th: 15日
      out += std::string(text) + "日";
      i += 2;
      continue;
    }
    const std::string_view name = pieces[i].word ? chinese_of_name(text) : std::string_view();
    out += name.empty() ? text : name;
    ++i;
  }
  return out;
}

// The clauses that helps advise and that are keys in YAML, with their words in a text. Others say other things there (`is`, `list`).
constexpr std::string_view kClauses[] = {"again",    "due",     "ends",     "at most", "up to",   "hold out",    "assign",
                                         "within",   "every",   "expires",  "stale",   "budget",  "follow",      "calendar",
                                         "priority", "version", "owner",    "stalls",  "control", "overlap",     "until",
                                         "claim",    "remind",  "escalate", "among",   "unless",  "acknowledge", "guarantee"};

// How many pieces of the text are a clause's own words; its key in `key`. 0: it is none.
std::size_t clause_at(std::string_view english, std::string& key) {
  if (english.contains('{') || english.contains(':')) return 0;
  for (const std::string_view clause : kClauses) {
    if (!english.starts_with(clause) || english.size() <= clause.size() || english[clause.size()] != ' ') continue;
    key = clause;
    std::replace(key.begin(), key.end(), ' ', '_');
    return static_cast<std::size_t>(std::ranges::count(clause, ' ')) * 2 + 1;
  }
  return 0;
}

// `change` of every piece between back-quotes; one word alone only where it is nobody's name.
template <class Change>
std::string changed(std::string_view sentence, const Names& names, const Change& change) {
  std::string out;
  for (std::size_t at = 0; at < sentence.size();) {
    const std::size_t begin = sentence.find('`', at);
    const std::size_t end = begin == std::string_view::npos ? begin : sentence.find('`', begin + 1);
    if (end == std::string_view::npos) return out + std::string(sentence.substr(at));
    out += sentence.substr(at, begin + 1 - at);
    const std::string_view piece = sentence.substr(begin + 1, end - begin - 1);
    out += (piece.contains(' ') || (names.alone && !names.alone(piece)) ? change(piece) : std::string(piece)) + "`";
    at = end + 1;
  }
  return out;
}

}  // namespace

std::string snippet_in_chinese(std::string_view english, const IsName& is_name) {
  const std::string chinese = said(pieces_of(english, is_name), 0);
  return chinese.empty() ? std::string(english) : chinese;
}

std::string snippet_in_yaml(std::string_view english, base::Language language, const IsName& is_name) {
  const bool zh = language == base::Language::zh;
  const std::vector<Piece> pieces = pieces_of(english, is_name);
  std::string key;
  if (zh && pieces.size() == 1 && !chinese_key(english).empty()) return std::string(chinese_key(english));
  const std::size_t own = clause_at(english, key);
  if (own == 0) return zh ? snippet_in_chinese(english, is_name) : std::string(english);
  const std::size_t value = own + 1;  // behind the space
  if (!zh) return key + ": " + std::string(english.substr(key.size() + 1));
  const std::string chinese = said(pieces, value);
  const std::string_view word = chinese_key(key);
  return chinese.empty() || word.empty() ? std::string(english) : std::string(word) + ": " + chinese;
}

std::string advice_in_chinese(std::string_view sentence, const Names& names) {
  return changed(sentence, names, [&](std::string_view piece) { return snippet_in_chinese(piece, names.within); });
}

std::string advice_in_yaml(std::string_view sentence, base::Language language, const Names& names) {
  return changed(sentence, names, [&](std::string_view piece) { return snippet_in_yaml(piece, language, names.within); });
}

}  // namespace playmaker::read
