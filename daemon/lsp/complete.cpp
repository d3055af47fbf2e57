// What may come next: keywords from the grammar itself, names from what is declared, by the words before the place.
#include <algorithm>
#include <set>

#include "daemon/lsp/server.hpp"
#include "dsl/read/chinese.hpp"
#include "dsl/read/lexer/lexer.hpp"
#include "dsl/read/wishes.hpp"
#include "runtime/plan/library.hpp"

namespace playmaker::lsp {

using daemon::JsonWriter;

namespace {

constexpr int kKeyword = 14, kField = 5, kVariable = 6, kFunction = 3;

struct Item {
  std::string label, detail;
  int kind = kVariable;
};

class Completing {
 public:
  Completing(const Names& names, base::Language language, source::FileId file, std::uint32_t offset)
      : names_(names),
        language_(language),
        file_(file),
        offset_(offset) {}

  void keyword(std::string_view word) { add({std::string(word), language_ == base::Language::zh ? "关键字" : "keyword", kKeyword}); }
  void of(Sorts sorts) {
    for (const Declaration& one : names_.declarations()) {
      if ((sorts & set_of(one.sort)) == 0 || !in_scope(one)) continue;
      add({one.name, detail(one), one.sort == Sort::customer_field || one.sort == Sort::event_field ? kField : kVariable});
    }
  }
  // customer.consent. and the like: the next part of each field that begins so.
  void fields(Sort sort, const std::string& prefix) {
    for (const Declaration& one : names_.declarations()) {
      if (one.sort != sort || !one.name.starts_with(prefix)) continue;
      const std::string rest = one.name.substr(prefix.size());
      add({rest.substr(0, rest.find('.')), detail(one), kField});
    }
  }
  // event.: whatever some event brings.
  void event_fields() {
    for (const Declaration& one : names_.declarations()) {
      if (one.sort == Sort::event_field) add({one.name.substr(one.name.find('.') + 1), detail(one), kField});
    }
    add({"name", "", kField});
  }
  void templates(const std::string& channel) {
    for (const Declaration& one : names_.declarations()) {
      const bool fits = one.channels.empty() || std::ranges::find(one.channels, channel) != one.channels.end();
      if (one.sort == Sort::template_ && fits) add({one.name, detail(one), kVariable});
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
  bool in_scope(const Declaration& one) const {
    return one.scope.empty() || (one.scope.file == file_ && one.scope.begin <= offset_ && offset_ <= one.scope.end);
  }
  std::string detail(const Declaration& one) const {
    const std::string& label = language_ == base::Language::zh || one.en.empty() ? one.zh : one.en;
    const source::Words sort = sort_words(one.sort);
    return sort.in(language_) + (label.empty() ? "" : " · " + label);
  }
  const Names& names_;
  base::Language language_;
  source::FileId file_;
  std::uint32_t offset_;
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
    out.fields(Sort::customer_field, path == "customer" ? "" : path.substr(9) + ".");
  } else if (first == "event") {
    out.event_fields();
  } else if (const Declaration* task = out.named(last, set_of(Sort::task))) {
    for (const char* result : {"done", "closed", "outcome"}) out.add({result, "", kField});
    for (const std::string& outcome : task->outcomes) out.add({outcome, "", kField});
  } else if (out.named(last, set_of(Sort::event)) != nullptr) {
    out.fields(Sort::event_field, last + ".");
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
  if (out.named(last, set_of(Sort::channel)) != nullptr && (word(1) == "send" || word(1) == "via" || word(1) == "else"))
    return out.templates(last);
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
  for (const char* subject : {"customer", "event", "entry", "now", "today"}) out.add({subject, "", kVariable});
  for (const char* function : {"count", "sum", "avg", "change", "last", "segment", "score", "journey", "suitable", "has", "size"})
    out.add({function, "", kFunction});
  for (const plan::LibraryCall& call : plan::library()) {
    if (!call.method) out.add({std::string(call.name), "", kFunction});
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

void Server::complete(Params params, JsonWriter& json) {
  json.begin_array();
  const Text* text = text_at(params);
  const std::string path = text == nullptr ? std::string() : path_of(text->uri);
  if (text != nullptr && !path.ends_with(".story") && !path.ends_with(".yaml") && !path.ends_with(".yml")) {
    const std::uint32_t offset = offset_at(params, *text);
    source::Sources sources;
    const read::Wishes wishes = read::wishes_at(sources.add(path, text->text), offset);
    const View seen = view(path, ports_.beside ? ports_.beside(path) : std::vector<std::string>(), dsl::Until::read);
    Completing out(*seen.names, language_, 0, offset);
    const bool after_dot = !wishes.before.empty() && wishes.before.back() == ".";
    if (after_dot) {
      members(out, wishes.before);
    } else {
      for (const read::Word word : wishes.words) out.keyword(read::spelling(word, read::language_of(text->text)));
      if (wishes.name && !declares(wishes.before)) names(out, wishes.before);
    }
    for (const Item& item : out.items()) {
      json.begin_object().field("label", item.label).field("kind", item.kind);
      if (!item.detail.empty()) json.field("detail", item.detail);
      json.end_object();
    }
  }
  json.end_array();
}

}  // namespace playmaker::lsp
