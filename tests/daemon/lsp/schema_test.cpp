// The schema of the YAML spelling: what it allows is what the reader takes, and the shipped texts fit it. Where Node has ajv, that judges
// too.
#include <catch2/catch.hpp>

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "dsl/compile.hpp"
#include "dsl/read/yaml/events.hpp"
#include "tests/daemon/cli/cli_run.hpp"

using namespace playmaker;
using daemon::member;
using engine::RawList;
using engine::RawRecord;
using engine::RawValue;

namespace {

RawValue parsed_schema() {
  const tests::Ran ran = tests::cli({"schema", "playbook"});
  REQUIRE(ran.exit == 0);
  CHECK(ran.out == tests::read(tests::source("dsl/editor/playbook.schema.json")));
  auto schema = daemon::parse_json(ran.out);
  REQUIRE(schema);
  return std::move(*schema);
}

// Enough of JSON Schema for this one; scalars of YAML are phrases.
class Validator {
 public:
  explicit Validator(const RawValue& schema) : root_(schema) {}
  bool fits(const read::YamlNode& node, const RawValue& schema) const {
    if (const std::string* ref = daemon::text_of(member(schema, "$ref")))
      return fits(node, *member(*member(root_, "$defs"), ref->substr(8)));
    if (const RawValue* type = member(schema, "type")) {
      const std::string* one = daemon::text_of(type);
      const bool scalar = one == nullptr;
      if (scalar != node.is_scalar() || (!scalar && (*one == "object") != node.is_map()) ||
          (!scalar && (*one == "array") != node.is_list()))
        return false;
    }
    if (const RawValue* any = member(schema, "anyOf")) {
      const auto& list = std::get<RawList>(any->value);
      if (std::ranges::none_of(list, [&](const RawValue& each) { return fits(node, each); })) return false;
    }
    if (const RawValue* none = member(schema, "not"); none != nullptr && fits(node, *none)) return false;
    if (const RawValue* required = member(schema, "required")) {
      for (const RawValue& key : std::get<RawList>(required->value)) {
        if (node.find(*daemon::text_of(&key)) == nullptr) return false;
      }
    }
    for (const read::YamlEntry& entry : node.entries) {
      const RawValue* properties = member(schema, "properties");
      const RawValue* own = properties == nullptr ? nullptr : member(*properties, entry.key.text);
      const RawValue* others = member(schema, "additionalProperties");
      if (own == nullptr && others != nullptr && std::holds_alternative<bool>(others->value)) return false;
      const RawValue* its = own != nullptr ? own : others;
      if (its != nullptr && !fits(entry.value, *its)) return false;
    }
    const RawValue* items = member(schema, "items");
    return items == nullptr || std::ranges::all_of(node.items, [&](const read::YamlNode& item) { return fits(item, *items); });
  }

 private:
  const RawValue& root_;
};

void append(std::string& out, const read::YamlNode& node) {
  if (node.is_scalar()) {
    daemon::append_json_text(out, node.text);
  } else if (node.is_list()) {
    out += '[';
    for (const read::YamlNode& item : node.items) {
      if (out.back() != '[') out += ',';
      append(out, item);
    }
    out += ']';
  } else if (node.is_map()) {
    out += '{';
    for (const read::YamlEntry& entry : node.entries) {
      if (out.back() != '{') out += ',';
      daemon::append_json_text(out, entry.key.text);
      out += ':';
      append(out, entry.value);
    }
    out += '}';
  } else {
    out += "null";
  }
}

read::YamlNode yaml(const std::string& text) {
  source::Sources sources;
  source::Issues issues;
  read::YamlNode root = read::read_yaml(sources.add("a.yaml", text), issues);
  CHECK(issues.empty());
  return root;
}

}  // namespace

