#include "tests/dsl/editor/schema_making.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "dsl/read/yaml/keys.hpp"
#include "dsl/read/yaml/places.hpp"
#include "dsl/source/render.hpp"

namespace playmaker::editor_tests {
namespace {

using read::YamlPlace;

std::string quoted(std::string_view text) {
  std::string out;
  source::append_json_string(out, std::string(text));
  return out;
}

std::string defined(const std::string& name) { return "{\"$ref\": \"#/$defs/" + name + "\"}"; }
std::string any(const std::vector<std::string>& shapes) {
  std::string out;
  for (const std::string& one : shapes) out += (out.empty() ? "" : ", ") + one;
  return "{\"anyOf\": [" + out + "]}";
}
std::string list(const std::string& shape) { return "{\"type\": \"array\", \"items\": " + shape + "}"; }
std::string named(const std::string& shape) { return "{\"type\": \"object\", \"additionalProperties\": " + shape + "}"; }
std::string one_or_more(const std::string& shape) { return any({shape, list(shape)}); }
// A switch: `once: true`.
std::string flag() { return "{\"enum\": [true, false, \"true\", \"false\"]}"; }

// "a decision table", "`wait_for`", "`done` and `closed`" -> decision_table, wait_for, done_and_closed. The waits are two.
std::string name_of(const YamlPlace& place) {
  std::string words = place.what.en;
  for (const std::string_view article : {"a ", "an "}) {
    if (words.starts_with(article)) words.erase(0, article.size());
  }
  std::string out;
  for (const char c : words) {
    if (c != '`') out += c == ' ' || c == '-' ? '_' : c;
  }
  return out == "wait" ? std::string(place.keys.front()) : out;
}

// What stands behind a key, wherever it is no phrase. "*" holds at any place.
std::string shape_of(const std::string& place, std::string_view key) {
  static const std::string phrase = defined("phrase"), steps = defined("steps"), event = any({defined("phrase"), defined("event")});
  static const std::string phrases = one_or_more(phrase);
  static const std::map<std::string, std::string, std::less<>> kShapes = {
      {"*.label", any({phrase, defined("label")})},
      {"*.with", named(phrase)},
      {"*.steps", steps},
      {"*.then", steps},
      {"playbook.use", phrases},
      {"playbook.beside", phrases},
      {"playbook.also", phrases},
      {"playbook.moved", phrases},
      {"playbook.guarantee", phrases},
      {"playbook.fragments", list(defined("fragment"))},
      {"playbook.target", named(phrase)},
      {"playbook.param", named(any({phrase, defined("param")}))},
      {"playbook.define", named(any({phrase, defined("define")}))},
      {"playbook.audience", defined("audience")},
      {"playbook.goal", named(defined("goal"))},
      {"playbook.exit", named(defined("exit"))},
      {"playbook.pause", one_or_more(defined("pause"))},
      {"playbook.tasks", steps},
      {"playbook.waves", steps},
      {"playbook.decide", steps},
      {"playbook.stages", list(defined("stage"))},
      {"playbook.tracks", list(defined("track"))},
      {"playbook.breakpoints", list(defined("breakpoint"))},
      {"playbook.moments", list(defined("moment"))},
      {"playbook.handlers", named(steps)},
      {"playbook.reviews", list(defined("review"))},
      {"define.first_of", list(defined("first_of"))},
      {"goal.keep_going", flag()},
      {"pause.until", event},
      {"fragment.takes", named(phrase)},
      {"audience.enter", one_or_more(any({phrase, defined("enter")}))},
      {"audience.only", phrases},
      {"audience.except", phrases},
      {"breakpoint.from", event},
      {"breakpoint.to", event},
      {"breakpoint.once", flag()},
      {"breakpoint.reasons", defined("reasons")},
      {"reasons.texts", phrases},
      {"moment.event", one_or_more(event)},
      {"moment.among", phrases},
      {"review.show", phrases},
      {"review.alert", phrases},
      {"task.done", one_or_more(defined("done_and_closed"))},
      {"task.closed", one_or_more(defined("done_and_closed"))},
      {"task.remind", phrases},
      {"task.escalate", phrases},
      {"task.attempts", defined("attempts")},
      {"task.call_back", defined("call_back")},
      {"task.collect", phrases},
      {"task.checklist", phrases},
      {"task.evidence", named(phrase)},
      {"send.send", phrases},
      {"when.else", any({steps, defined("when")})},
      {"wait_for.else", any({steps, defined("when")})},
      {"wait_until.else", any({steps, defined("when")})},
      {"ask.else", any({steps, defined("when")})},
      {"place.else", any({steps, defined("when")})},
      {"hand_off.else", any({steps, defined("when")})},
      {"hand_off.hand_off", any({phrase, defined("hand_off_to")})},
      {"hand_over.else", any({phrase, steps})},
      {"decision_table.by", phrases},
      {"decision_table.rows", list(list(phrase))},
      {"experiment.arms", list(defined("arm"))},
  };
  if (const auto own = kShapes.find(place + "." + std::string(key)); own != kShapes.end()) return own->second;
  const auto everywhere = kShapes.find("*." + std::string(key));
  return everywhere == kShapes.end() ? phrase : everywhere->second;
}

// The same in a text of Chinese keys, whose places stand beside the English ones.
std::string in_chinese(std::string shape) {
  const std::string place = "#/$defs/", chinese = "#/$defs/zh_";
  for (std::size_t at = shape.find(place); at != std::string::npos; at = shape.find(place, at + 1)) {
    if (shape.compare(at + place.size(), 6, "phrase") != 0) shape.replace(at, place.size(), chinese);
  }
  return shape;
}

struct Spelling {
  bool zh = false;

