// Pages about characters, the YAML spelling and grammar.
#include "daemon/cli/pages.hpp"

namespace playmaker::cli {
namespace {

constexpr Page kPages[] = {
    {"bad_utf8", "files are read as UTF-8, so that Chinese names mean the same everywhere; save the file as UTF-8",
     "文件按 UTF-8 读取,中文名称才处处一致;请把文件存为 UTF-8", Frame::untold, "", ""},
    {"file_too_big", "a text of such a size was not written by a person; split it, and `use` the parts",
     "如此大的文件不像手写;请拆开并用 `use` 引用", Frame::untold, "", ""},
    {"stray_character", "this sign is no part of the language; often it was pasted along", "该符号不属于本语言,常因粘贴带入", Frame::body,
     R"(exit gone on account_closed ^)", R"(exit gone on account_closed)"},
    {"text_open", "a text runs from its quote to the next one; without that everything behind belongs to it",
     "文本从引号到下一个引号;缺少后引号则其后全部算作文本", Frame::body, R"(wave hi "Hello on day 1 { send sms hello })",
     R"(wave hi "Hello" on day 1 { send sms hello })"},
    {"bad_escape", R"(in a text a backslash begins \n, \t, \", \\ and a few more; write \\ for a backslash itself)",
     R"(文本中反斜杠只用于 \n、\t、\"、\\ 等;反斜杠本身写作 \\)", Frame::body, R"(exit gone "a\qb" on account_closed)",
     R"(exit gone "a\\qb" on account_closed)"},
    {"number_too_big", "numbers are kept in 64 bits, which is enough for every amount a bank knows",
     "数字以 64 位保存,足以容纳银行的任何金额", Frame::body, R"(exit a when customer.products > 99999999999999999999999)",
     R"(exit a when customer.products > 9999)"},
    {"bad_date", "a date is a day of the calendar, written year-month-day", "日期须是日历中的一天,写作 年-月-日", Frame::body,
     R"(wave w on 2026-02-30 { send sms hello })", R"(wave w on 2026-02-28 { send sms hello })"},
    {"bad_time", "times of day run from 00:00 to 23:59", "时刻从 00:00 到 23:59", Frame::body,
     R"(wave w on day 1 at 25:00 { send sms hello })", R"(wave w on day 1 at 15:00 { send sms hello })"},
    {"bad_number", "digits and letters run into each other here; put a space between them", "数字与字母连在一起;请用空格隔开", Frame::body,
     R"(exit a when customer.products > 0x)", R"(exit a when customer.products > 0)"},
    {"nested_too_deep", "nobody can follow so many brackets; give the inner part a name with `define`",
     "括号层数过多,无人能读懂;请用 `define` 为内层命名", Frame::untold, "", ""},
    {"back_quote_open", "a name in back-quotes ends with a back-quote, on the same line", "反引号中的名称须在同一行以反引号结束",
     Frame::body, "exit `end on account_closed", "exit `end` on account_closed"},
    {"expression_too_deep", "nobody can follow so deep an expression; give its parts names with `define`",
     "表达式层数过深;请用 `define` 为各部分命名", Frame::untold, "", ""},

