// bench eval: how often a second one core asks a plain condition of customers, as an audience's sweep does.
#include <algorithm>
#include <memory>
#include <ostream>

#include "daemon/cli/command.hpp"
#include "daemon/clock.hpp"
#include "daemon/json.hpp"
#include "dsl/compile.hpp"
#include "runtime/core/evaluate/evaluate.hpp"

namespace playmaker::cli {
namespace {

constexpr const char* kCondition = "customer.aum >= 50万元 and customer.tier in [\"gold\", \"private\"]";
constexpr std::size_t kCustomers = 1'024;
constexpr int kRounds = 7;

std::string bank(const std::string& condition) {
  return "catalog bank { zone \"Asia/Shanghai\" currency CNY event account_opened {}\n"
         "  customer { aum money fresh 36 hours  tier one of [\"mass\", \"gold\", \"private\"] } }\n"
         "playbook swept { audience { enter on account_opened only " +
         condition + " again never } ends after 10 days }\n";
}

struct Wish {
  std::int64_t evaluations = 20'000'000;
};

struct Swept {
  std::shared_ptr<const core::Roster> roster;
  std::vector<core::Customer> customers;
  plan::NodeIndex condition = plan::kNone;
  base::Instant now{1'770'000'000'000};
};

base::Result<Swept> sweep() {
  dsl::Options options;
  options.until = dsl::Until::lower;
  const dsl::Compiled made = dsl::compile({{"bench.play", bank(kCondition)}}, {}, options);
  if (!made.ok || made.plans.empty() || made.plans.front()->audience.only.empty())
    return base::broken("bench_text",
                        "the benchmark's own playbook does not compile: " +
                            (made.issues.empty() ? std::string() : source::message(made.issues.list().front(), base::Language::en)));
  auto roster = core::link(nullptr, {made.catalog, made.plans, made.origins, {}});
  if (!roster) return std::unexpected(roster.error());
  Swept out;
  out.roster = *roster;
  out.condition = made.plans.front()->audience.only.front();
  const auto number = [&](core::Names kind, const char* name) { return out.roster->dictionary->find(kind, name); };
  constexpr const char* kTiers[] = {"mass", "gold", "private"};
  for (std::size_t i = 0; i < kCustomers; ++i) {
    core::Customer& customer = out.customers.emplace_back();
    plan::Datum aum, tier;
    aum.kind = plan::Kind::money;
    aum.number = static_cast<std::int64_t>(i * 7'919 % kCustomers) * 100'000;   // up to about a million yuan, half of them enough
    tier.kind = plan::Kind::one_of;
    tier.number = number(core::Names::symbol, kTiers[i * 31 % 3]);
    core::set_attribute(customer, number(core::Names::attribute, "aum"), aum, out.now);
    core::set_attribute(customer, number(core::Names::attribute, "tier"), tier, out.now);
  }
  return out;
}

Exit bench(const Session& session, const Wish& wish) {
  const auto swept = sweep();
  if (!swept) return session.failed(swept.error());
  core::Findings findings;
  core::Frame frame;
  frame.roster = swept->roster.get();
  frame.unit = &swept->roster->plans.front()->unit;
  frame.now = swept->now;
  const auto count = static_cast<std::size_t>(std::max<std::int64_t>(wish.evaluations, 1));
  std::size_t held = 0;
  double best = 0;
  for (int round = 0; round < kRounds; ++round) {
    held = 0;
    const std::int64_t begin = daemon::monotonic_nanoseconds();
    for (std::size_t i = 0; i < count; ++i) {
      frame.customer = &swept->customers[i % kCustomers];
      held += core::holds(frame, swept->condition, findings) ? 1 : 0;
    }
    const auto taken = static_cast<double>(std::max<std::int64_t>(daemon::monotonic_nanoseconds() - begin, 1));
    best = std::max(best, static_cast<double>(count) * 1e9 / taken);
  }
  if (session.json) {
    daemon::JsonWriter json;
    json.begin_object().field("condition", kCondition).field("evaluations_per_second", best);
    session.out << json.field("held_share", static_cast<double>(held) / static_cast<double>(count)).end_object().text() << '\n';
  } else {
    session.out << session.say("evaluations a second on one core: ", "单核每秒求值次数:") << static_cast<std::uint64_t>(best) << "  "
                << kCondition << '\n';
  }
  return Exit::ok;
}

}  // namespace

std::vector<Command> bench_eval_commands() {
  auto wish = std::make_shared<Wish>();
  return {{"bench eval",
           {"measure how often a second one core asks a plain condition of customers; the best of seven rounds",
            "测量单核每秒对客户求值简单条件的次数,取七轮中最好的一轮"},
           {{"--evaluations", &wish->evaluations, {"in each round", "每轮次数"}, false, {}}},
           [wish](const Session& session) { return bench(session, *wish); }}};
}

}  // namespace playmaker::cli
