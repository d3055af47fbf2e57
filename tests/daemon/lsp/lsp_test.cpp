// The language server as an editor drives it: framed messages on streams, mid-edit texts included.
#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>

#include "tests/daemon/lsp/editor_client.hpp"

using namespace playmaker;
using daemon::member;
using tests::Client;
using tests::has;
using tests::kBook;
using tests::kShared;

TEST_CASE("lsp: positions count UTF-16 units, and URIs are undone") {
  const std::string text = "电话 \xF0\x9F\x98\x80x\r\nab\n";
  CHECK(lsp::position_of(text, text.find('x')) == lsp::Position{0, 5});   // the emoji is two units
  CHECK(lsp::offset_of(text, {0, 5}) == text.find('x'));
  CHECK(lsp::offset_of(text, {0, 99}) == text.find('\r'));
  CHECK(lsp::offset_of(text, {1, 1}) == text.find('b'));
  CHECK(lsp::offset_of(text, {9, 0}) == text.size());
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const bool inside_line_end = at > 0 && text[at - 1] == '\r';   // no place of its own: the end of its line
    CHECK(lsp::offset_of(text, lsp::position_of(text, at)) >= (inside_line_end ? at - 1 : at));
  }
  CHECK(lsp::path_of("file:///a%20b/%E5%89%A7.play") == "/a b/剧.play");
  CHECK(lsp::uri_of("/a b/剧.play") == "file:///a%20b/%E5%89%A7.play");
}

TEST_CASE("lsp: what is wrong is told as it is typed, once for changes that come together") {
  Client client;
  client.open("/w/book.play", kBook);
  const std::string text = reworded(kBook, "on joined", "on joind");
  for (int version = 2; version < 20; ++version)
    client.change("/w/book.play", text.substr(0, text.size() / 20 * static_cast<std::size_t>(version)), version);
  client.change("/w/book.play", text, 20);
  client.run();
  const auto told = client.diagnostics();
  REQUIRE(told.size() == 1);
  CHECK(tests::whole(*told[0], {"version"}) == 20);
  REQUIRE(Client::count(told[0]) == 1);
  const engine::RawValue& one = std::get<engine::RawList>(member(*told[0], "diagnostics")->value)[0];
  CHECK(*daemon::text_of(member(one, "code")) == "E0200");
  CHECK(tests::whole(one, {"range", "start", "line"}) == 3);
  CHECK(tests::whole(one, {"range", "start", "character"}) == 22);
  client.change("/w/book.play", kBook, 21);
  client.run();
  CHECK(Client::count(client.diagnostics().back()) == 0);
}

