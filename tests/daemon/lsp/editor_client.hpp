#pragma once
// A scripted editor: what it says goes through the wire to a server whose disk is two small texts; what comes back is kept. Its people
// type on without a rest until `rests`.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <sstream>

#include "daemon/lsp/server.hpp"
#include "daemon/lsp/wire.hpp"
#include "tests/daemon/cli/cli_run.hpp"
#include "tests/main/reworded.hpp"

namespace playmaker::tests {

using daemon::member;

inline constexpr const char* kShared = R"(catalog shop {
  zone "Asia/Shanghai"
  currency CNY
  customer { branch branch, vip bool, aum alias 资产 money "管理资产", consent { sms bool } }
  person { name text personal }
  branch { head person }
  event joined "加入"  event bought "购买" { amount money }
}
calendar days { weekend saturday, sunday  open 09:00 to 17:30 }
channel sms "短信" { contact reports delivered within 10 minutes }
template hello { channel sms }
policy gentle { quiet from 21:00 to 08:30  never more than 1 contact per day }
role clerk "店员" en "Clerk" { who customer.branch.head  final }
)";
inline constexpr const char* kBook = R"(use "shared.play"
playbook welcome "欢迎" en "Welcome" {
  calendar days  follow gentle  ends after 20 days
  audience { enter on joined  again never }
  define rich = customer.aum >= 5元
  goal buys = bought since entry within 10 days
  stage first {
    must task call "电话" { assign clerk  done on bought  due 2 working days  escalate after 1 working day to clerk }
    wave hi on day 2 unless call.done { send sms hello }
  }
}
)";

