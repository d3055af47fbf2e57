// Expectations against what was heard.
//   an event (sent, opened, tripped …)   at least one, or as many as are said, within the time
//   a state (open, live, held)           as it is at the end of the time
//   nothing                              no touch, notice, question, task, stall, grant or hand-off within the time
// The story is the customer's: what a branch has to do (`task for branch`) is met only by a task of that name, and of those who stand by
// only their leads count. What is known of the customer was looked up while the story was played (play.cpp).
#include <algorithm>
#include <map>
#include <set>

#include "daemon/rehearsal/found.hpp"
#include "daemon/rehearsal/rehearsal.hpp"
#include "dsl/story/check.hpp"
#include "runtime/engine/tallies.hpp"

namespace playmaker::rehearsal {
namespace {

using story::Subject;
using story::Word;

constexpr std::size_t kNearMax = 8;

class Judge {
 public:
  Judge(const story::Story& story, const Witness& witness, Outcome& outcome)
      : story_(story),
        happenings_(witness.happenings()),
        roster_(witness.roster()),
        almanac_(outcome.almanac),
        outcome_(outcome) {}

  void expectation(const story::Expectation& e) {
    if (e.subject == Subject::customer) return;
    if (e.subject == Subject::incident && e.name.written() && daemon::incident_words(e.name.text, base::Language::en).empty()) {
      const std::string& code = e.name.text;
      outcome_.failures.push_back({e.span, {"there is no incident `" + code + "`", "没有名为 `" + code + "` 的异常"}, {}});
      return;
    }
    // Reviews were held all the time before the story.
    const base::Instant ever = e.subject == Subject::review ? almanac_.at(1, 0) : base::Instant{INT64_MIN};
    from_ = e.when.written ? almanac_.at(e.when.from_day, e.when.from_minute) : ever;
    const std::int32_t last_day = e.when.written ? e.when.to_day : story_.last_day;
    to_ = e.when.written && e.when.to_minute >= 0 ? almanac_.at(last_day, e.when.to_minute) + base::kMinute : almanac_.at(last_day + 1, 0);
    std::vector<Happening> met;
    if (e.subject == Subject::nothing) met = noticed();
    else if (e.subject == Subject::lead && is_state(e)) met = leads(e);
    else if (is_state(e)) met = standing(e);
    else met = events(e);
    const std::size_t least = e.subject == Subject::nothing ? 0 : e.least, most = e.subject == Subject::nothing ? 0 : e.most;
    if (met.size() >= least && met.size() <= most) return;
    Failure failure{e.span, {}, {}};
    const std::string count = std::to_string(met.size());
    if (met.empty()) failure.says = {"this did not happen", "此事没有发生"};
    else if (most == 0) failure.says = {"this happened", "此事发生了"};
    else failure.says = {"this happened " + (met.size() == 1 ? "once" : count + " times"), "此事发生了 " + count + " 次"};
    failure.near = met.empty() ? near(e) : std::move(met);
    failure.looked = true;
    if (failure.near.size() > kNearMax) failure.near.resize(kNearMax);
    outcome_.failures.push_back(std::move(failure));
  }

 private:
  static bool ours(const Happening& h) { return h.part.whose == Whose::own || h.part.whose == Whose::desk; }
  bool within(const Happening& h) const { return h.at >= from_ && h.at < to_; }
  static bool is_state(const story::Expectation& e) {
    return (e.subject == Subject::task && e.state == Word::open) || (e.subject == Subject::journey && e.state == Word::live) ||
           (e.subject == Subject::lead && (e.state == Word::open || e.state == Word::held));
  }

