// Playbooks of the YAML spelling: their clauses, and the fragments beside them.
#include "dsl/read/yaml/clauses.hpp"

namespace playmaker::read {
namespace {

using Entry = YamlEntry;

const YamlPlace kFirstOf = {{"`first_of`", "`first_of`"}, {"when", "is", "else"}, {}};
const YamlPlace kParam = {{"a param", "参数"}, {"label", "alias", "type", "is", "vary"}, {"is"}};
const YamlPlace kDefine = {{"a define", "定义"}, {"label", "alias", "is", "first_of"}, {}};
const YamlPlace kGoal = {{"a goal", "目标"}, {"label", "alias", "is", "within", "keep_going"}, {"is"}};
const YamlPlace kExit = {{"an exit", "退出"}, {"label", "alias", "event", "where", "lookback", "when"}, {}};
const YamlPlace kPause = {{"a pause", "暂停"}, {"what", "event", "where", "lookback", "until", "timers"}, {"what"}};
const YamlPlace kFragment = {{"a fragment", "片段"}, {"fragment", "label", "alias", "takes", "steps"}, {"fragment"}};

void say_word_phrase(Saying& say, const Entry& entry, std::string_view words) {
  if (!say.want_scalar(entry)) return;
  say.words(words, entry.key.span);
  say.phrase(entry.value);
}

// Each `name: { … }` of a map of named things.
template <class One>
void each_named(Saying& say, const Entry& entry, One one) {
  if (!say.want_map(entry)) return;
  for (const Entry& named : entry.value.entries) {
    say.statement(named.key.span);
    one(named);
  }
}

void say_is(Saying& say, const YamlNode& map) {
  if (const Entry* is = map.entry("is"); is && say.want_scalar(*is)) {
    say.punct(Punct::equal);
    say.phrase(is->value);
  }
}

// first_of: [ { when: C, is: V }, …, { else: V } ]
void say_first_of(Saying& say, const Entry& entry) {
  if (!say.want_list(entry)) return;
  say.punct(Punct::equal);
  say.words("first of", entry.key.span);
  say.open();
  for (const YamlNode& row : entry.value.items) {
    refuse_others(say, row, kFirstOf);
    if (const Entry* otherwise = row.entry("else")) {
      if (!say.want_scalar(*otherwise)) continue;
      say.words("else", otherwise->key.span);
      say.punct(Punct::arrow);
      say.phrase(otherwise->value);
      continue;
    }
    say_part(say, row, "when", "when");
    say.punct(Punct::arrow);
    if (const Entry* is = row.entry("is"); is && say.want_scalar(*is)) say.phrase(is->value);
  }
  say.close();
}

void say_param(Saying& say, const Entry& entry) {
  each_named(say, entry, [&](const Entry& one) {
    say.words("param", one.key.span);
    say.name(one.key);
    if (!one.value.is_map()) {
      say.punct(Punct::equal);
      if (say.want_scalar(one)) say.phrase(one.value);
      return;
    }
    refuse_others(say, one.value, kParam);
    say_labels(say, one.value);
    if (const Entry* type = one.value.entry("type"); type && say.want_scalar(*type)) {
      say.punct(Punct::colon);
      say.phrase(type->value);
    }
    say_is(say, one.value);
    say_part(say, one.value, "vary", "vary");
  });
}

void say_define(Saying& say, const Entry& entry) {
  each_named(say, entry, [&](const Entry& one) {
    say.words("define", one.key.span);
    say.name(one.key);
    if (!one.value.is_map()) {
      say.punct(Punct::equal);
      if (say.want_scalar(one)) say.phrase(one.value);
      return;
    }
    refuse_others(say, one.value, kDefine);
    say_labels(say, one.value);
    if (const Entry* first = one.value.entry("first_of")) say_first_of(say, *first);
    else say_is(say, one.value);
  });
}

void say_goal(Saying& say, const Entry& entry) {
  each_named(say, entry, [&](const Entry& one) {
    if (!say.want_map(one)) return;
    refuse_others(say, one.value, kGoal);
    say.words("goal", one.key.span);
    say.name(one.key);
    say_labels(say, one.value);
    say_is(say, one.value);
    say_part(say, one.value, "within", "within");
    if (const Entry* keep = one.value.entry("keep_going")) say_flag(say, *keep);
  });
}

void say_exit(Saying& say, const Entry& entry) {
  each_named(say, entry, [&](const Entry& one) {
    if (!say.want_map(one)) return;
    refuse_others(say, one.value, kExit);
    const std::size_t mark = say.mark();
    say.words("exit", one.key.span);
    say.name(one.key);
    say_labels(say, one.value);
    if (const Entry* when = one.value.entry("when")) {
      say_word_phrase(say, *when, "when");
      return;
    }
    say.words("on", one.key.span);
    say_trigger(say, one, mark);
  });
}

void say_pause(Saying& say, const Entry& entry) {
  each_item(entry, [&](const Entry& one) {
    if (!say.want_map(one)) return;
    refuse_others(say, one.value, kPause);
    say.statement(one.key.span);
    const std::size_t mark = say.mark();
    say_part(say, one.value, "what", "pause");
    say.words("on", one.key.span);
    if (!say_trigger(say, one, mark)) return;
    if (const Entry* until = one.value.entry("until")) {
      refuse_beside_event(say, *until);
      say.words("until", until->key.span);
      if (!say_trigger(say, *until, mark)) return;
    }
    say_part(say, one.value, "timers", "timers");
  });
}

void say_target(Saying& say, const Entry& entry) {
  each_named(say, entry, [&](const Entry& one) {
    if (!say.want_scalar(one)) return;
    say.words("target", entry.key.span);
    say.name(one.key);
    say.phrase(one.value);
  });
}

void say_handlers(Saying& say, const Entry& entry) {
  each_named(say, entry, [&](const Entry& one) {
    say.words("on", one.key.span);
    say.name(one.key);
    say_block(say, one);
  });
}

// `takes` holds the parameters with their types, in the order in which an `include` gives them.
void say_fragments(Saying& say, const Entry& entry) {
  if (!say.want_list(entry)) return;
  for (const YamlNode& fragment : entry.value.items) {
    const Entry* head = fragment.is_map() ? fragment.entry("fragment") : nullptr;
    if (!head) {
      say.refuse(entry, {"blocks that begin with `fragment: NAME`", "以 `fragment: 名称` 开头的块"});
      continue;
    }
    if (!say.want_scalar(*head)) continue;
    refuse_others(say, fragment, kFragment);
    say.statement(head->key.span);
    say.words("fragment", head->key.span);
    say.name(head->value);
    say.punct(Punct::open_paren);
    if (const Entry* takes = fragment.entry("takes"); takes && say.want_map(*takes)) {
      bool first = true;
      for (const Entry& one : takes->value.entries) {
        if (!say.want_scalar(one)) continue;
        if (!first) say.punct(Punct::comma);
        first = false;
        say.name(one.key);
        say.punct(Punct::colon);
        say.phrase(one.value);
      }
    }
    say.punct(Punct::close_paren);
    say_labels(say, fragment);
    if (const Entry* steps = fragment.entry("steps")) say_block(say, *steps);
    else {
      say.open();
      say.close();
    }
  }
}

const Clauses kPlaybook = {
    {"version", say_phrase},    {"owner", say_text},
    {"calendar", say_phrase},   {"follow", say_phrase},
    {"priority", say_phrase},   {"ends", say_phrase},
    {"stale", say_phrase},      {"upgrade", say_phrase},
    {"moved", say_each_phrase}, {"guarantee", say_each_phrase},
    {"budget", say_phrase},     {"on_consent_lost", say_phrase},
    {"target", say_target},     {"param", say_param},
    {"define", say_define},     {"audience", say_audience},
    {"goal", say_goal},         {"exit", say_exit},
    {"pause", say_pause},       {"tasks", say_steps},
    {"steps", say_steps},       {"waves", say_steps},
    {"decide", say_steps},      {"stages", say_stages},
    {"tracks", say_tracks},     {"breakpoints", say_breakpoints},
    {"moments", say_moments},   {"handlers", say_handlers},
    {"reviews", say_reviews},   {"also", say_phrases},
};

}  // namespace

namespace {

const YamlPlace kFile =
    place_of({"a playbook", "剧本"}, {"language", "use", "beside", "fragments", "playbook", "label", "alias"}, {&kPlaybook});

}  // namespace

Places playbook_places() { return {&kFile, &kParam, &kDefine, &kFirstOf, &kGoal, &kExit, &kPause, &kFragment}; }

void say_playbook(Saying& say, const YamlNode& map) {
  refuse_others(say, map, kFile);
  if (const Entry* use = map.entry("use")) {
    each_item(*use, [&](const Entry& one) {
      say.statement(one.key.span);
      say_text(say, one);
    });
  }
  const Entry* beside = map.entry("beside");
  if (beside) say_phrases(say, *beside);
  const Entry* fragments = map.entry("fragments");
  if (fragments) say_fragments(say, *fragments);
  const Entry* head = map.entry("playbook");
  if (!head) {
    const bool nothing = map.entries.size() == 1 && map.entry("language") != nullptr;   // but which words it would be in
    if (beside || fragments || map.entry("use") || nothing) return;
    say.issues().add(source::Issue(source::Code::yaml_shape, map.span)
                         .arg("playbook")
                         .arg({"the playbook's name: `playbook: NAME`", "剧本名称:`playbook: 名称`"}));
    return;
  }
  if (!say.want_scalar(*head)) return;
  say.statement(head->key.span);
  say.words("playbook", head->key.span);
  say.name(head->value);
  say_labels(say, map);
  say.open();
  say_clauses(say, map, kPlaybook);
  say.close();
}

}  // namespace playmaker::read
