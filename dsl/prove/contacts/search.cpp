#include "dsl/prove/contacts/search.hpp"

#include <algorithm>

namespace playmaker::prove {
namespace {

constexpr Minute kPatience = 3 * kDayMinutes;   // how much later than it may come a contact is waited for in a suspicion

constexpr Minute kBriefly = 8;             // of the patience that a proof has

class Search {
 public:
  Search(const Model& model, Minute window, bool brief = false)
      : model_(model),
        window_(window),
        first_(static_cast<Point>(model.points.size())),
        all_(model.points.size() + 1) {
    const auto size = static_cast<Minute>(model.points.size()) + 1;
    budget_ = std::clamp<Minute>(Minute{600'000'000} / (size * size), 2'000, 200'000);
    possible_ = std::ranges::all_of(model_.holds, [&](const Constraint& each) { return all_.add(each); });
    for (std::size_t i = 0; possible_ && i < model_.contacts.size(); ++i) {
      if (!with(all_, i).empty()) order_.push_back(i);
    }
    patience_ = brief ? budget_ / kBriefly : budget_;
  }

  Searched more_than(std::uint32_t at_most, std::size_t suspects) {
    if (!possible_) return {true, {}};             // nobody can ever enter
    at_most_ = at_most;
    suspects_ = suspects;
    budget_ = patience_;
    out_ = {};
    go_on(0, all_);
    out_.complete = budget_ > 0 && out_.suspects.size() < suspects_;
    return std::move(out_);
  }

 private:
  bool excluded(const Contact& contact) const {
    return std::ranges::any_of(chosen_, [&](std::size_t other) {
      return std::ranges::any_of(model_.contacts[other].sides, [&](const Side& theirs) {
        return std::ranges::any_of(contact.sides, [&](const Side& own) { return own.choice == theirs.choice && own.side != theirs.side; });
      });
    });
  }

  // What is known once this contact is made too, for each way it can come about.
  std::vector<Distances> with(const Distances& known, std::size_t index) {
    const Contact& contact = model_.contacts[index];
    std::vector<Distances> out;
    Distances made = known;
    --budget_;
    bool fits = made.add({contact.at, first_, 0}) && made.add({first_, contact.at, window_ - 1});
    for (const Constraint& each : contact.holds) fits = fits && made.add(each);
    if (!fits) return out;
    if (contact.ways.empty()) out.push_back(std::move(made));
    for (const std::vector<Constraint>& way : contact.ways) {
      Distances one = made;
      bool goes = true;
      for (const Constraint& each : way) goes = goes && one.add(each);
      if (goes) out.push_back(std::move(one));
    }
    for (const std::size_t other : chosen_) {
      if (other != index) keep_apart(out, contact, model_.contacts[other]);
    }
    return out;
  }

  // The policy's distance between two contacts: one comes before the other, or the other before the one.
  void keep_apart(std::vector<Distances>& ways, const Contact& one, const Contact& other) {
    Minute least = 0;
    for (std::size_t i = 0; i < model_.gaps.size(); ++i) {
      if ((((one.gaps & other.gaps) >> i) & 1U) != 0) least = std::max(least, model_.gaps[i]);
    }
    if (least == 0) return;
    std::vector<Distances> out;
    for (Distances& each : ways) {
      const Constraint before{other.at, one.at, -least}, after{one.at, other.at, -least};
      const bool first = each.allows(before), second = each.allows(after);
      if (first && second) {
        --budget_;
        Distances both = each;
        if (both.add(after)) out.push_back(std::move(both));
      }
      if (first ? each.add(before) : second && each.add(after)) out.push_back(std::move(each));
    }
    ways = std::move(out);
  }

