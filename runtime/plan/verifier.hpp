#pragma once
// The shared part of verify(Plan) and verify(Catalog): ranges, names of closed lists, and a unit's condition code. Keeps the first fault
// only, in words; private to the room.
#include <initializer_list>
#include <string>

#include "runtime/plan/catalog.hpp"
#include "runtime/plan/expression.hpp"
#include "runtime/plan/plan.hpp"

namespace playmaker::plan {

// Deeper condition code than a person can write: bounds the evaluator's recursion.
constexpr std::uint32_t kDepthMax = 500;
// No length reaches beyond what a civil date can say.
constexpr std::int64_t kLengthDaysMax = 100 * 366, kLengthMillisMax = kLengthDaysMax * 24 * 3600 * 1000, kLengthMonthsMax = 100 * 12;

struct Plan;

class Verifier {
 public:
  explicit Verifier(const Unit& unit, std::size_t tasks = 0) : unit_(unit), tasks_(tasks) {}

  bool sound() const { return fault_.empty(); }
  const std::string& fault() const { return fault_; }
  void fail(const std::string& what);
  void require(bool condition, const char* what) {
    if (!condition) fail(what);
  }
  // An index of a table; `optional`: kNone is no fault.
  void index(std::uint32_t at, std::size_t size, const char* what);
  void optional_index(std::uint32_t at, std::size_t size, const char* what) {
    if (at != kNone) index(at, size, what);
  }
  void text(TextIndex at, const char* what) { index(at, unit_.texts.size(), what); }
  void optional_text(TextIndex at, const char* what) {
    if (at != kNone) text(at, what);
  }
  void node(NodeIndex at, const char* what) { index(at, unit_.nodes.size(), what); }
  void optional_node(NodeIndex at, const char* what) {
    if (at != kNone) node(at, what);
  }
  // A value of a closed list that runs from `first` to `last` without a hole.
  template <class Enum>
  void named(Enum value, Enum first, Enum last, const char* what) {
    require(value >= first && value <= last, what);
  }
  void length(const Length& length, const char* what);
  void minute(std::int32_t minute, const char* what) { require(minute >= -1 && minute <= 24 * 60, what); }   // -1: not written
  void share(std::uint32_t millionths, const char* what) { require(millionths <= 1'000'000, what); }
  void entry(const Entry& entry);          // how often, after which import, from which list; not its triggers and times
  // `records`: how many record shapes the unit's owner declares; kNone where it knows none (a plan).
  void type(const Type& type, std::uint32_t records, const char* what);
  void unit(std::uint32_t records);

 private:
  void code(std::uint32_t records);
  void function(const Node& call);
  void window(const Window& window);

  const Unit& unit_;
  std::size_t tasks_;
  std::string fault_;
};

void verify_flow(const Plan& plan, Verifier& v);   // verify_flow.cpp: repeats, reservations, lost consent
void verify_reviews(const Plan& plan, Verifier& v);   // verify_review.cpp
// How a task's work is done, its triggers apart (verify_work.cpp).
void verify_work(Verifier& v, const Plan& plan, const WorkRule& rule);

}  // namespace playmaker::plan
