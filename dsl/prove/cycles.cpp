#include "dsl/prove/cycles.hpp"

#include <algorithm>
#include <map>

#include "dsl/prove/deeds.hpp"
#include "dsl/prove/lifetime.hpp"
#include "runtime/plan/operands.hpp"

namespace playmaker::prove {
namespace {

using plan::kNone;
using source::Code;
using source::Issue;
using source::Words;

constexpr base::Millis kSlowEnough = 23 * base::kHour;   // a day, the shortest there is
constexpr base::Millis kEver = INT64_MAX;
constexpr std::size_t kRoundMost = 12;                   // gates of a circle
constexpr int kTriesMost = 20'000;
constexpr std::size_t kCirclesMost = 12;

struct Edge {
  std::uint32_t from = 0, to = 0;             // gates
  const Deed* deed = nullptr;
  bool sure = true;
  bool late = false;                          // what hears it may wait before it opens
};

// What a deed brings of the KEY by which the gate it opens tells its runs apart.
enum class Key : std::uint8_t { same, copied, fresh, any };

Words time_words(base::Millis time) {
  if (time < base::kMinute) return {"at once", "立即"};
  const auto say = [&](base::Millis unit, const char* one, const char* many, const char* zh) {
    const std::string count = std::to_string((time + unit / 2) / unit);
    return Words{"every " + (count == "1" ? std::string(one) : count + " " + many), "每 " + count + " " + zh};
  };
  if (time < 2 * base::kHour) return say(base::kMinute, "minute", "minutes", "分钟");
  if (time < kSlowEnough) return say(base::kHour, "hour", "hours", "小时");
  return say(base::kDay, "day", "days", "天");
}

class Circles {
 public:
  explicit Circles(const Whole& whole) : whole_(whole), plans_(all_plans(whole)), made_(made_by(plans_)) {}

  std::vector<Circle> run() {
    if (std::ranges::none_of(plans_, [](const plan::Plan* each) { return begins_others(*each); })) return {};
    for (std::uint32_t i = 0; i < plans_.size(); ++i) {
      for (Gate& gate : gates_of(whole_.catalog.catalog, *plans_[i], i, made_)) {
        if (!shut_for_good(gate)) gates_.push_back(std::move(gate));
      }
    }
    connect();
    trim();
    for (std::uint32_t gate = 0; gate < gates_.size(); ++gate) {
      first_ = gate;
      go_on(gate);
    }
    std::vector<Circle> out;
    for (auto& [gates, found] : found_) {
      if (found.door != kNone && passed_by(gates, found.door)) found.circle.issue = std::move(found.doubt);
      // One among live playbooks only was there before.
      if (std::ranges::any_of(gates, [&](std::uint32_t gate) { return own(gates_[gate]); })) out.push_back(std::move(found.circle));
    }
    for (const Gate& each : gates_) {
      if (!each.followed && own(each)) out.push_back(too_many(whole_.playbooks[each.playbook].spans[each.site], {each.playbook}));
    }
    const auto edge = std::ranges::find_if(edges_, [&](const Edge& each) { return own(gates_[each.from]); });
    if (tries_ > kTriesMost && edge != edges_.end()) {
      std::set<std::uint32_t> all;
      for (const Edge& each : edges_) all.insert(gates_[each.from].playbook);
      out.push_back(too_many(*span_of(gates_[edge->from], edge->deed->site), std::move(all)));
    }
    return out;
  }

 private:
  const plan::Plan& plan_of(std::uint32_t gate) const { return *plans_[gates_[gate].playbook]; }
  bool own(const Gate& gate) const { return gate.playbook < whole_.playbooks.size(); }
  std::optional<source::Span> span_of(const Gate& gate, plan::SiteIndex site) const {   // nullopt: a live one, without its text
    return own(gate) ? std::optional(whole_.playbooks[gate.playbook].spans[site]) : std::nullopt;
  }
  std::string name_of(std::uint32_t gate) const {
    const Gate& at = gates_[gate];
    const std::string& name = plan_of(gate).name;
    return at.moment == nullptr ? name : name + "." + plan_of(gate).sites[at.site].path;
  }

  bool finishes(std::uint32_t gate) const {
    return std::ranges::any_of(plan_of(gate).ops, [](const plan::Op& each) { return each.kind == plan::OpKind::finish; });
  }
  static bool shut_for_good(const Gate& gate) { return gate.again->kind == plan::AgainKind::never; }

