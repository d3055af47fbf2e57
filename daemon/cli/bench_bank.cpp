#include "daemon/cli/bench_bank.hpp"

#include <cstdio>

namespace playmaker::cli {
namespace {

constexpr int kBranches = 50;

enum class Lot { meeting, fresh, leaving, settled };
Lot lot_of(std::uint64_t number) {
  const std::uint64_t at = number % 20;
  return at < 5 ? Lot::meeting : at < 9 ? Lot::fresh : at == 9 ? Lot::leaving : Lot::settled;
}

template <class... Args>
void print(std::string& out, const char* format, Args... args) {
  char buffer[640];
  const int n = std::snprintf(buffer, sizeof buffer, format, args...);
  if (n > 0) out.append(buffer, static_cast<std::size_t>(n) < sizeof buffer ? static_cast<std::size_t>(n) : sizeof buffer - 1);
}

void append_event(std::string& out, std::uint64_t number, std::uint64_t serial, const char* type, const char* data) {
  print(out,
        R"({"specversion":"1.0","id":"b%llu-%llu","source":"/bench","type":"%s","subject":"K%07llu",)"
        R"("time":"2026-03-03T07:00:00+08:00","data":%s})",
        static_cast<unsigned long long>(number), static_cast<unsigned long long>(serial), type, static_cast<unsigned long long>(number),
        data);
  out += '\n';
}

}  // namespace

std::string bench_staff(const char* what) {
  std::string out;
  const std::string kind = what;
  if (kind == "branches") {
    for (int b = 0; b < kBranches; ++b) {
      if (b == 0) print(out, "%s\n", R"({"id":"B00","head":"P00H","duty_manager":"P00D"})");
      else print(out, "{\"id\":\"B%02d\",\"parent\":\"B00\",\"head\":\"P%02dH\",\"duty_manager\":\"P%02dD\"}\n", b, b, b);
    }
  } else if (kind == "people") {
    for (int b = 0; b < kBranches; ++b) {
      for (const char role : {'H', 'D', 'M'}) print(out, "{\"id\":\"P%02d%c\",\"name\":\"P%02d%c\"}\n", b, role, b, role);
    }
  } else {
    out = R"({"id":"wealth_advisors","people":["P00M","P01M","P02M"]})"
          "\n"
          R"({"id":"phone_agents","people":["P03M","P04M"]})"
          "\n";
  }
  return out;
}

void append_bench_customer(std::string& out, std::uint64_t number) {
  const Lot lot = lot_of(number);
  const unsigned branch = static_cast<unsigned>(number % (kBranches - 1)) + 1;
  const char* opened = lot == Lot::fresh ? "2026-03-02" : lot == Lot::meeting ? "2026-02-27" : "2023-05-04";
  const char* aum = lot == Lot::fresh ? "30000.00" : "880000.00";
  print(out,
        R"({"id":"K%07llu","manager":"P%02uM","branch":"B%02u","kind":"personal","tier":"%s","aum":"%s","peak_aum":"%s",)"
        R"("balance":"20000.00","opened_on":"%s","product_count":1,)",
        static_cast<unsigned long long>(number), branch, branch, lot == Lot::fresh ? "mass" : "gold", aum, aum, opened);
  print(out,
        R"("salary_bound":false,"wecom_bound":true,"do_not_contact":false,)"
        R"("consent":{"marketing":true,"sms":true,"push":true,"wecom":true,"phone":true},"score.churn_30d":%s})",
        lot == Lot::leaving ? "0.9" : "0.1");
  out += '\n';
}

bool bench_opens(std::uint64_t number) { return lot_of(number) == Lot::meeting || lot_of(number) == Lot::fresh; }
void append_bench_opening(std::string& out, std::uint64_t number) { append_event(out, number, UINT32_MAX, "account_opened", "{}"); }

void append_bench_event(std::string& out, std::uint64_t number, std::uint64_t turn) {
  switch (lot_of(number)) {
    case Lot::meeting: return append_event(out, number, turn, turn % 2 == 0 ? "complaint_opened" : "complaint_closed", "{}");
    case Lot::fresh:
      if (turn % 2 == 0) return append_event(out, number, turn, "first_deposit", R"({"amount":"20000.00"})");
      return append_event(out, number, turn, "first_purchase", R"({"product":"cash_plus","amount":"10000.00"})");
    case Lot::leaving: return append_event(out, number, turn, "transfer_out", R"({"amount":"5000.00"})");
    case Lot::settled:
      return append_event(out, number, turn, turn % 2 == 0 ? "app_login" : "deposit", turn % 2 == 0 ? "{}" : R"({"amount":"1000.00"})");
  }
}

}  // namespace playmaker::cli
