// What happens, and what is expected of it.
#include "dsl/story/reader.hpp"

namespace playmaker::story {

using source::Code;
using source::Issue;

namespace {

constexpr std::initializer_list<Word> kReports = {Word::delivered, Word::read,   Word::opened, Word::unread,
                                                  Word::accepted,  Word::failed, Word::unknown};
constexpr std::initializer_list<Word> kActs = {Word::event, Word::set,   Word::task,  Word::assign, Word::expect,
                                               Word::enter, Word::leave, Word::pause, Word::resume, Word::import};

bool among(Word word, std::initializer_list<Word> words) { return std::find(words.begin(), words.end(), word) != words.end(); }

}  // namespace

// A word that is probably a slip for what happens, and no channel.
bool Reader::near_act() const {
  std::vector<std::string> forms;
  for (const Word word : kActs) {
    forms.push_back(spelling(word).en);
    forms.push_back(spelling(word).zh);
  }
  const std::vector<std::string_view> candidates(forms.begin(), forms.end());
  return !base::nearest(now().text, candidates).empty();
}

void Reader::acts(Story& story, const When& when) {
  const auto one = [&] {
    const Token& first = now();
    if (is(Word::expect)) {
      story.expectations.push_back(expectation(when));
      return;
    }
    if (!act(story, when) || story.acts.back().kind == ActKind::import_missing || when.one_minute()) return;
    if (when.from_day == when.to_day && when.from_minute < 0) {
      issues_.add(Issue(Code::story_clock_missing, when.span)
                      .note(first.span, {"this happens", "此事发生"})
                      .help({"write `at 10:00`", "请写时刻,如 `10:00`"}));
    } else {
      issues_.add(Issue(Code::story_clock_missing, when.span)
                      .note(first.span, {"this happens once", "此事只发生一次"})
                      .help({"give it one day and one minute", "请写明某一天的某一刻"}));
    }
  };
  if (is(Punct::open_brace)) block(one);
  else one();
}

bool Reader::act(Story& story, const When& when) {
  const Token& first = now();
  Act out;
  out.when = when;
  const source::Words playbook = {"the name of a playbook", "剧本名称"}, task = {"the name of a task", "任务名称"};
  if (take(Word::event)) {
    out.kind = ActKind::event;
    out.name = name({"the name of an event", "事件名称"}, true);   // an activity's own are paths
    if (take(Word::for_)) {
      take(Word::task);
      out.other = name(task, true);
    }
    take(Word::with);
    if (is(Punct::open_brace)) out.fields = fields();
  } else if (take(Word::set)) {
    out.kind = ActKind::set;
    if (!is(Punct::open_brace)) slip("`{`");
    out.fields = fields();
  } else if (take(Word::task)) {
    out.kind = ActKind::task;
    out.name = name(task, true);
    if (!take(Word::done)) out.other = name({"`done` or an outcome of the task", "`完成` 或任务的结果"});
    if (take(Word::with)) out.fields = fields();
  } else if (take(Word::assign)) {
    out.kind = ActKind::assign;
    take(Word::task);
    out.name = name(task, true);
    if (!take(Word::to)) slip({"`to`", "`至`"});
    out.other = name({"the name of a person", "人员名称"});
  } else if (take(Word::import)) {
    out.kind = ActKind::import_missing;
    out.name = name({"the name of an import", "导入名称"});
    if (!take(Word::missing)) slip({"`missing`", "`缺失`"}, {Word::missing});
  } else if (is(Word::enter) || is(Word::leave) || is(Word::pause) || is(Word::resume)) {
    out.kind = is(Word::enter) ? ActKind::enter : is(Word::leave) ? ActKind::leave : is(Word::pause) ? ActKind::pause : ActKind::resume;
    ++at_;
    out.name = name(playbook);
  } else if (now().kind == TokenKind::word && next().kind == TokenKind::word && word_of(now()) == Word::none &&
             (among(word_of(next(2)), kReports) || !near_act())) {
    out.kind = ActKind::receipt;
    out.report = report(false);
    out.fields = is(Punct::open_brace) ? fields() : std::vector<Field>();
  } else {
    slip({"what happens", "发生的事"}, kActs);
  }
  out.span = since(first);
  story.acts.push_back(std::move(out));
  return true;
}

// `wecom fm_invite read after 30 minutes`; given, the template may be left out.
Report Reader::report(bool given) {
  const Token& first = now();
  Report out;
  out.channel = name({"the name of a channel", "渠道名称"});
  if (!given || !among(word_of(now()), kReports)) out.template_ = name({"the name of a template", "模板名称"});
  if (!among(word_of(now()), kReports)) slip({"what the channel reports", "渠道的回报"}, kReports);
  out.says = word_of(now());
  ++at_;
  if (now().kind == TokenKind::word && (now().text == "after" || is(Word::later))) {
    ++at_;
    out.after_ms = length();
  } else if (given && now().kind == TokenKind::integer) {   // 已读 30 分钟 后
    out.after_ms = length();
    take(Word::later);
  }
  out.span = since(first);
  return out;
}

void Reader::count(Expectation& out) {
  const auto number = [&] {
    const auto n = static_cast<std::uint32_t>(whole({"a number", "数字"}));
    if (now().kind == TokenKind::word && (now().text == "次" || now().text == "个" || now().text == "项")) ++at_;
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
  if (now().first_on_line || !among(word_of(now()), states)) return;
  out.state = word_of(now());
  ++at_;
}

Expectation Reader::expectation(const When& when) {
  const Token& first = now();
  ++at_;                                     // expect
  Expectation out;
  out.when = when;
  count(out);
  subject(out);
  if (take(Word::by)) {
    if (out.state == Word::none) out.state = out.subject == Subject::wave ? Word::skipped : Word::blocked;
    const Token& at = now();
    out.outcome = name({"a reason such as capped or quiet", "原因,如 频控 或 静默"});
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
  if (take(Word::until)) out.until = minute();
  if (take(Word::due)) out.until = minute();
  out.span = since(first);
  return out;
}

void Reader::subject(Expectation& out) {
  const auto named = [&](Subject subject, source::Words what, std::initializer_list<Word> states) {
    ++at_;
    out.subject = subject;
    const bool bare = now().kind != TokenKind::word || now().first_on_line || among(word_of(now()), states) || is(Word::expect);
    if (!bare) out.name = name(std::move(what), true);
    state(out, states);
  };
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
      if (out.name.written() && !now().first_on_line && !is(Punct::close_brace) && !is(Word::due) && !is(Word::expect) && !is(Word::by)) {
        state(out, {Word::open, Word::opened, Word::done, Word::closed, Word::expired, Word::lapsed, Word::cancelled, Word::overdue,
                    Word::escalated, Word::assigned, Word::reminded, Word::credited});
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
      if (out.state == Word::ended && take(Word::as)) out.outcome = name({"how it ends", "结局"});
      return;
    case Word::question:
      ++at_;
      take(Word::to);
      out.subject = Subject::question;
      if (now().kind == TokenKind::word && !now().first_on_line && word_of(now()) == Word::none)
        out.name = name({"the name of a role", "角色名称"});
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
      ++at_;
      take(Word::off);
      take(Word::to);
      out.subject = Subject::hand_off;
      out.name = name({"the name of a playbook", "剧本名称"});
      state(out, {Word::refused});
      return;
    case Word::stage:
      return named(Subject::stage, {"the name of a stage", "阶段名称"}, {Word::started, Word::ended, Word::skipped, Word::cancelled});
    case Word::wave:
      return named(Subject::wave, {"the name of a wave", "波次名称"}, {Word::started, Word::ended, Word::skipped, Word::cancelled});
    case Word::moment:
      return named(Subject::moment, {"the name of a moment", "时机名称"}, {Word::started, Word::ended, Word::expired, Word::cancelled});
    case Word::track: return named(Subject::track, {"the name of a track", "分支名称"}, {Word::started, Word::ended, Word::cancelled});
    case Word::incident: return named(Subject::incident, {"the code of an incident", "异常代码"}, {});
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
  state(out, states);
}

}  // namespace playmaker::story