  void connect() {
    std::map<std::pair<DeedKind, std::string>, std::vector<std::pair<std::uint32_t, const Hears*>>> listeners;
    for (std::uint32_t i = 0; i < gates_.size(); ++i) {
      for (const Hears& each : gates_[i].hears) listeners[{each.kind, each.what}].push_back({i, &each});
    }
    for (std::uint32_t i = 0; i < gates_.size(); ++i) {
      for (const Deed& deed : gates_[i].deeds) {
        const auto heard = listeners.find({deed.kind, deed.what});
        if (heard == listeners.end()) continue;
        for (const auto& [to, hears] : heard->second) {
          // Somebody must be in it, and still be in it.
          const bool elsewhere = gates_[to].moment != nullptr && (gates_[to].playbook != gates_[i].playbook || finishes(to));
          edges_.push_back({i, to, &deed, deed.sure && hears->sure && !elsewhere, hears->late});
        }
      }
    }
  }

  // Gates that nothing leads to, or that lead nowhere, are in no circle.
  void trim() {
    for (bool changed = true; changed;) {
      std::vector<bool> in(gates_.size()), out(gates_.size());
      for (const Edge& edge : edges_) {
        out[edge.from] = true;
        in[edge.to] = true;
      }
      changed = std::erase_if(edges_, [&](const Edge& edge) { return !in[edge.from] || !out[edge.to]; }) > 0;
    }
    from_.resize(gates_.size());
    for (std::uint32_t i = 0; i < edges_.size(); ++i) from_[edges_[i].from].push_back(i);
  }

  void go_on(std::uint32_t gate) {
    for (const std::uint32_t index : from_[gate]) {
      if (++tries_ > kTriesMost) return;
      const Edge& edge = edges_[index];
      way_.push_back(index);
      if (edge.to == first_) {
        judge();
      } else if (edge.to > first_ && way_.size() < kRoundMost &&
                 std::ranges::none_of(way_, [&](std::uint32_t each) { return edges_[each].from == edge.to; })) {
        go_on(edge.to);
      }
      way_.pop_back();
    }
  }

  Key key_of(const Edge& edge) const {
    const Gate& to = gates_[edge.to];
    const plan::Unit& unit = plan_of(edge.to).unit;
    bool reads_event = false, can_change = false;
    const plan::Node& key = unit.nodes[to.again->key];
    std::vector<plan::NodeIndex> open{to.again->key};   // children stand before their parents: this ends
    while (!open.empty()) {
      const plan::Node& node = unit.nodes[open.back()];
      open.pop_back();
      reads_event = reads_event || node.op == plan::NodeOp::event_field || node.op == plan::NodeOp::event_name;
      if (node.op == plan::NodeOp::attribute)
        can_change = can_change || made_.attributes.contains(unit.texts[unit.attributes[node.a].name]);
      plan::for_each_child(unit, node, [&](plan::NodeIndex child) { open.push_back(child); });
    }
    if (can_change) return Key::any;
    if (!reads_event || edge.deed->kind != DeedKind::emit) return Key::same;
    if (key.op != plan::NodeOp::event_field) return Key::any;
    const plan::Unit& giver = plan_of(edge.from).unit;
    for (const plan::WithValue& with : *edge.deed->with) {
      if (giver.texts[with.name] != unit.texts[key.a]) continue;
      const plan::Node& value = giver.nodes[with.value];
      if (value.op == plan::NodeOp::constant || value.op == plan::NodeOp::constant_text) return Key::same;
      const auto copies = [&](plan::NodeIndex node) {
        return giver.nodes[node].op == plan::NodeOp::event_field && giver.texts[giver.nodes[node].a] == unit.texts[key.a];
      };
      if (copies(with.value)) return Key::copied;
      const bool adds = (value.op == plan::NodeOp::add || value.op == plan::NodeOp::subtract) && copies(value.a) &&
                        giver.nodes[value.b].op == plan::NodeOp::constant && giver.numbers[giver.nodes[value.b].a] != 0;
      return adds ? Key::fresh : Key::any;
    }
    return Key::same;                          // not given: unknown each time
  }
  struct Found {
    Circle circle;
    std::uint32_t door = kNone;                // it rests because this one stays shut …
    std::optional<Issue> doubt;                // … and if that is not certain
  };
  struct Round {
    base::Millis least = 0, need = 0;          // how long it takes at least, and what `again` asks
    std::optional<base::Millis> most = 0;
    bool sure = true;
    std::uint32_t door = kNone;                // the gate that asks most
  };

