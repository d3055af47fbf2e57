#pragma once
// X3 parsers over tokens, and directives that build the tree. Include Boost.Spirit X3 first: only files of grammar/ may.
#include <array>

#include "dsl/read/grammar/grammar.hpp"
#include "dsl/read/reading.hpp"

namespace playmaker::read {

namespace x3 = boost::spirit::x3;
using syntax::Kind;

// A parser without attribute, made of a function object `bool (Cursor& first, const Cursor& last)`.
template <class Function>
struct FunctionParser : x3::parser<FunctionParser<Function>> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  Function function;
  explicit constexpr FunctionParser(Function f) : function(f) {}
  template <class Context, class RContext, class Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context&, RContext&, Attribute&) const {
    return function(first, last);
  }
};
template <class Function>
constexpr FunctionParser<Function> make(Function f) {
  return FunctionParser<Function>(f);
}

template <class Parser>
bool run(const Parser& parser, Cursor& first, const Cursor& last) {
  return parser.parse(first, last, x3::unused, x3::unused, x3::unused);
}

// ---- tokens

// One word, or several in a row that make a phrase: w(Word::up, Word::to).
template <class... Words>
constexpr auto w(Words... words) {
  static_assert(sizeof...(words) >= 1);
  return make([list = std::array{words...}](Cursor& first, const Cursor&) {
    const Token* at = first.token;
    for (std::size_t i = 0; i < list.size(); ++i, ++at) {
      if (at->kind == TokenKind::word && at->word == list[i]) {
        first.reading->consume(at);
        continue;
      }
      Expectation wanted{What::word};
      for (std::size_t j = i; j < list.size() && wanted.count < 4; ++j) wanted.words[wanted.count++] = list[j];
      first.reading->fail(at, wanted);
      return false;
    }
    first.token = at;
    return true;
  });
}

constexpr auto p(Punct punct) {
  return make([punct](Cursor& first, const Cursor&) {
    if (first->kind == TokenKind::punct && first->punct == punct) {
      first.reading->consume(first.token);
      ++first;
      return true;
    }
    first.reading->fail(first.token, Expectation{What::punct, punct});
    return false;
  });
}

bool is_name(const Token& token);

// One name, as a leaf of that kind.
constexpr auto named(Kind kind) {
  return make([kind](Cursor& first, const Cursor&) {
    // A keyword at the beginning of a line, with more behind it, begins a statement: it is no name that the line before it wants.
    const bool next_statement =
        kind == Kind::ref && first->first_on_line && first->word != Word::plain && !(first.token + 1)->first_on_line;
    if (!is_name(*first) || next_statement) {
      first.reading->fail(first.token, Expectation{What::name});
      return false;
    }
    first.reading->consume(first.token);
    first.reading->leaf(kind, first.token, first.token + 1, first->text);
    ++first;
    return true;
  });
}
inline const auto name = named(Kind::name);
inline const auto ref = named(Kind::ref);
inline const auto dim = named(Kind::dim);

// One token of a kind, as a leaf with its text and value.
constexpr auto valued(TokenKind token, Kind kind, What what) {
  return make([token, kind, what](Cursor& first, const Cursor&) {
    const bool too_big = token == TokenKind::integer && first->number > static_cast<std::uint64_t>(INT64_MAX);
    if (first->kind != token || too_big) {
      first.reading->fail(first.token, Expectation{what});
      return false;
    }
    first.reading->consume(first.token);
    syntax::Value value;
    value.number = static_cast<std::int64_t>(first->number);
    value.scale = first->scale;
    first.reading->leaf(kind, first.token, first.token + 1, first->text, value);
    ++first;
    return true;
  });
}
inline const auto whole = valued(TokenKind::integer, Kind::lit_int, What::whole_number);
inline const auto text = valued(TokenKind::text, Kind::lit_text, What::text);
inline const auto money = valued(TokenKind::money, Kind::lit_money, What::money);
inline const auto percent = valued(TokenKind::percent, Kind::lit_percent, What::percent);
inline const auto date = valued(TokenKind::date, Kind::lit_date, What::date);
inline const auto time_of_day = valued(TokenKind::time, Kind::lit_time, What::time);
constexpr auto text_as(Kind kind) { return valued(TokenKind::text, kind, What::text); }

// A name or a quoted text that becomes the text of the node around it.
constexpr auto spelt(TokenKind kind) {
  return make([kind](Cursor& first, const Cursor&) {
    const bool fits = kind == TokenKind::word ? is_name(*first) : first->kind == kind;
    if (!fits) {
      first.reading->fail(first.token, Expectation{kind == TokenKind::word ? What::name : What::text});
      return false;
    }
    first.reading->consume(first.token);
    first.reading->spell(first.token);
    ++first;
    return true;
  });
}
inline const auto spelt_name = spelt(TokenKind::word);
inline const auto content = spelt(TokenKind::text);

