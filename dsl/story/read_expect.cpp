// What is expected.
#include "dsl/story/reader.hpp"

namespace playmaker::story {

using source::Code;
using source::Issue;

namespace {

// What a reason says of a subject when no state is written.
Word without(Subject subject) {
  switch (subject) {
    case Subject::wave: return Word::skipped;
    case Subject::lead: return Word::returned;
    case Subject::moment: return Word::dropped;
    case Subject::grant:
    case Subject::reserve:
    case Subject::seat:
    case Subject::hand_off:
    case Subject::journey: return Word::refused;
    default: return Word::blocked;
  }
}

}  // namespace

void Reader::count(Expectation& out) {
  const auto number = [&] {
    const auto n = static_cast<std::uint32_t>(whole({"a number", "数字"}));
    if (now().kind == TokenKind::word && (now().text == "次" || now().text == "个" || now().text == "项" || now().text == "条"))
      mark(at_++, Role::measure);
    return n;
  };
  out.counted = true;
  if (take(Word::no)) {
    out.least = out.most = 0;
  } else if ((is(Word::at) && (word_of(next()) == Word::least || word_of(next()) == Word::most)) || is(Word::least) || is(Word::most)) {
    take(Word::at);
    const bool least = is(Word::least);
    ++at_;
    const std::uint32_t n = number();
    out.least = least ? n : 0;
    out.most = least ? UINT32_MAX : n;
  } else if (now().kind == TokenKind::integer) {
    out.least = out.most = number();
    if (take(Word::to)) out.most = number();
  } else {
    out.counted = false;
  }
}

void Reader::state(Expectation& out, std::initializer_list<Word> states) {
  if (now().first_on_line) return;
  wish(states);
  if (!among(word_of(now()), states)) return;
  out.state = word_of(now());
  ++at_;
}

// `by capped`: of what did not go on, why.
void Reader::reason(Expectation& out) {
  if (now().first_on_line || !take(Word::by)) return;
  out.why = true;
  if (out.state == Word::none) out.state = without(out.subject);
  const Token& at = now();
  out.outcome = name({"a reason such as capped or quiet", "原因,如 频控 或 免扰"});
  mark(at_ - 1, Role::reason);
  if (reason_code(out.outcome.text).empty()) {
    std::size_t many = 0;
    const ReasonWord* known = reasons(many);
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < many; ++i) {
      words.push_back(known[i].code);
      words.push_back(known[i].zh);
    }
    Issue issue(Code::name_unknown, at.span);
    issue.arg(out.outcome.text).arg({"reason", "原因"});
    if (const auto near = base::nearest(out.outcome.text, words); !near.empty())
      issue.help({"did you mean `" + std::string(near) + "`?", "是否想写 `" + std::string(near) + "`?"}).fix(at.span, std::string(near));
    else
      issue.help(
          {"such as `capped`, `gap`, `quiet`, `no_consent`, `silenced`, `condition`", "如 `频控`、`间隔`、`静默`、`未授权`、`条件`"});
    issues_.add(std::move(issue));
  } else {
    out.outcome.text = std::string(reason_code(out.outcome.text));
  }
}

// `expect task call due day 3 at 17:30 assigned ann`: a line expects one thing.
void Reader::one_at_a_time(const Expectation& out) {
  const Token& here = now();
  const std::string found(source_.text(here.span)), name = out.name.written() ? " " + out.name.text : std::string();
  const source::Words thing = spelling(out.subject == Subject::task ? Word::task : Word::touch), expect = spelling(Word::expect);
  Issue issue(Code::expected, here.span);
  issue.arg({"one thing that is expected", "一项预期"}).arg("`" + found + "`");
  issue.help({"say it in an expectation of its own: `" + expect.en + " " + thing.en + name + " " + found + " …`",
              "请另写一项预期:`" + expect.zh + " " + thing.zh + name + " " + found + " …`"});
  issues_.add(std::move(issue));
  throw Slip{};
}

Expectation Reader::expectation(const When& when) {
  const Token& first = now();
  ++at_;                                     // expect
  Expectation out;
  out.when = when;
  count(out);
  subject(out);
  reason(out);
  if (take(Word::until)) out.until = minute();
  if (take(Word::due)) out.until = minute();
  if (out.until.written && !now().first_on_line &&
      among(word_of(now()), {Word::assigned, Word::escalated, Word::reminded, Word::open, Word::opened, Word::done, Word::closed,
                             Word::overdue, Word::claimed, Word::acknowledged, Word::sent, Word::delivered, Word::read}))
    one_at_a_time(out);
  out.span = since(first);
  return out;
}

