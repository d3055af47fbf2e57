#pragma once
// Lines before they are written out: where each piece goes, and which of them stand below each other.
#include <string>
#include <vector>

#include "dsl/print/piece.hpp"

namespace playmaker::print {

struct Cell {                  // a piece on its line, with what touches it
  std::string text;
  std::uint32_t space = 1;     // columns that must stand before it
  std::uint32_t gap = 0;       // as Piece::gap
  std::uint32_t column = 0;    // where it stood
  std::uint32_t role = 0;      // what begins here: cells of one role may make a column
};

struct Line {
  std::uint32_t indent = 0;    // columns
  std::vector<Cell> cells;     // none: an empty line
  bool comment = false;        // nothing but a comment
  bool closes = false;         // begins with the brace that ends a block
  std::size_t first_piece = 0;
  std::size_t last_piece = 0;  // behind the last one
};

// Puts each line's cells one behind the other, those of a column below each other. A column is a place where cells of at least two
// lines of one indent began, one of them two spaces or more behind what stood before it; a cell that is one space behind is of the column
// where it is its line's second or begins what another of them begins. The lines are one behind the other, but for what stands further in.
std::vector<std::string> write(const std::vector<Line>& lines);

}  // namespace playmaker::print
