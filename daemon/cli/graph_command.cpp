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
  std::string file, to = "svg", out;
};

std::string drawn(const draw::Picture& picture, const std::string& to) {
  if (to == "dot") return draw::to_dot(picture);
  return to == "mermaid" ? draw::to_mermaid(picture) : draw::to_svg(picture);
}

Exit graph(const Session& session, const Wish& wish) {
  auto made = playbooks_of(session, {wish.file});
  if (!made) return made.error();
  std::string text;
  for (std::size_t i = 0; i < made->plans.size(); ++i)
    text += drawn(draw::picture_of(*made->plans[i], *made->origins[i], *made->catalog, session.language), wish.to);
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
            {"--out", &wish->out, {"a file instead of the output", "写入文件,而不是标准输出"}, false, {}}},
           [wish](const Session& session) { return graph(session, *wish); }}};
}

}  // namespace playmaker::cli
