#include "daemon/cli/proofs.hpp"

#include <algorithm>
#include <ostream>

#include "daemon/json.hpp"
#include "dsl/source/issue.hpp"
#include "dsl/source/said.hpp"
#include "dsl/tell/teller.hpp"

namespace playmaker::cli {
namespace {

std::string_view verdict_key(prove::Verdict verdict) {
  switch (verdict) {
    case prove::Verdict::proven: return "proven";
    case prove::Verdict::refuted: return "refuted";
    case prove::Verdict::open: break;
  }
  return "unknown";
}
// After the replay: a doubt that turned out to be true stands in the issues.
std::string_view verdict(const dsl::Compiled& made, const prove::Promise& promise) {
  for (const source::Issue& issue : made.issues.list()) {
    if (!(issue.span == promise.span)) continue;
    if (issue.code == source::Code::guarantee_broken) return "refuted";
    if (issue.code == source::Code::guarantee_waived) return "waived";
  }
  return verdict_key(promise.verdict);
}

// That the promise is broken and put up with, and why; nullptr: it is not.
const source::Issue* waiver(const dsl::Compiled& made, const prove::Promise& promise) {
  for (const source::Issue& issue : made.issues.list()) {
    if (issue.span == promise.span && issue.code == source::Code::guarantee_waived) return &issue;
  }
  return nullptr;
}

std::string_view verdict_words(const Session& session, std::string_view verdict) {
  if (verdict == "proven") return session.say("proven", "已证明");
  if (verdict == "waived") return session.say("refuted, and waived", "已推翻，获准豁免");
  return verdict == "refuted" ? session.say("refuted", "已推翻") : session.say("not decided", "无法判定");
}

void print(const Session& session, const dsl::Compiled& made, const prove::Promise& promise) {
  const plan::Plan& plan = *made.plans[promise.playbook];
  const std::string written(made.sources[promise.span.file].text(promise.span));
  const std::string_view became = verdict(made, promise);
  const bool bounded = promise.most != UINT32_MAX;
  if (session.json) {
    daemon::JsonWriter json;
    json.begin_object().key("certificate").begin_object().field("playbook", plan.name).field("law", "contacts").field("guarantee", written);
    json.field("verdict", became).field("promised", promise.promised);
    if (const source::Issue* issue = waiver(made, promise)) json.field("waived", source::message(*issue, session.language));
    if (bounded) json.field("at_most", promise.most);
    json.field("plan_hash", plan::plan_hash(plan)).key("assumes").begin_array();
    for (const source::Words& each : promise.assumes) json.value(each.in(session.language));
    session.out << json.end_array().end_object().end_object().text() << '\n';
    return;
  }
  session.out << plan.name << ": " << written << ": " << verdict_words(session, became);
  if (bounded) session.out << session.say(", at most ", "，最多 ") << promise.most;
  session.out << '\n';
  if (const source::Issue* issue = waiver(made, promise)) session.out << "  " << source::message(*issue, session.language) << '\n';
  for (const source::Words& each : promise.assumes) session.out << "  " << each.in(session.language) << '\n';
}

void print(const Session& session, const dsl::Compiled& made, const prove::Certificate& certificate) {
  const plan::Plan& plan = *made.plans[certificate.playbook];
  const std::string_view became = verdict_key(certificate.verdict);
  if (session.json) {
    daemon::JsonWriter json;
    json.begin_object().key("certificate").begin_object().field("playbook", plan.name).field("law", certificate.law);
    json.field("says", certificate.says.in(session.language)).field("verdict", became);
    json.field("plan_hash", plan::plan_hash(plan)).key("assumes").begin_array();
    for (const source::Words& each : certificate.assumes) json.value(each.in(session.language));
    json.end_array().key("open").begin_array();
    for (const source::Issue& each : certificate.findings) json.value(source::message(each, session.language));
    session.out << json.end_array().end_object().end_object().text() << '\n';
    return;
  }
  session.out << plan.name << ": " << certificate.says.in(session.language) << ": " << verdict_words(session, became) << '\n';
  for (const source::Words& each : certificate.assumes) session.out << "  " << each.in(session.language) << '\n';
  for (const source::Issue& each : certificate.findings) session.out << "  " << source::message(each, session.language) << '\n';
}

// Why a place adds more than once.
std::string again_words(const Session& session, const prove::Pressure::Share& share, const std::string& path) {
  const auto found = std::ranges::find(share.again, path, &prove::Pressure::Share::Again::path);
  if (found == share.again.end()) return {};
  switch (found->by) {
    case plan::SiteKind::moment: return std::string(session.say(" (its moment comes again)", "（时机再次发生）"));
    case plan::SiteKind::breakpoint: return std::string(session.say(" (its breakpoint trips again)", "（断点再次触发）"));
    case plan::SiteKind::repeat: return std::string(session.say(" (it repeats)", "（重复）"));
    case plan::SiteKind::wave: return std::string(session.say(" (its wave comes again)", "（波次再次到来）"));
    default: return std::string(session.say(" (in one journey and the next)", "（先后两段旅程）"));
  }
}

}  // namespace

void print_certificates(const Session& session, const dsl::Compiled& made) {
  for (std::uint32_t i = 0; i < made.plans.size(); ++i) {
    for (const prove::Promise& promise : made.promises) {
      if (promise.playbook == i) print(session, made, promise);
    }
    for (const prove::Certificate& certificate : made.certificates) {
      if (certificate.playbook == i) print(session, made, certificate);
    }
    if (!session.json) session.out << made.plans[i]->name << session.say(": plan ", ":计划 ") << plan::plan_hash(*made.plans[i]) << '\n';
  }
}

std::vector<docs::Proof> proofs_of(const Session& session, const dsl::Compiled& made, std::uint32_t playbook) {
  std::vector<docs::Proof> out;
  for (const prove::Promise& promise : made.promises) {
    if (promise.playbook != playbook) continue;
    docs::Proof proof;
    if (session.language == base::Language::zh) {
      const tell::Teller teller(*made.plans[playbook], *made.origins[playbook], *made.catalog, session.language);
      std::vector<std::string> channels;
      for (const std::string& each : promise.cap.reach.channels) channels.push_back(teller.channel(each));
      proof.promise = "触达承诺：" + teller.cap(promise.cap) + (channels.empty() ? "" : "（" + tell::joined(channels, "、") + "）");
    } else {
      proof.promise = "Guarantee: " + std::string(made.sources[promise.span.file].text(promise.span));
    }
    proof.verdict = verdict_words(session, verdict(made, promise));
    if (promise.most != UINT32_MAX) proof.verdict += std::string(session.say(", at most ", "，最多 ")) + std::to_string(promise.most);
    for (const source::Words& each : promise.assumes) proof.assumes.push_back(each.in(session.language));
    if (const source::Issue* issue = waiver(made, promise)) proof.assumes.push_back(source::message(*issue, session.language));
    out.push_back(std::move(proof));
  }
  for (const prove::Certificate& certificate : made.certificates) {
    if (certificate.playbook != playbook) continue;
    docs::Proof proof{certificate.says.in(session.language), std::string(verdict_words(session, verdict_key(certificate.verdict))), {}, {}};
    for (const source::Words& each : certificate.assumes) proof.assumes.push_back(each.in(session.language));
    for (const source::Issue& each : certificate.findings) {
      const source::Source& text = made.sources[each.span.file];
      proof.assumes.push_back(source::message(each, session.language) + " (" + text.path() + ':' +
                              std::to_string(text.line_of(each.span.begin)) + ')');
      proof.codes.emplace_back(source::code_text(each.code));
    }
    out.push_back(std::move(proof));
  }
  return out;
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
        json.end_array().key("open").begin_array();
        for (const prove::Pressure::Share::Open& open : each.open)
          json.begin_object().field("site", open.path).field("why", open.why.in(session.language)).end_object();
        json.end_array().end_object();
      }
      session.out << json.end_array().end_object().end_object().text() << '\n';
      continue;
    }
    session.out << pressure.place.file << ':' << pressure.place.line << ' ' << pressure.policy << session.say(": at most ", "：最多 ")
                << pressure.at_most << session.say("; without the rule, all playbooks together at worst ", "；若无此规则，各剧本合计最坏 ")
                << sum << (bounded ? std::string_view() : session.say(" or more", " 或更多")) << '\n';
    for (const prove::Pressure::Share& each : pressure.shares) {
      session.out << "  " << each.playbook << ' ' << each.most << (each.bounded ? std::string_view() : session.say(" or more", " 或更多"));
      // A place that adds several is named once, with how many.
      for (std::size_t i = 0; i < each.sites.size(); ++i) {
        const auto here = each.sites.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::find(each.sites.begin(), here, *here) != here) continue;
        const auto times = std::count(here, each.sites.end(), *here);
        session.out << (i == 0 ? ": " : ", ") << *here;
        if (times > 1) session.out << " ×" << times << again_words(session, each, *here);
      }
      session.out << '\n';
      for (const prove::Pressure::Share::Open& open : each.open) {
        session.out << "    " << session.say("no bound: ", "上限未知：") << (open.path.empty() ? each.playbook : open.path)
                    << session.say(": ", "：") << source::said(open.why, session.language) << '\n';
      }
    }
  }
}

}  // namespace playmaker::cli
