#include <algorithm>

#include "dsl/bind/constant.hpp"
#include "dsl/bind/stages.hpp"
#include "dsl/bind/time.hpp"

namespace playmaker::bind {

using syntax::Kind;

std::uint32_t bind_purpose(Work& work, std::uint32_t file, NodeId ref) {
  const Tree& tree = work.bound.tree(file);
  constexpr std::string_view kPurposes[] = {"marketing", "service", "regulatory", "staff"};
  for (std::uint32_t i = 0; i < 4; ++i) {
    if (tree.text(ref) == kPurposes[i]) return work.bound.meaning(file, ref).ref = i;
  }
  report_unknown(work, tree.span(ref), {"purpose", "目的"}, tree.text(ref), {std::begin(kPurposes), std::end(kPurposes)});
  return kNone;
}

void bind_reminder(Work& work, const Scope& scope, NodeId remind) {
  const Tree& tree = scope.tree(work);
  bind_due_tick(work, scope, tree.child_at(remind, 0));
  if (const NodeId via = tree.child(remind, Kind::via); syntax::exists(via))
    resolve(work, scope.file, tree.child_at(via, 0), Thing::channel);
}

void bind_escalation(Work& work, const Scope& scope, NodeId escalate) {
  const Tree& tree = scope.tree(work);
  bind_due_tick(work, scope, tree.child_at(escalate, 0));
  resolve(work, scope.file, tree.child_at(escalate, 1), Thing::role);
}

namespace {

class Shared {
 public:
  explicit Shared(Work& work) : work_(work) {}

  void run() {
    for (std::uint32_t i = 0; i < work_.bound.customer.list.size(); ++i) derived(Self::customer, i);
    for (std::uint32_t i = 0; i < work_.bound.person.list.size(); ++i) derived(Self::person, i);
    for (std::uint32_t i = 0; i < work_.bound.branch.list.size(); ++i) derived(Self::branch, i);
    each(Kind::channel, [&](NodeId node) { channel(node); });
    each(Kind::template_, [&](NodeId node) { template_of(node); });
    each(Kind::segment, [&](NodeId node) { segment(node); });
    each(Kind::role, [&](NodeId node) { role(node); });
    each(Kind::benefit, [&](NodeId node) { benefit(node); });
    each(Kind::list, [&](NodeId node) { list(node); });
    each(Kind::product, [&](NodeId node) { product(node); });
    each(Kind::calendar, [&](NodeId node) { calendar(node); });
    each(Kind::activity, [&](NodeId node) { activity(node); });
    each(Kind::suitability, [&](NodeId node) { suitability(node); });
  }

 private:
  void each(Kind kind, auto&& bind) {
    for_each_shared(work_, kind, [&](std::uint32_t file, NodeId node) {
      file_ = file;
      tree_ = &work_.bound.tree(file);
      bind(node);
    });
  }
  Scope scope() const {
    Scope scope;
    scope.file = file_;
    return scope;
  }
  void derived(Self self, std::uint32_t index) {
    if (fields_of(work_, self).list[index].derived.node != kNone) bind_derived(work_, self, index);
  }

