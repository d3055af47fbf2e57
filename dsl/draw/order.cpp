#include <algorithm>

#include "dsl/draw/layout.hpp"

namespace playmaker::draw {
namespace {

constexpr int kSweeps = 12;
constexpr std::size_t kArcsForTransposition = 600;   // beyond it, medians alone: transposition counts every pair of arcs

struct Neighbours {
  std::vector<std::vector<std::uint32_t>> left, right;   // arcs by vertex
};

Neighbours neighbours_of(const Graph& graph) {
  Neighbours out;
  out.left.resize(graph.column.size());
  out.right.resize(graph.column.size());
  for (std::uint32_t i = 0; i < graph.arcs.size(); ++i) {
    out.right[graph.arcs[i].from].push_back(i);
    out.left[graph.arcs[i].to].push_back(i);
  }
  return out;
}

std::vector<double> places(const Graph& graph) {
  std::vector<double> out(graph.column.size());
  for (const auto& column : graph.columns) {
    for (std::size_t i = 0; i < column.size(); ++i) out[column[i]] = static_cast<double>(i);
  }
  return out;
}

// Two arcs of one gap cross when their ends are ordered oppositely; ports order arcs of the same vertex.
struct Ends {
  double from, to;
};
Ends ends_of(const Graph& graph, const std::vector<double>& place, const Graph::Arc& arc) {
  const auto within = [&](double port, std::uint32_t vertex) { return port / (graph.height[vertex] + 1); };
  return {place[arc.from] + within(arc.out, arc.from), place[arc.to] + within(arc.in, arc.to)};
}
bool cross(Ends a, Ends b) { return (a.from < b.from && a.to > b.to) || (a.from > b.from && a.to < b.to); }

void by_medians(Graph& graph, const Neighbours& neighbours, bool to_the_right) {
  std::vector<double> place = places(graph);
  const std::size_t count = graph.columns.size();
  for (std::size_t step = 1; step < count; ++step) {
    auto& column = graph.columns[to_the_right ? step : count - 1 - step];
    std::vector<std::pair<double, std::uint32_t>> wanted;
    std::vector<std::size_t> free;
    for (std::size_t i = 0; i < column.size(); ++i) {
      const auto& arcs = to_the_right ? neighbours.left[column[i]] : neighbours.right[column[i]];
      std::vector<double> ends;
      for (const std::uint32_t arc : arcs) {
        const Ends both = ends_of(graph, place, graph.arcs[arc]);
        ends.push_back(to_the_right ? both.from : both.to);
      }
      if (ends.empty()) continue;   // what has no neighbour there keeps its place
      std::sort(ends.begin(), ends.end());
      const std::size_t half = ends.size() / 2;
      wanted.emplace_back(ends.size() % 2 == 1 ? ends[half] : (ends[half - 1] + ends[half]) / 2, column[i]);
      free.push_back(i);
    }
    std::stable_sort(wanted.begin(), wanted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < free.size(); ++i) column[free[i]] = wanted[i].second;
    for (std::size_t i = 0; i < column.size(); ++i) place[column[i]] = static_cast<double>(i);
  }
}

std::size_t crossings_around(const Graph& graph, const Neighbours& neighbours, const std::vector<double>& place, std::uint32_t a,
                             std::uint32_t b) {
  std::size_t out = 0;
  for (const auto* side : {&neighbours.left, &neighbours.right}) {
    for (const std::uint32_t one : (*side)[a]) {
      for (const std::uint32_t other : (*side)[b]) {
        if (cross(ends_of(graph, place, graph.arcs[one]), ends_of(graph, place, graph.arcs[other]))) ++out;
      }
    }
  }
  return out;
}

void transpose(Graph& graph, const Neighbours& neighbours) {
  std::vector<double> place = places(graph);
  for (int round = 0; round < kSweeps; ++round) {
    bool better = false;
    for (auto& column : graph.columns) {
      for (std::size_t i = 0; i + 1 < column.size(); ++i) {
        const std::size_t before = crossings_around(graph, neighbours, place, column[i], column[i + 1]);
        if (before == 0) continue;
        std::swap(place[column[i]], place[column[i + 1]]);
        if (crossings_around(graph, neighbours, place, column[i], column[i + 1]) < before) {
          std::swap(column[i], column[i + 1]);
          better = true;
        } else {
          std::swap(place[column[i]], place[column[i + 1]]);
        }
      }
    }
    if (!better) return;
  }
}

}  // namespace

std::size_t crossings(const Graph& graph) {
  const std::vector<double> place = places(graph);
  std::size_t out = 0;
  for (std::size_t i = 0; i < graph.arcs.size(); ++i) {
    for (std::size_t j = i + 1; j < graph.arcs.size(); ++j) {
      if (graph.column[graph.arcs[i].from] != graph.column[graph.arcs[j].from]) continue;
      if (cross(ends_of(graph, place, graph.arcs[i]), ends_of(graph, place, graph.arcs[j]))) ++out;
    }
  }
  return out;
}

void lessen_crossings(Graph& graph) {
  const Neighbours neighbours = neighbours_of(graph);
  const bool small = graph.arcs.size() <= kArcsForTransposition;
  std::vector<std::vector<std::uint32_t>> best = graph.columns;
  std::size_t fewest = crossings(graph);
  for (int sweep = 0; sweep < kSweeps && fewest > 0; ++sweep) {
    by_medians(graph, neighbours, sweep % 2 == 0);
    if (small) transpose(graph, neighbours);
    const std::size_t now = crossings(graph);
    if (now >= fewest) continue;
    fewest = now;
    best = graph.columns;
  }
  graph.columns = std::move(best);
}

}  // namespace playmaker::draw
