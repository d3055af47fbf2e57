#include <bit>
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "dsl/syntax/builder.hpp"

namespace playmaker::syntax {
namespace {

const source::Span kNowhere{0, 0, 0};

// leg: ref, ref, report_within "read" (2 hours)
Tree leg(NodeId& root, std::uint32_t shift, std::string_view channel = "wecom") {
  Builder builder(0);
  const Builder::Mark whole = builder.mark();
  builder.add(Kind::ref, {0, shift, shift + 1}, channel);
  const Builder::Mark trial = builder.mark();
  builder.add(Kind::ref, kNowhere, "a mistake");
  builder.add(Kind::lit_int, kNowhere, {}, {.number = 7});
  builder.rollback(trial);
  builder.add(Kind::ref, kNowhere, "fm_invite");
  const Builder::Mark report = builder.mark();
  builder.add(Kind::lit_duration, kNowhere, {}, {.number = 2, .unit = Unit::hour, .working = true});
  builder.close(report, Kind::report_within, kNowhere, "read");
  builder.close(whole, Kind::leg, {0, shift, shift + 9});
  return builder.take(root);
}

}  // namespace

TEST_CASE("a tree is built from the leaves up, and a trial leaves nothing") {
  NodeId root = kNoNode;
  const Tree tree = leg(root, 0);
  CHECK(dump(tree, root) == "leg\n  ref \"wecom\"\n  ref \"fm_invite\"\n  report_within \"read\"\n    lit_duration 2 working hour\n");
  CHECK(tree.child_count(root) == 3);
  CHECK(tree.child_count(root, Kind::ref) == 2);
  CHECK(tree.text(tree.child_at(root, 1)) == "fm_invite");
  CHECK_FALSE(exists(tree.child_at(root, 3)));
  CHECK(tree.child_text(root, Kind::report_within) == "read");
  CHECK_FALSE(exists(tree.child(root, Kind::name)));
  CHECK(tree.children(root, Kind::ref).size() == 2);
}

TEST_CASE("equality sees kinds, texts and values, and no places") {
  NodeId x = kNoNode, y = kNoNode, z = kNoNode;
  const Tree a = leg(x, 0), b = leg(y, 50), c = leg(z, 0, "sms");
  CHECK(same(a, x, b, y));
  CHECK_FALSE(same(a, x, c, z));
}

TEST_CASE("labels may be left out of equality") {
  const auto stage = [](bool labels, NodeId& root) {
    Builder builder(0);
    const Builder::Mark whole = builder.mark();
    builder.add(Kind::name, kNowhere, "invite");
    if (labels) {
      const Builder::Mark mark = builder.mark();
      builder.add(Kind::label, kNowhere, "邀约");
      builder.close(mark, Kind::labels, kNowhere);
    }
    builder.add(Kind::block, kNowhere);
    builder.close(whole, Kind::stage, kNowhere);
    return builder.take(root);
  };
  NodeId x = kNoNode, y = kNoNode;
  const Tree a = stage(true, x), b = stage(false, y);
  CHECK_FALSE(same(a, x, b, y));
  CHECK(same(a, x, b, y, false));
  CHECK(a.name(x) == "invite");
}

TEST_CASE("values are shown as they were meant") {
  Builder builder(0);
  const Builder::Mark whole = builder.mark();
  builder.add(Kind::lit_money, kNowhere, "CNY", {.number = 5, .scale = 2});
  builder.add(Kind::lit_percent, kNowhere, {}, {.number = -125, .scale = 1});
  builder.add(Kind::lit_uint, kNowhere, {}, {.number = -1});
  builder.add(Kind::lit_decimal, kNowhere, {}, {.number = std::bit_cast<std::int64_t>(0.7)});
  builder.add(Kind::lit_text, kNowhere, "a\"b\n\x01");
  builder.add(Kind::lit_text, kNowhere, "");
  builder.close(whole, Kind::make_list, kNowhere);
  NodeId root = kNoNode;
  const Tree tree = builder.take(root);
  CHECK(dump(tree, root) ==
        "make_list\n  lit_money \"CNY\" 0.05\n  lit_percent -12.5\n  lit_uint 18446744073709551615\n  lit_decimal 0.7\n"
        "  lit_text \"a\\\"b\\n\\x01\"\n  lit_text \"\"\n");
  CHECK(tree.decimal(tree.child(root, Kind::lit_decimal)) == 0.7);
}

TEST_CASE("no tree is deeper than the limit") {
  Builder builder(0);
  builder.add(Kind::variable, kNowhere, "x");
  for (std::uint32_t i = 0; i < 5'000; ++i) builder.close(Builder::pending_mark(0), Kind::op_not, kNowhere);
  CHECK(builder.too_deep());
  NodeId root = kNoNode;
  const Tree tree = builder.take(root);
  CHECK(tree[root].depth <= kDepthMax);
}

TEST_CASE("every kind has a name of its own and a group") {
  struct Row {
    Kind kind;
    Group group;
    std::string_view shape;
  };
  static constexpr Row kRows[] = {
#define KIND(name, group, shape) {Kind::name, Group::group, shape},
#include "dsl/syntax/kinds.def"
#undef KIND
  };
  std::set<std::string_view> names;
  for (const Row& row : kRows) {
    INFO(to_string(row.kind));
    CHECK(names.insert(to_string(row.kind)).second);
    CHECK(group_of(row.kind) == row.group);
    CHECK(shape_of(row.kind) == row.shape);
  }
  CHECK(is_step(Kind::send));
  CHECK_FALSE(is_step(Kind::leg));
  CHECK(is_expression(Kind::lit_int));
}

}  // namespace playmaker::syntax