TEST_CASE("lsp: a change of a range is put in its place, and a fix is offered") {
  Client client;
  client.open("/w/book.play", kBook);
  const std::string book = kBook;
  const lsp::Position from = lsp::position_of(book, book.find("stage first")), to = lsp::position_of(book, book.find("stage first") + 5);
  client.tell("textDocument/didChange",
              R"({"textDocument":{"uri":"file:///w/book.play","version":2},"contentChanges":[{"range":{"start":{"line":)" +
                  std::to_string(from.line) + R"(,"character":)" + std::to_string(from.character) + R"(},"end":{"line":)" +
                  std::to_string(to.line) + R"(,"character":)" + std::to_string(to.character) + R"(}},"text":"stge"}]})");
  client.run();
  REQUIRE(Client::count(client.diagnostics().back()) >= 1);
  const int actions = client.ask(
      "textDocument/codeAction",
      R"({"textDocument":{"uri":"file:///w/book.play"},"range":{"start":{"line":6,"character":2},"end":{"line":6,"character":6}},"context":{"diagnostics":[]}})");
  client.run();
  const auto& offered = std::get<engine::RawList>(client.result(actions).value);
  REQUIRE_FALSE(offered.empty());
  const engine::RawValue* edits = member(*member(*member(offered[0], "edit"), "changes"), "file:///w/book.play");
  REQUIRE(edits != nullptr);
  CHECK(*daemon::text_of(member(std::get<engine::RawList>(edits->value)[0], "newText")) == "stage");
}

TEST_CASE("lsp: completion offers what the grammar takes, and names of the right kind") {
  Client client;
  client.open("/w/book.play", kBook);
  const std::string book = kBook;
  const auto completing = [&](const char* before, const char* typed) { return client.completing("/w/book.play", book, before, typed); };
  const int steps = completing("stage first {\n", "    se");
  const int channel = completing("stage first {\n", "    send ");
  const int template_ = completing("stage first {\n", "    send sms ");
  const int fields = completing("stage first {\n", "    when customer.");
  const int inner = completing("stage first {\n", "    when customer.consent.");
  const int role = completing("must task call \"电话\" { ", "assign ");
  const int task = completing("must task call \"电话\" { ", "re");
  const int results = completing("stage first {\n", "    when call.");
  const int playbook = completing("ends after 20 days\n", "  ");
  const int again = completing("enter on joined  ", "");
  const int nowhere = completing("stage first {\n", "    # se");
  client.run();
  CHECK(has(client.labels(steps), "send"));
  CHECK(has(client.labels(steps), "wave"));
  CHECK_FALSE(has(client.labels(steps), "audience"));
  CHECK(client.labels(channel) == std::vector<std::string>{"sms"});
  CHECK(client.labels(template_) == std::vector<std::string>{"hello"});
  CHECK(has(client.labels(fields), "aum"));
  CHECK(has(client.labels(fields), "consent"));
  CHECK(client.labels(inner) == std::vector<std::string>{"sms"});
  CHECK(client.labels(role) == std::vector<std::string>{"clerk"});
  CHECK(has(client.labels(task), "remind"));
  CHECK(has(client.labels(task), "due"));
  CHECK(has(client.labels(results), "done"));
  CHECK(has(client.labels(playbook), "stage"));
  CHECK(has(client.labels(playbook), "priority"));
  CHECK(has(client.labels(again), "again"));
  CHECK(client.labels(nowhere).empty());
}

TEST_CASE("lsp: a Chinese text is completed in its own words and aliases") {
  Client client;
  client.disk["/w/shared.play"] = R"(catalog shop {
  zone "Asia/Shanghai"
  currency CNY
  customer { branch branch, aum alias 资产 money, consent alias 授权 { sms alias 短信 bool } }
  person { name text personal }
  branch { head person }
  event joined alias 加入 { at alias 时刻 instant }  event bought { amount money }
}
channel sms alias 短信 { contact }  channel push { contact }
template hello { channel 短信 }  template other { channel push }
role clerk alias 店员 { who customer.branch.head  final }
)";
  const std::string book =
      "语言 中文\n引用 \"shared.play\"\n剧本 p {\n  过期 满 20 天\n  受众 { 进入 当 加入  再入 绝不 }\n  阶段 first {\n    必做 任务 call "
      "又名 电话 { 指派 "
      "店员  完成 当 加入  限期 2 天 }\n  }\n}\n";
  client.open("/w/book.play", book);
  const auto completing = [&](const char* before, const char* typed) { return client.completing("/w/book.play", book, before, typed); };
  const int channel = completing("阶段 first {\n", "    发送 ");
  const int template_ = completing("阶段 first {\n", "    发送 短信 ");
  const int role = completing("又名 电话 { ", "指派 ");
  const int fields = completing("阶段 first {\n", "    若 客户.");
  const int inner = completing("阶段 first {\n", "    若 客户.授权.");
  const int results = completing("阶段 first {\n", "    若 电话.");
  const int values = completing("阶段 first {\n", "    若 ");
  const int event = completing("完成 当 加入", " 其中 事件.");
  client.run();
  CHECK(client.labels(channel) == std::vector<std::string>{"短信", "push"});
  CHECK(client.labels(template_) == std::vector<std::string>{"hello"});
  CHECK(client.labels(role) == std::vector<std::string>{"店员"});
  CHECK(has(client.labels(fields), "资产"));
  CHECK(has(client.labels(fields), "授权"));
  CHECK_FALSE(has(client.labels(fields), "consent"));
  CHECK(client.labels(inner) == std::vector<std::string>{"短信"});
  CHECK(has(client.labels(results), "完成"));
  CHECK(has(client.labels(values), "客户"));
  CHECK(has(client.labels(values), "电话"));
  CHECK(has(client.labels(event), "时刻"));
  CHECK_FALSE(has(client.labels(event), "amount"));
  // Whoever types the English name finds the Chinese one.
  const engine::RawValue& first = std::get<engine::RawList>(client.result(role).value)[0];
  CHECK(*daemon::text_of(member(first, "filterText")) == "店员 clerk");
}

