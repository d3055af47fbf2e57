// An incident is told in both languages, whichever room raises it; and a reason in the words of what it is the reason of.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "daemon/words/words.hpp"
#include "tests/main/here.hpp"

using namespace playmaker;
using base::Language;

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Codes as they stand in the sources: incident("code", …), and faults of conditions behind "condition_".
std::set<std::string> codes() {
  std::set<std::string> out;
  static const std::regex raised(R"re(incident\((?:[^";]*\? )?"([a-z_]+)"(?: : "([a-z_]+)")?)re");
  for (const char* room : {"runtime/core", "runtime/engine"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(kSourceDir) + "/" + room)) {
      if (entry.path().extension() != ".cpp") continue;
      const std::string text = read(entry.path());
      for (std::sregex_iterator i(text.begin(), text.end(), raised), end; i != end; ++i) {
        for (const std::size_t part : {1u, 2u}) {
          if ((*i)[part].matched && (*i)[part] != "condition_") out.insert((*i)[part]);
        }
      }
    }
  }
  for (const char* fault : {"overflow", "division_by_zero", "no_such_key", "stale", "type", "range"})
    out.insert(std::string("condition_") + fault);
  return out;
}

}  // namespace

TEST_CASE("words: every incident that can be raised is told in both languages") {
  const std::set<std::string> all = codes();
  CHECK(all.size() > 15);
  CHECK(all.contains("touch_unknown"));
  for (const std::string& code : all) {
    INFO(code);
    CHECK_FALSE(daemon::incident_words(code, Language::en).empty());
    CHECK_FALSE(daemon::incident_words(code, Language::zh).empty());
  }
  CHECK(daemon::incident_words("no_such_code", Language::en).empty());
}

TEST_CASE("words: a benefit and a moment have reasons of their own, not those of an audience") {
  const daemon::WordsContext nothing;
  core::Granted denied;
  denied.why = core::Reason::full;
  CHECK(daemon::words(denied, nothing, Language::en).find("its stock is used up") != std::string::npos);
  CHECK(daemon::words(denied, nothing, Language::zh).find("权益已发完") != std::string::npos);
  denied.why = core::Reason::capped;
  CHECK(daemon::words(denied, nothing, Language::en).find("as many as one may") != std::string::npos);
  core::MomentDropped dropped;
  dropped.why = core::Reason::already_in;
  CHECK(daemon::words(dropped, nothing, Language::en).find("still under way") != std::string::npos);
  CHECK(daemon::words(dropped, nothing, Language::zh).find("尚未结束") != std::string::npos);
  dropped.why = core::Reason::again_too_soon;
  CHECK(daemon::words(dropped, nothing, Language::en).find("audience") == std::string::npos);
}
