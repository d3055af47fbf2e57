// graph: a playbook as a picture, for a wall, a slide or a review.
#include <memory>
#include <ostream>

#include "daemon/cli/command.hpp"
#include "daemon/cli/texts.hpp"
#include "daemon/cli/written.hpp"
#include "dsl/draw/picture.hpp"

namespace playmaker::cli {
namespace {

struct Wish {
  std::string file, to = "svg", out, playbook;
};

std::string drawn(const draw::Picture& picture, const std::string& to) {
  if (to == "dot") return draw::to_dot(picture);
  return to == "mermaid" ? draw::to_mermaid(picture) : draw::to_svg(picture);
}

// One picture is of one playbook: the only one of the file, or the one that was named.
base::Result<std::size_t> chosen(const Session& session, const Wish& wish, const dsl::Compiled& made) {
  std::string names;
  for (std::size_t i = 0; i < made.plans.size(); ++i) {
    if (made.plans[i]->name == wish.playbook || (wish.playbook.empty() && made.plans.size() == 1)) return i;
    names += std::string(names.empty() ? "" : session.say(", ", "、")) + made.plans[i]->name;
  }
  if (names.empty()) return base::invalid("playbook_missing", wish.file + " holds no playbook to draw", wish.file + " 中没有可绘制的剧本");
  if (wish.playbook.empty())
    return base::invalid("playbook_unsaid", wish.file + " holds " + names + ": name one with --playbook",
                         wish.file + " 中有 " + names + ":请用 --playbook 指定其一");
  return base::invalid("playbook_unknown", "there is no playbook " + wish.playbook + " in " + wish.file + ", which holds " + names,
                       wish.file + " 中没有剧本 " + wish.playbook + ",其中有 " + names);
}

Exit graph(const Session& session, const Wish& wish) {
  auto made = playbooks_of(session, {wish.file});
  if (!made) return made.error();
  const auto index = chosen(session, wish, *made);
  if (!index) return session.failed(index.error());
  const tell::Titles titles = titles_around({wish.file});
  const std::string text =
      drawn(draw::picture_of(*made->plans[*index], *made->origins[*index], *made->catalog, session.language, &titles), wish.to);
  if (wish.out.empty()) {
    session.out << text;
    return Exit::ok;
  }
  if (const auto written = write_whole(wish.out, text); !written) return session.failed(written.error());
  return Exit::ok;
}

}  // namespace

std::vector<Command> graph_commands() {
  auto wish = std::make_shared<Wish>();
  return {{"graph",
           {"draw a playbook", "绘制剧本流程图"},
           {{"file", &wish->file, {"a playbook", "剧本"}, true, {}},
            {"--to", &wish->to, {"what to write", "输出格式"}, false, {"svg", "dot", "mermaid"}},
            {"--playbook", &wish->playbook, {"which, where the file holds several", "文件中有多个剧本时指定其一"}, false, {}},
            {"--out", &wish->out, {"a file instead of the output", "写入文件,而不是标准输出"}, false, {}}},
           [wish](const Session& session) { return graph(session, *wish); }}};
}

}  // namespace playmaker::cli