  bool of_thing(const story::Expectation& e, const Happening& h) const {
    if (h.subject != e.subject) return false;
    if (h.part.whose == Whose::desk && (e.subject != Subject::task || !e.name.written())) return false;   // only when it is named
    if (h.part.whose == Whose::other && e.subject != Subject::lead) return false;
    switch (e.subject) {
      case Subject::touch:
        return (!e.channel.written() || h.channel == e.channel.text) && (!e.template_.written() || h.template_ == e.template_.text) &&
               (!e.contacts || h.contact);
      case Subject::notice:
      case Subject::question:
      case Subject::grant:
      case Subject::tag:
      case Subject::hand_off:
      case Subject::exit:
      case Subject::reserve:
      case Subject::arm:
      case Subject::seat:
      case Subject::emitted:
      case Subject::incident: return !e.name.written() || h.name == e.name.text;
      case Subject::goal: return !e.name.written() || h.name == e.name.text || story::names_path(e.name.text, h.playbook, h.path);
      case Subject::journey: return !e.name.written() || h.playbook == e.name.text;
      case Subject::answer: return h.template_ == e.template_.text;
      case Subject::lead:
        if (e.of.own ? h.part.whose != Whose::own : e.of.name.written() && h.part.name != e.of.name.text) return false;
        return !e.at.written() || h.part.branch == e.at.text;
      default: return !e.name.written() || story::names_path(e.name.text, h.playbook, h.path);
    }
  }
  static Word usual(Subject subject) {
    switch (subject) {
      case Subject::touch: return Word::sent;
      case Subject::notice: return Word::sent;
      case Subject::task: return Word::opened;
      case Subject::journey: return Word::entered;
      case Subject::stage:
      case Subject::wave:
      case Subject::moment:
      case Subject::track: return Word::started;
      case Subject::lead: return Word::dealt;
      default: return Word::none;
    }
  }
  bool fits(const story::Expectation& e, const Happening& h) const {
    if (!of_thing(e, h)) return false;
    const bool closing = h.state == Word::done || h.state == Word::closed || h.state == Word::expired || h.state == Word::lapsed ||
                         h.state == Word::cancelled;
    if (e.subject == Subject::task && (e.state == Word::closed || (e.state == Word::none && e.outcome.written()))) {
      if (!closing || (e.outcome.written() && h.name != e.outcome.text)) return false;
      return true;
    }
    const Word state = e.state == Word::none ? usual(e.subject) : e.state;
    if (e.subject == Subject::touch && state == Word::skipped) {
      // What is blocked and does not wait is skipped.
      if (h.state != Word::skipped && !(h.state == Word::blocked && h.until == base::kNever)) return false;
    } else if (e.subject == Subject::touch && state == Word::opened) {
      if (h.state != Word::read) return false;
    } else if (e.subject == Subject::hand_off && state == Word::entered) {
      if (h.state != Word::none || h.answer != "entered") return false;
    } else if (h.state != state) {
      return false;
    }
    if (e.outcome.written() && (e.why ? daemon::code_of(h.why) != e.outcome.text : !is_outcome(e, h))) return false;
    if (!e.fields.empty() && !says(e, h)) return false;
    if (e.subject == Subject::review && h.state != Word::none && e.at.written() && h.part.branch != e.at.text) return false;
    if (e.until.written) {
      const base::Instant from = almanac_.at(e.until.day, e.until.minute);
      const base::Instant to = e.until.minute < 0 ? almanac_.at(e.until.day + 1, 0) : from + base::kMinute;
      if (h.until < from || h.until >= to) return false;
    }
    return true;
  }

