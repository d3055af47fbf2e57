#include "runtime/journal/failures.hpp"

#include <concepts>
#include <initializer_list>

#include "runtime/base/check.hpp"

namespace playmaker::journal {
namespace {

std::string text(std::string_view value) { return std::string(value); }
std::string text(std::unsigned_integral auto value) { return std::to_string(value); }

// `pattern` with each {} replaced by the next of `values` (this compiler's library has no std::format).
std::string fill(std::string_view pattern, std::initializer_list<std::string> values) {
  std::string out;
  auto value = values.begin();
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern.substr(at, 2) != "{}") {
      out += pattern[at];
      continue;
    }
    CHECK(value != values.end());
    out += *value++;
    ++at;
  }
  CHECK(value == values.end());
  return out;
}

template <class... Values>
std::string say(std::string_view pattern, const Values&... values) {
  return fill(pattern, {text(values)...});
}

}  // namespace

using base::broken;
using base::busy;
using base::gone;
using base::invalid;

Refusal sequence_gap(std::uint16_t lane, std::uint64_t wanted, std::uint64_t given) {
  return invalid("sequence_gap", say("lane {} goes on at row {}, but row {} was to be written", lane, wanted, given),
                 say("分道 {} 的下一行应为 {},却要写入第 {} 行", lane, wanted, given));
}
Refusal lane_unknown(std::uint16_t lane, std::uint16_t lanes) {
  return invalid("lane_unknown", say("there is no lane {}: this journal has {} lanes, from 0", lane, lanes),
                 say("没有分道 {}:本日志共有 {} 个分道,从 0 开始", lane, lanes));
}
Refusal row_too_large(std::uint16_t lane, std::uint64_t seq, std::size_t bytes) {
  return invalid("row_too_large", say("row {} of lane {} has {} bytes, at most {} are kept in one row", seq, lane, bytes, kRowBytesMax),
                 say("分道 {} 第 {} 行有 {} 字节,单行最多 {} 字节", lane, seq, bytes, kRowBytesMax));
}
Refusal meta_name_invalid(std::size_t length) {
  return invalid("meta_name_invalid", say("a named value needs a name of 1 to {} bytes, this one has {}", kMetaNameMax, length),
                 say("命名值的名称须为 1 至 {} 字节,此处为 {} 字节", kMetaNameMax, length));
}
Refusal value_too_large(std::size_t bytes) {
  return invalid("value_too_large", say("a value has {} bytes, at most {} are kept in one", bytes, kRowBytesMax),
                 say("值有 {} 字节,单个值最多 {} 字节", bytes, kRowBytesMax));
}
Refusal person_key_invalid(std::uint64_t key) {
  return invalid("person_key_invalid", say("customer number {} is beyond {}", key, kPersonKeyMax),
                 say("客户编号 {} 超过 {}", key, kPersonKeyMax));
}
Refusal chunk_invalid(std::size_t bytes) {
  return invalid("chunk_invalid", say("a chunk of a snapshot has 1 to {} bytes, this one has {}", kRowBytesMax, bytes),
                 say("快照分块须为 1 至 {} 字节,此处为 {} 字节", kRowBytesMax, bytes));
}
Refusal row_unknown(std::uint16_t lane, std::uint64_t seq) {
  return gone("row_unknown", say("lane {} has no row {}", lane, seq), say("分道 {} 没有第 {} 行", lane, seq));
}

