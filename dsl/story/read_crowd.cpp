// Customers beside the story's own, what they are listed for, and whose leads they are.
#include "dsl/story/reader.hpp"

namespace playmaker::story {

namespace {

constexpr std::int64_t kAlikeMax = 200;    // customers alike: a story is no load test

}  // namespace

// `customer`, `amy`, `3 like amy`.
Crowd Reader::crowd() {
  const Token& first = now();
  Crowd out;
  if (take(Word::customer)) {
    out.own = true;
  } else if (now().kind == TokenKind::integer) {
    const std::int64_t many = whole({"how many", "人数"});
    if (many < 1 || many > kAlikeMax) {
      --at_;
      slip({"1 to 200 customers", "1 至 200 位客户"});
    }
    out.many = static_cast<std::uint32_t>(many);
    if (now().kind == TokenKind::word && (now().text == "位" || now().text == "个" || now().text == "名")) mark(at_++, Role::measure);
    if (!take(Word::like)) slip({"`like`", "`如同`"}, {Word::like});
    out.name = name({"the name of a customer", "客户名称"});
  } else {
    out.name = name({"the name of a customer", "客户名称"});
  }
  out.span = since(first);
  return out;
}

std::vector<Crowd> Reader::crowds() {
  std::vector<Crowd> out;
  block(
      [&] {
        out.push_back(crowd());
        take(Punct::comma);
      },
      true);
  return out;
}

// `given stock coffee 0`.
Stock Reader::stock() {
  Stock out;
  take(Word::of);
  out.benefit = name({"the name of a benefit", "权益名称"});
  out.pieces = whole({"how many are left", "剩余数量"});
  return out;
}

// `at east`, 于 east: a clock or a day after it is a time.
bool Reader::branch(Name& out) {
  if (now().first_on_line || (!is(Word::at) && !is(Word::on))) return false;
  if (next().kind != TokenKind::word || word_of(next()) == Word::day) return false;
  ++at_;
  out = name({"the name of a branch", "机构名称"});
  return true;
}

// `expect 2 leads at east dealt to manager until day 3 at 17:30`, `expect lead of amy returned by unclaimed`.
void Reader::lead(Expectation& out) {
  ++at_;
  out.subject = Subject::lead;
  if (take(Word::of)) {
    const Token& first = now();
    out.of.own = take(Word::customer);
    if (!out.of.own) out.of.name = name({"the name of a customer", "客户名称"});
    out.of.span = since(first);
  }
  branch(out.at);
  state(out, {Word::dealt, Word::claimed, Word::returned, Word::open, Word::held});
  if (out.state == Word::held) mark(at_ - 1, Role::kept);
  const bool to = (out.state == Word::dealt || out.state == Word::none) && take(Word::to);
  const bool by = (out.state == Word::claimed || out.state == Word::held) && take(Word::by);
  if (by) mark(at_ - 1, Role::by_person);
  if (to || by) out.outcome = name({"a person or a role", "人员或角色"});
  if (!out.at.written()) branch(out.at);
}

}  // namespace playmaker::story
