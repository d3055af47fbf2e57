#include "dsl/read/yaml/events.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>

#include "dsl/read/yaml/faults.hpp"
#include "dsl/read/yaml/offsets.hpp"
#include "runtime/base/limits.hpp"

namespace playmaker::read {
namespace {

using source::Code;
using source::Issue;
using source::Issues;
using source::Source;
using source::Span;

// yaml-cpp swallows a byte order mark and counts from behind it.
std::uint32_t mark_shift(const Source& source) { return source.text().starts_with("\xEF\xBB\xBF") ? 3 : 0; }

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const Source& source, Issues& issues) : source_(source), issues_(issues), shift_(mark_shift(source)) {}

  YamlNode take() { return std::move(root_); }
  bool too_deep() const { return too_deep_; }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    YamlNode node;
    node.span = point(mark);
    place(std::move(node));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    issues_.add(Issue(Code::yaml_feature, point(mark)).arg({"an alias", "别名引用"}).help({"write the value out", "请把值完整写出"}));
    place({});
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    YamlNode node;
    node.kind = YamlKind::scalar;
    node.text = value;
    if (base::first_bad_utf8(value) != base::kValidUtf8) {   // yaml-cpp's own doing: what it was given is UTF-8
      issues_.add(Issue(Code::yaml_feature, point(mark)).arg({"a character like this", "这样的字符"}));
      node.text.clear();
    }
    node.quoted = tag == "!";
    const std::uint32_t begin = offset(mark);
    node.offsets = yaml_offsets(source_.text(), begin, node.text);
    node.span = {source_.id(), begin, yaml_scalar_end(source_.text(), begin, node.offsets)};
    const bool key = !opens_.empty() && opens_.back().node.kind == YamlKind::map && !opens_.back().has_key;
    if (!node.quoted) refuse_bare_truth(node, key);
    place(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    open(YamlKind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    open(YamlKind::map, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    YamlNode node;
    bool has_key = false;
    YamlNode key;
  };

  std::uint32_t offset(const YAML::Mark& mark) const {
    const std::size_t at = mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos) + shift_;
    return static_cast<std::uint32_t>(std::min(at, source_.text().size()));
  }
  Span point(const YAML::Mark& mark) const {
    const std::uint32_t at = offset(mark);
    return {source_.id(), at, at};
  }
  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != 0)
      issues_.add(Issue(Code::yaml_feature, point(mark))
                      .arg({"an anchor", "锚点"})
                      .help({"write the value out where it is needed", "请在需要之处把值完整写出"}));
  }
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!")
      issues_.add(Issue(Code::yaml_feature, point(mark)).arg({"a tag", "类型标签"}).help({"leave the tag out", "请去掉标签"}));
  }
  // YAML 1.1 reads these as true and false, people read them as words.
  void refuse_bare_truth(const YamlNode& node, bool key) {
    static constexpr std::string_view kBare[] = {"y", "n", "yes", "no", "on", "off", "~"};
    std::string lower = node.text;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (std::find(std::begin(kBare), std::end(kBare), lower) == std::end(kBare)) return;
    const bool in_place = key && lower == "on" && std::ranges::any_of(opens_.back().node.entries, [](const YamlEntry& entry) {
                            return entry.key.text == "place" || entry.key.text == "投放";
                          });
    if (in_place) {
      issues_.add(
          Issue(Code::yaml_bare_word, node.span)
              .arg(node.text)
              .help({"the channel stands behind the template: `place: TEMPLATE on CHANNEL`", "渠道写在模板之后:`place: 模板 on 渠道`"}));
      return;
    }
    const bool again =
        !key && !opens_.empty() && opens_.back().has_key && (opens_.back().key.text == "again" || opens_.back().key.text == "再入");
    if (again) {
      issues_.add(Issue(Code::yaml_bare_word, node.span)
                      .arg(node.text)
                      .help({"write `again: never`, or after how long: `again: after 90 days`",
                             "请写 `again: never`,或写明间隔:`again: after 90 days`"}));
      return;
    }
    if (key && lower == "on") {
      issues_.add(
          Issue(Code::yaml_bare_word, node.span)
              .arg(node.text)
              .help({"a playbook's key for it is `event`, `time` or `handlers`", "剧本中对应的键是 `event`、`time` 或 `handlers`"}));
      return;
    }
    issues_.add(
        Issue(Code::yaml_bare_word, node.span)
            .arg(node.text)
            .help({"write it in quotes when it is a text, true or false when it is a truth", "文本请加引号,真假请写 true 或 false"}));
  }

  void open(YamlKind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (opens_.size() >= base::kNestingMax) too_deep_ = true;
    Open fresh;
    fresh.node.kind = kind;
    fresh.node.span = point(mark);
    opens_.push_back(std::move(fresh));
  }
  void close() {
    YamlNode node = std::move(opens_.back().node);
    opens_.pop_back();
    place(std::move(node));
  }
  void place(YamlNode node) {
    if (opens_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = opens_.back();
    parent.node.span.end = std::max(parent.node.span.end, node.span.end);
    if (parent.node.kind == YamlKind::list) {
      parent.node.items.push_back(std::move(node));
      return;
    }
    if (!parent.has_key) {
      parent.has_key = true;
      parent.key = key_of(std::move(node));
      return;
    }
    parent.has_key = false;
    if (parent.key.is_scalar()) refuse_repeat(parent);
    parent.node.entries.push_back({std::move(parent.key), std::move(node)});
  }
  YamlNode key_of(YamlNode node) {
    if (node.is_scalar() && node.text == "<<" && !node.quoted) {
      issues_.add(Issue(Code::yaml_feature, node.span).arg({"a merge key", "合并键"}).help({"write the keys out", "请把各键完整写出"}));
    } else if (!node.is_scalar()) {
      issues_.add(Issue(Code::yaml_key, node.span));
      YamlNode stand_in;
      stand_in.kind = YamlKind::scalar;
      stand_in.span = node.span;
      stand_in.offsets = {node.span.begin};
      return stand_in;
    }
    return node;
  }
  void refuse_repeat(const Open& parent) {
    for (const YamlEntry& entry : parent.node.entries) {
      if (entry.key.text != parent.key.text) continue;
      issues_.add(
          Issue(Code::yaml_repeat, parent.key.span).arg(parent.key.text).note(entry.key.span, {"first written here", "首次写于此处"}));
      return;
    }
  }

  const Source& source_;
  Issues& issues_;
  std::uint32_t shift_;
  std::vector<Open> opens_;
  YamlNode root_;
  bool too_deep_ = false;
};