Refusal row_damaged(std::uint16_t lane, std::uint64_t seq, std::string_view why, std::string_view why_zh) {
  return broken("row_damaged", say("row {} of lane {} is damaged: {}; restore the data folder from a backup", seq, lane, why),
                say("分道 {} 第 {} 行已损坏:{};请从备份恢复数据目录", lane, seq, why_zh));
}
Refusal row_missing(std::uint16_t lane, std::uint64_t seq) {
  return broken("row_missing", say("row {} of lane {} is missing; restore the data folder from a backup", seq, lane),
                say("分道 {} 缺少第 {} 行;请从备份恢复数据目录", lane, seq));
}
Refusal person_damaged(std::uint64_t key) {
  return broken("person_damaged", say("the personal data of customer number {} are damaged; restore the data folder from a backup", key),
                say("客户编号 {} 的个人资料已损坏;请从备份恢复数据目录", key));
}
Refusal meta_damaged(std::string_view name) {
  return broken("meta_damaged", say("the value '{}' of the journal is damaged; restore the data folder from a backup", name),
                say("日志中的命名值“{}”已损坏;请从备份恢复数据目录", name));
}
Refusal journal_damaged(std::string_view detail) {
  return broken("journal_damaged", say("journal.db is damaged ({}); restore the data folder from a backup", detail),
                say("journal.db 已损坏({});请从备份恢复数据目录", detail));
}
Refusal snapshot_damaged(std::uint64_t id, std::string_view why, std::string_view why_zh) {
  return broken("snapshot_damaged", say("snapshot {} is damaged: {}", id, why), say("快照 {} 已损坏:{}", id, why_zh));
}
Refusal journal_behind(std::uint64_t id, std::uint16_t lane, std::uint64_t snapshot_seq, std::uint64_t journal_seq) {
  return broken("journal_behind",
                say("snapshot {} knows row {} of lane {}, but the journal ends at row {}: journal.db has lost rows or was replaced by an "
                    "older one; restore the data folder from a backup as a whole",
                    id, snapshot_seq, lane, journal_seq),
                say("快照 {} 已包含分道 {} 的第 {} 行,而日志只到第 {} 行:journal.db 丢失了记录或被旧文件替换;请从备份整体恢复数据目录", id,
                    lane, snapshot_seq, journal_seq));
}

Refusal journal_stopped() {
  return broken("journal_stopped", "the journal stopped after a failed write: end the process and start it again",
                "日志在一次写入失败后已停止:请结束进程并重新启动");
}
Refusal journal_failed(std::string_view doing, std::string_view doing_zh, std::string_view detail) {
  return broken("journal_failed", say("the journal failed while {}: {}", doing, detail), say("日志在{}时失败:{}", doing_zh, detail));
}
Refusal disk_full(std::string_view where, std::string_view detail, std::string_view detail_zh) {
  return busy("disk_full", say("the disk of {} is full ({}): nothing was written; make room and try again", where, detail),
              say("{} 所在磁盘已满({}):未写入任何内容;请腾出空间后重试", where, detail_zh.empty() ? detail : detail_zh));
}

Refusal format_newer(std::string_view where, std::uint64_t format) {
  return invalid("format_newer",
                 say("{}{}was written by a later release (format {}): start that release, or a newer one", where,
                     where.empty() ? "the journal " : " ", format),
                 say("{}由更新的版本写入(格式 {}):请使用该版本或更新的版本启动", where.empty() ? "日志" : where, format));
}
Refusal not_a_journal(std::string_view file) {
  return invalid("not_a_journal", say("{} is not a journal of this program: choose another data folder", file),
                 say("{} 不是本程序的日志:请换一个数据目录", file));
}
Refusal journal_missing(std::string_view folder) {
  return gone("journal_missing", say("there is no journal in {}: name the data folder of a daemon or a replay", folder),
              say("{} 中没有日志:请指定守护进程或回放所用的数据目录", folder));
}
Refusal lanes_fixed(std::string_view folder, std::uint16_t has, std::uint16_t asked) {
  return invalid("lanes_fixed",
                 say("data folder {} was made with {} lanes, {} are asked for: lanes are fixed for ever", folder, has, asked),
                 say("数据目录 {} 创建时为 {} 个分道,现要求 {} 个:分道数一经创建不可更改", folder, has, asked));
}
Refusal folder_unusable(std::string_view folder, std::string_view detail) {
  return invalid("folder_unusable", say("data folder {} cannot be used: {}", folder, detail),
                 say("数据目录 {} 无法使用:{}", folder, detail));
}
Refusal folder_in_use(std::string_view folder, std::string_view process) {
  const bool named = !process.empty();
  return busy(
      "folder_in_use",
      say("data folder {} is in use by {}{}: stop it first, or choose another folder", folder, named ? "process " : "another process",
          process),
      say("数据目录 {} 正被{}{}使用:请先停止它,或换一个目录", folder, named ? "进程 " : "另一个进程", named ? say("{} ", process) : ""));
}

Finding finding_of(std::uint16_t lane, std::uint64_t seq, const base::Failure& failure) {
  return {lane, seq, failure.code, failure.message, failure.zh};
}

}  // namespace playmaker::journal
