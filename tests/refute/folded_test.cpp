// Conditions made up from a seed, folded without a customer and asked of every customer of a grid: what is called never true holds for
// none of them, what is called always true for all, and what was looked through whole and is neither holds for some and not for others.
// The grid has each constant a text can name and its neighbours, so nothing lies between.
#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "dsl/compile.hpp"
#include "dsl/prove/fold.hpp"
#include "dsl/source/render.hpp"
#include "runtime/base/prng.hpp"
#include "runtime/core/evaluate/evaluate.hpp"
#include "tests/main/rounds.hpp"

using namespace playmaker;
using plan::Datum;
using plan::Kind;

namespace {

constexpr const char* kBank = R"(catalog bank { zone "Asia/Shanghai"  currency CNY  event opened
  customer {
    products int  visits int  aum money  share percent  opened date  tier one_of  risk level_of  note text  vip bool  balance money optional
    holdings list of { product text } at most 3
  }
}
)";

enum Field : std::size_t { products, visits, aum, share, opened, tier, risk, note, vip, balance, holdings, kFields };
constexpr const char* kNames[] = {"products", "visits", "aum", "share", "opened", "tier", "risk", "note", "vip", "balance", "holdings"};

constexpr const char* kTiers[] = {"\"mass\"", "\"gold\"", "\"private\"", "\"mass\""};
constexpr const char* kRisks[] = {"\"C1\"", "\"C2\"", "\"C3\"", "\"C3\""};

class Making {
 public:
  explicit Making(std::uint64_t seed) : chance_(seed) {
    for (int i = 0; i < 3; ++i) fields_.push_back(static_cast<Field>(below(kFields)));
  }
  std::string condition(int depth = 3) {
    if (depth == 0 || below(4) == 0) return test();
    const std::string a = condition(depth - 1);
    if (below(5) == 0) return "not (" + a + ")";
    const std::string b = condition(depth - 1);
    return "(" + a + ")" + (below(2) == 0 ? " and " : " or ") + "(" + b + ")";
  }

 private:
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(chance_.below(n)); }
  template <std::size_t N>
  std::string pick(const char* const (&from)[N]) {
    return from[below(N)];
  }
  std::string compare() { return pick({" < ", " <= ", " > ", " >= ", " == ", " != "}); }
  std::string same() { return pick({" == ", " != "}); }

  // The n-th of four, in their order.
  static std::string nth(Field field, std::size_t n) {
    switch (field) {
      case products:
      case visits:
      case holdings: return std::to_string(n);
      case share: return std::to_string(n * 10) + "%";
      case opened: return "2026-01-0" + std::to_string(n + 1);
      case tier: return kTiers[n];
      case risk: return kRisks[n];
      case note: return n % 2 == 0 ? "\"a\"" : "\"b\"";
      default: return std::to_string(n) + "元";
    }
  }
  std::string constant(Field field) { return nth(field, below(4)); }
  std::string list(Field field) {
    std::string out = "[";
    for (std::size_t i = below(3); i > 0; --i) out += constant(field) + ", ";
    return out + constant(field) + "]";
  }
  std::string test() {
    const Field field = fields_[below(fields_.size())];
    const std::string name = std::string("customer.") + kNames[field];
    switch (field) {
      case vip: return name;
      case tier:
      case note:
        if (below(3) == 0) return name + pick({" in ", " not in "}) + list(field);
        return name + same() + constant(field);
      case risk: return name + compare() + constant(field);
      case holdings: return "size(" + name + ")" + compare() + constant(field);
      case balance:
        switch (below(4)) {
          case 0: return name + pick({" is known", " is not known"});
          case 1: return name + " is known and " + name + compare() + constant(field);
          default: return name + " otherwise " + constant(field) + compare() + constant(field);
        }
      default: break;
    }
    if (field == visits && below(2) == 0) return name + compare() + "customer.products";
    if (below(5) == 0) return name + " in " + list(field);
    if (below(5) == 0) {
      const std::size_t low = below(4);
      return name + " between " + nth(field, low) + " and " + nth(field, low + below(4 - low));
    }
    if (below(6) == 0) return constant(field) + compare() + name;
    return name + compare() + constant(field);
  }

  base::Prng chance_;
  std::vector<Field> fields_;
};

Datum datum(Kind kind, std::int64_t number) { return {kind, number, {}, {}}; }

