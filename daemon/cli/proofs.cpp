#include "daemon/cli/proofs.hpp"

#include <algorithm>
#include <ostream>

#include "daemon/json.hpp"
#include "dsl/source/issue.hpp"

namespace playmaker::cli {
namespace {

// After the replay: a doubt that turned out to be true stands in the issues.
std::string_view verdict(const dsl::Compiled& made, const prove::Promise& promise) {
  if (promise.verdict == prove::Verdict::proven) return "proven";
  const bool broken = std::ranges::any_of(made.issues.list(), [&](const source::Issue& issue) {
    return issue.code == source::Code::guarantee_broken && issue.span == promise.span;
  });
  return broken ? "refuted" : "unknown";
}

std::string_view verdict_words(const Session& session, std::string_view verdict) {
  if (verdict == "proven") return session.say("proven", "已证明");
  return verdict == "refuted" ? session.say("refuted", "已推翻") : session.say("not decided", "无法判定");
}

}  // namespace

void print_certificates(const Session& session, const dsl::Compiled& made) {
  for (const prove::Promise& promise : made.promises) {
    if (promise.playbook >= made.plans.size()) continue;
    const plan::Plan& plan = *made.plans[promise.playbook];
    const std::string written(made.sources[promise.span.file].text(promise.span));
    const std::string_view became = verdict(made, promise);
    const bool bounded = promise.most != UINT32_MAX;
    if (session.json) {
      daemon::JsonWriter json;
      json.begin_object().key("certificate").begin_object().field("playbook", plan.name).field("guarantee", written);
      json.field("verdict", became).field("promised", promise.promised);
      if (bounded) json.field("at_most", promise.most);
      json.field("plan_hash", plan::plan_hash(plan)).key("assumes").begin_array();
      for (const source::Words& each : promise.assumes) json.value(each.in(session.language));
      session.out << json.end_array().end_object().end_object().text() << '\n';
      continue;
    }
    session.out << plan.name << ": " << written << ": " << verdict_words(session, became);
    if (bounded) session.out << session.say(", at most ", ",最多 ") << promise.most;
    session.out << '\n';
    for (const source::Words& each : promise.assumes) session.out << "  " << each.in(session.language) << '\n';
    if (became == "proven") session.out << session.say("  plan ", "  计划 ") << plan::plan_hash(plan) << '\n';
  }
}

void print_pressure(const Session& session, const dsl::Compiled& made) {
  for (const prove::Pressure& pressure : made.pressure) {
    std::uint64_t sum = 0;
    bool bounded = true;
    for (const prove::Pressure::Share& each : pressure.shares) {
      sum += each.most;
      bounded = bounded && each.bounded;
    }
    if (session.json) {
      daemon::JsonWriter json;
      json.begin_object().key("pressure").begin_object().field("policy", pressure.policy).field("line", pressure.place.line);
      json.field("at_most", pressure.at_most).field("worst", sum).field("bounded", bounded).key("shares").begin_array();
      for (const prove::Pressure::Share& each : pressure.shares) {
        json.begin_object().field("playbook", each.playbook).field("most", each.most).field("bounded", each.bounded);
        json.key("sites").begin_array();
        for (const std::string& site : each.sites) json.value(site);
        json.end_array().end_object();
      }
      session.out << json.end_array().end_object().end_object().text() << '\n';
      continue;
    }
    session.out << pressure.place.file << ':' << pressure.place.line << ' ' << pressure.policy << session.say(": at most ", ":最多 ")
                << pressure.at_most << session.say("; without the rule, all playbooks together at worst ", ";若无此规则,各剧本合计最坏 ")
                << sum << (bounded ? std::string_view() : session.say(" or more", " 或更多")) << '\n';
    for (const prove::Pressure::Share& each : pressure.shares) {
      session.out << "  " << each.playbook << ' ' << each.most << (each.bounded ? std::string_view() : session.say(" or more", " 或更多"));
      for (std::size_t i = 0; i < each.sites.size(); ++i) session.out << (i == 0 ? ": " : ", ") << each.sites[i];
      session.out << '\n';
    }
  }
}

}  // namespace playmaker::cli