TEST_CASE("lsp: YAML is completed from the schema and the catalog, renamed, and cut anywhere") {
  const std::string book =
      "use: [shared.play]\nplaybook: welcome\ncalendar: days\nfollow: gentle\nends: after 20 days\naudience:\n  enter: { event: joined }\n"
      "  again: never\nstages:\n  - stage: first\n    steps:\n      - must_task: call\n        assign: clerk\n        done: { event: "
      "bought }\n"
      "        due: 2 working days\n      - wave: hi\n        time: day 2\n        unless: call.done\n        steps:\n          - send: "
      "sms hello\n";
  Client client;
  client.open("/w/book.yaml", book);
  const auto completing = [&](const char* before, const char* typed) { return client.completing("/w/book.yaml", book, before, typed); };
  const int top = completing("follow: gentle\n", "pri");
  const int task = completing("assign: clerk\n", "        rem");
  const int step = completing("          - send: sms hello\n", "          - se");
  const int role = completing("must_task: call\n        ", "assign: ");
  const int channel = completing("          - send: sms hello\n", "          - send: ");
  const int template_ = completing("          - send: sms hello\n", "          - send: sms ");
  const int event = completing("done: { event: ", "");
  const int fields = completing("again: never\n", "  only: customer.");
  const int inner = completing("again: never\n", "  only: [customer.vip, customer.consent.");
  const int label = completing("calendar: days\n", "label: ");
  client.change("/w/book.yaml", book, 2);
  const int rename = client.at("textDocument/rename", "/w/book.yaml", book, "call.done", 1, R"(,"newName":"ring")");
  const auto cuts = client.cut_anywhere("/w/book.yaml", book, 5, {"textDocument/completion"});
  client.run();
  CHECK(has(client.labels(top), "priority"));
  CHECK_FALSE(has(client.labels(top), "must_task"));
  CHECK(has(client.labels(task), "remind"));
  CHECK_FALSE(has(client.labels(task), "audience"));
  CHECK(has(client.labels(step), "send"));
  CHECK(client.labels(role) == std::vector<std::string>{"clerk"});
  CHECK(client.labels(channel) == std::vector<std::string>{"sms"});
  CHECK(client.labels(template_) == std::vector<std::string>{"hello"});
  CHECK(has(client.labels(event), "bought"));
  CHECK_FALSE(has(client.labels(event), "customer"));
  CHECK(has(client.labels(fields), "vip"));
  CHECK(client.labels(inner) == std::vector<std::string>{"sms"});
  CHECK(client.labels(label).empty());
  CHECK(member(client.result(rename), "changes") != nullptr);
  for (const int of : cuts) CHECK(std::holds_alternative<engine::RawList>(client.result(of).value));
}

TEST_CASE("lsp: YAML with Chinese keys is completed in them, and what stands behind them too") {
  const std::string book =
      "语言: 中文\n引用: [shared.play]\n剧本: p\n阶段:\n  - 阶段: a\n    限期: 3 天\n    步骤:\n      - 发送: sms hello\n"
      "      - 必做任务: call\n        指派: clerk\n";
  Client client;
  client.disk["/w/shared.play"] = reworded(kShared, "role clerk", "role clerk alias 店员");
  client.open("/w/book.yaml", book);
  const auto completing = [&](const char* before, const char* typed) { return client.completing("/w/book.yaml", book, before, typed); };
  const int top = completing("剧本: p\n", "优"), stage = completing("限期: 3 天\n", "    步"),
            step = completing("sms hello\n", "      - 发");
  const int template_ = completing("sms hello\n", "      - 发送: sms "), role = completing("指派: clerk\n", "        升级: 满 1 天 致 ");
  const int assign = completing("call\n        ", "指派: "), field = completing("sms hello\n", "      - 若: 客户.");
  client.run();
  CHECK(has(client.labels(top), "优先级"));
  CHECK(has(client.labels(stage), "步骤"));
  CHECK(has(client.labels(step), "发送"));
  CHECK_FALSE(has(client.labels(step), "send"));
  CHECK(client.labels(template_) == std::vector<std::string>{"hello"});
  CHECK(client.labels(assign) == std::vector<std::string>{"店员"});
  CHECK(has(client.labels(field), "资产"));
  CHECK_FALSE(client.labels(role).empty());
}

