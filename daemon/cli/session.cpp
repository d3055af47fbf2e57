#include "daemon/cli/session.hpp"

#include <ostream>

namespace playmaker::cli {

Exit Session::failed(const base::Failure& failure) const {
  err << "playmaker: " << (zh() && !failure.zh.empty() ? failure.zh : failure.message) << " (" << failure.code << ")\n";
  if (failure.kind == base::FailureKind::busy) return Exit::unavailable;
  return failure.code == "catalog_retyped" ? Exit::conflict : Exit::failed;
}

}  // namespace playmaker::cli
