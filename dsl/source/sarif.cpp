#include "dsl/source/sarif.hpp"

#include <algorithm>

#include "dsl/source/render.hpp"
#include "dsl/source/said.hpp"

namespace playmaker::source {
namespace {

// Just enough of a JSON writer: commas by what stands before.
class Writer {
 public:
  void open(char bracket) {
    comma();
    out_ += bracket;
  }
  void close(char bracket) { out_ += bracket; }
  void key(std::string_view name) {
    comma();
    append_json_string(out_, name);
    out_ += ':';
  }
  void text(std::string_view name, std::string_view value) {
    key(name);
    append_json_string(out_, value);
  }
  void number(std::string_view name, std::uint64_t value) {
    key(name);
    out_ += std::to_string(value);
  }
  void message(std::string_view name, std::string_view value) {
    key(name);
    open('{');
    text("text", value);
    close('}');
  }
  std::string take() { return std::move(out_); }

 private:
  void comma() {
    if (!out_.empty() && out_.back() != '{' && out_.back() != '[' && out_.back() != ':') out_ += ',';
  }
  std::string out_;
};

// A path as a relative reference: everything but what RFC 3986 leaves plain is percent-encoded.
std::string reference(std::string_view path) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : path) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || std::string_view("-._~/").find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

void region(Writer& json, std::string_view name, const Source& source, Span span) {
  const Position begin = source.position(span.begin), end = source.position(span.end);
  json.key(name);
  json.open('{');
  json.number("startLine", begin.line);
  json.number("startColumn", begin.column);
  json.number("endLine", end.line);
  json.number("endColumn", end.column);
  json.close('}');
}

void file(Writer& json, const Source& source) {
  json.key("artifactLocation");
  json.open('{');
  json.text("uri", reference(source.path()));
  json.close('}');
}

void location(Writer& json, const Source& source, Span span, std::string_view words) {
  json.open('{');
  json.key("physicalLocation");
  json.open('{');
  file(json, source);
  region(json, "region", source, span);
  json.close('}');
  if (!words.empty()) json.message("message", words);
  json.close('}');
}

std::string sentence(const Issue& issue, base::Language language) {
  std::string out = message(issue, language);
  for (const Note& note : issue.notes) {
    if (!note.span) out += "\n" + said(note.words, language);
  }
  for (const Words& help : issue.helps) out += (language == base::Language::zh ? "\n建议：" : "\nhelp: ") + said(help, language);
  return out;
}

}  // namespace

std::string render_sarif(const Issues& issues, const Sources& sources, base::Language language, std::string_view version) {
  std::vector<Code> codes;
  for (const Issue& issue : issues.list()) codes.push_back(issue.code);
  std::sort(codes.begin(), codes.end(), [](Code a, Code b) { return code_text(a) < code_text(b); });
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  const auto level = [](Code code) { return severity_of(code) == Severity::error ? "error" : "warning"; };

  Writer json;
  json.open('{');
  json.text("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  json.text("version", "2.1.0");
  json.key("runs");
  json.open('[');
  json.open('{');
  json.key("tool");
  json.open('{');
  json.key("driver");
  json.open('{');
  json.text("name", "playmaker");
  json.text("semanticVersion", version);
  json.key("rules");
  json.open('[');
  for (const Code code : codes) {
    json.open('{');
    json.text("id", code_text(code));
    json.text("name", code_name(code));
    json.message("shortDescription", message_template(code, language));
    json.message("help", "playmaker explain " + std::string(code_text(code)));
    json.key("defaultConfiguration");
    json.open('{');
    json.text("level", level(code));
    json.close('}');
    json.close('}');
  }
  json.close(']');
  json.close('}');
  json.close('}');
  json.text("columnKind", "unicodeCodePoints");
  json.key("results");
  json.open('[');
  for (const Issue& issue : issues.list()) {
    const Source& source = sources[issue.span.file];
    json.open('{');
    json.text("ruleId", code_text(issue.code));
    json.number("ruleIndex", static_cast<std::uint64_t>(std::find(codes.begin(), codes.end(), issue.code) - codes.begin()));
    json.text("level", level(issue.code));
    json.message("message", sentence(issue, language));
    json.key("locations");
    json.open('[');
    location(json, source, issue.span, said(issue.label, language));
    json.close(']');
    const bool placed = std::any_of(issue.notes.begin(), issue.notes.end(), [](const Note& note) { return note.span.has_value(); });
    if (placed) {
      json.key("relatedLocations");
      json.open('[');
      for (const Note& note : issue.notes) {
        if (note.span) location(json, sources[note.span->file], *note.span, said(note.words, language));
      }
      json.close(']');
    }
    if (issue.repair) {
      json.key("fixes");
      json.open('[');
      json.open('{');
      json.message("description", issue.helps.empty() ? message(issue, language) : said(issue.helps.front(), language));
      json.key("artifactChanges");
      json.open('[');
      json.open('{');
      file(json, sources[issue.repair->span.file]);
      json.key("replacements");
      json.open('[');
      json.open('{');
      region(json, "deletedRegion", sources[issue.repair->span.file], issue.repair->span);
      json.message("insertedContent", issue.repair->replacement);
      json.close('}');
      json.close(']');
      json.close('}');
      json.close(']');
      json.close('}');
      json.close(']');
    }
    json.close('}');
  }
  json.close(']');
  json.close('}');
  json.close(']');
  json.close('}');
  return json.take() + '\n';
}

}  // namespace playmaker::source
