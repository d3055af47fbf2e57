#include "dsl/prove/policy_name.hpp"

#include <algorithm>

namespace playmaker::prove {
namespace {

std::string said(std::string_view name, std::string_view label) {
  return label.empty() ? "规范 `" + std::string(name) + "` " : "规范“" + std::string(label) + "”";
}

}  // namespace

std::string policy_zh(const plan::Policy& policy) { return said(policy.name, policy.label.zh); }

std::string policy_zh(const plan::Catalog& catalog, std::string_view name) {
  const auto found = std::ranges::find(catalog.policies, name, &plan::Policy::name);
  return found == catalog.policies.end() ? said(name, {}) : policy_zh(*found);
}

}  // namespace playmaker::prove
