#include "daemon/cli/usage.hpp"

#include <optional>
#include <vector>

namespace playmaker::cli {
namespace {

// A sentence of CLI11 (its Error.hpp), `*` for what differs; in Chinese {0}, {1} stand for the same pieces.
struct Sentence {
  std::string_view english;
  std::string_view chinese;
};
constexpr Sentence kSentences[] = {
    {"A subcommand is required", "请写明命令"},
    {"* is required", "缺少 {0}"},
    {"Requires at least * subcommands", "至少须写 {0} 个命令"},
    {"The following argument was not expected: *", "多余的参数:{0}"},
    {"The following arguments were not expected: *", "多余的参数:{0}"},
    {"Could not convert: * = *", "{0} 的值无法读取:{1}"},
    {"The value * is not an allowed value for *", "{1} 不能取值 {0}"},
    {"*: too many inputs for a flag", "{0} 不带值"},
    {"*: Should be true/false or a number", "{0} 应为 true、false 或数字"},
    {"* was given a disallowed flag override", "{0} 不带值"},
    {"*: * required * missing", "{0} 之后须写值"},
    {"*: At Most * required but received *", "{0} 至多写 {1} 个值,却有 {2} 个"},
    {"*: At least * required but received *", "{0} 至少写 {1} 个值,却有 {2} 个"},
    {"Expected exactly * arguments to *, got *", "{1} 应有 {0} 个值,却有 {2} 个"},
    {"Expected at least * arguments to *, got *", "{1} 至少须有 {0} 个值,却有 {2} 个"},
    {"*: Too many positional arguments with unlimited expected args", "{0}:参数过多"},
    {"* requires *", "写了 {0},还须写 {1}"},
    {"* excludes *", "{0} 与 {1} 不能同时写"},
    {"*: * not in {*}", "{0} 不能取值 {1},可取:{2}"},
    {"* was not readable (missing?)", "无法读取 {0}"},
};

// The pieces that `*` stands for; nullopt: another sentence.
std::optional<std::vector<std::string_view>> pieces(std::string_view text, std::string_view pattern) {
  std::vector<std::string_view> out;
  for (;;) {
    const std::size_t star = pattern.find('*');
    const std::string_view fixed = pattern.substr(0, star);
    if (!text.starts_with(fixed)) return std::nullopt;
    text.remove_prefix(fixed.size());
    if (star == std::string_view::npos) return text.empty() ? std::optional(out) : std::nullopt;
    pattern.remove_prefix(star + 1);
    const std::string_view next = pattern.substr(0, pattern.find('*'));
    const std::size_t end = next.empty() || next.size() == pattern.size()
                                ? (text.ends_with(next) ? text.size() - next.size() : std::string_view::npos)
                                : text.find(next);
    if (end == std::string_view::npos) return std::nullopt;
    out.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

}  // namespace

std::string usage_words(std::string_view english, base::Language language) {
  if (language != base::Language::zh) return std::string(english);
  for (const Sentence& sentence : kSentences) {
    const auto found = pieces(english, sentence.english);
    if (!found) continue;
    std::string out;
    for (std::size_t i = 0; i < sentence.chinese.size(); ++i) {
      if (sentence.chinese[i] != '{') {
        out += sentence.chinese[i];
        continue;
      }
      out += (*found)[static_cast<std::size_t>(sentence.chinese[i + 1] - '0')];
      i += 2;
    }
    return out;
  }
  return std::string(english);
}

}  // namespace playmaker::cli
