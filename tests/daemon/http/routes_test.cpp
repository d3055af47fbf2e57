// Each route over the line, against a daemon in this process.
#include <catch2/catch.hpp>
#include <set>

#include "daemon/json.hpp"
#include "tests/daemon/http/bank.hpp"
#include "tests/main/reworded.hpp"

using namespace playmaker;
using testing::Answer;
using testing::Bank;
using testing::event;
using testing::number_after;
using testing::text_between;

namespace {

// A bank with people, one branch, and customers c0 ... c4 of which each opened an account.
std::string opened(Bank& bank) {
  bank.apply();
  REQUIRE(bank.client->post("/v1/people", R"([{"id":"p1","name":"Li"},{"id":"p2","name":"Wang"}])").has("\"accepted\":2"));
  REQUIRE(bank.client->post("/v1/branches", R"({"id":"b1","head":"p2"})").has("\"accepted\":1"));
  std::string rows, events;
  for (int i = 0; i < 5; ++i) {
    const std::string id = "c" + std::to_string(i);
    rows += R"({"id":")" + id + R"(","name":"Mei","branch":"b1","manager":"p1","aum":"500000.00"})" + "\n";
    events += event("open-" + id, "opened", id, "2026-03-02T09:00:00+08:00", R"({"amount":"100.00"})");
  }
  REQUIRE(bank.client->post("/v1/customers", rows, "application/x-ndjson").has("\"accepted\":5"));
  const Answer sent = bank.send(events);
  REQUIRE(sent.has("\"accepted\":5"));
  return "after=" + std::to_string(number_after(sent.body, "\"commit\":"));
}

std::string move(Bank& bank, const std::string& to) {
  const Answer moved = bank.client->post("/v1/clock", "{\"to\":" + testing::quoted(to) + "}");
  INFO(moved.body);
  REQUIRE(moved.status == 200);
  return "after=" + std::to_string(number_after(moved.body, "\"commit\":"));
}

}  // namespace

TEST_CASE("playbooks: applied, listed, refused with their issues, never retyped", "[routes]") {
  Bank bank;
  CHECK(bank.send(event("1", "opened", "c1")).has("no_catalog"));
  CHECK(bank.apply() > 0);
  const Answer live = bank.client->get("/v1/playbooks");
  CHECK(live.has("\"name\":\"welcome\""));
  CHECK(live.has("\"actor\":\"tests\""));
  CHECK(bank.client->get("/v1/playbooks/welcome/versions").has("\"live\":true"));
  CHECK(bank.client->get("/v1/playbooks/nothing/versions").status == 404);

  const std::string wrong = reworded(testing::kBank, "enter on opened", "enter on openned");
  const Answer refused = bank.client->post("/v1/playbooks", testing::apply_body(wrong));
  CHECK(refused.status == 422);
  CHECK(refused.has("\"code\":\"playbook_invalid\""));
  CHECK(refused.has("\"file\":\"bank.play\""));
  const Answer in_chinese = bank.client->post("/v1/playbooks", testing::apply_body(wrong), "application/json", "Accept-Language: zh\r\n");
  CHECK(in_chinese.has("未作任何应用"));

  const std::string retyped = reworded(testing::kBank, "amount money optional", "amount int optional");
  REQUIRE(bank.send(event("2", "opened", "c1")).has("\"accepted\":1"));
  const Answer conflict = bank.client->post("/v1/playbooks", testing::apply_body(retyped));
  INFO(conflict.body);
  CHECK((conflict.status == 409 || conflict.status == 200));   // 409 only where a live plan reads the field
  CHECK(bank.client->post("/v1/playbooks", R"({"files":[]})").status == 400);
}

