#pragma once
// What a condition hangs on: each thing it compares with constants, and one value of every piece that these constants cut its kind into.
//
//   customer.products > 3 and customer.products < 5       …3 · 4 · 5…         whole kinds have nothing between neighbours
//   customer.tier == "gold"                               each of its words
//   customer.note == "x"                                  "x", and any other text
//   a < b, neither a constant                             less, equal, greater
//   a person in a list, a text that contains a word       holds, or does not
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "runtime/plan/plan.hpp"

namespace playmaker::prove {

struct FoldValue {
  enum class Is : std::uint8_t { unknown, number, real, text };
  Is is = Is::unknown;
  std::int64_t number = 0;                   // a whole kind's, a truth's; of a relation -1, 0, 1
  double real = 0;
  plan::TextIndex text = plan::kNone;        // kNone: a text that no constant says
  bool known() const { return is != Is::unknown; }
  static FoldValue of(std::int64_t number) { return {Is::number, number, 0, plan::kNone}; }
};

struct Leaf {
  plan::NodeIndex a = plan::kNone, b = plan::kNone;   // b: a relation between the two
  bool may_be_unknown = false;               // somebody asks whether it is known, or goes another way where it is not
  bool truth = false;                        // asked as it stands, or as a whole test that is not looked into
  std::set<std::int64_t> numbers;            // what it is compared with
  std::set<double> reals;
  std::set<plan::TextIndex> texts;
  std::vector<FoldValue> values;
};

class Leaves {
 public:
  Leaves(const plan::Catalog& catalog, const plan::Unit& unit, plan::NodeIndex condition);

  std::vector<Leaf>& all() { return leaves_; }
  std::size_t cases() const;                 // how many there are to look at; at most 2^20 is told
  bool whole() const { return whole_; }      // nothing but values that vary freely
  const Leaf* find(plan::NodeIndex a, plan::NodeIndex b = plan::kNone) const;
  // Whether a comparison is looked into, side by side; else it is a relation, or a truth of its own.
  bool compared(plan::NodeIndex a, plan::NodeIndex b) const;
  bool ordered(plan::NodeIndex a, plan::NodeIndex b) const;      // a relation that has a less and a greater
  bool looked_into(plan::NodeOp op, plan::NodeIndex a, plan::NodeIndex b) const;

 private:
  void condition(plan::NodeIndex at, bool perhaps_unknown);
  void compare(plan::NodeIndex a, plan::NodeIndex b, bool perhaps_unknown);
  void value(plan::NodeIndex at, bool perhaps_unknown);
  bool simple(plan::NodeIndex at) const;     // a constant, a leaf, or a choice of these
  void ends(plan::NodeIndex at, std::vector<plan::NodeIndex>& leaves, std::vector<plan::NodeIndex>& constants) const;
  Leaf& leaf(plan::NodeIndex a, plan::NodeIndex b = plan::kNone);
  void cut(Leaf& leaf) const;
  void cut_whole(Leaf& leaf, std::int64_t least, std::int64_t most) const;
  std::int64_t least_of(plan::NodeIndex at) const;
  std::int64_t most_of(plan::NodeIndex at) const;
  bool computed(const plan::Node& node) const;   // from other fields of the customer
  bool varies(const Leaf& relation) const;
  void judge_whole();

  const plan::Catalog& catalog_;
  const plan::Unit& unit_;
  std::vector<Leaf> leaves_;
  bool whole_ = true;
};

// A constant as it is compared; nullopt: no constant.
std::optional<FoldValue> constant_of(const plan::Unit& unit, plan::NodeIndex at);

}  // namespace playmaker::prove
