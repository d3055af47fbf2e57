#include "dsl/story/reader.hpp"

#include <algorithm>

#include "dsl/bind/beside.hpp"

namespace playmaker::story {

using source::Code;
using source::Issue;
using source::Words;

Reader::Reader(const source::Source& source, source::Issues& issues, Wishes* wishes)
    : source_(source),
      issues_(issues),
      tokens_(read::lex(source, issues)),
      wishes_(wishes) {
  if (tokens_.list.empty()) tokens_.list.emplace_back();
  if (wishes_ != nullptr && tokens_.list.size() > 1) {     // the place is on the line of what stands before it, or on one of its own
    const std::uint32_t behind = tokens_.list[tokens_.list.size() - 2].span.end;
    tokens_.list.back().first_on_line = source.text().substr(behind).contains('\n');
  }
  trace_.roles.assign(tokens_.list.size(), Role::none);
}

Trace Reader::trace() && {
  trace_.tokens = std::move(tokens_);
  return std::move(trace_);
}

// ---- tokens --------------------------------------------------------------------------------------------------------------------

bool Reader::take(Word word) {
  if (!is(word)) return false;
  ++at_;
  return true;
}
bool Reader::take(Punct punct) {
  if (!is(punct)) return false;
  if (punct == Punct::open_brace) ++depth_;
  if (punct == Punct::close_brace && depth_ > 0) --depth_;
  ++at_;
  return true;
}
void Reader::need(Punct punct) {
  if (!take(punct)) slip("`" + std::string(read::spelling(punct)) + "`");
}

void Reader::slip(Words expected, std::initializer_list<Word> words) {
  wish(words);
  wished_ = wished_ || wishing();
  const Token& here = now();
  const std::string found(source_.text(here.span));
  Words end = {"the end of the file", "文件末尾"};
  Issue issue(Code::expected, here.span);
  issue.arg(expected).arg(here.kind == TokenKind::end ? end : Words("`" + found + "`"));
  std::vector<std::string_view> known;
  std::vector<std::pair<std::string, std::string>> forms;
  for (const Word word : words) {
    const Words spelt = spelling(word);
    forms.emplace_back(spelt.en, spelt.zh);
  }
  for (const auto& [en, zh] : forms) {
    known.push_back(en);
    known.push_back(zh);
  }
  if (const std::string_view near = base::nearest(found, known); !near.empty() && here.kind == TokenKind::word) {
    issue.help({"did you mean `" + std::string(near) + "`?", "是否想写 `" + std::string(near) + "`?"}).fix(here.span, std::string(near));
  } else if (!forms.empty()) {
    Words list;
    for (const auto& [en, zh] : forms) {
      list.en += (list.en.empty() ? "`" : ", `") + en + "`";
      list.zh += (list.zh.empty() ? "`" : "、`") + zh + "`";
    }
    issue.help({"here stand " + list.en, "此处可写 " + list.zh});
  }
  issues_.add(std::move(issue));
  throw Slip{};
}

Span Reader::since(const Token& first) const {
  const Token& last = tokens_.list[at_ == 0 ? 0 : at_ - 1];
  return source::join(first.span, last.span.begin < first.span.begin ? first.span : last.span);
}

std::int64_t Reader::whole(Words what) {
  if (now().kind != TokenKind::integer || now().number > 1'000'000'000) slip(std::move(what));
  return static_cast<std::int64_t>(tokens_.list[at_++].number);
}

Name Reader::name(Words what, bool path) {
  const Token& first = now();
  wish(what);
  if (first.kind != TokenKind::word && first.kind != TokenKind::quoted_name) slip(std::move(what));
  if (first.first_on_line && among(word_of(first), {Word::expect, Word::given, Word::starts, Word::ends})) slip(std::move(what));
  Name out{std::string(first.text), first.span};
  mark(at_, Role::name);
  ++at_;
  while (path && is(Punct::dot) && (next().kind == TokenKind::word || next().kind == TokenKind::quoted_name)) {
    out.text += "." + std::string(next().text);
    mark(at_ + 1, Role::name);
    at_ += 2;
    out.span = since(first);
  }
  last_name_ = out.text;
  return out;
}

std::string Reader::text(Words what) {
  if (now().kind != TokenKind::text) slip(std::move(what));
  return std::string(tokens_.list[at_++].text);
}

void Reader::labels(std::string& zh, std::string& en) {
  if (now().kind == TokenKind::text) zh = std::string(tokens_.list[at_++].text);
  while (now().kind == TokenKind::word && (now().text == "en" || now().text == "zh") && next().kind == TokenKind::text) {
    (now().text == "en" ? en : zh) = std::string(next().text);
    mark(at_, Role::name);
    at_ += 2;
  }
}

// After a slip: past what the statement opened, then to the next line of the block it stood in, or to the block's end.
void Reader::go_on(std::size_t began, std::size_t depth) {
  std::size_t open = depth_ > depth ? depth_ - depth : 0;
  for (at_ = std::max(at_, began); now().kind != TokenKind::end; ++at_) {
    if (is(Punct::open_brace)) ++open;
    if (is(Punct::close_brace)) {
      if (open == 0) break;
      --open;
      continue;
    }
    if (open == 0 && at_ > began && now().first_on_line) break;
  }
  depth_ = depth;
}

// ---- the file ------------------------------------------------------------------------------------------------------------------

StoryFile Reader::file() {
  StoryFile out;
  if (tokens_.broken) return out;
  if (now().kind == TokenKind::word && (now().text == "language" || now().text == "语言")) {   // either language may be used anyway
    for (std::size_t i = 0; i < 2 && now().kind != TokenKind::end; ++i) mark(at_++, Role::skipped);
  }
  while (now().kind != TokenKind::end) {
    const std::size_t began = at_;
    guarded([&] { top(out); });
    trace_.top.push_back({began, at_});
    if (is(Punct::close_brace)) {
      issues_.add(Issue(Code::brace_closes_nothing, now().span));
      ++at_;
    }
  }
  if (wishing()) guarded([&] { top(out); });
  return out;
}

void Reader::top(StoryFile& out) {
  const Token& first = now();
  if (take(Word::use)) {
    std::string path = text({"the path of a file in quotes", "加引号的文件路径"});
    out.uses.push_back({std::move(path), since(first)});
  } else if (take(Word::person)) {
    out.world.people.push_back(thing(false));
  } else if (take(Word::branch)) {
    out.world.branches.push_back(thing(false));
  } else if (take(Word::customer)) {
    out.world.customers.push_back(thing(true));
  } else if (take(Word::pool)) {
    Pool pool;
    pool.name = name({"the name of a pool", "人员池名称"});
    block(
        [&] {
          pool.people.push_back(name({"the name of a person", "人员名称"}));
          take(Punct::comma);
        },
        true);
    out.world.pools.push_back(std::move(pool));
  } else if (take(Word::story)) {
    out.stories.push_back(story());
  } else {
    slip({"a story, or who is in it", "故事或其中的人物"},
         {Word::story, Word::use, Word::customer, Word::person, Word::branch, Word::pool});
  }
}

Thing Reader::thing(bool customer) {
  const Token& first = now();
  Thing out;
  out.name = name({"a name", "名称"});
  std::string zh, en;
  labels(zh, en);
  if (customer && take(Word::like)) out.like = name({"the name of a customer", "客户名称"});
  out.span = since(first);
  if (is(Punct::open_brace)) out.fields = fields();
  return out;
}

// ---- a story -------------------------------------------------------------------------------------------------------------------

Story Reader::story() {
  const Token& first = tokens_.list[at_ - 1];
  Story out;
  starts_.reset();
  out.name = name({"the name of the story", "故事名称"});
  labels(out.zh, out.en);
  out.span = since(first);
  const std::size_t told = issues_.list().size();
  block([&] { statement(out); });
  if (issues_.list().size() == told) finish(out, first);  // else what seems missing may be what was not understood
  return out;
}

void Reader::statement(Story& story) {
  const Token& first = now();
  if (take(Word::starts)) {
    if (take(Word::on)) mark(at_ - 1, Role::skipped);
    if (now().kind != TokenKind::date) slip({"a date such as 2026-03-02", "日期,如 2026-03-02"});
    starts_ = base::Date{static_cast<std::int32_t>(tokens_.list[at_++].number)};
    story.starts = *starts_;
  } else if (take(Word::ends)) {
    const When at = when();
    story.last_day = std::max(story.last_day, at.to_day);
  } else if (take(Word::given)) {
    if (take(Word::customer)) customer(story, first);
    else if (take(Word::others)) story.others = crowds();
    else if (take(Word::stock)) story.stocks.push_back(stock());
    else if (take(Word::arm)) story.arms.push_back(name({"the name of an experiment's arm", "组别名称"}));
    else story.reports.push_back(report(true));
  } else if (is(Word::expect)) {
    story.expectations.push_back(expectation({}));
  } else if (starts_when()) {
    const When at = when();
    story.last_day = std::max(story.last_day, at.to_day);
    acts(story, at);
  } else {
    slip({"what is given, when something happens, or what is expected", "给定的条件、发生的时间或预期"},
         {Word::starts, Word::given, Word::on, Word::expect, Word::ends});
  }
}

void Reader::customer(Story& story, const Token& first) {
  Given& out = story.customer;
  if (out.span.end > 0) issues_.add(Issue(Code::clause_twice, first.span));
  take(Word::like);
  if (now().kind == TokenKind::word && !is(Word::with) && !is(Word::held) && !now().first_on_line)
    out.like = name({"the name of a customer", "客户名称"});
  take(Word::with);
  if (is(Punct::open_brace)) out.fields = fields();
  out.span = since(first);
  if (!take(Word::held)) return;
  mark(at_ - 1, Role::phrase);
  if (take(Word::out)) mark(at_ - 1, Role::skipped);
  out.held_out = true;
  if (take(Word::bank) || (is(Word::by) && word_of(next()) == Word::bank)) {
    out.by_bank = true;
    if (take(Word::by)) {
      mark(at_ - 1, Role::by_person);
      take(Word::bank);
    }
  } else if (take(Word::of)) {
    out.held_out_of = name({"the name of a playbook", "剧本名称"});
  }
  out.span = since(first);
}

// What only the whole story shows. Statements are told in the order of time, or nobody could follow them.
void Reader::finish(Story& story, const Token& first) {
  const Span head = source::join(first.span, story.name.span);
  if (!starts_) {
    issues_.add(Issue(Code::story_start_missing, head)
                    .arg(story.name.text)
                    .help({"write the day it starts, which is day 1: `starts 2026-03-02`", "请写开始日期,即第 1 天:`始于 2026-03-02`"}));
  }
  if (story.customer.span.end == 0) {
    issues_.add(Issue(Code::story_customer_missing, head)
                    .arg(story.name.text)
                    .help({"say what is known: `given customer { aum: 60万元 }`", "请写客户资料:`给定 客户 { aum: 60万元 }`"}));
  }
  if (story.expectations.empty()) {
    issues_.add(Issue(Code::story_expects_nothing, head)
                    .arg(story.name.text)
                    .help({"say what must come of it: `on day 1 { expect touch }`, or `expect nothing`",
                           "请写应有的结果:`第 1 天 { 预期 触达 }`,或 `预期 无事`"}));
  }
  const Act* before = nullptr;
  for (const Act& act : story.acts) {
    const auto minute = [](const Act& one) { return std::pair(one.when.from_day, std::max(one.when.from_minute, 0)); };
    if (before != nullptr && act.kind != ActKind::import_missing && minute(act) < minute(*before)) {
      issues_.add(Issue(Code::story_backwards, act.when.span)
                      .note(before->when.span, {"this comes after it in time", "此处的时间在其之后"})
                      .help({"tell the story in the order of time", "请按时间先后书写"}));
    }
    if (act.kind != ActKind::import_missing) before = &act;
  }
}

StoryFile read(const source::Source& source, source::Issues& issues) { return Reader(source, issues).file(); }

StoryFile read(const source::Source& source, source::Issues& issues, Trace& trace) {
  Reader reader(source, issues);
  StoryFile out = reader.file();
  trace = std::move(reader).trace();
  return out;
}

}  // namespace playmaker::story
