#include "daemon/replay/map.hpp"

#include "dsl/read/yaml/events.hpp"

namespace playmaker::replay {
namespace {

using read::YamlEntry;
using read::YamlNode;
using source::Code;
using source::Words;

class MapReader {
 public:
  MapReader(base::Zone zone, source::Issues& issues) : zone_(zone), issues_(issues) {}

  Map whole(const YamlNode& root) {
    Map map;
    if (!root.is_map()) {
      if (!issues_.has_errors()) shape(root, "a map", {"`customers` and `events`", "`customers` 与 `events`"});
      return map;
    }
    read::refuse_unknown_keys(root, {"customers", "events"}, {"a map of a replay", "回放映射"}, issues_);
    each(root.find("customers"), "customers", [&](const YamlNode& one) { map.customers.push_back(customers(one)); });
    each(root.find("events"), "events", [&](const YamlNode& one) { map.events.push_back(events(one)); });
    if (map.events.empty() && !issues_.has_errors()) shape(root, "events", {"at least one section", "至少一节"});
    return map;
  }

 private:
  void shape(const YamlNode& at, std::string_view key, Words takes) {
    issues_.add(source::Issue(Code::yaml_shape, at.span).arg(std::string(key)).arg(std::move(takes)));
  }

  template <class Take>
  void each(const YamlNode* node, std::string_view key, const Take& take) {
    if (node == nullptr) return;
    if (node->is_map()) return take(*node);
    if (!node->is_list()) return shape(*node, key, {"a map or a list of maps", "一个映射或映射列表"});
    for (const YamlNode& item : node->items) {
      if (item.is_map()) take(item);
      else shape(item, key, {"maps in its list", "列表中的映射"});
    }
  }

  std::string text(const YamlNode& map, std::string_view key, bool needed = false) {
    const YamlNode* node = map.find(key);
    if (node == nullptr) {
      if (needed) shape(map, key, {"a word, and is missing here", "一个词,此处缺少"});
      return {};
    }
    if (!node->is_scalar()) {
      shape(*node, key, {"a word", "一个词"});
      return {};
    }
    return node->text;
  }

  TimePattern pattern(const YamlNode& map) {
    TimePattern out;
    out.zone = zone_;
    if (const YamlNode* format = map.find("format")) {
      out.pattern = text(map, "format");
      if (!sound(out.pattern))
        shape(
            *format, "format",
            {"rfc3339, epoch, epoch_ms, or a pattern such as %Y-%m-%d %H:%M:%S", "rfc3339、epoch、epoch_ms,或如 %Y-%m-%d %H:%M:%S 的格式"});
    }
    if (const YamlNode* zone = map.find("zone")) {
      const auto found = base::find_zone(text(map, "zone"));
      if (found) out.zone = *found;
      else shape(*zone, "zone", {"a time zone such as Europe/Amsterdam", "时区,如 Europe/Amsterdam"});
    }
    return out;
  }

  std::vector<Equals> conditions(const YamlNode& map, std::string_view key) {
    std::vector<Equals> out;
    each(map.find(key), key, [&](const YamlNode& one) {
      read::refuse_unknown_keys(one, {"column", "equals"}, {"a condition", "条件"}, issues_);
      out.push_back({text(one, "column", true), text(one, "equals", true)});
    });
    return out;
  }

