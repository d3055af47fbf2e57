#pragma once
// Where everything of a picture stands, in pixels from the top left. A layered layout after Sugiyama, Tagawa and Toda ("Methods for visual
// understanding of hierarchical system structures", 1981), laid on its side: cycles are broken by depth-first search, columns are longest
// paths, crossings are lessened by medians and transposition (Gansner, Koutsofios, North and Vo, "A technique for drawing directed graphs",
// 1993), and heights are the least squares under the order of each column, found by pooling adjacent violators (Barlow et al., 1972).
#include "dsl/draw/picture.hpp"

namespace playmaker::draw {

struct Box {
  double x = 0, y = 0, width = 0, height = 0;
};
struct TextLine {
  std::string text;
  double x = 0, baseline = 0, size = 12;
  bool bold = false;
};
struct LaidRow {
  Box box;
  double chip_x = 0, chip_y = 0;  // the coloured square, 8 by 8
  std::vector<TextLine> lines;
};
struct LaidCard {
  Box box, head;  // head: title and notes, at the top of the box
  std::vector<TextLine> lines;  // of the head
  std::vector<LaidRow> rows;  // as Card::rows
};
struct Bend {  // an edge passes here from left to right, level
  double from_x = 0, to_x = 0, y = 0;
};
struct LaidEdge {
  std::vector<Bend> bends;  // the first ends where its source ends, the last begins where its target begins
  bool reversed = false;  // drawn from its target to its source
};
struct Layout {
  double width = 0, height = 0;
  std::vector<TextLine> title;
  std::vector<LaidCard> cards;  // as Picture::cards
  std::vector<LaidEdge> edges;  // as Picture::edges
  double legend_y = 0;
};

Layout layout_of(const Picture& picture);

// ---- the parts -------------------------------------------------------------------------------------------------------------------

double text_width(std::string_view text, double size);  // no font that we name is wider
std::vector<std::string> wrapped(std::string_view text, double size, double width);  // each at most `width`; at least one

// A graph of columns. Vertices beyond the given ones are bends of edges that span several columns.
struct Graph {
  struct Arc {
    std::uint32_t from = 0, to = 0;  // vertices of neighbouring columns
    double out = 0, in = 0;  // where it leaves and arrives, from the vertex's top
  };
  std::uint32_t cards = 0;
  std::vector<std::uint32_t> column;  // by vertex
  std::vector<double> height;  // by vertex
  std::vector<std::vector<std::uint32_t>> columns;  // vertices from top to bottom
  std::vector<Arc> arcs;
  std::vector<std::vector<std::uint32_t>> chain;  // by edge: its vertices from left to right
  std::vector<bool> reversed;  // by edge
};
struct Port {
  double out = 0, in = 0;
};
// `ports`: by edge, where it leaves its source and arrives at its target.
Graph layered(const Picture& picture, const std::vector<double>& heights, const std::vector<Port>& ports);
void lessen_crossings(Graph& graph);
std::size_t crossings(const Graph& graph);
std::vector<double> tops_of(const Graph& graph, double gap);  // by vertex; at least `gap` between two of a column, from 0 on

}  // namespace playmaker::draw
