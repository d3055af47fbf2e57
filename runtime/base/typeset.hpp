#pragma once
// Chinese as print sets it, whatever pieces it was put together from: full-width marks beside Han, a space between Han and Latin letters
// or figures (none before 万, 亿, 元). What stands in `back-quotes`, in "quotes" or in “quotes” is somebody's own text and stays as it
// is. What is no UTF-8 stays too. Idempotent. Pure.
#include <string>
#include <string_view>

namespace playmaker::base {

std::string typeset(std::string_view chinese);

}  // namespace playmaker::base
