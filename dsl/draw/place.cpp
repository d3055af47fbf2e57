#include <algorithm>
#include <cmath>

#include "dsl/draw/layout.hpp"

namespace playmaker::draw {
namespace {

constexpr double kMargin = 24, kCardWidth = 308, kBetweenColumns = 64, kBetweenCards = 26, kPad = 12;
constexpr double kTitleSize = 13.5, kNoteSize = 11, kRowSize = 12, kIndent = 15;
constexpr int kSweeps = 24;

// The heights nearest to `wanted` (least squares, by weight) that keep the order and `apart[i]` between i and i + 1: pooling adjacent
// violators on the heights less what must lie above them.
std::vector<double> nearest_in_order(const std::vector<double>& wanted, const std::vector<double>& weight,
                                     const std::vector<double>& apart) {
  struct Pool {
    double sum, weight;
    std::size_t count;
    double mean() const { return sum / weight; }
  };
  std::vector<double> above(wanted.size());
  for (std::size_t i = 1; i < wanted.size(); ++i) above[i] = above[i - 1] + apart[i - 1];
  std::vector<Pool> pools;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    pools.push_back({(wanted[i] - above[i]) * weight[i], weight[i], 1});
    while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
      const Pool last = pools.back();
      pools.pop_back();
      pools.back() = {pools.back().sum + last.sum, pools.back().weight + last.weight, pools.back().count + last.count};
    }
  }
  std::vector<double> out;
  for (const Pool& pool : pools) {
    for (std::size_t i = 0; i < pool.count; ++i) out.push_back(pool.mean() + above[out.size()]);
  }
  return out;
}

// Lines one below the other from `top` on; moves `top` past them.
void set_lines(const std::vector<std::string>& texts, double x, double size, bool bold, double& top, std::vector<TextLine>& out) {
  for (const std::string& text : texts) {
    out.push_back({text, x, top + size, size, bold});
    top += std::round(size * 1.42);
  }
}

// A card at 0, 0.
LaidCard laid(const Card& card) {
  LaidCard out;
  double top = 20;   // the kind's word stands above the title
  set_lines(wrapped(card.title, kTitleSize, kCardWidth - 2 * kPad), kPad, kTitleSize, true, top, out.lines);
  for (const std::string& note : card.notes)
    set_lines(wrapped(note, kNoteSize, kCardWidth - 2 * kPad), kPad, kNoteSize, false, top, out.lines);
  top += 7;
  out.head = {0, 0, kCardWidth, top};
  if (!card.rows.empty()) top += 4;
  for (const Row& row : card.rows) {
    LaidRow one;
    const double x = kPad + kIndent * std::min(row.depth, 6);
    one.chip_x = x;
    one.chip_y = top + 5;
    const double begin = top;
    top += 1;
    set_lines(wrapped(row.text, kRowSize, kCardWidth - kPad - x - 14), x + 14, kRowSize, false, top, one.lines);
    top += 3;
    one.box = {x, begin, kCardWidth - kPad - x, top - begin};
    out.rows.push_back(std::move(one));
  }
  if (!card.rows.empty()) top += 5;
  out.box = {0, 0, kCardWidth, top};
  return out;
}

void move(LaidCard& card, double x, double y) {
  const auto shift = [&](Box& box) { box.x += x, box.y += y; };
  const auto shift_lines = [&](std::vector<TextLine>& lines) {
    for (TextLine& line : lines) line.x += x, line.baseline += y;
  };
  shift(card.box);
  shift(card.head);
  shift_lines(card.lines);
  for (LaidRow& row : card.rows) {
    shift(row.box);
    row.chip_x += x, row.chip_y += y;
    shift_lines(row.lines);
  }
}

}  // namespace