  std::string key(std::string_view english) const {
    const std::string_view chinese = zh ? read::chinese_key(english) : std::string_view();
    return quoted(chinese.empty() ? english : chinese);
  }
  std::string shape(const std::string& place, std::string_view key) const {
    return zh ? in_chinese(shape_of(place, key)) : shape_of(place, key);
  }
  std::string def(const std::string& name) const { return zh ? "zh_" + name : name; }
};

// A place as an object that takes its keys and no other. `head`: the key it begins with, in place of its own first one.
std::string object_of(const YamlPlace& place, const std::string& name, std::string_view head, bool must_begin, Spelling spelling) {
  std::string out = "\"type\": \"object\",\n      \"properties\": {";
  std::vector<std::string_view> keys = place.keys;
  if (!head.empty()) keys.front() = head;
  for (const std::string_view key : keys)
    out += (key == keys.front() ? "\n        " : ",\n        ") + spelling.key(key) + ": " + spelling.shape(name, key);
  // The one that chooses the language is read in either.
  if (name == "playbook" && spelling.zh) out += ",\n        \"language\": " + defined("phrase");
  out += "\n      },\n      \"additionalProperties\": false";
  std::vector<std::string_view> needed = place.needed;
  if (must_begin && std::ranges::find(needed, keys.front()) == needed.end()) needed.insert(needed.begin(), keys.front());
  std::string required;
  for (const std::string_view key : needed) required += (required.empty() ? "" : ", ") + spelling.key(key);
  return required.empty() ? out : out + ",\n      \"required\": [" + required + "]";
}

// All places of one spelling.
std::string defs_of(Spelling spelling) {
  const std::vector<const YamlPlace*> places = read::yaml_places();
  const YamlPlace& heads = read::step_heads();
  std::string defs, steps;
  const auto define = [&](const std::string& name, const std::string& body) {
    defs += ",\n    " + quoted(spelling.def(name)) + ": {\n      " + body + "\n    }";
  };
  const auto is_head = [&](std::string_view key) { return std::ranges::find(heads.keys, key) != heads.keys.end(); };
  std::string one_of_them;
  for (const char* key : {"playbook", "fragments", "beside", "use"})
    one_of_them += (one_of_them.empty() ? "" : ", ") + ("{\"required\": [" + spelling.key(key) + "]}");
  define("playbook", object_of(*places.front(), "playbook", {}, false, spelling) + ",\n      \"anyOf\": [" + one_of_them + "]");
  for (const YamlPlace* place : places) {
    if (place == places.front() || place == &heads) continue;
    std::string name = name_of(*place);
    if (name == "hand_off" && place->keys.front() == "to") name = "hand_off_to";
    const std::string_view first = place->keys.front();
    // Blocks and steps are known by the key that they begin with; the rest are what stands behind a key.
    const bool block = (name == first && name != "event") || name == "decision_table";
    std::vector<std::string_view> begins = {first};
    if (name == "task") begins = {"must_task", "optional_task", "task", "branch_task"};
    const bool step = is_head(first) && (block || name == "task" || name == "hand_off" || name == "hand_over");
    for (const std::string_view head : begins) {
      const std::string own = name == "task" ? std::string(head) : name;
      define(own, object_of(*place, name, head, block || step, spelling));
      if (step) steps += ", " + defined(spelling.def(own));
    }
  }
  define("steps", "\"type\": \"array\",\n      \"items\": " + defined(spelling.def("step")));
  define("step", "\"anyOf\": [" + defined("phrase") + steps + "]");
  return defs;
}

}  // namespace

std::string schema_of_places() {
  const auto chooses = [](const char* key) {
    return std::string("{\"required\": [\"") + key + "\"], \"properties\": {\"" + key + "\": {\"enum\": [\"zh\", \"中文\"]}}}";
  };
  return "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"title\": \"A playbook in YAML\",\n"
         "  \"description\": \"Phrases stay strings of the playbook language; `playmaker check` reads them. Keys are the English ones, or "
         "the Chinese where the text begins with `语言: 中文`.\",\n"
         "  \"if\": " +
         any({chooses("语言"), chooses("language")}) + ",\n  \"then\": " + defined("zh_playbook") +
         ",\n  \"else\": " + defined("playbook") +
         ",\n  \"$defs\": {\n    \"phrase\": {\n      \"type\": [\"string\", \"number\", \"boolean\"]\n    }" + defs_of({false}) +
         defs_of({true}) + "\n  }\n}\n";
}

}  // namespace playmaker::editor_tests
