// docs: a playbook as a paper to read, file and sign.
#include <filesystem>
#include <memory>
#include <ostream>

#include "daemon/cli/command.hpp"
#include "daemon/cli/proofs.hpp"
#include "daemon/cli/texts.hpp"
#include "daemon/cli/waive.hpp"
#include "daemon/cli/written.hpp"
#include "dsl/docs/document.hpp"

namespace playmaker::cli {
namespace {

struct Wish {
  std::vector<std::string> files, waive;
  std::string to, out;
};

// What checking said within this playbook's text.
std::vector<docs::Warning> warnings_of(const Session& session, const dsl::Compiled& made, const plan::Origin& origin) {
  std::vector<docs::Warning> out;
  for (const source::Issue& issue : made.issues.list()) {
    const source::Source& text = made.sources[issue.span.file];
    if (!origin.sites.empty() && text.path() != origin.sites.front().place.file) continue;
    out.push_back({std::string(source::code_text(issue.code)), source::message(issue, session.language),
                   text.path() + ':' + std::to_string(text.line_of(issue.span.begin))});
  }
  return out;
}

Exit docs(const Session& session, const Wish& wish) {
  auto made = playbooks_of(session, wish.files);
  if (!made) return made.error();
  const auto waivers = waivers_of(wish.waive);
  if (!waivers) return session.failed(waivers.error());
  if (!refute::refute(*made, *waivers).kept) {   // nobody is to sign what the engine breaks
    print_issues(session, made->issues, made->sources);
    return Exit::check_errors;
  }
  std::error_code failure;
  if (!wish.out.empty()) std::filesystem::create_directories(wish.out, failure);
  const tell::Titles titles = titles_around(wish.files);
  for (std::size_t i = 0; i < made->plans.size(); ++i) {
    const plan::Plan& plan = *made->plans[i];
    const docs::Document paper = docs::document_of(plan, *made->origins[i], *made->catalog, warnings_of(session, *made, *made->origins[i]),
                                                   session.language, proofs_of(session, *made, static_cast<std::uint32_t>(i)), &titles);
    if (wish.out.empty()) {
      session.out << (wish.to == "md" ? docs::to_markdown(paper) : docs::to_html(paper));
      continue;
    }
    const auto put = [&](const char* kind, const std::string& text) -> base::Result<void> {
      if (!wish.to.empty() && wish.to != kind) return {};
      const std::string path = (std::filesystem::path(wish.out) / (plan.name + "." + kind)).string();
      if (auto written = write_whole(path, text); !written) return written;
      session.out << path << '\n';
      return {};
    };
    if (const auto written = put("html", docs::to_html(paper)); !written) return session.failed(written.error());
    if (const auto written = put("md", docs::to_markdown(paper)); !written) return session.failed(written.error());
  }
  return Exit::ok;
}

}  // namespace

std::vector<Command> docs_commands() {
  auto wish = std::make_shared<Wish>();
  return {{"docs",
           {"write a playbook as a paper that its owner can sign", "将剧本写成可供负责人签署的文件"},
           {{"files", &wish->files, {"playbooks", "剧本"}, true, {}},
            {"--to", &wish->to, {"what to write (with --out: both)", "输出格式(使用 --out 时默认两种都写)"}, false, {"html", "md"}},
            {"--waive", &wish->waive, kWaiveWords, false, {}, true},
            {"--out", &wish->out, {"a folder: one file a playbook", "输出文件夹:每个剧本一个文件"}, false, {}}},
           [wish](const Session& session) { return docs(session, *wish); }}};
}

}  // namespace playmaker::cli
