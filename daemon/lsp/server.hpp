#pragma once
// The language server without its streams: a message of the client in, messages to the client out. Files are asked of the ports; nothing
// else of the world is touched. One thread.
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/lsp/names.hpp"
#include "daemon/lsp/texts.hpp"
#include "dsl/story/read.hpp"

namespace playmaker::lsp {

class Server {
 public:
  struct Ports {
    std::function<std::optional<std::string>(const std::string& path)> read;
    std::function<std::vector<std::string>(const std::string& path)> beside;   // playbooks and stories in the folder of a path and below
  };
  Server(Ports ports, base::Language language) : ports_(std::move(ports)), language_(language) {}

  std::vector<std::string> take(std::string_view body);   // answers, and notices that had to go before them
  std::vector<std::string> settle();       // notices about texts changed since; the caller has nothing more to hand over
  bool over() const { return over_; }
  int exit_code() const { return shut_down_ ? 0 : 1; }

 private:
  struct Text {
    std::string uri, text;
    std::int64_t version = 0;
  };
  // A text and all that it uses, as it stands.
  struct View {
    dsl::Compiled compiled;
    std::unique_ptr<Names> names;
  };
  using Params = const engine::RawValue*;
  using Answer = void (Server::*)(Params, daemon::JsonWriter&);

  // server.cpp
  void notice(std::string_view method, Params params);
  void change(Text& text, Params change);
  const std::string* text_of(const std::string& path) const;
  dsl::Loader loader() const;
  View view(const std::string& path, const std::vector<std::string>& more, dsl::Until until) const;
  Text* text_at(Params params);            // of textDocument.uri; nullptr: not open
  std::uint32_t offset_at(Params params, const Text& text) const;
  void initialize(Params params, daemon::JsonWriter& json);
  void shutdown(Params params, daemon::JsonWriter& json);
  // notices.cpp
  std::string diagnostics(const Text& text) const;
  void code_action(Params params, daemon::JsonWriter& json);
  // complete.cpp
  View told_of(const std::string& path, const story::Gathered& story) const;
  void complete_story(const Text& text, std::uint32_t offset, daemon::JsonWriter& json) const;
  void complete(Params params, daemon::JsonWriter& json);
  // navigate.cpp
  std::string told(const source::Sources& sources, const Declaration& declaration) const;
  void hover_story(const Text& text, std::uint32_t offset, daemon::JsonWriter& json) const;
  void hover(Params params, daemon::JsonWriter& json);
  void definition(Params params, daemon::JsonWriter& json);
  void references(Params params, daemon::JsonWriter& json);
  void prepare_rename(Params params, daemon::JsonWriter& json);
  void rename(Params params, daemon::JsonWriter& json);
  void symbols(Params params, daemon::JsonWriter& json);
  void format(Params params, daemon::JsonWriter& json);

  Ports ports_;
  base::Language language_;
  std::map<std::string, Text> texts_;      // by path
  std::set<std::string> changed_, closed_; // closed_: URIs of which nothing is to be shown any more
  std::optional<std::string> refusal_;     // of the request being answered
  bool ready_ = false, shut_down_ = false, over_ = false;
};

// A text's own issues, as `check` finds them: of a story the story's, else the playbook's with what it uses.
struct Judged {
  source::Sources sources;
  source::Issues issues;
};

}  // namespace playmaker::lsp
