// What a Chinese reader sees in the cells of lists, and that an English one sees what JSON says.
#include "daemon/cli/shown.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "daemon/json.hpp"

using namespace playmaker;
using cli::Cell;

namespace {

struct Reader {
  std::ostringstream out, err;
  cli::Session session{base::Language::en, false, false, false, false, "", "", out, err};
  cli::Labels labels{*daemon::parse_json(R"({
    "roles": {"manager": {"zh": "客户经理", "en": "Manager"}},
    "channels": {"push": {"zh": "App 推送"}, "fax": {"en": "Fax"}},
    "playbooks": {"first": {"zh": "首面经营"}},
    "benefits": {"coffee": {"zh": "咖啡券"}},
    "places": {"first": {"invite.call": {"zh": "邀约 · 电话邀约"}, "won": {"zh": "闭环"}}}})")};
  explicit Reader(base::Language language) { session.language = language; }

  std::string operator()(Cell cell, const std::string& text, const std::string& row = R"({"playbook":"first"})") const {
    return cli::shown(session, labels, cell, *daemon::parse_json(row), text);
  }
};

}  // namespace

TEST_CASE("shown: a Chinese reader sees words and the names that people gave, where there are any") {
  const Reader zh(base::Language::zh);
  CHECK(zh(Cell::playbook, "first") == "首面经营");
  CHECK(zh(Cell::playbook, "second") == "second");
  CHECK(zh(Cell::role, "manager") == "客户经理");
  CHECK(zh(Cell::channel, "push") == "App 推送");
  CHECK(zh(Cell::channel, "fax") == "Fax");
  CHECK(zh(Cell::place, "invite.call") == "邀约 · 电话邀约");
  CHECK(zh(Cell::place, "invite.call", R"({"playbook":"second"})") == "invite.call");
  CHECK(zh(Cell::result, "won") == "闭环");
  CHECK(zh(Cell::result, "missed") == "未达成");
  CHECK(zh(Cell::result, "refused") == "refused");
  CHECK(zh(Cell::result, "unreached") == "未联系上");
  CHECK(zh(Cell::task_status, "open") == "进行中");
  CHECK(zh(Cell::task_status, "expired") == "已过期");
  CHECK(zh(Cell::touch_status, "blocked") == "被拦下");
  CHECK(zh(Cell::stall_status, "tripped") == "卡住");
  CHECK(zh(Cell::stall_status, "left") == "随旅程结束");
  CHECK(zh(Cell::question_status, "open") == "待答复");
  CHECK(zh(Cell::question_kind, "hand_over") == "承接客户");
  CHECK(zh(Cell::answer, "passed", R"({"kind":"check"})") == "合格");
  CHECK(zh(Cell::answer, "passed", R"({"kind":"reason"})") == "passed");   // somebody's own word
  CHECK(zh(Cell::via, "condition") == "因条件成立");
  CHECK(zh(Cell::hold_out, "none").empty());
  CHECK(zh(Cell::hold_out, "bank") == "全行留白组");
  CHECK(zh(Cell::reason, "capped") == "触达次数已到上限");
  CHECK(zh(Cell::rate, "invite.call.done") == "邀约 · 电话邀约 完成");
  CHECK(zh(Cell::rate, "other.done") == "other.done");
  CHECK(zh(Cell::rate, "call.done in any moment") == "电话邀约 完成（任一时机内）");
  CHECK(zh(Cell::rate, "other.done in any moment") == "other.done in any moment");
  CHECK(zh(Cell::figure, "channel push") == "渠道 App 推送");
  CHECK(zh(Cell::figure, "benefit coffee") == "权益 咖啡券");
  CHECK(zh(Cell::figure, "won") == "闭环");
  CHECK(zh(Cell::money, "15.00 CNY") == "15.00元");
  CHECK(zh(Cell::money, "15.00 USD") == "15.00 USD");
}

TEST_CASE("shown: an English reader sees what JSON says") {
  const Reader en(base::Language::en);
  for (int cell = 0; cell <= static_cast<int>(Cell::money); ++cell) {
    for (const char* text : {"first", "manager", "invite.call", "open", "none", "15.00 CNY"})
      CHECK(en(static_cast<Cell>(cell), text) == text);
  }
}
