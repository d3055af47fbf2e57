#include <algorithm>

#include "dsl/draw/layout.hpp"

namespace playmaker::draw {
namespace {

// Depth-first, without recursion: an edge back to a card that is still open closes a cycle.
std::vector<bool> closing_cycles(const Picture& picture) {
  const std::size_t count = picture.cards.size();
  std::vector<std::vector<std::uint32_t>> leaving(count);
  for (std::uint32_t i = 0; i < picture.edges.size(); ++i) leaving[picture.edges[i].from].push_back(i);
  enum class State : std::uint8_t { fresh, open, done };
  std::vector<State> state(count, State::fresh);
  std::vector<bool> reversed(picture.edges.size());
  for (std::uint32_t root = 0; root < count; ++root) {
    if (state[root] != State::fresh) continue;
    std::vector<std::pair<std::uint32_t, std::size_t>> stack{{root, 0}};
    state[root] = State::open;
    while (!stack.empty()) {
      const std::uint32_t at = stack.back().first;
      if (stack.back().second == leaving[at].size()) {
        state[at] = State::done;
        stack.pop_back();
        continue;
      }
      const std::uint32_t edge = leaving[at][stack.back().second++];
      const std::uint32_t to = picture.edges[edge].to;
      if (state[to] == State::open) reversed[edge] = true;
      if (state[to] != State::fresh) continue;
      state[to] = State::open;
      stack.emplace_back(to, 0);
    }
  }
  return reversed;
}

}  // namespace

Graph layered(const Picture& picture, const std::vector<double>& heights, const std::vector<Port>& ports) {
  Graph out;
  out.cards = static_cast<std::uint32_t>(picture.cards.size());
  out.height = heights;
  out.column.assign(out.cards, 0);
  out.reversed = closing_cycles(picture);
  const auto left = [&](std::size_t edge) { return out.reversed[edge] ? picture.edges[edge].to : picture.edges[edge].from; };
  const auto right = [&](std::size_t edge) { return out.reversed[edge] ? picture.edges[edge].from : picture.edges[edge].to; };
  // Longest path: at most as many rounds as there are cards, since nothing is a cycle any more.
  for (bool moved = true; moved;) {
    moved = false;
    for (std::size_t i = 0; i < picture.edges.size(); ++i) {
      const std::uint32_t least = out.column[left(i)] + 1;
      if (out.column[right(i)] >= least) continue;
      out.column[right(i)] = least;
      moved = true;
    }
  }
  const std::uint32_t last = out.cards == 0 ? 0 : *std::max_element(out.column.begin(), out.column.end());
  out.columns.resize(last + 1);
  for (std::uint32_t card = 0; card < out.cards; ++card) out.columns[out.column[card]].push_back(card);
  for (std::size_t i = 0; i < picture.edges.size(); ++i) {
    std::vector<std::uint32_t> chain{left(i)};
    for (std::uint32_t column = out.column[left(i)] + 1; column < out.column[right(i)]; ++column) {
      const auto bend = static_cast<std::uint32_t>(out.column.size());
      out.column.push_back(column);
      out.height.push_back(0);
      out.columns[column].push_back(bend);
      chain.push_back(bend);
    }
    chain.push_back(right(i));
    const double first = out.reversed[i] ? ports[i].in : ports[i].out;
    const double end = out.reversed[i] ? ports[i].out : ports[i].in;
    for (std::size_t at = 0; at + 1 < chain.size(); ++at)
      out.arcs.push_back({chain[at], chain[at + 1], at == 0 ? first : 0, at + 2 == chain.size() ? end : 0});
    out.chain.push_back(std::move(chain));
  }
  return out;
}

}  // namespace playmaker::draw