// What a customer's field can be, as far as the texts tell it apart.
std::vector<Datum> values(Field field, const core::Dictionary& names) {
  std::vector<Datum> out;
  const auto around = [&](Kind kind, std::int64_t step, int most) {
    for (int i = 0; i <= most; ++i) {
      for (const int aside : {-1, 0, 1}) out.push_back(datum(kind, i * step + aside));
    }
  };
  const auto words = [&](Kind kind, std::initializer_list<const char*> all) {
    for (const char* each : all) out.push_back(datum(kind, names.find(core::Names::symbol, each)));
  };
  switch (field) {
    case products:
    case visits:
      for (int n = -2; n <= 5; ++n) out.push_back(datum(Kind::integer, n));   // room on either side of the constants
      break;
    case aum: around(Kind::money, 100, 4); break;
    case share: around(Kind::percent, 100'000, 4); break;
    case opened:
      for (int day = -1; day < 6; ++day) out.push_back(datum(Kind::date, base::date_of(2026, 1, 1).days + day));
      break;
    case tier: words(Kind::one_of, {"mass", "gold", "private"}); break;
    case risk: words(Kind::level_of, {"C1", "C2", "C3"}); break;
    case note:
      for (const char* each : {"a", "b", "c"}) out.push_back({Kind::text, 0, each, {}});
      break;
    case vip: out = {datum(Kind::boolean, 0), datum(Kind::boolean, 1)}; break;
    case balance:
      around(Kind::money, 100, 4);
      out.push_back({});
      break;
    default:
      for (std::size_t size = 0; size <= 3; ++size) {
        Datum list{Kind::list, 0, {}, {}};
        list.items.assign(size, Datum{Kind::record, 0, {}, {Datum{Kind::text, 0, "bond", {}}}});
        out.push_back(list);
      }
      break;
  }
  return out;
}

struct Found {
  std::size_t held = 0, failed = 0;
};
// Asks every customer of the grid over these fields.
Found ask(const core::Roster& roster, const core::LinkedUnit& unit, plan::NodeIndex condition, const std::vector<Field>& fields) {
  const core::Dictionary& names = *roster.dictionary;
  const base::Instant now{1'770'000'000'000};
  core::Findings findings;
  core::Customer customer;
  core::Frame frame;
  frame.roster = &roster;
  frame.unit = &unit;
  frame.now = now;
  frame.customer = &customer;
  Found out;
  const auto each = [&](const auto& self, std::size_t at) -> void {
    if (at == fields.size()) {
      (core::holds(frame, condition, findings) ? out.held : out.failed) += 1;
      return;
    }
    for (const Datum& value : values(fields[at], names)) {
      core::set_attribute(customer, names.find(core::Names::attribute, kNames[fields[at]]), value, now);
      self(self, at + 1);
    }
  };
  each(each, 0);
  return out;
}

std::string bank() {
  std::string out = kBank;
  out.replace(out.find("one_of"), 6, "one of [\"mass\", \"gold\", \"private\"]");
  out.replace(out.find("level_of"), 8, "level of [\"C1\", \"C2\", \"C3\"]");
  return out;
}

}  // namespace

TEST_CASE("folded: what is said of a condition without a customer is so of every customer") {
  const int rounds = tests::rounds_of(40, 400, 20'000);
  constexpr int kAtOnce = 40;
  std::size_t never = 0, always = 0, whole = 0;
  for (int first = 0; first < rounds; first += kAtOnce) {
    std::string text = bank();
    std::vector<std::vector<Field>> fields;
    std::vector<std::string> conditions;
    for (int i = 0; i < kAtOnce; ++i) {
      Making making(static_cast<std::uint64_t>(first + i) * 7'919 + 11);
      conditions.push_back(making.condition());
      fields.emplace_back();
      for (std::size_t field = 0; field < kFields; ++field) {
        if (conditions.back().find(std::string("customer.") + kNames[field]) != std::string::npos)
          fields.back().push_back(static_cast<Field>(field));
      }
      text += "playbook p" + std::to_string(i) + " { audience { enter on opened only " + conditions.back() +
              " again never } ends after 9 days }\n";
    }
    dsl::Options options;
    options.until = dsl::Until::lower;
    const dsl::Compiled made = dsl::compile({{"folded.play", text}}, {}, options);
    INFO(source::render(made.issues, made.sources, base::Language::en));
    REQUIRE(made.ok);
    const auto roster = core::link(nullptr, {made.catalog, made.plans, made.origins, {}});
    REQUIRE(roster.has_value());
    for (std::size_t i = 0; i < kAtOnce; ++i) {
      const plan::NodeIndex condition = made.plans[i]->audience.only.front();
      const prove::Folded folded = prove::fold(*made.catalog, made.plans[i]->unit, condition);
      const Found found = ask(**roster, (*roster)->plans[i]->unit, condition, fields[i]);
      INFO(conditions[i]);
      if (folded.truth == prove::Truth::never) CHECK(found.held == 0);
      if (folded.truth == prove::Truth::always) CHECK(found.failed == 0);
      if (folded.truth == prove::Truth::either && folded.whole) CHECK((found.held > 0 && found.failed > 0));
      never += folded.truth == prove::Truth::never ? 1 : 0;
      always += folded.truth == prove::Truth::always ? 1 : 0;
      whole += folded.whole ? 1 : 0;
    }
  }
  CHECK(never * 50 > static_cast<std::size_t>(rounds));
  CHECK(always * 50 > static_cast<std::size_t>(rounds));
  CHECK(whole * 2 > static_cast<std::size_t>(rounds));
}
