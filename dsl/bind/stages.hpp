#pragma once
// The steps of binding, in the order they run: names first, then what carries types, then what only reads them, then playbooks.
#include "dsl/bind/expression.hpp"

namespace playmaker::bind {

void collect_names(Work& work);                          // everything declared once for all files
void bind_types(Work& work);                             // zone, currency; fields of customer, events, benefits, templates …
void bind_shared(Work& work);                            // segments, channels, templates, roles, benefits, calendars, products
void bind_policies(Work& work);
void bind_cap(Work& work, const Scope& scope, NodeId cap);   // `never more than N …`, of a policy or a guarantee
void declare_items(Work& work, std::uint32_t playbook);  // the named things inside a playbook
void bind_playbook(Work& work, std::uint32_t playbook);
// Who enters is decided before there is a journey: reports what `condition` (bound before) reads of it.
void refuse_journey(Work& work, const Scope& scope, NodeId condition);
void bind_audience(Work& work, const Scope& scope, NodeId audience);
void bind_steps(Work& work, const Scope& scope, NodeId block);              // every step among the children of `block`
void bind_step(Work& work, const Scope& scope, NodeId step);
void bind_task(Work& work, const Scope& scope, NodeId task);
void bind_branch_task(Work& work, const Scope& scope, NodeId task);
void bind_hand_over(Work& work, const Scope& scope, NodeId step);
void bind_reasons(Work& work, const Scope& scope, NodeId reasons);           // of a breakpoint
void bind_task_work(Work& work, const Scope& scope, NodeId clause);          // attempts, call back, claim … of a task
void bind_review(Work& work, const Scope& scope, NodeId review);
bool of_manager(const Bound& bound, const Declared& role);   // its people are the customers' own: `who customer.manager`
void bind_decide(Work& work, const Scope& scope, NodeId decide);
// What speaks with customers (dialogue.cpp). Those that return an index: the template's, kNone when it is unknown.
void bind_offering(Work& work, std::uint32_t file, NodeId owner);
std::uint32_t bind_question(Work& work, const Scope& scope, NodeId step);
std::uint32_t bind_placement(Work& work, const Scope& scope, NodeId step);
void bind_invitation(Work& work, const Scope& scope, NodeId step);
void bind_experiment(Work& work, const Scope& scope, NodeId step);
void refuse_deaf_channel(Work& work, std::uint32_t file, NodeId ref, std::uint32_t channel);   // nothing is sent on it
void bind_again(Work& work, const Scope& scope, NodeId owner, const Words& whose);   // mandatory: reports its absence
// `every week on monday at 09:30`: of a sweep, else of a repeat.
// A field of the customer that the engine itself looks at, by its name and type; `word` asks for it.
void require_field(Work& work, const Scope& scope, NodeId node, std::string_view word, std::string_view name, plan::Kind kind);
void bind_regular(Work& work, const Scope& scope, NodeId regular, bool sweep);
void bind_reminder(Work& work, const Scope& scope, NodeId remind);
void bind_escalation(Work& work, const Scope& scope, NodeId escalate);
std::uint32_t bind_purpose(Work& work, std::uint32_t file, NodeId ref);     // plan::Purpose, kNone: reported

// Notes the fields of the customer that `expression` (bound before) reads, also through computed ones, as saying what is allowed.
void note_permits(Work& work, std::uint32_t file, NodeId expression, const std::string& policy);
Type plain_type(const Work& work, std::string_view word);   // of a param: `money`, `text` …; poison: none is called so
Fields bind_fields(Work& work, std::uint32_t file, NodeId fields);
std::uint32_t item_of(const Work& work, std::uint32_t playbook, std::uint32_t file, NodeId node);   // the item declared by that node
Span head_of(const Work& work, std::uint32_t file, NodeId node);            // the first word of a node, to mark a whole block by
void for_each_shared(const Work& work, syntax::Kind kind, auto&& visit) {   // visit(file, node): in files and their catalogs, in order
  for (std::uint32_t file = 0; file < work.bound.files.size(); ++file) {
    const Tree& tree = work.bound.tree(file);
    for (const NodeId child : tree.children(work.bound.files[file]->root)) {
      if (tree.kind(child) == kind) visit(file, child);
      if (tree.kind(child) != syntax::Kind::catalog) continue;
      for (const NodeId item : tree.children(child)) {
        if (tree.kind(item) == kind) visit(file, item);
      }
    }
  }
}

}  // namespace playmaker::bind
