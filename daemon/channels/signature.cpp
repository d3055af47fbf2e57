#include "daemon/channels/signature.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <optional>

namespace playmaker::channels {
namespace {

constexpr std::size_t kSecretBytesMin = 24, kSecretBytesMax = 64;   // the specification's bounds

std::string base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0 || text.size() > 4 * kSecretBytesMax) return std::nullopt;
  std::string out(text.size() / 4 * 3 + 1, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), reinterpret_cast<const unsigned char*>(text.data()),
                                   static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  out.resize(static_cast<std::size_t>(size) - (text.ends_with("==") ? 2U : text.ends_with('=') ? 1U : 0U));
  return out;
}

std::string_view trimmed(std::string_view line) {
  line = line.substr(0, std::min(line.find('#'), line.size()));
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t')) line.remove_suffix(1);
  while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
  return line;
}

}  // namespace

base::Result<std::vector<std::string>> parse_secrets(std::string_view text) {
  std::vector<std::string> secrets;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    auto secret = line.starts_with("whsec_") ? from_base64(line.substr(6)) : std::nullopt;
    if (!secret || secret->size() < kSecretBytesMin || secret->size() > kSecretBytesMax) {
      const std::string where = std::to_string(number);
      return base::invalid("secret_invalid", "line " + where + " of the secret file: a secret is whsec_ and the base64 of 24 to 64 bytes",
                           "密钥文件第 " + where + " 行:密钥应为 whsec_ 加 24 至 64 字节的 base64");
    }
    secrets.push_back(std::move(*secret));
  }
  if (secrets.empty()) return base::invalid("secret_invalid", "the secret file holds no secret", "密钥文件中没有密钥");
  return secrets;
}

std::string signature(const std::vector<std::string>& secrets, std::string_view id, std::int64_t timestamp, std::string_view body) {
  std::string signed_text(id);
  signed_text.append(".").append(std::to_string(timestamp)).append(".").append(body);
  std::string out;
  for (const std::string& secret : secrets) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), reinterpret_cast<const unsigned char*>(signed_text.data()),
         signed_text.size(), digest, &size);
    if (!out.empty()) out += ' ';
    out += "v1," + base64({reinterpret_cast<const char*>(digest), size});
  }
  return out;
}

}  // namespace playmaker::channels
