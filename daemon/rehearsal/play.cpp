// What the story tells, done in the order of time.
#include <algorithm>
#include <functional>

#include "daemon/rehearsal/cast.hpp"
#include "daemon/rehearsal/found.hpp"
#include "daemon/rehearsal/providers.hpp"
#include "daemon/rehearsal/rehearsal.hpp"
#include "dsl/story/check.hpp"
#include "runtime/sim/virtual_run.hpp"

namespace playmaker::rehearsal {
namespace {

constexpr int kKnownForDays = 400;         // longer than any window
constexpr std::uint64_t kSalt = 20'260'302;
constexpr std::int32_t kImportMinute = 5 * 60;

class Play {
 public:
  Play(const story::Story& story, const Stage& stage, Outcome& outcome)
      : story_(story),
        stage_(stage),
        outcome_(outcome),
        witness_(stage.language),
        providers_(story.reports, [this](const channel::Dispatch& dispatch) { witness_.dispatched(dispatch); }) {}

  base::Result<void> run() {
    if (!stage_.compiled.catalog) return base::invalid("catalog_missing", "no catalog says what is known of a customer", "没有目录");
    fields_ = fields_of(stage_.world, story_.customer.like.text, story_.customer.fields);
    if (const auto found = find_zone(); !found) return found;
    customer_ = customer_id(story_, stage_, kSalt);
    if (const auto ready = set_up(); !ready) return ready;
    std::vector<Step> steps = timeline();
    std::ranges::stable_sort(steps, {}, &Step::at);
    for (const Step& step : steps) {
      if (const auto there = go_to(step.at - 1); !there) return there;
      step.act();
      if (broken_) return std::unexpected(*broken_);
    }
    if (const auto there = go_to(outcome_.almanac.at(story_.last_day + 1, 0) - 1); !there) return there;
    if (const auto done = run_->engine().flush(); !done) return done;
    witness_.settle([this](std::uint64_t customer) { return part_of(customer); });
    judge(story_, witness_, outcome_);
    std::ranges::stable_sort(outcome_.failures, {}, [](const Failure& failure) { return failure.span.begin; });
    return {};
  }

 private:
  struct Step {
    base::Instant at;
    std::function<void()> act;
  };

  // ---- before it begins
  const story::Value* field(const std::vector<story::Field>& fields, std::string_view name) const {
    const auto found = std::ranges::find(fields, name, [](const story::Field& each) { return std::string_view(each.name.text); });
    return found == fields.end() ? nullptr : &found->value;
  }
  base::Result<void> find_zone() {
    std::string name = stage_.compiled.catalog->zone;
    if (const story::Value* branch = field(fields_, "branch")) {
      for (const story::Thing& each : stage_.world.branches) {
        const story::Value* own = each.name.text == branch->text ? field(each.fields, "zone") : nullptr;
        if (own != nullptr) name = own->text;
      }
    }
    if (const story::Value* own = field(fields_, "zone"); own != nullptr && own->kind == story::ValueKind::text) name = own->text;
    const auto zone = base::find_zone(name);
    if (!zone) return std::unexpected(zone.error());
    outcome_.almanac = {*zone, story_.starts};
    witness_.zone(*zone);
    return {};
  }
  base::Result<void> set_up() {
    sim::VirtualRun::Setup setup;
    setup.start = base::start_of_day(outcome_.almanac.zone, story_.starts + -kKnownForDays);
    setup.lanes = 1;
    setup.channel = &providers_;
    setup.options.salt = kSalt;
    setup.options.groups_per_snapshot = 0;
    setup.options.observer = [this](engine::Committed&& committed) { witness_.hear(committed.batch); };
    auto begun = sim::VirtualRun::begin(std::move(setup));
    if (!begun) return std::unexpected(begun.error());
    run_ = std::move(*begun);
    engine::Apply apply;
    apply.applied.catalog = catalog();
    apply.applied.plans = stage_.compiled.plans;
    apply.applied.origins = stage_.compiled.origins;
    apply.actor = "story";
    if (const auto reply = run_->give(std::move(apply)); !reply) return std::unexpected(reply.error());
    else if (reply->failure) return std::unexpected(*reply->failure);
    const auto rows = [&](engine::RowKind kind, const std::vector<story::Thing>& things) {
      engine::Import import;
      import.kind = kind;
      std::vector<story::Span> spans;
      for (const story::Thing& thing : things) {
        import.rows.push_back({thing.name.text, raw_record(thing.fields, outcome_.almanac, 1)});
        spans.push_back(thing.span);
      }
      give(std::move(import), spans);
    };
    rows(engine::RowKind::branches, stage_.world.branches);
    rows(engine::RowKind::people, stage_.world.people);
    for (const story::Pool& pool : stage_.world.pools) {
      engine::RawList people;
      for (const story::Name& person : pool.people) people.push_back(engine::raw(person.text));
      engine::Import import;
      import.kind = engine::RowKind::pools;
      import.rows.push_back({pool.name.text, {{"people", {std::move(people)}}}});
      give(std::move(import), {pool.name.span});
    }
    engine::Import import;
    import.rows.push_back({customer_, {}});
    give(std::move(import), {story_.customer.span});
    if (broken_) return std::unexpected(*broken_);
    return {};
  }

