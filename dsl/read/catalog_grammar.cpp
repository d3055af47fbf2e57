// The catalog: what the bank's systems tell us about a customer.
#include <boost/spirit/home/x3.hpp>

#include "dsl/read/parts.hpp"

namespace playmaker::read {
namespace {

const auto fields_if_any = -(&p(Punct::open_brace) >> fields);

bool parse_happening(Cursor& first, const Cursor& last) {
  static const auto kImport = node(Kind::import, w(Word::import) >> name >> L >> -node(Kind::expected_at, w(Word::expected, Word::at) >> time_of_day));
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
  static const auto kSchema = node(Kind::customer_fields, w(Word::customer) >> fields) | node(Kind::person_fields, w(Word::person) >> fields) |
                              node(Kind::branch_fields, w(Word::branch) >> fields) |
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
  static const auto kItem =
      kPlace | rule(parse_happening) | rule(parse_schema) | rule(parse_thing) | rule(parse_channel_or_template);
  return run(kItem, first, last);
}

bool parse_field(Cursor& first, const Cursor& last) {
  static const auto kFlag = flag(Kind::optional_flag, Word::optional) | flag(Kind::personal_flag, Word::personal) |
                            node(Kind::from_import, w(Word::from) >> ref) | node(Kind::fresh, w(Word::fresh) >> D);
  static const auto kField =
      node(Kind::field, name >> L >> (node(Kind::derived, p(Punct::equal) >> C) | rule(parse_type) >> quiet(*kFlag) >> L));
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
                            node(Kind::place_text, w(Word::place) >> content) | node(Kind::seats, w(Word::seat) >> whole >> -(w(Word::per) >> dim)) |
                            node(Kind::sign_up_by, w(Word::sign, Word::up, Word::by) >> date);
  return run(kItem, first, last);
}

}  // namespace playmaker::read
