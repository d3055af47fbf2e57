#include "dsl/print/yaml_text.hpp"

#include <algorithm>
#include <utility>

#include "dsl/read/yaml/keys.hpp"

namespace playmaker::print {
namespace {

// YAML 1.1 reads these, bare, as something else than their letters.
constexpr std::string_view kTaken[] = {"yes", "no", "on", "off", "true", "false", "null", "y", "n", "~"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

constexpr std::size_t kYamlWidth = 100;   // screen columns that lists and maps on one line may take

// A value as it is written between brackets, where commas and brackets end a bare one.
std::string within_brackets(std::string_view value) {
  const bool bare = !value.empty() && !std::string_view("'\"[{").contains(value.front());
  if (!bare || value.find_first_of(",[]{}") == std::string_view::npos) return std::string(value);
  return yaml_scalar(value, true);
}

}  // namespace

std::string yaml_scalar(std::string_view text, bool in_list) {
  const bool control = std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (control) {
    std::string out = "\"";
    for (const char c : text) {
      constexpr char kDigits[] = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\') out += std::string("\\") + c;
      else if (c == '\n') out += "\\n";
      else if (c == '\t') out += "\\t";
      else if (byte < 0x20 || byte == 0x7F) out += std::string("\\x") + kDigits[byte / 16] + kDigits[byte % 16];
      else out += c;
    }
    return out + '"';
  }
  bool plain = !text.empty() && !std::string_view("-?:,[]{}#&*!|>'\"%@` =<~.").contains(text.front()) && text.back() != ' ' &&
               text.back() != ':' && text.find(": ") == std::string_view::npos && text.find(" #") == std::string_view::npos &&
               std::find(std::begin(kTaken), std::end(kTaken), lower(text)) == std::end(kTaken);
  if (in_list && text.find_first_of(",[]{}") != std::string_view::npos) plain = false;
  if (plain) return std::string(text);
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + '\'';
}

void YamlText::line(const std::string& text) {
  const int indent = dash_ ? depth_ - 1 : depth_;
  out_ += std::string(static_cast<std::size_t>(indent) * 2, ' ') + (dash_ ? "- " : "") + text + "\n";
  dash_ = false;
}

// One more value of the innermost thing that is open.
void YamlText::add(std::string_view key, std::string_view value) {
  if (open_.empty()) return;
  Open& open = open_.back();
  ++open.count;
  open.list = key.empty();
  open.inside += open.inside.empty() ? "" : ", ";
  if (!key.empty()) open.inside += yaml_scalar(key, true) + ": ";
  open.inside += within_brackets(value);
}

std::string_view YamlText::word(std::string_view key) const {
  const std::string_view chinese = language_ == base::Language::zh ? read::chinese_key(key) : std::string_view();
  return chinese.empty() ? key : chinese;
}

void YamlText::named(std::string_view name, std::string_view value) {
  line(yaml_scalar(name) + ": " + std::string(value));
  add(name, value);
}
void YamlText::item(std::string_view value) {
  line("- " + std::string(value));
  add("", value);
}

void YamlText::open_named(std::string_view name, Shape shape) {
  open_.push_back({std::string(name), out_.size(), dash_, shape == Shape::either, false, 0, {}});
  line(yaml_scalar(name) + ":");
  ++depth_;
}
void YamlText::begin_item(Shape shape) {
  dash_ = true;
  ++depth_;
  open_.push_back({{}, out_.size(), true, shape == Shape::either, false, 0, {}});
}

void YamlText::end() {
  --depth_;
  const Open ended = std::move(open_.back());
  open_.pop_back();
  const std::string value = ended.list ? "[" + ended.inside + "]" : "{ " + ended.inside + " }";
  const std::string text = (ended.dash ? "- " : "") + (ended.key.empty() ? "" : yaml_scalar(ended.key) + ": ") + value;
  const std::size_t from = out_.find_first_not_of(' ', ended.begin);
  if (!ended.flat || ended.count == 0 || from - ended.begin + source::screen_width(text) > kYamlWidth) return raise();
  if (!ended.key.empty() || ended.count > 1) {   // `- event: e` is as short as `- { event: e }`
    out_.erase(from);
    out_ += text + "\n";
  }
  add(ended.key, value);
}

void YamlText::comments_before(std::uint32_t begin) {
  while (next_comment_ < comments_.size() && comments_[next_comment_].span.begin < begin) {
    raise();
    const syntax::Comment& comment = comments_[next_comment_++];
    std::string_view words = source_.text(comment.span);
    if (words.starts_with("//")) words.remove_prefix(2);
    std::string text = words.starts_with('#') ? std::string(words) : "#" + std::string(words);
    // YAML knows no control characters, not even in a comment.
    std::ranges::replace_if(text, [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7F; }, ' ');
    // Only the first comment behind a line may share it.
    const std::size_t last = out_.empty() ? 0 : out_.rfind('\n', out_.size() - 2) + 1;
    const bool shares = !comment.own_line && !dash_ && !out_.empty() && out_.find(" #", last) == std::string::npos &&
                        out_.substr(last).find_first_not_of(" \n") != std::string::npos && out_[out_.find_first_not_of(' ', last)] != '#';
    if (shares) out_.insert(out_.size() - 1, "  " + text);
    else out_ += std::string(static_cast<std::size_t>(dash_ ? depth_ - 1 : depth_) * 2, ' ') + text + "\n";
  }
}

std::string YamlText::take() { return std::move(out_); }

}  // namespace playmaker::print