  static bool is_outcome(const story::Expectation& e, const Happening& h) {
    switch (e.subject) {
      case Subject::lead: return h.name == e.outcome.text || (h.state == Word::dealt && h.role == e.outcome.text);
      case Subject::question: return h.answer == e.outcome.text;
      case Subject::review:
        return e.state == Word::opens ? story::names_path(e.outcome.text, h.playbook, h.name) : h.name == e.outcome.text;
      default: return h.name == e.outcome.text;
    }
  }
  // The values written beside an answer or a review.
  bool says(const story::Expectation& e, const Happening& h) const {
    const auto day = static_cast<std::int32_t>(base::local_date(almanac_.zone, h.at) - almanac_.starts) + 1;
    return std::ranges::all_of(e.fields, [&](const story::Field& field) {
      if (e.subject == Subject::review) return is_rate(e, h, field, day);
      const auto& templates = roster_->catalog->templates;
      const auto known = std::ranges::find(templates, e.template_.text, &plan::Template::name);
      if (known == templates.end()) return false;
      const auto type = std::ranges::find(known->answers, field.name.text, &plan::Field::name);
      const auto said = std::ranges::find(h.said, field.name.text, &core::Said::name);
      return type != known->answers.end() &&
             is_written(*roster_, said == h.said.end() ? plan::Datum{} : said->value, *type, field.value, almanac_, day);
    });
  }
  // Of the branch, or of all together.
  bool is_rate(const story::Expectation& e, const Happening& h, const story::Field& field, std::int32_t day) const {
    core::ReviewFigure sum;
    for (const core::ReviewFigure& figure : h.figures) {
      const auto& names = *roster_->dictionary;
      if (!story::names_path(field.name.text, h.playbook, figure.rate.substr(0, figure.rate.find(' ')))) continue;
      const bool named = figure.branch < names.size(core::Names::branch);
      if (e.at.written() && (!named || names.name(core::Names::branch, figure.branch) != e.at.text)) continue;
      sum.ended += figure.ended;
      sum.happened += figure.happened;
      sum.late += figure.late;
    }
    plan::Field percent;
    percent.type.kind = plan::Kind::percent;
    const auto rate = engine::rate_of(sum);
    return is_written(*roster_, rate ? plan::Datum{plan::Kind::percent, *rate, {}, {}} : plan::Datum{}, percent, field.value, almanac_,
                      day);
  }
  // The last that was heard of each lead.
  std::vector<Happening> leads(const story::Expectation& e) const {
    std::map<std::pair<std::uint64_t, std::uint16_t>, const Happening*> last;
    for (const Happening& h : happenings_) {
      if (h.told && h.at < to_ && of_thing(e, h)) last[{h.customer, h.ref.occurrence}] = &h;
    }
    std::vector<Happening> out;
    for (const auto& [lead, h] : last) {
      if (h->state != (e.state == Word::held ? Word::claimed : Word::open)) continue;
      if (!e.outcome.written() || h->name == e.outcome.text) out.push_back(*h);
    }
    return out;
  }

  std::vector<Happening> events(const story::Expectation& e) const {
    std::vector<Happening> out;
    for (const Happening& h : happenings_) {
      if (h.told && within(h) && fits(e, h)) out.push_back(h);
    }
    return out;
  }
  std::vector<Happening> standing(const story::Expectation& e) const {
    std::vector<Happening> open;
    const auto same = [](const Happening& a, const Happening& b) { return a.ref == b.ref; };
    for (const Happening& h : happenings_) {
      if (!h.told || h.at >= to_ || !of_thing(e, h)) continue;
      const bool begins = h.state == (e.subject == Subject::task ? Word::opened : Word::entered);
      const bool ends = e.subject == Subject::task ? h.state == Word::done || h.state == Word::closed || h.state == Word::expired ||
                                                         h.state == Word::lapsed || h.state == Word::cancelled
                                                   : h.state == Word::ended;
      if (begins) open.push_back(h);
      if (ends) std::erase_if(open, [&](const Happening& each) { return same(each, h); });
    }
    if (e.until.written) {
      story::Expectation opened = e;
      opened.state = Word::opened;
      std::erase_if(open, [&](const Happening& each) { return !fits(opened, each); });
    }
    return open;
  }
  std::vector<Happening> noticed() const {
    std::vector<Happening> out;
    for (const Happening& h : happenings_) {
      if (!h.told || h.part.whose != Whose::own || !within(h)) continue;
      const bool counts =
          (h.subject == Subject::touch && h.state == Word::sent) || h.subject == Subject::notice ||
          (h.subject == Subject::question && h.state == Word::none) || (h.subject == Subject::task && h.state == Word::opened) ||
          (h.subject == Subject::stall && h.state == Word::none) || (h.subject == Subject::grant && h.state == Word::none) ||
          (h.subject == Subject::lead && h.state == Word::dealt) || h.subject == Subject::hand_off;
      if (counts) out.push_back(h);
    }
    return out;
  }

