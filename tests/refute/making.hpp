#pragma once
// Small playbooks made up from a seed, each with one guarantee, in the small house beside this file.
#include <string>
#include <vector>

#include "daemon/refute/life.hpp"
#include "runtime/base/prng.hpp"
#include "tests/refute/bank.hpp"

namespace playmaker::refute_tests {

// The channels of a life: what is sent first comes to `says`, the last it falls back to is accepted.
inline auto answering(core::DeliveryOutcome says) {
  return [says](const plan::Plan& of, std::uint32_t site) {
    for (const plan::Send& send : of.sends) {
      if (send.legs.back().site == site) return core::DeliveryOutcome::accepted;
    }
    return says;
  };
}

// Whatever waits for the customer's word, answered.
inline std::vector<core::DeliveryReported> answers(const core::Customer& customer) {
  std::vector<core::DeliveryReported> out;
  for (const core::Journey& journey : customer.journeys) {
    for (const core::Reply& reply : journey.replies) {
      const plan::Kind kind = reply.kind == core::ReplyKind::ask ? plan::Kind::integer : plan::Kind::boolean;
      const core::ThingRef touch{journey.journey, reply.touch_site, reply.occurrence};
      out.push_back({touch, 0, core::DeliveryOutcome::answered, base::Instant{0}, "", 0, {{kind, 1, {}, {}}}});
    }
  }
  return out;
}

// Who is contacted: willing, with two things in their portfolio.
inline core::AttributesSet profile(const core::Roster& roster, bool vip, base::Instant at) {
  const auto number = [&](core::Names kind, const char* name) { return roster.dictionary->find(kind, name); };
  const auto thing = [&](const char* product, std::int64_t amount) {
    const plan::Datum of{plan::Kind::one_of, number(core::Names::symbol, product), {}, {}}, much{plan::Kind::integer, amount, {}, {}};
    return plan::Datum{plan::Kind::record, 0, {}, {of, much}};
  };
  core::AttributesSet out;
  out.at = at;
  out.values.push_back({number(core::Names::attribute, "consent"), {plan::Kind::boolean, 1, {}, {}}});
  out.values.push_back({number(core::Names::attribute, "vip"), {plan::Kind::boolean, vip ? 1 : 0, {}, {}}});
  out.values.push_back({number(core::Names::attribute, "holdings"), {plan::Kind::list, 0, {}, {thing("cash", 5), thing("bond", 1)}}});
  out.values.push_back({number(core::Names::attribute, "branch"), {plan::Kind::branch, 0, {}, {}}});
  return out;
}

// A list names them, or no longer does.
inline core::AttributesSet listed(std::uint32_t attribute, bool named, base::Instant at) {
  core::AttributesSet out;
  out.at = at;
  out.values.push_back({attribute, {plan::Kind::boolean, named ? 1 : 0, {}, {}}});
  return out;
}

// Whom a lead was dealt to claims or declines it; one that stands open is claimed by whoever comes.
inline std::vector<core::QuestionReplied> lead_replies(const core::Customer& customer, bool claimed) {
  std::vector<core::QuestionReplied> out;
  for (const core::Question& question : customer.open_questions) {
    if (question.kind != core::QuestionKind::lead) continue;
    const std::uint32_t person = question.person == plan::kNone ? 0 : question.person;
    out.push_back({question.question, claimed ? "claimed" : "declined", "x", claimed ? person : plan::kNone});
  }
  return out;
}

class Making {
 public:
  explicit Making(std::uint64_t seed) : chance_(seed), doors_(seed ^ 0x6c65616473ULL) {}

  std::string text() {
    static constexpr const char* kPolicies[] = {"free", "quiet", "apart", "capped"};
    static constexpr const char* kAgain[] = {"never", "after 4 days", "after 12 days since exit", "after 60 days"};
    std::string body;
    const int things = 1 + below(4);
    for (int i = 0; i < things; ++i) body += thing() + "\n";
    if (below(4) == 0) body += around() + "\n";
    const std::string promise = std::to_string(1 + below(3)) + pick({" contacts", " sms", " contacts"}) + " per " +
                                pick({"7 days", "3 days", "day", "calendar week", "24 hours"}) + pick({"", "", " over sms, push"});
    const char* const policy = kPolicies[below(4)];
    const std::string in = door();
    const std::string out = refute_tests::playbook(promise, body, policy, in + "  again " + kAgain[below(4)]);
    if (in != "enter on hand_off") return out;
    return out +
           "playbook q { calendar cn  ends after 9 days  audience { enter on opened  enter on visit  again after 3 days }  "
           "hand off to p else { tag \"refused\" } }\n";
  }

