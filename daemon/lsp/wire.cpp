#include "daemon/lsp/wire.hpp"

#include <charconv>
#include <istream>
#include <ostream>

#include "daemon/lsp/server.hpp"

namespace playmaker::lsp {
namespace {

constexpr std::size_t kBytesMax = 64u << 20;
constexpr int kRestMs = 600;               // longer than between two keys, shorter than a look at what was typed

bool is_length(std::string_view name) {
  constexpr std::string_view kName = "content-length";
  if (name.size() != kName.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
    if (c != kName[i]) return false;
  }
  return true;
}

}  // namespace

Got read_message(std::istream& in, std::string& body) {
  std::size_t length = kBytesMax + 1;
  std::string line;
  bool any = false;
  while (std::getline(in, line)) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) {
      if (!any) continue;                  // a stray empty line between messages
      break;
    }
    any = true;
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) return Got::broken;
    if (!is_length(std::string_view(line).substr(0, colon))) continue;
    std::string_view value = std::string_view(line).substr(colon + 1);
    while (value.starts_with(' ')) value.remove_prefix(1);
    if (std::from_chars(value.data(), value.data() + value.size(), length).ec != std::errc{}) return Got::broken;
  }
  if (!in) return any && !in.eof() ? Got::broken : Got::end;
  if (length > kBytesMax) return Got::broken;
  body.resize(length);
  in.read(body.data(), static_cast<std::streamsize>(length));
  return static_cast<std::size_t>(in.gcount()) == length ? Got::message : Got::end;
}

void write_message(std::ostream& out, std::string_view body) {
  out << "Content-Length: " << body.size() << "\r\n\r\n" << body;
  out.flush();
}

int serve(Server& server, std::istream& in, std::ostream& out, const Waits& waits) {
  std::string body;
  const auto send = [&](const std::vector<std::string>& messages) {
    for (const std::string& message : messages) write_message(out, message);
  };
  const auto spoken = [&](int milliseconds) { return in.rdbuf()->in_avail() > 0 || (waits && waits(milliseconds)); };
  while (!server.over()) {
    if (!spoken(0)) send(server.settle([&] { return spoken(0); }));
    if (server.doubts() && waits && !spoken(kRestMs)) send(server.rest([&] { return spoken(0); }));
    if (read_message(in, body) != Got::message) break;
    send(server.take(body));
  }
  send(server.settle());
  return server.exit_code();
}

}  // namespace playmaker::lsp
