#include "daemon/lsp/server.hpp"

#include <algorithm>

namespace playmaker::lsp {

using daemon::JsonWriter;
using daemon::member;

namespace {

constexpr int kParseError = -32700, kInvalidRequest = -32600, kMethodNotFound = -32601, kNotInitialized = -32002, kRequestFailed = -32803;

// As many lives as `check` tries; or none, so that only what is remembered counts.
refute::Effort as_check(const Server::Spoken& spoken) { return {.runs = refute::kLivesTried, .stop = spoken}; }
refute::Effort none_at_all() { return {.runs = 0, .stop = {}}; }

std::string error(const engine::RawValue* id, int code, std::string_view message) {
  JsonWriter json;
  json.begin_object().field("jsonrpc", "2.0").key("id");
  if (id == nullptr) json.null();
  else json.value(*id);
  json.key("error").begin_object().field("code", code).field("message", message).end_object();
  return json.end_object().take();
}

std::string string_of(const engine::RawValue* value) {
  const std::string* text = daemon::text_of(value);
  return text == nullptr ? std::string() : *text;
}
const engine::RawValue* inside(const engine::RawValue* value, std::string_view name) {
  return value == nullptr ? nullptr : member(*value, name);
}

}  // namespace

std::vector<std::string> Server::take(std::string_view body) {
  const auto message = daemon::parse_json(body);
  if (!message) return {error(nullptr, kParseError, message.error().message)};
  if (!daemon::is_object(*message)) return {error(nullptr, kInvalidRequest, "a message is an object")};
  const engine::RawValue *id = member(*message, "id"), *params = member(*message, "params");
  const std::string method = string_of(member(*message, "method"));
  if (method.empty()) return {};           // an answer to nothing that we asked
  if (id == nullptr) {
    notice(method, params);
    return {};
  }
  if (!ready_ && method != "initialize") return {error(id, kNotInitialized, "initialize comes first")};
  if (shut_down_) return {error(id, kInvalidRequest, "the server is shutting down")};
  static const std::map<std::string_view, Answer> kAnswers = {
      {"initialize", &Server::initialize},
      {"shutdown", &Server::shutdown},
      {"textDocument/completion", &Server::complete},
      {"textDocument/hover", &Server::hover},
      {"textDocument/definition", &Server::definition},
      {"textDocument/references", &Server::references},
      {"textDocument/prepareRename", &Server::prepare_rename},
      {"textDocument/rename", &Server::rename},
      {"textDocument/documentSymbol", &Server::symbols},
      {"textDocument/codeAction", &Server::code_action},
      {"textDocument/formatting", &Server::format},
  };
  const auto answer = kAnswers.find(method);
  if (answer == kAnswers.end()) return {error(id, kMethodNotFound, "no method " + method)};
  JsonWriter json;
  json.begin_object().field("jsonrpc", "2.0").key("id").value(*id).key("result");
  refusal_.reset();
  (this->*answer->second)(params, json);
  if (refusal_) return {error(id, kRequestFailed, *refusal_)};
  return {json.end_object().take()};
}

std::vector<std::string> Server::settle(const Spoken& spoken) {
  std::vector<std::string> out;
  for (const std::string& uri : closed_) {
    JsonWriter json;
    json.begin_object().field("jsonrpc", "2.0").field("method", "textDocument/publishDiagnostics").key("params").begin_object();
    json.field("uri", uri).key("diagnostics").begin_array().end_array().end_object().end_object();
    out.push_back(json.take());
  }
  closed_.clear();
  for (const auto& [path, at_once] : changed_) {
    const auto text = texts_.find(path);
    if (text == texts_.end()) continue;
    Told told = diagnostics(text->second, at_once ? as_check(spoken) : none_at_all());
    out.push_back(std::move(told.notice));
    if (told.untried) doubted_.insert(path);
    else doubted_.erase(path);
  }
  changed_.clear();
  return out;
}

std::vector<std::string> Server::rest(const Spoken& spoken) {
  std::vector<std::string> out;
  while (!doubted_.empty()) {
    const auto text = texts_.find(*doubted_.begin());
    if (text != texts_.end()) {
      Told told = diagnostics(text->second, as_check(spoken));
      if (told.untried) break;             // somebody speaks: the rest can wait
      out.push_back(std::move(told.notice));
    }
    doubted_.erase(doubted_.begin());
  }
  return out;
}

void Server::notice(std::string_view method, Params params) {
  if (method == "exit") over_ = true;
  if (!ready_ || params == nullptr) return;
  if (method == "workspace/didChangeWatchedFiles") {
    const engine::RawValue* changes = inside(params, "changes");
    if (const auto* list = changes == nullptr ? nullptr : std::get_if<engine::RawList>(&changes->value)) {
      for (const engine::RawValue& one : *list) folder_.forget(path_of(string_of(inside(&one, "uri"))));
    }
    others_changed({});
    return;
  }
  const engine::RawValue* document = inside(params, "textDocument");
  const std::string uri = string_of(inside(document, "uri")), path = path_of(uri);
  if (method == "textDocument/didOpen") return opened(uri, document);
  const auto text = texts_.find(path);
  if (text == texts_.end()) return;
  if (method == "textDocument/didClose") {
    closed_.insert(text->second.uri);
    texts_.erase(text);
    changed_.erase(path);
    doubted_.erase(path);
    others_changed(path);                  // what was not saved is gone
  } else if (method == "textDocument/didChange") {
    text->second.version = number(inside(document, "version"));
    const engine::RawValue* changes = inside(params, "contentChanges");
    if (const auto* list = changes == nullptr ? nullptr : std::get_if<engine::RawList>(&changes->value)) {
      for (const engine::RawValue& one : *list) change(text->second, &one);
    }
    changed_[path] = false;
    others_changed(path);
  } else if (method == "textDocument/didSave") {
    changed_[path] = true;
  }
}

void Server::opened(const std::string& uri, Params document) {
  const std::string path = path_of(uri);
  closed_.erase(uri);
  texts_[path] = {uri, string_of(inside(document, "text")), number(inside(document, "version"))};
  changed_[path] = true;
  others_changed(path);
}

// Whoever uses a text hears of its change too.
void Server::others_changed(const std::string& path) {
  for (const auto& [other, unused] : texts_) {
    if (other != path) changed_.try_emplace(other, false);
  }
}

void Server::change(Text& text, Params change) {
  const std::string* now = daemon::text_of(inside(change, "text"));
  if (now == nullptr) return;
  const engine::RawValue* range = inside(change, "range");
  if (range == nullptr) {
    text.text = *now;
    return;
  }
  const std::size_t from = offset_of(text.text, position(inside(range, "start")));
  const std::size_t to = std::max(from, offset_of(text.text, position(inside(range, "end"))));
  text.text.replace(from, to - from, *now);
}

const std::string* Server::text_of(const std::string& path) const {
  const auto open = texts_.find(path);
  return open == texts_.end() ? nullptr : &open->second.text;
}

dsl::Loader Server::loader() {
  return [this](const std::string& path) -> std::optional<std::string> {
    if (const std::string* open = text_of(path)) return *open;
    return folder_.read(path);
  };
}

// The playbooks of the texts beside it, each once, as they stand: a hand-off may name them.
std::vector<dsl::Known> Server::known_beside(const std::string& path) {
  std::vector<dsl::Known> out;
  const dsl::Loader load = loader();
  for (const std::string& other : folder_.beside(path)) {
    if (other == path || other.ends_with(".story")) continue;
    const std::optional<std::string> text = load(other);
    if (!text) continue;
    for (const dsl::Known& one : folder_.playbooks(other, *text)) {
      if (std::ranges::find(out, one.name, &dsl::Known::name) == out.end()) out.push_back(one);
    }
  }
  return out;
}

Server::View Server::view(const std::string& path, const std::vector<std::string>& more, dsl::Until until) {
  std::vector<dsl::Input> inputs;
  const dsl::Loader load = loader();
  inputs.push_back({path, load(path).value_or("")});
  for (const std::string& other : more) {
    if (other == path || other.ends_with(".story")) continue;
    if (auto text = load(other)) inputs.push_back({other, std::move(*text)});
  }
  dsl::Options options;
  options.until = until;
  if (until == dsl::Until::prove) options.known = known_beside(path);
  View out{dsl::compile(inputs, load, options), nullptr};
  refute::refute(out.compiled, {}, none_at_all(), &memory_);
  out.names = std::make_unique<Names>(out.compiled);
  return out;
}

Server::Text* Server::text_at(Params params) {
  const auto found = texts_.find(path_of(string_of(inside(inside(params, "textDocument"), "uri"))));
  return found == texts_.end() ? nullptr : &found->second;
}
std::uint32_t Server::offset_at(Params params, const Text& text) const {
  return static_cast<std::uint32_t>(offset_of(text.text, position(inside(params, "position"))));
}

void Server::initialize(Params params, JsonWriter& json) {
  ready_ = true;
  if (const std::string locale = string_of(inside(params, "locale")); !locale.empty())
    language_ = locale.starts_with("zh") ? base::Language::zh : base::Language::en;
  json.begin_object().key("capabilities").begin_object().field("positionEncoding", "utf-16");
  json.key("textDocumentSync").begin_object().field("openClose", true).field("change", 2).field("save", true).end_object();
  json.key("completionProvider").begin_object().key("triggerCharacters").begin_array().value(".").value(" ").end_array().end_object();
  for (const char* provider : {"hoverProvider", "definitionProvider", "referencesProvider", "documentSymbolProvider", "codeActionProvider",
                               "documentFormattingProvider"})
    json.field(provider, true);
  json.key("renameProvider").begin_object().field("prepareProvider", true).end_object().end_object();
  json.key("serverInfo").begin_object().field("name", "playmaker").end_object().end_object();
}

void Server::shutdown(Params, JsonWriter& json) {
  shut_down_ = true;
  json.null();
}

}  // namespace playmaker::lsp