  // ---- on the way
  // Fires what is due, and lets the channels speak at their times.
  base::Result<void> go_to(base::Instant to) {
    engine::Engine& engine = run_->engine();
    while (engine.now() < to) {
      const base::Instant due = std::max(std::min(engine.next_due(), providers_.next()), engine.now() + 1);
      if (due > to) break;
      if (const auto moved = run_->advance_to(due); !moved) return moved;
      providers_.say_due(engine.now());
      if (const auto ticked = engine.tick(engine.now()); !ticked) return std::unexpected(ticked.error());
    }
    return run_->advance_to(to);
  }

  template <class Command>
  void give(Command command, const std::vector<story::Span>& spans, base::Instant at = base::Instant{INT64_MIN}) {
    if (broken_) return;
    const auto reply = run_->give(std::move(command), at.ms == INT64_MIN ? run_->engine().now() : at);
    if (!reply) {
      broken_ = reply.error();
      return;
    }
    if (reply->failure) outcome_.failures.push_back({spans.front(), {reply->failure->message, reply->failure->zh}, {}});
    for (std::size_t i = 0; i < reply->items.size(); ++i) {
      const engine::ItemResult& item = reply->items[i];
      if (item.status == engine::ItemStatus::refused)
        outcome_.failures.push_back({spans[std::min(i, spans.size() - 1)], {item.message, item.zh}, {}});
    }
  }

