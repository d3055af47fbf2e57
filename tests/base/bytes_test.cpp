#include <catch2/catch.hpp>

#include <limits>
#include <vector>

#include "runtime/base/bytes.hpp"
#include "runtime/base/hash.hpp"
#include "runtime/base/prng.hpp"

using namespace playmaker::base;

namespace {

constexpr std::uint64_t kUnsigned[] = {0, 1, 127, 128, 16'383, 16'384, UINT32_MAX, 1ULL << 63, UINT64_MAX};
constexpr std::int64_t kSigned[] = {0, 1, -1, 63, 64, -64, -65, INT32_MIN, INT64_MAX, INT64_MIN};
constexpr double kNumbers[] = {
    0.0, -0.0, 1.5, -2.25e300, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::denorm_min()};

std::string sample() {
  Writer out;
  for (const std::uint64_t v : kUnsigned) out.uint(v);
  for (const std::int64_t v : kSigned) out.sint(v);
  for (const double v : kNumbers) out.number(v);
  out.word(0x0123456789abcdefULL);
  out.flag(true);
  out.flag(false);
  out.text("漏斗");
  out.text("");
  out.raw("end");
  return out.take();
}

// Reads the layout of `sample` from any bytes; true when nothing was bad.
bool read_sample(std::string_view bytes) {
  Reader in(bytes);
  for (std::size_t i = 0; i < std::size(kUnsigned); ++i) in.uint();
  for (std::size_t i = 0; i < std::size(kSigned); ++i) in.sint();
  for (std::size_t i = 0; i < std::size(kNumbers); ++i) in.number();
  in.word();
  in.flag();
  in.flag();
  in.text();
  in.text();
  in.raw(3);
  return !in.bad() && in.done();
}

}  // namespace

TEST_CASE("what a writer writes a reader reads") {
  const std::string bytes = sample();
  Reader in(bytes);
  for (const std::uint64_t v : kUnsigned) CHECK(in.uint() == v);
  for (const std::int64_t v : kSigned) CHECK(in.sint() == v);
  for (const double v : kNumbers) {
    const double back = in.number();
    CHECK(std::memcmp(&back, &v, 8) == 0);
  }
  CHECK(in.word() == 0x0123456789abcdefULL);
  CHECK(in.flag());
  CHECK_FALSE(in.flag());
  CHECK(in.text() == "漏斗");
  CHECK(in.text().empty());
  CHECK_FALSE(in.done());
  CHECK(in.raw(3) == "end");
  CHECK(in.done());
  CHECK_FALSE(in.bad());
}

TEST_CASE("the layout is the one on disk, byte by byte") {
  Writer out;
  out.uint(300);
  out.sint(-3);
  out.word(0x0102030405060708ULL);
  out.text("ab");
  CHECK(hex(out.bytes()) ==
        "ac0205"
        "0807060504030201"
        "026162");
  CHECK(out.size() == 14);
}

TEST_CASE("every cut of the input is bad, and reading on gives zeros") {
  const std::string bytes = sample();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    CAPTURE(length);
    CHECK_FALSE(read_sample(std::string_view(bytes).substr(0, length)));
  }
  CHECK(read_sample(bytes));
}

TEST_CASE("after the first bad read nothing but zeros comes") {
  const std::string bytes("\x02\x05\x05\x05\x05\x05\x05\x05\x05\x05", 10);
  Reader in(bytes);
  in.flag();  // 2 is no flag
  CHECK(in.bad());
  CHECK(in.done());
  CHECK(in.u8() == 0);
  CHECK(in.uint() == 0);
  CHECK(in.sint() == 0);
  CHECK(in.word() == 0);
  CHECK(in.number() == 0.0);
  CHECK_FALSE(in.flag());
  CHECK(in.text().empty());
  CHECK(in.count() == 0);
  CHECK(in.uint_as<std::uint8_t>() == 0);
}

TEST_CASE("numbers that do not fit are bad") {
  const auto read = [](std::string_view bytes) {
    Reader in(bytes);
    in.uint();
    return !in.bad();
  };
  CHECK(read(std::string("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 10)));
  CHECK_FALSE(read(std::string("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10)));
  CHECK_FALSE(read(std::string("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11)));
  Writer out;
  out.uint(256);
  Reader narrow(out.bytes());
  CHECK(narrow.uint_as<std::uint8_t>() == 0);
  CHECK(narrow.bad());
  Reader wide(out.bytes());
  CHECK(wide.uint_as<std::uint16_t>() == 256);
  CHECK_FALSE(wide.bad());
}

TEST_CASE("a corrupt length never asks for more than its input is long") {
  Writer out;
  out.uint(UINT64_MAX);
  out.raw("abc");
  Reader count(out.bytes());
  CHECK(count.count() == 0);
  CHECK(count.bad());
  Reader text(out.bytes());
  CHECK(text.text().empty());
  CHECK(text.bad());
  const std::string three(
      "\x03"
      "abc",
      4);
  Reader enough(three);
  CHECK(enough.count() == 3);
  CHECK_FALSE(enough.bad());
  Reader short_of(std::string_view(three).substr(0, 3));
  CHECK(short_of.count() == 0);
  CHECK(short_of.bad());
}

TEST_CASE("a spoiled reader is done") {
  Reader in("abc");
  in.u8();
  in.spoil();
  CHECK(in.bad());
  CHECK(in.done());
  CHECK(in.u8() == 0);
}

TEST_CASE("random bytes are read to an end without a fault") {
  Prng random(1);
  std::size_t good = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = round % 2 == 0 ? sample() : std::string(random.below(200), '\0');
    for (int flips = 0; flips < 4 && !bytes.empty(); ++flips) bytes[random.below(bytes.size())] = static_cast<char>(random.next());
    good += read_sample(bytes) ? 1 : 0;
  }
  CHECK(good > 0);
  CHECK(good < 20'000);
}
