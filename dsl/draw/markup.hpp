#pragma once
// Text made safe for SVG and HTML: marks of the markup become entities, control characters a space.
#include <string>
#include <string_view>

namespace playmaker::draw {

std::string escaped(std::string_view text);

}  // namespace playmaker::draw
