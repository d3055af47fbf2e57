#pragma once
// Expressions: what each name means, what type each part has, and whether it may be unknown where it is compared.
//
// Unknown is not false: a value that may be unknown (an optional field, a task's outcome) is an error in a comparison or a test unless
// it was tested before, `x is known and x > 1`, or has a default, `x otherwise 0`. What a condition establishes is kept as the set of
// texts known where it holds, and flows to the right of `and`, into the braces of `when`, and (negated) past `or` and into `else`.
#include "dsl/bind/work.hpp"

namespace playmaker::bind {

struct Typed {
  Type type = kPoison;
  bool maybe = false;                 // may be unknown
  NodeId cause = syntax::kNoNode;     // the part that makes it so
  std::uint32_t closed = kNone;       // a text with a closed list of values: Types' enumeration
};

Typed bind_expression(Work& work, const Scope& scope, NodeId node);
// Must be a bool that is not unknown by itself.
void bind_condition(Work& work, const Scope& scope, NodeId node);
// Must be of that type; text literals take their place in an enumeration.
Typed bind_as(Work& work, const Scope& scope, NodeId node, Type want);
// Reports and takes the doubt away when the value may be unknown.
void require_known(Work& work, const Scope& scope, Typed& typed);

// What is known where `node` (bound before) is true, or false.
void learn(const Work& work, std::uint32_t file, NodeId node, bool truth, std::set<std::string>& known);
Scope knowing(const Work& work, const Scope& scope, NodeId condition, bool truth);

// Names with dots: a path, a ref, a variable, or members of one. Sets the meaning of `node`; the result is poison when it reported.
const Chain& bind_chain(Work& work, const Scope& scope, NodeId node);
bool is_chain(const Tree& tree, NodeId node);
// The same where a value is needed: no bare task, event or container. Typed by the chain.
Typed bind_value_chain(Work& work, const Scope& scope, NodeId node);
void report_no_value(Work& work, const Scope& scope, NodeId node, const Chain& chain, source::Code code);
Words words(const Work& work, const Scope& scope, const Chain& chain);   // "the task", "the event" …

// Binds a param or define of the scope's playbook when it is first read. Reports circles.
void bind_definition(Work& work, std::uint32_t playbook, std::uint32_t item);

// The same for a derived field of the customer, a person or a branch.
void bind_derived(Work& work, Self self, std::uint32_t field);
Fields& fields_of(Work& work, Self self);

Typed bind_call(Work& work, const Scope& scope, NodeId node);
Typed bind_operator(Work& work, const Scope& scope, NodeId node);       // comparisons, `in`, `between`, arithmetic
// `text` as one of an enumeration's values; true when it was a text literal (or a param that is one), whether it fits or was reported.
bool adapt(Work& work, const Scope& scope, NodeId node, Type enumeration, const Words& of);
void report_mismatch(Work& work, const Scope& scope, NodeId node, Words expected, Type found);

}  // namespace playmaker::bind