// Whether no name follows.
bool Reader::bare(std::initializer_list<Word> states) const {
  return now().kind != TokenKind::word || now().first_on_line || among(word_of(now()), states) || is(Word::expect) || begins_act(states);
}

// `expect no stall  claim lead`: what stands behind is the next thing that happens, and no name.
bool Reader::begins_act(std::initializer_list<Word> states) const {
  if (next().first_on_line) return false;
  const Word what = word_of(now()), behind = word_of(next());
  if (what == Word::set) return next().kind == TokenKind::punct && next().punct == Punct::open_brace;
  if (among(what, {Word::claim, Word::decline, Word::acknowledge})) return behind == Word::lead || behind == Word::task;
  const bool names =
      among(what, {Word::event, Word::import, Word::enter, Word::leave, Word::pause, Word::resume, Word::list, Word::assign});
  return names && states.size() > 0 && next().kind == TokenKind::word && behind == Word::none;
}

// `expect review weekly at east with { advise.done: 50% }`, `expect review weekly alerts branch_manager`, `… opens improve`.
void Reader::review(Expectation& out) {
  ++at_;
  out.subject = Subject::review;
  if (!bare({Word::at, Word::on, Word::held, Word::alerts, Word::opens})) out.name = name({"the name of a review", "回检名称"}, true);
  branch(out.at);
  state(out, {Word::held, Word::alerts, Word::opens});
  if (out.state == Word::held) out.state = Word::none;
  if (out.state == Word::alerts) out.outcome = name({"the name of a role", "角色名称"});
  if (out.state == Word::opens) out.outcome = name({"the name of a task", "任务名称"}, true);
  if (!out.at.written()) branch(out.at);
  if (out.state != Word::none) return;
  const bool with = take(Word::with);
  if (is(Punct::open_brace)) out.fields = fields();
  else if (with) slip("`{`");
}

// `expect customer { tier: "gold" }`: what is known by the end of that time.
void Reader::known(Expectation& out) {
  ++at_;
  out.subject = Subject::customer;
  take(Word::with);
  if (!is(Punct::open_brace)) slip("`{`");
  out.fields = fields();
}