 private:
  int below(int n) { return static_cast<int>(chance_.below(static_cast<std::uint64_t>(n))); }
  std::string pick(std::vector<std::string> from) { return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))]; }
  // By an event, by a list that is dealt out, or by either; by a sweep, or handed over by another playbook. Drawn apart, so that what
  // stands behind the door is the same with each.
  std::string door() {
    const auto one_of = [&](std::vector<std::string> from) { return from[static_cast<std::size_t>(doors_.below(from.size()))]; };
    const std::string kind = one_of({"event", "event", "event", "list", "both", "sweep", "handed"});
    if (kind == "event") return "enter on opened";
    if (kind == "sweep") return "enter every week on monday at 20:00";
    if (kind == "handed") return "enter on hand_off";
    const std::string list = "enter from list " + one_of({"names", "callers"}) + " dealt by branch to " + one_of({"head", "keeper"}) +
                             one_of({" claim within 1 day else next", " claim within 30 hours else back",
                                     " claim within 2 working days else next", " claim within 3 days else back", ""});
    return kind == "list" ? list : "enter on opened  " + list;
  }
  std::string number() { return std::to_string(1 + below(9)); }
  std::string name(const char* prefix) { return prefix + std::to_string(++named_); }
  std::string send() {
    return pick(
        {"send sms hello", "send push hello", "send push hello else sms hello", "send push hello read within 2 hours else sms hello"});
  }
  std::string steps() {
    std::string out = send();
    if (below(3) == 0)
      out += pick({" wait 2 days ", " wait 26 hours ", " wait for deposit up to 3 days else { " + send() + " } ", " "}) + send();
    if (below(4) == 0) out = "when customer.vip { " + out + " } else { " + send() + " }";
    return out;
  }
  std::string time() {
    return pick({"on day " + number(), "on day " + number() + " at 18:30", "on friday at 10:00", "on friday at 10:00 up to 3 times",
                 number() + " days after entry", "36 hours after entry", "on the 15th at 12:00"});
  }
  std::string task() {
    const std::string made = name("t");
    tasks_.push_back(made);
    return "must task " + made + pick({" by phone", ""}) + " { assign head  due 2 days  " +
           pick({"", "done on visit  ", "done on visit  done by report",
                 "done on visit  attempts up to 2 times every 3 hours on deposit as unreached",
                 "done by report  attempts up to 3 times every 1 day on visit as unreached  call back at event.at on later"}) +
           " }";
  }
  std::string wave() {
    std::string guard = tasks_.empty() || below(2) == 0 ? "" : " unless " + tasks_.back() + ".closed";
    return "wave " + name("w") + " " + time() + guard + " { " + steps() + " }";
  }
  std::string stage() {
    const std::string made = name("s");
    std::string after = stages_.empty() || below(2) == 0 ? "" : " after " + stages_.back();
    if (after.empty()) after = pick({"", "", " on days 2 to 9", " when customer.vip"});
    if (below(3) == 0 && after.find("days") == std::string::npos) after += " due 6 days";
    const std::string inside = below(2) == 0 ? task() + " " + steps() : steps();
    stages_.push_back(made);
    return "stage " + made + after + " { " + inside + " }";
  }
  std::string dialogue() {
    const std::string braces = " { " + send() + " } else { " + send() + " } ";
    switch (below(3)) {
      case 0: return "ask survey via push answer within " + pick({"2 days", "5 hours"}) + braces + pick({"", "wait 3 days " + send()});
      case 1: return "place banner on app for " + pick({"3 days", "1 day"}) + braces;
      default: return "invite salon via sms hello " + pick({"", send()});
    }
  }
  // What frames the journey, once.
  std::string around() {
    switch (below(5)) {
      case 0: return "exit gone on visit\non gone { " + send() + " }";
      case 1: return "goal g = customer.vip within 9 days\non missed { " + send() + " }";
      case 2: return "goal g = visit since entry within 9 days keep going\non g { " + send() + " }\non missed { " + send() + " }";
      case 3: return "pause touches on visit until deposit";
      default: return "on consent lost hold 3 days";
    }
  }
  std::string thing() {
    switch (below(17)) {
      case 8: return stage();
      case 9: return dialogue();
      case 10: {
        const std::string made = name("e");
        return "experiment " + made + " { arm a 50% { " + steps() + " } arm b 30% { " + send() +
               " } control 20% measure visit within 9 days }";
      }
      case 11: return "include nudge as " + name("n");
      case 12: return "task for branch " + name("k") + " { assign desk due 2 days } " + send();
      case 13: return "hand off to nowhere else { " + send() + " } " + send();
      case 14: {
        const std::string one = name("k"), other = name("k");
        return "decide " + name("d") + " by customer.vip { true -> " + one + "  false -> " + other + " }\ntrack " + one + " { " + steps() +
               " }\ntrack " + other + " { " + steps() + " }";
      }
      case 15:
        return "moment " + name("m") + " { " +
               pick({"", "for each h in customer.holdings  ", "for each h in customer.holdings where h.amount > 1  "}) +
               "on deposit  again " + pick({"never", "after 2 days", "after 5 days", "after 9 days"}) + "  expires after 3 days  " +
               pick({"", "overlap merge  ", "overlap queue  "}) + steps() + " }";
      case 7:
        if (below(2) == 0)
          return "moment " + name("m") + " { for each h in customer.holdings  on deposit  again " +
                 pick({"per h.product", "after 4 days per h.product"}) + "  expires after 2 days  " + send() + " }";
        [[fallthrough]];
      case 0: return steps();
      case 1: return task();
      case 2:
      case 3: return wave();
      case 4:
        return "moment " + name("m") + " { on deposit  again " + pick({"never", "after 2 days", "after 5 days", "after 8 days"}) +
               "  expires after 3 days  " + steps() + " }";
      case 5:
        return "repeat " + name("r") + " every " + pick({"2 days", "3 days", "week on friday", "8 days"}) + " up to " +
               std::to_string(1 + below(4)) + " times { " + steps() + " }";
      case 6:
        return "hand over to head accept within " + pick({"1 day", "4 days"}) + " else " + pick({"keep ", "{ " + send() + " } "}) + send();
      default: {
        const std::string from = tasks_.empty() || below(2) == 0 ? "deposit" : tasks_.back() + ".closed";
        return "breakpoint " + name("b") + " from " + from + " to visit stalls after " +
               pick({"2 days", "5 days", "1 working day", "30 hours"}) + pick({"", " up to 2 times"}) + " { " + steps() + " }";
      }
    }
  }

  base::Prng chance_, doors_;
  int named_ = 0;
  std::vector<std::string> tasks_, stages_;
};

}  // namespace playmaker::refute_tests
