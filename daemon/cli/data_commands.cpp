// serve and fsck: a data folder put to work, and looked through.
#include <memory>
#include <ostream>

#include "daemon/cli/command.hpp"
#include "daemon/cli/progress.hpp"
#include "daemon/json.hpp"
#include "daemon/serve.hpp"
#include "runtime/base/hash.hpp"
#include "runtime/engine/disk/fsck.hpp"
#include "runtime/journal/digest.hpp"
#include "runtime/journal/sqlite/open.hpp"

namespace playmaker::cli {
namespace {

struct ServeWish {
  std::string config;
};
Command serve_command() {
  auto wish = std::make_shared<ServeWish>();
  return {"serve",
          {"run the daemon until SIGTERM", "运行守护进程,直到收到 SIGTERM"},
          {{"--config", &wish->config, {"the configuration (YAML)", "配置文件(YAML)"}, true, {}}},
          [wish](const Session& session) { return static_cast<Exit>(daemon::serve(wish->config, session.language)); },
          {daemon::serve_help(base::Language::en), daemon::serve_help(base::Language::zh)}};
}

struct FsckWish {
  std::string folder;
};
Exit fsck(const Session& session, const FsckWish& wish) {
  journal::FolderOptions options;
  options.folder = wish.folder;
  options.create = false;
  options.inspect = true;
  auto journal = journal::open_folder(options);
  if (!journal) return session.failed(journal.error());
  Progress progress(session, std::string(session.say("checking", "检查")));
  const auto report = engine::fsck(**journal, [&](std::uint64_t done, std::uint64_t total) { progress.at(done, total); });
  progress.clear();
  if (!report) return session.failed(report.error());
  const auto digest = journal::digest(**journal);              // a damaged journal has none
  const std::string hash = digest ? base::hex(*digest) : std::string();
  if (session.json) {
    daemon::JsonWriter json;
    json.begin_object()
        .field("clean", report->findings.empty())
        .field("customers", report->customers)
        .field("groups", report->groups)
        .field("journeys", report->journeys);
    json.field("contacts", report->contacts).field("hash", hash).key("findings").begin_array();
    for (const journal::Finding& finding : report->findings) {
      json.begin_object()
          .field("lane", finding.lane)
          .field("seq", finding.seq)
          .field("code", finding.code)
          .field("message", session.zh() && !finding.zh.empty() ? finding.zh : finding.message)
          .end_object();
    }
    json.end_array().end_object();
    session.out << json.text() << '\n';
  } else {
    for (const journal::Finding& finding : report->findings) {
      session.out << finding.code << session.say(" lane ", " 泳道 ") << finding.lane << session.say(" row ", " 行 ") << finding.seq << ": "
                  << (session.zh() && !finding.zh.empty() ? finding.zh : finding.message) << '\n';
    }
    session.out << (report->findings.empty() ? session.say("clean", "完好") : session.say("damaged", "有损坏"))
                << session.say(": customers ", ":客户 ") << report->customers << session.say(", groups ", ",事实组 ") << report->groups
                << session.say(", journeys ", ",旅程 ") << report->journeys << session.say(", contacts ", ",触达 ") << report->contacts
                << '\n';
    if (!hash.empty()) session.out << session.say("hash ", "哈希 ") << hash << '\n';
  }
  return report->findings.empty() ? Exit::ok : Exit::failed;
}
Command fsck_command() {
  auto wish = std::make_shared<FsckWish>();
  return {"fsck",
          {"look through a data folder: the journal whole, state = fold(journal), no invariant broken; exit 1 on findings",
           "全面检查数据文件夹:日志完整、状态等于日志折叠、不变量成立;有问题时退出码为 1"},
          {{"data", &wish->folder, {"the data folder; no daemon may have it open", "数据文件夹;不能有守护进程正在使用"}, true, {}}},
          [wish](const Session& session) { return fsck(session, *wish); }};
}

}  // namespace

std::vector<Command> data_commands() { return {serve_command(), fsck_command()}; }

}  // namespace playmaker::cli
