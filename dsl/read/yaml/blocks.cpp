// The blocks of a playbook in the YAML spelling: audience, stages, breakpoints, moments, tracks, reviews.
#include <utility>

#include "dsl/read/yaml/clauses.hpp"

namespace playmaker::read {
namespace {

using Entry = YamlEntry;

const YamlPlace kEnter = {{"`enter`", "`enter`"}, {"event", "where", "lookback", "when", "within", "every", "after", "list"}, {}};
const YamlPlace kReasons = {{"`reasons`", "`reasons`"}, {"texts", "asked_of"}, {"texts", "asked_of"}};

void say_worded(Saying& say, const Entry& entry, std::string_view words) {
  if (!say.want_scalar(entry)) return;
  say.words(words, entry.key.span);
  say.phrase(entry.value);
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
    refuse_others(say, one.value, kEnter);
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
const YamlPlace kAudiencePlace = place_of({"an audience", "受众"}, {"label", "alias"}, {&kAudience}, {}, "enter");

}  // namespace

void say_audience(Saying& say, const Entry& entry) {
  if (!say.want_map(entry)) return;
  refuse_others(say, entry.value, kAudiencePlace);
  say.words("audience", entry.key.span);
  say_labels(say, entry.value);
  say.open();
  say_clauses(say, entry.value, kAudience);
  say.close();
}

namespace {

// ---- stages, breakpoints, moments, tracks, reviews ---------------------------------------------------------------------------------

void say_days(Saying& say, const Entry& entry) { say_worded(say, entry, "on days"); }
void say_stalls(Saying& say, const Entry& entry) { say_worded(say, entry, "stalls"); }
void say_up_to(Saying& say, const Entry& entry) { say_worded(say, entry, "up to"); }
void say_from_to(Saying& say, const Entry& entry) {
  refuse_beside_event(say, entry);
  const std::size_t mark = say.mark();
  say.words(entry.key.text, entry.key.span);
  say_trigger(say, entry, mark);
}
void say_reasons(Saying& say, const Entry& entry) {
  if (!say.want_map(entry)) return;
  refuse_others(say, entry.value, kReasons);
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
    refuse_beside_event(say, one);
    say.statement(one.key.span);
    const std::size_t mark = say.mark();
    say.words("on", one.key.span);
    say_trigger(say, one, mark);
  });
}
void say_on_import(Saying& say, const Entry& entry) { say_worded(say, entry, "on import"); }
void say_starts_when(Saying& say, const Entry& entry) { say_worded(say, entry, "starts when"); }

struct BlockForm {
  std::string_view key;
  Clauses head, body;
  YamlPlace place;

  BlockForm(std::string_view key, const source::Words& what, Clauses head, Clauses body, std::vector<std::string_view> needed = {},
            std::string_view holder = {})
      : key(key),
        head(std::move(head)),
        body(std::move(body)),
        place(place_of(what, {key, "label", "alias"}, {&this->head, &this->body}, std::move(needed), holder)) {
    place.keys.push_back("steps");
  }
};
const BlockForm kStage = {
    "stage",
    {"a stage", "阶段"},
    {{"after", say_phrase}, {"time", say_timing}, {"days", say_days}, {"due", say_phrase}, {"when", say_phrase}, {"unless", say_phrase}},
    {}};
const BlockForm kBreakpoint = {
    "breakpoint",
    {"a breakpoint", "断点"},
    {{"from", say_from_to}, {"to", say_from_to}, {"stalls", say_stalls}, {"once", say_flag}, {"up_to", say_up_to}},
    {{"reasons", say_reasons}},
    {"from", "to", "stalls"},
    "from"};
const BlockForm kMoment = {"moment",
                           {"a moment", "时机"},
                           {},
                           {{"event", say_on_events},
                            {"import", say_on_import},
                            {"starts_when", say_starts_when},
                            {"among", say_each_phrase},
                            {"for_each", say_phrase},
                            {"again", say_phrase},
                            {"expires", say_phrase},
                            {"overlap", say_phrase}},
                           {},
                           "event"};
const BlockForm kTrack = {"track", {"a track", "路径"}, {}, {}};

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
    refuse_others(say, block, form.place);
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
}  // namespace

void say_stages(Saying& say, const Entry& entry) { say_form(say, kStage, entry); }
void say_breakpoints(Saying& say, const Entry& entry) { say_form(say, kBreakpoint, entry); }
void say_moments(Saying& say, const Entry& entry) { say_form(say, kMoment, entry); }
void say_tracks(Saying& say, const Entry& entry) { say_form(say, kTrack, entry); }

namespace {

const Clauses kReview = {{"show", say_each_phrase}, {"compare", say_phrase}, {"alert", say_each_phrase}, {"steps", say_steps}};
const YamlPlace kReviewPlace = place_of({"a review", "回检"}, {"review", "label", "alias", "every"}, {&kReview}, {"every"});

}  // namespace

void say_reviews(Saying& say, const Entry& entry) {
  if (!say.want_list(entry)) return;
  for (const YamlNode& review : entry.value.items) {
    const Entry* head = review.entry("review");
    if (!head) {
      say.refuse(entry, {"blocks that begin with `review: NAME`", "以 `review: 名称` 开头的块"});
      continue;
    }
    if (!say.want_scalar(*head)) continue;
    refuse_others(say, review, kReviewPlace);
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

Places block_places() {
  return {&kAudiencePlace, &kEnter, &kStage.place, &kBreakpoint.place, &kReasons, &kMoment.place, &kTrack.place, &kReviewPlace};
}

}  // namespace playmaker::read