  std::vector<Step> timeline() {
    std::vector<Step> steps;
    const Almanac& almanac = outcome_.almanac;
    for (const story::Expectation& each : story_.expectations) {      // before whatever happens at the end of their time
      if (each.subject != story::Subject::customer) continue;
      const std::int32_t day = each.when.written ? each.when.to_day : story_.last_day;
      const bool clock = each.when.written && each.when.to_minute >= 0;
      const base::Instant end = clock ? almanac.at(day, each.when.to_minute) + base::kMinute : almanac.at(day + 1, 0);
      steps.push_back({end, [this, &each, day] { expect_known(each, day); }});
    }
    steps.push_back({almanac.at(1, 0), [this] { know(fields_, story_.customer.span, 1, 0); }});
    if (!story_.others.empty())
      steps.push_back({almanac.at(1, 0), [this] { arrive(story_.others, {}, story_.span, 1, outcome_.almanac.at(1, 0)); }});
    for (const plan::Import& import : stage_.compiled.catalog->imports) {
      for (std::int32_t day = 1; day <= story_.last_day; ++day) {
        if (missing(import.name, day)) continue;
        const base::Instant at = almanac.at(day, import.expected_minute < 0 ? kImportMinute : import.expected_minute);
        steps.push_back({at, [this, &import, at] { arrive(import.name, at); }});
      }
    }
    for (const story::Act& act : story_.acts) {
      if (act.kind == story::ActKind::import_missing) continue;
      steps.push_back({almanac.at(act.when.from_day, act.when.from_minute), [this, &act] { act_out(act); }});
    }
    return steps;
  }
  bool missing(const std::string& import, std::int32_t day) const {
    return std::ranges::any_of(story_.acts, [&](const story::Act& act) {
      return act.kind == story::ActKind::import_missing && act.name.text == import && act.when.from_day <= day && day <= act.when.to_day;
    });
  }
  // The nightly import: what it brings is as the story left it.
  void arrive(const std::string& import, base::Instant at) {
    engine::Import rows;
    rows.import = import;
    engine::RawRecord brought;
    for (const engine::RawField& known : known_) {
      const auto field = std::ranges::find(stage_.compiled.catalog->customer, known.name, &plan::Field::name);
      if (field != stage_.compiled.catalog->customer.end() && field->from == import) brought.push_back(known);
    }
    rows.rows.push_back({customer_, std::move(brought)});
    give(std::move(rows), {story_.customer.span}, at);
    engine::ImportDone done;
    done.import = import;
    give(std::move(done), {story_.customer.span}, at);
  }
  void expect_known(const story::Expectation& expectation, std::int32_t day) {
    const auto differs = differing(run_->engine(), customer_, expectation.fields, outcome_.almanac, day);
    const bool wanted = expectation.most > 0;
    if (differs.en.empty() == wanted) return;
    const source::Words says = wanted ? differs : source::Words{"this is so", "此事属实"};
    outcome_.failures.push_back({expectation.span, says, {}});
  }
  // Of which there is as much as the story says.
  std::shared_ptr<const plan::Catalog> catalog() const {
    if (story_.stocks.empty()) return stage_.compiled.catalog;
    auto changed = std::make_shared<plan::Catalog>(*stage_.compiled.catalog);
    for (const story::Stock& stock : story_.stocks) {
      const auto benefit = std::ranges::find(changed->benefits, stock.benefit.text, &plan::Benefit::name);
      if (benefit == changed->benefits.end()) continue;
      benefit->unlimited = false;
      benefit->stock = stock.pieces;
      benefit->refill = 0;
    }
    return changed;
  }
  void know(const std::vector<story::Field>& fields, story::Span span, std::int32_t day, std::int32_t minute) {
    engine::RawRecord record = raw_record(fields, outcome_.almanac, day);
    const std::function<void(const engine::RawRecord&, const std::string&)> remember = [&](const engine::RawRecord& values,
                                                                                           const std::string& prefix) {
      for (const engine::RawField& field : values) {
        const std::string name = prefix + field.name;
        if (const auto* nested = std::get_if<engine::RawRecord>(&field.value.value)) {
          remember(*nested, name + ".");
          continue;
        }
        const auto found = std::ranges::find(known_, name, &engine::RawField::name);
        if (found == known_.end()) known_.push_back({name, field.value});
        else found->value = field.value;
      }
    };
    remember(record, "");
    engine::Import import;
    import.rows.push_back({customer_, std::move(record)});
    give(std::move(import), {span}, outcome_.almanac.at(day, minute));
  }

