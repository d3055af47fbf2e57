// What the story tells, done in the order of time.
#include <algorithm>
#include <functional>

#include "daemon/rehearsal/providers.hpp"
#include "daemon/rehearsal/rehearsal.hpp"
#include "dsl/story/check.hpp"
#include "runtime/base/hash.hpp"
#include "runtime/core/dialogue/arm.hpp"
#include "runtime/core/evaluate/evaluate.hpp"
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
    gather_fields();
    if (const auto found = find_zone(); !found) return found;
    customer_ = customer_id();
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
  // A customer `like` another has its fields too; what is written last holds.
  void gather_fields() {
    std::vector<const std::vector<story::Field>*> layers = {&story_.customer.fields};
    const story::Name* like = &story_.customer.like;
    for (std::size_t depth = 0; like->written() && depth <= stage_.world.customers.size(); ++depth) {
      const auto found = std::ranges::find(stage_.world.customers, like->text, [](const story::Thing& each) { return each.name.text; });
      if (found == stage_.world.customers.end()) break;
      layers.push_back(&found->fields);
      like = &found->like;
    }
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) merge(fields_, **layer);
  }
  static void merge(std::vector<story::Field>& into, const std::vector<story::Field>& more) {
    for (const story::Field& field : more) {
      const auto found = std::ranges::find(into, field.name.text, [](const story::Field& each) { return each.name.text; });
      if (found == into.end()) into.push_back(field);
      else if (found->value.kind == story::ValueKind::record && field.value.kind == story::ValueKind::record)
        merge(found->value.fields, field.value.fields);
      else found->value = field.value;
    }
  }
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
  // Of each experiment the arm that the story names, else the first.
  bool takes_arm(const plan::Plan& plan, const plan::Experiment& experiment, std::uint64_t share) const {
    std::size_t wanted = 0;
    for (const story::Name& name : story_.arms) {
      if (name.text == "control" && experiment.control > 0) wanted = core::kControlArm;
      for (std::size_t i = 0; i < experiment.arms.size(); ++i) {
        if (plan.unit.texts[experiment.arms[i].name] == name.text) wanted = i;
      }
    }
    const std::uint64_t salt = core::arm_salt(kSalt, plan.name, plan.unit.texts[experiment.name]);
    return core::arm_of(experiment, base::share_of(share, salt)) == wanted;
  }
  // A customer that hash puts where the story wants it: in no hold-out, or in the one it names, and in its arms.
  std::string customer_id() const {
    const plan::Policy* bank = stage_.compiled.catalog->policies.empty() ? nullptr : &stage_.compiled.catalog->policies.front();
    for (int number = 1; number < 1'000'000; ++number) {
      std::string id = "customer-" + std::to_string(number);
      const std::uint64_t share = base::hash64(id);
      const bool by_bank = bank != nullptr && bank->hold_out > 0 && base::share_of(share, kSalt) < bank->hold_out;
      bool fits = by_bank == (story_.customer.held_out && story_.customer.by_bank);
      for (const auto& plan : stage_.compiled.plans) {
        const bool out =
            plan->audience.hold_out > 0 && base::share_of(share, kSalt ^ base::mix64(plan->audience.salt)) < plan->audience.hold_out;
        const bool wanted = story_.customer.held_out && !story_.customer.by_bank && plan->audience.hold_out > 0 &&
                            (!story_.customer.held_out_of.written() || story_.customer.held_out_of.text == plan->name);
        fits = fits && out == wanted;
        for (const plan::Experiment& experiment : plan->experiments) fits = fits && takes_arm(*plan, experiment, share);
      }
      if (fits) return id;
    }
    return "customer";
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
    apply.applied.catalog = stage_.compiled.catalog;
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
    steps.push_back({almanac.at(1, 0), [this] { know(fields_, story_.customer.span, 1, 0); }});
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
      case story::ActKind::import_missing: return;
    }
  }

  std::optional<std::string> open_task(const story::Act& act, const story::Name& name, base::Instant at) {
    if (const auto there = go_to(at - 1); !there) broken_ = there.error();
    engine::Engine& engine = run_->engine();
    const auto found = engine.find(customer_);
    const core::Customer* customer = found ? engine.customer(*found) : nullptr;
    std::optional<std::string> id;
    for (const core::Journey& journey : customer == nullptr ? std::vector<core::Journey>() : customer->journeys) {
      const plan::Plan& plan = *engine.roster()->plans[journey.plan]->plan;
      for (const core::Task& task : journey.tasks) {
        if (task.phase != core::TaskPhase::open || !story::names_path(name.text, plan.name, plan.sites[task.site].path)) continue;
        id = engine.sealed(base::SealedKind::task, *found, {journey.journey, task.site, task.occurrence});
      }
    }
    if (!id)
      outcome_.failures.push_back({act.span, {"the task `" + name.text + "` is not open then", "任务 `" + name.text + "` 此时未开启"}, {}});
    return id;
  }

  void receipt(const story::Act& act, base::Instant at) {
    const Happening* touch = witness_.last_touch(act.report.channel.text, act.report.template_.text);
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
