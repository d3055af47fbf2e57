#pragma once
// Messages on streams: `Content-Length: N`, an empty line, N bytes.
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

namespace playmaker::lsp {

class Server;

enum class Got : unsigned char { message, end, broken };
Got read_message(std::istream& in, std::string& body);   // broken: no length, or one beyond 64 MB
void write_message(std::ostream& out, std::string_view body);

// Whether the client says more, or goes away, within so many milliseconds. A text rests when it does not.
using Waits = std::function<bool(int milliseconds)>;

// Until the client says exit or goes away; the exit code that the protocol asks for. Without `waits` no text ever rests.
int serve(Server& server, std::istream& in, std::ostream& out, const Waits& waits = {});

}  // namespace playmaker::lsp
