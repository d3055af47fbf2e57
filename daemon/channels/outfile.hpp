#pragma once
// outfile: a line of JSON a touch, appended to a file that the bank's own systems take away. What is due together is written and made
// durable together; then all of it is accepted.
#include <functional>
#include <memory>
#include <string>

#include "runtime/base/result.hpp"
#include "runtime/channel/port.hpp"

namespace playmaker::channels {

// `later`: has a job run on this thread after those that already wait. Code outfile_unusable.
base::Result<std::unique_ptr<channel::Channel>> open_outfile(const std::string& path, std::function<void(std::function<void()>)> later);

}  // namespace playmaker::channels
