// Rules of a policy as a person wrote them, and the file and line they stand in.
#include "daemon/words/words.hpp"
#include "dsl/tell/length.hpp"

namespace playmaker::daemon {
namespace {

using base::Language;
using core::Reason;

std::string_view purpose_word(plan::Purpose purpose, bool zh) {
  switch (purpose) {
    case plan::Purpose::marketing: return zh ? "营销" : "marketing";
    case plan::Purpose::service: return zh ? "服务" : "service";
    case plan::Purpose::regulatory: return zh ? "监管" : "regulatory";
    case plan::Purpose::staff: return zh ? "员工" : "staff";
  }
  return "";
}

// In Chinese by its label, where the catalog has one.
std::string called(const plan::Catalog* catalog, core::Names kind, const std::string& name) {
  const plan::Label* label = catalog == nullptr ? nullptr : label_of(*catalog, kind, name);
  return label == nullptr || label->zh.empty() ? name : label->zh;
}
// What a consent is to, or the attribute's label.
std::string consent_words(const plan::Catalog* catalog, const std::string& attribute) {
  constexpr std::string_view kConsent = "consent.";
  const std::string own = called(catalog, core::Names::attribute, attribute);
  if (own != attribute || !attribute.starts_with(kConsent)) return own == attribute ? "customer." + attribute : own;
  const std::string to = attribute.substr(kConsent.size());
  return (to == "marketing" ? "营销" : called(catalog, core::Names::channel, to)) + "授权";
}

std::string reach_words(const plan::Reach& reach, bool zh, const plan::Catalog* catalog) {
  std::string list;
  const auto add = [&](std::string_view word) {
    if (!list.empty()) list += zh ? "、" : ", ";
    list += word;
  };
  for (const std::string& channel : reach.channels) add(zh ? called(catalog, core::Names::channel, channel) : channel);
  for (const plan::Purpose purpose : reach.purposes) add(purpose_word(purpose, zh));
  return list;
}

std::string period_words(plan::Period period, bool zh) {
  switch (period) {
    case plan::Period::day: return zh ? "每日" : "per day";
    case plan::Period::week: return zh ? "每个自然周" : "per calendar week";
    case plan::Period::month: return zh ? "每个自然月" : "per calendar month";
    case plan::Period::quarter: return zh ? "每个季度" : "per calendar quarter";
    case plan::Period::year: return zh ? "每年" : "per calendar year";
  }
  return {};
}

std::string cap_words(const plan::Cap& cap, Language language, const plan::Catalog* catalog) {
  const bool zh = language == Language::zh;
  const std::string count = std::to_string(cap.at_most);
  const std::string within = cap.sliding.written() ? (zh ? words(cap.sliding, language) + "内" : "per " + words(cap.sliding, language))
                                                   : period_words(cap.period, zh);
  const std::string reach = reach_words(cap.reach, zh, catalog);
  if (zh)
    return within + "至多 " + count + " 次" + (cap.channel.empty() ? "触达" : called(catalog, core::Names::channel, cap.channel)) +
           (reach.empty() ? "" : "(" + reach + ")");
  return "at most " + count + " " + (cap.channel.empty() ? (cap.at_most == 1 ? "contact" : "contacts") : cap.channel) + " " + within +
         (reach.empty() ? "" : " over " + reach);
}

std::string quiet_words(const plan::QuietHours& quiet, Language language, const plan::Catalog* catalog) {
  const bool zh = language == Language::zh;
  std::string text;
  if (!quiet.holidays_of.empty()) {
    text = zh ? quiet.holidays_of + " 的节假日全天免扰" : "quiet all day on holidays of " + quiet.holidays_of;
  } else {
    const std::string from = base::format_time({quiet.from_minute}), to = base::format_time({quiet.to_minute});
    text = zh ? from + " 至 " + to + " 免扰" : "quiet from " + from + " to " + to;
  }
  const std::string reach = reach_words(quiet.reach, zh, catalog);
  return text + (reach.empty() ? "" : (zh ? "(" + reach + ")" : " for " + reach));
}

std::string silence_words(const plan::Silence& silence, Language language, const plan::Catalog* catalog) {
  const bool zh = language == Language::zh;
  std::string text;
  if (silence.after_event.empty()) text = zh ? "某条件成立期间静默" : "silence while its condition holds";
  else
    text = zh ? "“" + called(catalog, core::Names::event, silence.after_event) + "”之后静默 " + words(silence.length, language)
              : "silence " + words(silence.length, language) + " after " + silence.after_event;
  const std::string reach = reach_words(silence.reach, zh, catalog);
  return text + (reach.empty() ? "" : (zh ? "(" + reach + ")" : " for " + reach));
}

std::string asking_words(const plan::Policy& policy, Language language) {
  if (policy.ask_at_most == 0) return {};
  const std::string count = std::to_string(policy.ask_at_most), per = words(policy.ask_per, language);
  return language == Language::zh ? per + "内至多问询 " + count + " 次" : "ask at most " + count + " per " + per;
}

std::string spelled(const plan::Policy& policy, Reason why, std::uint32_t rule, Language language, const plan::Catalog* catalog) {
  const bool zh = language == Language::zh;
  switch (why) {
    case Reason::capped: return rule < policy.caps.size() ? cap_words(policy.caps[rule], language, catalog) : std::string();
    case Reason::gap: {
      if (rule >= policy.gaps.size()) return {};
      const plan::Gap& gap = policy.gaps[rule];
      const std::string reach = reach_words(gap.reach, zh, catalog);
      return zh ? "两次触达至少间隔 " + words(gap.least, language) + (reach.empty() ? "" : "(" + reach + ")")
                : "leave " + words(gap.least, language) + " between contacts" + (reach.empty() ? "" : " over " + reach);
    }
    case Reason::quiet: return rule < policy.quiet.size() ? quiet_words(policy.quiet[rule], language, catalog) : std::string();
    case Reason::no_consent: {
      if (rule >= policy.needs.size()) return {};
      const plan::Need& need = policy.needs[rule];
      const std::string reach = reach_words(need.reach, zh, catalog);
      return zh ? reach + "须先有" + consent_words(catalog, need.attribute) : "needs customer." + need.attribute + " before " + reach;
    }
    case Reason::silenced: return rule < policy.silences.size() ? silence_words(policy.silences[rule], language, catalog) : std::string();
    case Reason::bank_held_out: {
      const std::string share = std::to_string(policy.hold_out / 10'000) +
                                (policy.hold_out % 10'000 == 0 ? "" : "." + std::to_string(policy.hold_out % 10'000 / 100)) + "%";
      return policy.hold_out == 0 ? std::string() : (zh ? "全行留白组 " + share : "hold out " + share + " of all customers");
    }
    case Reason::asked_enough: return asking_words(policy, language);
    default: return {};
  }
}

const plan::Place* place(const plan::Policy& policy, Reason why, std::uint32_t rule) {
  switch (why) {
    case Reason::capped: return rule < policy.caps.size() ? &policy.caps[rule].place : nullptr;
    case Reason::gap: return rule < policy.gaps.size() ? &policy.gaps[rule].place : nullptr;
    case Reason::quiet: return rule < policy.quiet.size() ? &policy.quiet[rule].place : nullptr;
    case Reason::no_consent: return rule < policy.needs.size() ? &policy.needs[rule].place : nullptr;
    case Reason::silenced: return rule < policy.silences.size() ? &policy.silences[rule].place : nullptr;
    case Reason::bank_held_out:
    case Reason::asked_enough: return &policy.place;
    default: return nullptr;
  }
}

}  // namespace

std::string rule_place(const plan::Policy& policy, Reason why, std::uint32_t rule) {
  const plan::Place* found = place(policy, why, rule);
  return found == nullptr || found->line == 0 ? std::string() : found->file + ":" + std::to_string(found->line);
}

std::string rule_words(const plan::Policy& policy, Reason why, std::uint32_t rule, Language language, const plan::Catalog* catalog) {
  return spelled(policy, why, rule, language, catalog);
}

std::string words(const plan::Length& length, Language language) { return tell::length_words(length, language); }

}  // namespace playmaker::daemon
