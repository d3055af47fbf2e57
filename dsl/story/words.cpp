#include "dsl/story/words.hpp"

#include <iterator>
#include <unordered_map>

#include "dsl/read/chinese.hpp"

namespace playmaker::story {
namespace {

struct Row {
  Word word;
  std::string_view en, en2, zh, zh2;
};
constexpr Row kRows[] = {
#define WORD(id, en, en2, zh, zh2) {Word::id, en, en2, zh, zh2},
#include "dsl/story/words.def"
#undef WORD
};

constexpr ReasonWord kReasons[] = {
    {"capped", "频控"},           {"gap", "间隔"},           {"quiet", "免扰"},           {"no_consent", "未授权"},
    {"silenced", "静默期"},       {"unreachable", "不可达"}, {"held_out", "留白组"},      {"bank_held_out", "全行留白组"},
    {"paused", "已暂停"},         {"expired", "过期"},       {"past", "已过时"},          {"stale", "停机过久"},
    {"cancelled", "已取消"},      {"failed", "失败"},        {"unsuitable", "不适当"},    {"not_granted", "权益未发"},
    {"outranked", "让位"},        {"condition", "条件"},     {"already_in", "已在其中"},  {"again_too_soon", "再入过早"},
    {"not_eligible", "不符合"},   {"full", "名额已满"},      {"late_import", "数据迟到"}, {"not_live", "未上线"},
    {"stage_over", "阶段结束"},   {"over_budget", "超预算"}, {"released", "已释放"},      {"asked_enough", "已问过"},
    {"sign_up_over", "报名截止"}, {"unclaimed", "未认领"},   {"not_worked", "未跟进"},    {"off_list", "不在名单"},
    {"nobody_left", "无人可派"},  {"no_branch", "机构不明"},
};

}  // namespace

Word find_word(std::string_view spelling) {
  static const std::unordered_map<std::string_view, Word> kTable = [] {
    std::unordered_map<std::string_view, Word> table;
    for (const Row& row : kRows) {
      for (const std::string_view form : {row.en, row.en2, row.zh, row.zh2}) {
        if (!form.empty()) table.emplace(form, row.word);
      }
    }
    // Who has written a playbook writes its Chinese words here too: what means the same English word is understood.
    for (const read::ChineseWord& word : read::chinese_words()) {
      const auto meant = word.words.size() == 1 ? table.find(word.english) : table.end();
      if (meant != table.end()) table.emplace(word.spelling, meant->second);
    }
    return table;
  }();
  const auto found = kTable.find(spelling);
  return found == kTable.end() ? Word::none : found->second;
}

source::Words spelling(Word word) {
  for (const Row& row : kRows) {
    if (row.word == word) return {std::string(row.en.empty() ? row.zh : row.en), std::string(row.zh.empty() ? row.en : row.zh)};
  }
  return {};
}

bool is_form(Word word, base::Language language, std::string_view written) {
  for (const Row& row : kRows) {
    if (row.word == word)
      return !written.empty() &&
             (language == base::Language::en ? written == row.en || written == row.en2 : written == row.zh || written == row.zh2);
  }
  return false;
}

std::string say(Word word, base::Language language, std::string_view written, bool many) {
  if (!many && is_form(word, language, written)) return std::string(written);
  for (const Row& row : kRows) {
    if (row.word != word) continue;
    if (language == base::Language::en) return std::string(many && !row.en2.empty() ? row.en2 : row.en);
    if (is_form(word, language, written)) return std::string(written);
    return std::string(row.zh);
  }
  return {};
}

std::string_view reason_code(std::string_view written) {
  for (const ReasonWord& reason : kReasons) {
    if (written == reason.code || written == reason.zh) return reason.code;
  }
  return {};
}

const ReasonWord* reasons(std::size_t& count) {
  count = std::size(kReasons);
  return kReasons;
}

}  // namespace playmaker::story