// A unit's word as a leaf of that kind (period, over_this, ...).
std::optional<syntax::Unit> unit_of(Word word);
constexpr auto unit(Kind kind) {
  return make([kind](Cursor& first, const Cursor&) {
    const auto found = first->kind == TokenKind::word ? unit_of(first->word) : std::nullopt;
    if (!found) {
      first.reading->fail(first.token, Expectation{What::unit});
      return false;
    }
    first.reading->consume(first.token);
    first.reading->leaf(kind, first.token, first.token + 1, {}, {.unit = *found});
    ++first;
    return true;
  });
}
inline const auto period = unit(Kind::period);

// ---- directives

template <class Subject, class Function>
struct Directive : x3::parser<Directive<Subject, Function>> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  Subject subject;
  Function function;
  constexpr Directive(const Subject& s, Function f) : subject(s), function(f) {}
  template <class Context, class RContext, class Attribute>
  bool parse(Cursor& first, const Cursor& last, const Context&, RContext&, Attribute&) const {
    return function(first, last, [this](Cursor& f, const Cursor& l) { return run(subject, f, l); });
  }
};
template <class Subject, class Function>
constexpr auto directive(const Subject& subject, Function f) {
  const auto parser = x3::as_parser(subject);
  return Directive<std::decay_t<decltype(parser)>, Function>(parser, f);
}

// A node of that kind over what the subject leaves; the subject must consume something.
template <class Subject>
constexpr auto node(Kind kind, const Subject& subject) {
  return directive(subject, [kind](Cursor& first, const Cursor& last, const auto& parse) {
    const Token* begin = first.token;
    if (!parse(first, last)) return false;
    if (first.token != begin) first.reading->close(kind, begin, first.token);
    return true;
  });
}

// As node, but the left operand, which is pending already, belongs to it too.
template <class Subject>
constexpr auto fold(Kind kind, const Subject& subject) {
  return directive(subject, [kind](Cursor& first, const Cursor& last, const auto& parse) {
    const Token* begin = first.reading->last_begin();
    if (!parse(first, last)) return false;
    first.reading->close(kind, begin, first.token);
    return true;
  });
}

// The words that the subject consumes are the text of the node around it.
template <class Subject>
constexpr auto said(const Subject& subject) {
  return directive(subject, [](Cursor& first, const Cursor& last, const auto& parse) {
    const Token* begin = first.token;
    if (!parse(first, last)) return false;
    first.reading->say(begin, first.token);
    return true;
  });
}

// In messages the subject is one wish with a name: "an expression", "a length of time".
template <class Subject>
constexpr auto wish(What what, const Subject& subject) {
  return directive(subject, [what](Cursor& first, const Cursor& last, const auto& parse) {
    const Token* begin = first.token;
    const std::size_t before = first.reading->wishes_at(begin);
    if (parse(first, last)) return true;
    first.reading->sum_up(begin, before, what);
    return false;
  });
}

template <class Subject>
constexpr auto quiet(const Subject& subject) {
  return directive(subject, [](Cursor& first, const Cursor& last, const auto& parse) {
    const Reading::Quiet quiet(*first.reading);
    return parse(first, last);
  });
}

template <class Subject>
constexpr auto inside(const Subject& subject) {
  return directive(subject, [](Cursor& first, const Cursor& last, const auto& parse) {
    const Reading::Inside inside(*first.reading);
    return parse(first, last);
  });
}

// ---- rules and blocks

constexpr auto rule(bool (*parse)(Cursor&, const Cursor&)) { return make(parse); }
constexpr auto body(ContainerId id) {
  return make([id](Cursor& first, const Cursor&) { return first.reading->body(first, id); });
}
inline const auto block = node(Kind::block, body(ContainerId::steps));

inline const auto comma = p(Punct::comma);
inline const auto C = rule(parse_expression);
inline const auto D = rule(parse_duration);
inline const auto span = rule(parse_span);
inline const auto E = rule(parse_trigger);
inline const auto L = rule(parse_labels);
inline const auto path = rule(parse_path);
inline const auto literal = rule(parse_literal);
inline const auto timing = rule(parse_timing);
inline const auto with = rule(parse_with);
inline const auto offering = rule(parse_offering);
inline const auto else_ = rule(parse_else);

// A leaf of that kind, made of the words alone.
template <class... Words>
constexpr auto flag(Kind kind, Words... words) {
  return node(kind, w(words...));
}
inline const auto fields = node(Kind::fields, body(ContainerId::fields));
inline const auto where = node(Kind::where, quiet(w(Word::where)) >> C);
inline const auto at_time = node(Kind::at, w(Word::at) >> time_of_day);
inline const auto after_thing = node(Kind::after, w(Word::after) >> path);
inline const auto guard_when = node(Kind::guard_when, w(Word::when) >> C);
inline const auto unless = node(Kind::unless, w(Word::unless) >> C);
inline const auto expires_after = node(Kind::expires_after, w(Word::expires, Word::after) >> D);
inline const auto stale_after = node(Kind::stale_after, w(Word::stale, Word::after) >> D);
inline const auto priority = node(Kind::priority, w(Word::priority) >> whole);
// up to N times
inline const auto times = node(Kind::times, w(Word::up, Word::to) >> whole >> -w(Word::time));
inline const auto within = w(Word::within);
inline const auto kind_name = w(Word::stage) | w(Word::moment);

}  // namespace playmaker::read