    {"yaml_syntax", "the file ends in .yaml, so it must be YAML before it can be a playbook; often an indent or a quote is off",
     "文件以 .yaml 结尾,须先是合法的 YAML;常见原因是缩进或引号", Frame::yaml,
     "use: [\"shared/bank.play\"\nplaybook: q\ncalendar: cn\nfollow: quiet_bank\nends: after 9 days\naudience: { enter: { event: deposit "
     "}, again: never }\n",
     "use: [\"shared/bank.play\"]\nplaybook: q\ncalendar: cn\nfollow: quiet_bank\nends: after 9 days\naudience: { enter: { event: deposit "
     "}, again: never }\n"},
    {"yaml_feature", "anchors, tags and merges hide what a playbook says from whoever reads it; write it out",
     "锚点、标签、合并会让读者看不到内容;请直接写出", Frame::yaml,
     "use: &bank \"shared/bank.play\"\nplaybook: q\ncalendar: cn\nfollow: quiet_bank\nends: after 9 days\naudience: { enter: { event: "
     "deposit }, again: never }\n",
     "use: \"shared/bank.play\"\nplaybook: q\ncalendar: cn\nfollow: quiet_bank\nends: after 9 days\naudience: { enter: { event: deposit }, "
     "again: never }\n"},
    {"yaml_bare_word", "YAML 1.1 reads a bare yes, no, on or off as true or false, YAML 1.2 as a word; quotes end the doubt",
     "YAML 1.1 把不加引号的 yes、no、on、off 读作真假,1.2 读作文本;加引号即可", Frame::yaml,
     "use: \"shared/bank.play\"\nplaybook: q\nlabel: yes\ncalendar: cn\nfollow: quiet_bank\nends: after 9 days\naudience: { enter: { "
     "event: deposit }, again: never }\n",
     "use: \"shared/bank.play\"\nplaybook: q\nlabel: \"yes\"\ncalendar: cn\nfollow: quiet_bank\nends: after 9 days\naudience: { enter: { "
     "event: deposit }, again: never }\n"},
    {"yaml_repeat", "of two equal keys most readers keep one and lose the other silently", "两个相同的键,多数读取程序会悄悄丢掉一个",
     Frame::yaml,
     "use: \"shared/bank.play\"\nuse: \"shared/bank.play\"\nplaybook: q\ncalendar: cn\nfollow: quiet_bank\nends: after 9 days\naudience: { "
     "enter: { event: deposit }, again: never }\n",
     "use: \"shared/bank.play\"\nplaybook: q\ncalendar: cn\nfollow: quiet_bank\nends: after 9 days\naudience: { enter: { event: deposit }, "
     "again: never }\n"},
    {"yaml_key", "what stands before the colon is one of the language's words", "冒号之前须是本语言的一个词", Frame::yaml,
     "use: \"shared/bank.play\"\nplaybook: q\ncalendar: cn\nfollow: quiet_bank\nends: after 9 days\naudience: { enter: { event: deposit }, "
     "again: never }\n[steps]: [ { tag: x } ]\n",
     "use: \"shared/bank.play\"\nplaybook: q\ncalendar: cn\nfollow: quiet_bank\nends: after 9 days\naudience: { enter: { event: deposit }, "
     "again: never }\nsteps: [ { tag: x } ]\n"},
    {"yaml_key_unknown", "a key that is not known would be passed over, and with it what it says; see the help for the nearest one",
     "未知的键会被忽略,其内容随之丢失;请看提示中最接近的键", Frame::yaml,
     "uses: \"shared/bank.play\"\nplaybook: q\ncalendar: cn\nfollow: quiet_bank\nends: after 9 days\naudience: { enter: { event: deposit "
     "}, again: never }\n",
     "use: \"shared/bank.play\"\nplaybook: q\ncalendar: cn\nfollow: quiet_bank\nends: after 9 days\naudience: { enter: { event: deposit }, "
     "again: never }\n"},
    {"yaml_trailing", "one value holds one clause; what comes behind needs a key of its own", "一个值只写一个子句;其后的内容需要自己的键",
     Frame::yaml,
     "use: \"shared/bank.play\"\nplaybook: q\ncalendar: cn\nfollow: quiet_bank\nends: after 9 days priority 60\naudience: { enter: { "
     "event: deposit }, again: never }\n",
     "use: \"shared/bank.play\"\nplaybook: q\ncalendar: cn\nfollow: quiet_bank\nends: after 9 days\npriority: 60\naudience: { enter: { "
     "event: deposit }, again: never }\n"},
    {"yaml_shape", "this key takes a list where a text stands, or a text where a list stands", "此键应写列表却写了文本,或相反", Frame::yaml,
     "use: \"shared/bank.play\"\nplaybook: q\ncalendar: cn\nfollow: quiet_bank\nends: after 9 days\naudience: { enter: { event: deposit }, "
     "again: never }\nsteps: { tag: x }\n",
     "use: \"shared/bank.play\"\nplaybook: q\ncalendar: cn\nfollow: quiet_bank\nends: after 9 days\naudience: { enter: { event: deposit }, "
     "again: never }\nsteps: [ { tag: x } ]\n"},
    {"yaml_part_missing", "a block lacks a key without which it says nothing, or a value ends in the middle of its sentence",
     "该块缺少不可少的键,或值在一句话的中途结束", Frame::yaml,
     "use: \"shared/bank.play\"\nplaybook: q\ncalendar: cn\nfollow: quiet_bank\nends: after 9\naudience: { enter: { event: deposit "
     "}, again: never }\n",
     "use: \"shared/bank.play\"\nplaybook: q\ncalendar: cn\nfollow: quiet_bank\nends: after 9 days\naudience: { enter: { event: deposit "
     "}, again: never }\n"},

