#include <catch2/catch.hpp>

#include <array>

#include "runtime/base/text.hpp"

using namespace playmaker::base;

TEST_CASE("well-formed UTF-8 is what Unicode table 3-7 says") {
  for (const std::string_view good : {"", "abc", "客户", "é", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf",
                                      "\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf", "\xef\xbb\xbfx"}) {
    CAPTURE(good);
    CHECK(first_bad_utf8(good) == kValidUtf8);
  }
  CHECK(first_bad_utf8(std::string_view("\0", 1)) == kValidUtf8);
  const std::string_view bad[] = {
      "\x80",
      "\xbf",
      "\xc0\x80",
      "\xc1\xbf",
      "\xc2",
      "\xc2\x7f",
      "\xc2\xc0",                                    // lone, overlong, cut, wrong follower
      "\xe0\x9f\xbf",
      "\xe0\xa0",
      "\xe4\xb8",
      "\xed\xa0\x80",
      "\xed\xbf\xbf",
      "\xe1\x80\xc0",
      "\xe1\x80",        // overlong, cut, surrogates
      "\xf0\x8f\xbf\xbf",
      "\xf0\x90\x80",
      "\xf4\x90\x80\x80",
      "\xf5\x80\x80\x80",
      "\xf0\x90\x80\xc0",
      "\xff",
      "\xfe\xfe\xff\xff",
  };
  for (const std::string_view tail : bad) {
    CAPTURE(tail);
    CHECK(first_bad_utf8(tail) == 0);
    CHECK(first_bad_utf8("卡a" + std::string(tail)) == 4);
    CHECK(first_bad_utf8("卡a" + std::string(tail) + "b") == 4);
  }
}

TEST_CASE("every code point is written and read back, and only that form is well formed") {
  std::size_t wrong = 0;
  for (char32_t c = 0; c <= 0x10ffff; ++c) {
    if (c >= 0xd800 && c < 0xe000) continue;
    std::string text;
    append_utf8(text, c);
    std::size_t at = 0;
    wrong += first_bad_utf8(text) == kValidUtf8 && decode(text, at) == c && at == text.size() ? 0 : 1;
  }
  CHECK(wrong == 0);
  std::string replaced;
  append_utf8(replaced, 0xd800);
  append_utf8(replaced, 0x110000);
  CHECK(replaced == "\xef\xbf\xbd\xef\xbf\xbd");
}

TEST_CASE("broken text can still be measured and shown") {
  CHECK(count_code_points("a\xff"
                          "b") == 3);
  CHECK(display_width("a\xe4\xb8") == 3);
  CHECK(clip("\xff\xff\xff", 2) == "\xff…");
}

TEST_CASE("columns of a code point") {
  const struct {
    char32_t code_point;
    int width;
  } known[] = {
      {U'a', 1},   {U'~', 1},   {U'é', 1},     {U'\u00ad', 1},     {U'…', 1},          {U'д', 1},          {U'ｱ', 1},    {U'₩', 1},
      {U'客', 2},  {U'，', 2},  {U'。', 2},    {U'（', 2},         {U'Ａ', 2},         {U'　', 2},         {U'한', 2},   {U'あ', 2},
      {U'㐀', 2},  {U'￥', 2},  {U'〇', 2},    {U'\U00020000', 2}, {U'\U0003134a', 2}, {U'\U0001F600', 2}, {U'⌚', 2},   {U'\U0001F1E8', 1},
      {U'\0', 0},  {U'\n', 0},  {U'\t', 0},    {U'\x7f', 0},       {0x80, 0},          {0x9f, 0},          {0xa0, 1},    {0x0301, 0},
      {0x200b, 0}, {0x200d, 0}, {0xfe0f, 0},   {0x302a, 0},        {0x3099, 0},        {0xfeff, 0},        {0xe0100, 0}, {0x1161, 0},
      {0x20dd, 0}, {0x1100, 2}, {0x10ffff, 1},
  };
  for (const auto& [code_point, width] : known) {
    CAPTURE(static_cast<std::uint32_t>(code_point));
    CHECK(display_width(code_point) == width);
  }
}

TEST_CASE("columns of a text, and padding and cutting by them") {
  CHECK(display_width("客户 vip") == 8);
  CHECK(display_width("e\xcc\x81") == 1);
  CHECK(display_width("ＡＢ") == 4);
  CHECK(pad_right("客户", 6) == "客户  ");
  CHECK(pad_left("客户", 6) == "  客户");
  CHECK(pad_right("客户经理", 6) == "客户经理");
  CHECK(clip("客户经理", 8) == "客户经理");
  CHECK(clip("客户经理", 7) == "客户经…");
  CHECK(clip("客户经理", 6) == "客户…");  // a wide character is never cut in half
  CHECK(clip("客户经理", 1) == "…");
  CHECK(clip("客户经理", 0).empty());
  CHECK(clip("abc", -1).empty());
  CHECK(clip("e\xcc\x81"
             "abcd",
             3) ==
        "e\xcc\x81"
        "a…");
}

TEST_CASE("Han characters") {
  for (const char32_t c : {U'客', U'〇', U'々', U'㐀', U'\U00020000', U'龦'}) CHECK(is_han(c));
  for (const char32_t c : {U'a', U'あ', U'한', U'，', U'Ａ', U'　'}) CHECK_FALSE(is_han(c));
}

TEST_CASE("edit distance counts code points and adjacent swaps") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("abc", "") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("ab", "ba") == 1);
  CHECK(edit_distance("meeting_bokoed", "meeting_booked") == 1);
  CHECK(edit_distance("ca", "abc") == 3);  // no edit inside a swap
  CHECK(edit_distance("客户", "户客") == 1);
  CHECK(edit_distance("开户", "开卡") == 1);
}

TEST_CASE("the nearest name is offered only when it is near") {
  const std::array<std::string_view, 5> names = {"account_opened", "account_closed", "card_activated", "开户", "login"};
  CHECK(nearest("acount_opened", names) == "account_opened");
  CHECK(nearest("account_close", names) == "account_closed");
  CHECK(nearest("card_activted", names) == "card_activated");
  CHECK(nearest("logni", names) == "login");
  CHECK(nearest("开卡", names) == "开户");
  CHECK(nearest("login", names) == "login");
  CHECK(nearest("payment", names).empty());
  CHECK(nearest("", names).empty());
  CHECK(nearest("anything", {}).empty());
  CHECK(nearest(std::string(1 << 20, 'a'), names).empty());
  const std::array<std::string_view, 2> tie = {"abx", "aby"};
  CHECK(nearest("abz", tie) == "abx");  // the first of equals, so that messages are stable
}

TEST_CASE("language comes from LC_ALL, else LANG, else English") {
  CHECK(language_from_environment("zh_CN.UTF-8", "") == Language::zh);
  CHECK(language_from_environment("", "zh_TW.UTF-8") == Language::zh);
  CHECK(language_from_environment("en_US.UTF-8", "zh_CN.UTF-8") == Language::en);
  CHECK(language_from_environment("C", "zh_CN.UTF-8") == Language::en);
  CHECK(language_from_environment("", "") == Language::en);
}
