#include "daemon/rehearsal/cast.hpp"

#include <algorithm>

#include "runtime/base/hash.hpp"
#include "runtime/core/dialogue/arm.hpp"
#include "runtime/core/evaluate/evaluate.hpp"

namespace playmaker::rehearsal {
namespace {

constexpr std::string_view kDesk = "branch:";
constexpr int kTries = 1'000'000;

void merge(std::vector<story::Field>& into, const std::vector<story::Field>& more) {
  for (const story::Field& field : more) {
    const auto found = std::ranges::find(into, field.name.text, [](const story::Field& each) { return each.name.text; });
    if (found == into.end()) into.push_back(field);
    else if (found->value.kind == story::ValueKind::record && field.value.kind == story::ValueKind::record)
      merge(found->value.fields, field.value.fields);
    else found->value = field.value;
  }
}

bool takes_arm(const story::Story& story, const plan::Plan& plan, const plan::Experiment& experiment, std::uint64_t share,
               std::uint64_t salt) {
  std::size_t wanted = 0;
  for (const story::Name& name : story.arms) {
    if (name.text == "control" && experiment.control > 0) wanted = core::kControlArm;
    for (std::size_t i = 0; i < experiment.arms.size(); ++i) {
      if (plan.unit.texts[experiment.arms[i].name] == name.text) wanted = i;
    }
  }
  return core::arm_of(experiment, base::share_of(share, core::arm_salt(salt, plan.name, plan.unit.texts[experiment.name]))) == wanted;
}

}  // namespace

std::vector<story::Field> fields_of(const story::World& world, const std::string& like, const std::vector<story::Field>& own) {
  std::vector<const std::vector<story::Field>*> layers = {&own};
  std::string next = like;
  for (std::size_t depth = 0; !next.empty() && depth <= world.customers.size(); ++depth) {
    const auto found = std::ranges::find(world.customers, next, [](const story::Thing& each) { return each.name.text; });
    if (found == world.customers.end()) break;
    layers.push_back(&found->fields);
    next = found->like.text;
  }
  std::vector<story::Field> out;
  for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) merge(out, **layer);
  return out;
}

std::string customer_id(const story::Story& story, const Stage& stage, std::uint64_t salt) {
  const plan::Policy* bank = stage.compiled.catalog->policies.empty() ? nullptr : &stage.compiled.catalog->policies.front();
  const story::Given& given = story.customer;
  for (int number = 1; number < kTries; ++number) {
    std::string id = "customer-" + std::to_string(number);
    const std::uint64_t share = base::hash64(id);
    const bool by_bank = bank != nullptr && bank->hold_out > 0 && base::share_of(share, salt) < bank->hold_out;
    bool fits = by_bank == (given.held_out && given.by_bank);
    for (const auto& plan : stage.compiled.plans) {
      const bool out =
          plan->audience.hold_out > 0 && base::share_of(share, salt ^ base::mix64(plan->audience.salt)) < plan->audience.hold_out;
      const bool wanted = given.held_out && !given.by_bank && plan->audience.hold_out > 0 &&
                          (!given.held_out_of.written() || given.held_out_of.text == plan->name);
      fits = fits && out == wanted;
      for (const plan::Experiment& experiment : plan->experiments) fits = fits && takes_arm(story, *plan, experiment, share, salt);
    }
    if (fits) return id;
  }
  return "customer";
}

std::string id_of(const story::Crowd& crowd, std::uint32_t index) {
  return crowd.many == 1 ? crowd.name.text : crowd.name.text + "-" + std::to_string(index + 1);
}

std::string desk_of(const std::string& branch) { return std::string(kDesk) + branch; }

std::string desk_branch(const std::string& id) { return id.starts_with(kDesk) ? id.substr(kDesk.size()) : std::string(); }

}  // namespace playmaker::rehearsal
