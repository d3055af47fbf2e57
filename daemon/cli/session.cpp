#include "daemon/cli/session.hpp"

#include <ostream>

#include "daemon/json.hpp"

namespace playmaker::cli {

Exit Session::failed(const base::Failure& failure) const {
  if (json) {
    daemon::JsonWriter line;
    line.begin_object().field("severity", "error").field("code", failure.code);
    err << line.field("message", zh() && !failure.zh.empty() ? failure.zh : failure.message).end_object().text() << '\n';
  } else err << "playmaker: " << (zh() && !failure.zh.empty() ? failure.zh : failure.message) << " (" << failure.code << ")\n";
  if (failure.kind == base::FailureKind::busy) return Exit::unavailable;
  if (failure.code == "server_invalid" || failure.code == "waiver_invalid") return Exit::usage;  // what was written, not what became of it
  return failure.code == "catalog_retyped" || failure.code == "positions_lost" ? Exit::conflict : Exit::failed;
}

}  // namespace playmaker::cli