// yaml-cpp takes some tabs for space; where they indent, what a person sees is not what is read, and what would be said of the rest
// is as likely the tab's doing. False: there is one.
bool without_tabs(const Source& source, Issues& issues) {
  for (std::uint32_t line = 1; line <= source.line_count(); ++line) {
    const std::string_view text = source.line(line);
    const std::size_t solid = text.find_first_not_of(" \t");
    const std::size_t tab = text.substr(0, solid == std::string_view::npos ? 0 : solid).find('\t');
    if (tab == std::string_view::npos) continue;
    const std::uint32_t at = source.line_begin(line) + static_cast<std::uint32_t>(tab);
    issues.add(Issue(Code::yaml_feature, {source.id(), at, at + 1})
                   .arg({"a tab in the indentation", "缩进中的制表符"})
                   .help({"indent with spaces", "请用空格缩进"}));
    return false;
  }
  return true;
}

// YAML has none of them, and yaml-cpp makes something else of some.
std::size_t first_control_character(std::string_view text) {
  const auto control = [](char c) { return (c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7F; };
  return static_cast<std::size_t>(std::find_if(text.begin(), text.end(), control) - text.begin());
}

// yaml-cpp recurses once for each open bracket; a text of brackets alone must not reach it.
bool brackets_too_deep(std::string_view text) {
  std::size_t depth = 0;
  for (const char c : text) {
    if (c == '[' || c == '{') {
      if (++depth > base::kNestingMax) return true;
    } else if ((c == ']' || c == '}') && depth > 0) --depth;
    else if (c == '\n' && depth == 0) continue;
  }
  return false;
}

bool fit_to_read(const Source& source, Issues& issues) {
  const Span start{source.id(), 0, 0};
  if (const auto bad = source.bad_utf8()) {
    const auto at = static_cast<std::uint32_t>(*bad);
    issues.add(Issue(Code::bad_utf8, {source.id(), at, at + 1}).arg(std::to_string(*bad)));
    return false;
  }
  if (source.text().size() > base::kSourceBytesMax) {
    issues.add(Issue(Code::file_too_big, start).arg(std::to_string(source.text().size())).arg(std::to_string(base::kSourceBytesMax)));
    return false;
  }
  if (const std::size_t at = first_control_character(source.text()); at < source.text().size()) {
    const auto place = static_cast<std::uint32_t>(at);
    issues.add(Issue(Code::yaml_feature, {source.id(), place, place + 1})
                   .arg({"a control character", "控制字符"})
                   .help({"take it out", "请删去"})
                   .fix({source.id(), place, place + 1}, ""));
    return false;
  }
  if (brackets_too_deep(source.text())) {
    issues.add(Issue(Code::nested_too_deep, start).arg(std::to_string(base::kNestingMax)));
    return false;
  }
  return true;
}

}  // namespace

