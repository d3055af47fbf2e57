// What may come next: keywords from the grammar itself, names from what is declared, by the words before the place.
#include <algorithm>
#include <set>

#include "daemon/cli/command.hpp"
#include "daemon/lsp/server.hpp"
#include "daemon/lsp/yaml_place.hpp"
#include "dsl/read/chinese.hpp"
#include "dsl/read/lexer/lexer.hpp"
#include "dsl/read/wishes.hpp"
#include "dsl/read/yaml/keys.hpp"
#include "dsl/read/yaml/yaml.hpp"
#include "dsl/story/format.hpp"
#include "dsl/story/wishes.hpp"
#include "runtime/plan/library.hpp"

namespace playmaker::lsp {

using daemon::JsonWriter;

namespace {

constexpr int kKeyword = 14, kField = 5, kVariable = 6, kFunction = 3;

struct Item {
  std::string label, detail;
  int kind = kVariable;
  std::string sought;                      // what is typed may be any of its names; empty: its label
};

class Completing {
 public:
  // `written`: the table of the text, whose words are put into it; `language`: that of the words beside them.
  Completing(const Names& names, base::Language language, base::Language written, source::FileId file, std::uint32_t offset,
             bool everywhere = false)
      : names_(names),
        language_(language),
        written_(written),
        file_(file),
        offset_(offset),
        everywhere_(everywhere) {}

  void keyword(std::string_view word) { add({std::string(word), language_ == base::Language::zh ? "关键字" : "keyword", kKeyword, {}}); }
  void of(Sorts sorts) {
    for (const Declaration& one : names_.declarations()) {
      if ((sorts & set_of(one.sort)) == 0 || !in_scope(one)) continue;
      add(item(one, one.name, one.sort == Sort::customer_field || one.sort == Sort::event_field ? kField : kVariable));
    }
  }
  // A word of the language itself, as the text's table has it.
  void own(std::string_view word, int kind) {
    const std::string_view han = written_ == base::Language::zh ? read::chinese_of_name(word) : std::string_view();
    add({std::string(han.empty() ? word : han), "", kind, han.empty() ? std::string() : std::string(han) + ' ' + std::string(word)});
  }
  // The name behind what a text calls something: its alias, or the language's own word for it.
  std::string plain(const std::string& word, Sorts sorts, const std::string& prefix = {}) const {
    for (const Declaration& one : names_.declarations()) {
      if ((sorts & set_of(one.sort)) != 0 && !one.alias.empty() && one.alias == word && one.name.starts_with(prefix))
        return one.name.substr(prefix.size());
    }
    return word;
  }
  // customer.consent. and the like: the next part of each field that begins so.
  void fields(Sort sort, const std::string& prefix) {
    for (const Declaration& one : names_.declarations()) {
      if (one.sort != sort || !one.name.starts_with(prefix)) continue;
      const std::string rest = one.name.substr(prefix.size());
      const std::size_t dot = rest.find('.');
      if (dot == std::string::npos) add(item(one, rest, kField));
      else if (named(prefix + rest.substr(0, dot), set_of(sort)) == nullptr) add({rest.substr(0, dot), detail(one), kField, {}});
    }
  }
  // event.: what the events that the statement names bring; where it names none, whatever some event brings.
  void event_fields(const std::vector<std::string>& before) {
    std::set<std::string> events;
    for (const std::string& word : before) {
      if (const Declaration* event = named(word, set_of(Sort::event))) events.insert(event->name);
    }
    for (const Declaration& one : names_.declarations()) {
      if (one.sort != Sort::event_field) continue;
      const std::size_t dot = one.name.find('.');
      if (events.empty() || events.contains(one.name.substr(0, dot))) add(item(one, one.name.substr(dot + 1), kField));
    }
    own("name", kField);
  }
  void templates(const Declaration& channel) {
    for (const Declaration& one : names_.declarations()) {
      const bool fits = one.channels.empty() ||
                        std::ranges::any_of(one.channels, [&](const std::string& on) { return on == channel.name || on == channel.alias; });
      if (one.sort == Sort::template_ && fits) add(item(one, one.name, kVariable));
    }
  }
  const Declaration* named(const std::string& name, Sorts sorts) const {
    for (const Declaration& one : names_.declarations()) {
      if ((sorts & set_of(one.sort)) != 0 && (one.name == name || one.alias == name) && in_scope(one)) return &one;
    }
    return nullptr;
  }
  void add(Item item) {
    if (!item.label.empty() && seen_.insert(item.label).second) items_.push_back(std::move(item));
  }
  const std::vector<Item>& items() const { return items_; }

