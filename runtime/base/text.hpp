#pragma once
// UTF-8: checked on the way in, measured in display columns on the way out (a Han character is two columns wide).
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace playmaker::base {

constexpr std::size_t kValidUtf8 = static_cast<std::size_t>(-1);
std::size_t first_bad_utf8(std::string_view text);  // byte offset of the first ill-formed sequence (Unicode table 3-7), or kValidUtf8
char32_t decode(std::string_view text, std::size_t& at);  // REQUIRES valid UTF-8; moves `at` past one code point
void append_utf8(std::string& out, char32_t code_point);
std::size_t count_code_points(std::string_view text);
bool is_han(char32_t code_point);
int display_width(
    char32_t code_point);  // 0 combining and control, 2 East Asian wide and full-width, else 1 (Unicode 15 EastAsianWidth W and F)
int display_width(std::string_view text);
std::string pad_right(std::string_view text, int columns);
std::string pad_left(std::string_view text, int columns);
std::string clip(std::string_view text, int columns);  // at most so many columns, with an ellipsis when cut

std::size_t edit_distance(std::string_view a, std::string_view b);  // Damerau (adjacent transposition), by code point
// The candidate nearest to `written`, or empty when none is near enough to be a slip (distance <= 1 + length / 4).
std::string_view nearest(std::string_view written, std::span<const std::string_view> candidates);

enum class Language : std::uint8_t { en, zh };
Language language_from_environment(std::string_view lc_all, std::string_view lang);  // zh* -> zh, else en

}  // namespace playmaker::base
