#pragma once
// Colours that print well in black and white too, and the words that a legend needs.
#include <string_view>

#include "dsl/draw/picture.hpp"

namespace playmaker::draw {

struct Paint {
  std::string_view head, body, line;   // #rrggbb
  std::string_view en, zh;
};
const Paint& paint_of(CardKind kind);
struct ChipPaint {
  std::string_view fill;
  std::string_view en, zh;
};
const ChipPaint& chip_of(tell::Look look);
constexpr std::size_t kLooks = 12;

}  // namespace playmaker::draw
