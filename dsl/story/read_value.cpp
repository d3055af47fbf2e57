// Values of fields: literals of the playbook language, days of the story, and names of people and branches.
#include <bit>

#include "dsl/story/reader.hpp"

namespace playmaker::story {

std::vector<Field> Reader::fields() {
  std::vector<Field> out;
  const std::string of = last_name_;
  block(
      [&] {
        fields_of_ = of;
        Field field;
        field.name = name({"the name of a field", "字段名称"}, true);
        if (is(Punct::open_brace)) {             // consent { sms: true }: a record without a colon, as catalogs write it
          field.value.kind = ValueKind::record;
          const Token& first = now();
          field.value.fields = fields();
          field.value.span = since(first);
        } else {
          need(Punct::colon);
          field.value = value();
        }
        take(Punct::comma);
        out.push_back(std::move(field));
      },
      true);
  return out;
}

Value Reader::number_value(bool negative) {
  const Token& token = tokens_.list[at_++];
  Value out;
  const std::int64_t sign = negative ? -1 : 1;
  out.number = sign * static_cast<std::int64_t>(token.number & static_cast<std::uint64_t>(INT64_MAX));
  out.scale = token.scale;
  switch (token.kind) {
    case TokenKind::money:
      out.kind = ValueKind::money;
      out.text = std::string(token.text);
      break;
    case TokenKind::percent: out.kind = ValueKind::percent; break;
    case TokenKind::decimal:
      out.kind = ValueKind::decimal;
      out.real = static_cast<double>(sign) * std::bit_cast<double>(token.number);
      break;
    default: out.kind = ValueKind::whole; break;
  }
  if (out.kind != ValueKind::whole) return out;
  const bool days = is(Word::day) || is(Word::day_after);
  if (days && (word_of(next()) == Word::ago || word_of(next()) == Word::later)) {
    out.kind = ValueKind::ago;
    if (word_of(next()) == Word::later) out.number = -out.number;
    mark(at_, Role::unit);
    at_ += 2;
  } else if (days || is(Word::minute) || is(Word::hour)) {
    --at_;
    out.kind = ValueKind::length;
    out.number = sign * length();
  }
  return out;
}

Value Reader::value() {
  wish({Word::true_, Word::false_, Word::unknown, Word::day});
  wish(source::Words{"a person or a branch", ""});
  const Token& first = now();
  Value out;
  const bool negative = take(Punct::minus);
  switch (now().kind) {
    case TokenKind::integer:
    case TokenKind::decimal:
    case TokenKind::money:
    case TokenKind::percent: out = number_value(negative); break;
    case TokenKind::text:
      out.kind = ValueKind::text;
      out.text = std::string(tokens_.list[at_++].text);
      break;
    case TokenKind::date:
      out.kind = ValueKind::date;
      trace_.times.push_back({{at_, at_ + 1}, false});
      out.number = static_cast<std::int64_t>(tokens_.list[at_++].number);
      if (take(Word::at) || now().kind == TokenKind::time) out.minute = clock();
      trace_.times.back().at.end = at_;
      break;
    case TokenKind::time:
      out.kind = ValueKind::time;
      out.number = clock();
      break;
    case TokenKind::word:
    case TokenKind::quoted_name:
      if (is(Word::true_) || is(Word::false_)) {
        out.kind = ValueKind::truth;
        out.number = is(Word::true_) ? 1 : 0;
        ++at_;
      } else if (take(Word::unknown)) {
        out.kind = ValueKind::unknown;
      } else if (is(Word::day) && (next().kind == TokenKind::integer || next().punct == Punct::minus)) {
        const std::size_t began = at_++;
        out.kind = ValueKind::day;
        out.number = day();
        take(Word::day_after);
        if (take(Word::at) || now().kind == TokenKind::time) out.minute = clock();
        trace_.times.push_back({{began, at_}, false});
      } else {
        out.kind = ValueKind::name;
        out.text = name({"a value", "值"}).text;
      }
      break;
    default:
      if (take(Punct::open_bracket)) {
        out.kind = ValueKind::list;
        while (!is(Punct::close_bracket)) {
          out.items.push_back(value());
          if (!take(Punct::comma) && !is(Punct::close_bracket)) slip("`,` / `]`");
        }
        ++at_;
      } else if (is(Punct::open_brace)) {
        out.kind = ValueKind::record;
        out.fields = fields();
      } else {
        slip({"a value", "值"});
      }
  }
  out.span = since(first);
  return out;
}

}  // namespace playmaker::story
