#pragma once
// Standard Webhooks signatures: v1,base64(HMAC-SHA256(secret, id + "." + timestamp + "." + body)), one for each secret, so that a secret
// can be changed while both are known (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/result.hpp"

namespace playmaker::channels {

// `text`: one secret a line, whsec_ and base64 of 24 to 64 bytes; "#" begins a comment. Code secret_invalid.
base::Result<std::vector<std::string>> parse_secrets(std::string_view text);
// The value of webhook-signature. `timestamp`: seconds since 1970.
std::string signature(const std::vector<std::string>& secrets, std::string_view id, std::int64_t timestamp, std::string_view body);

}  // namespace playmaker::channels
