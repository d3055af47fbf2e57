// What happens.
#include "dsl/story/reader.hpp"

namespace playmaker::story {

using source::Code;
using source::Issue;

namespace {

constexpr std::initializer_list<Word> kReports = {Word::delivered, Word::read,   Word::opened, Word::unread,
                                                  Word::accepted,  Word::failed, Word::unknown};

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
  } else if (take(Word::list)) {
    out.kind = ActKind::list;
    out.name = name({"the name of a list", "名单名称"});
    if (is(Punct::open_brace)) out.crowd = crowds();
    else out.crowd.push_back({{}, 1, true, out.name.span});
  } else if (is(Word::claim) || is(Word::decline) || is(Word::acknowledge)) {
    taken(out);
  } else if (take(Word::answer)) {
    out.kind = ActKind::answer;
    out.name = name({"the name of the role that answers", "答复的角色名称"});
    answer(out);
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
    wish(source::Words{"the name of a channel", ""});
    slip({"what happens", "发生的事"}, kActs);
  }
  out.span = since(first);
  story.acts.push_back(std::move(out));
  return true;
}

// `claim lead of amy by manager`, `decline lead`, `claim task call by agent`, `acknowledge task brief`.
void Reader::taken(Act& out) {
  const Word what = word_of(now());
  ++at_;
  const auto person = [&] { by(out); };
  if (what != Word::acknowledge && take(Word::lead)) {
    out.kind = what == Word::claim ? ActKind::claim : ActKind::decline;
    if (take(Word::of) && !take(Word::customer)) out.name = name({"the name of a customer", "客户名称"});
    return person();
  }
  if (what == Word::decline) slip({"`lead`", "`线索`"}, {Word::lead});
  if (!take(Word::task)) {
    if (what == Word::acknowledge) slip({"`task`", "`任务`"}, {Word::task});
    slip({"`task` or `lead`", "`任务` 或 `线索`"}, {Word::task, Word::lead});
  }
  out.kind = ActKind::take;
  out.how = what == Word::claim ? Word::claimed : Word::acknowledged;
  out.name = name({"the name of a task", "任务名称"}, true);
  person();
}

// `answer wealth_advisor accepted by advisor`, `answer relationship_manager "忘记了"`.
void Reader::answer(Act& out) {
  out.other.span = now().span;
  if (now().kind == TokenKind::text) {
    out.other.text = text({"the answer", "答复"});
  } else {
    out.other =
        name({"the answer: a reason in quotes, or accepted, declined, passed, failed", "答复:加引号的原因,或 接受、婉拒、合格、不合格"});
    for (const AnswerWord& each : kAnswers) {
      if (out.other.text == each.zh || out.other.text == each.en) mark(at_ - 1, Role::answer);
      if (out.other.text == each.zh) out.other.text = each.en;
    }
  }
  by(out);
}

void Reader::by(Act& out) {
  if (!take(Word::by)) return;
  mark(at_ - 1, Role::by_person);
  out.by = name({"the name of a person", "人员名称"});
}

// `wecom fm_invite read after 30 minutes`; given, the template may be left out.
Report Reader::report(bool given) {
  const Token& first = now();
  Report out;
  out.channel = name({"the name of a channel", "渠道名称"});
  if (given) wish(kReports);
  if (!given || !among(word_of(now()), kReports)) out.template_ = name({"the name of a template", "模板名称"});
  wish(kReports);
  if (!among(word_of(now()), kReports)) slip({"what the channel reports", "渠道的回报"}, kReports);
  out.says = word_of(now());
  ++at_;
  if (now().kind == TokenKind::word && (now().text == "after" || is(Word::later))) {
    mark(at_++, Role::after);
    out.after_ms = length();
  } else if (now().kind == TokenKind::integer) {   // 已读 30 分钟 后
    mark(at_, Role::after_number);
    out.after_ms = length();
    if (take(Word::later)) mark(at_ - 1, Role::after_behind);
  }
  out.span = since(first);
  return out;
}

}  // namespace playmaker::story
