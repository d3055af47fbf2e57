#pragma once
// A policy as a Chinese sentence calls it: by its label where it has one, else by its name.
#include <string>
#include <string_view>

#include "runtime/plan/catalog.hpp"

namespace playmaker::prove {

std::string policy_zh(const plan::Policy& policy);                              // 规范“零售触达规范”, 规范 `retail_standard`
std::string policy_zh(const plan::Catalog& catalog, std::string_view name);

}  // namespace playmaker::prove
