#include "tests/house/laws.hpp"

#include <algorithm>
#include <regex>

namespace playmaker::house {

namespace {

constexpr std::size_t kFileLinesMax = 450;
constexpr std::size_t kReadmeLinesMax = 30;

std::string at_line(const File& file, std::size_t line, const std::string& what) {
  return file.path + ":" + std::to_string(line) + ": " + what;
}

// A breach for every place in `text`, which is the file's text or its code, where `pattern` is found; "$1" in `what` is its first group.
Breaches found(const File& file, const std::string& text, const std::regex& pattern, const std::string& what) {
  Breaches breaches;
  for (std::sregex_iterator i(text.begin(), text.end(), pattern), end; i != end; ++i) {
    breaches.push_back(at_line(file, line_at(text, static_cast<std::size_t>(i->position())), i->format(what)));
  }
  return breaches;
}

void append(Breaches& all, Breaches more) { all.insert(all.end(), more.begin(), more.end()); }

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// "chrono" is the header <chrono>, "sys/" and "boost/asio" are everything below them.
bool names_header(const std::string& listed, const std::string& header) {
  if (!header.starts_with(listed)) return false;
  return header.size() == listed.size() || listed.back() == '/' || header[listed.size()] == '/' || header[listed.size()] == '.';
}

}  // namespace

Breaches includes_obey_rooms(const Rooms& rooms, const File& file) {
  const std::string room = room_of(rooms, file.path);
  if (room.empty()) return {at_line(file, 1, "the file is in no room: add the room to tests/house/rooms.txt")};
  const std::vector<std::string>& allowed = rooms.may_include.at(room);
  Breaches breaches;
  for (const Include& include : file.includes) {
    if (include.system) continue;
    const std::string other = room_of(rooms, include.path);
    if (other.empty()) {
      breaches.push_back(at_line(file, include.line, "\"" + include.path + "\" is not a path from the root of the tree"));
    } else if (other != room && !contains(allowed, "*") && !contains(allowed, other)) {
      breaches.push_back(at_line(file, include.line, std::string(room).append(" may not see ").append(other)));
    }
  }
  return breaches;
}

Breaches heavy_headers_stay_home(const Rooms& rooms, const File& file) {
  Breaches breaches;
  for (const Include& include : file.includes) {
    for (const Walled& walled : rooms.heavy) {
      const bool named =
          std::any_of(walled.headers.begin(), walled.headers.end(), [&](const std::string& h) { return names_header(h, include.path); });
      if (named && !matches_any(walled.places, file.path)) {
        breaches.push_back(at_line(file, include.line, "<" + include.path + "> is heavy and has its home elsewhere"));
      }
    }
  }
  return breaches;
}

Breaches pure_rooms_stay_pure(const Rooms& rooms, const File& file) {
  const std::string room = room_of(rooms, file.path);
  Breaches breaches;
  for (const Include& include : file.includes) {
    for (const Walled& walled : rooms.impure) {
      const bool named =
          std::any_of(walled.headers.begin(), walled.headers.end(), [&](const std::string& h) { return names_header(h, include.path); });
      if (include.system && named && contains(walled.places, room)) {
        breaches.push_back(
            at_line(file, include.line, "<" + include.path + "> does not belong in " + room + ": it has no clock, chance, thread or file"));
      }
    }
  }
  return breaches;
}

Breaches clocks_and_sleeps_are_listed(const Rooms& rooms, const File& file) {
  static const std::regex clock(
      R"((\b(?:[Cc]lock|chrono\w*)::now\s*\(|\b(?:system|steady|high_resolution|utc)_clock\b|\b(?:gettimeofday|clock_gettime|localtime|localtime_r)\s*\(|\bstd::time\s*\(|[^\w.>:]time\s*\(\s*(?:nullptr|NULL|0)\s*\)))");
  static const std::regex sleep(R"(\b(sleep_for|sleep_until|usleep|nanosleep)\b)");
  Breaches breaches;
  if (!matches_any(rooms.clock, file.path))
    append(breaches, found(file, file.code, clock, "$1: time is handed in; the only clock is daemon/clock.cpp"));
  if (!matches_any(rooms.sleep, file.path))
    append(breaches, found(file, file.code, sleep, "$1: wait for the thing itself, with a deadline"));
  return breaches;
}

Breaches no_lambda_is_awaited(const File& file) {
  static const std::regex lambda(R"(co_await\b[^;{}]*[(,]\s*\[[^\]]*\]\s*[({])");
  static const std::regex called(R"(co_await\s*\[[^\]]*\]\s*[({])");
  Breaches breaches = found(file, file.code, lambda, "a lambda inside co_await: name the function and hand it its parameters by value");
  append(breaches,
         found(file, file.code, called, "a lambda awaited where it stands: name the function and hand it its parameters by value"));
  return breaches;
}

Breaches names_say_something(const File& file) {
  static const std::regex path_word(R"((^|[/_])(utils?|commons?|managers?|handlers?|helpers?)(?=[/_.]))");
  static const std::regex type(
      R"(\b(?:class|struct|union|enum(?:\s+class)?|namespace|concept)\s+((?:\w+::)*\w*(?:Utils?|Common|Manager|Handler|Helper)s?(?![a-z])\w*|(?:\w+::)*(?:utils?|common|manager|handler|helpers?)\b))");
  Breaches breaches;
  if (std::regex_search(file.path, path_word))
    breaches.push_back(at_line(file, 1, "the file's name says nothing: name the one noun it holds"));
  append(breaches, found(file, file.code, type, "$1 says nothing: name what it is"));
  return breaches;
}

Breaches files_stay_small(const File& file) {
  const std::size_t lines = count_lines(file.text);
  if (lines <= kFileLinesMax) return {};
  return {at_line(file, lines, std::to_string(lines) + " lines: one noun a file, at most " + std::to_string(kFileLinesMax))};
}

Breaches headers_begin_with_why(const File& file) {
  if (!file.path.ends_with(".hpp") || file.text.starts_with("#pragma once\n//")) return {};
  return {at_line(file, 1, "a header begins with \"#pragma once\" and a comment that says why it exists")};
}

Breaches nothing_is_left_to_do(const File& file) {
  static const std::regex left(R"(\b(TO[D]O|FIX[M]E|X[X]X|HAC[K])\b)");
  return found(file, file.text, left, "$1: finish it or leave it out");
}

Breaches readme_is_short(const std::string& room, const std::string& text) {
  if (text.empty()) return {room + ": no README.md: what it is, what it may know, its door, where to look"};
  const std::size_t lines = count_lines(text);
  if (lines <= kReadmeLinesMax) return {};
  return {room + "/README.md: " + std::to_string(lines) + " lines, at most " + std::to_string(kReadmeLinesMax)};
}

Breaches top_is_as_listed(const Rooms& rooms, const std::vector<std::string>& names) {
  Breaches breaches;
  for (const std::string& name : names) {
    const bool ignored = name.starts_with("build") || name == ".cache" || name.ends_with(".swp");  // as .gitignore has it
    if (!ignored && !contains(rooms.top, name)) breaches.push_back(name + ": does not belong at the top of the tree");
  }
  return breaches;
}

}  // namespace playmaker::house
