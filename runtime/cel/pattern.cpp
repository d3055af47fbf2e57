#include "runtime/cel/pattern.hpp"

#include <re2/re2.h>

#include <string>

namespace playmaker::cel {

namespace {

constexpr std::int64_t kMemoryMax = std::int64_t{4} << 20;  // of one compiled pattern with its cache

RE2::Options options() {
  RE2::Options out(RE2::Quiet);
  out.set_max_mem(kMemoryMax);
  return out;
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

Value matches(std::string_view text, std::string_view pattern) {
  if (pattern.size() > kPatternBytesMax) return error(Fault::too_big, "pattern");
  const RE2 compiled(piece(pattern), options());
  if (!compiled.ok()) return error(Fault::invalid, std::string(pattern));
  return boolean(RE2::PartialMatch(piece(text), compiled));
}

bool readable_pattern(std::string_view pattern) { return pattern.size() <= kPatternBytesMax && RE2(piece(pattern), options()).ok(); }

}  // namespace playmaker::cel
