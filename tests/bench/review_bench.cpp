// What a review costs the engine by the number of branches: the tick that holds it, with an alert and a task for every other branch, and a
// plain tick beside it, which only asks whether one is due. Both must grow no faster than the branches: the figure a branch stays the same.
// Usage: review_bench [BRANCHES ...]   (default: 60 600 6000)
#include <time.h>

#include <cstdio>
#include <cstdlib>

#include "tests/engine/dialogue_bank.hpp"

namespace {

using namespace playmaker;
using namespace playmaker::engine_tests;

constexpr int kCustomersPerBranch = 4, kPlainTicks = 200, kRowsPerImport = 2'000;

const char* const kReviewed = R"(
role head { who customer.branch.head  final }
playbook reviewed {
  ends after 60 days
  audience { enter on opened  again never }
  must task ring { assign head  done by report  due 1 day }
  review weekly every week on monday at 09:00 {
    show  tasks by outcome
    alert head when rate(ring.done) < 80%
    when rate(ring.done) < 60% { task for branch improve { assign head  due 5 days } }
  }
}
)";

// Of the processor: what else runs on the machine does not count.
double milliseconds() {
  timespec at{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
  return static_cast<double>(at.tv_sec) * 1e3 + static_cast<double>(at.tv_nsec) / 1e6;
}
template <class Doing>
double took(Doing doing) {
  const double begun = milliseconds();
  doing();
  return milliseconds() - begun;
}

void import_all(TextBank& bank, RowKind kind, const std::vector<RawRow>& all) {
  for (std::size_t from = 0; from < all.size(); from += kRowsPerImport) {
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(from);
    const auto last = all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), from + kRowsPerImport));
    must(bank.run->give(rows(kind, {first, last})));
  }
}

// Every customer has a call to make; none is made, so that each branch has something to answer for.
void fill(TextBank& bank, int branches) {
  std::vector<RawRow> heads, known, customers;
  for (int i = 0; i < branches; ++i) {
    const std::string branch = "b" + std::to_string(i);
    heads.push_back({"h" + branch, {}});
    known.push_back({branch, {{"head", raw("h" + branch)}}});
    for (int c = 0; c < kCustomersPerBranch; ++c) customers.push_back({branch + "c" + std::to_string(c), {{"branch", raw(branch)}}});
  }
  import_all(bank, RowKind::people, heads);
  import_all(bank, RowKind::branches, known);
  import_all(bank, RowKind::customers, customers);
  std::uint64_t number = 0;
  for (const RawRow& customer : customers)
    must(bank.run->event(event(customer.id, "opened", on("03-02 10:00"), "e" + std::to_string(++number))));
}

void measure(int branches) {
  TextBank bank(kReviewed);
  const double filled = took([&] { fill(bank, branches); });
  bank.to("03-09 08:59");
  const double review = took([&] { bank.to("03-09 09:00"); });
  const Instant begun = bank.engine().now();
  const double plain = took([&] {
    for (int i = 0; i < kPlainTicks; ++i)
      must(bank.run->event(event("b0c0", "came", begun + (i + 1) * base::kSecond, "p" + std::to_string(i))));
  });
  bank.to("03-16 08:59");
  const double second = took([&] { bank.to("03-16 09:00"); });
  std::size_t acts = 0;
  must(bank.engine().replay(0, 1'000'000, [&](Committed&& committed) {
    for (const view::HeldReview& each : committed.batch.reviews) acts += each.review.acts.size();
  }));
  std::printf("%8d branches  review %9.2f ms (%6.1f us a branch)  the next %9.2f ms  acts %zu  plain tick %7.4f ms  filled in %.0f ms\n",
              branches, review, review * 1e3 / branches, second, acts, plain / kPlainTicks, filled);
}

}  // namespace

int main(int count, char** words) {
  std::vector<int> sizes;
  for (int i = 1; i < count; ++i) sizes.push_back(std::max(1, std::atoi(words[i])));
  if (sizes.empty()) sizes = {60, 600, 6'000};
  for (const int each : sizes) measure(each);
  return 0;
}
