#pragma once
// The clauses of playbooks and their blocks in the YAML spelling: which key each has, and what stands behind it.
#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/print/own_names.hpp"
#include "dsl/print/spellings.hpp"
#include "dsl/print/yaml_text.hpp"
#include "dsl/read/chinese.hpp"

namespace playmaker::print {

using source::Span;
using syntax::Kind;
using syntax::NodeId;
using syntax::Tree;

// A clause whose value is what stands behind its first words.
struct Plain {
  Kind kind;
  std::string_view key;
  int words;              // that the key says
  bool many = false;      // a list of them may stand under one key
  bool text = false;      // the node's text is the value
};
inline constexpr Plain kPlain[] = {
    {Kind::version, "version", 1},
    {Kind::owner, "owner", 1, false, true},
    {Kind::use_calendar, "calendar", 1},
    {Kind::follow, "follow", 1},
    {Kind::priority, "priority", 1},
    {Kind::ends_after, "ends", 1},
    {Kind::stale_after, "stale", 1},
    {Kind::upgrade, "upgrade", 1},
    {Kind::moved, "moved", 1, true},
    {Kind::guarantee, "guarantee", 1, true},
    {Kind::budget, "budget", 1},
    {Kind::only, "only", 1, true},
    {Kind::except, "except", 1, true},
    {Kind::again_never, "again", 1},
    {Kind::again_after, "again", 1},
    {Kind::again_per, "again", 1},
    {Kind::hold_out, "hold_out", 2},
    {Kind::at_most_customers, "at_most", 2},
    {Kind::by_channel, "by", 1},
    {Kind::after, "after", 1},
    {Kind::unless, "unless", 1},
    {Kind::guard_when, "when", 1},
    {Kind::at, "at", 1},
    {Kind::assign, "assign", 1},
    {Kind::due, "due", 1},
    {Kind::remind, "remind", 1, true},
    {Kind::escalate, "escalate", 1, true},
    {Kind::expires_after, "expires", 1},
    {Kind::claim, "claim", 1},
    {Kind::acknowledge, "acknowledge", 1},
    {Kind::check, "check", 1},
    {Kind::purpose, "purpose", 1},
    {Kind::offering, "offering", 1},
    {Kind::from, "from", 1},
    {Kind::to, "to", 1},
    {Kind::starts_when, "starts_when", 2},
    {Kind::among, "among", 1, true},
    {Kind::for_each, "for_each", 2},
    {Kind::overlap, "overlap", 1},
    {Kind::show, "show", 1, true},
    {Kind::compare, "compare", 1},
    {Kind::alert, "alert", 1, true},
};

inline const Plain* plain_of(std::span<const Plain> table, Kind kind) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Plain& one) { return one.kind == kind; });
  return found == table.end() ? nullptr : &*found;
}

// The clauses of a block, each under its key; what all blocks write alike.
class YamlClauses {
 public:
  YamlClauses(const source::Source& source, const read::Tokens& tokens, const syntax::File& file, Speech speech)
      : tree_(file.tree),
        phrases_(source, tokens, file, speech),
        out_(source, file.comments, speech.language),
        language_(speech.language),
        own_names_(file.tree, file.root) {}

 protected:
  // The node's words, without its first ones.
  std::string phrase(NodeId node, int without) const { return phrases_.of(tree_.span(node), without); }
  std::string value(NodeId node, int without) const { return yaml_scalar(phrase(node, without)); }

  std::string name(NodeId node) const { return yaml_scalar(tree_.name(node)); }
  // Words that no node stands for alone.
  std::string_view said(std::string_view english, std::string_view chinese) const {
    return language_ == base::Language::zh ? chinese : english;
  }
  // A name of the ref's that the language itself may know there.
  std::string known_name(NodeId ref, NodeId outer) const {
    const std::string_view name = tree_.text(ref);
    const bool own = language_ == base::Language::zh && own_names_.own(ref, outer, name);
    const std::string_view chinese = own ? read::chinese_of_name(name) : std::string_view();
    return std::string(chinese.empty() ? name : chinese);
  }

  // False: the reader has no key for these.
  bool plain_labels(NodeId node) const {
    const NodeId labels = tree_.child(node, Kind::labels);
    if (!syntax::exists(labels)) return true;
    return tree_.child_count(labels, Kind::label_zh) == 0 && tree_.child_count(labels, Kind::label) < 2 &&
           tree_.child_count(labels, Kind::label_en) < 2 && tree_.child_count(labels, Kind::alias) < 2 &&
           tree_.child_count(node, Kind::labels) < 2;
  }
  void labels(NodeId node) {
    const NodeId labels = tree_.child(node, Kind::labels);
    if (!syntax::exists(labels)) return;
    const NodeId alias = tree_.child(labels, Kind::alias), own = tree_.child(labels, Kind::label), en = tree_.child(labels, Kind::label_en);
    if (syntax::exists(alias)) out_.key("alias", yaml_scalar(tree_.text(alias)));
    if (syntax::exists(own) && !syntax::exists(en)) out_.key("label", yaml_scalar(tree_.text(own)));
    if (!syntax::exists(en)) return;
    const std::string zh_key(out_.word("zh")), en_key(out_.word("en"));
    const std::string first = syntax::exists(own) ? zh_key + ": " + yaml_scalar(tree_.text(own), true) + ", " : "";
    out_.key("label", "{ " + first + en_key + ": " + yaml_scalar(tree_.text(en), true) + " }");
  }

