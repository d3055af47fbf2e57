#pragma once
// One connection. The only file that includes Beast is its source.
#include <functional>
#include <memory>

#include <boost/asio/ip/tcp.hpp>

#include "daemon/http/server.hpp"

namespace playmaker::http {

//   waiting ─(head)─> reading ─(body)─> answering ─(Respond)─> writing ─┬─> waiting
//                                                                       └─> over (close asked, draining, timeout, error)
class Session {
 public:
  virtual ~Session() = default;
  virtual void drain() = 0;              // I/O thread: over as soon as nothing is under way
};

// Runs until over; `over` is then called once.
std::shared_ptr<Session> begin_session(boost::asio::ip::tcp::socket socket, const ServerOptions& options, const Serve& serve,
                                       std::function<void(Session*)> over);

}  // namespace playmaker::http
