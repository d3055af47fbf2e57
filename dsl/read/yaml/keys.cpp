#include "dsl/read/yaml/keys.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "dsl/read/chinese.hpp"

namespace playmaker::read {

using source::Code;
using source::Issue;

namespace {

struct Key {
  std::string_view chinese, english;
  std::string_view plural = {};            // of a list of such blocks
};
constexpr Key kKeys[] = {
    // a file
    {"语言", "language"},
    {"引用", "use"},
    {"剧本", "playbook"},
    {"标签", "label"},
    {"又名", "alias"},
    {"并列", "beside"},
    {"片段", "fragment", "fragments"},
    {"入参", "takes"},
    {"中文", "zh"},
    {"英文", "en"},
    // a playbook
    {"版本", "version"},
    {"负责", "owner"},
    {"日历", "calendar"},
    {"遵循", "follow"},
    {"优先级", "priority"},
    {"终止", "ends"},
    {"过期", "stale"},
    {"升版", "upgrade"},
    {"迁移", "moved"},
    {"保证", "guarantee"},
    {"预算", "budget"},
    {"失去同意", "on_consent_lost"},
    {"指标", "target"},
    {"参数", "param"},
    {"定义", "define"},
    {"受众", "audience"},
    {"目标", "goal"},
    {"退出", "exit"},
    {"暂停", "pause"},
    {"任务", "task", "tasks"},
    {"波次", "wave", "waves"},
    {"阶段", "stage", "stages"},
    {"路径", "track", "tracks"},
    {"断点", "breakpoint", "breakpoints"},
    {"时机", "moment", "moments"},
    {"回检", "review", "reviews"},
    {"组别", "arm", "arms"},
    {"决策", "decide"},
    {"处理", "handlers"},
    {"步骤", "steps"},
    {"另有", "also"},
    // their clauses
    {"是", "is"},
    {"类型", "type"},
    {"可变", "vary"},
    {"首个", "first_of"},
    {"若", "when"},
    {"则", "then"},
    {"否则", "else"},
    {"限", "within"},
    {"继续进行", "keep_going"},
    {"事件", "event"},
    {"导入", "import"},
    {"其中", "where"},
    {"回看", "lookback"},
    {"对象", "what"},
    {"直到", "until"},
    {"计时", "timers"},
    {"进入", "enter"},
    {"名单", "list"},
    {"条件", "only"},
    {"排除", "except"},
    {"再入", "again"},
    {"留白", "hold_out"},
    {"最多", "at_most"},
    {"每隔", "every"},
    {"之后", "after"},
    {"时间", "time"},
    {"天数", "days"},
    {"时刻", "at"},
    {"限期", "due"},
    {"除非", "unless"},
    {"自", "from"},
    {"至", "to"},
    {"停滞", "stalls"},
    {"仅一次", "once"},
    {"至多", "up_to"},
    {"原因", "reasons"},
    {"文字", "texts"},
    {"询问", "asked_of"},
    {"开始若", "starts_when"},
    {"面向", "among"},
    {"逐个", "for_each"},
    {"失效", "expires"},
    {"重叠", "overlap"},
    {"展示", "show"},
    {"对比", "compare"},
    {"预警", "alert"},
    // tasks
    {"必做任务", "must_task"},
    {"选做任务", "optional_task"},
    {"机构任务", "branch_task"},
    {"由", "by"},
    {"指派", "assign"},
    {"完成", "done"},
    {"关闭", "closed"},
    {"记为", "as"},
    {"提醒", "remind"},
    {"升级", "escalate"},
    {"尝试", "attempts"},
    {"回电", "call_back"},
    {"认领", "claim"},
    {"确认", "acknowledge"},
    {"抽检", "check"},
    {"采集", "collect"},
    {"清单", "checklist"},
    {"凭证", "evidence"},
    {"指引", "guide"},
    {"用途", "purpose"},
    {"推介", "offering"},
    // other steps
    {"发送", "send"},
    {"通知", "notify"},
    {"问询", "ask"},
    {"答复限", "answer_within"},
    {"邀请", "invite"},
    {"投放", "place"},
    {"为期", "for"},
    {"附带", "with"},
    {"等待", "wait_for"},
    {"等到", "wait_until"},
    {"等候", "wait"},
    {"移交", "hand_off"},
    {"转办", "hand_over"},
    {"接受", "accept"},
    {"各行", "rows"},
    {"实验", "experiment"},
    {"份额", "share"},
    {"对照", "control"},
    {"衡量", "measure"},
    {"停止", "stop"},
    {"重复", "repeat"},
    {"发放", "grant"},
    {"预留", "reserve"},
    {"释放", "release"},
    {"设定", "set"},
    {"标记", "tag"},
    {"发出", "emit"},
    {"收尾", "finish"},
    {"引入", "include"},
};

// Maps whose keys are names that somebody gave.
bool holds_names(std::string_view key) {
  constexpr std::string_view kHolders[] = {"param", "define", "goal", "exit", "target", "with", "takes"};
  return std::find(std::begin(kHolders), std::end(kHolders), key) != std::end(kHolders);
}
// And those whose keys are names that the language itself knows.
bool holds_known_names(std::string_view key) { return key == "handlers" || key == "evidence"; }

const Key* by_chinese(std::string_view word) {
  const auto* found = std::find_if(std::begin(kKeys), std::end(kKeys), [&](const Key& key) { return key.chinese == word; });
  return found == std::end(kKeys) ? nullptr : found;
}

void report_english(const YamlNode& key, std::string_view better, source::Issues& issues) {
  issues.add(Issue(Code::yaml_key_unknown, key.span)
                 .arg(key.text)
                 .arg({"a text in Chinese", "中文文本"})
                 .help({"write `" + std::string(better) + "`", "请写 `" + std::string(better) + "`"})
                 .fix(key.span, std::string(better)));
}

void translate(YamlNode& node, source::Issues& issues, bool names, bool known) {
  for (YamlNode& item : node.items) translate(item, issues, false, false);
  for (YamlEntry& entry : node.entries) {
    if (names || known) {
      if (const std::string_view own = name_of_chinese(entry.key.text); known && !own.empty()) entry.key.text = own;
      translate(entry.value, issues, false, false);
      continue;
    }
    if (entry.key.text == "language") continue;   // it chooses the table, in either
    if (const Key* key = by_chinese(entry.key.text)) {
      entry.key.text = !key->plural.empty() && entry.value.is_list() ? key->plural : key->english;
    } else if (const std::string_view said = chinese_key(entry.key.text); !said.empty()) {
      report_english(entry.key, said, issues);
    }   // what is a key in neither is told where it stands, beside those that may
    translate(entry.value, issues, entry.value.is_map() && holds_names(entry.key.text), holds_known_names(entry.key.text));
  }
}

}  // namespace

std::string_view chinese_key(std::string_view english) {
  const auto* found =
      std::find_if(std::begin(kKeys), std::end(kKeys), [&](const Key& key) { return key.english == english || key.plural == english; });
  return found == std::end(kKeys) || english.empty() ? std::string_view() : found->chinese;
}

std::string_view english_key(std::string_view chinese) {
  const Key* found = by_chinese(chinese);
  return found == nullptr ? std::string_view() : found->english;
}

void say_keys_in_english(YamlNode& root, source::Issues& issues) { translate(root, issues, false, false); }

}  // namespace playmaker::read