  // Children that are no part of a head that every block writes alike.
  std::vector<NodeId> parts(NodeId node) const {
    std::vector<NodeId> out;
    for (const NodeId child : tree_.children(node)) {
      const Kind kind = tree_.kind(child);
      if (kind != Kind::name && kind != Kind::labels && kind != Kind::optional_flag && kind != Kind::for_branch) out.push_back(child);
    }
    return out;
  }

  // What can be said once under its key is there once.
  bool once_each(NodeId node) const {
    std::set<std::string_view> seen;
    for (const NodeId child : parts(node)) {
      const Plain* plain = plain_of(kPlain, tree_.kind(child));
      if (plain != nullptr && !plain->many && !seen.insert(plain->key).second) return false;
      const Kind kind = tree_.kind(child);
      const bool single = kind == Kind::timing || kind == Kind::attempts || kind == Kind::call_back || kind == Kind::guide ||
                          kind == Kind::checklist || kind == Kind::evidence || kind == Kind::reasons || kind == Kind::audience ||
                          kind == Kind::collect;
      if (single && !seen.insert(syntax::to_string(kind)).second) return false;
    }
    return plain_labels(node);
  }

  // All children of the kinds, in order, as one key with one value or a list of them.
  void plain_clause(NodeId parent, const Plain& plain) {
    std::vector<NodeId> all;
    for (const NodeId child : tree_.children(parent)) {
      const Plain* own = plain_of(kPlain, tree_.kind(child));
      if (own != nullptr && own->key == plain.key) all.push_back(child);
    }
    const auto one = [&](NodeId node) { return plain.text ? yaml_scalar(tree_.text(node)) : value(node, plain.words); };
    out_.comments_before(tree_[all.front()].begin);
    if (all.size() == 1 || !plain.many) return out_.key(plain.key, one(all.front()));   // a slip's second time is a phrase
    out_.open(plain.key);
    for (const NodeId node : all) {
      out_.comments_before(tree_[node].begin);
      out_.item(one(node));
    }
    out_.end();
  }

  // An event under the keys that say it.
  void trigger(NodeId node, bool imports = false) {
    Span event = tree_.span(node);
    for (const Kind kind : {Kind::where, Kind::lookback}) {
      if (const NodeId part = tree_.child(node, kind); syntax::exists(part)) event.end = std::min(event.end, tree_[part].begin);
    }
    const bool import = imports && syntax::exists(tree_.child(node, Kind::import_ref));   // else the phrase says it
    out_.key(import ? "import" : "event", yaml_scalar(phrases_.of(event, import ? 1 : 0)));
    if (const NodeId where = tree_.child(node, Kind::where); syntax::exists(where)) out_.key("where", value(where, 1));
    if (const NodeId back = tree_.child(node, Kind::lookback); syntax::exists(back)) out_.key("lookback", value(back, 1));
  }
  // Only a name: no keys are needed to say it.
  bool plain_event(NodeId node) const {
    return tree_.child_count(node, Kind::where) + tree_.child_count(node, Kind::lookback) + tree_.child_count(node, Kind::import_ref) == 0;
  }

  // `done` and the like: an event or a condition, and what it is called.
  void closing(NodeId node) {
    for (const NodeId child : tree_.children(node)) {
      switch (tree_.kind(child)) {
        case Kind::trigger: trigger(child); break;
        case Kind::guard_when: out_.key("when", value(child, 1)); break;
        case Kind::by_report: out_.key("by", said("report", "报告")); break;
        case Kind::as: out_.key("as", value(child, 1)); break;
        case Kind::times: out_.key("up_to", value(child, 2)); break;
        case Kind::lit_duration:
        case Kind::ref: out_.key("every", value(child, 0)); break;
        default: out_.key("at", value(child, 0));
      }
    }
  }

