#pragma once
// What systemd is told of a service of `Type=notify`: datagrams to the socket it names in NOTIFY_SOCKET. Without one nothing happens.
//   READY=1   when it listens          RELOADING=1 … READY=1   round a reload
//   STOPPING=1   when it drains        WATCHDOG=1   while the engine beats, twice in the time that WATCHDOG_USEC allows
#include <cstdint>
#include <string_view>

namespace playmaker::daemon {

void notify(std::string_view state);                       // any thread; lost where nobody listens
std::int64_t watchdog_ms();                                // between two WATCHDOG=1; 0: none is expected of this process

}  // namespace playmaker::daemon
