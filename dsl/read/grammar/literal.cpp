// Literals, lengths of time, types, labels, paths.
#include <boost/spirit/home/x3.hpp>

#include "dsl/read/parts.hpp"

namespace playmaker::read {
namespace {

// A number with what its token carries, and a minus before it where there is one.
bool parse_number(Cursor& first, const Cursor&) {
  const Token* begin = first.token;
  const bool minus = begin->kind == TokenKind::punct && begin->punct == Punct::minus;
  const Token* at = minus ? begin + 1 : begin;
  const auto limit = static_cast<std::uint64_t>(INT64_MAX) + (minus ? 1 : 0);
  Kind kind = Kind::lit_int;
  switch (at->kind) {
    case TokenKind::integer: kind = Kind::lit_int; break;
    case TokenKind::money: kind = Kind::lit_money; break;
    case TokenKind::percent: kind = Kind::lit_percent; break;
    case TokenKind::decimal: kind = Kind::lit_decimal; break;
    default: first.reading->fail(at, Expectation{What::number}); return false;
  }
  if (kind != Kind::lit_decimal && at->number > limit) {
    first.reading->fail(at, Expectation{What::number});
    return false;
  }
  syntax::Value value;
  value.scale = at->scale;
  if (kind == Kind::lit_decimal) {
    const double number = std::bit_cast<double>(at->number);
    value.number = std::bit_cast<std::int64_t>(minus ? -number : number);
  } else {
    value.number = static_cast<std::int64_t>(minus ? ~at->number + 1 : at->number);
  }
  const Token* end = at + 1;
  // 3 days, 4 working hours
  if (kind == Kind::lit_int && end->kind == TokenKind::word) {
    const bool working = end->word == Word::working && unit_of((end + 1)->word).has_value();
    const Token* unit = working ? end + 1 : end;
    const auto found = unit->kind == TokenKind::word ? unit_of(unit->word) : std::nullopt;
    if (found && (!working || *found == syntax::Unit::day || *found == syntax::Unit::hour)) {
      kind = Kind::lit_duration;
      value.unit = *found;
      value.working = working;
      end = unit + 1;
    }
  }
  first.reading->consume(end - 1);
  if (kind == Kind::lit_int) {
    const Reading::Quiet quiet(*first.reading);
    first.reading->fail(end, Expectation{What::unit});
  }
  first.reading->leaf(kind, begin, end, at->text, value);
  first.token = end;
  return true;
}

bool parse_truth(Cursor& first, const Cursor&) {
  const bool is_true = first->word == Word::true_;
  if (first->kind != TokenKind::word || (!is_true && first->word != Word::false_)) return false;
  first.reading->consume(first.token);
  first.reading->leaf(Kind::lit_bool, first.token, first.token + 1, {}, {.number = is_true ? 1 : 0});
  ++first;
  return true;
}

const auto option = text_as(Kind::lit_text);

}  // namespace

bool parse_literal(Cursor& first, const Cursor& last) {
  static const auto kLiteral = wish(What::literal, rule(parse_number) | text | valued(TokenKind::bytes, Kind::lit_bytes, What::text) |
                                                       valued(TokenKind::unsigned_integer, Kind::lit_uint, What::number) | date |
                                                       time_of_day | rule(parse_truth) | flag(Kind::lit_null, Word::null));
  return run(kLiteral, first, last);
}

// NUM [working] unit
bool parse_span(Cursor& first, const Cursor&) {
  const Token* at = first.token;
  if (at->kind != TokenKind::integer || at->number > static_cast<std::uint64_t>(INT64_MAX)) {
    first.reading->fail(at, Expectation{What::duration});
    return false;
  }
  first.reading->consume(at);
  const Token* unit = at + 1;
  const bool working = unit->kind == TokenKind::word && unit->word == Word::working;
  if (working) first.reading->consume(unit++);
  const auto found = unit->kind == TokenKind::word ? unit_of(unit->word) : std::nullopt;
  if (!found || (working && *found != syntax::Unit::day && *found != syntax::Unit::hour)) {
    first.reading->fail(unit, Expectation{What::unit});
    if (!working) first.reading->fail(unit, Expectation{What::word, Punct::none, 1, true, {Word::working}});
    return false;
  }
  first.reading->consume(unit);
  first.reading->leaf(Kind::lit_duration, at, unit + 1, {},
                      {.number = static_cast<std::int64_t>(at->number), .unit = *found, .working = working});
  first.token = unit + 1;
  return true;
}

bool parse_duration(Cursor& first, const Cursor& last) {
  static const auto kDuration = wish(What::duration, span | ref);
  return run(kDuration, first, last);
}

// `list of`, `one of`, `level of` begin a type of their own: what goes wrong further on is said there.
bool begins_type(const Token* at) {
  const auto is = [](const Token* token, Word word) { return token->kind == TokenKind::word && token->word == word; };
  return (is(at, Word::list) || is(at, Word::one) || is(at, Word::level)) && is(at + 1, Word::of);
}

// A thing's kind is a type by its keyword: 模板 is `template`.
const auto type_name = make([](Cursor& first, const Cursor&) {
  if (begins_type(first.token)) return false;
  if (!is_name(*first)) {
    first.reading->fail(first.token, Expectation{What::name});
    return false;
  }
  const bool keyword = first->kind == TokenKind::word && first->word != Word::plain && !first->chinese.empty();
  first.reading->consume(first.token);
  first.reading->leaf(Kind::type_name, first.token, first.token + 1, keyword ? canonical(first->word) : first->text);
  ++first;
  return true;
});

bool parse_type(Cursor& first, const Cursor& last) {
  static const auto kOptions = p(Punct::open_bracket) >> option % comma >> -comma >> p(Punct::close_bracket);
  static const auto kRecord = node(Kind::type_record, body(ContainerId::fields));
  static const auto kType =
      wish(What::type, node(Kind::type_one_of, w(Word::one, Word::of) >> kOptions) |
                           node(Kind::type_level_of, w(Word::level, Word::of) >> kOptions) |
                           node(Kind::type_list, w(Word::list, Word::of) >> (kRecord | type_name) >> w(Word::at, Word::most) >> whole) |
                           (&p(Punct::open_brace) >> kRecord) | type_name);
  return run(kType, first, last);
}

bool parse_labels(Cursor& first, const Cursor& last) {
  static const auto kLabels =
      -node(Kind::labels, +(quiet(w(Word::alias)) >> named(Kind::alias) | quiet(text_as(Kind::label)) |
                            quiet(w(Word::en) >> text_as(Kind::label_en)) | quiet(w(Word::zh) >> text_as(Kind::label_zh))));
  return run(kLabels, first, last);
}

bool parse_path(Cursor& first, const Cursor& last) {
  const Token* begin = first.token;
  if (!run(name, first, last)) return false;
  while (first->kind == TokenKind::punct && first->punct == Punct::dot) {
    const Token* part = first.token + 1;
    if (part->kind != TokenKind::word && part->kind != TokenKind::quoted_name) {
      first.reading->fail(part, Expectation{What::name});
      break;
    }
    first.reading->consume(part);
    first.reading->leaf(Kind::name, part, part + 1, part->text);
    first.token = part + 1;
  }
  first.reading->close(Kind::path, begin, first.token);
  return true;
}

}  // namespace playmaker::read
