#include "dsl/source/render.hpp"

#include "dsl/source/said.hpp"

namespace playmaker::source {
namespace {

void key(std::string& out, std::string_view name) {
  if (out.back() != '{' && out.back() != '[') out += ',';
  append_json_string(out, name);
  out += ':';
}

void text(std::string& out, std::string_view name, std::string_view value) {
  key(out, name);
  append_json_string(out, value);
}

void number(std::string& out, std::string_view name, std::uint64_t value) {
  key(out, name);
  out += std::to_string(value);
}

void place(std::string& out, const Sources& sources, Span span) {
  const Source& source = sources[span.file];
  const Position begin = source.position(span.begin);
  const Position end = source.position(span.end);
  text(out, "file", source.path());
  number(out, "line", begin.line);
  number(out, "column", begin.column);
  number(out, "end_line", end.line);
  number(out, "end_column", end.column);
}

}  // namespace

void append_json_string(std::string& out, std::string_view value) {
  constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (byte < 0x20) {
          out += "\\u00";
          out += kHex[byte >> 4];
          out += kHex[byte & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

std::string render_json(const Issue& issue, const Sources& sources, base::Language language) {
  std::string out = "{";
  text(out, "code", code_text(issue.code));
  text(out, "severity", severity_of(issue.code) == Severity::error ? "error" : "warning");
  text(out, "message", message(issue, language));
  place(out, sources, issue.span);
  if (!issue.label.en.empty()) text(out, "here", said(issue.label, language));
  key(out, "notes");
  out += '[';
  for (const Note& note : issue.notes) {
    if (out.back() != '[') out += ',';
    out += '{';
    text(out, "message", said(note.words, language));
    if (note.span) place(out, sources, *note.span);
    out += '}';
  }
  out += ']';
  key(out, "help");
  out += '[';
  for (const Words& help : issue.helps) {
    if (out.back() != '[') out += ',';
    append_json_string(out, said(help, language));
  }
  out += ']';
  if (issue.repair) {
    key(out, "fix");
    out += '{';
    place(out, sources, issue.repair->span);
    text(out, "replacement", issue.repair->replacement);
    out += '}';
  }
  out += '}';
  return out;
}

}  // namespace playmaker::source
