#include "dsl/story/dump.hpp"

#include <cstdio>

namespace playmaker::story {
namespace {

class Dump {
 public:
  std::string run(const StoryFile& file) {
    for (const Use& use : file.uses) line("use", use.path);
    things("person", file.world.people);
    things("branch", file.world.branches);
    things("customer", file.world.customers);
    for (const Pool& pool : file.world.pools) {
      line("pool", pool.name.text);
      for (const Name& name : pool.people) line(" of", name.text);
    }
    for (const Story& story : file.stories) one(story);
    return std::move(out_);
  }

 private:
  template <class... Parts>
  void line(const char* what, const Parts&... parts) {
    out_ += what;
    ((out_ += ' ', part(parts)), ...);
    out_ += '\n';
  }
  void part(const std::string& text) { out_ += '"' + text + '"'; }
  void part(const char* text) { out_ += text; }
  void part(const Name& name) { part(name.text); }
  template <class Number>
    requires std::is_arithmetic_v<Number>
  void part(Number number) {
    out_ += std::to_string(number);
  }
  template <class Enum>
    requires std::is_enum_v<Enum>
  void part(Enum value) {
    part(static_cast<int>(value));
  }
  void part(const When& when) { line("", when.written, when.from_day, when.to_day, when.from_minute, when.to_minute); }
  void part(const Minute& minute) { line("", minute.written, minute.day, minute.minute); }
  void part(const Crowd& crowd) { line("", crowd.name, crowd.many, crowd.own); }
  void part(const Report& report) { line("", report.channel, report.template_, report.says, report.after_ms); }
  void part(const std::vector<Field>& fields) {
    for (const Field& field : fields) {
      line("\n field", field.name);
      value(field.value);
    }
  }
  void value(const Value& value_) {
    char real[40];
    std::snprintf(real, sizeof real, "%.17g", value_.real);
    line(" value", value_.kind, value_.number, static_cast<const char*>(real), value_.scale, value_.minute, value_.text);
    for (const Value& item : value_.items) value(item);
    part(value_.fields);
    out_ += " end\n";
  }
  void things(const char* what, const std::vector<Thing>& things) {
    for (const Thing& thing : things) line(what, thing.name, thing.like, thing.fields);
  }
  void one(const Story& story) {
    line("story", story.name, story.zh, story.en, story.starts.days, story.last_day);
    const Given& given = story.customer;
    line("given", given.like, given.fields, given.held_out, given.by_bank, given.held_out_of);
    for (const Crowd& crowd : story.others) line("other", crowd);
    for (const Stock& stock : story.stocks) line("stock", stock.benefit, stock.pieces);
    for (const Name& arm : story.arms) line("arm", arm);
    for (const Report& report : story.reports) line("report", report);
    for (const Act& act : story.acts) {
      line("act", act.kind, act.when, act.name, act.other, act.by, act.how, act.fields, act.report);
      for (const Crowd& crowd : act.crowd) line(" crowd", crowd);
    }
    for (const Expectation& e : story.expectations) {
      line("expect", e.subject, e.when, e.least, e.most, e.counted, e.contacts, e.channel, e.template_, e.name, e.state, e.outcome, e.why,
           e.of, e.at, e.fields, e.until);
    }
  }

  std::string out_;
};

}  // namespace

std::string dump(const StoryFile& file) { return Dump().run(file); }

}  // namespace playmaker::story
