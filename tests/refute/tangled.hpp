#pragma once
// Small playbooks made up from a seed, of what hangs together in more than one way: tasks that may not be needed, tables that share a
// track, entries and closings that come late, journeys that end early, last blocks with several legs.
#include <string>
#include <vector>

#include "runtime/base/prng.hpp"
#include "tests/refute/tiny_house.hpp"

namespace playmaker::refute_tests {

class Tangled {
 public:
  explicit Tangled(std::uint64_t seed) : chance_(seed) {}

  std::string text() {
    if (below(2) == 0) return knot();
    const std::string audience =
        pick({"enter on early again ", "enter on start again ", "enter on start  enter on early again ",
              "enter every week on monday at 20:00 again "}) +
        pick({"never", "never", "never", "after 30 days", "after 50 days", "after 9 days since exit", "after 3 days since exit"});
    std::string body;
    if (below(4) == 0) body += "on consent lost exit\n";
    const int things = 1 + below(3);
    for (int i = 0; i < things; ++i) body += thing() + "\n";
    if (below(3) == 0) body += ending() + "\n";
    if (shared_) {
      body += "track t { " + pick({task(), steps(), "when customer.flag { " + steps() + " } else { wait 5 days " + send() + " }"}) +
              " }\ntrack o { tag \"o\" }\n";
      if (below(2) == 0) body += follower() + "\n";
    }
    const std::string promise = std::to_string(1 + below(3)) + " contacts per " +
                                pick({"1 day", "1 day", "2 days", "2 days", "3 days", "5 days"}) +
                                pick({"", " over wecom", " over wecom, phone"});
    return whole(pick({"pol", "pol", "asks", "slow", "calls", "hold"}), pick({"4 days", "20 days", "40 days", "40 days", "40 days"}),
                 audience, promise, body);
  }

 private:
  static std::string whole(const std::string& policy, const std::string& ends, const std::string& audience, const std::string& promise,
                           const std::string& body) {
    return std::string(kTinyHouse) + "playbook p { calendar cn  follow " + policy + "  ends after " + ends + "\n  audience { " + audience +
           " }\n  guarantee never more than " + promise + "\n" + body + "}\n";
  }

  // One tangle with nothing around it, its lengths at random: near to where a proof by time ends.
  std::string knot() {
    const auto count = [&](int least, int most) { return std::to_string(least + below(most - least + 1)); };
    const std::string closes = pick({"done on one", "done on worked", "done on one lookback 8 days", "expires after 2 days"});
    const std::string never = "enter on start again never", once = "1 contact per " + pick({"1 day", "2 days", "3 days", "60 hours"});
    const std::string spoken = "wave w on day " + count(2, 13) + " at 10:00" + pick({"", " unless t.closed"}) + " { send wecom b }\n";
    const std::string need = pick({" unless customer.flag", " when customer.flag", ""});
    const std::string task = "must task t" + need + " { assign rm  " + closes + "  due 30 days" +
                             pick({"", "  attempts up to 1 times every 1 hours on worked as unreached"}) + " }";
    switch (below(8)) {
      case 0:
        return whole("pol", "60 days", never, once,
                     "stage s { " + task + " }\nstage n after s due 20 days { must task u { assign rm  due 40 days } wait " + count(1, 11) +
                         " days send wecom a }\n" + spoken);
      case 1:
        return whole("pol", "60 days", never, once,
                     task + "\nwave x after t at 10:00 { wait " + count(1, 11) + " days send wecom a }\n" + spoken);
      case 2:
        return whole("pol", "60 days", never, once,
                     task + "\nwave x " + count(2, 11) + " days after t.closed at 10:00 { send wecom a }\n" + spoken);
      case 3:
        return whole("pol", "60 days", never, once,
                     "moment m { on one again after 1 day expires after 10 days must task t { assign rm  done on worked  due 30 days } }\n"
                     "breakpoint b from t.done in any moment to cleared stalls after " +
                         count(2, 11) + " days up to 2 times { send wecom a }\n");
      case 4:
        return whole("pol", count(2, 9) + " days", "enter on early again after " + count(8, 30) + " days", once,
                     pick({"send wecom a\n", "wave w on day " + count(1, 2) + " at 10:00 { send wecom a }\n",
                           "goal g = customer.flag within 2 days keep going\non missed { send wecom a }\n"}));
      case 5:
        return whole("asks", "30 days", "enter on start again after " + count(1, 4) + " days since exit", once,
                     pick({"on consent lost exit\n", "exit gone on bye\n"}) + "wave w on day " + count(1, 3) +
                         " at 18:00 { send wecom a }\n" + (below(2) == 0 ? "" : "wave v on day 9 at 10:00 { send wecom b }\n"));
      case 6:
        return whole("pol", "60 days", never, once,
                     "decide d by customer.tier { \"gold\" -> t  * -> o }\nwait " + count(2, 6) +
                         " days\ndecide e by customer.flag { true -> t  false -> o }\ntrack o { tag \"o\" }\ntrack t { " +
                         pick({"when customer.flag { send wecom a } else { wait " + count(2, 6) + " days send wecom b }",
                               "must task k { assign rm  done on one  due 30 days }"}) +
                         " }\n");
      default:
        return whole("pol", "20 days", "enter every week on monday at 20:00 again never", once,
                     "wave x on day " + count(2, 3) + " at 10:00 { send wecom a }\nwave y on " + pick({"thursday", "friday", "saturday"}) +
                         " at 10:00 { send wecom b }\n");
    }
  }

