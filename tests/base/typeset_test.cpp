// Chinese as print sets it, and somebody's own words left alone.
#include <catch2/catch.hpp>

#include "runtime/base/typeset.hpp"

using playmaker::base::typeset;

TEST_CASE("typeset: full-width marks beside Han, spaces beside Latin and figures") {
  CHECK(typeset("一位客户在7 天内可能被接触 3 次;承诺是 2 次") == "一位客户在 7 天内可能被接触 3 次；承诺是 2 次");
  CHECK(typeset("文件不是 UTF-8:偏移 3 处的字节有误") == "文件不是 UTF-8：偏移 3 处的字节有误");
  CHECK(typeset("此金额为 5, 目录的货币为 CNY") == "此金额为 5，目录的货币为 CNY");
  CHECK(typeset("已被打破(3 次接触),但获准豁免") == "已被打破（3 次接触），但获准豁免");
  CHECK(typeset("失败则App推送,占30%的客户") == "失败则 App 推送，占 30% 的客户");
  CHECK(typeset("不低于50万元且2万位客户") == "不低于 50万元且 2万位客户");
}

TEST_CASE("typeset: what is quoted is somebody's own, and what is not Chinese stays") {
  CHECK(typeset("此处应为`a,b`,却是 `客户:x`") == "此处应为 `a,b`，却是 `客户:x`");
  CHECK(typeset("\"KYC后,未出\" 不在取值范围内:\"a\", \"b\"") == "\"KYC后,未出\" 不在取值范围内：\"a\"、\"b\"");
  CHECK(typeset("现有:`a`, `b`") == "现有：`a`、`b`");
  CHECK(typeset("`a`, `b`") == "`a`, `b`");
  CHECK(typeset("自“KYC后未出方案”起") == "自“KYC后未出方案”起");
  CHECK(typeset("a.play:1:22, 10:30, http://x") == "a.play:1:22, 10:30, http://x");
  CHECK(typeset("count(x) 与 sum(y, 客户)") == "count(x) 与 sum(y，客户)");
  CHECK(typeset("没有结束的 `引号,后") == "没有结束的 `引号，后");
  CHECK(typeset("") == "");
  CHECK(typeset("\xff,坏") == "\xff,坏");
}

TEST_CASE("typeset: setting twice changes nothing") {
  for (const char* text : {"在7 天内;承诺是(2 次)", "`a`是`b`,c", "50万元,2026年", "一、二;三:4,5(六)"})
    CHECK(typeset(typeset(text)) == typeset(text));
}