  // Where a touch is written: its waves, repeats, moments and whatever these stand in, by playbook and path.
  std::set<std::pair<std::string, std::string>> carriers(const story::Expectation& e) const {
    std::set<std::pair<std::string, std::string>> out;
    if (e.subject != Subject::touch || !e.template_.written()) return out;
    for (const std::uint32_t number : roster_->live) {
      const plan::Plan& plan = *roster_->plans[number]->plan;
      const auto is = [&](plan::TextIndex text, const story::Name& name) {
        return text < plan.unit.texts.size() && plan.unit.texts[text] == name.text;
      };
      for (const plan::Send& send : plan.sends) {
        for (const plan::Leg& leg : send.legs) {
          if (!is(leg.template_, e.template_) || (e.channel.written() && !is(leg.channel, e.channel))) continue;
          for (plan::SiteIndex at = leg.site; at < plan.sites.size() && plan.sites[at].kind != plan::SiteKind::playbook;
               at = plan.sites[at].parent)
            out.insert({plan.name, plan.sites[at].path});
        }
      }
    }
    return out;
  }

  // What helps to see why, the latest first: the same thing at another time or in another state, what became of the steps that were to do
  // it, then what happened in that time, then just before and after.
  std::vector<Happening> near(const story::Expectation& e) const {
    std::set<std::size_t> chosen;
    const auto choose = [&](std::size_t most, const auto& wanted) {
      for (std::size_t i = happenings_.size(); i-- > 0 && chosen.size() < most;) {
        const bool before = happenings_[i].part.whose == Whose::house && happenings_[i].at < almanac_.at(1, 0);
        if (!before && wanted(happenings_[i])) chosen.insert(i);
      }
    };
    const auto carrying = carriers(e);
    const auto stopped = [&](const Happening& h) {
      const bool run = h.state == Word::skipped || h.state == Word::cancelled || h.state == Word::expired || h.state == Word::none;
      return run && ours(h) && h.subject != Subject::touch && carrying.contains({h.playbook, h.path});
    };
    choose(kNearMax / 2, [&](const Happening& h) { return h.told && e.name.written() && of_thing(e, h); });
    choose(kNearMax / 2,
           [&](const Happening& h) { return h.told && e.subject == Subject::touch && e.template_.written() && of_thing(e, h); });
    choose(kNearMax - 2, stopped);
    choose(kNearMax, [&](const Happening& h) { return e.subject == Subject::lead && of_thing(e, h); });
    choose(kNearMax, [&](const Happening& h) { return within(h) && ours(h); });
    const auto day = [&](const Happening& h) { return ours(h) && h.at >= from_ - base::kDay && h.at < to_ + base::kDay; };
    if (e.when.written) choose(kNearMax, day);
    std::vector<Happening> out;
    for (const std::size_t i : chosen) out.push_back(happenings_[i]);
    return out;
  }

  const story::Story& story_;
  const std::vector<Happening>& happenings_;
  const core::Roster* roster_;
  const Almanac& almanac_;
  Outcome& outcome_;
  base::Instant from_, to_;
};

}  // namespace

void judge(const story::Story& story, const Witness& witness, Outcome& outcome) {
  Judge judging(story, witness, outcome);
  for (const story::Expectation& expectation : story.expectations) judging.expectation(expectation);
}

}  // namespace playmaker::rehearsal
