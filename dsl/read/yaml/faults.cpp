#include "dsl/read/yaml/faults.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace playmaker::read {

using source::Code;
using source::Issue;
using source::Source;
using source::Span;
using source::Words;

namespace {

// What the YAML reader says is English only; these are its sentences that a text can bring about, by how they begin.
std::string fault_in_chinese(std::string_view said) {
  constexpr std::pair<std::string_view, std::string_view> kFaults[] = {
      {"end of map flow not found", "`{` 没有对应的 `}`"},
      {"end of sequence flow not found", "`[` 没有对应的 `]`"},
      {"alias not found after *", "`*` 之后没有名称"},
      {"anchor not found after &", "`&` 之后没有名称"},
      {"end of map not found", "这组键值在此中断:缩进不一致,或缺少 `:`"},
      {"end of sequence not found", "这个列表在此中断:缩进不一致,或缺少 `-`"},
      {"illegal flow end", "多出的 `}` 或 `]`"},
      {"illegal block entry", "此处不能写 `-`"},
      {"illegal map key", "此处不能写键"},
      {"illegal map value", "此处不能写 `:` 和值"},
      {"illegal EOF in scalar", "引号没有关闭,文件已结束"},
      {"illegal document indicator in scalar", "引号内不能有 `---` 或 `...`"},
      {"illegal character in scalar", "值中有不允许的字符"},
      {"illegal tab when looking for indentation", "缩进不能用制表符"},
      {"unexpected character in block scalar", "`|` 或 `>` 之后有不允许的字符"},
      {"cannot set zero indentation for a block scalar", "`|` 或 `>` 的缩进不能为零"},
      {"unknown token", "无法识别的字符"},
      {"unknown escape character: ", "引号内未知的转义字符:"},
      {"bad character found while scanning hex number", "转义中的十六进制数有误"},
      {"invalid unicode: ", "无效的 Unicode 码位:"},
      {"the referenced anchor is not defined", "引用的锚点没有定义"},
      {"illegal character found while scanning", "`&` 或 `*` 的名称中有不允许的字符"},
  };
  for (const auto& [en, zh] : kFaults) {
    if (said.starts_with(en)) return std::string(zh) + (en.ends_with(": ") ? std::string(said.substr(en.size())) : std::string());
  }
  return "解析器报告:" + std::string(said);
}

// One line: where it begins, and what stands in it behind its indentation and the dashes of its items.
struct Line {
  std::uint32_t number = 0, begin = 0;      // from 1; the byte of its first column
  std::string_view text;
  std::size_t solid = 0;                    // of the first character that is no space: a dash, if there is one
  std::size_t content = 0;                  // of what is behind the dashes
  bool blank() const { return solid >= text.size() || text[solid] == '#'; }
  bool item() const { return content > solid; }
  std::string_view rest() const { return text.substr(content); }
};

Line line_at(const Source& source, std::uint32_t number) {
  Line line{number, source.line_begin(number), source.line(number)};
  while (!line.text.empty() && (line.text.back() == '\n' || line.text.back() == '\r')) line.text.remove_suffix(1);
  line.solid = std::min(line.text.find_first_not_of(' '), line.text.size());
  line.content = line.solid;
  while (line.text.substr(line.content).starts_with("- "))
    line.content = std::min(line.text.find_first_not_of(' ', line.content + 2), line.text.size());
  return line;
}

std::optional<Line> line_before(const Source& source, const Line& line) {
  for (std::uint32_t number = line.number; number-- > 1;) {
    const Line above = line_at(source, number);
    if (!above.blank()) return above;
  }
  return std::nullopt;
}

bool part_of_key(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

constexpr std::string_view kFullColon = "：";

// The bytes of the word that the line begins with; a full-width colon is no part of it.
std::size_t key_length(std::string_view rest) {
  std::size_t length = 0;
  while (length < rest.size() && part_of_key(rest[length]) && !rest.substr(length).starts_with(kFullColon)) ++length;
  return length;
}

// `key: value` or `key:`, its key; "": something else.
std::string_view key_of(const Line& line) {
  const std::size_t length = key_length(line.rest());
  return length > 0 && line.rest().substr(length).starts_with(':') ? line.rest().substr(0, length) : std::string_view();
}
bool has_value(const Line& line) {
  const std::string_view key = key_of(line);
  return !key.empty() && line.rest().find_first_not_of(' ', key.size() + 1) != std::string_view::npos;
}

class Cause {
 public:
  Cause(const Source& source, std::uint32_t at, std::string_view said)
      : source_(source),
        at_(at),
        said_(said),
        line_(line_at(source, source.line_of(at))) {}

  // The first that fits, the surest ones before.
  std::optional<Issue> find() const {
    std::optional<Issue> found = bare_star();
    for (const Line& line : near()) {
      if (!found) found = colon(line);
    }
    if (!found) found = after_quote();
    if (!found) found = left_open();
    if (!found) found = missing_dash();
    if (!found) found = indented();
    return found;
  }

 private:
  Issue issue(std::uint32_t begin, std::uint32_t end, const Words& what) const {
    Issue made(Code::yaml_syntax, {source_.id(), begin, end});
    made.arg(what);
    return made;
  }
  std::uint32_t place(const Line& line, std::size_t column) const { return line.begin + static_cast<std::uint32_t>(column); }

  // A slip is often noticed only a line or two below.
  std::vector<Line> near() const {
    constexpr std::size_t kLinesBack = 3;
    std::vector<Line> lines = {line_};
    while (lines.size() < kLinesBack) {
      const auto above = line_before(source_, lines.back());
      if (!above) break;
      lines.push_back(*above);
    }
    return lines;
  }

  // `[*, b]`, `- *`: an alias without a name.
  std::optional<Issue> bare_star() const {
    if (!said_.starts_with("alias") && !said_.starts_with("anchor") && !said_.starts_with("illegal character found while scanning"))
      return std::nullopt;
    const std::size_t from = std::min<std::size_t>(at_ - line_.begin, line_.text.size());
    const std::size_t star = line_.text.find_last_of("*&", from);
    if (star == std::string_view::npos) return std::nullopt;
    const std::string sign(1, line_.text[star]), better = "\"" + sign + "\"";
    const std::uint32_t begin = place(line_, star);
    Issue made =
        issue(begin, begin + 1, {"a bare `" + sign + "` begins a name of YAML's own", "不加引号的 `" + sign + "` 是 YAML 自己的记号"});
    made.help({"write it in quotes: `" + better + "`", "请加引号:`" + better + "`"});
    const bool alone = star + 1 >= line_.text.size() || std::string_view(" ,]}").find(line_.text[star + 1]) != std::string_view::npos;
    if (alone) made.fix({source_.id(), begin, begin + 1}, better);
    return made;
  }

  // `due:5 days`, `due：5 days`.
  std::optional<Issue> colon(const Line& line) const {
    const std::size_t length = key_length(line.rest());
    if (length == 0) return std::nullopt;
    const std::string_view behind = line.rest().substr(length);
    const std::string key(line.rest().substr(0, length));
    const std::uint32_t begin = place(line, line.content + length);
    if (behind.starts_with(kFullColon)) {
      const std::size_t value = std::min(behind.find_first_not_of(' ', kFullColon.size()), behind.size());
      const auto end = begin + static_cast<std::uint32_t>(value);
      Issue made = issue(begin, begin + static_cast<std::uint32_t>(kFullColon.size()), {"the colon is a full-width one", "冒号是全角的"});
      made.help({"write `" + key + ": `", "请写 `" + key + ": `"}).fix({source_.id(), begin, end}, ": ");
      return made;
    }
    if (!behind.starts_with(':') || behind.size() == 1 || behind[1] == ' ') return std::nullopt;
    Issue made = issue(begin, begin + 1, {"no space stands behind the `:`", "`:` 之后没有空格"});
    const std::string better = key + ": " + std::string(behind.substr(1));
    made.help({"write `" + better + "`", "请写 `" + better + "`"}).fix({source_.id(), begin + 1, begin + 1}, " ");
    return made;
  }

  // `h: "gold" == tier`, `h: "tier == "gold""`: the value ends with its closing quote.
  std::optional<Issue> after_quote() const {
    const std::size_t here = std::min<std::size_t>(at_ - line_.begin, line_.text.size());
    const std::size_t last = here == 0 ? std::string_view::npos : line_.text.find_last_not_of(' ', here - 1);
    if (last == std::string_view::npos || (line_.text[last] != '"' && line_.text[last] != '\'')) return std::nullopt;
    if (here >= line_.text.size() || std::string_view(",]}:").find(line_.text[here]) != std::string_view::npos) return std::nullopt;
    Issue made = issue(at_, place(line_, line_.text.size()),
                       {"the value ended with its closing quote, and the line goes on", "值已随右引号结束,而该行仍有内容"});
    const std::string_view key = key_of(line_);
    const std::size_t begin = key.empty() ? line_.content : line_.text.find_first_not_of(' ', line_.content + key.size() + 1);
    const std::string_view value = line_.text.substr(std::min(begin, line_.text.size()));
    const bool plain = value.starts_with('"') && value.find('\'') == std::string_view::npos && value.find('#') == std::string_view::npos;
    if (!plain) {
      made.help({"put the whole value in quotes of the other kind", "请用另一种引号括住整个值"});
      return made;
    }
    const std::string better = "'" + std::string(wrapped(value) ? value.substr(1, value.size() - 2) : value) + "'";
    made.help({"put the whole value in single quotes: `" + better + "`", "请用单引号括住整个值:`" + better + "`"})
        .fix({source_.id(), place(line_, begin), place(line_, line_.text.size())}, better);
    return made;
  }

  // Are the outer quotes meant for YAML? Then each quote inside that opens a text stands behind a space or a bracket.
  static bool wrapped(std::string_view value) {
    if (value.size() < 2 || !value.ends_with('"')) return false;
    const std::string_view inside = value.substr(1, value.size() - 2);
    const std::size_t first = inside.find('"');
    return first != std::string_view::npos && (first == 0 || std::string_view(" ([,").find(inside[first - 1]) != std::string_view::npos);
  }

  // A quote or bracket without its other end: the innermost that is open where the parser gave up.
  std::optional<Issue> left_open() const {
    const bool text = said_.starts_with("illegal EOF in scalar");
    if (!text && said_.find("flow not found") == std::string_view::npos) return std::nullopt;
    const std::string_view all = source_.text().substr(0, at_);
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const char c = all[i];
      const bool begins = i == 0 || std::string_view(" \n[{,").find(all[i - 1]) != std::string_view::npos;
      if (c == '#' && (i == 0 || all[i - 1] == ' ' || all[i - 1] == '\n')) i = std::min(all.find('\n', i), all.size());
      else if ((c == '"' || c == '\'') && begins) {
        const std::size_t end = closing_quote(all, i);
        if (end == std::string_view::npos) {
          if (!text) return std::nullopt;
          open = {i};
          break;
        }
        i = end;
      } else if ((c == '[' || c == '{') && begins) open.push_back(i);
      else if ((c == ']' || c == '}') && !open.empty()) open.pop_back();
    }
    if (open.empty()) return std::nullopt;
    const std::string sign(1, all[open.back()]), other = sign == "[" ? "]" : sign == "{" ? "}" : sign;
    const auto begin = static_cast<std::uint32_t>(open.back());
    Issue made = issue(begin, begin + 1, {"this `" + sign + "` is never closed", "这个 `" + sign + "` 没有关闭"});
    made.help({"close it with `" + other + "`", "请用 `" + other + "` 关闭"});
    return made;
  }
  static std::size_t closing_quote(std::string_view all, std::size_t open) {
    for (std::size_t i = open + 1; i < all.size(); ++i) {
      if (all[i] == '\\' && all[open] == '"') ++i;
      else if (all[i] == all[open]) return i;
    }
    return std::string_view::npos;
  }

  // The line begins where the dash of the item above stands.
  std::optional<Issue> missing_dash() const {
    if (line_.item() || at_ != place(line_, line_.solid)) return std::nullopt;
    for (auto above = line_before(source_, line_); above && above->solid >= line_.solid; above = line_before(source_, *above)) {
      if (above->solid != line_.solid) continue;
      if (!above->item()) return std::nullopt;
      Issue made = issue(at_, place(line_, line_.text.size()),
                         {"the item above begins with `-`, and this one does not", "上一项以 `-` 开头,而此项没有"});
      made.help({"write `- ` before it", "请在其前写 `- `"}).fix({source_.id(), at_, at_}, "- ");
      return made;
    }
    return std::nullopt;
  }

  std::optional<Issue> indented() const {
    const auto above = line_before(source_, line_);
    if (!above || line_.blank()) return std::nullopt;
    const std::string own = std::to_string(line_.solid + 1);
    const auto made = [&](const Words& what) { return issue(place(line_, line_.solid), place(line_, line_.text.size()), what); };
    if (said_.starts_with("illegal map value") && line_.solid > above->content && has_value(*above)) {
      const std::string key(key_of(*above)), column = std::to_string(above->content + 1);
      Issue deep =
          made({"this line is indented below `" + key + "`, which has its value already", "此行缩进在 `" + key + "` 之下,而后者已有值"});
      return deep.help({"begin it in column " + column + ", as `" + key + "`", "请从第 " + column + " 列开始,与 `" + key + "` 对齐"});
    }
    if (at_ != place(line_, line_.solid)) return std::nullopt;
    std::vector<std::size_t> columns;
    std::size_t left = std::string_view::npos;
    for (auto one = above; one; one = line_before(source_, *one)) {
      if (one->content < left) columns.push_back(left = one->content);
      if (one->solid < left) columns.push_back(left = one->solid);
    }
    if (std::find(columns.begin(), columns.end(), line_.solid) != columns.end()) return std::nullopt;
    std::sort(columns.begin(), columns.end());
    std::string listed;
    for (const std::size_t column : columns) listed += (listed.empty() ? "" : ", ") + std::to_string(column + 1);
    Issue odd =
        made({"this line begins in column " + own + ", where no block above does", "此行从第 " + own + " 列开始,而上文没有从该列开始的块"});
    return odd.help({"lines of one block begin in one column; above there are blocks in columns " + listed,
                     "同一块的各行从同一列开始;上文的块从第 " + listed + " 列开始"});
  }

  const Source& source_;
  std::uint32_t at_;
  std::string_view said_;
  Line line_;
};

}  // namespace

Issue yaml_fault(const Source& source, std::uint32_t at, const std::string& said) {
  if (std::optional<Issue> cause = Cause(source, at, said).find()) return std::move(*cause);
  Issue issue(Code::yaml_syntax, {source.id(), at, at});
  issue.arg({said, fault_in_chinese(said)})
      .help({"a space must follow `:` and `-`; is a `{ [ \"` still open; is it a full-width `：` or `，`?",
             "`:` 与 `-` 之后须有空格;是否有未关闭的 `{ [ \"`;是否写成了全角的 `：` 或 `，`?"});
  return issue;
}

}  // namespace playmaker::read
