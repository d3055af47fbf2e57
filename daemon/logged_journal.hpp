#pragma once
// A journal whose full disk is said in the log: once when an append is refused for it, with what the journal found (folder, the system's
// words, free bytes) and what follows, and once when there is room again. Otherwise it is the journal it stands before. On the engine's
// thread, like any journal; stats() is read by that thread too.
#include <memory>

#include "daemon/log.hpp"
#include "runtime/journal/journal.hpp"

namespace playmaker::daemon {

std::unique_ptr<journal::Journal> logged(std::unique_ptr<journal::Journal> journal, std::shared_ptr<Log> log);

}  // namespace playmaker::daemon
