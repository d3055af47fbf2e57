// explain: a page about a code of `check`; without a code, the list of them.
#include <algorithm>
#include <cctype>
#include <memory>
#include <ostream>

#include "daemon/cli/command.hpp"
#include "daemon/cli/pages.hpp"
#include "daemon/json.hpp"
#include "dsl/source/said.hpp"
#include "runtime/base/typeset.hpp"

namespace playmaker::cli {
namespace {

struct Wish {
  std::string code;
};

bool is(std::string_view wished, std::string_view name) {
  return std::ranges::equal(wished, name, [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  });
}
std::string_view severity(source::Code code) { return source::severity_of(code) == source::Severity::error ? "error" : "warning"; }

// The template as a sentence: what differs from case to case is an ellipsis.
std::string message(source::Code code, base::Language language) {
  std::string out(source::message_template(code, language));
  for (std::size_t at = out.find('{'); at != std::string::npos; at = out.find('{', at)) {
    const std::size_t end = out.find('}', at);
    const bool number = end != std::string::npos && end > at + 1 &&
                        std::all_of(out.begin() + static_cast<std::ptrdiff_t>(at) + 1, out.begin() + static_cast<std::ptrdiff_t>(end),
                                    [](unsigned char c) { return std::isdigit(c) != 0; });
    if (number) out.replace(at, end - at + 1, "…");
    else ++at;
  }
  return language == base::Language::zh ? base::typeset(out) : out;
}

void print_indented(std::ostream& out, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    out << "    " << text.substr(0, end) << '\n';
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
}

void print_page(const Session& session, source::Code code) {
  const Page* page = page_of(code);
  const std::string why = page == nullptr ? std::string() : source::said({std::string(page->en), std::string(page->zh)}, session.language);
  if (session.json) {
    daemon::JsonWriter json;
    json.begin_object().field("code", source::code_text(code)).field("name", source::code_name(code));
    json.field("severity", severity(code)).field("message", message(code, session.language)).field("why", why);
    if (page != nullptr && !page->wrong.empty()) json.field("wrong", page->wrong);
    if (page != nullptr && !page->right.empty()) json.field("right", page->right);
    session.out << json.end_object().text() << '\n';
    return;
  }
  const bool error = source::severity_of(code) == source::Severity::error;
  session.out << source::code_text(code) << ' ' << source::code_name(code) << " ("
              << (error ? session.say("error", "错误") : session.say("warning", "警告")) << ")\n  " << message(code, session.language)
              << '\n';
  if (page == nullptr) return;
  session.out << '\n' << session.say("why\n", "原因\n") << "  " << why << '\n';
  if (!page->wrong.empty()) {
    session.out << '\n' << session.say("this fails\n", "这样写会出错\n");
    print_indented(session.out, page->wrong);
  }
  if (!page->right.empty()) {
    session.out << '\n' << session.say("this does not\n", "应当这样写\n");
    print_indented(session.out, page->right);
  }
}

Exit list(const Session& session) {
  std::vector<source::Code> codes;
  for (std::size_t i = 0; i < source::kCodeCount; ++i) codes.push_back(static_cast<source::Code>(i));
  std::ranges::sort(codes, {}, source::code_text);
  for (const source::Code code : codes) {
    if (session.json) {
      daemon::JsonWriter json;
      json.begin_object().field("code", source::code_text(code)).field("name", source::code_name(code));
      session.out << json.field("severity", severity(code)).field("message", message(code, session.language)).end_object().text() << '\n';
    } else {
      session.out << source::code_text(code) << "  " << message(code, session.language) << '\n';
    }
  }
  return Exit::ok;
}

Exit explain(const Session& session, const Wish& wish) {
  if (wish.code.empty()) return list(session);
  for (std::size_t i = 0; i < source::kCodeCount; ++i) {
    const auto code = static_cast<source::Code>(i);
    if (!is(wish.code, source::code_text(code)) && !is(wish.code, source::code_name(code))) continue;
    print_page(session, code);
    return Exit::ok;
  }
  return session.failed({base::FailureKind::gone, "code_unknown",
                         "no code " + wish.code + ": codes look like E0102; `playmaker explain` lists them all",
                         "没有代码 " + wish.code + ":代码形如 E0102;`playmaker explain` 列出全部"});
}

}  // namespace

std::vector<Command> explain_commands() {
  auto wish = std::make_shared<Wish>();
  return {{"explain",
           {"what a code of `check` means, with an example and its cure; without a code, all of them",
            "说明 `check` 的一个代码,附例子与改法;不写代码则列出全部"},
           {{"code", &wish->code, {"such as E0102", "如 E0102"}, false, {}}},
           [wish](const Session& session) { return explain(session, *wish); }}};
}

}  // namespace playmaker::cli
