#include "daemon/http/gate.hpp"

#include <cstdint>

namespace playmaker::http {
namespace {

constexpr std::size_t kTokenCharactersMin = 16;   // shorter ones can be guessed

bool read_hash(std::string_view hex, base::Sha256& out) {
  if (hex.size() != out.size() * 2) return false;
  for (std::size_t i = 0; i < hex.size(); ++i) {
    const char c = hex[i];
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (digit < 0) return false;
    out[i / 2] = static_cast<std::uint8_t>(i % 2 == 0 ? digit << 4 : out[i / 2] | digit);
  }
  return true;
}

// In the same time whatever the difference is.
bool same(const base::Sha256& a, const base::Sha256& b) {
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned>(a[i] ^ b[i]);
  return difference == 0;
}

std::string_view trimmed(std::string_view line) {
  if (const std::size_t comment = line.find('#'); comment != std::string_view::npos) line = line.substr(0, comment);
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t')) line.remove_suffix(1);
  while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
  return line;
}

}  // namespace

base::Result<Gate> Gate::from(std::string_view tokens, bool loopback_without_token) {
  Gate gate;
  gate.loopback_ = loopback_without_token;
  for (std::size_t number = 1; !tokens.empty(); ++number) {
    const std::size_t end = std::min(tokens.find('\n'), tokens.size());
    const std::string_view line = trimmed(tokens.substr(0, end));
    tokens.remove_prefix(std::min(end + 1, tokens.size()));
    if (line.empty()) continue;
    base::Sha256 hash;
    const std::string where = std::to_string(number);
    if (line.starts_with("sha256:")) {
      if (!read_hash(line.substr(7), hash)) {
        return base::invalid("token_file_invalid", "line " + where + " of the token file: after sha256: there must be 64 hex digits",
                             "令牌文件第 " + where + " 行:sha256: 之后应为 64 位十六进制数");
      }
    } else {
      if (line.size() < kTokenCharactersMin) {
        return base::invalid("token_file_invalid", "line " + where + " of the token file: a token has at least 16 characters",
                             "令牌文件第 " + where + " 行:令牌至少 16 个字符");
      }
      hash = base::sha256(line);
    }
    gate.tokens_.push_back(hash);
  }
  return gate;
}

base::Result<void> Gate::admit(const Request& request) const {
  constexpr std::string_view kBearer = "Bearer ";
  if (request.authorization.empty()) {
    if (!loopback_ || !request.loopback)
      return base::invalid("token_missing", "send a token: Authorization: Bearer TOKEN", "请带上令牌:Authorization: Bearer TOKEN");
    if (!request.origin.empty() || !loopback_name(request.host)) {
      return base::invalid("origin_foreign",
                           "without a token only programs of this machine may ask, under a loopback name; web pages may not",
                           "不带令牌时,只有本机程序以回环名称访问才被允许,网页不行");
    }
    return {};
  }
  const std::string_view given = request.authorization;
  if (given.size() > kBearer.size() && given.starts_with(kBearer)) {
    const base::Sha256 hash = base::sha256(given.substr(kBearer.size()));
    bool known = false;
    for (const base::Sha256& token : tokens_) known = same(token, hash) || known;
    if (known) return {};
  }
  return base::invalid("token_wrong", "this token is not known here", "此令牌不被接受");
}

bool loopback_name(std::string_view host) {
  if (host.starts_with("[::1]")) return host.size() == 5 || host[5] == ':';
  const std::string_view name = host.substr(0, std::min(host.find(':'), host.size()));
  if (name == "localhost") return true;
  return name.starts_with("127.") && name.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace playmaker::http
