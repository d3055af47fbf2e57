#include "dsl/source/render.hpp"

#include <algorithm>

#include "dsl/source/said.hpp"

namespace playmaker::source {
namespace {

constexpr int kMessageColumns = 80;    // the place is set to the right of this
constexpr std::uint32_t kLineColumns = 140;  // a longer source line is cut
constexpr std::uint32_t kLeadColumns = 60;   // shown before the place in a line that is cut

struct Excerpt {
  std::string text;            // tabs as two spaces
  std::uint32_t caret = 0;     // screen columns before the caret
  std::uint32_t width = 1;     // of the carets
};

// The line of the span's begin, cut around it where it is long.
Excerpt excerpt(const Source& source, Span span) {
  const Position at = source.position(span.begin);
  const std::string_view line = source.line(at.line);
  const std::size_t begin = std::min<std::size_t>(span.begin - source.line_begin(at.line), line.size());
  const std::size_t end = std::clamp<std::size_t>(span.end - source.line_begin(at.line), begin, line.size());
  const std::uint32_t before = at.display_column - 1;
  const std::uint32_t from = before > kLineColumns - 20 ? before - kLeadColumns : 0;

  Excerpt out;
  if (from > 0) out.text += "… ";
  const std::uint32_t shift = from > 0 ? 2 : 0;
  std::uint32_t column = 0;
  std::uint32_t shown = 0;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t start = i;
    const char32_t c = base::decode(line, i);
    const std::uint32_t width = c == U'\t' ? 2 : static_cast<std::uint32_t>(base::display_width(c));
    if (start == begin) out.caret = shown + shift;
    if (column >= from) {
      if (shown + width > kLineColumns) {
        out.text += " …";
        break;
      }
      if (c == U'\t') out.text += "  ";
      else out.text.append(line.substr(start, i - start));
      shown += width;
    }
    column += width;
  }
  if (begin == line.size()) out.caret = shown + shift;
  const std::uint32_t room = kLineColumns + shift > out.caret ? kLineColumns + shift - out.caret : 1;
  out.width = std::clamp<std::uint32_t>(screen_width(line.substr(begin, std::min<std::size_t>(end - begin, 4 * kLineColumns))), 1, room);
  return out;
}

std::string_view severity_word(Severity severity, base::Language language) {
  const bool zh = language == base::Language::zh;
  if (severity == Severity::error) return zh ? "错误" : "error";
  return zh ? "警告" : "warning";
}

void place_lines(std::string& out, const Sources& sources, const Issue& issue, Span span, const Words& words, base::Language language,
                 std::size_t gutter) {
  const Source& source = sources[span.file];
  const std::string number = std::to_string(source.line_of(span.begin));
  if (span.file != issue.span.file) {
    out.append(gutter + 2, ' ');
    out += source.path() + "\n";
  }
  const Excerpt shown = excerpt(source, span);
  out.append(1 + gutter - std::min(gutter, number.size()), ' ');
  out += number + " │ " + shown.text + "\n";
  out.append(gutter + 2, ' ');
  out += "│ ";
  out.append(shown.caret, ' ');
  out.append(shown.width, '^');
  if (const std::string text = said(words, language); !text.empty()) out += " " + text;
  out += "\n";
}

}  // namespace

std::string render(const Issue& issue, const Sources& sources, base::Language language) {
  const bool zh = language == base::Language::zh;
  const Source& source = sources[issue.span.file];
  const Position at = source.position(issue.span.begin);

  std::string head(severity_word(severity_of(issue.code), language));
  head += "[";
  head += code_text(issue.code);
  head += "]: " + message(issue, language);
  std::string out = base::pad_right(head, kMessageColumns) + "  " + source.path() + ":" + std::to_string(at.line) + ":" +
                    std::to_string(at.column) + "\n";

  std::size_t gutter = std::to_string(at.line).size();
  for (const Note& note : issue.notes) {
    if (note.span) gutter = std::max(gutter, std::to_string(sources[note.span->file].line_of(note.span->begin)).size());
  }
  place_lines(out, sources, issue, issue.span, issue.label, language, gutter);
  for (const Note& note : issue.notes) {
    if (note.span) place_lines(out, sources, issue, *note.span, note.words, language, gutter);
    else out += (zh ? "  说明：" : "  note: ") + said(note.words, language) + "\n";
  }
  for (const Words& help : issue.helps) out += (zh ? "  帮助：" : "  help: ") + said(help, language) + "\n";
  return out;
}

std::string render(const Issues& issues, const Sources& sources, base::Language language) {
  std::string out;
  for (const Issue& issue : issues.list()) out += render(issue, sources, language);
  if (issues.dropped() > 0) {
    const std::string count = std::to_string(issues.dropped());
    out += language == base::Language::zh ? "另有 " + count + " 条未显示\n" : "and " + count + " more\n";
  }
  return out;
}

}  // namespace playmaker::source
