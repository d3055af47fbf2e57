#pragma once
// The rules of the grammar as plain functions, so that each file here is compiled alone and X3 stays inside them. Each reads
// from `first`, moves it past what it understood and leaves nodes pending in the cursor's reading; on false `first` is unmoved.
namespace playmaker::read {

struct Cursor;
#define RULE(name) bool name(Cursor& first, const Cursor& last)

// expression.cpp
RULE(parse_expression);
RULE(parse_or);
RULE(parse_not);
RULE(parse_sum);
RULE(parse_unary);

// literal.cpp
RULE(parse_literal);         // a literal, its minus folded in
RULE(parse_duration);        // D: a length of time or a name
RULE(parse_span);            // a written length of time
RULE(parse_type);
RULE(parse_labels);          // always true
RULE(parse_path);

// time.cpp
RULE(parse_timing);
RULE(parse_regular);
RULE(parse_tick);
RULE(parse_trigger);
RULE(parse_weekday);
RULE(parse_due);

// contact.cpp
RULE(parse_cap);
RULE(parse_hold_out);
RULE(parse_remind);
RULE(parse_escalate);
RULE(parse_channel_item);
RULE(parse_template_item);
RULE(parse_policy_item);
RULE(parse_role_item);
RULE(parse_benefit_item);
RULE(parse_calendar_item);

// catalog.cpp
RULE(parse_catalog_item);
RULE(parse_field);
RULE(parse_list_item);
RULE(parse_product_item);
RULE(parse_activity_item);

// step.cpp
RULE(parse_step);
RULE(parse_with);
RULE(parse_offering);
RULE(parse_else);
RULE(parse_when);

// task.cpp
RULE(parse_task);
RULE(parse_task_item);
RULE(parse_wave);

// journey.cpp
RULE(parse_audience);
RULE(parse_audience_item);
RULE(parse_stage);
RULE(parse_breakpoint);
RULE(parse_breakpoint_item);
RULE(parse_moment);
RULE(parse_moment_item);
RULE(parse_review);
RULE(parse_review_item);
RULE(parse_experiment);
RULE(parse_experiment_item);
RULE(parse_decide);
RULE(parse_decide_row);

// playbook.cpp
RULE(parse_file_item);
RULE(parse_playbook_item);

#undef RULE

}  // namespace playmaker::read
