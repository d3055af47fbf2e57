// From a name to what it means: hover, definition, references, rename, symbols. And the one true layout.
#include <algorithm>
#include <map>

#include "daemon/cli/pages.hpp"
#include "daemon/lsp/laws.hpp"
#include "daemon/lsp/server.hpp"
#include "dsl/print/print.hpp"
#include "dsl/read/lexer/lexer.hpp"
#include "dsl/source/said.hpp"
#include "dsl/story/format.hpp"

namespace playmaker::lsp {

using daemon::JsonWriter;

namespace {

constexpr std::size_t kShownMax = 400;     // bytes of a declaration in a hover

bool is_play(const std::string& path) { return path.ends_with(".play") || path.ends_with(".yaml") || path.ends_with(".yml"); }

void location(JsonWriter& json, const source::Sources& sources, source::Span span) {
  const source::Source& source = sources[span.file];
  json.begin_object().field("uri", uri_of(source.path())).key("range");
  write(json, range_of(source.text(), span.begin, span.end));
  json.end_object();
}

// The declaration's own first line, or all of it when it has no more.
std::string shown(const source::Source& source, const Declaration& declaration) {
  std::string_view text = source.text(declaration.span);
  text = text.substr(0, text.find('\n'));
  while (text.ends_with(' ') || text.ends_with('\r')) text.remove_suffix(1);
  return base::clip(text, kShownMax);
}

bool is_name(std::string_view text) {
  if (text.empty() || (text[0] >= '0' && text[0] <= '9')) return false;
  return std::ranges::all_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || byte == '_' || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
  });
}

int symbol_kind(Sort sort) {
  switch (sort) {
    case Sort::playbook: return 2;         // module
    case Sort::stage:
    case Sort::moment:
    case Sort::track: return 3;            // namespace
    case Sort::event: return 24;
    case Sort::customer_field:
    case Sort::event_field: return 8;
    case Sort::task:
    case Sort::wave: return 6;             // method
    case Sort::param:
    case Sort::define: return 14;          // constant
    default: return 19;                    // object
  }
}

}  // namespace

// What a story names, as its playbook declares it.
void Server::hover_story(const Text& text, std::uint32_t offset, JsonWriter& json) {
  source::Sources sources;
  source::Issues issues;
  const source::Source& source = sources.add(path_of(text.uri), text.text);
  const read::Tokens tokens = read::lex(source, issues);
  for (const read::Token& token : tokens.list) {
    if ((token.kind != read::TokenKind::word && token.kind != read::TokenKind::quoted_name) || offset < token.span.begin ||
        offset > token.span.end)
      continue;
    const View seen = told_of(path_of(text.uri), story::gather(source, loader(), sources, issues));
    for (const Declaration& one : seen.names->declarations()) {
      const std::string own = one.name.substr(one.name.rfind('.') + 1);
      if (one.sort == Sort::other || (own != token.text && one.alias != token.text)) continue;
      json.begin_object().key("contents").begin_object().field("kind", "markdown");
      json.field("value", told(seen.compiled.sources, one)).end_object().key("range");
      write(json, range_of(text.text, token.span.begin, token.span.end));
      json.end_object();
      return;
    }
  }
  json.null();
}

std::string Server::told(const source::Sources& sources, const Declaration& declaration) const {
  const source::Source& source = sources[declaration.span.file];
  const std::string& label = language_ == base::Language::zh || declaration.en.empty() ? declaration.zh : declaration.en;
  return "**" + sort_words(declaration.sort).in(language_) + " `" + declaration.name + "`**" + (label.empty() ? "" : " " + label) +
         "\n\n```playmaker\n" + shown(source, declaration) + "\n```\n\n" + source.path() + ":" +
         std::to_string(source.line_of(declaration.span.begin));
}

