// Stories in an editor: what may come next, what a name means, and the one true layout.
#include "tests/daemon/lsp/editor_client.hpp"

using namespace playmaker;
using daemon::member;
using tests::Client;
using tests::has;

namespace {

const std::string kStory =
    "use \"book.play\"\nperson wang { name: \"王\" }\ncustomer rich { vip: true }\nstory a {\n  starts 2026-03-02\n  given customer rich\n";

}  // namespace

TEST_CASE("lsp: a story is completed from its grammar, its playbook and who stands in it, in the middle of a line") {
  Client client;
  client.open("/w/a.story", kStory);
  int version = 1;
  const auto after = [&](const std::string& typed) {
    const std::string text = kStory + typed;
    client.change("/w/a.story", text, ++version);
    return client.at_end("textDocument/completion", "/w/a.story", text);
  };
  const int statement = after("  "), act = after("  on day 1 at 09:00 { "), event = after("  on day 1 at 09:00 event jo");
  const int task = after("  on day 1 { expect task "), state = after("  on day 1 { expect task call "),
            path = after("  expect task first.ca");
  const int wave = after("  expect wave "), template_ = after("  given sms "), person = after("  on day 1 at 09:00 assign call to ");
  const int fields = after("  given customer rich with { "), brings = after("  on day 1 at 09:00 event bought { "),
            text = after("  expect tag \"");
  const int reason = after("  expect sms hello blocked by "), customer = after("  given others { "), closed = after("}\n");
  client.run();
  for (const char* word : {"given", "on", "expect", "ends"}) CHECK(has(client.labels(statement), word));
  CHECK_FALSE(has(client.labels(statement), "story"));
  for (const char* word : {"event", "task", "expect", "sms"}) CHECK(has(client.labels(act), word));
  CHECK(has(client.labels(event), "joined"));
  CHECK_FALSE(has(client.labels(event), "call"));
  CHECK(has(client.labels(task), "call"));
  CHECK(has(client.labels(path), "call"));
  CHECK(has(client.labels(state), "done"));
  CHECK(has(client.labels(state), "overdue"));
  CHECK(has(client.labels(wave), "hi"));
  CHECK(has(client.labels(template_), "hello"));
  CHECK(has(client.labels(template_), "unread"));
  CHECK(client.labels(person) == std::vector<std::string>{"wang"});
  CHECK(has(client.labels(fields), "vip"));
  CHECK(client.labels(brings) == std::vector<std::string>{"amount"});
  CHECK(client.labels(text).empty());
  CHECK(has(client.labels(reason), "capped"));
  CHECK(has(client.labels(customer), "rich"));
  CHECK(has(client.labels(closed), "story"));
}

TEST_CASE("lsp: a name in a story is told from its playbook; the layout is fmt's") {
  Client client;
  const std::string text = kStory + "  on day 1 at 09:00 { expect   task call }\n}\n";
  client.open("/w/a.story", text);
  const int hover = client.at("textDocument/hover", "/w/a.story", text, "call }", 1);
  const int nothing = client.at("textDocument/hover", "/w/a.story", text, "2026-03-02", 1);
  const int laid_out = client.ask("textDocument/formatting", R"({"textDocument":{"uri":"file:///w/a.story"},"options":{}})");
  client.run();
  const std::string* told = daemon::text_of(member(*member(client.result(hover), "contents"), "value"));
  REQUIRE(told != nullptr);
  CHECK(told->find("电话") != std::string::npos);
  CHECK(told->find("/w/book.play:") != std::string::npos);
  CHECK(member(client.result(nothing), "contents") == nullptr);
  const auto& edits = std::get<engine::RawList>(client.result(laid_out).value);
  REQUIRE(edits.size() == 1);
  CHECK(daemon::text_of(member(edits[0], "newText"))->find("{ expect task call }") != std::string::npos);
}

TEST_CASE("lsp: a story cut anywhere is answered, never with harm") {
  Client client;
  client.open("/w/a.story", "");
  const std::string whole = kStory + "  on day 1 at 09:00 { event bought { amount: 5元 }  expect 2 tasks call due day 3 at 17:30 }\n}\n";
  const auto asked = client.cut_anywhere("/w/a.story", whole, 3, {"textDocument/completion", "textDocument/hover"});
  client.run();
  for (const int of : asked) CHECK(client.answered(of));
}
