#pragma once
// One resolution of a name with dots: reads its parts from left to right. Private to the room.
#include <string_view>
#include <vector>

#include "dsl/bind/expression.hpp"

namespace playmaker::bind {

class Resolver {
 public:
  struct Part {
    NodeId node;
    std::string_view text;
  };

  Resolver(Work& work, const Scope& scope, NodeId whole);   // all three outlive it
  Chain resolve();                                          // poison: reported

 private:
  Span span(std::size_t part) const { return scope_.tree(work_).span(parts_[part].node); }
  Span span_all() const { return scope_.tree(work_).span(whole_); }
  void canonical(std::size_t part, std::string_view name);
  Chain plain(Root root, Type type);
  Chain poison() { return Chain{}; }
  // `score > 7`: a function's name without what it is asked of.
  bool report_bare_function(std::string_view head);
  bool report_written_otherwise(std::string_view head);
  void report_field(std::size_t part, const Words& of, const std::vector<std::string_view>& candidates);
  // The fields after what is resolved so far.
  bool members(std::size_t from);
  void take(const Field& field, Root root, std::uint32_t index);
  // A customer's field, whose name may have several parts ("consent.marketing"); `at` is its first part. Says how many; 0: none.
  std::size_t customer_field(std::size_t at);
  Chain customer();
  bool self_field(std::string_view head);
  Chain no_event();
  Chain event_at_hand();
  Chain answer();
  Chain event_name();
  Chain event(std::uint32_t index);
  Chain benefit(std::uint32_t index);
  Chain activity(std::uint32_t index);
  // Things of the playbook: from inside, a bare name means this occurrence; from outside it must be unique, or be written in full.
  bool item(std::string_view head);
  static bool readable(const Item& item);
  static bool named(const Item& item, std::string_view name) { return item.name == name || (!item.alias.empty() && item.alias == name); }
  void take_item(std::uint32_t index, std::size_t part);
  void task(std::uint32_t index, std::size_t part);
  std::uint32_t outcomes(const Item& item);
  static bool built_in(std::string_view name);
  std::vector<std::string_view> everything() const;

  Work& work_;
  const Scope& scope_;
  NodeId whole_;
  std::vector<Part> parts_;
  Chain chain_;
};

}  // namespace playmaker::bind
