#pragma once
// The steps of playbooks in the YAML spelling: a key for each kind, and what has none as a phrase of the language.
#include "dsl/print/yaml_clauses.hpp"

namespace playmaker::print {

// A step of one phrase, with or without `with`.
inline constexpr Plain kPlainSteps[] = {{Kind::notify, "notify", 1},   {Kind::grant, "grant", 1},     {Kind::assign_to, "assign", 1},
                                        {Kind::set, "set", 1},         {Kind::emit, "emit", 1},       {Kind::finish, "finish", 2},
                                        {Kind::reserve, "reserve", 1}, {Kind::release, "release", 1}, {Kind::wait, "wait", 1},
                                        {Kind::invite, "invite", 1},   {Kind::include, "include", 1}};

class YamlSteps : protected YamlClauses {
 public:
  using YamlClauses::YamlClauses;

 protected:
  std::vector<NodeId> steps_of(NodeId node) const {
    std::vector<NodeId> out;
    for (const NodeId child : tree_.children(node)) {
      if (syntax::is_step(tree_.kind(child))) out.push_back(child);
    }
    return out;
  }
  void steps(std::string_view key, const std::vector<NodeId>& all) {
    if (all.empty()) return out_.key(key, "[]");
    out_.open(key, Shape::tall);
    for (const NodeId one : all) step(one);
    out_.end();
  }
  void block(std::string_view key, NodeId block) { steps(key, steps_of(block)); }

  void with(NodeId node) {
    const NodeId with = tree_.child(node, Kind::with);
    if (!syntax::exists(with)) return;
    if (tree_.child_count(with) == 0) return out_.key("with", "{}");
    out_.open("with");
    for (const NodeId field : tree_.children(with)) out_.named(tree_.name(field), value(tree_.child_at(field, 1), 0));
    out_.end();
  }
  void otherwise(NodeId node) {
    const NodeId other = tree_.child(node, Kind::else_block);
    if (syntax::exists(other)) block("else", other);
  }
  // What stands before `with`.
  std::string before_with(NodeId node, int without) const {
    Span span = tree_.span(node);
    const NodeId with = tree_.child(node, Kind::with);
    if (syntax::exists(with)) span.end = tree_[with].begin;
    return yaml_scalar(phrases_.of(span, without));
  }

  void step(NodeId node) {
    out_.comments_before(tree_[node].begin);
    if (!known_step(node)) return out_.item(yaml_scalar(phrase(node, 0)));
    out_.begin_item();
    write_step(node);
    out_.end();
  }

  bool known_step(NodeId node) const {
    switch (tree_.kind(node)) {
      case Kind::task:
      case Kind::wave:
        return once_each(node) && !(tree_.child_count(node, Kind::for_branch) > 0 && tree_.child_count(node, Kind::optional_flag) > 0);
      case Kind::decide:
      case Kind::repeat:
      case Kind::hand_over: return plain_labels(node);
      case Kind::experiment: return plain_labels(node) && plain_arms(node);
      case Kind::ask:
      case Kind::place:
      case Kind::send:
      case Kind::tag:
      case Kind::when_step:
      case Kind::wait_for:
      case Kind::wait_until:
      case Kind::hand_off: return true;
      default: return plain_of(kPlainSteps, tree_.kind(node)) != nullptr;
    }
  }

  void write_step(NodeId node) {
    switch (tree_.kind(node)) {
      case Kind::task: {
        const bool optional = tree_.child_count(node, Kind::optional_flag) > 0, branch = tree_.child_count(node, Kind::for_branch) > 0;
        out_.key(branch ? "branch_task" : optional ? "optional_task" : "must_task", name(node));
        labels(node);
        return clauses(node);
      }
      case Kind::wave:
        out_.key("wave", name(node));
        labels(node);
        clauses(node);
        return block("steps", tree_.child(node, Kind::block));
      case Kind::send: {
        const std::vector<NodeId> legs = tree_.children(node, Kind::leg);
        if (legs.size() == 1) {
          out_.key("send", value(legs.front(), 0));
        } else {
          out_.open("send");
          for (const NodeId leg : legs) out_.item(value(leg, 0));
          out_.end();
        }
        with(node);
        return offering(node);
      }
      case Kind::tag: return out_.key("tag", yaml_scalar(tree_.text(node)));
      case Kind::when_step: return when(node, 0);
      case Kind::wait_for:
      case Kind::wait_until:
        out_.key(tree_.kind(node) == Kind::wait_for ? "wait_for" : "wait_until", value(tree_.child_at(node, 0), 0));
        out_.key("up_to", value(tree_.child_at(node, 1), 0));
        return otherwise(node);
      case Kind::hand_off:
        out_.open("hand_off");
        out_.key("to", value(tree_.child(node, Kind::ref), 0));
        with(node);
        out_.end();
        return otherwise(node);
      case Kind::decide: return decide(node);
      case Kind::ask:
        out_.key("ask", words_up_to(node, 1, tree_.child_at(node, 1)));
        out_.key("answer_within", value(tree_.child_at(node, 2), 0));
        block("then", tree_.child(node, Kind::block));
        return otherwise(node);
      case Kind::place: {
        out_.key("place", words_up_to(node, 1, tree_.child_at(node, 1)));
        out_.key("for", value(tree_.child_at(node, 2), 0));
        if (const NodeId priority = tree_.child(node, Kind::priority); syntax::exists(priority)) out_.key("priority", value(priority, 1));
        with(node);
        offering(node);
        if (const NodeId inner = tree_.child(node, Kind::block); syntax::exists(inner)) block("then", inner);
        return otherwise(node);
      }
      case Kind::repeat: {
        out_.key("repeat", name(node));
        labels(node);
        out_.key("every", value(tree_.child(node, Kind::regular), 1));
        out_.key("up_to", value(tree_.child(node, Kind::times), 2));
        if (const NodeId until = tree_.child(node, Kind::until); syntax::exists(until)) out_.key("until", value(until, 1));
        return block("steps", tree_.child(node, Kind::block));
      }
      case Kind::hand_over: return hand_over(node);
      case Kind::experiment: return experiment(node);
      default: {
        const Plain* plain = plain_of(kPlainSteps, tree_.kind(node));
        out_.key(plain->key, before_with(node, plain->words));
        with(node);
      }
    }
  }

