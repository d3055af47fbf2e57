// Steps, tasks and waves of the YAML spelling.
#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "dsl/read/yaml/clauses.hpp"

namespace playmaker::read {
namespace {

using Entry = YamlEntry;

void say_step(Saying& say, const YamlNode& step);

void say_after_word(Saying& say, const Entry& entry, std::string_view words) {
  if (!say.want_scalar(entry)) return;
  say.words(words, entry.key.span);
  say.phrase(entry.value);
}

const YamlPlace kHeads = {
    {"a step", "步骤"},
    {"must_task", "optional_task", "task",       "branch_task", "wave",   "send",       "ask",      "place",    "invite",  "notify",
     "wait",      "wait_for",      "wait_until", "when",        "decide", "experiment", "repeat",   "grant",    "reserve", "release",
     "set",       "tag",           "assign",     "emit",        "finish", "include",    "hand_off", "hand_over"},
    {}};
const YamlPlace kRepeat = {{"a repeat", "重复"}, {"repeat", "label", "alias", "every", "up_to", "until", "steps"}, {"every", "up_to"}};
const YamlPlace kSend = {{"a send", "发送"}, {"send", "with", "offering"}, {}};
const YamlPlace kWhen = {{"`when`", "`when`"}, {"when", "then", "else"}, {}};
const YamlPlace kWaitFor = {{"a wait", "等待"}, {"wait_for", "up_to", "else"}, {"up_to"}};
const YamlPlace kWaitUntil = {{"a wait", "等待"}, {"wait_until", "up_to", "else"}, {"up_to"}};
const YamlPlace kHandOff = {{"a hand-off", "移交"}, {"hand_off", "else"}, {}};
const YamlPlace kHandOffTo = {{"`hand_off`", "`hand_off`"}, {"to", "with"}, {"to"}};
const YamlPlace kHandOver = {{"a hand-over", "转办"}, {"hand_over", "label", "alias", "accept", "else"}, {"accept", "else"}};
const YamlPlace kDecide = {{"a decision table", "决策表"}, {"decide", "label", "alias", "by", "rows"}, {"by", "rows"}};
const YamlPlace kAsk = {{"`ask`", "`ask`"}, {"ask", "answer_within", "then", "else"}, {"answer_within"}};
const YamlPlace kPlace = {{"`place`", "`place`"}, {"place", "for", "priority", "with", "offering", "then", "else"}, {"for"}};
const YamlPlace kArm = {{"an arm", "组别"}, {"arm", "label", "alias", "share", "steps"}, {"share"}};
const YamlPlace kClosing = {{"`done` and `closed`", "`done`、`closed`"}, {"event", "where", "lookback", "when", "by", "as"}, {}, "event"};
const YamlPlace kAttempts = {{"`attempts`", "`attempts`"}, {"up_to", "every", "event", "where", "lookback", "as"}, {"up_to", "every"}};
const YamlPlace kCallBack = {{"`call_back`", "`call_back`"}, {"at", "event", "where", "lookback"}, {"at"}};

// ---- tasks -----------------------------------------------------------------------------------------------------------------------

// `done: { event: …, where: …, as: … }`, `{ when: C }`, `{ by: report, as: … }`, or a list of them.
void say_closing(Saying& say, const Entry& entry) {
  each_item(entry, [&](const Entry& one) {
    if (!one.value.is_map()) {
      const std::string better = "{ event: " + (one.value.is_scalar() ? one.value.text : std::string("NAME")) + " }";
      say.refuse(one, {"keys with values: { key: value }", "键和值:{ 键: 值 }"},
                 {"a closing is an event, a condition or a report: `" + better + "`", "结案依据是事件、条件或报告:`" + better + "`"});
      return;
    }
    refuse_others(say, one.value, kClosing);
    say.statement(one.key.span);
    const std::size_t mark = say.mark();
    say.words(one.key.text, one.key.span);
    if (const Entry* by = one.value.entry("by")) {
      say_after_word(say, *by, "by");
    } else if (const Entry* when = one.value.entry("when")) {
      say_after_word(say, *when, "when");
    } else {
      say.words("on", one.key.span);
      if (!say_trigger(say, one, mark)) return;
    }
    if (const Entry* as = one.value.entry("as")) say_after_word(say, *as, "as");
  });
}

void say_attempts(Saying& say, const Entry& entry) {
  if (!say.want_map(entry)) return;
  refuse_others(say, entry.value, kAttempts);
  const std::size_t mark = say.mark();
  say.words("attempts", entry.key.span);
  if (const Entry* times = entry.value.entry("up_to")) say_after_word(say, *times, "up to");
  if (const Entry* every = entry.value.entry("every")) say_after_word(say, *every, "every");
  say.words("on", entry.key.span);
  if (!say_trigger(say, entry, mark)) return;
  if (const Entry* as = entry.value.entry("as")) say_after_word(say, *as, "as");
}

void say_call_back(Saying& say, const Entry& entry) {
  if (!say.want_map(entry)) return;
  refuse_others(say, entry.value, kCallBack);
  const std::size_t mark = say.mark();
  say.words("call back", entry.key.span);
  if (const Entry* at = entry.value.entry("at")) say_after_word(say, *at, "at");
  say.words("on", entry.key.span);
  say_trigger(say, entry, mark);
}

void say_evidence(Saying& say, const Entry& entry) {
  if (!say.want_map(entry)) return;
  for (const Entry& kind : entry.value.entries) {
    if (!say.want_scalar(kind)) continue;
    say.words("evidence", entry.key.span);
    say.name(kind.key);
    say.text(kind.value);
  }
}

void say_offering(Saying& say, const YamlNode& map) {
  if (const Entry* offering = map.entry("offering")) say_after_word(say, *offering, "offering");
}

const Clauses kTaskHead = {{"by", say_phrase}, {"after", say_phrase}, {"time", say_timing}, {"unless", say_phrase}, {"when", say_phrase}};
const Clauses kTaskBody = {
    {"assign", say_phrase},       {"done", say_closing},         {"closed", say_closing},     {"due", say_phrase},
    {"remind", say_each_phrase},  {"escalate", say_each_phrase}, {"expires", say_phrase},     {"attempts", say_attempts},
    {"call_back", say_call_back}, {"claim", say_phrase},         {"acknowledge", say_phrase}, {"check", say_phrase},
    {"collect", say_names},       {"checklist", say_texts},      {"evidence", say_evidence},  {"guide", say_text},
    {"purpose", say_phrase},      {"offering", say_phrase},
};
struct TaskForm {
  std::string_view key, words;
  YamlPlace place;
};
const std::vector<TaskForm>& task_forms() {
  static const std::vector<TaskForm> forms = [] {
    constexpr std::pair<std::string_view, std::string_view> kHeadsOfTasks[] = {
        {"must_task", "must task"}, {"optional_task", "optional task"}, {"task", "task"}, {"branch_task", "task for branch"}};
    std::vector<TaskForm> made;
    for (const auto& [key, words] : kHeadsOfTasks)
      made.push_back({key, words, place_of({"a task", "任务"}, {key, "label", "alias"}, {&kTaskHead, &kTaskBody}, {}, "done")});
    return made;
  }();
  return forms;
}

void say_task(Saying& say, const YamlNode& step, const Entry& head, const TaskForm& form) {
  if (!say.want_scalar(head)) return;
  refuse_others(say, step, form.place);
  say.words(form.words, head.key.span);
  say.name(head.value);
  say_labels(say, step);
  say_clauses(say, step, kTaskHead);
  say.open();
  say_clauses(say, step, kTaskBody);
  say.close();
}

// ---- waves -----------------------------------------------------------------------------------------------------------------------

const Clauses kWaveHead = {{"time", say_timing},   {"at", say_phrase},   {"after", say_phrase},
                           {"unless", say_phrase}, {"when", say_phrase}, {"stale", say_phrase}};
const YamlPlace kWave = [] {
  YamlPlace place = place_of({"a wave", "波次"}, {"wave", "label", "alias"}, {&kWaveHead});
  place.keys.push_back("steps");
  return place;
}();

void say_wave(Saying& say, const YamlNode& step, const Entry& head) {
  if (!say.want_scalar(head)) return;
  refuse_others(say, step, kWave);
  say.words("wave", head.key.span);
  say.name(head.value);
  say_labels(say, step);
  say_clauses(say, step, kWaveHead);
  if (const Entry* steps = step.entry("steps")) say_block(say, *steps);
  else {
    say.open();
    say.close();
  }
}

void say_repeat(Saying& say, const YamlNode& step, const Entry& head) {
  if (!say.want_scalar(head)) return;
  refuse_others(say, step, kRepeat);
  say.words("repeat", head.key.span);
  say.name(head.value);
  say_labels(say, step);
  if (const Entry* every = step.entry("every")) say_after_word(say, *every, "every");
  if (const Entry* up_to = step.entry("up_to")) say_after_word(say, *up_to, "up to");
  if (const Entry* until = step.entry("until")) say_after_word(say, *until, "until");
  if (const Entry* steps = step.entry("steps")) say_block(say, *steps);
  else {
    say.open();
    say.close();
  }
}

// ---- other steps -----------------------------------------------------------------------------------------------------------------

void say_else(Saying& say, const YamlNode& step) {
  const Entry* otherwise = step.entry("else");
  if (!otherwise) return;
  say.words("else", otherwise->key.span);
  if (otherwise->value.is_map()) say_step(say, otherwise->value);   // else when …
  else say_block(say, *otherwise);
}

void say_send(Saying& say, const YamlNode& step, const Entry& head) {
  refuse_others(say, step, kSend);
  say.words("send", head.key.span);
  bool first = true;
  each_item(head, [&](const Entry& leg) {
    if (!say.want_scalar(leg)) return;
    if (!first) say.words("else", leg.value.span);
    first = false;
    say.phrase(leg.value);
  });
  say_with(say, step);
  say_offering(say, step);
}

void say_when(Saying& say, const YamlNode& step, const Entry& head) {
  refuse_others(say, step, kWhen);
  say_after_word(say, head, "when");
  if (const Entry* then = step.entry("then")) say_block(say, *then);
  else {
    say.open();
    say.close();
  }
  say_else(say, step);
}

void say_wait(Saying& say, const YamlNode& step, const Entry& head, std::string_view words) {
  refuse_others(say, step, head.key.text == "wait_for" ? kWaitFor : kWaitUntil);
  say_after_word(say, head, words);
  if (const Entry* up_to = step.entry("up_to")) say_after_word(say, *up_to, "up to");
  say_else(say, step);
}

void say_hand_off(Saying& say, const YamlNode& step, const Entry& head) {
  refuse_others(say, step, kHandOff);
  say.words("hand off to", head.key.span);
  if (head.value.is_map()) {
    refuse_others(say, head.value, kHandOffTo);
    if (const Entry* to = head.value.entry("to"); to && say.want_scalar(*to)) say.phrase(to->value);
    say_with(say, head.value);
  } else if (say.want_scalar(head)) {
    say.phrase(head.value);
  }
  say_else(say, step);
}

void say_hand_over(Saying& say, const YamlNode& step, const Entry& head) {
  refuse_others(say, step, kHandOver);
  say_after_word(say, head, "hand over to");
  say_labels(say, step);
  if (const Entry* accept = step.entry("accept")) say_after_word(say, *accept, "accept");
  if (const Entry* otherwise = step.entry("else"); otherwise && otherwise->value.is_scalar()) say_after_word(say, *otherwise, "else");
  else say_else(say, step);
}

void say_decide(Saying& say, const YamlNode& step, const Entry& head) {
  if (!say.want_scalar(head)) return;
  refuse_others(say, step, kDecide);
  say.words("decide", head.key.span);
  say.name(head.value);
  say_labels(say, step);
  if (const Entry* by = step.entry("by")) say_names(say, *by);
  say.open();
  const Entry* rows = step.entry("rows");
  if (rows && say.want_list(*rows)) {
    for (const YamlNode& row : rows->value.items) {
      if (!row.is_list() || row.items.size() < 2) {
        say.refuse(*rows, {"rows of cells and a track: [cell, track]", "由单元格和路径组成的行:[单元格, 路径]"});
        continue;
      }
      say.statement(row.items.front().span);
      for (std::size_t i = 0; i + 1 < row.items.size(); ++i) {
        if (i > 0) say.punct(Punct::comma);
        say.phrase(row.items[i]);
      }
      say.punct(Punct::arrow);
      say.phrase(row.items.back());
    }
  }
  say.close();
}

// ---- what speaks with customers --------------------------------------------------------------------------------------------------

// `ask: TEMPLATE via CHANNEL`, `place: TEMPLATE on CHANNEL`; `then` holds the braces.
void say_ask(Saying& say, const YamlNode& step, const Entry& head) {
  refuse_others(say, step, kAsk);
  say_after_word(say, head, "ask");
  if (const Entry* within = step.entry("answer_within")) say_after_word(say, *within, "answer within");
  if (const Entry* then = step.entry("then")) say_block(say, *then);
  else {
    say.open();
    say.close();
  }
  say_else(say, step);
}

void say_place(Saying& say, const YamlNode& step, const Entry& head) {
  refuse_others(say, step, kPlace);
  say_after_word(say, head, "place");
  if (const Entry* length = step.entry("for")) say_after_word(say, *length, "for");
  if (const Entry* priority = step.entry("priority")) say_after_word(say, *priority, "priority");
  say_with(say, step);
  say_offering(say, step);
  const Entry* then = step.entry("then");
  if (then) {
    say_block(say, *then);
  } else if (step.entry("else")) {
    say.open();
    say.close();
  }
  say_else(say, step);
}

void say_arm(Saying& say, const Entry& arms) {
  if (!say.want_list(arms)) return;
  for (const YamlNode& arm : arms.value.items) {
    const Entry* name = arm.is_map() ? arm.entry("arm") : nullptr;
    if (!name || !say.want_scalar(*name)) {
      say.refuse(arms, {"arms such as { arm: a, share: 50%, steps: [ … ] }", "组,如 { arm: a, share: 50%, steps: [ … ] }"});
      continue;
    }
    refuse_others(say, arm, kArm);
    say.statement(name->key.span);
    say.words("arm", name->key.span);
    say.name(name->value);
    say_labels(say, arm);
    if (const Entry* share = arm.entry("share"); share && say.want_scalar(*share)) say.phrase(share->value);
    if (const Entry* steps = arm.entry("steps")) say_block(say, *steps);
    else {
      say.open();
      say.close();
    }
  }
}

const Clauses kExperiment = {{"arms", say_arm}, {"control", say_phrase}, {"measure", say_phrase}, {"stop", say_phrase}};
const YamlPlace kExperimentPlace = place_of({"an experiment", "实验"}, {"experiment", "label", "alias"}, {&kExperiment}, {"arms"});

void say_experiment(Saying& say, const YamlNode& step, const Entry& head) {
  if (!say.want_scalar(head)) return;
  refuse_others(say, step, kExperimentPlace);
  say.words("experiment", head.key.span);
  say.name(head.value);
  say_labels(say, step);
  say.open();
  say_clauses(say, step, kExperiment);
  say.close();
}

struct PlainStep {
  std::string_view key, words;
  bool text, with;
};
constexpr PlainStep kPlainSteps[] = {
    {"notify", "notify", false, true},  {"grant", "grant", false, true},      {"assign", "assign", false, false},
    {"set", "set", false, false},       {"emit", "emit", false, true},        {"finish", "finish as", false, false},
    {"tag", "tag", true, false},        {"reserve", "reserve", false, false}, {"release", "release", false, false},
    {"invite", "invite", false, false}, {"wait", "wait", false, false},       {"include", "include", false, false},
};

// One place for each of them, in their order: a message names the step, and not all take `with`.
const std::vector<YamlPlace>& plain_places() {
  static const std::vector<YamlPlace> places = [] {
    std::vector<YamlPlace> made;
    for (const PlainStep& plain : kPlainSteps) {
      made.push_back({"`" + std::string(plain.key) + "`", {plain.key}, {}});
      if (plain.with) made.back().keys.push_back("with");
    }
    return made;
  }();
  return places;
}

void say_plain(Saying& say, const YamlNode& step, const Entry& head, const PlainStep& plain) {
  refuse_others(say, step, plain_places()[static_cast<std::size_t>(&plain - std::begin(kPlainSteps))]);
  if (!say.want_scalar(head)) return;
  say.words(plain.words, head.key.span);
  if (plain.text) say.text(head.value);
  else say.phrase(head.value);
  if (plain.with) say_with(say, step);
}

void say_step(Saying& say, const YamlNode& step) {
  if (step.is_scalar()) {   // a step that has no key of its own, as a phrase of the language
    say.statement(step.span);
    say.statement_of(step);
    return;
  }
  if (!step.is_map() || step.entries.empty()) {
    say.issues().add(
        source::Issue(source::Code::yaml_shape, step.span).arg("steps").arg({"steps such as { send: … }", "步骤,如 { send: … }"}));
    return;
  }
  say.statement(step.entries.front().key.span);
  for (const TaskForm& task : task_forms()) {
    if (const Entry* head = step.entry(task.key)) return say_task(say, step, *head, task);
  }
  if (const Entry* head = step.entry("wave")) return say_wave(say, step, *head);
  if (const Entry* head = step.entry("repeat")) return say_repeat(say, step, *head);
  if (const Entry* head = step.entry("send")) return say_send(say, step, *head);
  if (const Entry* head = step.entry("decide")) return say_decide(say, step, *head);
  if (const Entry* head = step.entry("hand_off")) return say_hand_off(say, step, *head);
  if (const Entry* head = step.entry("hand_over")) return say_hand_over(say, step, *head);
  if (const Entry* head = step.entry("wait_for")) return say_wait(say, step, *head, "wait for");
  if (const Entry* head = step.entry("wait_until")) return say_wait(say, step, *head, "wait until");
  if (const Entry* head = step.entry("ask")) return say_ask(say, step, *head);
  if (const Entry* head = step.entry("place")) return say_place(say, step, *head);
  if (const Entry* head = step.entry("experiment")) return say_experiment(say, step, *head);
  if (const Entry* head = step.entry("when")) return say_when(say, step, *head);
  for (const PlainStep& plain : kPlainSteps) {
    if (const Entry* head = step.entry(plain.key)) return say_plain(say, step, *head, plain);
  }
  YamlNode first;
  first.kind = YamlKind::map;
  first.span = step.span;
  first.entries.push_back(step.entries.front());
  refuse_others(say, first, kHeads);
}

}  // namespace

const YamlPlace& step_heads() { return kHeads; }

Places step_places() {
  Places all = {&kHeads,     &task_forms().front().place,
                &kClosing,   &kAttempts,
                &kCallBack,  &kWave,
                &kRepeat,    &kSend,
                &kWhen,      &kWaitFor,
                &kWaitUntil, &kHandOff,
                &kHandOffTo, &kHandOver,
                &kDecide,    &kAsk,
                &kPlace,     &kExperimentPlace,
                &kArm};
  for (const YamlPlace& plain : plain_places()) all.push_back(&plain);
  return all;
}

void say_steps(Saying& say, const YamlEntry& entry) {
  if (!say.want_list(entry)) return;
  for (const YamlNode& step : entry.value.items) say_step(say, step);
}

void say_block(Saying& say, const YamlEntry& entry) {
  say.open();
  say_steps(say, entry);
  say.close();
}

}  // namespace playmaker::read