TEST_CASE("playbooks: one whose guarantee is broken runs only when somebody answers for it, which is recorded and listed", "[routes]") {
  Bank bank;
  const std::string broken = added_after(testing::kBank, "ends after 60 days",
                                         "\n  guarantee never more than 1 contact per 7 days\n  send sms hello send sms hello");
  const Answer refused = bank.client->post("/v1/playbooks", testing::apply_body(broken));
  CHECK(refused.status == 422);
  CHECK(refused.has("E0417"));
  const auto waived = [&](const std::string& waive) {
    std::string body = testing::apply_body(broken);
    return body.insert(1, "\"waive\":" + waive + ",");
  };
  CHECK(bank.client->post("/v1/playbooks", waived(R"({"welcome":" "})")).has("waiver_invalid"));
  CHECK(bank.client->post("/v1/playbooks", waived(R"({"other":"why"})")).status == 422);
  const Answer taken = bank.client->post("/v1/playbooks", waived(R"({"welcome":"pilot of two weeks"})"));
  INFO(taken.body);
  CHECK(taken.status == 200);
  CHECK(taken.has("W0556"));
  CHECK(bank.client->get("/v1/playbooks").has("\"waived\":\"pilot of two weeks\""));
  CHECK_FALSE(taken.has("waivers_changed"));
  REQUIRE(bank.send(event("1", "opened", "c1")).has("\"accepted\":1"));
  CHECK(bank.client->get("/v1/customers/c1/why").has("pilot of two weeks"));   // whose word it is that the customer is in it

  // Another reason is told beside the one it replaces, and both are listed.
  const Answer again = bank.client->post("/v1/playbooks", waived(R"({"welcome":"four more weeks"})"));
  INFO(again.body);
  CHECK(again.status == 200);
  CHECK(again.has(R"("waivers_changed":[{"playbook":"welcome","was":"pilot of two weeks","is":"four more weeks")"));
  CHECK_FALSE(bank.client->post("/v1/playbooks", waived(R"({"welcome":"four more weeks"})")).has("waivers_changed"));
  const Answer versions = bank.client->get("/v1/playbooks/welcome/versions");
  INFO(versions.body);
  CHECK(versions.has("\"waived\":\"four more weeks\",\"waivers\":[{\"reason\":\"pilot of two weeks\""));
  CHECK(versions.has("{\"reason\":\"four more weeks\""));
}

TEST_CASE("playbooks: a version number names one text for ever; an older text may be applied again", "[routes]") {
  Bank bank;
  bank.apply();
  const std::string first = testing::kBank;
  const std::string other = reworded(first, "enter on opened", "enter on held");
  const Answer refused = bank.client->post("/v1/playbooks", testing::apply_body(other));
  INFO(refused.body);
  CHECK(refused.status == 409);
  CHECK(refused.has("\"code\":\"version_taken\""));
  CHECK(refused.has("version 1 of welcome was applied before with another text; write `version 2` or higher"));
  CHECK(bank.client->post("/v1/playbooks", testing::apply_body(other), "application/json", "Accept-Language: zh\r\n")
            .has("welcome 的版本 1 已应用过另一份文本"));
  const std::string second = reworded(other, "version 1\n", "version 2\n");
  CHECK(bank.client->post("/v1/playbooks", testing::apply_body(second)).status == 200);
  CHECK(bank.client->post("/v1/playbooks", testing::apply_body(first)).status == 200);   // back to what worked
  CHECK(bank.client->get("/v1/playbooks/welcome/versions").has("\"version\":2"));
}

TEST_CASE("playbooks: a hand-off may lead to what lives already, or lies beside; to nothing it is refused with the fix", "[routes]") {
  Bank bank;
  const std::string first = added_after(testing::kBank, "enter on opened", "\n    enter on hand_off");
  std::string later = testing::kBank;
  later.resize(later.find("playbook welcome"));
  later += R"play(
playbook later "之后" en "Later" {
  version 1
  ends after 9 days
  audience "面谈过" en "Met" {
    enter on held
    again never
  }
  stage go "走" en "Go" on days 1 to 5 {
    wave on_to "转" en "On" on day 1 at 10:00 { hand off to welcome }
  }
}
)play";
  const Answer refused = bank.client->post("/v1/playbooks", testing::apply_body(later));
  INFO(refused.body);
  CHECK(refused.status == 422);
  CHECK(refused.has("\"code\":\"E0412\""));
  CHECK(refused.has("welcome"));
  const std::string beside = R"({"files":[{"path":"later.play","text":)" + testing::quoted(later) +
                             R"(},{"path":"bank.play","beside":true,"text":)" + testing::quoted(first) + "}]}";
  const Answer with_sibling = bank.client->post("/v1/playbooks", beside);
  INFO(with_sibling.body);
  CHECK(with_sibling.has("\"name\":\"later\""));
  CHECK(!with_sibling.has("\"name\":\"welcome\""));         // read for its name only, not applied
  Bank other;
  REQUIRE(other.client->post("/v1/playbooks", testing::apply_body(first)).status == 200);
  const Answer alone = other.client->post("/v1/playbooks", testing::apply_body(later));
  INFO(alone.body);
  CHECK(alone.status == 200);
  CHECK(other.client->get("/v1/playbooks").has("\"name\":\"later\""));
}