  // `gives`: "value", or "name" of an event.
  ValueRule value(const YamlNode& node, std::string_view gives) {
    ValueRule out;
    if (node.is_scalar()) {                // NAME: COLUMN, in short
      out.column = node.text;
      return out;
    }
    if (!node.is_map()) {
      shape(node, gives, {"a column's name or a map", "列名或映射"});
      return out;
    }
    read::refuse_unknown_keys(node, {"column", "constant", "type", "format", "zone", "rename", "when"}, {"a value", "取值"}, issues_);
    out.column = text(node, "column");
    if (node.find("constant") != nullptr) out.constant = text(node, "constant");
    out.time = pattern(node);
    const std::string type = text(node, "type");
    if (type == "date") out.reading = Reading::date;
    else if (type == "instant" || (type.empty() && node.find("format") != nullptr)) out.reading = Reading::instant;
    else if (!type.empty()) shape(*node.find("type"), "type", {"instant or date", "instant 或 date"});
    if (const YamlNode* rename = node.find("rename")) {
      if (!rename->is_map()) shape(*rename, "rename", {"a map of words", "词的映射"});
      for (const YamlEntry& entry : rename->entries) out.rename.emplace_back(entry.key.text, entry.value.text);
    }
    each(node.find("when"), "when", [&](const YamlNode& one) {
      read::refuse_unknown_keys(one, {"column", "equals", gives}, {"a choice", "分支"}, issues_);
      out.when.push_back({{text(one, "column", true), text(one, "equals", true)}, text(one, gives, true)});
    });
    if (out.column.empty() && !out.constant && out.when.empty()) shape(node, gives, {"a column, a constant or a choice", "列、常量或分支"});
    return out;
  }

  void values(const YamlNode* node, std::string_view key, std::vector<ValueRule>& out) {
    if (node == nullptr) return;
    if (!node->is_map()) return shape(*node, key, {"a map of names", "名称的映射"});
    for (const YamlEntry& entry : node->entries) {
      out.push_back(value(entry.value, "value"));
      out.back().name = entry.key.text;
    }
  }

  void constants(const YamlNode* node, std::vector<ValueRule>& out) {
    if (node == nullptr) return;
    if (!node->is_map()) return shape(*node, "constants", {"a map of names", "名称的映射"});
    for (const YamlEntry& entry : node->entries) {
      out.emplace_back();
      out.back().name = entry.key.text;
      out.back().constant = entry.value.text;
    }
  }

  CustomerRule customers(const YamlNode& node) {
    read::refuse_unknown_keys(node, {"file", "customer", "only", "attributes", "constants"}, {"a section `customers`", "`customers` 一节"},
                              issues_);
    CustomerRule out;
    out.file = text(node, "file");
    out.customer = text(node, "customer", true);
    out.only = conditions(node, "only");
    values(node.find("attributes"), "attributes", out.attributes);
    constants(node.find("constants"), out.attributes);
    return out;
  }

  EventRule events(const YamlNode& node) {
    read::refuse_unknown_keys(node, {"file", "customer", "sequence", "id", "only", "time", "name", "fields", "constants"},
                              {"a section `events`", "`events` 一节"}, issues_);
    EventRule out;
    out.file = text(node, "file");
    out.customer = text(node, "customer", true);
    out.sequence = text(node, "sequence");
    out.id = text(node, "id");
    out.only = conditions(node, "only");
    const YamlNode* time = node.find("time");
    if (time == nullptr || !time->is_map()) {
      shape(time == nullptr ? node : *time, "time", {"{ column, format, zone }", "{ column, format, zone }"});
    } else {
      read::refuse_unknown_keys(*time, {"column", "format", "zone"}, {"a time", "时间"}, issues_);
      out.time_column = text(*time, "column", true);
      out.time = pattern(*time);
    }
    if (const YamlNode* name = node.find("name")) out.name = value(*name, "name");
    else shape(node, "name", {"{ column } or { constant }", "{ column } 或 { constant }"});
    values(node.find("fields"), "fields", out.fields);
    constants(node.find("constants"), out.fields);
    return out;
  }

  base::Zone zone_;
  source::Issues& issues_;
};

}  // namespace

Map read_map(const source::Source& source, base::Zone zone, source::Issues& issues) {
  const YamlNode root = read::read_yaml(source, issues);
  return MapReader(zone, issues).whole(root);
}

bool fits(std::string_view pattern, std::string_view name) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == name;
  if (!name.starts_with(pattern.substr(0, star))) return false;
  const std::string_view rest = pattern.substr(star + 1);
  for (std::size_t at = star; at <= name.size(); ++at) {
    if (fits(rest, name.substr(at))) return true;
  }
  return false;
}

}  // namespace playmaker::replay
