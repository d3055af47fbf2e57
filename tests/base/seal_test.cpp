#include <catch2/catch.hpp>

#include <set>

#include "runtime/base/hash.hpp"
#include "runtime/base/prng.hpp"
#include "runtime/base/seal.hpp"

using namespace playmaker::base;

namespace {

constexpr SealKey kKey = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

SealedParts any_parts(Prng& random) {
  return {.kind = static_cast<SealedKind>(1 + random.below(4)),
          .lane = static_cast<std::uint8_t>(random.next()),
          .customer = static_cast<std::uint32_t>(random.next()),
          .journey = static_cast<std::uint32_t>(random.next()),
          .site = static_cast<std::uint32_t>(random.next()),
          .occurrence = static_cast<std::uint16_t>(random.next())};
}

}  // namespace

TEST_CASE("a sealed id is unsealed to its parts") {
  Prng random(7);
  std::set<std::string> texts;
  for (int i = 0; i < 10'000; ++i) {
    const SealedParts parts = any_parts(random);
    const std::string text = seal(kKey, parts);
    REQUIRE(text.size() == 34);
    REQUIRE(unseal(kKey, text) == parts);
    texts.insert(text);
  }
  CHECK(texts.size() == 10'000);
}

TEST_CASE("the seal is on disk and with providers: it never changes") {
  const SealedParts parts{.kind = SealedKind::task, .lane = 3, .customer = 0x01020304, .journey = 5, .site = 6, .occurrence = 7};
  // openssl enc -aes-128-ecb -nopad -K 0102030405060708090a0b0c0d0e0f10 over 03 04030201 05000000 06000000 0700 02
  CHECK(seal(kKey, parts) == "k_53db2378ce1542fda687acbd8fdeb656");
  CHECK(seal(kKey, {.kind = SealedKind::touch}).starts_with("t_"));
  CHECK(seal(kKey, {.kind = SealedKind::journey}).starts_with("j_"));
  CHECK(seal(kKey, {.kind = SealedKind::stall}).starts_with("s_"));
}

TEST_CASE("neighbours under the seal look unrelated") {
  const std::string first = seal(kKey, {.customer = 1}), second = seal(kKey, {.customer = 2});
  int same = 0;
  for (std::size_t i = 2; i < first.size(); ++i) same += first[i] == second[i] ? 1 : 0;
  CHECK(same < 12);
}

TEST_CASE("another key, another kind, another spelling: not one of ours") {
  const SealedParts parts{.kind = SealedKind::touch, .lane = 1, .customer = 2, .journey = 3, .site = 4, .occurrence = 5};
  const std::string text = seal(kKey, parts);
  SealKey other = kKey;
  other[0] ^= 1;
  CHECK(unseal(other, text) != parts);
  CHECK(unseal(kKey, text) == parts);  // keying back and forth
  CHECK(unseal(kKey, "k" + text.substr(1)) == std::nullopt);
  CHECK(unseal(kKey, text.substr(0, 33)) == std::nullopt);
  CHECK(unseal(kKey, text + "0") == std::nullopt);
  CHECK(unseal(kKey, "t-" + text.substr(2)) == std::nullopt);
  CHECK(unseal(kKey, text.substr(2)) == std::nullopt);
  CHECK(unseal(kKey, "") == std::nullopt);
  CHECK(unseal(kKey, "t_" + std::string(32, 'g')) == std::nullopt);
  std::string capital = text;
  for (char& c : capital) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  CHECK((capital == text || unseal(kKey, capital) == std::nullopt));
}

TEST_CASE("forged ids mostly fail, and never become the id they were made from") {
  Prng random(11);
  int taken = 0;
  for (int i = 0; i < 20'000; ++i) {
    const SealedParts parts = any_parts(random);
    std::string text = seal(kKey, parts);
    char& digit = text[2 + random.below(32)];
    const char before = digit;
    while (digit == before) digit = "0123456789abcdef"[random.below(16)];
    const auto forged = unseal(kKey, text);
    REQUIRE(forged != parts);
    taken += forged ? 1 : 0;
  }
  CHECK(taken < 20'000 / 100);  // one in 256
}

TEST_CASE("SHA-256 as published") {
  CHECK(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex(std::string_view("\x00\xff\x10", 3)) == "00ff10");
}

TEST_CASE("lanes and shares are for ever: their hashes never change") {
  CHECK(mix64(0) == 0xe220a8397b1dcdafULL);  // the first number of SplitMix64 from seed 0
  CHECK(hash64("") == mix64(0xcbf29ce484222325ULL));
  CHECK(hash64("a") == mix64(0xaf63dc4c8601ec8cULL));
  CHECK(share_of(1, 2) == share_of(1, 2));
}

TEST_CASE("rule 23: shares are even, differ by salt, and a share that grows keeps its members") {
  constexpr std::uint32_t customers = 100'000;
  std::uint32_t below_tenth = 0, below_both = 0, lost = 0;
  for (std::uint32_t c = 0; c < customers; ++c) {
    const std::uint32_t share = share_of(c, 42);
    REQUIRE(share < 1'000'000);
    const bool tenth = share < 100'000, fifth = share < 200'000;
    below_tenth += tenth ? 1 : 0;
    lost += tenth && !fifth ? 1 : 0;
    below_both += tenth && share_of(c, 43) < 100'000 ? 1 : 0;
  }
  CHECK(below_tenth == Approx(customers / 10).epsilon(0.03));
  CHECK(below_both == Approx(customers / 100).epsilon(0.1));
  CHECK(lost == 0);
}