  void channel(NodeId node) {
    once_each(work_, file_, node, {Kind::rate, Kind::cost, Kind::reachable, Kind::confirmed_by, Kind::on_unknown});
    const std::uint32_t index = work_.bound.meaning(file_, node).ref;
    Channel out;
    for (const NodeId clause : tree_->children(node)) {
      switch (tree_->kind(clause)) {
        case Kind::contact: out.contact = true; break;
        case Kind::pull: out.pull = true; break;
        case Kind::by_people: out.by_people = true; break;
        case Kind::reports:
          for (const NodeId report : tree_->children(clause)) {
            out.reports.emplace_back(tree_->text(report));
            bind_length(work_, scope(), tree_->child_at(report, 0));
          }
          break;
        case Kind::cost: bind_expression(work_, scope(), tree_->child_at(clause, 0)); break;
        case Kind::reachable: bind_condition(work_, scope(), tree_->child_at(clause, 0)); break;
        case Kind::confirmed_by:
          resolve(work_, file_, tree_->child_at(clause, 0), Thing::role);
          bind_length(work_, scope(), tree_->child_at(clause, 1));
          break;
        case Kind::retry:
          bind_number(work_, file_, tree_->child_at(tree_->child_at(clause, 0), 0), 0, 100);
          bind_length(work_, scope(), tree_->child_at(clause, 1));
          break;
        case Kind::rate: bind_number(work_, file_, tree_->child_at(clause, 0), 1, 1'000'000); break;
        case Kind::places: bind_number(work_, file_, tree_->child_at(clause, 0), 1, 1'000); break;
        default: break;
      }
    }
    if (index != kNone) work_.bound.channels[index] = std::move(out);
  }

  void template_of(NodeId node) {
    const std::uint32_t index = work_.bound.meaning(file_, node).ref;
    Template out;
    for (const NodeId clause : tree_->children(node)) {
      switch (tree_->kind(clause)) {
        case Kind::template_channels:
          for (const NodeId ref : tree_->children(clause)) out.channels.push_back(resolve(work_, file_, ref, Thing::channel));
          break;
        case Kind::purpose:
          if (const std::uint32_t purpose = bind_purpose(work_, file_, tree_->child_at(clause, 0)); purpose != kNone)
            out.purpose = static_cast<plan::Purpose>(purpose);
          break;
        case Kind::uses:
          for (const NodeId path : tree_->children(clause)) {
            const Chain& chain = bind_chain(work_, scope(), path);
            if (chain.root != Root::attribute && chain.root != Root::poison)
              report_mismatch(work_, scope(), path, {"a field of the customer", "客户的字段"}, chain.type);
          }
          break;
        case Kind::with_fields: out.with = bind_fields(work_, file_, tree_->child_at(clause, 0)); break;
        case Kind::answers: out.answers = bind_fields(work_, file_, tree_->child_at(clause, 0)); break;
        default: break;
      }
    }
    if (index != kNone) work_.bound.templates[index] = std::move(out);
  }

  void segment(NodeId node) {
    for (const NodeId child : tree_->children(node)) {
      if (syntax::is_expression(tree_->kind(child))) bind_condition(work_, scope(), child);
    }
  }

  void person_path(NodeId path) {
    const Chain& chain = bind_chain(work_, scope(), path);
    if (chain.root == Root::poison || poisoned(chain.type)) {
      if (chain.root == Root::customer || chain.root == Root::event) report_no_value(work_, scope(), path, chain, Code::name_no_value);
      return;
    }
    if (chain.type.kind != plan::Kind::person) report_mismatch(work_, scope(), path, {"a person", "人员"}, chain.type);
  }

  void working(NodeId clause, Role& role) const {
    const NodeId length = tree_->child_at(tree_->child_at(clause, 0), 0);
    if (tree_->kind(length) == Kind::lit_duration && (*tree_)[length].working && role.working.empty())
      role.working = written(work_, file_, length);
  }

  void role(NodeId node) {
    once_each(work_, file_, node, {Kind::who, Kind::capacity, Kind::final});
    const std::uint32_t index = work_.bound.meaning(file_, node).ref;
    Role out;
    for (const NodeId clause : tree_->children(node)) {
      switch (tree_->kind(clause)) {
        case Kind::who: {
          const NodeId who = tree_->child_at(clause, 0);
          if (tree_->kind(who) == Kind::path) person_path(who);
          else resolve(work_, file_, tree_->child_at(who, 0), Thing::pool);
          if (const NodeId backup = tree_->child(clause, Kind::backup); syntax::exists(backup)) person_path(tree_->child_at(backup, 0));
          break;
        }
        case Kind::capacity: bind_number(work_, file_, tree_->child_at(clause, 0), 0, 1'000'000); break;
        case Kind::remind:
          bind_reminder(work_, scope(), clause);
          working(clause, out);
          break;
        case Kind::escalate:
          bind_escalation(work_, scope(), clause);
          working(clause, out);
          out.escalates_to.push_back(work_.bound.meaning(file_, tree_->child_at(clause, 1)).ref);
          break;
        case Kind::final: out.final_ = true; break;
        default: break;
      }
    }
    if (!syntax::exists(tree_->child(node, Kind::who))) {
      work_.issues.add(
          Issue(Code::part_missing, head_of(work_, file_, node)).arg({"a role", "角色"}).arg({"`who` it is", "`who`(由谁担任)"}));
    }
    if (index != kNone) work_.bound.roles[index] = std::move(out);
  }

  void benefit(NodeId node) {
    once_each(work_, file_, node,
              {Kind::stock, Kind::each_customer, Kind::value, Kind::gives, Kind::expires_after_grant, Kind::when_empty});
    for (const NodeId clause : tree_->children(node)) {
      switch (tree_->kind(clause)) {
        case Kind::stock:
          if (const NodeId count = tree_->child(clause, Kind::lit_int); syntax::exists(count))
            bind_number(work_, file_, count, 0, INT64_MAX);
          if (const NodeId refill = tree_->child(clause, Kind::refill); syntax::exists(refill))
            bind_number(work_, file_, tree_->child_at(refill, 0), 0, INT64_MAX);
          break;
        case Kind::each_customer:
          bind_number(work_, file_, tree_->child_at(clause, 0), 0, 1'000'000);
          bind_length(work_, scope(), tree_->child_at(clause, 1));
          break;
        case Kind::value: bind_worth(tree_->child_at(clause, 0)); break;
        case Kind::expires_after_grant: bind_some_length(work_, scope(), tree_->child_at(clause, 0)); break;
        case Kind::when_empty: resolve(work_, file_, tree_->child_at(clause, 0), Thing::benefit); break;
        default: break;
      }
    }
  }

  // Bounded, so that what a playbook can cost at worst is a number.
  void bind_worth(NodeId money) {
    constexpr std::int64_t kMost = 1'000'000'000'000;   // minor units: ten thousand million yuan
    bind_expression(work_, scope(), money);
    const auto worth = constant_of(work_, scope(), money);
    if (!worth || (*worth >= 0 && *worth <= kMost)) return;
    work_.issues.add(
        Issue(Code::number_out_of_range, tree_->span(money)).arg(written(work_, file_, money)).arg("0").arg(std::to_string(kMost / 100)));
  }

  void calendar(NodeId node) {
    once_each(work_, file_, node, {Kind::weekend, Kind::holidays, Kind::open_hours});
    const NodeId weekend = tree_->child(node, Kind::weekend), open = tree_->child(node, Kind::open_hours);
    std::set<std::int64_t> days;
    if (syntax::exists(weekend))
      for (const NodeId day : tree_->children(weekend)) days.insert(tree_->number(day));
    if (days.size() == 7)
      work_.issues.add(Issue(Code::part_missing, tree_->span(weekend)).arg({"a week", "一周"}).arg({"a working day", "至少一个工作日"}));
    if (syntax::exists(open) && tree_->number(tree_->child_at(open, 0)) >= tree_->number(tree_->child_at(open, 1))) {
      work_.issues.add(Issue(Code::range_empty, tree_->span(open))
                           .arg(written(work_, file_, tree_->child_at(open, 0)))
                           .arg(written(work_, file_, tree_->child_at(open, 1))));
    }
  }

  void list(NodeId node) {
    once_each(work_, file_, node, {Kind::leads, Kind::list_consent, Kind::expires_on, Kind::back_after});
    for (const NodeId clause : tree_->children(node)) {
      if (tree_->kind(clause) == Kind::back_after) bind_length(work_, scope(), tree_->child_at(clause, 0));
      if (tree_->kind(clause) == Kind::list_consent) list_consents(node, clause);
    }
  }

  // `consent sms` is the customer's field `consent.sms`.
  void list_consents(NodeId list, NodeId clause) {
    constexpr std::string_view kConsent = "consent.";
    std::vector<std::string_view> known;
    for (const Field& field : work_.bound.customer.list) {
      if (field.name.starts_with(kConsent)) known.push_back(std::string_view(field.name).substr(kConsent.size()));
    }
    for (const NodeId name : tree_->children(clause)) {
      const std::string_view text = tree_->text(name);
      const auto field = std::find_if(work_.bound.customer.list.begin(), work_.bound.customer.list.end(), [&](const Field& each) {
        const bool named = each.name == std::string(kConsent) + std::string(text) || each.alias.ends_with("." + std::string(text));
        return each.name.starts_with(kConsent) && named && each.type.kind == plan::Kind::boolean;
      });
      if (field != work_.bound.customer.list.end()) {
        set_canonical(work_, file_, name, std::string_view(field->name).substr(kConsent.size()));
        continue;
      }
      Issue issue(Code::list_consent_unknown, tree_->span(name));
      issue.arg(tree_->child_text(list, Kind::name)).arg(text);
      suggest(work_, issue, tree_->span(name), text, known);
      issue.help({"declare it among the customer's fields: `consent { sms bool }`", "请在客户字段中声明:`consent { sms bool }`"});
      work_.issues.add(std::move(issue));
    }
  }

  void product(NodeId node) {
    for (const NodeId clause : tree_->children(node)) {
      if (tree_->kind(clause) != Kind::product_value) continue;
      const NodeId name = tree_->child_at(clause, 0), value = tree_->child_at(clause, 1);
      const Field* field = work_.bound.product.find(tree_->text(name));
      if (!field) {
        Issue issue(Code::field_unknown, tree_->span(name));
        issue.arg(tree_->text(name)).arg({"a product", "产品"});
        suggest(work_, issue, tree_->span(name), tree_->text(name), work_.bound.product.names());
        work_.issues.add(std::move(issue));
        continue;
      }
      set_canonical(work_, file_, name, field->name);
      if (tree_->kind(value) == Kind::none) continue;
      bind_as(work_, scope(), value, field->type);
    }
  }

  void activity(NodeId node) {
    once_each(work_, file_, node, {Kind::starts, Kind::place_text, Kind::seats, Kind::sign_up_by});
    const NodeId seats = tree_->child(node, Kind::seats), starts = tree_->child(node, Kind::starts),
                 sign_up = tree_->child(node, Kind::sign_up_by);
    if (syntax::exists(seats)) {
      bind_number(work_, file_, tree_->child_at(seats, 0), 1, 1'000'000'000);
      const NodeId per = tree_->child(seats, Kind::dim);
      if (syntax::exists(per) && tree_->text(per) != "branch")
        work_.issues.add(Issue(Code::told_apart_by, tree_->span(per))
                             .arg({"seats are counted in all or per branch", "席位按总数或按机构计"})
                             .arg(tree_->text(per)));
    }
    if (!syntax::exists(starts) || !syntax::exists(sign_up)) return;
    const NodeId from = tree_->child_at(sign_up, 0), to = tree_->child_at(starts, 0);
    if (tree_->number(from) > tree_->number(to))
      work_.issues.add(Issue(Code::sign_up_late, tree_->span(sign_up))
                           .arg(written(work_, file_, from))
                           .note(tree_->span(starts), {"it starts here", "此处为开始时间"}));
  }

  // `suitability customer.risk_level covers product.risk valid 12 months since customer.risk_assessed_on`
  void suitability(NodeId node) {
    const NodeId level = tree_->child_at(node, 0), covered = tree_->child_at(node, 1);
    const Chain& chain = bind_chain(work_, scope(), level);
    if (chain.root != Root::poison && chain.type.kind != plan::Kind::level_of)
      report_mismatch(work_, scope(), level, {"level of […]", "分级 level of […]"}, chain.type);
    const std::string path = tree_->path_text(covered);
    const Field* field = path.starts_with("product.") ? work_.bound.product.find(std::string_view(path).substr(8)) : nullptr;
    if (!field) report_unknown(work_, tree_->span(covered), {"field of the product", "产品字段"}, path, {});
    else if (field->type.kind != plan::Kind::level_of)
      report_mismatch(work_, scope(), covered, {"level of […]", "分级 level of […]"}, field->type);
    if (const NodeId valid = tree_->child(node, Kind::valid_for); syntax::exists(valid)) {
      bind_length(work_, scope(), tree_->child_at(valid, 0));
      const NodeId since = tree_->child_at(valid, 1);
      const Chain& assessed = bind_chain(work_, scope(), since);
      if (assessed.root != Root::poison && assessed.type.kind != plan::Kind::date && assessed.type.kind != plan::Kind::instant) {
        report_mismatch(work_, scope(), since, {"a date", "日期"}, assessed.type);
      }
    }
  }

  Work& work_;
  std::uint32_t file_ = 0;
  const Tree* tree_ = nullptr;
};

}  // namespace

void bind_shared(Work& work) { Shared(work).run(); }

}  // namespace playmaker::bind
