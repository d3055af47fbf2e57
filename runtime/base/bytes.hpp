#pragma once
// The byte layout everything on disk is made of: LEB128 varints, zigzag for signed numbers, little-endian fixed words,
// length-prefixed texts. A Reader never throws and never reads past its end: after the first bad read it is `bad()`, `done()`,
// and gives zeros and empty texts, so that a loop over corrupt input ends.
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace playmaker::base {

class Writer {
 public:
  void u8(std::uint8_t v) { out_.push_back(static_cast<char>(v)); }
  void flag(bool v) { u8(v ? 1 : 0); }
  void uint(std::uint64_t v) {
    while (v >= 0x80) {
      u8(static_cast<std::uint8_t>(v | 0x80));
      v >>= 7;
    }
    u8(static_cast<std::uint8_t>(v));
  }
  void sint(std::int64_t v) { uint((static_cast<std::uint64_t>(v) << 1) ^ static_cast<std::uint64_t>(v >> 63)); }
  void word(std::uint64_t v) {
    for (int i = 0; i < 8; ++i) u8(static_cast<std::uint8_t>(v >> (8 * i)));
  }
  void number(double v) {
    std::uint64_t w;
    std::memcpy(&w, &v, 8);
    word(w);
  }
  void text(std::string_view v) {
    uint(v.size());
    out_.append(v);
  }
  void raw(std::string_view v) { out_.append(v); }
  std::size_t size() const { return out_.size(); }
  const std::string& bytes() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

class Reader {
 public:
  explicit Reader(std::string_view in) : in_(in) {}
  std::uint8_t u8() {
    if (at_ >= in_.size()) return spoil(), std::uint8_t{0};
    return static_cast<std::uint8_t>(in_[at_++]);
  }
  bool flag() {
    const std::uint8_t v = u8();
    if (v > 1) spoil();
    return v == 1;
  }
  std::uint64_t uint() {
    std::uint64_t v = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const std::uint8_t b = u8();
      if (bad_ || (shift == 63 && b > 1)) break;  // the tenth byte holds one bit only
      v |= static_cast<std::uint64_t>(b & 0x7f) << shift;
      if (b < 0x80) return v;
    }
    return spoil(), 0;
  }
  // A number that must fit T, an unsigned type or an enumeration over one; whether it is a value the enumeration names is the caller's
  // test.
  template <class T>
  T uint_as() {
    const std::uint64_t v = uint();
    if (v > static_cast<std::uint64_t>(static_cast<T>(-1))) return spoil(), T{};
    return static_cast<T>(v);
  }
  std::int64_t sint() {
    const std::uint64_t v = uint();
    return static_cast<std::int64_t>(v >> 1) ^ -static_cast<std::int64_t>(v & 1);
  }
  std::uint64_t word() {
    const std::string_view bytes = raw(8);
    std::uint64_t v = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) v |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(bytes[i])) << (8 * i);
    return v;
  }
  double number() {
    const std::uint64_t w = word();
    double v;
    std::memcpy(&v, &w, 8);
    return v;
  }
  std::string_view text() { return raw(uint()); }
  std::string_view raw(std::uint64_t length) {
    if (length > in_.size() - at_) return spoil(), std::string_view{};
    const std::string_view v = in_.substr(at_, static_cast<std::size_t>(length));
    at_ += v.size();
    return v;
  }
  // A count of things that take at least one byte each: a corrupt length can never ask for more memory than its own input is long.
  std::size_t count() {
    const std::uint64_t n = uint();
    if (n > in_.size() - at_) return spoil(), std::size_t{0};
    return static_cast<std::size_t>(n);
  }
  bool done() const { return at_ >= in_.size(); }
  bool bad() const { return bad_; }
  // The caller's own test failed (an unknown tag, a value out of range): everything after it is not to be trusted either.
  void spoil() {
    bad_ = true;
    at_ = in_.size();
  }
  std::size_t at() const { return at_; }

 private:
  std::string_view in_;
  std::size_t at_ = 0;
  bool bad_ = false;
};

}  // namespace playmaker::base
