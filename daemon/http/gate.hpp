#pragma once
// Who may ask: bearer tokens, kept and compared as SHA-256 only. Without a token only the machine itself may, where the configuration
// says so, and then only under a loopback name and never on behalf of a web page (DNS rebinding, cross-site requests).
#include <string>
#include <string_view>
#include <vector>

#include "daemon/http/message.hpp"
#include "runtime/base/hash.hpp"
#include "runtime/base/result.hpp"

namespace playmaker::http {

class Gate {
 public:
  Gate() = default;                      // lets nobody in
  // `tokens`: one a line, at least 16 characters, or "sha256:" and 64 hex digits; "#" begins a comment. Code token_file_invalid.
  static base::Result<Gate> from(std::string_view tokens, bool loopback_without_token);
  // Codes token_missing, token_wrong, origin_foreign.
  base::Result<void> admit(const Request& request) const;
  bool has_tokens() const { return !tokens_.empty(); }

 private:
  std::vector<base::Sha256> tokens_;
  bool loopback_ = false;
};

bool loopback_name(std::string_view host);   // localhost, 127.x.x.x, [::1], with or without a port

}  // namespace playmaker::http
