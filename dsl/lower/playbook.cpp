#include "dsl/lower/playbook.hpp"

#include "dsl/bind/stages.hpp"
#include "dsl/bind/text_hash.hpp"
#include "dsl/bind/value.hpp"
#include "runtime/base/hash.hpp"

namespace playmaker::lower {

using bind::Thing;
using syntax::Kind;

Lowered PlaybookLowering::run() {
  plan_.name = playbook_.name;
  out_.origin.label = bind::label_of(tree_, node_);
  out_.origin.text_hash = bind::text_hash(bound_, file_);
  add_site(SiteKind::playbook, kNone, kNone, "", node_);
  place_items();
  plan_.audience.salt = base::hash64("playbook:" + plan_.name);   // chance is sticky: it hangs on the name, not on the version
  journeys_read(node_);
  handlers();
  for (const NodeId child : tree_.children(node_)) clause(child);
  for (std::uint32_t i = 0; i < playbook_.items.size(); ++i) {
    const NodeId node{item(i).where.node};
    if (item(i).thing == Thing::task) task(node);
    if (item(i).thing == Thing::decide) decide(node);
  }
  plan_.block = block(node_, 0);
  while (!later_.empty() || !spoken_.empty()) {
    braces();
    if (later_.empty()) continue;
    const NodeId next = later_.front();
    later_.pop_front();
    if (tree_.kind(next) == Kind::repeat) repeat(next);
    else wave(next);
  }
  plan_.rates = std::move(expressions_.rates);
  return std::move(out_);
}

void PlaybookLowering::journeys_read(NodeId node) {
  if (tree_.kind(node) == Kind::call && bound_.meaning(file_, node).ref == static_cast<std::uint32_t>(bind::Builtin::journey)) {
    const NodeId arg = tree_.child(node, Kind::arg);
    if (syntax::exists(arg)) out_.journeys.push_back({std::string(name_of(tree_.child_at(arg, 0))), tree_.span(tree_.child_at(arg, 0))});
  }
  for (const NodeId child : tree_.children(node)) journeys_read(child);
}

void PlaybookLowering::clause(NodeId node) {
  const NodeId first = tree_.child_at(node, 0);
  switch (tree_.kind(node)) {
    case Kind::version: plan_.version = static_cast<std::uint32_t>(tree_.number(first)); break;
    case Kind::owner: plan_.owner = text(tree_.text(node)); break;
    case Kind::use_calendar: plan_.calendar = text(name_of(first)); break;
    case Kind::follow: plan_.policy = text(name_of(first)); break;
    case Kind::priority: plan_.priority = static_cast<std::int32_t>(tree_.number(first)); break;
    case Kind::ends_after: plan_.ends_after = length(first); break;
    case Kind::stale_after: plan_.stale_after = length(first); break;
    case Kind::budget: plan_.budget = bind::minor_units(tree_[first], tree_.text(first)).value_or(0); break;
    case Kind::target: target(node); break;
    case Kind::upgrade:
      if (tree_.text(node) == "now") plan_.upgrade.how = plan::UpgradeKind::now;
      else if (tree_.text(node) != "keep") plan_.upgrade.how = plan::UpgradeKind::at_next_stage;
      plan_.upgrade.recompute = plan_.upgrade.how != plan::UpgradeKind::keep && syntax::exists(tree_.child(node, Kind::recompute));
      break;
    case Kind::moved: {
      const plan::SiteKind kind = tree_.text(node) == "stage" ? SiteKind::stage : SiteKind::moment;
      plan_.upgrade.moved.push_back({kind, text(tree_.path_text(first)), text(name_of(tree_.child_at(tree_.child_at(node, 1), 0)))});
      break;
    }
    case Kind::on_consent_lost:
      if (tree_.kind(first) == Kind::hold) plan_.consent_lost = {plan::ConsentLostKind::hold, length(tree_.child_at(first, 0))};
      if (tree_.kind(first) == Kind::consent_exit) plan_.consent_lost = {plan::ConsentLostKind::exit, {}};
      break;
    case Kind::goal: goal(node); break;
    case Kind::guarantee: guarantee(node); break;
    case Kind::exit: exit(node); break;
    case Kind::pause: pause(node); break;
    case Kind::audience: audience(node); break;
    case Kind::stage: stage(node); break;
    case Kind::breakpoint: breakpoint(node); break;
    case Kind::moment: moment(node); break;
    case Kind::review: review(node); break;
    case Kind::track: {
      const std::uint32_t at = item_of(node);
      const OpIndex body = block(tree_.child(node, Kind::block), sites_[at]);
      plan_.tracks[index_[at]] = {sites_[at], body};
      break;
    }
    default: break;
  }
}

// Laid down before goals and exits, which point at them.
void PlaybookLowering::handlers() {
  for (const NodeId node : tree_.children(node_, Kind::on_handler)) {
    const std::uint32_t at = item_of(node);
    handlers_[std::string(name_of(tree_.child(node, Kind::ref)))] = block(tree_.child(node, Kind::block), sites_[at]);
  }
}

void PlaybookLowering::goal(NodeId node) {
  const std::uint32_t at = item_of(node);
  const auto handler = [&](std::string_view name) {
    const auto found = handlers_.find(name);
    return found == handlers_.end() ? kNone : found->second;
  };
  plan::Goal out;
  out.site = sites_[at];
  out.name = item(at).name;
  for (const NodeId child : tree_.children(node)) {
    if (syntax::is_expression(tree_.kind(child))) {
      out.is = test(child);
      break;
    }
  }
  if (const NodeId within = tree_.child(node, Kind::within); syntax::exists(within)) out.within = length(tree_.child_at(within, 0));
  out.keep_going = syntax::exists(tree_.child(node, Kind::keep_going));
  out.reached = handler(out.name);
  out.missed = handler("missed");
  plan_.goals[index_[at]] = std::move(out);
}

void PlaybookLowering::exit(NodeId node) {
  const std::uint32_t at = item_of(node);
  plan::Exit out;
  out.site = sites_[at];
  out.name = item(at).name;
  if (const NodeId on = tree_.child(node, Kind::trigger); syntax::exists(on)) {
    out.on = trigger(on);
    out.has_trigger = true;
  }
  out.when = guards(node, Kind::guard_when, NodeOp::and_);
  if (const auto found = handlers_.find(out.name); found != handlers_.end()) out.handler = found->second;
  plan_.exits[index_[at]] = std::move(out);
}

void PlaybookLowering::pause(NodeId node) {
  const auto index = static_cast<std::uint32_t>(plan_.pauses.size());
  plan::Pause out;
  out.site = add_step(SiteKind::pause, "pause", index, node);
  out.all = tree_.text(node) == "all";
  const std::vector<NodeId> triggers = tree_.children(node, Kind::trigger);
  out.on = trigger(triggers[0]);
  out.until = trigger(triggers[1]);
  out.timers_elapse = tree_.child_text(node, Kind::timers) == "elapse";
  plan_.pauses.push_back(std::move(out));
}

Lowered lower_playbook(const bind::Bound& bound, std::uint32_t playbook, source::Issues& issues) {
  return PlaybookLowering(bound, playbook, issues).run();
}

}  // namespace playmaker::lower