  void judge() {
    Round round;
    bool outside = false, copies = true;
    for (const std::uint32_t index : way_) {
      const Edge& edge = edges_[index];
      outside = outside || edge.deed->outside;
      round.least += edge.deed->after.least;
      round.most = round.most && edge.deed->after.most && !edge.late ? std::optional(*round.most + *edge.deed->after.most) : std::nullopt;
      round.sure = round.sure && edge.sure;
      const bool keyed = gates_[edge.to].again->key != kNone;
      const Key key = keyed ? key_of(edge) : Key::any;
      copies = copies && edge.deed->kind == DeedKind::emit && (key == Key::copied || key == Key::same);
    }
    if (outside) return rests({"goes round only as often as somebody outside lets it", "每一轮都要等待外部发生的事"});
    base::Millis slowest = 0;   // the latest that the doors are certainly open again
    for (const std::uint32_t index : way_) {
      if (!pass(edges_[index], copies, round, slowest)) return stops(edges_[index].to, round);
    }
    if (round.most && *round.most < round.need) return stops(round.door, round);
    const base::Millis takes = std::max(round.least, round.need);
    if (takes >= kSlowEnough) {
      const Words every = time_words(takes);
      return rests({"goes round " + every.en + " at most", every.zh + " 最多一轮"});
    }
    // A journey that ends and begins within one step is not seen to have ended.
    const bool seen = round.least > 0 || std::ranges::none_of(way_, [&](std::uint32_t index) {
                        const DeedKind kind = edges_[index].deed->kind;
                        return kind == DeedKind::hand_off || kind == DeedKind::begin || kind == DeedKind::end;
                      });
    round.sure = round.sure && slowest <= round.least && seen && !within_itself(round.least);
    keep({{playbooks(), told(round.sure ? Code::circle_endless : Code::circle_open, round, takes), {}}, kNone, std::nullopt});
  }

  // The door stays shut to whatever comes back so soon: for certain where nothing goes round beside it.
  void stops(std::uint32_t door, const Round& round) {
    const std::string name = "`" + name_of(door) + "`";
    keep({{playbooks(),
           std::nullopt,
           {chain() + " stops by itself at " + name + ", which does not begin again so soon",
            chain() + " 在 " + name + " 处自行停止:其不会这么快再次开始"}},
          door,
          told(Code::circle_open, round, round.least)});
  }

  // Whether the gate can be passed round after round; what that asks of the round.
  bool pass(const Edge& in, bool copies, Round& round, base::Millis& slowest) {
    const Gate& gate = gates_[in.to];
    const plan::Again& again = *gate.again;
    const bool keyed = again.key != kNone;
    Key key = keyed ? key_of(in) : Key::same;
    if (key == Key::copied) key = copies ? Key::same : Key::any;
    if (key == Key::same) {
      if (again.kind == plan::AgainKind::per && !again.length.written()) return false;
      const bool since_exit = again.kind == plan::AgainKind::after_exit;
      const base::Millis gap = since_exit ? gate.stays + shortest(again.length) : std::max(shortest(again.length), gate.stays);
      const bool queues = gate.moment != nullptr && gate.overlap == plan::Overlap::queue;
      if (!queues) {
        if (gate.moment != nullptr && during_itself(in)) return false;
        const base::Millis asked = longest(again.length).value_or(kEver), over = gate.over.value_or(kEver);
        const bool ever = asked == kEver || over == kEver;
        slowest = std::max(slowest, ever ? kEver : since_exit ? over + asked : std::max(asked, over));
      } else {
        round.most = std::nullopt;  // it waits there for its turn
        round.sure = round.sure && gate.over.has_value();
      }
      if (gap > round.need) {
        round.need = gap;
        round.door = in.to;
      }
      return true;
    }
    round.sure = round.sure && key == Key::fresh;
    return true;
  }

  // The circle comes back in the very instant in which the gate's own run sends it on: that is still under way.
  bool during_itself(const Edge& in) const {
    base::Millis others = 0;
    for (const std::uint32_t index : way_) {
      const Edge& edge = edges_[index];
      if (edge.from == in.to) continue;
      if (!edge.deed->after.most) return false;
      others += *edge.deed->after.most;
    }
    return others == 0;
  }

  // A hand-off begins the other within the very step, before what comes after it there: who hands off to itself, or to one that hands it
  // back at once, is still under way, even where that was its last day.
  bool within_itself(base::Millis round) const {
    for (std::size_t i = 0; i < way_.size(); ++i) {
      const Edge& out = edges_[way_[i]];
      bool nested = out.deed->kind == DeedKind::hand_off;
      for (std::size_t k = 1; nested && k < way_.size(); ++k) {
        const Deed& next = *edges_[way_[(i + k) % way_.size()]].deed;
        nested = next.kind == DeedKind::hand_off && next.after.least == 0;
      }
      if (nested && gates_[out.from].over.value_or(kEver) >= round) return true;
    }
    return false;
  }

