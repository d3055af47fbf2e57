#pragma once
// Files that commands write.
#include <string>

#include "runtime/base/result.hpp"

namespace playmaker::cli {

// Whole or not at all: a file beside it is written, flushed to the disk and renamed over it; the rights of what was there are kept, and a
// link stays a link. Code file_unwritable.
base::Result<void> write_whole(const std::string& path, const std::string& text);

}  // namespace playmaker::cli
