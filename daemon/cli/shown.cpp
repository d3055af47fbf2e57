#include "daemon/cli/shown.hpp"

#include <algorithm>
#include <array>

#include "daemon/cli/client.hpp"
#include "daemon/json.hpp"
#include "daemon/words/words.hpp"

namespace playmaker::cli {
namespace {

using base::Language;

std::string in_chinese(const engine::RawValue* label, const std::string& otherwise) {
  if (label == nullptr) return otherwise;
  for (const char* language : {"zh", "en"}) {
    if (const std::string* text = daemon::text_of(daemon::member(*label, language))) return *text;
  }
  return otherwise;
}

// The words of an enum's code; the text as it stands where it is none.
template <class Value>
std::string coded(const std::string& text, int count) {
  for (int i = 0; i < count; ++i) {
    const auto value = static_cast<Value>(i);
    if (daemon::code_of(value) == text) return daemon::words(value, Language::zh);
  }
  return text;
}

struct Word {
  std::string_view code, zh;
};
template <std::size_t N>
std::string among(const std::array<Word, N>& words, const std::string& text) {
  const auto* found = std::ranges::find(words, text, &Word::code);
  return found == words.end() ? text : std::string(found->zh);
}
constexpr std::array<Word, 3> kQuestionStatus{{{"open", "待答复"}, {"answered", "已答复"}, {"dropped", "已作废"}}};
constexpr std::array<Word, 4> kQuestionKinds{{{"check", "质检"}, {"reason", "说明缘由"}, {"hand_over", "承接客户"}, {"lead", "认领线索"}}};
constexpr std::array<Word, 2> kStallEnds{{{"dropped", "不再观察"}, {"left", "随旅程结束"}}};
constexpr std::array<Word, 4> kResults{{{"done", "完成"}, {"closed", "关闭"}, {"outcome", "结果"}, {"unreached", "未联系上"}}};

std::string answer_of(const engine::RawValue& row, const std::string& text) {
  const std::string* kind = daemon::text_of(daemon::member(row, "kind"));
  const auto asked = kind != nullptr && *kind == "reason" ? core::QuestionKind::reason : core::QuestionKind::check;
  return daemon::answer_words(asked, text, Language::zh);
}

std::string result_of(const Labels& labels, const std::string& playbook, const std::string& text) {
  if (text == "missed") return "未达成";
  const std::string of_task = coded<core::TaskEnd>(text, 8);
  return of_task != text ? of_task : labels.place(playbook, text);
}

// `invite.call.done`: the task's name and what counts of it.
std::string rate_of(const Labels& labels, const std::string& playbook, const std::string& written) {
  constexpr std::string_view kAny = " in any moment";
  if (written.ends_with(kAny)) {
    const std::string text = written.substr(0, written.size() - kAny.size());
    const std::size_t dot = text.rfind('.');
    const std::string task = dot == std::string::npos ? std::string() : labels.own_of_any(playbook, text.substr(0, dot));
    return task.empty() ? written : task + " " + among(kResults, text.substr(dot + 1)) + "（任一时机内）";
  }
  const std::string& text = written;
  const std::size_t dot = text.rfind('.');
  if (dot == std::string::npos) return text;
  const std::string what = labels.place(playbook, text.substr(0, dot)), end = text.substr(dot + 1);
  return what == text.substr(0, dot) ? text : what + " " + among(kResults, end);
}

std::string figure_of(const Labels& labels, const std::string& playbook, const std::string& text) {
  constexpr std::string_view kChannel = "channel ", kBenefit = "benefit ";
  if (text.starts_with(kChannel)) return "渠道 " + labels.of("channels", text.substr(kChannel.size()));
  if (text.starts_with(kBenefit)) return "权益 " + labels.of("benefits", text.substr(kBenefit.size()));
  return labels.place(playbook, text);
}

}  // namespace

std::string Labels::of(std::string_view kind, const std::string& name) const {
  const engine::RawValue* of_kind = daemon::member(labels_, kind);
  return in_chinese(of_kind == nullptr ? nullptr : daemon::member(*of_kind, name), name);
}

std::string Labels::place(const std::string& playbook, const std::string& path) const {
  const engine::RawValue* places = daemon::member(labels_, "places");
  const engine::RawValue* of_playbook = places == nullptr ? nullptr : daemon::member(*places, playbook);
  return in_chinese(of_playbook == nullptr ? nullptr : daemon::member(*of_playbook, path), path);
}

std::string Labels::own_of_any(const std::string& playbook, const std::string& name) const {
  const engine::RawValue* places = daemon::member(labels_, "places");
  const engine::RawValue* of_playbook = places == nullptr ? nullptr : daemon::member(*places, playbook);
  const auto* paths = of_playbook == nullptr ? nullptr : std::get_if<engine::RawRecord>(&of_playbook->value);
  if (paths == nullptr) return {};
  for (const engine::RawField& field : *paths) {
    if (!field.name.ends_with("." + name)) continue;
    const std::string whole = in_chinese(&field.value, {});
    constexpr std::string_view kBetween = " · ";
    const std::size_t last = whole.rfind(kBetween);
    return last == std::string::npos ? whole : whole.substr(last + kBetween.size());
  }
  return {};
}

Labels labels_of(const Session& session) {
  if (!session.zh() || session.json) return {};
  const auto client = Client::open(session);
  if (!client) return {};
  const auto reply = (*client)->send("GET", "/v1/labels");
  if (!reply || reply->status != 200) return {};
  auto value = daemon::parse_json(reply->body);
  return value ? Labels(std::move(*value)) : Labels();
}

std::string shown(const Session& session, const Labels& labels, Cell cell, const engine::RawValue& row, const std::string& text) {
  if (!session.zh() || text.empty()) return text;
  const std::string* named = daemon::text_of(daemon::member(row, "playbook"));
  const std::string playbook = named == nullptr ? std::string() : *named;
  switch (cell) {
    case Cell::as_is: return text;
    case Cell::playbook: return labels.of("playbooks", text);
    case Cell::place: return labels.place(playbook, text);
    case Cell::result: return result_of(labels, playbook, text);
    case Cell::role: return labels.of("roles", text);
    case Cell::channel: return labels.of("channels", text);
    case Cell::message: return labels.of("templates", text);
    case Cell::attribute: return labels.of("attributes", text);
    case Cell::task_status: {
      const std::string end = coded<core::TaskEnd>(text, 8);
      return end != text ? end : coded<core::TaskPhase>(text, 8);
    }
    case Cell::touch_status: return coded<core::TouchPhase>(text, 16);
    case Cell::stall_status: return among(kStallEnds, coded<core::StallPhase>(text, 4));
    case Cell::question_status: return among(kQuestionStatus, text);
    case Cell::question_kind: return among(kQuestionKinds, text);
    case Cell::answer: return answer_of(row, text);
    case Cell::via: return coded<core::EntryVia>(text, 16);
    case Cell::hold_out: return text == "none" ? std::string() : coded<core::HoldOut>(text, 4);
    case Cell::reason: return coded<core::Reason>(text, 256);
    case Cell::rate: return rate_of(labels, playbook, text);
    case Cell::figure: return figure_of(labels, playbook, text);
    case Cell::money: {
      constexpr std::string_view kYuan = " CNY";
      return text.ends_with(kYuan) ? text.substr(0, text.size() - kYuan.size()) + "元" : text;
    }
  }
  return text;
}

}  // namespace playmaker::cli
