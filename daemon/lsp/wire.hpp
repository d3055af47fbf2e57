#pragma once
// Messages on streams: `Content-Length: N`, an empty line, N bytes.
#include <iosfwd>
#include <string>
#include <string_view>

namespace playmaker::lsp {

class Server;

enum class Got : unsigned char { message, end, broken };
Got read_message(std::istream& in, std::string& body);   // broken: no length, or one beyond 64 MB
void write_message(std::ostream& out, std::string_view body);

// Until the client says exit or goes away; the exit code that the protocol asks for.
int serve(Server& server, std::istream& in, std::ostream& out);

}  // namespace playmaker::lsp
