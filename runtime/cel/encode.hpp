#pragma once
// Base64 (RFC 4648). Padding may be left out when read.
#include <optional>
#include <string>
#include <string_view>

namespace playmaker::cel {

std::string base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

}  // namespace playmaker::cel