// One conversation: what the client says, then all that the server answered.
class Client {
 public:
  Client() {
    ports_.read = [this](const std::string& path) -> std::optional<std::string> {
      const auto found = disk.find(path);
      if (found != disk.end()) ++reads[path];
      return found == disk.end() ? std::nullopt : std::optional(found->second);
    };
    ports_.stamp = [this](const std::string& path) -> std::optional<lsp::Folder::Stamp> {
      const auto found = disk.find(path);
      if (found == disk.end()) return std::nullopt;
      return lsp::Folder::Stamp{static_cast<std::int64_t>(found->second.size()), changed[path]};
    };
    ports_.beside = [this](const std::string&) {
      std::vector<std::string> out;
      for (const auto& [path, text] : disk) out.push_back(path);
      return out;
    };
    disk["/w/shared.play"] = kShared;
    disk["/w/book.play"] = kBook;
    server = std::make_unique<lsp::Server>(ports_, base::Language::en);
    ask("initialize", R"({"capabilities":{}})");
    tell("initialized", "{}");
  }
  void tell(const std::string& method, const std::string& params) {
    frame(R"({"jsonrpc":"2.0","method":")" + method + R"(","params":)" + params + "}");
  }
  int ask(const std::string& method, const std::string& params) {
    frame(R"({"jsonrpc":"2.0","id":)" + std::to_string(++id) + R"(,"method":")" + method + R"(","params":)" + params + "}");
    return id;
  }
  void open(const std::string& path, const std::string& text) {
    std::string quoted;
    daemon::append_json_text(quoted, text);
    tell("textDocument/didOpen",
         R"({"textDocument":{"uri":"file://)" + path + R"(","languageId":"playmaker","version":1,"text":)" + quoted + "}}");
  }
  void change(const std::string& path, const std::string& text, int version) {
    std::string quoted;
    daemon::append_json_text(quoted, text);
    tell("textDocument/didChange", R"({"textDocument":{"uri":"file://)" + path + R"(","version":)" + std::to_string(version) +
                                       R"(},"contentChanges":[{"text":)" + quoted + "}]}");
  }
  // Asks about the byte where `mark` stands in the text, `in` bytes further.
  int at(const std::string& method, const std::string& path, const std::string& text, const std::string& mark, std::size_t in,
         const std::string& more = "") {
    const lsp::Position place = lsp::position_of(text, text.find(mark) + in);
    return ask(method, R"({"textDocument":{"uri":"file://)" + path + R"("},"position":{"line":)" + std::to_string(place.line) +
                           R"(,"character":)" + std::to_string(place.character) + "}" + more + "}");
  }
  // The same at the very end of a text.
  int at_end(const std::string& method, const std::string& path, const std::string& text, const std::string& more = "") {
    return at(method, path, text, text, text.size(), more);
  }
  // The text cut off behind every `step` bytes, each piece asked about at its end by all methods; the questions.
  std::vector<int> cut_anywhere(const std::string& path, const std::string& whole, std::size_t step,
                                const std::vector<std::string>& methods) {
    std::vector<int> out;
    for (std::size_t cut = 0; cut < whole.size(); cut += step) {
      change(path, whole.substr(0, cut), static_cast<int>(cut) + 2);
      for (const std::string& method : methods) out.push_back(at_end(method, path, whole.substr(0, cut), R"(,"newName":"other")"));
    }
    return out;
  }
  // What is offered where `typed` was just typed behind the one place of `before` in the book.
  int completing(const std::string& path, const std::string& book, const std::string& before, const std::string& typed) {
    const std::string text = added_after(book, before, typed);
    change(path, text, 2);
    return at("textDocument/completion", path, text, before + typed, before.size() + typed.size());
  }
  // Everything said so far goes through the wire; the answers.
  void run() {
    std::istringstream in(said);
    std::ostringstream out;
    exit = lsp::serve(*server, in, out, [this](int milliseconds) { return speaks ? speaks(milliseconds) : milliseconds > 0 && !rests; });
    said.clear();
    std::istringstream answers(out.str());
    for (std::string body; lsp::read_message(answers, body) == lsp::Got::message;) {
      auto parsed = daemon::parse_json(body);
      REQUIRE(parsed);
      got.push_back(std::move(*parsed));
    }
  }
  const engine::RawValue& result(int of) const {
    static const engine::RawValue kNone;
    for (const engine::RawValue& one : got) {
      const auto* number = member(one, "id") == nullptr ? nullptr : std::get_if<std::int64_t>(&member(one, "id")->value);
      if (number != nullptr && *number == of) return member(one, "result") == nullptr ? *member(one, "error") : *member(one, "result");
    }
    return kNone;
  }
  std::vector<std::string> labels(int of) const {
    std::vector<std::string> out;
    if (const auto* list = std::get_if<engine::RawList>(&result(of).value)) {
      for (const engine::RawValue& item : *list) out.push_back(*daemon::text_of(member(item, "label")));
    }
    return out;
  }
  std::vector<const engine::RawValue*> diagnostics() const {
    std::vector<const engine::RawValue*> out;
    for (const engine::RawValue& one : got) {
      const std::string* method = daemon::text_of(member(one, "method"));
      if (method != nullptr && *method == "textDocument/publishDiagnostics") out.push_back(member(one, "params"));
    }
    return out;
  }
  // The texts of a folder of this house, as files of the client's `/w/`.
  void shelve(const std::string& folder) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source(folder))) {
      if (entry.is_regular_file())
        disk["/w/" + std::filesystem::relative(entry.path(), source(folder)).string()] = read(entry.path().string());
    }
  }
  // What was last published of a text: its diagnostics.
  const engine::RawList& last(const std::string& path) const {
    static const engine::RawList kNone;
    const engine::RawList* out = &kNone;
    for (const engine::RawValue* one : diagnostics()) {
      if (*daemon::text_of(member(*one, "uri")) == "file://" + path) out = &std::get<engine::RawList>(member(*one, "diagnostics")->value);
    }
    return *out;
  }
  bool answered(int of) const {
    return std::ranges::any_of(got, [&](const engine::RawValue& one) { return whole(one, {"id"}) == of; });
  }
  static std::size_t count(const engine::RawValue* published) {
    return std::get<engine::RawList>(member(*published, "diagnostics")->value).size();
  }

  std::map<std::string, std::string> disk;
  std::map<std::string, int> reads, changed;   // by path: how often it was read; how often it was changed on disk
  bool rests = false;
  std::function<bool(int)> speaks;           // in place of `rests`
  std::vector<engine::RawValue> got;
  std::unique_ptr<lsp::Server> server;
  std::string said;
  int id = 0, exit = -1;

 private:
  void frame(const std::string& body) { said += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body; }
  lsp::Server::Ports ports_;
};

inline bool has(const std::vector<std::string>& labels, const std::string& label) {
  return std::ranges::find(labels, label) != labels.end();
}

}  // namespace playmaker::tests
