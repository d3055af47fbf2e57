#pragma once
// Whether a word that is near is surely the one that was meant: only then may a program write it without being asked.
#include <span>
#include <string_view>

namespace playmaker::base {

// `meant` is nearest(written, candidates) and not empty. Not sure: another candidate is as near; the digits differ (`wave_2` is no slip
// of `wave_1`); fewer than three letters were written.
bool surely_meant(std::string_view written, std::string_view meant, std::span<const std::string_view> candidates);

}  // namespace playmaker::base