TEST_CASE("events: a result a line, repeated ones known, one bad line refuses only itself", "[routes]") {
  Bank bank;
  bank.apply();
  const Answer mixed = bank.send(event("e1", "opened", "c1") + "not json\n" + event("e1", "opened", "c1") + event("e2", "openned", "c1") +
                                 "\n" + event("e3", "booked", "c1"));
  CHECK(mixed.status == 200);
  CHECK(mixed.has("\"accepted\":2,\"duplicate\":1,\"refused\":2"));
  CHECK(mixed.has(R"({"line":2,"status":"refused","code":"json_invalid")"));
  CHECK(mixed.has(R"({"line":3,"status":"duplicate","code":"already_accepted")"));
  CHECK(mixed.has("opened"));                     // the suggestion for openned
  CHECK(mixed.has(R"({"line":6,"status":"accepted"})"));
  CHECK(bank.client->post("/v1/events", event("e4", "held", "c1"), "application/cloudevents+json").status == 200);
  CHECK(bank.client->post("/v1/events", event("e5", "hold", "c1"), "application/cloudevents+json").status == 422);
  CHECK(bank.client
            ->post("/v1/events", "[" + event("e6", "held", "c1") + "," + event("e7", "held", "c2") + "]",
                   "application/cloudevents-batch+json")
            .has("\"accepted\":2"));
  CHECK(
      bank.client->post("/v1/events", R"({"specversion":"0.3","id":"1","source":"s","type":"held","subject":"c1"})", "application/x-ndjson")
          .has("event_invalid"));
  CHECK(bank.client->post("/v1/events", R"({"specversion":"1.0","id":"1","source":"s","type":"held"})", "application/x-ndjson")
            .has("subject is needed"));
  std::string many;
  for (int i = 0; i < 5'001; ++i) many += "{}\n";
  CHECK(bank.send(many).status == 413);
}

TEST_CASE("tasks: listed by every filter, completed, assigned", "[routes]") {
  Bank bank;
  const std::string after = opened(bank);
  const Answer tasks = bank.client->get("/v1/tasks?status=open&playbook=welcome&" + after);
  INFO(tasks.body);
  CHECK(tasks.has("\"assignee\":\"p1\""));
  CHECK(tasks.has("\"due\":\"2026-03-0"));
  CHECK(bank.client->get("/v1/tasks?assignee=p1&branch=b1&" + after).has("\"customer\":\"c4\""));
  CHECK(bank.client->get("/v1/tasks?assignee=p2&" + after).has("\"items\":[]"));
  CHECK(bank.client->get("/v1/tasks?assignee=nobody&" + after).status == 422);
  CHECK(bank.client->get("/v1/tasks?customer=nobody&" + after).status == 404);
  CHECK(bank.client->get("/v1/tasks?overdue=true&" + after).has("\"items\":[]"));
  CHECK(bank.client->get("/v1/tasks?role=manager&customer=c2&" + after).has("\"role\":\"manager\""));

  std::set<std::string> seen;                     // pages meet every row once
  std::string cursor;
  for (int pages = 0; pages < 10; ++pages) {
    const Answer page = bank.client->get("/v1/tasks?limit=2" + (cursor.empty() ? "" : "&cursor=" + cursor));
    for (std::string rest = page.body; rest.find("{\"id\":\"") != std::string::npos; rest = rest.substr(rest.find("{\"id\":\"") + 7))
      seen.insert(text_between(rest, "{\"id\":\"", "\""));
    cursor = text_between(page.body, "\"next\":\"", "\"");
    if (cursor.empty()) break;
  }
  CHECK(seen.size() == 5);
  CHECK(bank.client->get("/v1/tasks?cursor=garbage").status == 400);

  const std::string id = *seen.begin();
  CHECK(bank.client->post("/v1/tasks/" + id + ":assign", R"({"person":"p9"})").status == 422);
  CHECK(bank.client->post("/v1/tasks/" + id + ":assign", R"({"person":"p2","actor":"p1","reason":"holiday"})").status == 200);
  const Answer done = bank.client->post("/v1/tasks/" + id + ":complete", R"({"actor":"p2"})");
  CHECK(done.status == 200);
  const Answer closed = bank.client->get("/v1/tasks?status=closed&after=" + std::to_string(number_after(done.body, "\"commit\":")));
  CHECK(closed.has(id));
  CHECK(closed.has("\"closed_by\":\"report\""));
  CHECK(closed.has("\"assignee\":\"p2\""));
  CHECK(bank.client->post("/v1/tasks/" + id + ":complete", "{}").status == 409);
  CHECK(bank.client->post("/v1/tasks/k_00000000000000000000000000000000:complete", "{}").status == 404);
}

TEST_CASE("journeys, touches, stalls, figures, why: after the clock has moved", "[routes]") {
  testing::Scratch out;
  daemon::Config config;
  config.channels["sms"].file = out.file("sms.ndjson");
  Bank bank(config);
  opened(bank);
  REQUIRE(bank.send(event("b", "booked", "c1", "2026-03-02T09:00:00+08:00")).has("\"accepted\":1"));
  const std::string after = move(bank, "2026-03-06T09:00:00+08:00");
  CHECK(bank.client->get("/v1/clock").has("2026-03-06T09:00:00+08:00"));
  const Answer journeys = bank.client->get("/v1/journeys?live=true&" + after);
  CHECK(journeys.has("\"via\":\"event\""));
  CHECK(journeys.has("\"entered\":\"2026-03-02T09:00:00+08:00\""));
  const Answer touches = bank.client->get("/v1/touches?channel=sms&" + after);
  INFO(touches.body);
  CHECK(touches.has("\"template\":\"hello\""));
  CHECK(touches.has("\"status\":\"accepted\""));
  const Answer stalls = bank.client->get("/v1/stalls?status=tripped&breakpoint=no_show&" + after);
  CHECK(stalls.has("\"customer\":\"c1\""));
  CHECK(bank.client->get("/v1/tasks?overdue=true&" + after).has("\"customer\":\"c1\""));
  const Answer figures = bank.client->get("/v1/figures?" + after);
  INFO(figures.body);
  CHECK(figures.has("\"entered\":5"));
  CHECK(figures.has("\"tripped\":1"));
  CHECK(bank.client->get("/v1/waves?" + after).has("\"reached\":5"));
  CHECK(bank.client->get("/v1/incidents?" + after).status == 200);
  CHECK(bank.client->get("/v1/benefits").status == 200);
  const Answer labels = bank.client->get("/v1/labels");
  CHECK(labels.has(R"("meet.call":{"zh":"面谈 · 电话","en":"Meet · Call"})"));
  CHECK(labels.has(R"("manager":{"zh":"客户经理","en":"Manager"})"));
  const Answer why = bank.client->get("/v1/customers/c1/why");
  CHECK(why.has("bank.play:"));
  CHECK(bank.client->get("/v1/customers/c1/why?touch=" + text_between(touches.body, "{\"id\":\"", "\"")).status != 500);
  CHECK(bank.client->get("/v1/customers/c1/timeline?limit=3", "Accept-Language: zh\r\n").status == 200);
  const Answer customer = bank.client->get("/v1/customers/c1");
  CHECK(customer.has(R"("aum":{"amount":"500000.00","currency":"CNY"})"));
  CHECK(customer.has("\"name\":\"Mei\""));
  CHECK(bank.client->get("/v1/customers/nobody").status == 404);
  const Answer metrics = bank.client->get("/metrics");
  CHECK(metrics.has("playmaker_stalls_open{playbook=\"welcome\",breakpoint=\"no_show\"} 1"));
  CHECK(metrics.body.ends_with("# EOF\n"));
  CHECK(metrics.body.find("c1") == std::string::npos);
}

TEST_CASE("receipts, pauses, imports, the clock's refusals", "[routes]") {
  testing::Scratch out;
  daemon::Config config;
  config.channels["sms"].file = out.file("sms.ndjson");
  Bank bank(config);
  opened(bank);
  const std::string after = move(bank, "2026-03-02T12:00:00+08:00");
  const std::string touch = text_between(bank.client->get("/v1/touches?customer=c1&" + after).body, "{\"id\":\"", "\"");
  REQUIRE(!touch.empty());
  const Answer receipts = bank.client->post(
      "/v1/receipts",
      R"([{"touch":")" + touch + R"(","outcome":"delivered"},{"touch":"t_nothing","outcome":"read"},{"touch":"x","outcome":"eaten"}])");
  CHECK(receipts.has("\"accepted\":1,\"duplicate\":0,\"refused\":2"));
  CHECK(bank.client->get("/v1/touches?status=delivered&after=" + std::to_string(number_after(receipts.body, "\"commit\":"))).has(touch));
  CHECK(bank.client->post("/v1/pauses", R"({"playbook":"welcome","actor":"me","reason":"audit"})").status == 200);
  CHECK(bank.client->get("/v1/incidents").has("\"code\":"));          // the receipt nobody knows
  CHECK(bank.client->get("/v1/pauses").has("\"playbook\":\"welcome\""));
  CHECK(bank.client->post("/v1/pauses:resume", R"({"playbook":"welcome"})").status == 200);
  CHECK(bank.client->post("/v1/pauses:resume", R"({"playbook":"welcome"})").status == 409);
  CHECK(bank.client->post("/v1/pauses:resume", R"({"customer":"c1"})").status == 409);
  CHECK(bank.client->get("/v1/customers/c1").has("\"paused\":false"));
  CHECK(bank.client->post("/v1/pauses", R"({"customer":"c1","touches_only":true,"actor":"me","reason":"asked us to wait"})").status == 200);
  CHECK(bank.client->get("/v1/pauses").has("\"customer\":\"c1\",\"all\":false,\"touches_only\":true"));
  CHECK(bank.client->get("/v1/customers/c1").has("\"paused\":true"));
  CHECK(bank.client->post("/v1/pauses:resume", R"({"customer":"c1"})").status == 200);
  CHECK(!bank.client->get("/v1/pauses").has("\"customer\""));
  CHECK(bank.client->post("/v1/pauses", R"({"customer":"c1","touches_only":"yes"})").has("must be true or false"));
  CHECK(bank.client->post("/v1/pauses", R"({"playbook":"welcome","actor":5})").has("must be a text in quotes"));
  CHECK(bank.client->post("/v1/pauses", R"({"playbok":"welcome"})").has("did you mean \\\"playbook\\\"?"));
  CHECK(bank.client->post("/v1/imports", R"({"import":"daily"})").status == 200);
  CHECK(bank.client->post("/v1/imports", R"({"import":"weekly"})").status == 422);
  CHECK(bank.client->post("/v1/pools", R"({"id":"agents","people":["p1","p2"]})").has("\"accepted\":1"));
  CHECK(bank.client->post("/v1/clock", R"({"to":"2026-03-01T00:00:00+08:00"})").status == 409);
  CHECK(bank.client->post("/v1/clock", R"({"to":"tomorrow"})").status == 400);
  CHECK(bank.client->get("/readyz").has("\"ready\":true"));
}

TEST_CASE("a key makes a request repeatable: same content same answer, other content refused", "[routes]") {
  Bank bank;
  bank.apply();
  const std::string key = "Idempotency-Key: k1\r\n";
  const Answer first = bank.client->post("/v1/events", event("1", "opened", "c1"), "application/x-ndjson", key);
  const Answer again = bank.client->post("/v1/events", event("1", "opened", "c1"), "application/x-ndjson", key);
  CHECK(first.has("\"accepted\":1"));
  CHECK(again.body == first.body);
  CHECK(again.headers.contains("idempotency-replayed"));
  CHECK(bank.client->post("/v1/events", event("2", "opened", "c1"), "application/x-ndjson", key).status == 422);
}

TEST_CASE("every route of openapi.json is served, and nothing else", "[routes]") {
  Bank bank;
  const auto document = daemon::parse_json(bank.client->get("/openapi.json").body);
  REQUIRE(document);
  std::set<std::string> described, served;
  for (const auto& path : std::get<engine::RawRecord>(daemon::member(*document, "paths")->value)) {
    for (const auto& operation : std::get<engine::RawRecord>(path.value.value)) {
      std::string method = operation.name;
      for (char& c : method) c = static_cast<char>(c - 'a' + 'A');
      described.insert(method + " " + path.name);
      std::string target = path.name;
      while (target.find('{') != std::string::npos) target.replace(target.find('{'), target.find('}') - target.find('{') + 1, "x");
      const Answer answer = bank.client->ask(method, target, method == "POST" ? "{}" : "", method == "POST" ? "application/json" : "");
      INFO(method << " " << target << " " << answer.body);
      CHECK(answer.status >= 200);
      CHECK(answer.status != 405);
      CHECK(!answer.has("path_unknown"));
      CHECK(answer.status != 500);
    }
  }
  for (const http::Route& route : bank.service->router().routes()) served.insert(route.method + " " + route.pattern);
  CHECK(described == served);
}
