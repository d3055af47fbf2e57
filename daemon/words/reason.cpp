// Closed lists in words: one row a value, both languages beside each other, so that a missing one is seen.
#include <iterator>

#include "daemon/words/words.hpp"

namespace playmaker::daemon {
namespace {

using base::Language;
using core::Reason;

template <class Value>
struct Row {
  Value value;
  std::string_view code, en, zh;
};

constexpr Row<Reason> kReasons[] = {
    {Reason::capped, "capped", "the contact cap is used up", "触达次数已到上限"},
    {Reason::gap, "gap", "too soon after another contact", "距上一次触达太近"},
    {Reason::quiet, "quiet", "quiet hours", "处于免扰时段"},
    {Reason::no_consent, "no_consent", "no consent", "没有客户授权"},
    {Reason::silenced, "silenced", "the policy keeps silent", "处于静默期"},
    {Reason::unreachable, "unreachable", "the channel does not reach the customer", "该渠道无法触达客户"},
    {Reason::held_out, "held_out", "the customer is in the playbook's hold-out", "客户属于本剧本的留白组"},
    {Reason::bank_held_out, "bank_held_out", "the customer is in the bank-wide hold-out", "客户属于全行留白组"},
    {Reason::paused, "paused", "paused", "已暂停"},
    {Reason::expired, "expired", "its window has ended", "已过有效期"},
    {Reason::past, "past", "its time was already past", "安排时其时间已过"},
    {Reason::stale, "stale", "it was due while the daemon was down, too long ago", "服务停机期间到期,已太久"},
    {Reason::cancelled, "cancelled", "what it belonged to has ended", "所属的流程已结束"},
    {Reason::failed, "failed", "the provider did not take it, and it is not tried again", "服务商未接受,不再重试"},
    {Reason::unsuitable, "unsuitable", "the product does not suit the customer's risk level", "产品与客户风险承受能力不符"},
    {Reason::not_granted, "not_granted", "the benefit it prints was not granted", "所需权益未发放"},
    {Reason::outranked, "outranked", "a touch of higher rank went first", "同一分钟内另一触达优先"},
    {Reason::condition, "condition", "its condition did not hold", "条件不成立"},
    {Reason::already_in, "already_in", "the customer is already in this playbook", "客户已在该剧本中"},
    {Reason::again_too_soon, "again_too_soon", "the audience's `again` does not allow it yet", "未到允许再次进入的时间"},
    {Reason::not_eligible, "not_eligible", "the audience's `only` failed or an `except` held", "不符合受众条件，或属于排除对象"},
    {Reason::full, "full", "the audience is full", "受众名额已满"},
    {Reason::late_import, "late_import", "the import came too late for this day", "当日数据到得太晚"},
    {Reason::not_live, "not_live", "that playbook is not applied", "该剧本尚未上线"},
    {Reason::depth, "depth", "hand-offs and emitted events went too deep within one input", "一次输入内移交与事件层数过深"},
    {Reason::late, "late", "the event came later than it may", "事件迟到,超过允许时间"},
    {Reason::over_budget, "over_budget", "the playbook's budget is used up", "剧本的预算已用完"},
    {Reason::released, "released", "the playbook released it", "剧本已释放"},
    {Reason::goal, "goal", "the goal was reached", "目标已达成"},
    {Reason::missed, "missed", "the goal's time is over", "目标时间已过"},
    {Reason::exit, "exit", "an exit was taken", "触发退出"},
    {Reason::finished, "finished", "it was finished", "已办结"},
    {Reason::over, "over", "its time was over", "期限已满"},
    {Reason::asked_enough, "asked_enough", "the customer has been asked as often as the policy allows", "问询次数已达规范上限"},
    {Reason::sign_up_over, "sign_up_over", "signing up is over", "报名已截止"},
    {Reason::nobody_left, "nobody_left", "everyone it could be dealt to has had it", "可分派的人都已轮过"},
    {Reason::no_branch, "no_branch", "the customer's branch is not known", "客户所属支行未知"},
    {Reason::unclaimed, "unclaimed", "nobody claimed it in time", "无人按时认领"},
    {Reason::not_worked, "not_worked", "it was claimed, and no task of it was done in time", "认领后未按时完成任何任务"},
    {Reason::off_list, "off_list", "the list does not name the customer any more", "名单已不含该客户"},
    {Reason::withdrawn, "withdrawn", "its lead went back to the list", "其线索已退回名单"},
    {Reason::stage_over, "stage_over", "its stage, track or moment has ended", "所属阶段已结束"},
};

constexpr Row<core::TouchPhase> kTouchPhases[] = {
    {core::TouchPhase::planned, "planned", "planned", "已计划"},
    {core::TouchPhase::waiting, "waiting", "waiting", "等待中"},
    {core::TouchPhase::reserved, "reserved", "reserved", "已占额"},
    {core::TouchPhase::sending, "sending", "being sent", "发送中"},
    {core::TouchPhase::accepted, "accepted", "accepted", "已受理"},
    {core::TouchPhase::delivered, "delivered", "delivered", "已送达"},
    {core::TouchPhase::read, "read", "read", "已读"},
    {core::TouchPhase::answered, "answered", "answered", "已回复"},
    {core::TouchPhase::retrying, "retrying", "to be tried again", "待重试"},
    {core::TouchPhase::failed, "failed", "failed", "失败"},
    {core::TouchPhase::unknown, "unknown", "result unknown", "结果不明"},
    {core::TouchPhase::blocked, "blocked", "blocked", "被拦下"},
    {core::TouchPhase::expired, "expired", "expired", "已过期"},
    {core::TouchPhase::cancelled, "cancelled", "cancelled", "已取消"},
};
constexpr Row<core::TaskPhase> kTaskPhases[] = {
    {core::TaskPhase::armed, "armed", "not open yet", "未开始"},
    {core::TaskPhase::open, "open", "open", "进行中"},
    {core::TaskPhase::closed, "closed", "closed", "已关闭"},
    {core::TaskPhase::dropped, "dropped", "dropped", "未开启即取消"},
};
constexpr Row<core::TaskEnd> kTaskEnds[] = {
    {core::TaskEnd::done, "done", "done", "已完成"},
    {core::TaskEnd::closed, "closed", "closed, not done", "已关闭(未完成)"},
    {core::TaskEnd::expired, "expired", "expired", "已过期"},
    {core::TaskEnd::lapsed, "lapsed", "lapsed", "已失效"},
    {core::TaskEnd::cancelled, "cancelled", "cancelled", "已取消"},
    {core::TaskEnd::unreached, "unreached", "not reached", "未联系上"},
};
constexpr Row<core::StallPhase> kStallPhases[] = {
    {core::StallPhase::armed, "armed", "watched", "观察中"},
    {core::StallPhase::tripped, "tripped", "stalled", "卡住"},
    {core::StallPhase::cleared, "cleared", "cleared", "已解除"},
};
constexpr Row<core::HoldOut> kHoldOuts[] = {
    {core::HoldOut::none, "none", "none", "无"},
    {core::HoldOut::touches, "touches", "held out from touches", "留白组(不触达)"},
    {core::HoldOut::all, "all", "held out from touches and tasks", "留白组(不触达、无任务)"},
    {core::HoldOut::bank, "bank", "in the bank-wide hold-out", "全行留白组"},
};
constexpr Row<core::EntryVia> kVias[] = {
    {core::EntryVia::event, "event", "by an event", "由事件"},
    {core::EntryVia::condition, "condition", "since its condition became true", "因条件成立"},
    {core::EntryVia::sweep, "sweep", "by the daily audience", "由每日圈选"},
    {core::EntryVia::hand_off, "hand_off", "by another playbook's hand-off", "由另一剧本移交"},
    {core::EntryVia::asked, "asked", "by hand", "由人工"},
    {core::EntryVia::list, "list", "from a list", "由名单"},
    {core::EntryVia::desk, "desk", "as a branch's desk", "作为机构工作台"},
};

template <class Value, std::size_t N>
const Row<Value>* row(const Row<Value> (&rows)[N], Value value) {
  for (const Row<Value>& each : rows) {
    if (each.value == value) return &each;
  }
  return nullptr;
}
template <class Value, std::size_t N>
std::string told(const Row<Value> (&rows)[N], Value value, Language language) {
  const Row<Value>* found = row(rows, value);
  return found == nullptr ? std::string() : std::string(language == Language::zh ? found->zh : found->en);
}
template <class Value, std::size_t N>
std::string_view coded(const Row<Value> (&rows)[N], Value value) {
  const Row<Value>* found = row(rows, value);
  return found == nullptr ? std::string_view() : found->code;
}

}  // namespace

std::string words(Reason reason, Language language) { return told(kReasons, reason, language); }
std::string words(core::TouchPhase phase, Language language) { return told(kTouchPhases, phase, language); }
std::string words(core::TaskPhase phase, Language language) { return told(kTaskPhases, phase, language); }
std::string words(core::TaskEnd how, Language language) { return told(kTaskEnds, how, language); }
std::string words(core::StallPhase phase, Language language) { return told(kStallPhases, phase, language); }
std::string words(core::HoldOut hold_out, Language language) { return told(kHoldOuts, hold_out, language); }
std::string words(core::EntryVia via, Language language) { return told(kVias, via, language); }
std::string_view code_of(Reason reason) { return reason == Reason::none ? "none" : coded(kReasons, reason); }
std::string_view code_of(core::TouchPhase phase) { return coded(kTouchPhases, phase); }
std::string_view code_of(core::TaskPhase phase) { return coded(kTaskPhases, phase); }
std::string_view code_of(core::TaskEnd how) { return coded(kTaskEnds, how); }
std::string_view code_of(core::StallPhase phase) { return coded(kStallPhases, phase); }
std::string_view code_of(core::HoldOut hold_out) { return coded(kHoldOuts, hold_out); }
std::string_view code_of(core::EntryVia via) { return coded(kVias, via); }

}  // namespace playmaker::daemon
