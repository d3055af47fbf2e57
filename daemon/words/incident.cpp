// What could not go on, in words: one row a code, both languages beside each other.
#include "daemon/words/words.hpp"

namespace playmaker::daemon {
namespace {

struct Row {
  std::string_view code, en, zh;
};
constexpr Row kIncidents[] = {
    {"task_unassigned", "nobody could be found for the task's role; name someone, or hand the task over",
     "任务的角色找不到人;请补充人员或转派"},
    {"capacity_exceeded", "a person was given more tasks of a role today than the role's capacity; add people, or raise it",
     "有人当日该角色的任务超过其容量;请增派人员或调高容量"},
    {"lead_undealt", "nobody is left to deal a lead to; anyone of the role may claim it", "线索已无人可分派;角色内任何人都可认领"},
    {"lead_not_entered", "a lead was claimed, but its customer could not enter; it went back to the list",
     "线索已认领,但客户无法进入剧本;线索已退回名单"},
    {"task_no_slot", "no free minute for a contact lies within the task's time", "任务期限内没有可用的触达时间"},
    {"task_due_unknown", "the calendar ends before the task's due time; apply a newer one", "日历未覆盖任务期限;请更新日历"},
    {"branch_unknown", "the customer's branch is not known, so its task could not be opened", "客户所属机构未知,无法开启机构任务"},
    {"calendar_unknown", "the calendar ends before this time; apply a newer one", "日历未覆盖该时间;请更新日历"},
    {"stall_time_unknown", "the time to trip is unknown: its anchor has no value", "断点触发时间未知:其锚点没有值"},
    {"time_unknown", "its time is unknown: its anchor has no value", "时间未知:其锚点没有值"},
    {"decide_gap", "no row of the table holds", "决策表没有一行适用"},
    {"input_too_long", "one input led to more than may happen at once; the rest was cut off", "一次输入引出的事项过多,其余已截断"},
    {"event_cut_off", "an event was emitted after too much else had happened at once; nobody heard it",
     "一次输入引出的事项过多,其后发出的事件无人接收"},
    {"run_too_long", "the steps went on for longer than may happen at once; the rest was cut off", "一次连续执行的步骤过多,其余已截断"},
    {"hand_off_too_deep", "hand-offs led to each other too deeply", "移交层数过深"},
    {"emit_too_deep", "emitted events led to each other too deeply", "事件相互触发层数过深"},
    {"condition_overflow", "a number grew too large; the test does not hold", "数值过大;该条件按不成立处理"},
    {"condition_division_by_zero", "a division by nothing; the test does not hold", "除数为零;该条件按不成立处理"},
    {"condition_no_such_key", "a key that is not there; the test does not hold", "键不存在;该条件按不成立处理"},
    {"condition_stale", "a value is older than its `fresh` allows; the test does not hold", "数据超过其 `fresh` 时限;该条件按不成立处理"},
    {"condition_type", "values of kinds that do not go together; the test does not hold", "数据类型不符;该条件按不成立处理"},
    {"condition_range", "a place outside the list; the test does not hold", "位置超出列表;该条件按不成立处理"},
    {"experiment_decided", "the figures of an experiment are sure: from now on everybody gets its best arm",
     "实验已有定论:此后客户均进入最优组"},
    {"review_condition", "a condition of a review could not be computed for some branch; there it does not hold",
     "回检条件对部分机构无法计算;对其按不成立处理"},
    {"touch_failed", "the channel refused the touch for good", "渠道最终拒绝了该触达"},
    {"touch_failed_late", "a touch of a journey that is over was refused", "已结束旅程的一次触达被拒绝"},
    {"touch_unknown", "nobody knows whether the touch was sent; it counts as sent", "触达是否发出不明,按已发计"},
    {"touch_unknown_ask", "nobody knows whether the touch was sent; find out and say", "触达是否发出不明;请查明并告知"},
    {"clock_jumped", "the clock leapt ahead; nothing fires until it is confirmed", "时钟大幅跳前;确认之前不触发任何事项"},
    {"channel_gone", "the receiver answered 410: it wants no more; point the channel elsewhere, or take it out of the configuration",
     "接收方答复 410,不再接收;请更换渠道地址或从配置中移除"},
    {"channel_failing", "the channel failed five times in a row; it rests between attempts until the receiver is well again",
     "渠道连续失败五次;接收方恢复之前将间歇尝试"},
    {"channel_not_configured", "no adapter serves the channel; add it to `channels` in the configuration and restart",
     "没有适配器服务该渠道;请在配置的 `channels` 中添加并重启"},
    {"secret_invalid", "the channel's secret file could not be read; the secrets of before go on signing",
     "无法读取渠道的密钥文件;继续使用原密钥签名"},
    {"receipt_unknown", "a receipt names a touch that was never sent here", "回执所指的触达并非由此发出"},
    {"sweep_day_unknown", "the calendar ends before the audience's next working day; apply a newer one",
     "日历未覆盖下一次圈选的工作日;请更新日历"},
    {"move_no_place", "the new version has no place for where this journey stands: it stays on its own; write `moved`, or keep the step",
     "新版本没有此旅程所处的位置:旅程留在原版本;请写 `moved` 或保留该步骤"},
    {"sweep_stale", "the daily audience was skipped: its time was too long ago", "每日圈选已跳过:应执行的时间已过去太久"},
    {"sweep_skipped", "the daily audience was skipped: its import came too late", "每日圈选已跳过:所等数据到得太晚"},
};

}  // namespace

std::string incident_words(std::string_view code, base::Language language) {
  for (const Row& row : kIncidents) {
    if (row.code == code) return std::string(language == base::Language::zh ? row.zh : row.en);
  }
  return {};
}

}  // namespace playmaker::daemon