  void go_on(std::size_t next, const Distances& known) {
    if (chosen_.size() > at_most_) return found(known);
    for (std::size_t i = next; i < order_.size(); ++i) {
      if (chosen_.size() + (order_.size() - i) <= at_most_) return;
      if (budget_ <= 0 || out_.suspects.size() >= suspects_) return;
      if (excluded(model_.contacts[order_[i]])) continue;
      chosen_.push_back(order_[i]);
      for (const Distances& one : with(known, order_[i])) go_on(i + 1, one);
      chosen_.pop_back();
    }
  }

  // Something chosen comes only after that point; what merely comes before it does not need it to happen.
  bool asked(Point point) const {
    const auto after = [&](const Constraint& each) { return each.to == point; };
    return std::ranges::any_of(chosen_, [&](std::size_t index) {
      const Contact& contact = model_.contacts[index];
      return std::ranges::any_of(contact.holds, after) ||
             std::ranges::any_of(contact.ways, [&](const auto& way) { return std::ranges::any_of(way, after); });
    });
  }

  // The chosen contacts that need not come after that point and are due before it, or at most a few days later.
  std::vector<plan::SiteIndex> before(const Distances& known, Point point, const std::vector<Minute>& at) const {
    std::vector<plan::SiteIndex> out;
    for (const std::size_t index : chosen_) {
      const Contact& contact = model_.contacts[index];
      const bool comes_after = known.most(contact.at, point) <= 0;
      const bool comes_before = known.most(point, contact.at) <= 0;
      if ((!comes_after || comes_before) && at[contact.at] <= at[point] + kPatience) out.push_back(contact.site);
    }
    return out;
  }

  void found(const Distances& known) {
    const std::vector<Minute> at = known.earliest();
    if (at.empty()) return;
    Suspect out;
    std::vector<Point> seen;
    for (const std::size_t index : chosen_) {
      const Contact& contact = model_.contacts[index];
      out.made.push_back({contact.site, at[contact.at], contact.unread});
      for (const Guard& guard : contact.guards) out.wanted.push_back({guard.node, guard.wanted});
    }
    for (Point each = 0; each < model_.points.size(); ++each) {
      const PointMeaning& meaning = model_.points[each];
      if (meaning.what == Meaning::entry) out.entering.push_back({meaning.journey, at[each]});
      if (meaning.what == Meaning::task_closed && asked(each))
        out.happenings.push_back({Suspect::What::task_over, meaning.index, meaning.journey, at[each], meaning.done, meaning.outcome,
                                  plan::kNone, before(known, each, at)});
      if (meaning.what != Meaning::event) continue;
      const bool used = std::ranges::any_of(chosen_, [&](std::size_t index) {
        return std::ranges::find(model_.contacts[index].happenings, each) != model_.contacts[index].happenings.end();
      });
      if (used)
        out.happenings.push_back(
            {Suspect::What::event, meaning.index, meaning.journey, at[each], false, plan::kNone, meaning.where, before(known, each, at)});
    }
    std::ranges::stable_sort(out.made, {}, &Suspect::Made::minute);
    std::ranges::stable_sort(out.happenings, {}, &Suspect::Happening::minute);
    out_.suspects.push_back(std::move(out));
  }

  const Model& model_;
  std::uint32_t at_most_ = 0;
  Minute window_;
  std::size_t suspects_ = 0;
  Point first_;                            // the earliest a contact of the window can be
  Distances all_;                          // what holds of every run
  bool possible_ = false;
  Minute budget_ = 0, patience_ = 0;       // what is left; what each looking begins with
  std::vector<std::size_t> order_, chosen_;
  Searched out_;
};

}  // namespace

struct Searches::Impl {
  Search search;
};

Searches::Searches(const Model& model, Minute window, bool brief) : impl_(std::make_unique<Impl>(Search(model, window, brief))) {}
Searches::~Searches() = default;
Searched Searches::more_than(std::uint32_t at_most, std::size_t suspects) { return impl_->search.more_than(at_most, suspects); }

Searched search(const Model& model, std::uint32_t at_most, Minute window, std::size_t suspects) {
  return Search(model, window).more_than(at_most, suspects);
}

}  // namespace playmaker::prove
