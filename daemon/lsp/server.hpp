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

#include "daemon/lsp/folder.hpp"
#include "daemon/lsp/names.hpp"
#include "daemon/lsp/texts.hpp"
#include "daemon/refute/promises.hpp"
#include "dsl/story/read.hpp"

namespace playmaker::lsp {

class Server {
 public:
  using Ports = Folder::Ports;
  // Whether the client has more to say by now: what takes long is then left for later.
  using Spoken = std::function<bool()>;
  Server(Ports ports, base::Language language) : folder_(std::move(ports)), language_(language) {}

  std::vector<std::string> take(std::string_view body);   // answers, and notices that had to go before them
  // Notices about texts changed since; the caller has nothing more to hand over. A guarantee that is not proved is tried on the engine at
  // once where its text was opened or saved; where somebody types, not before the text rests.
  std::vector<std::string> settle(const Spoken& spoken = {});
  bool doubts() const { return !doubted_.empty(); }  // guarantees are left to be tried
  // Nobody has typed for a while: tries what is left, and says what came of it.
  std::vector<std::string> rest(const Spoken& spoken = {});
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

  // What became of a text: its own issues, as `check` finds them; of a story the story's, else the playbook's with what it uses.
  struct Judged {
    source::Sources sources;
    source::Issues issues;
    bool untried = false;  // a guarantee is neither proved nor tried
  };
  struct Told {
    std::string notice;
    bool untried = false;
  };

  // server.cpp
  void opened(const std::string& uri, Params document);
  void others_changed(const std::string& path);
  void notice(std::string_view method, Params params);
  void change(Text& text, Params change);
  const std::string* text_of(const std::string& path) const;
  dsl::Loader loader();
  std::vector<dsl::Known> known_beside(const std::string& path);
  View view(const std::string& path, const std::vector<std::string>& more, dsl::Until until);
  Text* text_at(Params params);  // of textDocument.uri; nullptr: not open
  std::uint32_t offset_at(Params params, const Text& text) const;
  void initialize(Params params, daemon::JsonWriter& json);
  void shutdown(Params params, daemon::JsonWriter& json);
  // notices.cpp
  Judged judge(const Text& text, const refute::Effort& effort);
  Told diagnostics(const Text& text, const refute::Effort& effort);
  void code_action(Params params, daemon::JsonWriter& json);
  // complete.cpp
  View told_of(const std::string& path, const story::Gathered& story);
  void complete_story(const Text& text, std::uint32_t offset, daemon::JsonWriter& json);
  void complete(Params params, daemon::JsonWriter& json);
  // navigate.cpp
  std::string told(const source::Sources& sources, const Declaration& declaration) const;
  void hover_story(const Text& text, std::uint32_t offset, daemon::JsonWriter& json);
  void hover(Params params, daemon::JsonWriter& json);
  void definition(Params params, daemon::JsonWriter& json);
  void references(Params params, daemon::JsonWriter& json);
  void prepare_rename(Params params, daemon::JsonWriter& json);
  void rename(Params params, daemon::JsonWriter& json);
  void symbols(Params params, daemon::JsonWriter& json);
  void format(Params params, daemon::JsonWriter& json);

  Folder folder_;
  base::Language language_;
  std::map<std::string, Text> texts_;  // by path
  std::map<std::string, bool> changed_;  // by path; whether its guarantees are to be tried at once
  std::set<std::string> doubted_;  // paths whose guarantees are still to be tried
  std::set<std::string> closed_;  // URIs of which nothing is to be shown any more
  refute::Memory memory_;
  std::optional<std::string> refusal_;  // of the request being answered
  bool ready_ = false, shut_down_ = false, over_ = false;
};

}  // namespace playmaker::lsp
