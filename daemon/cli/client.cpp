#include "daemon/cli/client.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <chrono>

#include "daemon/cli/texts.hpp"

namespace playmaker::cli {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Error = boost::system::error_code;

struct Client::Line {
  asio::io_context context;
  beast::tcp_stream stream{context};
  beast::flat_buffer buffer;
  bool open = false, used = false;

  // Runs what was started to its end; every step has its own deadline.
  template <class Start>
  Error step(int seconds, const Start& start) {
    Error result;
    stream.expires_after(std::chrono::seconds(seconds));
    start([&](Error error, auto...) { result = error; });
    context.restart();
    context.run();
    return result;
  }
};

Client::~Client() = default;

base::Result<std::unique_ptr<Client>> Client::open(const Session& session) {
  std::string_view rest = session.server;
  if (!rest.starts_with("http://"))
    return base::invalid("server_invalid", "the server \"" + session.server + "\" is not http://HOST:PORT",
                         "服务地址 “" + session.server + "” 应为 http://主机:端口");
  rest.remove_prefix(7);
  rest = rest.substr(0, rest.find('/'));
  auto client = std::unique_ptr<Client>(new Client());
  const std::size_t bracket = rest.find(']'), colon = rest.rfind(':');
  const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  client->host_ = std::string(rest.substr(0, has_port ? colon : std::string_view::npos));
  client->port_ = has_port ? std::string(rest.substr(colon + 1)) : "80";
  if (client->host_.size() > 2 && client->host_.front() == '[') client->host_ = client->host_.substr(1, client->host_.size() - 2);
  if (client->host_.empty() || client->port_.empty())
    return base::invalid("server_invalid", "the server \"" + session.server + "\" is not http://HOST:PORT",
                         "服务地址 “" + session.server + "” 应为 http://主机:端口");
  if (!session.token_file.empty()) {
    auto token = read_file(session.token_file);
    if (!token) return std::unexpected(token.error());
    client->authorization_ = "Bearer " + token->substr(0, token->find_first_of(" \r\n"));
  }
  client->language_ = session.zh() ? "zh" : "en";
  client->line_ = std::make_unique<Line>();
  return client;
}

base::Result<Answer> Client::send(std::string_view method, std::string_view target, std::string_view body, std::string_view type,
                                  int seconds_max) {
  const auto failed = [&](const Error& error) {
    line_ = std::make_unique<Line>();
    const std::string where = host_ + ":" + port_, why = error.message();
    return base::busy("server_unavailable",
                      "no daemon answers at " + where + ": " + why + "; start one with `playmaker serve`, or say where it is with --server",
                      where + " 没有守护进程应答:" + why + ";请用 `playmaker serve` 启动,或用 --server 指明地址");
  };
  http::request<http::string_body> request;
  request.method_string(std::string(method));
  request.target(std::string(target));
  request.version(11);
  request.set(http::field::host, host_ + ":" + port_);
  request.set(http::field::accept_language, language_);
  request.set(http::field::accept, "application/json");
  if (!authorization_.empty()) request.set(http::field::authorization, authorization_);
  if (!type.empty()) request.set(http::field::content_type, std::string(type));
  request.body() = std::string(body);
  request.prepare_payload();
  for (int attempt = 0;; ++attempt) {
    Line& line = *line_;
    if (!line.open) {
      Error error;
      asio::ip::tcp::resolver resolver(line.context);
      const auto addresses = resolver.resolve(host_, port_, error);
      if (error) return failed(error);
      error = line.step(10, [&](auto done) { line.stream.async_connect(addresses, done); });
      if (error) return failed(error);
      line.stream.socket().set_option(asio::ip::tcp::no_delay(true), error);
      line.open = true;
    }
    const bool reused = line.used;
    line.used = true;
    Error error = line.step(seconds_max, [&](auto done) { http::async_write(line.stream, request, done); });
    http::response_parser<http::string_body> parser;
    parser.body_limit(std::uint64_t{1} << 30);
    if (!error) error = line.step(seconds_max, [&](auto done) { http::async_read(line.stream, line.buffer, parser, done); });
    if (error) {
      // A kept connection that the other side closed before our request reached it: ask once more on a fresh one.
      const bool closed =
          error == http::error::end_of_stream || error == asio::error::broken_pipe || error == asio::error::connection_reset;
      const auto answer = failed(error);
      if (reused && closed && attempt == 0 && method == "GET") continue;
      return answer;
    }
    Answer answer;
    answer.status = static_cast<int>(parser.get().result_int());
    answer.retry_after = std::string(parser.get()[http::field::retry_after]);
    const bool keep = parser.get().keep_alive();
    answer.body = std::move(parser.get().body());
    if (!keep) line_ = std::make_unique<Line>();
    return answer;
  }
}

void Client::wait(int seconds) {
  asio::steady_timer timer(line_->context, std::chrono::seconds(seconds));
  timer.async_wait([](const Error&) {});
  line_->context.restart();
  line_->context.run();
}

}  // namespace playmaker::cli