const YamlEntry* YamlNode::entry(std::string_view key) const {
  for (const YamlEntry& one : entries) {
    if (one.key.text == key) return &one;
  }
  return nullptr;
}

const YamlNode* YamlNode::find(std::string_view key) const {
  const YamlEntry* found = entry(key);
  return found ? &found->value : nullptr;
}

YamlNode read_yaml(const Source& source, Issues& issues) {
  if (!fit_to_read(source, issues) || !without_tabs(source, issues)) return {};
  TreeBuilder builder(source, issues);
  try {
    std::istringstream in{std::string(source.text())};
    YAML::Parser parser(in);
    parser.HandleNextDocument(builder);
    YamlNode root = builder.take();
    TreeBuilder second(source, issues);
    if (parser.HandleNextDocument(second)) {
      issues.add(Issue(Code::yaml_feature, {source.id(), root.span.end, root.span.end})
                     .arg({"a second document", "第二个文档"})
                     .help({"keep one document in a file", "一个文件只写一个文档"}));
    }
    if (builder.too_deep()) issues.add(Issue(Code::nested_too_deep, root.span).arg(std::to_string(base::kNestingMax)));
    return root;
  } catch (const YAML::Exception& fault) {
    const std::size_t at =
        fault.mark.pos < 0 ? 0 : std::min(static_cast<std::size_t>(fault.mark.pos) + mark_shift(source), source.text().size());
    const auto place = static_cast<std::uint32_t>(at);
    const std::uint32_t line = source.line_of(place);
    for (const Issue& told : issues.list()) {
      if (told.span.file == source.id() && source.line_of(told.span.begin) == line) return {};   // it stumbles over the same thing
    }
    std::string said = fault.msg;   // it may end with one byte of a character that has several
    said.resize(std::min(base::first_bad_utf8(said), said.size()));
    issues.add(yaml_fault(source, place, said));
    return {};
  }
}

void refuse_unknown_keys(const YamlNode& map, const std::vector<std::string_view>& known, const source::Words& what, Issues& issues) {
  for (const YamlEntry& entry : map.entries) {
    if (std::find(known.begin(), known.end(), entry.key.text) != known.end()) continue;
    const bool told = std::any_of(issues.list().begin(), issues.list().end(), [&](const Issue& one) { return one.span == entry.key.span; });
    if (told) continue;   // a bare `on`, a merge key: not a key that is misspelt
    Issue issue(Code::yaml_key_unknown, entry.key.span);
    issue.arg(entry.key.text).arg(what);
    if (const std::string_view near = base::nearest(entry.key.text, known); !near.empty()) {
      issue.help({"did you mean `" + std::string(near) + "`?", "是否想写 `" + std::string(near) + "`?"})
          .fix(entry.key.span, std::string(near));
    }
    issues.add(std::move(issue));
  }
}

}  // namespace playmaker::read