  void act_out(const story::Act& act) {
    const base::Instant at = outcome_.almanac.at(act.when.from_day, act.when.from_minute);
    const std::int32_t day = act.when.from_day;
    const std::vector<story::Span> span = {act.span};
    switch (act.kind) {
      case story::ActKind::event: {
        const auto declared = std::ranges::find(stage_.compiled.catalog->events, act.name.text, &plan::Event::name);
        engine::RawEvent event;
        if (declared == stage_.compiled.catalog->events.end() || !declared->broadcast) event.customer = customer_;
        event.name = act.name.text;
        event.source = "story";
        event.id = std::to_string(++events_);
        event.at = at;
        event.fields = raw_record(act.fields, outcome_.almanac, day);
        if (act.other.written()) {
          const auto task = open_task(act, act.other, at);
          if (!task) return;
          event.task = *task;
        }
        engine::Events events;
        events.events.push_back(std::move(event));
        return give(std::move(events), span, at);
      }
      case story::ActKind::set: return know(act.fields, act.span, day, act.when.from_minute);
      case story::ActKind::task: {
        const auto task = open_task(act, act.name, at);
        if (!task) return;
        engine::TaskDone done;
        done.task = *task;
        done.outcome = act.other.text;
        done.actor = "story";
        std::vector<story::Field> collected;
        for (const story::Field& field : act.fields) {
          const bool ticks = field.name.text == "checklist";
          if (!ticks && field.name.text != "evidence") {
            collected.push_back(field);
            continue;
          }
          for (const story::Value& item : field.value.items) {
            if (ticks) done.ticked.push_back(item.text);
            else done.evidence.push_back({item.text, "story"});
          }
        }
        done.collected = raw_record(collected, outcome_.almanac, day);
        return give(std::move(done), span, at);
      }
      case story::ActKind::assign: {
        const auto task = open_task(act, act.name, at);
        if (!task) return;
        engine::TaskAssign assign;
        assign.task = *task;
        assign.person = act.other.text;
        assign.actor = assign.reason = "story";
        return give(std::move(assign), span, at);
      }
      case story::ActKind::receipt: return receipt(act, at);
      case story::ActKind::enter: return give(engine::Enter{customer_, act.name.text, "story", {}}, span, at);
      case story::ActKind::leave: return give(engine::ExitJourney{customer_, act.name.text, "story", "story", {}}, span, at);
      case story::ActKind::pause: return give(engine::Pause{{{}, act.name.text, {}}, false, "story", "story", {}}, span, at);
      case story::ActKind::resume: return give(engine::Resume{{{}, act.name.text, {}}, "story", "story", {}}, span, at);
      case story::ActKind::list: return arrive(act.crowd, act.name.text, act.span, day, at);
      case story::ActKind::claim:
      case story::ActKind::decline: return take_lead(act, at);
      case story::ActKind::take: return take_task(act, at);
      case story::ActKind::answer: return answer(act, at);
      case story::ActKind::import_missing: return;
    }
  }

  // What happens at `at` needs the state of just before.
  template <class Found>
  std::optional<std::string> found(const story::Act& act, const source::Words& missing, base::Instant at, const Found& find) {
    if (const auto there = go_to(at - 1); !there) broken_ = there.error();
    std::optional<std::string> id = broken_ ? std::nullopt : find();
    if (!id) outcome_.failures.push_back({act.span, missing, {}});
    return id;
  }
  std::optional<std::string> open_task(const story::Act& act, const story::Name& name, base::Instant at) {
    const source::Words missing = {"the task `" + name.text + "` is not open then", "任务 `" + name.text + "` 此时未开启"};
    return found(act, missing, at, [&] {
      std::vector<std::string> whose = {customer_};
      for (const story::Thing& branch : stage_.world.branches) whose.push_back(desk_of(branch.name.text));
      return find_task(run_->engine(), whose, name.text);
    });
  }

