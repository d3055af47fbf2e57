// What is wrong with a text, as `check` says it; and its machine-applicable fixes.
#include <algorithm>

#include "daemon/lsp/server.hpp"
#include "daemon/rehearsal/book.hpp"
#include "dsl/source/said.hpp"
#include "dsl/story/read.hpp"

namespace playmaker::lsp {

using daemon::JsonWriter;

namespace {

std::string sentence(const source::Issue& issue, base::Language language) {
  std::string out = source::message(issue, language);
  if (const std::string here = source::said(issue.label, language); !here.empty())
    out += (language == base::Language::zh ? "：" : ": ") + here;
  for (const source::Note& note : issue.notes) {
    if (!note.span) out += (language == base::Language::zh ? "\n说明：" : "\nnote: ") + source::said(note.words, language);
  }
  for (const source::Words& help : issue.helps)
    out += (language == base::Language::zh ? "\n帮助：" : "\nhelp: ") + source::said(help, language);
  return out;
}

// Said in an editor only: `check` never leaves a guarantee untried.
void say_untried(source::Issues& issues) {
  issues.revise([](source::Issue& issue) {
    if (issue.code == source::Code::guarantee_open && issue.span.file == 0)
      issue.note({"the engine tries it as soon as nobody types", "停止输入后由引擎试行"});
    return true;
  });
}

}  // namespace

Server::Judged Server::judge(const Text& text, const refute::Effort& effort) {
  const std::string path = path_of(text.uri);
  const std::vector<dsl::Known> known = known_beside(path);
  Judged out;
  if (!path.ends_with(".story")) {
    dsl::Options options;
    options.known = known;
    dsl::Compiled compiled = dsl::compile({{path, text.text}}, loader(), options);
    out.untried = refute::refute(compiled, {}, effort, &memory_).untried;
    if (out.untried) say_untried(compiled.issues);
    out.sources = std::move(compiled.sources);
    out.issues = std::move(compiled.issues);
    return out;
  }
  story::Gathered gathered = story::gather(out.sources.add(path, text.text), loader(), out.sources, out.issues);
  const auto book = rehearsal::open_book(gathered.playbooks, loader(), known);
  if (book->compiled.ok && !gathered.playbooks.empty()) story::check(gathered.file, book->vocabulary, out.issues);
  out.issues.sort();
  return out;
}

// Issues of a text, placed in it. Those of the files it uses stand at the text's beginning, one a file.
Server::Told Server::diagnostics(const Text& text, const refute::Effort& effort) {
  const Judged judged = judge(text, effort);
  JsonWriter json;
  json.begin_object().field("jsonrpc", "2.0").field("method", "textDocument/publishDiagnostics").key("params").begin_object();
  json.field("uri", text.uri).field("version", text.version).key("diagnostics").begin_array();
  std::vector<source::FileId> told;
  for (const source::Issue& issue : judged.issues.list()) {
    const source::Source& source = judged.sources[issue.span.file];
    const bool own = issue.span.file == 0, error = source::severity_of(issue.code) == source::Severity::error;
    if (!own && (!error || std::ranges::find(told, issue.span.file) != told.end())) continue;
    json.begin_object().key("range");
    if (own) {
      write(json, range_of(source.text(), issue.span.begin, issue.span.end));
      json.field("message", sentence(issue, language_));
    } else {
      told.push_back(issue.span.file);
      write(json, Range{});
      json.field("message", source.path() + ":" + std::to_string(source.line_of(issue.span.begin)) + ": " + sentence(issue, language_));
    }
    json.field("severity", error ? 1 : 2).field("code", source::code_text(issue.code)).field("source", "playmaker");
    json.key("relatedInformation").begin_array();
    for (const source::Note& note : issue.notes) {
      if (!note.span) continue;
      const source::Source& where = judged.sources[note.span->file];
      json.begin_object()
          .field("message", source::said(note.words, language_))
          .key("location")
          .begin_object()
          .field("uri", uri_of(where.path()))
          .key("range");
      write(json, range_of(where.text(), note.span->begin, note.span->end));
      json.end_object().end_object();
    }
    json.end_array().end_object();
  }
  return {json.end_array().end_object().end_object().take(), judged.untried};
}

void Server::code_action(Params params, JsonWriter& json) {
  json.begin_array();
  const Text* text = text_at(params);
  const engine::RawValue* range = params == nullptr ? nullptr : daemon::member(*params, "range");
  if (text != nullptr && range != nullptr) {
    const std::size_t from = offset_of(text->text, position(daemon::member(*range, "start")));
    const std::size_t to = std::max(from, offset_of(text->text, position(daemon::member(*range, "end"))));
    const Judged judged = judge(*text, {.runs = 0, .stop = {}});
    for (const source::Issue& issue : judged.issues.list()) {
      if (!issue.repair || issue.span.file != 0 || issue.repair->span.file != 0 || issue.span.begin > to || issue.span.end < from) continue;
      const std::string title = issue.helps.empty() ? source::message(issue, language_) : source::said(issue.helps.front(), language_);
      json.begin_object().field("title", title).field("kind", "quickfix").key("edit").begin_object().key("changes").begin_object();
      json.key(text->uri).begin_array().begin_object().key("range");
      write(json, range_of(text->text, issue.repair->span.begin, issue.repair->span.end));
      json.field("newText", issue.repair->replacement).end_object().end_array().end_object().end_object().end_object();
    }
  }
  json.end_array();
}

}  // namespace playmaker::lsp
