// Playbooks and their blocks of the YAML spelling.
#include "dsl/read/yaml/clauses.hpp"

namespace playmaker::read {
namespace {

using Entry = YamlEntry;

void say_word_phrase(Saying& say, const Entry& entry, std::string_view words) {
  if (!say.want_scalar(entry)) return;
  say.words(words, entry.key.span);
  say.phrase(entry.value);
}

void say_part(Saying& say, const YamlNode& map, std::string_view key, std::string_view words) {
  if (const Entry* entry = map.entry(key)) say_word_phrase(say, *entry, words);
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
    refuse_unknown_keys(row, {"when", "is", "else"}, {"`first_of`", "`first_of`"}, say.issues());
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
    refuse_unknown_keys(one.value, {"label", "alias", "is", "vary", "type"}, {"a param", "参数"}, say.issues());
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
    refuse_unknown_keys(one.value, {"label", "alias", "is", "first_of"}, {"a define", "定义"}, say.issues());
    say_labels(say, one.value);
    if (const Entry* first = one.value.entry("first_of")) say_first_of(say, *first);
    else say_is(say, one.value);
  });
}

void say_goal(Saying& say, const Entry& entry) {
  each_named(say, entry, [&](const Entry& one) {
    if (!say.want_map(one)) return;
    refuse_unknown_keys(one.value, {"label", "alias", "is", "within", "keep_going"}, {"a goal", "目标"}, say.issues());
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
    refuse_unknown_keys(one.value, {"label", "alias", "event", "where", "lookback", "when"}, {"an exit", "退出"}, say.issues());
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
    refuse_unknown_keys(one.value, {"what", "event", "where", "until", "timers"}, {"a pause", "暂停"}, say.issues());
    say.statement(one.key.span);
    const std::size_t mark = say.mark();
    say_part(say, one.value, "what", "pause");
    say.words("on", one.key.span);
    if (!say_trigger(say, one, mark)) return;
    if (const Entry* until = one.value.entry("until")) {
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

// ---- audience --------------------------------------------------------------------------------------------------------------------

void say_enter(Saying& say, const Entry& entry) {
  each_item(entry, [&](const Entry& one) {
    say.statement(one.key.span);
    const std::size_t mark = say.mark();
    say.words("enter", one.key.span);
    if (!one.value.is_map()) {
      if (say.want_scalar(one)) say.phrase(one.value);
      return;
    }
    refuse_unknown_keys(one.value, {"event", "where", "lookback", "when", "within", "every", "after", "list"}, {"`enter`", "`enter`"},
                        say.issues());
    if (one.value.entry("event")) {
      say.words("on", one.key.span);
      say_trigger(say, one, mark);
      return;
    }
    say_part(say, one.value, "list", "from list");
    say_part(say, one.value, "when", "when");
    say_part(say, one.value, "within", "within");
    say_part(say, one.value, "every", "every");
    say_part(say, one.value, "after", "after");
    say_part(say, one.value, "where", "where");
  });
}

const Clauses kAudience = {{"enter", say_enter},  {"only", say_each_phrase}, {"except", say_each_phrase},
                           {"again", say_phrase}, {"hold_out", say_phrase},  {"at_most", say_phrase}};

void say_audience(Saying& say, const Entry& entry) {
  if (!say.want_map(entry)) return;
  refuse_others(say, entry.value, {"an audience", "受众"}, {&kAudience}, {"label", "alias"});
  say.words("audience", entry.key.span);
  say_labels(say, entry.value);
  say.open();
  say_clauses(say, entry.value, kAudience);
  say.close();
}

// ---- stages, breakpoints, moments, tracks, reviews ---------------------------------------------------------------------------------

void say_days(Saying& say, const Entry& entry) { say_word_phrase(say, entry, "on days"); }
void say_stalls(Saying& say, const Entry& entry) { say_word_phrase(say, entry, "stalls"); }
void say_up_to(Saying& say, const Entry& entry) { say_word_phrase(say, entry, "up to"); }
void say_from_to(Saying& say, const Entry& entry) {
  const std::size_t mark = say.mark();
  say.words(entry.key.text, entry.key.span);
  say_trigger(say, entry, mark);
}
void say_reasons(Saying& say, const Entry& entry) {
  if (!say.want_map(entry)) return;
  refuse_unknown_keys(entry.value, {"texts", "asked_of"}, {"`reasons`", "`reasons`"}, say.issues());
  say.words("reasons", entry.key.span);
  if (const Entry* texts = entry.value.entry("texts")) {
    bool first = true;
    each_item(*texts, [&](const Entry& one) {
      if (!say.want_scalar(one)) return;
      if (!first) say.punct(Punct::comma);
      first = false;
      say.text(one.value);
    });
  }
  say_part(say, entry.value, "asked_of", "asked of");
}
void say_on_events(Saying& say, const Entry& entry) {
  each_item(entry, [&](const Entry& one) {
    say.statement(one.key.span);
    const std::size_t mark = say.mark();
    say.words("on", one.key.span);
    say_trigger(say, one, mark);
  });
}
void say_on_import(Saying& say, const Entry& entry) { say_word_phrase(say, entry, "on import"); }
void say_starts_when(Saying& say, const Entry& entry) { say_word_phrase(say, entry, "starts when"); }

struct BlockForm {
  std::string_view key, plural;
  source::Words what;
  Clauses head, body;
};
const BlockForm kStage = {
    "stage",
    "stages",
    {"a stage", "阶段"},
    {{"after", say_phrase}, {"time", say_timing}, {"days", say_days}, {"due", say_phrase}, {"when", say_phrase}, {"unless", say_phrase}},
    {}};
const BlockForm kBreakpoint = {
    "breakpoint",
    "breakpoints",
    {"a breakpoint", "断点"},
    {{"from", say_from_to}, {"to", say_from_to}, {"stalls", say_stalls}, {"once", say_flag}, {"up_to", say_up_to}},
    {{"reasons", say_reasons}}};
const BlockForm kMoment = {"moment",
                           "moments",
                           {"a moment", "时机"},
                           {},
                           {{"event", say_on_events},
                            {"import", say_on_import},
                            {"starts_when", say_starts_when},
                            {"among", say_each_phrase},
                            {"for_each", say_phrase},
                            {"again", say_phrase},
                            {"expires", say_phrase},
                            {"overlap", say_phrase}}};
const BlockForm kTrack = {"track", "tracks", {"a track", "路径"}, {}, {}};

void say_form(Saying& say, const BlockForm& form, const Entry& entry) {
  if (!say.want_list(entry)) return;
  for (const YamlNode& block : entry.value.items) {
    const Entry* head = block.entry(form.key);
    if (!head) {
      say.refuse(entry,
                 {"blocks that begin with `" + std::string(form.key) + ": NAME`", "以 `" + std::string(form.key) + ": 名称` 开头的块"});
      continue;
    }
    if (!say.want_scalar(*head)) continue;
    refuse_others(say, block, form.what, {&form.head, &form.body}, {form.key, "label", "alias", "steps"});
    say.statement(head->key.span);
    say.words(form.key, head->key.span);
    say.name(head->value);
    say_labels(say, block);
    say_clauses(say, block, form.head);
    say.open();
    say_clauses(say, block, form.body);
    if (const Entry* steps = block.entry("steps")) say_steps(say, *steps);
    say.close();
  }
}
void say_stages(Saying& say, const Entry& entry) { say_form(say, kStage, entry); }
void say_breakpoints(Saying& say, const Entry& entry) { say_form(say, kBreakpoint, entry); }
void say_moments(Saying& say, const Entry& entry) { say_form(say, kMoment, entry); }
void say_tracks(Saying& say, const Entry& entry) { say_form(say, kTrack, entry); }

const Clauses kReview = {{"show", say_each_phrase}, {"compare", say_phrase}, {"alert", say_each_phrase}, {"steps", say_steps}};

void say_reviews(Saying& say, const Entry& entry) {
  if (!say.want_list(entry)) return;
  for (const YamlNode& review : entry.value.items) {
    const Entry* head = review.entry("review");
    if (!head || !say.want_scalar(*head)) continue;
    refuse_others(say, review, {"a review", "回检"}, {&kReview}, {"review", "label", "alias", "every"});
    say.statement(head->key.span);
    say.words("review", head->key.span);
    say.name(head->value);
    say_labels(say, review);
    say_part(say, review, "every", "every");
    say.open();
    say_clauses(say, review, kReview);
    say.close();
  }
}

// What has no key of its own: phrases of the language, one statement each.
void say_phrases(Saying& say, const Entry& entry) {
  each_item(entry, [&](const Entry& one) {
    say.statement(one.value.span);
    if (say.want_scalar(one)) say.statement_of(one.value);
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
    refuse_unknown_keys(fragment, {"fragment", "label", "alias", "takes", "steps"}, {"a fragment", "片段"}, say.issues());
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

void say_playbook(Saying& say, const YamlNode& map) {
  refuse_others(say, map, {"a playbook", "剧本"}, {&kPlaybook}, {"use", "language", "playbook", "label", "alias", "beside", "fragments"});
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
    if (beside || fragments || map.entry("use")) return;
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
