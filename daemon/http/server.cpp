#include "daemon/http/server.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <unordered_map>

#include "daemon/http/session.hpp"

namespace playmaker::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Error = boost::system::error_code;

class AsioServer final : public Server {
 public:
  AsioServer(ServerOptions options, Serve serve) : options_(std::move(options)), serve_(std::move(serve)) {}

  Error listen() {
    Error error;
    const auto address = asio::ip::make_address(options_.address, error);
    if (error) return error;
    const tcp::endpoint endpoint(address, options_.port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (!error) options_.port = acceptor_.local_endpoint(error).port();
    return error;
  }

  std::uint16_t port() const override { return options_.port; }
  void run() override {
    accept();
    io_.run();
  }
  void stop() override {
    asio::post(io_, [this] { drain(); });
  }
  void abandon() override { io_.stop(); }
  void post(std::function<void()> job) override { asio::post(io_, std::move(job)); }

 private:
  void accept() {
    if (stopping_ || accepting_ || sessions_.size() >= options_.connections_max) return;
    accepting_ = true;
    acceptor_.async_accept([this](Error error, tcp::socket socket) {
      accepting_ = false;
      if (stopping_) return;
      if (error) return accept_later();
      const auto session = begin_session(std::move(socket), options_, serve_, [this](Session* over) { ended(over); });
      sessions_.emplace(session.get(), session);
      accept();
    });
  }

  // Out of file descriptors, or a peer that left already: another try in a moment, or the loop would spin.
  void accept_later() {
    again_.expires_after(std::chrono::milliseconds(50));
    again_.async_wait([this](Error error) {
      if (!error) accept();
    });
  }

  void ended(Session* session) {
    sessions_.erase(session);
    if (stopping_ && sessions_.empty()) work_.reset();
    else accept();
  }

  void drain() {
    if (stopping_) return;
    stopping_ = true;
    Error ignored;
    acceptor_.close(ignored);
    again_.cancel();
    std::vector<std::shared_ptr<Session>> open;
    for (const auto& [key, session] : sessions_)
      if (auto alive = session.lock()) open.push_back(std::move(alive));
    for (const auto& session : open) session->drain();
    if (sessions_.empty()) work_.reset();
  }

  ServerOptions options_;
  Serve serve_;
  asio::io_context io_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_ = asio::make_work_guard(io_);
  tcp::acceptor acceptor_{io_};
  asio::steady_timer again_{io_};
  std::unordered_map<Session*, std::weak_ptr<Session>> sessions_;
  bool stopping_ = false, accepting_ = false;
};

}  // namespace

base::Result<std::unique_ptr<Server>> Server::open(ServerOptions options, Serve serve) {
  const std::string where = options.address + ":" + std::to_string(options.port);
  auto server = std::make_unique<AsioServer>(std::move(options), std::move(serve));
  if (const Error error = server->listen()) {
    if (error == asio::error::address_in_use) {
      return base::busy("port_in_use", "another program listens on " + where + ": stop it, or choose another `listen` in the configuration",
                        where + " 已被其他程序占用:请停止它,或在配置中换一个 `listen`");
    }
    return base::invalid("listen_failed", "cannot listen on " + where + ": " + error.message(),
                         "无法在 " + where + " 上监听:" + error.message());
  }
  return server;
}

}  // namespace playmaker::http