  std::set<std::uint32_t> gates() const {
    std::set<std::uint32_t> out;
    for (const std::uint32_t index : way_) out.insert(edges_[index].from);
    return out;
  }
  std::set<std::uint32_t> playbooks() const {
    std::set<std::uint32_t> out;
    for (const std::uint32_t index : way_) out.insert(gates_[edges_[index].from].playbook);
    return out;
  }
  std::string chain() const {
    std::string out;
    for (const std::uint32_t index : way_) out += name_of(edges_[index].from) + " > ";
    return "`" + out + name_of(edges_[way_.front()].from) + "`";
  }

  // One answer a set of gates, the worst of all ways through them.
  void keep(Found found) {
    const auto rank = [](const Found& each) {
      if (!each.circle.issue) return 0;
      return source::severity_of(each.circle.issue->code) == source::Severity::error ? 2 : 1;
    };
    const auto known = found_.find(gates());
    if (known == found_.end() && found_.size() < kCirclesMost) found_.emplace(gates(), std::move(found));
    else if (known == found_.end()) tries_ = kTriesMost + 1;
    else if (rank(found) > rank(known->second)) known->second = std::move(found);
  }
  // Something else goes round through some of these gates, and not through the door.
  bool passed_by(const std::set<std::uint32_t>& own, std::uint32_t door) const {
    return std::ranges::any_of(found_, [&](const auto& other) {
      return !other.first.contains(door) && std::ranges::any_of(other.first, [&](std::uint32_t gate) { return own.contains(gate); });
    });
  }

  void rests(const Words& why) {
    keep({{playbooks(), std::nullopt, {chain() + " " + why.en, chain() + " " + why.zh}}, kNone, std::nullopt});
  }

  Words doing(const Edge& edge) const {
    const std::string to = "`" + name_of(edge.to) + "`", what = "`" + edge.deed->what + "`";
    switch (edge.deed->kind) {
      case DeedKind::emit: return {"emits " + what + ", which begins " + to, "发出 " + what + ",使 " + to + " 开始"};
      case DeedKind::hand_off: return {"hands off to " + to, "移交给 " + to};
      case DeedKind::begin: return {"is entered, which can begin " + to, "进入后可使 " + to + " 开始"};
      case DeedKind::end: return {"ends here, which can begin " + to, "在此结束,可使 " + to + " 开始"};
      case DeedKind::set: break;
    }
    return {"sets " + what + ", which can begin " + to, "设定 " + what + ",可使 " + to + " 开始"};
  }

  Issue told(Code code, const Round& round, base::Millis takes) const {
    // The first gate of the way is of a playbook at hand, where any of them is.
    const Edge& front = edges_[way_.front()];
    Issue issue(code, span_of(gates_[front.from], front.deed->site).value_or(source::Span{}));
    issue.arg(chain()).arg(time_words(takes)).here(doing(front));
    for (std::size_t i = 1; i < way_.size(); ++i) {
      const Edge& edge = edges_[way_[i]];
      const Words does = doing(edge);
      if (const auto span = span_of(gates_[edge.from], edge.deed->site)) issue.note(*span, does);
      else issue.note({"`" + name_of(edge.from) + "`, which is live, " + does.en, "正在运行的 `" + name_of(edge.from) + "` " + does.zh});
    }
    const std::uint32_t shut = round.door == kNone ? front.from : round.door;
    if (const auto span = span_of(gates_[shut], gates_[shut].site)) issue.note(*span, {"begins again here", "在此再次开始"});
    const std::string door = "`" + name_of(shut) + "`";
    issue.help({"write `again after 1 day`, or `again never`, in " + door + ": each of its rounds then takes a day, or there is one only",
                "请在 " + door + " 中写 `again after 1 day` 或 `again never`:每轮至少一天,或只有一轮"});
    return issue;
  }

  static Circle too_many(source::Span span, std::set<std::uint32_t> playbooks) {
    return {std::move(playbooks),
            Issue(Code::circle_open, span)
                .arg({"what begins here", "由此开始的连锁"})
                .arg({"round after round", "一轮接一轮"})
                .note({"there are too many ways to follow", "路径过多,无法逐一跟踪"}),
            {}};
  }

  const Whole& whole_;
  std::vector<const plan::Plan*> plans_;
  Made made_;
  std::vector<Gate> gates_;
  std::vector<Edge> edges_;
  std::vector<std::vector<std::uint32_t>> from_;  // edges, by gate
  std::vector<std::uint32_t> way_;  // edges of the circle at hand
  std::uint32_t first_ = 0;
  int tries_ = 0;
  std::map<std::set<std::uint32_t>, Found> found_;
};

}  // namespace

std::vector<Circle> circles_of(const Whole& whole) { return Circles(whole).run(); }

}  // namespace playmaker::prove
