// The catalog: what the bank's systems tell us about a customer.
#include <algorithm>
#include <boost/spirit/home/x3.hpp>
#include <string_view>

#include "dsl/read/parts.hpp"
#include "runtime/base/text.hpp"

namespace playmaker::read {
namespace {

const auto fields_if_any = -(&p(Punct::open_brace) >> fields);

constexpr std::array<std::string_view, 12> kTypeWords = {"text", "bool",    "int",      "money", "percent", "date",
                                                         "time", "instant", "duration", "one",   "level",   "list"};
constexpr std::array kFlagWords = {Word::optional, Word::personal, Word::from, Word::fresh};

bool is_type_word(const Token& token) {
  return token.kind == TokenKind::word && std::find(kTypeWords.begin(), kTypeWords.end(), token.text) != kTypeWords.end();
}

// `name text personl`: one letter off a flag, on the same line as the field before it, and followed by no type.
bool is_misspelt_flag(const Token* token) {
  if (token->first_on_line || token->kind != TokenKind::word || token->text.size() > 16 || is_type_word(token[1])) return false;
  if (token[1].kind == TokenKind::punct && (token[1].punct == Punct::equal || token[1].punct == Punct::open_brace)) return false;
  if (token[-1].kind == TokenKind::punct && (token[-1].punct == Punct::comma || token[-1].punct == Punct::open_brace)) return false;
  return std::any_of(kFlagWords.begin(), kFlagWords.end(),
                     [&](Word flag) { return base::edit_distance(token->text, canonical(flag)) == 1; });
}

// Type and flag words name no field: so a field that lost its type is found out at once.
const auto field_name = make([](Cursor& first, const Cursor& last) {
  const bool is_flag = std::find(kFlagWords.begin(), kFlagWords.end(), first->word) != kFlagWords.end();
  const bool misspelt = is_misspelt_flag(first.token);
  if (!is_type_word(*first) && !is_flag && !misspelt) return run(name, first, last);
  if (misspelt) {
    for (const Word flag : kFlagWords) first.reading->fail(first.token, Expectation{What::word, Punct::none, 1, false, {flag}});
  }
  first.reading->fail(first.token, Expectation{What::name});
  return false;
});

bool parse_happening(Cursor& first, const Cursor& last) {
  static const auto kImport =
      node(Kind::import, w(Word::import) >> name >> L >> -node(Kind::expected_at, w(Word::expected, Word::at) >> time_of_day));
  static const auto kLate = node(Kind::late, w(Word::late, Word::up, Word::to) >> D);
  static const auto kEvent = node(Kind::event, w(Word::event) >> name >> L >> fields_if_any >> -kLate);
  static const auto kBroadcast = node(Kind::broadcast, w(Word::broadcast) >> name >> L >> fields_if_any);
  static const auto kActivity = node(Kind::activity, w(Word::activity) >> name >> L >> body(ContainerId::activity));
  return run(kImport | kEvent | kBroadcast | kActivity, first, last);
}

bool parse_thing(Cursor& first, const Cursor& last) {
  static const auto kPool = node(Kind::pool, w(Word::pool) >> name >> L);
  static const auto kValid = node(Kind::valid_for, w(Word::valid) >> D >> w(Word::since) >> path);
  static const auto kSuitability = node(Kind::suitability, w(Word::suitability) >> path >> w(Word::covers) >> path >> -kValid);
  static const auto kScore = node(Kind::score, w(Word::score) >> name >> L >> w(Word::from) >> literal >> w(Word::to) >> literal);
  static const auto kSegment =
      node(Kind::segment, w(Word::segment) >> name >> L >> (p(Punct::equal) >> C | flag(Kind::from_list, Word::from, Word::list)));
  static const auto kList = node(Kind::list, w(Word::list) >> name >> L >> body(ContainerId::list));
  static const auto kProduct = node(Kind::product, w(Word::product) >> name >> L >> body(ContainerId::product));
  return run(kPool | kSuitability | kScore | kSegment | kList | kProduct, first, last);
}

bool parse_schema(Cursor& first, const Cursor& last) {
  static const auto kSchema = node(Kind::customer_fields, w(Word::customer) >> fields) |
                              node(Kind::person_fields, w(Word::person) >> fields) | node(Kind::branch_fields, w(Word::branch) >> fields) |
                              node(Kind::product_fields, w(Word::product) >> &p(Punct::open_brace) >> fields);
  return run(kSchema, first, last);
}

bool parse_channel_or_template(Cursor& first, const Cursor& last) {
  static const auto kChannel = node(Kind::channel, w(Word::channel) >> name >> L >> body(ContainerId::channel));
  static const auto kTemplate = node(Kind::template_, w(Word::template_) >> name >> L >> body(ContainerId::template_));
  return run(kChannel | kTemplate, first, last);
}

}  // namespace

bool parse_catalog_item(Cursor& first, const Cursor& last) {
  static const auto kPlace = node(Kind::zone, w(Word::zone) >> content) | node(Kind::currency, w(Word::currency) >> spelt_name);
  static const auto kItem = kPlace | rule(parse_happening) | rule(parse_schema) | rule(parse_thing) | rule(parse_channel_or_template);
  return run(kItem, first, last);
}

bool parse_field(Cursor& first, const Cursor& last) {
  static const auto kFlag = node(Kind::optional_flag, quiet(w(Word::optional))) | node(Kind::personal_flag, quiet(w(Word::personal))) |
                            node(Kind::from_import, quiet(w(Word::from)) >> ref) | node(Kind::fresh, quiet(w(Word::fresh)) >> D);
  static const auto kField =
      node(Kind::field, field_name >> L >> (node(Kind::derived, p(Punct::equal) >> C) | rule(parse_type) >> *kFlag >> L));
  return run(kField, first, last);
}

bool parse_list_item(Cursor& first, const Cursor& last) {
  static const auto kItem = flag(Kind::leads, Word::lead) | node(Kind::list_consent, w(Word::consent) >> ref % comma) |
                            node(Kind::expires_on, w(Word::expires) >> date) | node(Kind::back_after, w(Word::back, Word::after) >> D);
  return run(kItem, first, last);
}

bool parse_product_item(Cursor& first, const Cursor& last) {
  static const auto kItem = node(Kind::on_sale, w(Word::on, Word::sale) >> date >> w(Word::to) >> date) |
                            node(Kind::product_value, name >> (literal | flag(Kind::none, Word::none)));
  return run(kItem, first, last);
}

bool parse_activity_item(Cursor& first, const Cursor& last) {
  static const auto kItem = node(Kind::starts, w(Word::starts) >> date >> w(Word::at) >> time_of_day) |
                            node(Kind::place_text, w(Word::place) >> content) |
                            node(Kind::seats, w(Word::seat) >> whole >> -(w(Word::per) >> dim)) |
                            node(Kind::sign_up_by, w(Word::sign, Word::up, Word::by) >> date);
  return run(kItem, first, last);
}

}  // namespace playmaker::read
