#include "dsl/read/yaml/places.hpp"

#include <algorithm>
#include <string>

#include "dsl/read/yaml/clauses.hpp"
#include "dsl/read/yaml/keys.hpp"
#include "runtime/base/slip.hpp"
#include "runtime/base/text.hpp"

namespace playmaker::read {

using source::Code;
using source::Issue;
using source::Words;

namespace {

bool holds(const std::vector<std::string_view>& keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

std::size_t alike(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

// One that begins as `written` does, or `written` as it: `answer` is perhaps `answer_within`.
std::string_view begins_alike(std::string_view written, const std::vector<std::string_view>& keys) {
  constexpr std::size_t kShared = 5;       // letters that two words share by more than chance
  std::string_view best;
  std::size_t most = 1;
  for (const std::string_view key : keys) {
    const std::size_t shared = alike(written, key);
    const bool whole = shared == std::min(written.size(), key.size());
    if ((!whole && shared < kShared) || shared <= most) continue;
    best = key;
    most = shared;
  }
  return best;
}

class Refusal {
 public:
  Refusal(Saying& say, const YamlNode& map, const YamlPlace& place) : say_(say), map_(map), place_(place) {
    for (const std::string_view key : place.keys) {
      if (map.entry(key) == nullptr) open_.push_back(key);
    }
  }

  void unknown(const YamlEntry& entry) {
    Issue issue(Code::yaml_key_unknown, entry.key.span);
    const std::string written = say_.written(entry.key);
    issue.arg(written).arg(place_.what);
    if (const Words where = belongs(entry); !where.en.empty()) issue.help(where);
    else suggest(issue, entry, written);
    const std::string keys = listed();
    if (!keys.empty()) issue.help({"keys that may stand here: " + keys, "此处可写的键:" + keys});
    say_.issues().add(std::move(issue));
  }

  void missing(std::string_view key) {
    const YamlNode& at = map_.entries.empty() ? map_ : map_.entries.front().key;
    const std::string spelt(said(key));
    say_.issues().add(Issue(Code::yaml_part_missing, at.span)
                          .arg({"the key `" + spelt + "`", "键 `" + spelt + "`"})
                          .help({"keys that may stand here: " + listed(), "此处可写的键:" + listed()}));
  }

 private:
  std::string_view said(std::string_view key) const {
    const std::string_view chinese = say_.language() == base::Language::zh ? chinese_key(key) : std::string_view();
    return chinese.empty() ? key : chinese;
  }

  // Adds the key that was perhaps meant; it is a fix where it surely was, and its value stands as well with that key.
  void suggest(Issue& issue, const YamlEntry& entry, std::string_view written) const {
    std::vector<std::string_view> candidates;
    for (const std::string_view key : open_) candidates.push_back(said(key));
    const std::string_view near = base::nearest(written, candidates);
    const std::string meant(near.empty() ? begins_alike(written, candidates) : near);
    if (meant.empty()) return;
    issue.help({"did you mean `" + meant + "`?", "是否想写 `" + meant + "`?"});
    if (!near.empty() && base::surely_meant(written, near, candidates)) issue.fix(entry.key.span, meant);
  }

  // A key of another place, and how to get there from this one.
  Words belongs(const YamlEntry& entry) const {
    const std::string_view key = entry.key.text;
    if ((key == "where" || key == "lookback") && !place_.holder.empty()) {
      const YamlEntry* event = map_.entry(place_.holder);
      const std::string name = event != nullptr && event->value.is_scalar() ? event->value.text : "NAME";
      const std::string better =
          std::string(said(place_.holder)) + ": { " + std::string(said("event")) + ": " + name + ", " + say_.written(entry.key) + ": … }";
      return {"it belongs to the event: `" + better + "`", "它属于事件:`" + better + "`"};
    }
    for (const std::string_view list : {"steps", "then"}) {
      if (!holds(place_.keys, list) || !holds(step_heads().keys, key)) continue;
      const std::string under(said(list)), item = "- " + say_.written(entry.key) + ": …";
      return {"it is a step: write `" + item + "` under `" + under + "`", "它是一个步骤:请在 `" + under + "` 之下写 `" + item + "`"};
    }
    return {};
  }

  std::string listed() const {
    std::string out;
    for (const std::string_view key : open_) out += (out.empty() ? "`" : ", `") + std::string(said(key)) + "`";
    return out;
  }

  Saying& say_;
  const YamlNode& map_;
  const YamlPlace& place_;
  std::vector<std::string_view> open_;      // keys of the place that are not written yet
};

}  // namespace

std::vector<const YamlPlace*> yaml_places() {
  Places all;
  for (const Places& some : {playbook_places(), block_places(), label_places(), step_places()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

void refuse_others(Saying& say, const YamlNode& map, const YamlPlace& place) {
  if (!map.is_map()) return;
  Refusal refusal(say, map, place);
  bool troubled = false;
  for (const YamlEntry& entry : map.entries) {
    if (holds(place.keys, entry.key.text)) continue;
    troubled = true;
    const auto& told = say.issues().list();   // a bare `on`, a merge key: no key that is misspelt
    if (std::none_of(told.begin(), told.end(), [&](const Issue& one) { return one.span == entry.key.span; })) refusal.unknown(entry);
  }
  if (!troubled) {
    for (const std::string_view key : place.needed) {
      if (map.entry(key) != nullptr) continue;
      troubled = true;
      refusal.missing(key);
    }
  }
  if (troubled) say.trouble(map);
}

}  // namespace playmaker::read
