#include "tests/house/rooms.hpp"

#include <algorithm>
#include <sstream>

namespace playmaker::house {

namespace {

std::vector<std::string> words(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

// Lines without remarks, with the indented ones joined to the line they go on.
std::vector<std::string> statements(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);) {
    line.erase(std::min(line.find('#'), line.size()));
    if (words(line).empty()) continue;
    if (line.front() == ' ' && !out.empty()) out.back() += line;
    else out.push_back(line);
  }
  return out;
}

}  // namespace

Rooms parse_rooms(std::string_view text) {
  Rooms rooms;
  for (const std::string& statement : statements(text)) {
    const std::size_t colon = statement.find(" :");
    std::vector<std::string> left = words(statement.substr(0, colon));
    const std::vector<std::string> right = colon == std::string::npos ? std::vector<std::string>{} : words(statement.substr(colon + 2));
    const std::string kind = left.front();
    left.erase(left.begin());
    if (colon == std::string::npos) rooms.errors.push_back("no \" :\" in: " + statement);
    else if (kind == "room" && left.size() == 1) rooms.may_include[left.front()] = right;
    else if (kind == "heavy" && !left.empty()) rooms.heavy.push_back({left, right});
    else if (kind == "impure" && !left.empty()) rooms.impure.push_back({left, right});
    else if (kind == "clock" && left.empty()) rooms.clock = right;
    else if (kind == "sleep" && left.empty()) rooms.sleep = right;
    else if (kind == "top" && left.empty()) rooms.top = right;
    else rooms.errors.push_back("cannot be read: " + statement);
  }
  for (const auto& [room, others] : rooms.may_include) {
    for (const std::string& other : others) {
      if (other != "*" && !rooms.may_include.contains(other)) rooms.errors.push_back(room + " may include " + other + ", which is no room");
    }
  }
  return rooms;
}

std::string room_of(const Rooms& rooms, std::string_view path) {
  std::string best;
  for (const auto& [room, others] : rooms.may_include) {
    if (path.starts_with(room + "/") && room.size() > best.size()) best = room;
  }
  return best;
}

bool matches(std::string_view pattern, std::string_view path) {
  if (pattern.empty()) return path.empty();
  if (pattern.front() != '*') return !path.empty() && path.front() == pattern.front() && matches(pattern.substr(1), path.substr(1));
  const bool across = pattern.starts_with("**");
  const std::string_view rest = pattern.substr(across ? 2 : 1);
  for (std::size_t taken = 0;; ++taken) {
    if (matches(rest, path.substr(taken))) return true;
    if (taken == path.size() || (!across && path[taken] == '/')) return false;
  }
}

bool matches_any(const std::vector<std::string>& patterns, std::string_view path) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) { return matches(pattern, path); });
}

}  // namespace playmaker::house