  // The children of a `when` from the index on: a condition, its block, and what else there is.
  void when(NodeId node, std::size_t from) {
    std::vector<NodeId> parts;
    for (const NodeId child : tree_.children(node)) parts.push_back(child);
    if (from == 0) {
      out_.key("when", value(parts[0], 0));
      block("then", parts[1]);
      from = 2;
    }
    if (from >= parts.size()) return;
    if (tree_.kind(parts[from]) == Kind::else_block) return block("else", parts[from]);
    out_.open("else");
    out_.key("when", value(tree_.child_at(parts[from], 0), 0));
    block("then", tree_.child_at(parts[from], 1));
    when(node, from + 1);
    out_.end();
  }

  void offering(NodeId node) {
    if (const NodeId offer = tree_.child(node, Kind::offering); syntax::exists(offer)) out_.key("offering", value(offer, 1));
  }
  // What stands up to the end of `last`, without the first words.
  std::string words_up_to(NodeId node, int without, NodeId last) const {
    Span span = tree_.span(node);
    span.end = tree_.span(last).end;
    return yaml_scalar(phrases_.of(span, without));
  }

  void hand_over(NodeId node) {
    out_.key("hand_over", value(tree_.child(node, Kind::ref), 0));
    labels(node);
    for (const NodeId child : tree_.children(node)) {
      const Kind kind = tree_.kind(child);
      if (kind == Kind::ref || kind == Kind::labels || kind == Kind::keep || kind == Kind::else_block) continue;
      out_.key("accept", std::string(said("within", "限")) + " " + value(child, 0));
    }
    if (tree_.child_count(node, Kind::keep) > 0) out_.key("else", said("keep", "保留"));
    else otherwise(node);
  }

  bool plain_arms(NodeId node) const {
    const std::vector<NodeId> arms = tree_.children(node, Kind::arm);
    // The reader has an order of its own for these.
    Kind before = Kind::arm;
    for (const NodeId part : parts(node)) {
      if (tree_.kind(part) < before) return false;
      before = tree_.kind(part);
    }
    return tree_.child_count(node, Kind::control) < 2 && tree_.child_count(node, Kind::measure) < 2 &&
           tree_.child_count(node, Kind::stop) < 2 && std::all_of(arms.begin(), arms.end(), [&](NodeId arm) { return plain_labels(arm); });
  }
  void experiment(NodeId node) {
    out_.key("experiment", name(node));
    labels(node);
    if (const std::vector<NodeId> arms = tree_.children(node, Kind::arm); !arms.empty()) {
      out_.open("arms", Shape::tall);
      for (const NodeId arm : arms) {
        out_.comments_before(tree_[arm].begin);
        out_.begin_item();
        out_.key("arm", name(arm));
        labels(arm);
        out_.key("share", value(tree_.child(arm, Kind::lit_percent), 0));
        block("steps", tree_.child(arm, Kind::block));
        out_.end();
      }
      out_.end();
    }
    for (const auto& [kind, key] :
         {std::pair(Kind::control, "control"), std::pair(Kind::measure, "measure"), std::pair(Kind::stop, "stop")}) {
      const NodeId clause = tree_.child(node, kind);
      if (!syntax::exists(clause)) continue;
      out_.comments_before(tree_[clause].begin);
      out_.key(key, value(clause, 1));
    }
  }

  void decide(NodeId node) {
    out_.key("decide", name(node));
    labels(node);
    out_.key("by", each(tree_.child(node, Kind::by)));
    out_.open("rows", Shape::tall);
    std::vector<std::size_t> widths;
    const auto cells = [&](NodeId row, auto&& see) {
      std::size_t column = 0;
      for (const NodeId cell : tree_.children(row)) see(column++, yaml_scalar(phrase(cell, 0), true));
    };
    const std::vector<NodeId> rows = tree_.children(node, Kind::decide_row);
    for (const NodeId row : rows) {
      cells(row, [&](std::size_t column, const std::string& cell) {
        if (column == widths.size()) widths.push_back(0);
        widths[column] = std::max<std::size_t>(widths[column], source::screen_width(cell));
      });
    }
    for (const NodeId row : rows) {
      out_.comments_before(tree_[row].begin);
      std::string line;
      std::size_t wanted = 0;          // columns up to the next cell
      cells(row, [&](std::size_t column, const std::string& cell) {
        if (column > 0) line += ", " + std::string(wanted - source::screen_width(line) - 2, ' ');
        line += cell;
        wanted += widths[column] + 2;
      });
      out_.item("[" + line + "]");
    }
    out_.end();
  }
};

}  // namespace playmaker::print