TEST_CASE("lsp: a text that is closed leaves nothing behind") {
  Client client;
  client.open("/w/book.play", "playbook p { end");
  client.run();
  CHECK(Client::count(client.diagnostics().back()) > 0);
  client.tell("textDocument/didClose", R"({"textDocument":{"uri":"file:///w/book.play"}})");
  client.run();
  CHECK(Client::count(client.diagnostics().back()) == 0);
}

TEST_CASE("lsp: hover, definition, references and symbols speak of the same thing") {
  Client client;
  client.open("/w/book.play", kBook);
  const std::string book = kBook;
  const int hover = client.at("textDocument/hover", "/w/book.play", book, "assign clerk", 8);
  const int field = client.at("textDocument/hover", "/w/book.play", book, "customer.aum", 10);
  const int definition = client.at("textDocument/definition", "/w/book.play", book, "call.done", 1);
  const int shared = client.at("textDocument/definition", "/w/book.play", book, "on joined", 4);
  const int references =
      client.at("textDocument/references", "/w/book.play", book, "on bought", 4, R"(,"context":{"includeDeclaration":true})");
  const int symbols = client.ask("textDocument/documentSymbol", R"({"textDocument":{"uri":"file:///w/book.play"}})");
  const int nothing = client.at("textDocument/hover", "/w/book.play", book, "ends after", 1);
  client.run();
  CHECK(daemon::text_of(member(*member(client.result(hover), "contents"), "value"))->find("role clerk \"店员\"") != std::string::npos);
  CHECK(daemon::text_of(member(*member(client.result(field), "contents"), "value"))->find("aum alias 资产 money") != std::string::npos);
  CHECK(tests::whole(client.result(definition), {"range", "start", "line"}) == 7);
  CHECK(*daemon::text_of(member(client.result(shared), "uri")) == "file:///w/shared.play");
  CHECK(std::get<engine::RawList>(client.result(references).value).size() == 3);
  const auto& tree = std::get<engine::RawList>(client.result(symbols).value);
  REQUIRE(tree.size() == 1);
  CHECK(*daemon::text_of(member(tree[0], "name")) == "welcome");
  CHECK(std::get<engine::RawList>(member(tree[0], "children")->value).size() == 3);
  CHECK(std::holds_alternative<std::monostate>(client.result(nothing).value));
}

TEST_CASE("lsp: a renamed thing is renamed wherever it is named, and the texts still compile") {
  Client client;
  client.open("/w/book.play", kBook);
  const std::string book = kBook;
  const int task = client.at("textDocument/rename", "/w/book.play", book, "call.done", 1, R"(,"newName":"ring")");
  const int event = client.at("textDocument/rename", "/w/book.play", book, "on bought", 4, R"(,"newName":"purchased")");
  const int taken = client.at("textDocument/rename", "/w/book.play", book, "call.done", 1, R"(,"newName":"hi")");
  const int bad = client.at("textDocument/rename", "/w/book.play", book, "call.done", 1, R"(,"newName":"9 x")");
  client.run();
  const auto apply = [&](int of) {
    std::map<std::string, std::string> texts = client.disk;
    for (const engine::RawField& file : std::get<engine::RawRecord>(member(client.result(of), "changes")->value)) {
      std::string& text = texts[lsp::path_of(file.name)];
      auto edits = std::get<engine::RawList>(file.value.value);
      std::ranges::sort(edits, std::greater{}, [&](const engine::RawValue& edit) {
        return lsp::offset_of(text, lsp::position(member(*member(edit, "range"), "start")));
      });
      for (const engine::RawValue& edit : edits) {
        const std::size_t from = lsp::offset_of(text, lsp::position(member(*member(edit, "range"), "start")));
        const std::size_t to = lsp::offset_of(text, lsp::position(member(*member(edit, "range"), "end")));
        text.replace(from, to - from, *daemon::text_of(member(edit, "newText")));
      }
    }
    return texts;
  };
  for (const int of : {task, event}) {
    const auto texts = apply(of);
    const dsl::Compiled made = dsl::compile({{"/w/book.play", texts.at("/w/book.play")}}, [&](const std::string& path) {
      return texts.contains(path) ? std::optional(texts.at(path)) : std::nullopt;
    });
    CHECK(made.ok);
  }
  CHECK(apply(task).at("/w/book.play").find("unless ring.done") != std::string::npos);
  CHECK(apply(event).at("/w/shared.play").find("event purchased") != std::string::npos);
  CHECK(tests::whole(client.result(taken), {"code"}) != 0);
  CHECK(member(client.result(taken), "changes") == nullptr);
  CHECK(member(client.result(bad), "changes") == nullptr);
}

TEST_CASE("lsp: what a fragment declares is renamed where the fragment is included") {
  Client client;
  const std::string book =
      "use \"shared.play\"\nfragment talk() {\n  must task ring { assign clerk  done on bought  due 2 days }\n}\nplaybook p {\n  ends "
      "after 20 days\n"
      "  audience { enter on joined  again never }\n  include talk()\n  exit lost when ring.closed and not ring.done\n}\n";
  client.open("/w/book.play", book);
  const int from_inside = client.at("textDocument/rename", "/w/book.play", book, "task ring", 6, R"(,"newName":"dial")");
  const int from_outside = client.at("textDocument/rename", "/w/book.play", book, "not ring", 5, R"(,"newName":"dial")");
  client.run();
  for (const int of : {from_inside, from_outside}) {
    const engine::RawValue* changes = member(client.result(of), "changes");
    REQUIRE(changes != nullptr);
    CHECK(std::get<engine::RawList>(member(*changes, "file:///w/book.play")->value).size() == 3);
  }
}

TEST_CASE("lsp: a text is laid out as the formatter does, and one with mistakes is left alone") {
  Client client;
  client.open("/w/book.play", "use   \"shared.play\"\nplaybook p { ends   after 3 days\naudience {enter on joined again never} }\n");
  const int formatted = client.ask("textDocument/formatting",
                                   R"({"textDocument":{"uri":"file:///w/book.play"},"options":{"tabSize":2,"insertSpaces":true}})");
  client.change("/w/book.play", "playbook p { ends after", 2);
  const int broken = client.ask("textDocument/formatting", R"({"textDocument":{"uri":"file:///w/book.play"},"options":{}})");
  client.run();
  const auto& edits = std::get<engine::RawList>(client.result(formatted).value);
  REQUIRE(edits.size() == 1);
  CHECK(daemon::text_of(member(edits[0], "newText"))->find("ends after 3 days") != std::string::npos);
  CHECK(std::get<engine::RawList>(client.result(broken).value).empty());
}

TEST_CASE("lsp: stories have their issues too") {
  Client client;
  client.open("/w/a.story",
              "use \"book.play\"\nstory a {\n  starts 2026-03-02\n  given customer { vip: true }\n  on day 1 at 09:00 event joind\n  "
              "expect touch\n}\n");
  client.run();
  REQUIRE(client.diagnostics().size() == 1);
  const auto& list = std::get<engine::RawList>(member(*client.diagnostics()[0], "diagnostics")->value);
  REQUIRE(list.size() == 1);
  CHECK(*daemon::text_of(member(list[0], "code")) == "E0200");
}

TEST_CASE("lsp: any text cut anywhere is answered, never with harm") {
  Client client;
  client.open("/w/book.play", kBook);
  const auto asked = client.cut_anywhere("/w/book.play", kBook, 7,
                                         {"textDocument/completion", "textDocument/hover", "textDocument/definition",
                                          "textDocument/references", "textDocument/rename", "textDocument/documentSymbol"});
  client.run();
  for (const int of : asked) CHECK(client.answered(of));
}

TEST_CASE("lsp: what is no request, or comes at the wrong time, is refused; exit ends it") {
  lsp::Server fresh({}, base::Language::en);
  CHECK(fresh.take(R"({"jsonrpc":"2.0","id":1,"method":"textDocument/hover"})").at(0).find("-32002") != std::string::npos);
  CHECK(fresh.take("{").at(0).find("-32700") != std::string::npos);
  CHECK(fresh.take("[]").at(0).find("-32600") != std::string::npos);
  CHECK(fresh.take(R"({"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1}})").empty());
  Client client;
  const int unknown = client.ask("textDocument/nonsense", "{}");
  const int closed =
      client.ask("textDocument/hover", R"({"textDocument":{"uri":"file:///w/nowhere.play"},"position":{"line":0,"character":0}})");
  client.ask("shutdown", "null");
  client.tell("exit", "null");
  client.run();
  CHECK(tests::whole(client.result(unknown), {"code"}) != 0);
  CHECK(std::holds_alternative<std::monostate>(client.result(closed).value));
  CHECK(client.exit == 0);
  std::istringstream broken("Content-Length: x\r\n\r\n{}");
  std::string body;
  CHECK(lsp::read_message(broken, body) == lsp::Got::broken);
  std::istringstream huge("Content-Length: 99999999999\r\n\r\n{}");
  CHECK(lsp::read_message(huge, body) == lsp::Got::broken);
}
