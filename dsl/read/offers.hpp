#pragma once
// How a help offers what is better written, in both languages.
#include <string>
#include <string_view>

#include "dsl/source/issue.hpp"

namespace playmaker::read {

inline source::Words write(const std::string& better) { return {"write `" + better + "`", "请写 `" + better + "`"}; }
inline source::Words did_you_mean(std::string_view word) {
  return {"did you mean `" + std::string(word) + "`?", "是否想写 `" + std::string(word) + "`?"};
}

}  // namespace playmaker::read