void Reader::subject(Expectation& out) {
  const auto named = [&](Subject subject, source::Words what, std::initializer_list<Word> states) {
    ++at_;
    out.subject = subject;
    wish(what);
    if (!bare(states)) out.name = name(std::move(what), true);
    state(out, states);
  };
  wish({Word::nothing, Word::touch,  Word::contact, Word::task, Word::stall, Word::goal,  Word::exit,   Word::journey, Word::question,
        Word::notice,  Word::grant,  Word::tag,     Word::hand, Word::stage, Word::wave,  Word::moment, Word::track,   Word::incident,
        Word::lead,    Word::review, Word::reserve, Word::arm,  Word::seat,  Word::event, Word::answer, Word::customer});
  wish(source::Words{"the name of a channel", ""});
  switch (word_of(now())) {
    case Word::nothing:
      ++at_;
      out.subject = Subject::nothing;
      return;
    case Word::touch:
    case Word::contact:
      out.contacts = is(Word::contact);
      ++at_;
      out.subject = Subject::touch;
      if (now().kind == TokenKind::word && now().text == "over" && !now().first_on_line) {
        ++at_;
        out.channel = name({"the name of a channel", "渠道名称"});
      }
      state(out, {Word::sent, Word::delivered, Word::read, Word::opened, Word::failed, Word::unknown, Word::blocked, Word::skipped,
                  Word::cancelled});
      return;
    case Word::task: {
      named(Subject::task, {"the name of a task", "任务名称"}, {});
      if (out.name.written() && wishing() && !now().first_on_line) {
        wish({Word::open, Word::done, Word::closed, Word::expired, Word::lapsed, Word::cancelled, Word::overdue, Word::escalated,
              Word::assigned, Word::reminded, Word::credited, Word::claimed, Word::acknowledged, Word::attempted});
        wish(source::Words{"an outcome of the task", ""});
      }
      if (out.name.written() && !now().first_on_line && !is(Punct::close_brace) && !is(Word::due) && !is(Word::expect) && !is(Word::by)) {
        state(out, {Word::open, Word::opened, Word::done, Word::closed, Word::expired, Word::lapsed, Word::cancelled, Word::overdue,
                    Word::escalated, Word::assigned, Word::reminded, Word::credited, Word::claimed, Word::acknowledged, Word::attempted});
        if (out.state == Word::none && now().kind == TokenKind::word && !among(word_of(now()), kActs))
          out.outcome = name({"an outcome of the task", "任务的结果"});
        if ((out.state == Word::escalated || out.state == Word::assigned) && (take(Word::to) || out.state == Word::assigned))
          out.outcome = name({"who it goes to", "交给谁"});
      }
      return;
    }
    case Word::stall: return named(Subject::stall, {"the name of a breakpoint", "断点名称"}, {Word::cleared, Word::armed});
    case Word::goal: return named(Subject::goal, {"the name of a goal", "目标名称"}, {Word::missed});
    case Word::exit: return named(Subject::exit, {"the name of an exit", "退出名称"}, {});
    case Word::journey:
      named(Subject::journey, {"the name of a playbook", "剧本名称"}, {Word::entered, Word::ended, Word::live, Word::refused});
      // 进入 says it as well, where no name of what is entered follows.
      if (out.state == Word::none && is(Word::enter) && !now().first_on_line && (next().first_on_line || next().kind != TokenKind::word)) {
        out.state = Word::entered;
        ++at_;
      }
      if (out.state == Word::ended && take(Word::as)) out.outcome = name({"how it ends", "结局"});
      return;
    case Word::question:
      ++at_;
      take(Word::to);
      out.subject = Subject::question;
      if (now().kind == TokenKind::word && !now().first_on_line && word_of(now()) == Word::none)
        out.name = name({"the name of a role", "角色名称"});
      else wish(source::Words{"the name of a role", ""});
      state(out, {Word::answered, Word::overdue, Word::dropped});
      if (out.state != Word::answered) return;
      take(Word::as);
      out.outcome.span = now().span;
      if (now().kind == TokenKind::text) out.outcome.text = text({"the answer", "答复"});
      return;
    case Word::notice: return named(Subject::notice, {"the name of a role", "角色名称"}, {});
    case Word::grant: return named(Subject::grant, {"the name of a benefit", "权益名称"}, {Word::refused});
    case Word::tag:
      ++at_;
      out.subject = Subject::tag;
      out.name.span = now().span;
      out.name.text = text({"a tag in quotes", "加引号的标签"});
      return;
    case Word::hand:
      mark(at_++, Role::phrase);
      if (take(Word::off)) mark(at_ - 1, Role::skipped);
      take(Word::to);
      out.subject = Subject::hand_off;
      out.name = name({"the name of a playbook", "剧本名称"});
      state(out, {Word::refused, Word::entered});
      return;
    case Word::stage:
      return named(Subject::stage, {"the name of a stage", "阶段名称"}, {Word::started, Word::ended, Word::skipped, Word::cancelled});
    case Word::wave:
      return named(Subject::wave, {"the name of a wave", "波次名称"}, {Word::started, Word::ended, Word::skipped, Word::cancelled});
    case Word::moment:
      return named(Subject::moment, {"the name of a moment", "时机名称"},
                   {Word::started, Word::ended, Word::expired, Word::cancelled, Word::dropped, Word::queued, Word::merged});
    case Word::track: return named(Subject::track, {"the name of a track", "路径名称"}, {Word::started, Word::ended, Word::cancelled});
    case Word::incident: return named(Subject::incident, {"the code of an incident", "异常代码"}, {});
    case Word::lead: return lead(out);
    case Word::review: return review(out);
    case Word::reserve:
      return named(Subject::reserve, {"the name of a benefit", "权益名称"},
                   {Word::released, Word::expired, Word::cancelled, Word::refused});
    case Word::arm: return named(Subject::arm, {"the name of an experiment's arm", "组别名称"}, {Word::reached, Word::missed});
    case Word::seat: return named(Subject::seat, {"the name of an activity", "活动名称"}, {Word::returned, Word::refused});
    case Word::event: return named(Subject::emitted, {"the name of an event", "事件名称"}, {});
    case Word::answer:
      ++at_;
      out.subject = Subject::answer;
      out.template_ = name({"the name of a template", "模板名称"});
      state(out, {Word::missing});
      if (out.state == Word::none && is(Punct::open_brace)) out.fields = fields();
      return;
    case Word::customer: return known(out);
    default: break;
  }
  if (now().kind != TokenKind::word) {
    slip({"what is expected", "预期的事"},
         {Word::nothing, Word::touch, Word::task, Word::stall, Word::goal, Word::journey, Word::notice, Word::grant});
  }
  out.subject = Subject::touch;
  out.channel = name({"the name of a channel", "渠道名称"});
  const std::initializer_list<Word> states = {Word::sent,    Word::delivered, Word::read,    Word::opened,   Word::failed,
                                              Word::unknown, Word::blocked,   Word::skipped, Word::cancelled};
  if (now().kind == TokenKind::word && !now().first_on_line && word_of(now()) == Word::none)
    out.template_ = name({"the name of a template", "模板名称"});
  else if (!now().first_on_line) wish(source::Words{"the name of a template", ""});
  state(out, states);
}

}  // namespace playmaker::story