  int below(int n) { return static_cast<int>(chance_.below(static_cast<std::uint64_t>(n))); }
  std::string pick(std::vector<std::string> from) { return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))]; }
  std::string name(const char* prefix) { return prefix + std::to_string(++named_); }
  std::string any_task() { return tasks_[static_cast<std::size_t>(below(static_cast<int>(tasks_.size())))]; }
  std::string event() { return pick({"one", "two", "worked", "cleared", "early"}); }

  std::string send() {
    return pick({"send wecom a", "send wecom b", "send wecom a", "send push p else wecom a", "send push p else sms s else wecom a",
                 "send push p delivered within 10 minutes else wecom b"});
  }
  std::string steps() {
    std::string out = pick({"", "", "wait 2 days ", "wait 10 days ", "wait 20 hours "}) + send();
    if (below(4) == 0) out += pick({" wait 3 days ", " wait for one up to 4 days else { " + send() + " } "}) + send();
    if (below(5) == 0) out = "when customer.flag { " + out + " }";
    return out;
  }
  std::string day() { return std::to_string(1 + below(12)); }

  // A task, which may not be needed, may have been done before it opened, or may reach nobody.
  std::string task(const std::string& below_of = "") {
    const std::string after = tasks_.empty() || below(4) != 0 ? "" : " after " + any_task();
    const std::string made = name("k");
    std::string out = pick({"must task ", "must task ", "optional task "}) + made + pick({"", "", "", " by phone"}) + after +
                      pick({"", "", " unless customer.flag", " when customer.flag"}) + " { assign rm  due 3 days  " +
                      pick({"done on one  ", "done on worked  ", "done on worked  done by report  ", "done on one lookback 8 days  ", ""}) +
                      pick({"", "", "attempts up to 1 times every 1 hours on worked as unreached  "}) +
                      pick({"", "", "expires after 4 days  "}) + "}";
    tasks_.push_back(below_of + made);
    return out;
  }
  // What hangs on a task, from outside.
  std::string follower() {
    if (tasks_.empty()) return wave();
    const std::string of = any_task();
    switch (below(6)) {
      case 0: return "wave " + name("w") + " after " + of + " at 10:00 { " + steps() + " }";
      case 1: return "wave " + name("w") + " " + day() + " days after " + of + ".closed at 10:00 { " + send() + " }";
      case 2: return "wave " + name("w") + " on day " + day() + " at 10:00 unless " + of + ".closed { " + send() + " }";
      case 3: return "wave " + name("w") + " on day " + day() + " at 10:00 when " + of + ".closed { " + send() + " }";
      case 4:
        return "breakpoint " + name("b") + " from " + of + pick({".done", ".closed"}) + " to cleared stalls after " + day() + " days" +
               pick({"", " up to 2 times"}) + " { " + send() + " }";
      default:
        return "stage " + name("s") + " { must task " + name("q") + " { assign rm  done on two  due 30 days } wave " + name("w") +
               " after " + of + " { " + send() + " } }";
    }
  }
  std::string wave() {
    return "wave " + name("w") + " " +
           pick({"on day " + day() + " at 10:00", "on friday at 10:00", "on friday at 10:00 up to 2 times", day() + " days after entry"}) +
           pick({"", "", " when customer.flag"}) + " { " + steps() + " }";
  }
  std::string decide() {
    shared_ = true;
    return "decide " + name("d") + pick({" by customer.tier { \"gold\" -> t  * -> o }", " by customer.flag { true -> t  false -> o }"});
  }
  std::string stage() {
    const std::string after = stages_.empty() || below(3) == 0 ? "" : " after " + stages_.back();
    const std::string made = name("s"), due = pick({"", "", " due 6 days", " due 2 days"});
    std::string inside = pick({task(made + "."), "when not customer.flag { " + task(made + ".") + " } ",
                               "wait for two up to 3 days else { " + task(made + ".") + " } ", ""});
    stages_.push_back(made);
    return "stage " + made + after + due + " { " + inside + " " +
           pick({"tag \"x\"", steps(), "must task " + name("q") + " { assign rm  due 2 days }"}) + " }";
  }
  std::string moment() {
    const std::string frame = "moment " + name("m") + " { on " + pick({"one", "two", "start"}) + "  again " +
                              pick({"never", "after 1 day", "after 4 days", "after 9 days"}) + "  expires after " +
                              pick({"1 day", "3 days", "20 days"}) + "  " + pick({"", "overlap merge  ", "overlap queue  "});
    switch (below(4)) {
      case 0: return frame + decide() + " }";
      case 1: {
        const std::string made = name("i");
        return frame + "must task " + made + " { assign rm  done on worked  due 3 days } }\nbreakpoint " + name("b") + " from " + made +
               ".done in any moment to cleared stalls after " + day() + " days" + pick({"", " up to 2 times"}) + " { " + send() + " }";
      }
      default: return frame + steps() + " }";
    }
  }
  // How it may end early, and what is said then. Once.
  std::string ending() {
    const std::string last = pick({"send push p else sms s else wecom a", "send wecom a", "send push p else wecom b"});
    switch (below(4)) {
      case 0: return "exit gone on bye\non gone { " + last + " }";
      case 1: return "exit gone on bye\nexit other on two\non gone { " + last + " }\non other { send wecom b }";
      case 2: return "goal g = customer.flag within " + pick({"2 days", "9 days"}) + " keep going\non missed { " + last + " }";
      default: return "goal g = customer.flag within 9 days\non g { " + last + " }\non missed { " + last + " }";
    }
  }
  std::string thing() {
    switch (below(10)) {
      case 0: return steps();
      case 1: return task() + "\n" + follower();
      case 2: return task() + "\n" + follower() + "\n" + follower();
      case 3: return stage();
      case 4: return stage() + "\n" + stage();
      case 5: return decide() + pick({"", "\nwait 5 days\n" + decide()});
      case 6: return moment();
      case 7:
        return "breakpoint " + name("b") + " from " + pick({event(), "entry"}) + " to cleared stalls after " + day() + " days" +
               pick({"", " up to 2 times"}) + " { " + send() + " }";
      default: return wave();
    }
  }

  base::Prng chance_;
  int named_ = 0;
  bool shared_ = false;
  std::vector<std::string> tasks_, stages_;
};

}  // namespace playmaker::refute_tests
