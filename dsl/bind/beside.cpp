#include "dsl/bind/beside.hpp"

#include <vector>

namespace playmaker::bind {

std::string beside(std::string_view file, std::string_view written) {
  std::string joined;
  if (!written.starts_with('/')) {
    const std::size_t slash = file.rfind('/');
    if (slash != std::string_view::npos) joined = file.substr(0, slash + 1);
  }
  joined += written;
  std::vector<std::string> parts;
  const bool absolute = joined.starts_with('/');
  for (std::size_t at = 0; at <= joined.size();) {
    const std::size_t slash = std::min(joined.find('/', at), joined.size());
    const std::string part = joined.substr(at, slash - at);
    at = slash + 1;
    if (part.empty() || part == ".") continue;
    if (part == ".." && !parts.empty() && parts.back() != "..") parts.pop_back();
    else if (part != ".." || !absolute) parts.push_back(part);
  }
  std::string out = absolute ? "/" : "";
  for (std::size_t i = 0; i < parts.size(); ++i) out += (i ? "/" : "") + parts[i];
  return out;
}

}  // namespace playmaker::bind
