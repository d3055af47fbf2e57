#include "daemon/lsp/yaml_place.hpp"

#include <algorithm>

namespace playmaker::lsp {
namespace {

bool of_key(char c) {
  return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// A line taken apart: its dashes and spaces, then `key:` where one begins it.
struct Line {
  std::size_t indent = 0;                  // columns before the first sign that is no dash of a list
  std::vector<std::size_t> dashes;         // their columns
  std::string key;
  std::string_view rest;                   // behind the key's colon, or the whole
};
Line taken_apart(std::string_view line) {
  Line out;
  std::size_t at = 0;
  while (at < line.size() && (line[at] == ' ' || (line[at] == '-' && (at + 1 == line.size() || line[at + 1] == ' ')))) {
    if (line[at] == '-') out.dashes.push_back(at);
    ++at;
  }
  out.indent = at;
  std::size_t end = at;
  while (end < line.size() && of_key(line[end])) ++end;
  if (end > at && end < line.size() && line[end] == ':' && (end + 1 == line.size() || line[end + 1] == ' ')) {
    out.key = line.substr(at, end - at);
    at = end + 1;
  }
  out.rest = line.substr(std::min(at, line.size()));
  return out;
}

// Within `{ … }` and `[ … ]` of one line: each brace steps in, each comma begins anew.
void step_in(std::string_view rest, YamlPlace& place) {
  std::vector<std::pair<char, std::string>> open;   // the bracket, the key it is the value of
  std::string value;
  for (std::size_t at = 0; at < rest.size(); ++at) {
    const char c = rest[at];
    if (c == '"' || c == '\'') {
      const std::size_t close = rest.find(c, at + 1);
      value += rest.substr(at, close == std::string_view::npos ? close : close - at + 1);
      if (close == std::string_view::npos) break;
      at = close;
      continue;
    }
    const bool flow = !open.empty() || value.find_first_not_of(' ') == std::string::npos;
    if ((c == '{' || c == '[') && flow && value.find_first_not_of(' ') == std::string::npos) {
      if (!place.key.empty()) place.around.push_back(place.key);
      if (c == '[' || (!open.empty() && open.back().first == '[')) place.around.emplace_back("-");
      open.emplace_back(c, place.key);
      if (c == '{') place.key.clear();
      value.clear();
    } else if ((c == '}' || c == ']') && !open.empty()) {
      place.key = open.back().second;
      open.pop_back();
      while (!place.around.empty() && place.around.back() == "-") place.around.pop_back();
      if (!place.key.empty() && !place.around.empty()) place.around.pop_back();
      value = " ";
    } else if (c == ',' && !open.empty()) {
      if (open.back().first == '{') place.key.clear();
      value.clear();
    } else if (c == ':' && !open.empty() && open.back().first == '{' && place.key.empty()) {
      const std::size_t from = value.find_first_not_of(' ');
      place.key = from == std::string::npos ? std::string() : value.substr(from);
      value.clear();
    } else {
      value += c;
    }
  }
  place.value = value;
}

}  // namespace

YamlPlace yaml_place(std::string_view text, std::size_t offset) {
  YamlPlace out;
  offset = std::min(offset, text.size());
  const std::size_t begin = offset == 0 ? 0 : text.rfind('\n', offset - 1) == std::string_view::npos ? 0 : text.rfind('\n', offset - 1) + 1;
  const Line own = taken_apart(text.substr(begin, offset - begin));
  // The keys above with less indentation, nearest first.
  std::size_t limit = own.indent, dash_limit = own.indent;
  std::vector<std::string> above;
  const auto climb = [&](const Line& line) {
    for (auto dash = line.dashes.rbegin(); dash != line.dashes.rend(); ++dash) {
      if (*dash >= dash_limit) continue;
      above.emplace_back("-");
      dash_limit = *dash;
      limit = *dash + 1;                   // a list may stand as far left as its key
    }
  };
  climb(own);
  for (std::size_t end = begin; end > 0 && limit > 0;) {
    const std::size_t from = end < 2 ? 0 : text.rfind('\n', end - 2) == std::string_view::npos ? 0 : text.rfind('\n', end - 2) + 1;
    const Line line = taken_apart(text.substr(from, end - from - 1));
    end = from;
    if (line.key.empty() || line.indent >= limit) {
      if (!line.key.empty() || !line.dashes.empty()) climb(line);
      continue;
    }
    limit = dash_limit = line.indent;
    above.push_back(line.key);
    climb(line);
  }
  out.around.assign(above.rbegin(), above.rend());
  out.key = own.key;
  const bool item = own.key.empty() && !own.rest.empty() && own.rest.front() != '{' && own.rest.front() != '[';
  if (item) out.value = own.rest;
  else step_in(own.rest, out);
  return out;
}

}  // namespace playmaker::lsp
