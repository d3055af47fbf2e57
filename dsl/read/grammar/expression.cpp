// Expressions, loosest first: ? :  or  and  not  relations  since  for  + -  * / %  otherwise  ! -  . ( ) [ ]
// An expression ends at the first token that cannot continue it; no statement begins with an infix word, so newlines mean nothing.
#include <boost/spirit/home/x3.hpp>

#include "dsl/read/parts.hpp"

namespace playmaker::read {
namespace {

// An infix operator and its right side; the left side is pending.
template <class Operator, class Right>
constexpr auto infix(Kind kind, const Operator& op, const Right& right) {
  return fold(kind, quiet(op) >> right);
}

bool is_minus(const Token* token) { return token->kind == TokenKind::punct && token->punct == Punct::minus; }
bool is_bang(const Token* token) { return token->kind == TokenKind::punct && token->punct == Punct::bang; }
bool is_number(const Token* token) {
  return token->kind == TokenKind::integer || token->kind == TokenKind::decimal || token->kind == TokenKind::percent ||
         token->kind == TokenKind::money;
}

// After a dot any word is a name, also a reserved one.
const auto member_name = make([](Cursor& first, const Cursor&) {
  if (first->kind != TokenKind::word && first->kind != TokenKind::quoted_name) {
    first.reading->fail(first.token, Expectation{What::name});
    return false;
  }
  first.reading->consume(first.token);
  first.reading->leaf(Kind::name, first.token, first.token + 1, first->text);
  ++first;
  return true;
});

// `.name`: CEL's name from the root.
const auto rooted = make([](Cursor& first, const Cursor&) {
  if (first->kind != TokenKind::punct || first->punct != Punct::dot || !is_name(*(first.token + 1))) return false;
  first.reading->consume(first.token);
  first.reading->leaf(Kind::variable, first.token, first.token + 2, "." + std::string((first.token + 1)->text));
  first.token += 2;
  return true;
});

// Only a name or a member can be called.
const auto callable = make([](Cursor& first, const Cursor&) {
  const auto kind = first.reading->last_kind();
  return kind == Kind::variable || kind == Kind::member;
});
const auto inside_brackets = make([](Cursor& first, const Cursor&) { return first.reading->inside(); });

bool parse_arg(Cursor& first, const Cursor& last) {
  static const auto kOver = quiet(w(Word::over));
  static const auto kWindow = node(Kind::over_last, kOver >> w(Word::last) >> span >> -flag(Kind::daily, Word::daily)) |
                              kOver >> w(Word::this_) >> unit(Kind::over_this) | kOver >> w(Word::previous) >> unit(Kind::over_previous);
  static const auto kInAny = quiet(w(Word::in, Word::any)) >> node(Kind::in_any, said(kind_name));
  static const auto kArg = node(Kind::arg, C >> -where >> -kWindow >> -kInAny);
  return run(kArg, first, last);
}

bool parse_first_of(Cursor& first, const Cursor& last) {
  static const auto kCase = node(Kind::first_case, w(Word::when) >> C >> p(Punct::arrow) >> C);
  static const auto kElse = node(Kind::first_else, w(Word::else_) >> p(Punct::arrow) >> C);
  static const auto kFirst = node(Kind::first_of, quiet(w(Word::first, Word::of)) >> inside(p(Punct::open_brace) >> +(kCase >> -comma) >>
                                                                                            -(kElse >> -comma) >> p(Punct::close_brace)));
  return run(kFirst, first, last);
}

bool parse_collection(Cursor& first, const Cursor& last) {
  static const auto kEntry = node(Kind::map_entry, C >> p(Punct::colon) >> C);
  static const auto kCollection =
      node(Kind::make_list, inside(p(Punct::open_bracket) >> -(C % comma) >> -comma >> p(Punct::close_bracket))) |
      inside_brackets >> node(Kind::make_map, inside(p(Punct::open_brace) >> -(kEntry % comma) >> -comma >> p(Punct::close_brace)));
  return run(kCollection, first, last);
}

bool parse_group(Cursor& first, const Cursor& last) {
  static const auto kGroup = inside(p(Punct::open_paren) >> C >> p(Punct::close_paren));
  const Token* begin = first.token;
  if (!run(kGroup, first, last)) return false;
  first.reading->widen(begin, first.token);
  return true;
}

bool parse_atom(Cursor& first, const Cursor& last) {
  static const auto kAtom =
      wish(What::expression, rule(parse_first_of) | node(Kind::time_since, quiet(w(Word::time, Word::since)) >> path) | literal |
                                 rule(parse_collection) | rule(parse_group) | rooted | named(Kind::variable));
  return run(kAtom, first, last);
}

bool parse_postfix(Cursor& first, const Cursor& last) {
  static const auto kAtom = rule(parse_atom);
  static const auto kPostfix =
      kAtom >> *(fold(Kind::member, quiet(p(Punct::dot)) >> member_name) |
                 fold(Kind::index, quiet(p(Punct::open_bracket)) >> inside(C >> p(Punct::close_bracket))) |
                 callable >> fold(Kind::call, quiet(p(Punct::open_paren)) >> inside(-(rule(parse_arg) % comma) >> p(Punct::close_paren))));
  return run(kPostfix, first, last);
}

bool parse_otherwise(Cursor& first, const Cursor& last) {
  static const auto kUnary = rule(parse_unary);
  static const auto kOtherwise = kUnary >> *infix(Kind::op_otherwise, w(Word::otherwise), kUnary);
  return run(kOtherwise, first, last);
}

bool parse_product(Cursor& first, const Cursor& last) {
  static const auto kRight = rule(parse_otherwise);
  static const auto kProduct =
      kRight >> *(infix(Kind::op_multiply, p(Punct::star), kRight) | infix(Kind::op_divide, p(Punct::slash), kRight) |
                  infix(Kind::op_modulo, p(Punct::percent), kRight));
  return run(kProduct, first, last);
}

bool parse_relation(Cursor& first, const Cursor& last) {
  static const auto kSum = rule(parse_sum);
  static const auto kAny = w(Word::any) >> kind_name;
  static const auto kRelation = kSum >>
                                *(infix(Kind::op_eq, p(Punct::equal_equal), kSum) | infix(Kind::op_ne, p(Punct::bang_equal), kSum) |
                                  infix(Kind::op_le, p(Punct::less_equal), kSum) | infix(Kind::op_lt, p(Punct::less), kSum) |
                                  infix(Kind::op_ge, p(Punct::greater_equal), kSum) | infix(Kind::op_gt, p(Punct::greater), kSum) |
                                  infix(Kind::op_not_in, w(Word::not_, Word::in), kSum) | infix(Kind::op_in, w(Word::in) >> !kAny, kSum) |
                                  fold(Kind::is_not_known, quiet(w(Word::is)) >> w(Word::not_, Word::known)) |
                                  fold(Kind::is_known, quiet(w(Word::is)) >> w(Word::known)) |
                                  infix(Kind::between, w(Word::between), kSum >> (w(Word::and_) | p(Punct::and_and)) >> kSum) |
                                  infix(Kind::since, w(Word::since), ref)) >>
                                *infix(Kind::held_for, w(Word::for_), span);
  return run(kRelation, first, last);
}

bool parse_and(Cursor& first, const Cursor& last) {
  static const auto kRight = rule(parse_not);
  static const auto kAnd = kRight >> *infix(Kind::op_and, w(Word::and_) | p(Punct::and_and), kRight);
  return run(kAnd, first, last);
}

}  // namespace

bool parse_sum(Cursor& first, const Cursor& last) {
  static const auto kRight = rule(parse_product);
  static const auto kSum = kRight >> *(infix(Kind::op_add, p(Punct::plus), kRight) | infix(Kind::op_subtract, p(Punct::minus), kRight));
  return run(kSum, first, last);
}

// ! and - in any number; a minus right before a number belongs to the number.
bool parse_unary(Cursor& first, const Cursor& last) {
  const Token* begin = first.token;
  const Token* at = begin;
  while (is_bang(at) || (is_minus(at) && !is_number(at + 1))) ++at;
  if (at != begin) first.reading->consume(at - 1);
  Cursor operand{at, first.reading};
  if (!parse_postfix(operand, last)) return false;
  while (at != begin) {
    --at;
    first.reading->close(is_bang(at) ? Kind::op_not : Kind::op_negate, at, operand.token);
  }
  first = operand;
  return true;
}

bool parse_not(Cursor& first, const Cursor& last) {
  const Token* begin = first.token;
  const Token* at = begin;
  while (at->kind == TokenKind::word && at->word == Word::not_) ++at;
  if (at != begin) first.reading->consume(at - 1);
  Cursor operand{at, first.reading};
  if (!parse_relation(operand, last)) return false;
  while (at != begin) first.reading->close(Kind::op_not, --at, operand.token);
  first = operand;
  return true;
}

bool parse_or(Cursor& first, const Cursor& last) {
  static const auto kRight = rule(parse_and);
  static const auto kOr = kRight >> *infix(Kind::op_or, w(Word::or_) | p(Punct::or_or), kRight);
  return run(kOr, first, last);
}

bool parse_expression(Cursor& first, const Cursor& last) {
  static const auto kOr = rule(parse_or);
  static const auto kExpression = kOr >> -fold(Kind::conditional, quiet(p(Punct::question)) >> kOr >> p(Punct::colon) >> C);
  const bool shallow = first.reading->deeper(first.token);
  const bool good = shallow && run(kExpression, first, last);
  first.reading->shallower();
  return good;
}

}  // namespace playmaker::read
