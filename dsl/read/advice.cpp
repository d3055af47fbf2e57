#include "dsl/read/advice.hpp"

#include <algorithm>
#include <vector>

#include "dsl/read/chinese.hpp"

namespace playmaker::read {
namespace {

struct Piece {
  std::string_view text;
  bool word = false;   // letters that may be a keyword; else signs, numbers, spaces, a text in quotes, Chinese
};

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    const bool word = letter(text[at]);
    if (word) {
      while (end < text.size() && (letter(text[end]) || digit(text[end]))) ++end;
    } else if (text[at] == '"') {
      end = std::min(text.find('"', end), text.size() - 1) + 1;
    } else if (text[at] != ' ') {
      while (end < text.size() && !letter(text[end]) && text[end] != '"' && text[end] != ' ') ++end;
    }
    out.push_back({text.substr(at, end - at), word});
    at = end;
  }
  return out;
}

// A word that stands alone: `customer.aum` and `5万元` are names and numbers with a tail.
bool keyword_at(const std::vector<Piece>& pieces, std::size_t at) {
  const bool behind_dot = at > 0 && pieces[at - 1].text.ends_with('.');
  return pieces[at].word && !behind_dot && find_word(pieces[at].text) != Word::plain;
}

// The one place that changes how a word of a help is said: `on day 2` (于 第 2 天), `again never` (再入 不再).
syntax::Kind place_of(const std::vector<Piece>& pieces, std::size_t at) {
  if (at + 2 < pieces.size() && pieces[at + 2].text == "day") return syntax::Kind::timing;
  if (at >= 2 && pieces[at - 2].text == "again") return syntax::Kind::again_never;
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

}  // namespace

std::string snippet_in_chinese(std::string_view english) {
  const std::vector<Piece> pieces = pieces_of(english);
  std::string out;
  for (std::size_t i = 0; i < pieces.size();) {
    const std::string_view text = pieces[i].text;
    if (text == "day" && i + 2 < pieces.size() && digit(pieces[i + 2].text.front())) {   // day 2: 第 2 天
      out += "第 " + std::string(pieces[i + 2].text) + " 天";
      i += 3;
      continue;
    }
    const ChineseWord* row = nullptr;
    if (const std::size_t length = phrase_at(pieces, i, row); length > 0) {
      out += row->spelling;
      i += length;
      continue;
    }
    if (keyword_at(pieces, i)) return std::string(english);
    const std::string_view name = pieces[i].word ? chinese_of_name(text) : std::string_view();
    out += name.empty() ? text : name;
    ++i;
  }
  return out;
}

std::string advice_in_chinese(std::string_view sentence) {
  std::string out;
  for (std::size_t at = 0; at < sentence.size();) {
    const std::size_t begin = sentence.find('`', at);
    const std::size_t end = begin == std::string_view::npos ? begin : sentence.find('`', begin + 1);
    if (end == std::string_view::npos) return out + std::string(sentence.substr(at));
    out += sentence.substr(at, begin + 1 - at);
    const std::string_view piece = sentence.substr(begin + 1, end - begin - 1);
    out += (piece.contains(' ') ? snippet_in_chinese(piece) : std::string(piece)) + "`";
    at = end + 1;
  }
  return out;
}

}  // namespace playmaker::read
