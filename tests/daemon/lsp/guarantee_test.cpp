// What an editor says of a guarantee: what `check` says, and never before its time.
#include "tests/daemon/lsp/editor_client.hpp"

using namespace playmaker;
using daemon::member;
using tests::Client;

namespace {

const std::string kMeeting = "/w/first_meeting.play", kThree = "guarantee never more than 3 contacts",
                  kTwo = "guarantee never more than 2 contacts";

struct Meeting {
  Meeting() {
    client.shelve("playbooks");
    shipped = client.disk.at(kMeeting);
    lowered = reworded(shipped, kThree, kTwo);
  }
  std::string code() const {
    const auto& list = client.last(kMeeting);
    return list.empty() ? std::string() : *daemon::text_of(member(list[0], "code"));
  }
  std::string message() const {
    const auto& list = client.last(kMeeting);
    return list.empty() ? std::string() : *daemon::text_of(member(list[0], "message"));
  }
  Client client;
  std::string shipped, lowered;
};

}  // namespace

TEST_CASE("lsp: a guarantee that the engine breaks is told with its dated run as soon as the text is opened, in both languages") {
  for (const bool zh : {false, true}) {
    Meeting meeting;
    if (zh) meeting.client.ask("initialize", R"({"locale":"zh-CN","capabilities":{}})");
    meeting.client.open(kMeeting, meeting.lowered);
    meeting.client.run();
    REQUIRE(meeting.client.last(kMeeting).size() == 1);
    CHECK(meeting.code() == "E0417");
    for (const char* said :
         zh ? std::vector<const char*>{"承诺是 2 次", "说明：例如：周六 2026-02-28 09:30 进入", "帮助：承诺 3 次"}
            : std::vector<const char*>{"the guarantee is 2", "note: for example: entered Sat 2026-02-28 09:30", "help: promise 3"})
      CHECK(meeting.message().find(said) != std::string::npos);
    const engine::RawValue& told = meeting.client.last(kMeeting)[0];
    CHECK(tests::whole(told, {"severity"}) == 1);
    const auto& lines = std::get<engine::RawList>(member(told, "relatedInformation")->value);
    REQUIRE(lines.size() == 3);
    CHECK(daemon::text_of(member(lines[0], "message"))->find("2026-02-28 10:00") != std::string::npos);
    for (const engine::RawValue& line : lines) {
      const lsp::Position from = lsp::position(member(*member(*member(line, "location"), "range"), "start"));
      CHECK(meeting.lowered.substr(lsp::offset_of(meeting.lowered, {from.line, 0})).find("send wecom") < 12);
    }
  }
}

TEST_CASE("lsp: a guarantee that is kept is not spoken of") {
  Meeting meeting;
  meeting.client.open(kMeeting, meeting.shipped);
  meeting.client.run();
  REQUIRE(meeting.client.diagnostics().size() == 1);
  CHECK(meeting.client.last(kMeeting).empty());
}

TEST_CASE("lsp: while somebody types a guarantee is open and nobody asks the engine; once the text rests it is tried") {
  Meeting meeting;
  meeting.client.open(kMeeting, meeting.shipped);
  meeting.client.change(kMeeting, meeting.lowered, 2);
  meeting.client.run();
  CHECK(meeting.code() == "W0440");
  CHECK(meeting.message().find("as soon as nobody types") != std::string::npos);
  CHECK(meeting.message().find("was not seen") == std::string::npos);
  CHECK(meeting.client.server->doubts());
  meeting.client.rests = true;
  meeting.client.run();
  CHECK(meeting.code() == "E0417");
  CHECK_FALSE(meeting.client.server->doubts());
  // What a text means was tried: its words may be laid out anew without another try.
  meeting.client.rests = false;
  const std::string noted = "# seen by the branch\n" + meeting.lowered;
  meeting.client.change(kMeeting, noted, 3);
  meeting.client.run();
  CHECK(meeting.code() == "E0417");
  const int hover = meeting.client.at("textDocument/hover", kMeeting, noted, kTwo, 12);
  meeting.client.change(kMeeting, meeting.shipped, 4);
  meeting.client.run();
  REQUIRE(member(meeting.client.result(hover), "contents") != nullptr);
  CHECK(daemon::text_of(member(*member(meeting.client.result(hover), "contents"), "value"))->find("E0417") != std::string::npos);
  CHECK(meeting.client.last(kMeeting).empty());
}

TEST_CASE("lsp: a text that is saved is tried at once, and a try is left when its client speaks again") {
  Meeting meeting;
  meeting.client.open(kMeeting, meeting.shipped);
  meeting.client.change(kMeeting, meeting.lowered, 2);
  int asked = 0;
  meeting.client.speaks = [&](int milliseconds) { return milliseconds == 0 && ++asked > 40; };   // in the middle of the lives it tries
  meeting.client.run();
  CHECK(asked > 40);
  CHECK(meeting.code() == "W0440");
  CHECK(meeting.client.server->doubts());
  meeting.client.speaks = nullptr;
  meeting.client.tell("textDocument/didSave", R"({"textDocument":{"uri":"file://)" + kMeeting + R"("}})");
  meeting.client.run();
  CHECK(meeting.code() == "E0417");
  CHECK_FALSE(meeting.client.server->doubts());
}

TEST_CASE("lsp: what the engine was not seen to do is said only after it was asked") {
  Meeting meeting;
  const std::string open = reworded(meeting.shipped, kThree + " per 7 days", kTwo + " per 6 days");
  meeting.client.open(kMeeting, meeting.shipped);
  meeting.client.change(kMeeting, open, 2);
  meeting.client.run();
  CHECK(meeting.message().find("was not seen") == std::string::npos);
  meeting.client.rests = true;
  meeting.client.run();
  CHECK(meeting.code() == "W0440");
  CHECK(meeting.message().find("the engine lived through such runs on one day after the other, and was not seen to make them") !=
        std::string::npos);
}

TEST_CASE("lsp: hovering over a guarantee tells its proof and what that stands on; over a playbook's name, its laws") {
  for (const bool zh : {false, true}) {
    Meeting meeting;
    if (zh) meeting.client.ask("initialize", R"({"locale":"zh-CN","capabilities":{}})");
    meeting.client.open(kMeeting, meeting.shipped);
    const int guarantee = meeting.client.at("textDocument/hover", kMeeting, meeting.shipped, kThree, 14);
    const int playbook = meeting.client.at("textDocument/hover", kMeeting, meeting.shipped, "playbook first_meeting", 10);
    meeting.client.run();
    const auto told = [&](int of) {
      const engine::RawValue* contents = member(meeting.client.result(of), "contents");
      return contents == nullptr ? std::string() : *daemon::text_of(member(*contents, "value"));
    };
    CHECK(told(guarantee).find(zh ? "**承诺**：已证明，最多 3 次" : "**guarantee**: proven, at most 3") != std::string::npos);
    CHECK(told(guarantee).find(zh ? "回报" : "a reported failure stays one") != std::string::npos);
    CHECK(told(playbook).find(zh ? "条已证明" : " proven") != std::string::npos);
    CHECK(told(playbook).find(zh ? "首面经营" : "First meeting") != std::string::npos);
  }
}
