#include "runtime/engine/commands/intake.hpp"

#include <algorithm>

#include "runtime/base/text.hpp"
#include "runtime/engine/commands/values.hpp"

namespace playmaker::engine {
namespace {
constexpr std::size_t kIdBytesMax = 200;       // outside ids of customers, people, branches
}

base::Result<void> check_id(std::string_view id, std::string_view what, std::string_view zh) {
  // What nobody can see or type again is no id: blanks alone, or a control character within.
  const bool seen = id.find_first_not_of(' ') != std::string_view::npos &&
                    std::none_of(id.begin(), id.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  if (seen && id.size() <= kIdBytesMax && base::first_bad_utf8(id) == base::kValidUtf8) return {};
  return base::invalid("id_invalid", std::string(what) + " must be 1 to 200 bytes of text, not blank and without control characters",
                       std::string(zh) + "应为 1 至 200 字节的文本,不可全为空格或含控制字符");
}

base::Result<void> check_customer(std::string_view id) {
  if (!id.starts_with(kDeskPrefix)) return check_id(id, "the customer", "客户号");
  const std::string prefix(kDeskPrefix);
  return base::invalid("id_reserved", "ids that begin with " + prefix + " are those of the branches' own tasks; no customer may have one",
                       "以 " + prefix + " 开头的编号专用于网点自身的任务,客户不可使用");
}

base::Failure no_catalog() {
  return base::invalid("no_catalog", "no playbook has been applied yet; apply one with its catalog first",
                       "尚未应用任何剧本,请先连同目录应用一个剧本")
      .error();
}

base::Failure task_unknown(std::string_view task) {
  return base::gone("task_unknown", "there is no task " + std::string(task), "没有任务 " + std::string(task)).error();
}

base::Failure customer_unknown(std::string_view customer) {
  return base::gone("customer_unknown", "there is no customer " + std::string(customer), "没有客户 " + std::string(customer)).error();
}

base::Failure playbook_unknown(const core::Roster& roster, std::string_view playbook) {
  std::vector<std::string_view> known;
  for (const std::uint32_t number : roster.live) known.push_back(roster.plans[number]->plan->name);
  return unknown_word("playbook_unknown", "no live playbook is called", "没有在用的剧本", playbook, known);
}

ItemResult refused(const base::Failure& failure) { return {ItemStatus::refused, failure.code, failure.message, failure.zh, 0}; }

}  // namespace playmaker::engine
