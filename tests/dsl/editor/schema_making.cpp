#include "tests/dsl/editor/schema_making.hpp"

#include <algorithm>
#include <map>
#include <vector>

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

std::string ref(const std::string& name) { return "{\"$ref\": \"#/$defs/" + name + "\"}"; }
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
  static const std::string phrase = ref("phrase"), steps = ref("steps"), event = any({ref("phrase"), ref("event")});
  static const std::string phrases = one_or_more(phrase);
  static const std::map<std::string, std::string, std::less<>> kShapes = {
      {"*.label", any({phrase, ref("label")})},
      {"*.with", named(phrase)},
      {"*.steps", steps},
      {"*.then", steps},
      {"playbook.use", phrases},
      {"playbook.beside", phrases},
      {"playbook.also", phrases},
      {"playbook.moved", phrases},
      {"playbook.guarantee", phrases},
      {"playbook.fragments", list(ref("fragment"))},
      {"playbook.target", named(phrase)},
      {"playbook.param", named(any({phrase, ref("param")}))},
      {"playbook.define", named(any({phrase, ref("define")}))},
      {"playbook.audience", ref("audience")},
      {"playbook.goal", named(ref("goal"))},
      {"playbook.exit", named(ref("exit"))},
      {"playbook.pause", one_or_more(ref("pause"))},
      {"playbook.tasks", steps},
      {"playbook.waves", steps},
      {"playbook.decide", steps},
      {"playbook.stages", list(ref("stage"))},
      {"playbook.tracks", list(ref("track"))},
      {"playbook.breakpoints", list(ref("breakpoint"))},
      {"playbook.moments", list(ref("moment"))},
      {"playbook.handlers", named(steps)},
      {"playbook.reviews", list(ref("review"))},
      {"define.first_of", list(ref("first_of"))},
      {"goal.keep_going", flag()},
      {"pause.until", event},
      {"fragment.takes", named(phrase)},
      {"audience.enter", one_or_more(any({phrase, ref("enter")}))},
      {"audience.only", phrases},
      {"audience.except", phrases},
      {"breakpoint.from", event},
      {"breakpoint.to", event},
      {"breakpoint.once", flag()},
      {"breakpoint.reasons", ref("reasons")},
      {"reasons.texts", phrases},
      {"moment.event", one_or_more(event)},
      {"moment.among", phrases},
      {"review.show", phrases},
      {"review.alert", phrases},
      {"task.done", one_or_more(ref("done_and_closed"))},
      {"task.closed", one_or_more(ref("done_and_closed"))},
      {"task.remind", phrases},
      {"task.escalate", phrases},
      {"task.attempts", ref("attempts")},
      {"task.call_back", ref("call_back")},
      {"task.collect", phrases},
      {"task.checklist", phrases},
      {"task.evidence", named(phrase)},
      {"send.send", phrases},
      {"when.else", any({steps, ref("when")})},
      {"wait_for.else", any({steps, ref("when")})},
      {"wait_until.else", any({steps, ref("when")})},
      {"ask.else", any({steps, ref("when")})},
      {"place.else", any({steps, ref("when")})},
      {"hand_off.else", any({steps, ref("when")})},
      {"hand_off.hand_off", any({phrase, ref("hand_off_to")})},
      {"hand_over.else", any({phrase, steps})},
      {"decision_table.by", phrases},
      {"decision_table.rows", list(list(phrase))},
      {"experiment.arms", list(ref("arm"))},
  };
  if (const auto own = kShapes.find(place + "." + std::string(key)); own != kShapes.end()) return own->second;
  const auto everywhere = kShapes.find("*." + std::string(key));
  return everywhere == kShapes.end() ? phrase : everywhere->second;
}

// A place as an object that takes its keys and no other. `head`: the key it begins with, in place of its own first one.
std::string object_of(const YamlPlace& place, const std::string& name, std::string_view head, bool must_begin, const std::string& indent) {
  std::string out = "\"type\": \"object\",\n" + indent + "\"properties\": {";
  std::vector<std::string_view> keys = place.keys;
  if (!head.empty()) keys.front() = head;
  for (const std::string_view key : keys)
    out += (key == keys.front() ? "\n" : ",\n") + indent + "  " + quoted(key) + ": " + shape_of(name, key);
  out += "\n" + indent + "},\n" + indent + "\"additionalProperties\": false";
  std::vector<std::string_view> needed = place.needed;
  if (must_begin && std::ranges::find(needed, keys.front()) == needed.end()) needed.insert(needed.begin(), keys.front());
  std::string required;
  for (const std::string_view key : needed) required += (required.empty() ? "" : ", ") + quoted(key);
  return required.empty() ? out : out + ",\n" + indent + "\"required\": [" + required + "]";
}

}  // namespace

std::string schema_of_places() {
  const std::vector<const YamlPlace*> places = read::yaml_places();
  const YamlPlace& heads = read::step_heads();
  std::string defs, steps;
  const auto define = [&](const std::string& name, const std::string& body) {
    defs += ",\n    " + quoted(name) + ": {\n      " + body + "\n    }";
  };
  const auto is_head = [&](std::string_view key) { return std::ranges::find(heads.keys, key) != heads.keys.end(); };
  std::vector<std::string> seen;
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
      define(own, object_of(*place, name, head, block || step, "      "));
      if (step) steps += ", " + ref(own);
    }
  }
  std::string out =
      "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"title\": \"A playbook in YAML\",\n"
      "  \"description\": \"Phrases stay strings of the playbook language; `playmaker check` reads them. Keys are the English ones; a text "
      "that begins with `语言: 中文` has Chinese keys, which `playmaker check` and the language server read.\",\n  " +
      object_of(*places.front(), "playbook", {}, false, "  ") +
      ",\n  \"anyOf\": [{\"required\": [\"playbook\"]}, {\"required\": [\"fragments\"]}, {\"required\": [\"beside\"]}, {\"required\": "
      "[\"use\"]}],\n  \"$defs\": {\n    \"phrase\": {\n      \"type\": [\"string\", \"number\", \"boolean\"]\n    },\n"
      "    \"steps\": " +
      list(ref("step")) + ",\n    \"step\": {\n      \"anyOf\": [" + ref("phrase") + steps + "]\n    }";
  return out + defs + "\n  }\n}\n";
}

}  // namespace playmaker::editor_tests