    {"expected", "the sentence was going on in a way that cannot go on like this; what could stand here is named",
     "句子到此无法这样继续;提示列出此处可写的内容", Frame::body, R"(wave hi on day { send sms hello })",
     R"(wave hi on day 1 { send sms hello })"},
    {"brace_missing", "what begins here can only stand outside, so the block before it must have been meant to end",
     "此处开始的内容只能在外层,前面的块应已结束", Frame::file,
     "playbook q { calendar cn  follow quiet_bank  ends after 9 days\n  audience { enter on deposit  again never\n  wave w on day 1 { send "
     "sms hello }\n}\n",
     "playbook q { calendar cn  follow quiet_bank  ends after 9 days\n  audience { enter on deposit  again never }\n  wave w on day 1 { "
     "send sms hello }\n}\n"},
    {"word_unknown", "no statement of this place begins with this word; see the help for the nearest one",
     "此处没有以该词开头的语句;请看提示中最接近的词", Frame::body, R"(wawe hi on day 1 { send sms hello })",
     R"(wave hi on day 1 { send sms hello })"},
    {"equals_compares_not", "one equals sign gives a name its value, two compare", "单个等号用于赋值,两个等号用于比较", Frame::body,
     R"(exit a when customer.products = 3)", R"(exit a when customer.products == 3)"},
    {"name_reserved",
     "a few words are always read as themselves (and, or, not, in, is, when, else …); put the name in back-quotes or choose another",
     "少数词始终按关键字读取(and、or、not、in、is、when、else …);请加反引号或换名", Frame::body, R"(exit when on account_closed)",
     "exit `when` on account_closed"},
    {"clause_unknown", "the word is known, but belongs somewhere else", "该词存在,但应写在别处", Frame::body,
     R"(wave hi on day 1 { quiet from 21:00 to 08:30  send sms hello })", R"(wave hi on day 1 { send sms hello })"},
    {"brace_stray", "one closing brace more than opening ones: it ended the playbook too early", "后花括号多于前花括号,剧本被过早结束",
     Frame::file,
     "playbook q { calendar cn  follow quiet_bank  ends after 9 days\n  audience { enter on deposit  again never } }\n  wave w on day 1 { "
     "send sms hello }\n}\n",
     "playbook q { calendar cn  follow quiet_bank  ends after 9 days\n  audience { enter on deposit  again never }\n  wave w on day 1 { "
     "send sms hello }\n}\n"},
    {"unit_unknown", "lengths are in seconds, minutes, hours, days, weeks, months, quarters or years, and working days or hours",
     "时长单位为秒、分、小时、天、周、月、季、年,以及工作日、工作小时", Frame::body, R"(wave w 3 dais after app_login { send sms hello })",
     R"(wave w 3 days after app_login { send sms hello })"},
    {"brace_open_missing", "a block ends here that never began: a brace is missing somewhere before, see the deeper indent",
     "此处结束的块没有开始:前面缺少花括号,请看缩进", Frame::file,
     "playbook q {\n  calendar cn\n  follow quiet_bank\n  ends after 9 days\n  audience { enter on account_opened  again never }\n  stage "
     "one {\n    wait for deposit up to 3 days\n      tag \"late\"\n    }\n  }\n}\n",
     "playbook q {\n  calendar cn\n  follow quiet_bank\n  ends after 9 days\n  audience { enter on account_opened  again never }\n  stage "
     "one {\n    wait for deposit up to 3 days else {\n      tag \"late\"\n    }\n  }\n}\n"},
    {"brace_closes_nothing", "every closing brace belongs to an opening one; this one is left over",
     "每个后花括号对应一个前花括号;这个多出来了", Frame::file, "segment many = customer.products > 3 }\n",
     "segment many = customer.products > 3\n"},
};

}  // namespace

std::span<const Page> reading_pages() { return kPages; }

}  // namespace playmaker::cli