 private:
  Item item(const Declaration& one, const std::string& name, int kind) const {
    if (written_ != base::Language::zh || one.alias.empty()) return {name, detail(one), kind, {}};
    return {one.alias, detail(one), kind, one.alias + ' ' + name};
  }
  bool in_scope(const Declaration& one) const {
    return everywhere_ || one.scope.empty() || (one.scope.file == file_ && one.scope.begin <= offset_ && offset_ <= one.scope.end);
  }
  std::string detail(const Declaration& one) const {
    const std::string& label = language_ == base::Language::zh || one.en.empty() ? one.zh : one.en;
    const source::Words sort = sort_words(one.sort);
    return sort.in(language_) + (label.empty() ? "" : " · " + label);
  }
  const Names& names_;
  base::Language language_, written_;
  source::FileId file_;
  std::uint32_t offset_;
  bool everywhere_;
  std::set<std::string> seen_;
  std::vector<Item> items_;
};

constexpr Sorts kTriggers = set_of(Sort::event) | set_of(Sort::task);
constexpr Sorts kReadable = kTriggers | set_of(Sort::stage) | set_of(Sort::moment) | set_of(Sort::param) | set_of(Sort::define) |
                            set_of(Sort::goal) | set_of(Sort::benefit) | set_of(Sort::activity);

// Names after a dot; false: nothing is known of what stands before it.
bool members(Completing& out, const std::vector<std::string>& before) {
  std::string path;
  for (std::size_t i = before.size() - 1; i > 0 && before[i] == "."; i -= 2) {
    path = before[i - 1] + (path.empty() ? "" : "." + path);
    if (i < 2) break;
  }
  if (path.empty()) return false;
  const std::string first = path.substr(0, path.find('.')),
                    last = path.substr(path.rfind('.') == std::string::npos ? 0 : path.rfind('.') + 1);
  if (first == "customer") {
    std::string prefix;
    for (std::size_t at = first.size(); at < path.size();) {
      const std::size_t end = std::min(path.find('.', at + 1), path.size());
      prefix += out.plain(path.substr(at + 1, end - at - 1), set_of(Sort::customer_field), prefix) + ".";
      at = end;
    }
    out.fields(Sort::customer_field, prefix);
  } else if (first == "event") {
    out.event_fields(before);
  } else if (const Declaration* task = out.named(last, set_of(Sort::task))) {
    for (const char* result : {"done", "closed", "outcome"}) out.own(result, kField);
    for (const std::string& outcome : task->outcomes) out.add({outcome, "", kField, {}});
  } else if (out.named(last, set_of(Sort::event)) != nullptr) {
    out.fields(Sort::event_field, out.plain(last, set_of(Sort::event)) + ".");
  } else if (out.named(last, set_of(Sort::stage) | set_of(Sort::moment)) != nullptr) {
    out.of(set_of(Sort::task) | set_of(Sort::wave));
  }
  return true;
}

// Which names the words before the place ask for.
void names(Completing& out, const std::vector<std::string>& before) {
  const auto word = [&](std::size_t back) { return back < before.size() ? before[before.size() - 1 - back] : std::string(); };
  const std::string last = word(0);
  const bool sends = !before.empty() && (before.front() == "send" || std::ranges::find(before, "send") != before.end());
  const Declaration* channel = out.named(last, set_of(Sort::channel));
  if (channel != nullptr && (word(1) == "send" || word(1) == "via" || word(1) == "else")) return out.templates(*channel);
  if (last == "send" || last == "via" || last == "by" || last == "over" || (last == "else" && sends)) return out.of(set_of(Sort::channel));
  if (last == "assign" || last == "notify" || (last == "to" && before.front() == "escalate") ||
      (last == "with" && before.front() == "assign") || (last == "of" && word(1) == "asked"))
    return out.of(set_of(Sort::role));
  if (last == "grant" || last == "reserve" || last == "release") return out.of(set_of(Sort::benefit));
  if (last == "follow") return out.of(set_of(Sort::policy));
  if (last == "calendar") return out.of(set_of(Sort::calendar));
  if (last == "to" && word(1) == "off") return out.of(set_of(Sort::playbook));
  if (last == "include") return out.of(set_of(Sort::fragment));
  if (last == "offering") return out.of(set_of(Sort::product));
  if (last == "import") return out.of(set_of(Sort::import));
  if (last == "ask" || last == "place") return out.of(set_of(Sort::template_));
  if (last == "->") return out.of(set_of(Sort::track));
  if (last == "emit") return out.of(set_of(Sort::event));
  if (last == "after") return out.of(set_of(Sort::stage) | set_of(Sort::task) | set_of(Sort::wave));
  if (last == "on" && before.size() == 1) out.of(set_of(Sort::goal) | set_of(Sort::exit));
  if (last == "on" || last == "from" || last == "to") return out.of(kTriggers);
  if (last == "(" && word(1) == "segment") return out.of(set_of(Sort::segment));
  if (last == "(" && word(1) == "score") return out.of(set_of(Sort::score));
  if (last == "(" && word(1) == "suitable") return out.of(set_of(Sort::product));
  if (last == "(" && word(1) == "journey") return out.of(set_of(Sort::playbook));
  for (const char* subject : {"customer", "event", "entry", "now", "today"}) out.own(subject, kVariable);
  for (const char* function : {"count", "sum", "avg", "change", "last", "segment", "score", "journey", "suitable", "has", "size"})
    out.own(function, kFunction);
  for (const plan::LibraryCall& call : plan::library()) {
    if (!call.method) out.own(call.name, kFunction);
  }
  out.of(kReadable);
}

// After these a name is made up, and nothing known fits.
bool declares(const std::vector<std::string>& before) {
  static const std::set<std::string> kDeclaring = {"stage",   "wave",   "task",     "moment",   "track",   "breakpoint", "goal",
                                                   "exit",    "define", "param",    "event",    "channel", "template",   "role",
                                                   "benefit", "policy", "segment",  "playbook", "import",  "pool",       "product",
                                                   "score",   "list",   "activity", "fragment"};
  return !before.empty() && kDeclaring.contains(before.back()) && (before.size() == 1 || before[0] == "must" || before[0] == "optional");
}

}  // namespace

namespace {

// The words of a phrase, up to the one that is being written.
std::vector<std::string> words_of(std::string_view phrase) {
  source::Sources sources;
  source::Issues none;
  const source::Source& source = sources.add("", std::string(phrase));
  const read::Tokens tokens = read::lex(source, none);
  std::vector<std::string> out;
  for (const read::Token& token : tokens.list) {
    if (token.kind == read::TokenKind::end) break;
    if (token.kind == read::TokenKind::text && token.cut) break;
    if (token.kind == read::TokenKind::word && token.span.end >= phrase.size()) break;
    out.emplace_back(token.kind == read::TokenKind::punct ? read::spelling(token.punct) : source.text(token.span));
  }
  return out;
}

// What the keys of YAML say in the text spelling, where that is not the key itself.
std::string_view said_by(std::string_view key) {
  static constexpr std::pair<std::string_view, std::string_view> kSaid[] = {
      {"event", "on"}, {"wait_for", "for"}, {"is", "="}, {"where", "where"}, {"when", "when"}, {"hand_off", "off"}, {"hand_over", "to"}};
  for (const auto& [one, word] : kSaid) {
    if (one == key) return word;
  }
  return {};
}

// Keys that the schema allows in the map of the place: it is walked down along the keys around.
void schema_keys(const engine::RawValue& root, const engine::RawValue& schema, const std::vector<std::string>& around, std::size_t at,
                 Completing& out, int nesting) {
  if (nesting > 64) return;
  if (const std::string* ref = daemon::text_of(daemon::member(schema, "$ref")); ref != nullptr && ref->starts_with("#/$defs/")) {
    const engine::RawValue* defs = daemon::member(root, "$defs");
    const engine::RawValue* named = defs == nullptr ? nullptr : daemon::member(*defs, ref->substr(8));
    if (named != nullptr) schema_keys(root, *named, around, at, out, nesting + 1);
    return;
  }
  if (const engine::RawValue* any = daemon::member(schema, "anyOf")) {
    if (const auto* list = std::get_if<engine::RawList>(&any->value)) {
      for (const engine::RawValue& each : *list) schema_keys(root, each, around, at, out, nesting + 1);
    }
  }
  const engine::RawValue* properties = daemon::member(schema, "properties");
  if (at == around.size()) {
    const auto* record = properties == nullptr ? nullptr : std::get_if<engine::RawRecord>(&properties->value);
    if (record == nullptr) return;
    for (const engine::RawField& each : *record) out.keyword(each.name);
    return;
  }
  const engine::RawValue* inner = nullptr;
  if (around[at] == "-") {
    inner = daemon::member(schema, "items");
  } else {
    if (properties != nullptr) inner = daemon::member(*properties, around[at]);
    if (inner == nullptr) inner = daemon::member(schema, "additionalProperties");
  }
  if (inner != nullptr) schema_keys(root, *inner, around, at + 1, out, nesting + 1);
}

void complete_yaml(Completing& out, std::string_view text, std::uint32_t offset) {
  static const auto kSchema = daemon::parse_json(cli::kPlaybookSchema);
  const YamlPlace place = yaml_place(text, offset);
  std::vector<std::string> around = place.around;
  const bool zh = read::language_of_yaml(text) == base::Language::zh;
  const char* file = zh ? "zh_playbook" : "playbook";
  if (const engine::RawValue* defs = kSchema ? daemon::member(*kSchema, "$defs") : nullptr; place.key.empty() && defs != nullptr)
    schema_keys(*kSchema, *daemon::member(*defs, file), around, 0, out, 0);
  // A list's items belong to the key that it is the value of.
  std::string key = place.key;
  for (; key.empty() && !around.empty(); around.pop_back()) {
    if (around.back() != "-") key = around.back();
  }
  if (const std::string_view english = zh ? read::english_key(key) : std::string_view(); !english.empty()) key = english;
  if (key.empty() || key == "label" || key == "alias" || key == "steps") return;
  std::vector<std::string> before;
  for (std::size_t from = 0; from < key.size();) {
    const std::size_t end = std::min(key.find('_', from), key.size());
    before.push_back(key.substr(from, end - from));
    from = end + 1;
  }
  if (const std::string_view word = said_by(key); !word.empty()) before.emplace_back(word);
  std::vector<std::string> value = words_of(place.value);
  for (std::string& word : value) {
    if (const std::string_view name = zh ? read::name_of_chinese(word) : std::string_view(); !name.empty()) word = name;
  }
  if (value.empty() && place.key.empty() && place.value.empty()) return;
  before.insert(before.end(), value.begin(), value.end());
  if (before.back() == ".") members(out, before);
  else if (!declares(before)) names(out, before);
}

void write_items(const Completing& out, JsonWriter& json) {
  for (const Item& item : out.items()) {
    json.begin_object().field("label", item.label).field("kind", item.kind);
    if (!item.detail.empty()) json.field("detail", item.detail);
    if (!item.sought.empty()) json.field("filterText", item.sought);
    json.end_object();
  }
}

// Names of the playbooks a story uses, and of whoever stands in it.
void story_names(Completing& out, const story::Wishes& wishes, const story::World& world, base::Language written) {
  using story::NameOf;
  const auto things = [&](const std::vector<story::Thing>& all) {
    for (const story::Thing& one : all) out.own(one.name.text, kVariable);
  };
  static constexpr std::pair<NameOf, Sort> kSorts[] = {
      {NameOf::activity, Sort::activity},   {NameOf::benefit, Sort::benefit},     {NameOf::breakpoint, Sort::breakpoint},
      {NameOf::channel, Sort::channel},     {NameOf::event, Sort::event},         {NameOf::exit, Sort::exit},
      {NameOf::goal, Sort::goal},           {NameOf::import, Sort::import},       {NameOf::list, Sort::list},
      {NameOf::moment, Sort::moment},       {NameOf::person_or_role, Sort::role}, {NameOf::playbook, Sort::playbook},
      {NameOf::role, Sort::role},           {NameOf::stage, Sort::stage},         {NameOf::task, Sort::task},
      {NameOf::template_, Sort::template_}, {NameOf::track, Sort::track},         {NameOf::wave, Sort::wave}};
  for (const NameOf name : wishes.names) {
    for (const auto& [of, sort] : kSorts) {
      if (of != name) continue;
      const Declaration* channel = sort == Sort::template_ ? out.named(wishes.before, set_of(Sort::channel)) : nullptr;
      if (channel != nullptr) out.templates(*channel);
      else out.of(set_of(sort));
    }
    if (name == NameOf::person || name == NameOf::person_or_role) things(world.people);
    if (name == NameOf::branch) things(world.branches);
    if (name == NameOf::customer) things(world.customers);
    if (name == NameOf::field) {
      if (out.named(wishes.before, set_of(Sort::event)) != nullptr) out.fields(Sort::event_field, wishes.before + ".");
      else out.fields(Sort::customer_field, "");
    }
    if (name == NameOf::result) {
      if (const Declaration* task = out.named(wishes.before.substr(wishes.before.rfind('.') + 1), set_of(Sort::task)))
        for (const std::string& outcome : task->outcomes) out.own(outcome, kField);
    }
    if (name != NameOf::reason) continue;
    std::size_t many = 0;
    const story::ReasonWord* known = story::reasons(many);
    for (std::size_t i = 0; i < many; ++i) out.keyword(written == base::Language::zh ? known[i].zh : known[i].code);
  }
}

}  // namespace

// The playbooks that a story uses as they stand now; those of its folder while it names none.
Server::View Server::told_of(const std::string& path, const story::Gathered& story) {
  std::vector<dsl::Input> inputs;
  const dsl::Loader load = loader();
  const std::vector<std::string> others = story.playbooks.empty() ? folder_.beside(path) : story.playbooks;
  for (const std::string& other : others) {
    if (other.ends_with(".story")) continue;
    if (auto text = load(other)) inputs.push_back({other, std::move(*text)});
  }
  dsl::Options options;
  options.until = dsl::Until::read;
  View out{dsl::compile(inputs, load, options), nullptr};
  out.names = std::make_unique<Names>(out.compiled);
  return out;
}

void Server::complete_story(const Text& text, std::uint32_t offset, JsonWriter& json) {
  const std::string path = path_of(text.uri);
  source::Sources sources;
  source::Issues issues;
  const source::Source& source = sources.add(path, text.text);
  const story::Gathered gathered = story::gather(source, loader(), sources, issues);
  const View seen = told_of(path, gathered);
  const base::Language written = story::language_of(source);
  // Things of a playbook are known in its stories, wherever they stand.
  Completing out(*seen.names, language_, written, source::FileId{0}, offset, true);
  const story::Wishes wishes = story::wishes_at(source, offset);
  for (const story::Word word : wishes.words) out.keyword(story::say(word, written, {}, false));
  story_names(out, wishes, gathered.file.world, written);
  write_items(out, json);
}

void Server::complete(Params params, JsonWriter& json) {
  json.begin_array();
  const Text* text = text_at(params);
  const std::string path = text == nullptr ? std::string() : path_of(text->uri);
  if (text != nullptr && path.ends_with(".story")) {
    complete_story(*text, offset_at(params, *text), json);
  } else if (text != nullptr) {
    const std::uint32_t offset = offset_at(params, *text);
    const View seen = view(path, folder_.beside(path), dsl::Until::read);
    const bool yaml = path.ends_with(".yaml") || path.ends_with(".yml");
    const base::Language written = yaml ? read::language_of_yaml(text->text) : read::language_of(text->text);
    Completing out(*seen.names, language_, written, 0, offset);
    if (yaml) {
      complete_yaml(out, text->text, offset);
    } else {
      source::Sources sources;
      const read::Wishes wishes = read::wishes_at(sources.add(path, text->text), offset);
      const bool after_dot = !wishes.before.empty() && wishes.before.back() == ".";
      if (after_dot) {
        members(out, wishes.before);
      } else {
        for (const read::Word word : wishes.words) out.keyword(read::spelling(word, written));
        if (wishes.name && !declares(wishes.before)) names(out, wishes.before);
      }
    }
    write_items(out, json);
  }
  json.end_array();
}

}  // namespace playmaker::lsp
