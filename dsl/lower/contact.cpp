#include <algorithm>

#include "dsl/bind/value.hpp"
#include "dsl/lower/cap.hpp"
#include "dsl/lower/catalog.hpp"

namespace playmaker::lower {

using syntax::Kind;

void CatalogLowering::channel(NodeId node) {
  plan::Channel out;
  out.name = name(node);
  out.label = label(node);
  out.place = place(node);
  for (const NodeId clause : tree_->children(node)) {
    const NodeId first = tree_->child_at(clause, 0);
    switch (tree_->kind(clause)) {
      case Kind::contact: out.contact = true; break;
      case Kind::pull: out.pull = true; break;
      case Kind::by_people: out.by_people = true; break;
      case Kind::reports:
        for (const NodeId report : tree_->children(clause))
          out.reports.push_back({std::string(tree_->text(report)), length(tree_->child_at(report, 0))});
        break;
      case Kind::rate: out.rate_per_second = static_cast<std::uint32_t>(number(first)); break;
      case Kind::places: out.places = static_cast<std::uint32_t>(number(first)); break;
      case Kind::cost: out.cost = money(first); break;
      case Kind::reachable: out.reachable = condition(first); break;
      case Kind::on_unknown:
        if (tree_->text(clause) == "resend") out.on_unknown = plan::OnUnknown::resend;
        if (tree_->text(clause) == "ask") out.on_unknown = plan::OnUnknown::ask;
        break;
      case Kind::retry: out.retries = static_cast<std::uint32_t>(number(tree_->child_at(first, 0))); break;
      default: break;
    }
  }
  catalog_.channels.push_back(std::move(out));
}

void CatalogLowering::template_of(NodeId node) {
  const bind::Template& bound = bound_.templates[bound_.meaning(file_, node).ref];
  plan::Template out;
  out.name = name(node);
  out.purpose = bound.purpose;
  out.with = fields(bound.with);
  out.answers = fields(bound.answers);
  out.label = label(node);
  out.place = place(node);
  for (const std::uint32_t channel : bound.channels) out.channels.push_back(bound_.names.at(bind::Thing::channel, channel).name);
  for (const NodeId clause : tree_->children(node, Kind::uses)) {
    for (const NodeId path : tree_->children(clause)) out.uses.push_back(bound_.chains[bound_.meaning(file_, path).chain].name);
  }
  catalog_.templates.push_back(std::move(out));
}

void CatalogLowering::policy(NodeId node) {
  plan::Policy out;
  out.name = name(node);
  out.label = label(node);
  out.place = place(node);
  for (const NodeId clause : tree_->children(node)) {
    const NodeId first = tree_->child_at(clause, 0), second = tree_->child_at(clause, 1);
    switch (tree_->kind(clause)) {
      case Kind::quiet_hours:
        out.quiet.push_back({minute(first), minute(second), lower_reach(bound_, file_, clause), "", place(clause)});
        break;
      case Kind::quiet_holidays: out.quiet.push_back({0, 0, lower_reach(bound_, file_, clause), name_of(first), place(clause)}); break;
      case Kind::default_at: out.default_minute = minute(first); break;
      case Kind::cap: {
        plan::Cap cap = lower_cap(bound_, expressions_, file_, clause);
        cap.place = place(clause);
        out.caps.push_back(std::move(cap));
        break;
      }
      case Kind::leave: out.gaps.push_back({length(first), lower_reach(bound_, file_, clause), place(clause)}); break;
      case Kind::needs: {
        plan::Need need;
        need.consent = expressions_.path(file_, first);
        need.attribute = bound_.chains[bound_.meaning(file_, first).chain].name;
        add_to_reach(bound_, file_, second, need.reach);
        need.place = place(clause);
        out.needs.push_back(std::move(need));
        break;
      }
      case Kind::silence_while:
        out.silences.push_back({condition(first), "", {}, lower_reach(bound_, file_, clause), place(clause)});
        break;
      case Kind::silence_after: {
        const std::string event = bound_.names.at(bind::Thing::event, bound_.chains[bound_.meaning(file_, second).chain].index).name;
        out.silences.push_back({kNone, event, length(first), lower_reach(bound_, file_, clause), place(clause)});
        break;
      }
      case Kind::blocked: {
        out.blocked_wait = length(first);
        const std::string_view then = tree_->child_text(clause, Kind::blocked_then);
        if (then == "next channel") out.blocked_then = plan::WhenBlocked::next_channel;
        if (then == "leave") out.blocked_then = plan::WhenBlocked::leave;
        break;
      }
      case Kind::exempt:
        for (const NodeId ref : tree_->children(clause)) out.exempt.push_back(static_cast<plan::Purpose>(bound_.meaning(file_, ref).ref));
        break;
      case Kind::ask_limit:
        out.ask_at_most = static_cast<std::uint32_t>(number(first));
        out.ask_per = length(second);
        break;
      case Kind::combine: out.combine = true; break;
      case Kind::hold_out: out.hold_out = static_cast<std::uint32_t>(bind::millionths((*tree_)[first]).value_or(0)); break;
      default: break;
    }
  }
  catalog_.policies.push_back(std::move(out));
}

plan::Tick CatalogLowering::tick(NodeId node) const {
  plan::TickAnchor anchor = plan::TickAnchor::opened;
  if (tree_->kind(node) == Kind::offset_after) anchor = plan::TickAnchor::after_due;
  if (tree_->kind(node) == Kind::offset_before) anchor = plan::TickAnchor::before_due;
  return {length(tree_->child_at(node, 0)), anchor};
}

void CatalogLowering::role(NodeId node) {
  plan::Role out;
  out.name = name(node);
  out.label = label(node);
  out.place = place(node);
  for (const NodeId clause : tree_->children(node)) {
    const NodeId first = tree_->child_at(clause, 0);
    switch (tree_->kind(clause)) {
      case Kind::who:
        if (tree_->kind(first) == Kind::path) {
          out.who = expressions_.path(file_, first);
        } else {
          out.pool = name_of(tree_->child_at(first, 0));
          out.order = tree_->kind(first) == Kind::pool_in_turn ? plan::PoolOrder::in_turn : plan::PoolOrder::least_busy;
        }
        if (const NodeId backup = tree_->child(clause, Kind::backup); syntax::exists(backup))
          out.backup = expressions_.path(file_, tree_->child_at(backup, 0));
        break;
      case Kind::capacity: out.capacity_per_day = static_cast<std::uint32_t>(number(first)); break;
      case Kind::remind: {
        const NodeId via = tree_->child(clause, Kind::via);
        out.remind.push_back({tick(first), syntax::exists(via) ? name_of(tree_->child_at(via, 0)) : std::string()});
        break;
      }
      case Kind::escalate: out.escalate.push_back({tick(first), name_of(tree_->child_at(clause, 1)), place(clause)}); break;
      case Kind::final: out.final_ = true; break;
      default: break;
    }
  }
  catalog_.roles.push_back(std::move(out));
}

void CatalogLowering::benefit(NodeId node) {
  plan::Benefit out;
  out.name = name(node);
  out.label = label(node);
  out.place = place(node);
  out.gives = fields(bound_.gives[bound_.meaning(file_, node).ref]);
  for (const NodeId clause : tree_->children(node)) {
    const NodeId first = tree_->child_at(clause, 0);
    switch (tree_->kind(clause)) {
      case Kind::stock:
        out.unlimited = tree_->kind(first) == Kind::unlimited;
        if (!out.unlimited) out.stock = number(first);
        if (const NodeId refill = tree_->child(clause, Kind::refill); syntax::exists(refill)) {
          out.refill = number(tree_->child_at(refill, 0));
          out.refill_per = period_of((*tree_)[tree_->child_at(refill, 1)].unit);
        }
        break;
      case Kind::each_customer:
        out.customer_at_most = static_cast<std::uint32_t>(number(first));
        out.customer_per = length(tree_->child_at(clause, 1));
        break;
      case Kind::value: out.value = money(first); break;
      case Kind::expires_after_grant: out.expires = length(first); break;
      case Kind::when_empty: out.when_empty = name_of(first); break;
      default: break;
    }
  }
  catalog_.benefits.push_back(std::move(out));
  out_.benefits.push_back(head(node));
}

}  // namespace playmaker::lower
