// /metrics as a scraper reads it: every line parsed by the rules of OpenMetrics 1.0, and the families that INTERFACES promises.
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <sstream>

#include "daemon/routes/metrics_text.hpp"
#include "tests/daemon/http/bank.hpp"

using namespace playmaker;
using testing::Answer;
using testing::Bank;
using testing::event;

namespace {

struct Exposition {
  std::map<std::string, std::string> types;                            // family -> type
  std::map<std::string, std::map<std::string, double>> samples;        // name -> labels as written -> value
  std::string wrong;                                                   // the first line that breaks a rule
};

bool word(const std::string& text) {
  return !text.empty() && !std::isdigit(static_cast<unsigned char>(text[0])) &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:") == std::string::npos;
}

// NAME{a="x",b="y"} VALUE; false: not of that shape.
bool parse_sample(const std::string& line, std::string& name, std::string& labels, double& value) {
  const std::size_t end = line.find_first_of("{ ");
  if (end == std::string::npos) return false;
  name = line.substr(0, end);
  std::size_t at = end;
  labels.clear();
  if (line[at] == '{') {
    do {
      const std::size_t equals = line.find("=\"", ++at);
      if (equals == std::string::npos || !word(line.substr(at, equals - at))) return false;
      at = equals + 2;
      while (at < line.size() && line[at] != '"') at += line[at] == '\\' ? 2 : 1;
      if (++at >= line.size()) return false;
    } while (line[at] == ',');
    if (line[at] != '}') return false;
    labels = line.substr(end + 1, at - end - 1);
    ++at;
  }
  if (at >= line.size() || line[at] != ' ' || !word(name)) return false;
  std::size_t used = 0;
  try {
    value = std::stod(line.substr(at + 1), &used);
  } catch (const std::exception&) { return false; }
  return used == line.size() - at - 1;
}

Exposition parse(const std::string& text) {
  Exposition out;
  std::istringstream lines(text);
  std::string line, family;
  bool ended = false;
  const auto wrong = [&] {
    if (out.wrong.empty()) out.wrong = line.empty() ? "(an empty line)" : line;
  };
  while (std::getline(lines, line)) {
    if (ended) wrong();
    if (line == "# EOF") {
      ended = true;
    } else if (line.starts_with("# TYPE ")) {
      std::istringstream words(line.substr(7));
      std::string type;
      words >> family >> type;
      if (!std::set<std::string>{"gauge", "counter", "histogram"}.contains(type) || out.types.contains(family)) wrong();  // once, together
      out.types[family] = type;
    } else if (line.starts_with("# HELP ")) {
      if (!line.substr(7).starts_with(family + " ")) wrong();
    } else {
      std::string name, labels;
      double value = 0;
      if (!parse_sample(line, name, labels, value) || !name.starts_with(family)) {
        wrong();
        continue;
      }
      const std::string suffix = name.substr(family.size()), type = out.types[family];
      const bool fits = type == "counter"     ? suffix == "_total"
                        : type == "histogram" ? suffix == "_bucket" || suffix == "_count" || suffix == "_sum"
                                              : suffix.empty();
      if (!fits || !out.samples[name].emplace(labels, value).second || (type != "gauge" && value < 0)) wrong();
    }
  }
  if (!ended) out.wrong = "no # EOF";
  return out;
}

}  // namespace

TEST_CASE("metrics: the text is OpenMetrics, with every promised family", "[metrics]") {
  testing::Scratch out;
  daemon::Config config;
  config.channels["sms"].file = out.file("sms.ndjson");
  Bank bank(config);
  bank.apply();
  REQUIRE(bank.client->post("/v1/people", R"({"id":"p1","name":"Li"})").has("\"accepted\":1"));
  REQUIRE(bank.client->post("/v1/customers", R"({"id":"c1","manager":"p1"})").has("\"accepted\":1"));
  REQUIRE(bank.send(event("1", "opened", "c1") + event("2", "booked", "c1") + event("3", "bookd", "c1")).status == 200);
  const Answer moved = bank.client->post("/v1/clock", R"({"to":"2026-03-06T09:00:00+08:00"})");
  REQUIRE(bank.client->get("/v1/tasks?after=" + std::to_string(testing::number_after(moved.body, "\"commit\":"))).status == 200);
  const Answer metrics = bank.client->get("/metrics");
  CHECK(metrics.headers.at("content-type") == "application/openmetrics-text; version=1.0.0; charset=utf-8");
  const Exposition text = parse(metrics.body);
  INFO(metrics.body);
  CHECK(text.wrong.empty());
  for (const char* family :
       {"playmaker_journeys", "playmaker_touches", "playmaker_touch_blocked", "playmaker_timer_lag_seconds", "playmaker_commit_seconds",
        "playmaker_inbox_depth", "playmaker_view_lag_seconds", "playmaker_stalls_open", "playmaker_tasks_overdue"}) {
    INFO(family);
    CHECK(text.types.contains(family));
  }
  CHECK(text.types.at("playmaker_commit_seconds") == "histogram");
  const auto& touches = text.samples.at("playmaker_touches_total");
  CHECK(touches.at(R"(channel="sms",outcome="sent")") == 1);
  CHECK(touches.at(R"(channel="sms",outcome="unknown")") == 0);
  CHECK(touches.size() == 5);
  CHECK(text.samples.at("playmaker_journeys").at(R"(playbook="welcome",state="live")") == 1);
  CHECK(text.samples.at("playmaker_stalls_open").at(R"(playbook="welcome",breakpoint="no_show")") == 1);
  CHECK(text.samples.at("playmaker_tasks_overdue").size() == 1);
  CHECK(text.samples.at("playmaker_events_total").at(R"(result="refused")") == 1);
}

TEST_CASE("metrics: a histogram's buckets grow to its count, and labels are escaped", "[metrics]") {
  journal::Durations durations;
  for (const std::int64_t ns : {1'000LL, 65'535LL, 65'536LL, 3'000'000LL, 100'000'000'000LL}) durations.add(ns);
  routes::MetricsText text;
  text.durations("wait_seconds", "Waits.", durations);
  text.family("odd", "gauge", "Odd labels.");
  text.sample("odd", {{"name", "a \"b\" \\ c\nd"}}, 1);
  const std::string written = text.take();
  const Exposition read = parse(written);
  INFO(written);
  CHECK(read.wrong.empty());
  CHECK(read.samples.at("odd").contains(R"(name="a \"b\" \\ c\nd")"));
  const auto& buckets = read.samples.at("wait_seconds_bucket");
  CHECK(buckets.at(R"(le="6.5535e-05")") == 2);
  CHECK(buckets.at(R"(le="0.000131071")") == 3);
  CHECK(buckets.at("le=\"+Inf\"") == 5);
  CHECK(read.samples.at("wait_seconds_count").at("") == 5);
  std::map<double, double> by_edge;
  for (const auto& [labels, count] : buckets) by_edge[labels.find("Inf") != std::string::npos ? 1e9 : std::stod(labels.substr(4))] = count;
  double before = 0;
  for (const auto& [edge, count] : by_edge) {
    CHECK(count >= before);
    before = count;
  }
}
