// Findings as SARIF: what the standard requires of each object is there.
#include <catch2/catch.hpp>

#include "dsl/source/render.hpp"
#include "dsl/source/sarif.hpp"

using namespace playmaker;
using namespace playmaker::source;

namespace {

std::string sarif(const Issues& issues, const Sources& sources) { return render_sarif(issues, sources, base::Language::en, "1.2.3"); }

}  // namespace

TEST_CASE("sarif: nothing found is a run without results") {
  const std::string text = sarif({}, {});
  CHECK(text ==
        "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":"
        "\"playmaker\",\"semanticVersion\":\"1.2.3\",\"rules\":[]}},\"columnKind\":\"unicodeCodePoints\",\"results\":[]}]}\n");
}

TEST_CASE("sarif: rule, place, related places, help and fix of an issue") {
  Sources sources;
  sources.add("剧 本/a.play", "阶段 evnt x\nsecond\n");
  Issues issues;
  const Span word{0, 7, 11};
  issues.add(Issue(Code::word_unknown, word)
                 .arg("evnt")
                 .here("here")
                 .note(Span{0, 14, 20}, "there")
                 .help({"did you mean `event`?", "是否想写 `event`?"})
                 .fix(word, "event"));
  const std::string text = sarif(issues, sources);
  const auto has = [&](const char* part) {
    INFO(part);
    CHECK(text.find(part) != std::string::npos);
  };
  const std::string code(code_text(Code::word_unknown));
  CHECK(text.find("\"rules\":[{\"id\":\"" + code + "\",\"name\":\"word_unknown\",\"shortDescription\":{\"text\":") != std::string::npos);
  CHECK(text.find("\"results\":[{\"ruleId\":\"" + code + "\",\"ruleIndex\":0,\"level\":\"error\",\"message\":{\"text\":") !=
        std::string::npos);
  has("\"artifactLocation\":{\"uri\":\"%E5%89%A7%20%E6%9C%AC/a.play\"}");
  has("\"region\":{\"startLine\":1,\"startColumn\":4,\"endLine\":1,\"endColumn\":8}},\"message\":{\"text\":\"here\"}}]");
  has("\"relatedLocations\":[{\"physicalLocation\":{");
  has("\"region\":{\"startLine\":2,\"startColumn\":1,\"endLine\":2,\"endColumn\":7}},\"message\":{\"text\":\"there\"}}]");
  has("\\nhelp: did you mean `event`?");
  has("\"fixes\":[{\"description\":{\"text\":\"did you mean `event`?\"},\"artifactChanges\":[{\"artifactLocation\":{");
  has("\"replacements\":[{\"deletedRegion\":{\"startLine\":1,\"startColumn\":4,\"endLine\":1,\"endColumn\":8},\"insertedContent\":{"
      "\"text\":\"event\"}}]}]}]");
}