void Server::hover(Params params, JsonWriter& json) {
  const Text* text = text_at(params);
  if (text != nullptr && path_of(text->uri).ends_with(".story")) return hover_story(*text, offset_at(params, *text), json);
  if (text == nullptr || !is_play(path_of(text->uri))) {
    json.null();
    return;
  }
  const std::uint32_t offset = offset_at(params, *text);
  const View seen = view(path_of(text->uri), {}, dsl::Until::prove);
  std::string told;
  source::Span span{0, offset, offset};
  const Declaration* declaration = seen.names->at(0, offset, span);
  if (declaration != nullptr) told = this->told(seen.compiled.sources, *declaration);
  if (const std::string laws = laws_at(seen.compiled, offset, declaration, language_); !laws.empty())
    told += (told.empty() ? "" : "\n\n---\n\n") + laws;
  // The law that is broken here, with its page.
  for (const source::Issue& issue : seen.compiled.issues.list()) {
    if (issue.span.file != 0 || offset < issue.span.begin || offset > issue.span.end) continue;
    told += (told.empty() ? "" : "\n\n---\n\n") + std::string(source::code_text(issue.code)) + ": " + source::message(issue, language_);
    if (const cli::Page* page = cli::page_of(issue.code))
      told += "\n\n" + source::said({std::string(page->en), std::string(page->zh)}, language_);
    if (span.empty()) span = issue.span;
  }
  if (told.empty()) {
    json.null();
    return;
  }
  json.begin_object().key("contents").begin_object().field("kind", "markdown").field("value", told).end_object().key("range");
  write(json, range_of(text->text, span.begin, span.end));
  json.end_object();
}

void Server::definition(Params params, JsonWriter& json) {
  const Text* text = text_at(params);
  if (text != nullptr && is_play(path_of(text->uri))) {
    const std::string path = path_of(text->uri);
    const View seen = view(path, folder_.beside(path), dsl::Until::read);
    source::Span span;
    if (const Declaration* declaration = seen.names->at(0, offset_at(params, *text), span))
      return location(json, seen.compiled.sources, declaration->name_span);
  }
  json.null();
}

void Server::references(Params params, JsonWriter& json) {
  const Text* text = text_at(params);
  json.begin_array();
  if (text != nullptr && is_play(path_of(text->uri))) {
    const std::string path = path_of(text->uri);
    const View seen = view(path, folder_.beside(path), dsl::Until::read);
    source::Span span;
    if (const Declaration* declaration = seen.names->at(0, offset_at(params, *text), span)) {
      for (const source::Span place : seen.names->places(*declaration)) location(json, seen.compiled.sources, place);
    }
  }
  json.end_array();
}

void Server::prepare_rename(Params params, JsonWriter& json) {
  const Text* text = text_at(params);
  if (text != nullptr && is_play(path_of(text->uri))) {
    const View seen = view(path_of(text->uri), {}, dsl::Until::read);
    source::Span span;
    if (seen.names->at(0, offset_at(params, *text), span) != nullptr) return write(json, range_of(text->text, span.begin, span.end));
  }
  json.null();
}