std::vector<double> tops_of(const Graph& graph, double gap) {
  const auto apart = [&](std::uint32_t above, std::uint32_t below) {
    const bool bends = above >= graph.cards && below >= graph.cards;
    return graph.height[above] + (bends ? gap / 3 : gap);
  };
  std::vector<double> top(graph.column.size());
  for (const auto& column : graph.columns) {
    for (std::size_t i = 1; i < column.size(); ++i) top[column[i]] = top[column[i - 1]] + apart(column[i - 1], column[i]);
  }
  std::vector<std::vector<std::uint32_t>> left(top.size()), right(top.size());
  for (std::uint32_t i = 0; i < graph.arcs.size(); ++i) {
    right[graph.arcs[i].from].push_back(i);
    left[graph.arcs[i].to].push_back(i);
  }
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    for (std::size_t step = 0; step < graph.columns.size(); ++step) {
      const auto& column = graph.columns[sweep % 2 == 0 ? step : graph.columns.size() - 1 - step];
      if (column.empty()) continue;
      std::vector<double> wanted, weight, between;
      for (std::size_t i = 0; i < column.size(); ++i) {
        const std::uint32_t vertex = column[i];
        double sum = 0, count = 0;
        const auto pull = [&](double to, double strength) { sum += to * strength, count += strength; };
        // A long edge wants to be straight more than a card wants to be level with its neighbours.
        for (const std::uint32_t arc : left[vertex]) {
          const auto& a = graph.arcs[arc];
          pull(top[a.from] + a.out - a.in, a.from >= graph.cards || vertex >= graph.cards ? 2 : 1);
        }
        for (const std::uint32_t arc : right[vertex]) {
          const auto& a = graph.arcs[arc];
          pull(top[a.to] + a.in - a.out, a.to >= graph.cards || vertex >= graph.cards ? 2 : 1);
        }
        wanted.push_back(count > 0 ? sum / count : top[vertex]);
        weight.push_back(count > 0 ? count : 0.5);
        if (i > 0) between.push_back(apart(column[i - 1], vertex));
      }
      const std::vector<double> found = nearest_in_order(wanted, weight, between);
      for (std::size_t i = 0; i < column.size(); ++i) top[column[i]] = found[i];
    }
  }
  const double least = top.empty() ? 0 : *std::min_element(top.begin(), top.end());
  for (double& each : top) each = std::floor(each - least);
  return top;
}

Layout layout_of(const Picture& picture) {
  Layout out;
  std::vector<double> heights;
  for (const Card& card : picture.cards) {
    out.cards.push_back(laid(card));
    heights.push_back(out.cards.back().box.height);
  }
  std::vector<Port> ports;
  for (const Edge& edge : picture.edges) {
    const LaidCard& from = out.cards[edge.from];
    const bool head = edge.row == kHead || edge.row >= from.rows.size();
    const double leaves = head ? std::min(24.0, from.head.height / 2) : from.rows[edge.row].box.y + 9;
    ports.push_back({leaves, std::min(24.0, out.cards[edge.to].head.height / 2)});
  }
  Graph graph = layered(picture, heights, ports);
  lessen_crossings(graph);
  const std::vector<double> top = tops_of(graph, kBetweenCards);

  double y = kMargin;
  const double least_width = 2 * kMargin + 2 * kCardWidth;
  out.width =
      std::max(least_width, 2 * kMargin + static_cast<double>(graph.columns.size()) * (kCardWidth + kBetweenColumns) - kBetweenColumns);
  set_lines(wrapped(picture.title, 20, out.width - 2 * kMargin), kMargin, 20, true, y, out.title);
  set_lines(wrapped(picture.below, 12, out.width - 2 * kMargin), kMargin, 12, false, y, out.title);
  y += 18;
  const auto x_of = [&](std::uint32_t vertex) { return kMargin + graph.column[vertex] * (kCardWidth + kBetweenColumns); };
  double lowest = y;
  for (std::uint32_t vertex = 0; vertex < top.size(); ++vertex) lowest = std::max(lowest, y + top[vertex] + graph.height[vertex]);
  for (std::uint32_t card = 0; card < graph.cards; ++card) move(out.cards[card], x_of(card), y + top[card]);
  for (std::size_t i = 0; i < picture.edges.size(); ++i) {
    LaidEdge edge;
    edge.reversed = graph.reversed[i];
    const auto& chain = graph.chain[i];
    const double first = edge.reversed ? ports[i].in : ports[i].out, last = edge.reversed ? ports[i].out : ports[i].in;
    for (std::size_t at = 0; at < chain.size(); ++at) {
      const double x = x_of(chain[at]), level = y + top[chain[at]];
      if (at == 0) {
        edge.bends.push_back({x + kCardWidth, x + kCardWidth, level + first});
      } else if (at + 1 == chain.size()) {
        edge.bends.push_back({x, x, level + last});
      } else {
        edge.bends.push_back({x, x + kCardWidth, level});
      }
    }
    out.edges.push_back(std::move(edge));
  }
  out.legend_y = lowest + 26;
  out.height = out.legend_y;
  return out;
}

}  // namespace playmaker::draw
