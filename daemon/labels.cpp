#include "daemon/labels.hpp"

#include <map>

#include "daemon/json.hpp"

namespace playmaker::daemon {
namespace {

using Labels = std::map<std::string, plan::Label>;

void write(JsonWriter& json, std::string_view key, const Labels& labels) {
  json.key(key).begin_object();
  for (const auto& [name, label] : labels) {
    json.key(name).begin_object();
    if (!label.zh.empty()) json.field("zh", label.zh);
    if (!label.en.empty()) json.field("en", label.en);
    json.end_object();
  }
  json.end_object();
}

template <class Thing>
void write(JsonWriter& json, std::string_view key, const std::vector<Thing>& things) {
  Labels labels;
  for (const Thing& thing : things) {
    if (!thing.label.zh.empty() || !thing.label.en.empty()) labels[thing.name] = thing.label;
  }
  write(json, key, labels);
}

// `outer · inner`; where one of them has no label in a language, the other speaks.
std::string joined(const std::string& outer, const std::string& inner) {
  return outer.empty() || inner.empty() ? outer + inner : outer + " · " + inner;
}

void add_places(const core::LinkedPlan& linked, Labels& places) {
  if (!linked.origin) return;
  const std::vector<plan::Site>& sites = linked.plan->sites;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    if (sites[i].path.empty()) continue;
    plan::Label label;
    int depth = 0;
    for (plan::SiteIndex at = static_cast<plan::SiteIndex>(i); at < sites.size() && depth < 16; at = sites[at].parent, ++depth) {
      if (sites[at].kind == plan::SiteKind::playbook || at >= linked.origin->sites.size()) break;
      const plan::Label& own = linked.origin->sites[at].label;
      label.zh = joined(own.zh, label.zh);
      label.en = joined(own.en, label.en);
    }
    if (!label.zh.empty() || !label.en.empty()) places[sites[i].path] = label;
  }
}

}  // namespace

std::string labels_json(const core::Roster* roster) {
  JsonWriter json;
  json.begin_object();
  const plan::Catalog* catalog = roster == nullptr ? nullptr : roster->catalog.get();
  if (catalog != nullptr) {
    write(json, "roles", catalog->roles);
    write(json, "channels", catalog->channels);
    write(json, "templates", catalog->templates);
    write(json, "attributes", catalog->customer);
    write(json, "benefits", catalog->benefits);
  }
  Labels playbooks;
  std::map<std::string, Labels> places;
  for (std::size_t i = 0; roster != nullptr && i < roster->plans.size(); ++i) {
    const core::LinkedPlan& linked = *roster->plans[i];
    if (linked.origin && !(linked.origin->label.zh.empty() && linked.origin->label.en.empty()))
      playbooks[linked.plan->name] = linked.origin->label;
    add_places(linked, places[linked.plan->name]);
  }
  write(json, "playbooks", playbooks);
  json.key("places").begin_object();
  for (const auto& [playbook, of] : places) write(json, playbook, of);
  return json.end_object().end_object().take();
}

}  // namespace playmaker::daemon