void Server::rename(Params params, JsonWriter& json) {
  const Text* text = text_at(params);
  const std::string* wished = params == nullptr ? nullptr : daemon::text_of(daemon::member(*params, "newName"));
  const bool zh = language_ == base::Language::zh;
  if (text == nullptr || wished == nullptr || !is_play(path_of(text->uri))) {
    json.null();
    return;
  }
  if (!is_name(*wished)) {
    refusal_ = zh ? "`" + *wished + "` 不能作名称" : "`" + *wished + "` is no name";
    return;
  }
  const std::string path = path_of(text->uri);
  const View seen = view(path, folder_.beside(path), dsl::Until::read);
  source::Span span;
  const Declaration* declaration = seen.names->at(0, offset_at(params, *text), span);
  if (declaration == nullptr) {
    refusal_ = zh ? "此处没有已知的名称" : "nothing is named here";
    return;
  }
  const std::string before =
      declaration->name.substr(0, declaration->name.rfind('.') == std::string::npos ? 0 : declaration->name.rfind('.') + 1);
  const std::string after =
      declaration->sort == Sort::customer_field || declaration->sort == Sort::event_field ? before + *wished : *wished;
  for (const Declaration& other : seen.names->declarations()) {
    const bool meets = other.scope.empty() || declaration->scope.empty() || other.scope == declaration->scope;
    const bool alike = within_playbook(other.sort) && within_playbook(declaration->sort) ? true : other.sort == declaration->sort;
    if (&other == declaration || !meets || !alike || (other.name != after && other.alias != after)) continue;
    refusal_ = zh ? "`" + *wished + "` 已是" + sort_words(other.sort).zh + "的名称"
                  : "`" + *wished + "` is already the name of a " + sort_words(other.sort).en;
    return;
  }
  std::map<source::FileId, std::vector<source::Span>> edits;
  for (const source::Span place : seen.names->places(*declaration)) edits[place.file].push_back(place);
  json.begin_object().key("changes").begin_object();
  for (const auto& [file, places] : edits) {
    const source::Source& source = seen.compiled.sources[file];
    json.key(uri_of(source.path())).begin_array();
    for (const source::Span place : places) {
      // A name in back-quotes keeps them.
      const bool quoted = source.text(place).starts_with('`');
      json.begin_object().key("range");
      write(json, range_of(source.text(), place.begin, place.end));
      json.field("newText", quoted ? "`" + *wished + "`" : *wished).end_object();
    }
    json.end_array();
  }
  json.end_object().end_object();
}

void Server::symbols(Params params, JsonWriter& json) {
  json.begin_array();
  const Text* text = text_at(params);
  if (text != nullptr && is_play(path_of(text->uri))) {
    const View seen = view(path_of(text->uri), {}, dsl::Until::read);
    std::vector<const Declaration*> own;
    for (const Declaration& one : seen.names->declarations()) {
      if (one.span.file == 0 && one.sort != Sort::other) own.push_back(&one);
    }
    std::ranges::stable_sort(own, [](const Declaration* a, const Declaration* b) {
      return a->span.begin != b->span.begin ? a->span.begin < b->span.begin : a->span.end > b->span.end;
    });
    // What lies within a thing's span is its child.
    std::vector<const Declaration*> open;
    for (const Declaration* one : own) {
      while (!open.empty() && open.back()->span.end <= one->span.begin) {
        json.end_array().end_object();
        open.pop_back();
      }
      const std::string& label = language_ == base::Language::zh || one->en.empty() ? one->zh : one->en;
      json.begin_object().field("name", one->name).field("detail", label.empty() ? sort_words(one->sort).in(language_) : label);
      json.field("kind", symbol_kind(one->sort)).key("range");
      write(json, range_of(text->text, one->span.begin, one->span.end));
      json.key("selectionRange");
      write(json, range_of(text->text, one->name_span.begin, one->name_span.end));
      json.key("children").begin_array();
      open.push_back(one);
    }
    for (; !open.empty(); open.pop_back()) json.end_array().end_object();
  }
  json.end_array();
}

// A text with mistakes stays as it is: nobody knows what was meant.
void Server::format(Params params, JsonWriter& json) {
  json.begin_array();
  const Text* text = text_at(params);
  const bool told = text != nullptr && path_of(text->uri).ends_with(".story");
  if (told || (text != nullptr && is_play(path_of(text->uri)))) {
    source::Sources sources;
    const source::Source& source = sources.add(path_of(text->uri), text->text);
    const print::Printed printed = told ? story::format(source, std::nullopt) : print::format(source);
    if (printed.ok && printed.text != text->text) {
      json.begin_object().key("range");
      write(json, range_of(text->text, 0, text->text.size()));
      json.field("newText", printed.text).end_object();
    }
  }
  json.end_array();
}

}  // namespace playmaker::lsp
