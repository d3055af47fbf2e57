#include "runtime/base/seal.hpp"

#include <openssl/evp.h>

#include <memory>

#include "runtime/base/check.hpp"
#include "runtime/base/hash.hpp"

namespace playmaker::base {

namespace {

using Block = std::array<std::uint8_t, 16>;

struct FreeContext {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

// One AES-128 block each way. Setting up a context costs far more than a block, so each thread keeps one per direction and
// keys it again only when the key changes: a process has one key, tests have a few.
template <bool encrypts>
Block cipher(const SealKey& key, const Block& in) {
  thread_local std::unique_ptr<EVP_CIPHER_CTX, FreeContext> context;
  thread_local SealKey keyed{};
  if (!context || keyed != key) {
    if (!context) context.reset(EVP_CIPHER_CTX_new());
    CHECK(EVP_CipherInit_ex(context.get(), EVP_aes_128_ecb(), nullptr, key.data(), nullptr, encrypts ? 1 : 0) == 1);
    CHECK(EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1);
    keyed = key;
  }
  Block out;
  int length = 0;
  CHECK(EVP_CipherUpdate(context.get(), out.data(), &length, in.data(), static_cast<int>(in.size())) == 1 && length == 16);
  return out;
}

constexpr char kPrefixes[] = {'t', 'k', 'j', 's', 'q'};  // by SealedKind - 1

void put(Block& block, std::size_t at, std::size_t bytes, std::uint32_t v) {
  for (std::size_t i = 0; i < bytes; ++i) block[at + i] = static_cast<std::uint8_t>(v >> (8 * i));
}

std::uint32_t get(const Block& block, std::size_t at, std::size_t bytes) {
  std::uint32_t v = 0;
  for (std::size_t i = 0; i < bytes; ++i) v |= static_cast<std::uint32_t>(block[at + i]) << (8 * i);
  return v;
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;  // capitals too: one id has one spelling
}

}  // namespace

std::string seal(const SealKey& key, const SealedParts& parts) {
  const auto kind = static_cast<std::uint8_t>(parts.kind);
  CHECK(kind >= 1 && kind <= std::size(kPrefixes));
  Block block{};
  put(block, 0, 1, parts.lane);
  put(block, 1, 4, parts.customer);
  put(block, 5, 4, parts.journey);
  put(block, 9, 4, parts.site);
  put(block, 13, 2, parts.occurrence);
  put(block, 15, 1, kind);
  const Block sealed = cipher<true>(key, block);
  std::string text = {kPrefixes[kind - 1], '_'};
  text += hex(std::string_view(reinterpret_cast<const char*>(sealed.data()), sealed.size()));
  return text;
}

std::optional<SealedParts> unseal(const SealKey& key, std::string_view text) {
  Block sealed;
  if (text.size() != 2 + 2 * sealed.size() || text[1] != '_') return std::nullopt;
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    const int high = digit(text[2 + 2 * i]), low = digit(text[3 + 2 * i]);
    if (high < 0 || low < 0) return std::nullopt;
    sealed[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  const Block block = cipher<false>(key, sealed);
  const std::uint8_t kind = block[15];
  if (kind < 1 || kind > std::size(kPrefixes) || text[0] != kPrefixes[kind - 1]) return std::nullopt;
  return SealedParts{.kind = static_cast<SealedKind>(kind),
                     .lane = block[0],
                     .customer = get(block, 1, 4),
                     .journey = get(block, 5, 4),
                     .site = get(block, 9, 4),
                     .occurrence = static_cast<std::uint16_t>(get(block, 13, 2))};
}

}  // namespace playmaker::base
