#include "daemon/http/session.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <optional>

#include "daemon/http/problem.hpp"

namespace playmaker::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Status = beast::http::status;
using Field = beast::http::field;
using Error = beast::error_code;

constexpr int kLingerMs = 2'000;
constexpr std::size_t kLingerBytes = 16u << 10;

std::string text_of(boost::core::string_view view) { return {view.data(), view.size()}; }

class BeastSession final : public Session, public std::enable_shared_from_this<BeastSession> {
 public:
  BeastSession(asio::ip::tcp::socket socket, const ServerOptions& options, const Serve& serve, std::function<void(Session*)> over)
      : stream_(std::move(socket)),
        deadline_(stream_.get_executor()),
        options_(options),
        serve_(serve),
        over_(std::move(over)),
        buffer_(options.header_bytes_max + (64u << 10)) {
    Error ignored;
    loopback_ = stream_.socket().remote_endpoint(ignored).address().is_loopback() && !ignored;
    stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
  }

  void wait_for_request() {
    if (draining_ && buffer_.size() == 0) return close();
    waiting_ = true;
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(options_.header_bytes_max));
    parser_->body_limit(options_.body_bytes_max);
    arrive_within(options_.idle_ms_max);
    beast::http::async_read_header(stream_, buffer_, *parser_,
                                   [self = shared_from_this()](Error error, std::size_t) { self->head_read(self->arrived(error)); });
  }

  void drain() override {
    draining_ = true;
    if (waiting_ && !parser_->got_some()) close();
  }

 private:
  void head_read(Error error) {
    waiting_ = false;
    if (error) return refuse(error);
    const auto& head = parser_->get();
    if (const auto expect = head[Field::expect]; !expect.empty()) {
      if (!beast::iequals(expect, "100-continue"))
        return fail(Status::expectation_failed, "expectation_unknown", "only Expect: 100-continue is known", "只支持 Expect: 100-continue");
      go_on_.emplace(Status::continue_, head.version());
      stream_.expires_after(std::chrono::milliseconds(options_.transfer_ms_max));
      beast::http::async_write(stream_, *go_on_,
                               [self = shared_from_this()](Error failed, std::size_t) { failed ? self->close() : self->read_body(); });
      return;
    }
    read_body();
  }

  void read_body() {
    arrive_within(options_.transfer_ms_max);
    beast::http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](Error error, std::size_t) {
      const Error wrong = self->arrived(error);
      wrong ? self->refuse(wrong) : self->body_read();
    });
  }

  // A stream's own time limit closes the socket, and nobody would be told why. This one only ends the reading.
  void arrive_within(std::int64_t ms) {
    stream_.expires_never();
    late_ = false;
    deadline_.expires_after(std::chrono::milliseconds(ms));
    deadline_.async_wait([self = shared_from_this(), reading = ++readings_](Error error) {
      if (error || reading != self->readings_) return;
      self->late_ = true;
      self->stream_.cancel();
    });
  }
  Error arrived(Error error) {
    ++readings_;
    deadline_.cancel();
    return late_ && error == asio::error::operation_aborted ? Error(beast::error::timeout) : error;
  }

  void body_read() {
    stream_.expires_never();             // from here on it is the route that must answer in time
    auto message = parser_->release();
    auto request = std::make_shared<Request>();
    request->method = text_of(message.method_string());
    request->target = text_of(message.target());
    request->content_type = text_of(message[Field::content_type]);
    request->accept_language = text_of(message[Field::accept_language]);
    request->authorization = text_of(message[Field::authorization]);
    request->idempotency_key = text_of(message["Idempotency-Key"]);
    request->host = text_of(message[Field::host]);
    request->origin = text_of(message[Field::origin]);
    request->loopback = loopback_;
    request->body = std::move(message.body());
    version_ = message.version();
    keep_alive_ = message.keep_alive();
    is_head_ = message.method() == beast::http::verb::head;
    serve_(request, [self = shared_from_this()](std::function<Response()> make) {
      asio::post(self->stream_.get_executor(), [self, make = std::move(make)] { self->write(make()); });
    });
  }

  void write(Response response) {
    keep_alive_ = keep_alive_ && !draining_;
    beast::http::response<beast::http::string_body> message{static_cast<Status>(response.status), version_};
    for (const Header& header : response.headers) message.insert(header.name, header.value);
    if (!response.content_type.empty()) message.set(Field::content_type, response.content_type);
    message.set(Field::server, "playmaker");
    message.set(Field::cache_control, "no-store");
    message.keep_alive(keep_alive_);
    const std::size_t size = response.body.size();
    if (!is_head_) message.body() = std::move(response.body);
    if (response.status != 204) message.content_length(size);
    answer_.emplace(std::move(message));
    stream_.expires_after(std::chrono::milliseconds(options_.transfer_ms_max));
    serializer_.emplace(*answer_);
    const auto done = [self = shared_from_this()](Error error, std::size_t) { self->written(error); };
    if (is_head_) beast::http::async_write_header(stream_, *serializer_, done);
    else beast::http::async_write(stream_, *serializer_, done);
  }

  void written(Error error) {
    serializer_.reset();
    answer_.reset();
    if (!error && lingers_) return linger();
    if (error || !keep_alive_) return close();
    wait_for_request();
  }

  // The rest of a refused request is read and thrown away for a moment: closing on unread bytes would reset the connection before the
  // sender has read why.
  void linger() {
    if (lingers_) {
      Error ignored;
      stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
      stream_.expires_after(std::chrono::milliseconds(kLingerMs));
      lingers_ = false;
    }
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(kLingerBytes),
                            [self = shared_from_this()](Error error, std::size_t) { error ? self->close() : self->linger(); });
  }

  // What was read is no request: the sender is told once where that can still be done, then the connection ends.
  void refuse(Error wrong) {
    using Http = beast::http::error;
    if (wrong == Http::end_of_stream || wrong == asio::error::operation_aborted) return close();
    if (wrong == Http::body_limit) {
      const std::string limit = std::to_string(options_.body_bytes_max);
      return fail(Status::payload_too_large, "body_too_large", "the body is larger than " + limit + " bytes: send it in parts",
                  "请求体超过 " + limit + " 字节:请分批发送");
    }
    if (wrong == Http::header_limit || wrong == Http::buffer_overflow) {
      const std::string limit = std::to_string(options_.header_bytes_max);
      return fail(Status::request_header_fields_too_large, "headers_too_large", "the headers are larger than " + limit + " bytes",
                  "请求头超过 " + limit + " 字节");
    }
    if (wrong == beast::error::timeout) {
      if (!parser_ || !parser_->got_some()) return close();
      return fail(Status::request_timeout, "request_slow", "the request took too long to arrive", "请求到达过慢");
    }
    if (wrong.category() == beast::http::make_error_code(Http::bad_method).category() && wrong != Http::partial_message) {
      return fail(Status::bad_request, "request_malformed", "this is no HTTP request: " + wrong.message(),
                  "这不是 HTTP 请求:" + wrong.message());
    }
    close();
  }

  void fail(Status status, std::string code, std::string message, std::string zh) {
    keep_alive_ = false;
    is_head_ = false;
    lingers_ = true;
    const auto language = parser_ ? language_of(text_of(parser_->get()[Field::accept_language])) : base::Language::en;
    write(problem(static_cast<int>(status), {base::FailureKind::invalid, std::move(code), std::move(message), std::move(zh)}, language));
  }

  void close() {
    if (!over_) return;
    Error ignored;
    stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    stream_.close();
    std::exchange(over_, nullptr)(this);
  }

  beast::tcp_stream stream_;
  asio::steady_timer deadline_;                  // of what is being read
  std::uint64_t readings_ = 0;
  const ServerOptions& options_;
  const Serve& serve_;
  std::function<void(Session*)> over_;
  beast::flat_buffer buffer_;
  std::optional<beast::http::request_parser<beast::http::string_body>> parser_;
  std::optional<beast::http::response<beast::http::empty_body>> go_on_;
  std::optional<beast::http::response<beast::http::string_body>> answer_;
  std::optional<beast::http::response_serializer<beast::http::string_body>> serializer_;
  unsigned version_ = 11;
  bool loopback_ = false, keep_alive_ = true, is_head_ = false, waiting_ = false, draining_ = false, lingers_ = false, late_ = false;
};

}  // namespace

std::shared_ptr<Session> begin_session(asio::ip::tcp::socket socket, const ServerOptions& options, const Serve& serve,
                                       std::function<void(Session*)> over) {
  const auto executor = socket.get_executor();
  auto session = std::make_shared<BeastSession>(std::move(socket), options, serve, std::move(over));
  asio::post(executor, [session] { session->wait_for_request(); });
  return session;
}

}  // namespace playmaker::http
