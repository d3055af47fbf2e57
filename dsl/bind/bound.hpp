#pragma once
// The bound texts: the syntax trees as read, and beside each node what it means. Lowering reads both; nothing here is looked up by
// name again. A tree is kept rather than copied, so that every later message can still mark the author's own words.
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "dsl/bind/names.hpp"
#include "dsl/source/source.hpp"
#include "dsl/syntax/file.hpp"
#include "runtime/plan/plan.hpp"

namespace playmaker::bind {

using syntax::NodeId;

// What a name with dots stands for.
enum class Root : std::uint8_t {
  poison,            // reported already
  customer,          // bare: only in `customer in segment(s)`
  attribute,         // index: field of the customer
  self,              // index: field of the person or branch whose derived field is computed
  event_field,       // name: field of the event at hand
  event_name,
  now,
  today,
  param,
  define,     // index: Playbook::items
  task,              // bare. index: Playbook::items, here and for the four below
  task_done,
  task_closed,
  task_outcome,
  task_outcome_is,   // name: the outcome
  container,         // a stage, wave, track … bare. index: Playbook::items
  event,             // bare. index: Names of Thing::event, also for last_field
  last_field,        // name: field of the last such event
  benefit_field,     // index: benefit; name: what it gives
  answer_field,      // name: field of the answer at hand
  activity_time,     // index: activity; name: starts or sign_up_by
  entry,
  due,
  hand_off,
  item,              // of a moment's `for each`
};

struct Chain {
  Root root = Root::poison;
  std::uint32_t index = kNone;
  std::string name;
  std::vector<std::uint32_t> others; // `in any moment`: further tasks of that name
  std::vector<std::string> members;  // further fields: of a person, a branch, a record
  std::vector<Type> of;              // beside each member: what it is a field of
  Type type = kPoison;
  bool maybe = false;                // may be unknown
  std::uint32_t closed = kNone;      // a text with a closed list of values: Types' enumeration
  std::string text;                  // canonical, what knowledge is kept by
};

// Beside each node of each tree. `chain` for names with dots, `ref` for single names (index within the category its place asks for)
// and for calls (a Builtin), `type` for expressions.
struct Meaning {
  Type type;
  std::uint32_t chain = kNone;
  std::uint32_t ref = kNone;
};

enum class Builtin : std::uint32_t {
  count,
  sum,
  avg,
  min,
  max,
  change,
  last,
  segment,
  score,
  journey,
  suitable,
  has,
  size,
  contains,
  starts_with,
  ends_with,
  lower,
  upper,
  trim,
  absolute,
  minimum,
  maximum,
  to_int,
  to_decimal,
  to_text,
  rate,               // of a review
};

struct Inclusion {
  source::Span place;                // of the include
  source::Span fragment;             // the whole declaration whose steps stand there
};

struct Event {
  Fields fields;
  plan::Length late;
  bool broadcast = false;
};
struct Channel {
  bool contact = false, pull = false, by_people = false;
  std::vector<std::string> reports;
};
struct Template {
  std::vector<std::uint32_t> channels;
  plan::Purpose purpose = plan::Purpose::marketing;
  Fields with, answers;
};
struct Role {
  std::vector<std::uint32_t> escalates_to;
  bool final_ = false;
  std::string working;               // the first of its lengths that counts working time, as written
};

enum class Progress : std::uint8_t { untouched, under_way, done };
struct Item {                        // a named thing inside a playbook
  Thing thing = Thing::task;
  std::string name, alias, path;     // path: its key, "meet.kyc"
  Where where;
  std::uint32_t parent = kNone;      // the nearest named container around it
  std::vector<std::string> outcomes; // of a task: declared ones
  Where expression;                  // of a param or define
  Type type = kPoison;
  bool maybe = false;
  std::uint32_t closed = kNone;
  Progress progress = Progress::untouched;
  bool of_branch = false;            // `task for branch`: nothing of a customer's journey
};

struct Playbook {
  std::string name;
  Where where;
  std::vector<Item> items;
  bool calendar_missed = false;         // told already
  bool has_unsupported_names = false;   // fragments are included, or `for each`: a name not found may come from there
};

struct Bound {
  const source::Sources* sources = nullptr;
  std::vector<const syntax::File*> files;         // by FileId, with the steps of fragments where they are included
  std::vector<std::shared_ptr<const syntax::File>> expanded;   // owns those of `files` that include something
  std::vector<Inclusion> inclusions;
  Types types;
  Names names;
  Where catalog;                                  // node kNone: none was declared
  std::string zone, currency;
  Fields customer, person, branch, product;
  std::vector<Event> events;                      // these four: by their index in names
  std::vector<Channel> channels;
  std::vector<Template> templates;
  std::vector<Role> roles;
  std::vector<Fields> gives;                      // by benefit
  std::vector<Playbook> playbooks;                // by their index in names
  std::deque<Chain> chains;                       // references stay valid
  std::vector<std::vector<Meaning>> meanings;     // [file][node]
  std::map<std::uint32_t, std::string> permits;   // fields of the customer that allow or forbid contact, and the policy that reads them
  std::uint64_t compared = 0;                     // names compared so far to find what was meant
  std::unordered_map<std::uint64_t, std::string> canonical;   // name nodes that were written by their alias: key(file, node)

  const syntax::Tree& tree(std::uint32_t file) const { return files[file]->tree; }
  const syntax::Tree& tree(Where where) const { return files[where.file]->tree; }
  Meaning& meaning(std::uint32_t file, NodeId node) { return meanings[file][static_cast<std::uint32_t>(node)]; }
  const Meaning& meaning(std::uint32_t file, NodeId node) const { return meanings[file][static_cast<std::uint32_t>(node)]; }
  source::Span span(Where where) const { return tree(where).span(NodeId{where.node}); }
};

inline Where at(std::uint32_t file, NodeId node) { return {file, static_cast<std::uint32_t>(node)}; }
inline std::uint64_t key(std::uint32_t file, NodeId node) { return (std::uint64_t{file} << 32) | static_cast<std::uint32_t>(node); }

// The labels written after a name. A plain label is in the file's own language: Chinese when it holds a Han character or an English
// one stands beside it.
plan::Label label_of(const syntax::Tree& tree, NodeId node);
plan::Place place_of(const Bound& bound, std::uint32_t file, NodeId node);

}  // namespace playmaker::bind
