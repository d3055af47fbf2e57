#pragma once
// The daemon's other end: HTTP/1.1 over one connection that is kept, one request at a time. Beast and Asio stay in client.cpp.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/cli/session.hpp"
#include "runtime/engine/commands/raw_value.hpp"

namespace playmaker::cli {

struct Answer {
  int status = 0;
  std::string body, retry_after;
};

class Client {
 public:
  // `server`: http://HOST:PORT. Codes server_invalid, file_unreadable (the token's).
  static base::Result<std::unique_ptr<Client>> open(const Session& session);
  ~Client();
  // Codes server_unavailable (busy): nobody listens there, or it does not answer within `seconds_max`.
  base::Result<Answer> send(std::string_view method, std::string_view target, std::string_view body = {}, std::string_view type = {},
                            int seconds_max = 120);
  void wait(int seconds);                      // before asking a busy daemon again

 private:
  struct Line;
  Client() = default;
  std::string host_, port_, authorization_, language_;
  std::unique_ptr<Line> line_;
};

// The reply as JSON, or how to end: the problem has been printed. 409 is a conflict, 401 and 403 are not allowed, 429 and 503 unavailable.
struct Replied {
  std::optional<engine::RawValue> value;
  Exit exit = Exit::ok;
  std::string body;
};
Replied ask(const Session& session, Client& client, std::string_view method, std::string_view target, std::string_view body = {},
            std::string_view type = {});
// The same over a connection of its own.
Replied ask(const Session& session, std::string_view method, std::string_view target, std::string_view body = {},
            std::string_view type = {});

std::string percent_encoded(std::string_view text);            // for a segment or a parameter's value

void say_more(const Session& session, std::uint64_t shown);   // on err: a list was cut at its limit

// Every row of a list, page by page where it has pages, at most `limit`; `take` is given each. A list of the `view` waits until that has
// seen all that was answered before. Answers Exit::ok or how to end.
Exit each_row(const Session& session, const std::string& target, bool view, bool paged, std::uint64_t limit,
              const std::function<void(const engine::RawValue&)>& take);

}  // namespace playmaker::cli