TEST_CASE("schema: the shipped texts fit it, and slips do not") {
  const RawValue schema = parsed_schema();
  const Validator validator(schema);
  int texts = 0;
  for (const auto& entry : std::filesystem::directory_iterator(tests::source("playbooks"))) {
    if (entry.path().extension() != ".yaml") continue;
    INFO(entry.path().string());
    CHECK(validator.fits(yaml(tests::read(entry.path().string())), schema));
    ++texts;
  }
  CHECK(texts >= 4);
  CHECK(validator.fits(yaml("playbook: p\nsteps: [ { send: sms hello } ]\n"), schema));
  CHECK_FALSE(validator.fits(yaml("version: 3\n"), schema));
  CHECK_FALSE(validator.fits(yaml("playbook: p\nstages: [ { stage: a, stpes: [] } ]\n"), schema));
  CHECK_FALSE(validator.fits(yaml("playbook: p\nprioritie: 3\n"), schema));
  CHECK_FALSE(validator.fits(yaml("playbook: p\nsteps: [ { send: sms hello, wiht: { a: b } } ]\n"), schema));
}

TEST_CASE("schema: every key that it allows is one that the reader knows") {
  const RawValue schema = parsed_schema();
  const auto unknown = [](const std::string& text) {
    const dsl::Compiled made =
        dsl::compile({{"a.yaml", text}}, {}, {.until = dsl::Until::read, .known = {}, .applying = false, .today = {}});
    return std::ranges::any_of(made.issues.list(), [](const source::Issue& issue) { return issue.code == source::Code::yaml_key_unknown; });
  };
  CHECK(unknown("playbook: p\nprioritie: 3\n"));
  for (const engine::RawField& property : std::get<RawRecord>(member(schema, "properties")->value)) {
    if (property.name == "playbook") continue;
    INFO(property.name);
    CHECK_FALSE(unknown("playbook: p\n" + property.name + ": x\n"));
  }
}

TEST_CASE("schema: ajv takes it too, where Node has ajv") {
  if (std::system("node -e \"require('ajv')\" > /dev/null 2>&1") != 0) {
    WARN("skipped: Node or ajv is not here");
    return;
  }
  // Each shipped text as JSON, whether ajv must take it; and the same texts with one key misspelt or moved.
  std::string texts = "[";
  const auto add = [&](const std::string& name, const std::string& text, bool fits) {
    if (texts.size() > 1) texts += ',';
    texts += "{\"name\":";
    daemon::append_json_text(texts, name);
    texts += std::string(",\"fits\":") + (fits ? "true" : "false") + ",\"value\":";
    append(texts, yaml(text));
    texts += '}';
  };
  for (const auto& entry : std::filesystem::directory_iterator(tests::source("playbooks"))) {
    if (entry.path().extension() != ".yaml") continue;
    const std::string name = entry.path().filename().string(), text = tests::read(entry.path().string());
    add(name, text, true);
    for (const auto& [from, to] : {std::pair{"\nplaybook:", "\nplaybok:"}, {"\naudience:", "\naudiense:"}, {" again:", " agian:"}}) {
      std::string slip = text;
      const std::size_t at = slip.find(from);
      if (at == std::string::npos) continue;
      add(name + to, slip.replace(at, std::string(from).size(), to), false);
    }
  }
  // As far as a schema can: keys and shapes, not what names and phrases mean.
  for (const auto& entry : std::filesystem::directory_iterator(tests::source("tests/dsl/compile/recovery"))) {
    if (entry.path().extension() != ".yaml") continue;
    const std::string text = tests::read(entry.path().string());
    const bool twice = text.find("# E0053") != std::string::npos, bare = text.find("# E0052") != std::string::npos;
    const bool shape = text.find("# E0055") != std::string::npos || text.find("# E0056") != std::string::npos;
    if (!twice && !bare) add(entry.path().filename().string(), text, !shape);
  }
  texts += ']';
  const std::string folder = std::filesystem::temp_directory_path().string();
  const std::string data = folder + "/playmaker_schema_" + std::to_string(::getpid()) + ".json";
  std::ofstream(data, std::ios::binary) << texts;
  const std::string line =
      "node -e \"const A=require('ajv');const fits=new (A.default||A)({strict:false}).compile(require('" +
      tests::source("dsl/editor/playbook.schema.json") + "'));let bad=0;for(const t of require('" + data +
      "')){if(fits(t.value)!==t.fits){bad++;console.error(t.name,t.fits,JSON.stringify((fits.errors||[]).slice(0,3)))}}process.exit(bad?1:"
      "0)\"";
  CHECK(std::system(line.c_str()) == 0);
  std::filesystem::remove(data);
}
