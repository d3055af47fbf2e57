// The schema of the YAML spelling: what it allows is what the reader takes, and the shipped texts fit it. Where Node has ajv, that judges
// too. That it has the reader's keys at every place is seen where it is made (tests/dsl/editor).
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "dsl/compile.hpp"
#include "dsl/print/print.hpp"
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
    if (const RawValue* condition = member(schema, "if"); condition != nullptr) {
      if (!fits(node, *member(schema, fits(node, *condition) ? "then" : "else"))) return false;
    }
    if (const RawValue* words = member(schema, "enum")) {
      const auto& list = std::get<RawList>(words->value);
      if (!node.is_scalar() || std::ranges::none_of(list, [&](const RawValue& each) { return says(each) == node.text; })) return false;
    }
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
  static std::string says(const RawValue& value) {
    if (const bool* truth = std::get_if<bool>(&value.value)) return *truth ? "true" : "false";
    return *daemon::text_of(&value);
  }
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

namespace {

// A text and whether the schema must take it.
struct Judged {
  std::string name, text;
  bool fits = true;
};

// Whether the reader has nothing to say of keys and shapes; what names and phrases mean is beyond a schema.
bool shaped_right(const std::string& text) {
  const dsl::Compiled made = dsl::compile({{"a.yaml", text}}, {}, {.until = dsl::Until::read, .known = {}, .applying = false, .today = {}});
  return std::ranges::none_of(made.issues.list(), [](const source::Issue& issue) {
    return issue.code == source::Code::yaml_key_unknown || issue.code == source::Code::yaml_shape;
  });
}

// YAML itself finds nothing wrong with it.
bool is_yaml(const std::string& text) {
  source::Sources sources;
  source::Issues issues;
  read::read_yaml(sources.add("a.yaml", text), issues);
  return issues.empty();
}

// All shipped texts, in both languages, whatever they are written in; each with slips; and the texts of the house that are wrong.
std::vector<Judged> texts() {
  std::vector<Judged> out;
  const auto slip = [&](const std::string& name, const std::string& text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos) return;
    std::string wrong = text;
    out.push_back({name + to, wrong.replace(at, from.size(), to), false});
  };
  for (const char* folder : {"playbooks", "playbooks/shared"}) {
    for (const auto& entry : std::filesystem::directory_iterator(tests::source(folder))) {
      const std::string path = entry.path().string(), name = entry.path().filename().string();
      if (!path.ends_with(".yaml") && !path.ends_with(".play")) continue;
      const std::string text = tests::read(path);
      if (path.ends_with(".yaml")) out.push_back({name, text, true});
      for (const base::Language language : {base::Language::en, base::Language::zh}) {
        const print::Printed yaml = print::to_yaml(source::Source(0, path, text), language);
        REQUIRE(yaml.ok);
        const std::string own = name + (language == base::Language::zh ? " zh" : " en");
        out.push_back({own, yaml.text, true});
        for (const auto& [from, to] : {std::pair{"\nplaybook:", "\nplaybok:"},
                                       {"\naudience:", "\naudiense:"},
                                       {" again:", " agian:"},
                                       {"send:", "sendd:"},
                                       {"\n剧本:", "\n剧木:"},
                                       {" 再入:", " 再人:"},
                                       {"发送:", "发宋:"}})
          slip(own, yaml.text, from, to);
      }
    }
  }
  for (const char* folder : {"tests/dsl/compile/recovery", "tests/dsl/compile/cases"}) {
    for (const auto& entry : std::filesystem::directory_iterator(tests::source(folder))) {
      if (entry.path().extension() != ".yaml") continue;
      const std::string text = tests::read(entry.path().string());
      if (is_yaml(text)) out.push_back({entry.path().filename().string(), text, shaped_right(text)});
    }
  }
  return out;
}

}  // namespace

TEST_CASE("schema: shipped texts fit it in both languages, and slips do not") {
  const RawValue schema = parsed_schema();
  const Validator validator(schema);
  std::size_t right = 0, wrong = 0;
  for (const Judged& one : texts()) {
    INFO(one.name);
    CHECK(validator.fits(yaml(one.text), schema) == one.fits);
    ++(one.fits ? right : wrong);
  }
  CHECK(right > 40);
  CHECK(wrong > 40);
  const auto fits = [&](const std::string& text) { return validator.fits(yaml(text), schema); };
  CHECK(fits("playbook: p\nsteps: [ { send: sms hello } ]\n"));
  CHECK(fits("playbook: p\non_consent_lost: skip\nmoments: [ { moment: m, event: { event: e, where: x > 1 }, among: [a, b] } ]\n"));
  CHECK(fits("语言: 中文\n剧本: p\n步骤: [ { 发送: sms hello } ]\n"));
  CHECK(fits("use: [a.yaml]\nfragments: [ { fragment: f, takes: { t: template }, steps: [ { include: g(t) } ] } ]\n"));
  CHECK_FALSE(fits("version: 3\n"));
  CHECK_FALSE(fits("playbook: p\nstages: [ { stage: a, stpes: [] } ]\n"));
  CHECK_FALSE(fits("playbook: p\nprioritie: 3\n"));
  CHECK_FALSE(fits("playbook: p\nsteps: [ { send: sms hello, wiht: { a: b } } ]\n"));
  CHECK_FALSE(fits("playbook: p\nsteps: [ { notify: head, offering: p } ]\n"));
  CHECK_FALSE(fits("playbook: p\nsteps: [ { experiment: e, arms: [ { arm: a } ] } ]\n"));
  CHECK_FALSE(fits("playbook: p\nsteps: [ { task: t, call_back: { event: e } } ]\n"));
  CHECK_FALSE(fits("playbook: p\naudience: { enter: { evnt: e } }\n"));
  CHECK_FALSE(fits("语言: 中文\nplaybook: p\n"));
  CHECK_FALSE(fits("剧本: p\n"));
}

TEST_CASE("schema: ajv judges as the reader does, where Node has ajv") {
  // Beside this text, by NODE_PATH, or among the packages that are installed for everybody.
  std::string node;
  for (const char* where : {"", "NODE_PATH=\"$(npm root -g 2> /dev/null)\" "}) {
    if (node.empty() && std::system((std::string(where) + "node -e \"require('ajv')\" > /dev/null 2>&1").c_str()) == 0)
      node = std::string(where) + "node";
  }
  if (node.empty()) {
    WARN("skipped: Node finds no ajv (npm install -g ajv); the test before this one judged the same texts without it");
    return;
  }
  std::string all = "[";
  std::size_t count = 0;
  for (const Judged& one : texts()) {
    if (all.size() > 1) all += ',';
    all += "{\"name\":";
    daemon::append_json_text(all, one.name);
    all += std::string(",\"fits\":") + (one.fits ? "true" : "false") + ",\"value\":";
    append(all, yaml(one.text));
    all += '}';
    ++count;
  }
  all += ']';
  const tests::Folder folder;
  const std::string data = folder.write("texts.json", all);
  const std::string line =
      node + " -e \"const A=require('ajv');const fits=new (A.default||A)({strict:false}).compile(require('" +
      tests::source("dsl/editor/playbook.schema.json") + "'));let bad=0;for(const t of require('" + data +
      "')){if(fits(t.value)!==t.fits){bad++;console.error(t.name,t.fits,JSON.stringify((fits.errors||[]).slice(0,3)))}}process.exit(bad?1:"
      "0)\"";
  CHECK(std::system(line.c_str()) == 0);
  WARN("ajv judged " << count << " texts");
}