  // The clauses of a block under their keys; each key at its first clause.
  void clauses(NodeId node) {
    std::set<std::string_view> done;
    for (const NodeId child : parts(node)) {
      const Kind kind = tree_.kind(child);
      if (syntax::is_step(kind) || kind == Kind::block) continue;
      if (const Plain* plain = plain_of(kPlain, kind)) {
        if (done.insert(plain->key).second) plain_clause(node, *plain);
        continue;
      }
      out_.comments_before(tree_[child].begin);
      switch (kind) {
        case Kind::timing: {
          const std::string words = phrase(child, 0);
          const std::string on = std::string(said("on", "于")) + " ";
          out_.key("time", yaml_scalar(words.starts_with(on) ? words.substr(on.size()) : words));
          break;
        }
        case Kind::done:
        case Kind::closed: {
          const std::string_view key = syntax::to_string(kind);
          if (!done.insert(key).second) break;
          const std::vector<NodeId> all = tree_.children(node, kind);
          out_.open(key);
          for (const NodeId one : all) {
            if (all.size() > 1) out_.begin_item(Shape::either);
            closing(one);
            if (all.size() > 1) out_.end();
          }
          out_.end();
          break;
        }
        case Kind::attempts:
        case Kind::call_back:
          out_.open(syntax::to_string(kind));
          closing(child);
          out_.end();
          break;
        case Kind::enter_event:
        case Kind::enter_when:
        case Kind::enter_sweep:
        case Kind::enter_list:
          if (!done.insert("enter").second) break;
          out_.open("enter", Shape::tall);
          for (const NodeId one : parts(node)) {
            if (is_enter(tree_.kind(one))) enter(one);
          }
          out_.end();
          break;
        case Kind::on_event:
          if (done.insert("event").second) events(tree_.children(node, kind));
          break;
        case Kind::collect: out_.key("collect", each(child)); break;
        case Kind::guide: out_.key("guide", yaml_scalar(tree_.text(tree_.child_at(child, 0)))); break;
        case Kind::checklist: out_.key("checklist", texts(child)); break;
        case Kind::evidence:
          out_.key("evidence", "{ " + yaml_scalar(known_name(tree_.child_at(child, 0), child), true) + ": " +
                                   yaml_scalar(tree_.text(tree_.child_at(child, 1)), true) + " }");
          break;
        case Kind::reasons:
          out_.open("reasons");
          out_.key("texts", texts(child));
          out_.key("asked_of", value(tree_.child(child, Kind::ref), 0));
          out_.end();
          break;
        case Kind::tick_after:
        case Kind::offset_after:
        case Kind::offset_before: out_.key("stalls", value(child, 0)); break;
        case Kind::once: out_.key("once", "true"); break;
        case Kind::times: out_.key("up_to", value(child, 2)); break;
        case Kind::regular: out_.key("every", value(child, 1)); break;
        default: break;
      }
    }
  }
  static bool is_enter(Kind kind) {
    return kind == Kind::enter_event || kind == Kind::enter_when || kind == Kind::enter_sweep || kind == Kind::enter_list;
  }
  // One way into a journey, as an item of a list.
  void enter(NodeId node) {
    out_.comments_before(tree_[node].begin);
    out_.begin_item(Shape::either);
    if (tree_.kind(node) == Kind::enter_list) out_.key("list", value(node, 3));   // enter from list
    for (const NodeId child : tree_.children(node)) {
      if (tree_.kind(node) == Kind::enter_list) break;
      switch (tree_.kind(child)) {
        case Kind::trigger: trigger(child); break;
        case Kind::regular: out_.key("every", value(child, 1)); break;
        case Kind::after_import: out_.key("after", value(child, 1)); break;
        case Kind::within: out_.key("within", value(child, 1)); break;
        case Kind::where: out_.key("where", value(child, 1)); break;
        default: out_.key("when", value(child, 0));
      }
    }
    out_.end();
  }
  // What a moment begins on.
  void events(const std::vector<NodeId>& all) {
    if (all.size() == 1) {
      const NodeId one = tree_.child(all.front(), Kind::trigger);
      out_.comments_before(tree_[one].begin);
      if (plain_event(one)) return out_.key("event", value(one, 0));
      if (tree_.child_count(one) == 1 && tree_.child_count(one, Kind::import_ref) == 1) return trigger(one, true);   // import: NAME
    }
    out_.open("event");
    for (const NodeId event : all) {
      const NodeId one = tree_.child(event, Kind::trigger);
      out_.comments_before(tree_[one].begin);
      if (all.size() > 1 && plain_event(one)) {
        out_.item(value(one, 0));
        continue;
      }
      if (all.size() > 1) out_.begin_item(Shape::either);
      trigger(one, true);
      if (all.size() > 1) out_.end();
    }
    out_.end();
  }
  // Its parts, each on its own.
  std::string each(NodeId node) const {
    std::string out;
    for (const NodeId one : tree_.children(node)) out += (out.empty() ? "" : ", ") + yaml_scalar(phrase(one, 0), true);
    return "[" + out + "]";
  }
  std::string texts(NodeId node) const {
    std::string out;
    for (const NodeId text : tree_.children(node, Kind::lit_text)) out += (out.empty() ? "" : ", ") + yaml_scalar(tree_.text(text), true);
    return "[" + out + "]";
  }

  const Tree& tree_;
  Phrases phrases_;
  YamlText out_;
  base::Language language_;
  OwnNames own_names_;
};

}  // namespace playmaker::print