  // ---- lists and leads
  // As they are declared; the day that dates count from is the day they arrive.
  void arrive(const std::vector<story::Crowd>& crowd, const std::string& list, story::Span span, std::int32_t day, base::Instant at) {
    engine::Import import;
    import.list = list;
    for (const story::Crowd& each : crowd) {
      if (each.own) {
        import.rows.push_back({customer_, {}});
        continue;
      }
      const std::vector<story::Field> fields = fields_of(stage_.world, each.name.text, {});
      for (std::uint32_t i = 0; i < each.many; ++i) {
        std::string id = id_of(each, i);
        others_[id] = each.name.text;
        import.rows.push_back({std::move(id), raw_record(fields, outcome_.almanac, day)});
      }
    }
    give(std::move(import), {span}, at);
  }
  void take_lead(const story::Act& act, base::Instant at) {
    const source::Words missing = {"no lead is to be claimed then", "此时没有待认领的线索"};
    const auto question = found(act, missing, at, [&]() -> std::optional<std::string> {
      if (!act.name.written()) return find_lead(run_->engine(), customer_, act.by.text);
      for (const auto& [id, like] : others_) {
        const auto lead = like == act.name.text ? find_lead(run_->engine(), id, act.by.text) : std::nullopt;
        if (lead) return lead;
      }
      return std::nullopt;
    });
    if (!question) return;
    engine::QuestionAnswer answer;
    answer.question = *question;
    answer.answer = act.kind == story::ActKind::claim ? "claimed" : "declined";
    answer.actor = act.by.written() ? act.by.text : "story";
    if (act.kind == story::ActKind::claim) answer.person = act.by.text;
    give(std::move(answer), {act.span}, at);
  }
  void answer(const story::Act& act, base::Instant at) {
    const source::Words missing = {"`" + act.name.text + "` is asked nothing then", "此时没有问题问 `" + act.name.text + "`"};
    const auto question = found(act, missing, at, [&] { return find_question(run_->engine(), customer_, act.name.text); });
    if (!question) return;
    give(engine::QuestionAnswer{*question, act.other.text, act.by.written() ? act.by.text : "story", act.by.text, {}}, {act.span}, at);
  }
  void take_task(const story::Act& act, base::Instant at) {
    const auto task = open_task(act, act.name, at);
    if (!task) return;
    const auto how = act.how == story::Word::claimed ? core::Taking::claimed : core::Taking::acknowledged;
    give(engine::TaskTake{*task, how, act.by.text, act.by.written() ? act.by.text : "story", {}}, {act.span}, at);
  }
  Part part_of(std::uint64_t customer) const {
    const std::string id = run_->engine().name_of(customer);
    if (id == customer_) return {Whose::own, {}, branch_of(run_->engine(), customer)};
    const auto other = others_.find(id);
    if (other != others_.end()) return {Whose::other, other->second, branch_of(run_->engine(), customer)};
    return {Whose::desk, {}, desk_branch(id)};
  }

  void receipt(const story::Act& act, base::Instant at) {
    const Happening* touch = witness_.last_touch(*run_->engine().find(customer_), act.report.channel.text, act.report.template_.text);
    if (touch == nullptr) {
      const std::string what = act.report.channel.text + " " + act.report.template_.text;
      outcome_.failures.push_back({act.span, {"`" + what + "` has not been sent by then", "`" + what + "` 此时尚未发出"}, {}});
      return;
    }
    engine::RawReceipt receipt;
    receipt.touch = run_->engine().sealed(base::SealedKind::touch, *run_->engine().find(customer_), touch->ref);
    receipt.at = at;
    receipt.answers = raw_record(act.fields, outcome_.almanac, act.when.from_day);
    switch (act.report.says) {
      case story::Word::read: receipt.outcome = act.fields.empty() ? core::DeliveryOutcome::read : core::DeliveryOutcome::answered; break;
      case story::Word::opened: receipt.outcome = core::DeliveryOutcome::opened; break;
      case story::Word::failed: receipt.outcome = core::DeliveryOutcome::failed_permanent; break;
      default: receipt.outcome = core::DeliveryOutcome::delivered; break;
    }
    engine::Receipts receipts;
    receipts.receipts.push_back(std::move(receipt));
    give(std::move(receipts), {act.span}, at);
  }

  const story::Story& story_;
  const Stage& stage_;
  Outcome& outcome_;
  Witness witness_;
  Providers providers_;
  std::unique_ptr<sim::VirtualRun> run_;
  std::string customer_;
  std::map<std::string, std::string> others_;   // outside id -> the declared customer it is like
  std::vector<story::Field> fields_;       // given
  engine::RawRecord known_;                // of the customer, as told so far; names with dots
  std::uint64_t events_ = 0;
  std::optional<base::Failure> broken_;
};

}  // namespace

base::Result<Outcome> rehearse(const story::Story& story, const Stage& stage) {
  Outcome outcome;
  outcome.expectations = story.expectations.size();
  if (const auto done = Play(story, stage, outcome).run(); !done) return std::unexpected(done.error());
  return outcome;
}

}  // namespace playmaker::rehearsal
