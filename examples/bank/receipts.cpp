// What the telephone companies and the app report back: reads the lines an `outfile` channel has written since the last call and answers
// with receipts, some delivered, some read, a few never. The answer of a touch depends on its id alone.
//
//   bank_receipts OUTFILE STATE RECEIPTS        STATE remembers how far OUTFILE was read
#include <cstdio>
#include <fstream>
#include <string>

#include "daemon/json.hpp"
#include "runtime/base/hash.hpp"

using namespace playmaker;

namespace {

void answer(std::ofstream& out, const std::string& touch, const char* outcome) {
  daemon::JsonWriter json;
  json.begin_object().field("touch", touch).field("outcome", outcome).end_object();
  out << json.text() << '\n';
}

// Of a million: lost without a word, delivered only, read as well.
constexpr std::uint32_t kLost = 40'000, kRead = 420'000;

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: bank_receipts OUTFILE STATE RECEIPTS\n");
    return 2;
  }
  std::streamoff from = 0;
  std::ifstream(argv[2]) >> from;
  std::ifstream in(argv[1], std::ios::binary);
  std::ofstream out(argv[3]);
  if (in) in.seekg(from);
  std::string line;
  while (in && std::getline(in, line) && !in.eof()) {      // a line without its end is still being written
    from += static_cast<std::streamoff>(line.size()) + 1;
    const auto dispatch = daemon::parse_json(line);
    if (!dispatch) continue;
    const std::string* touch = daemon::text_of(daemon::member(*dispatch, "touch"));
    if (!touch) continue;
    const std::uint32_t share = base::share_of(base::hash64(*touch), 1);
    if (share < kLost) continue;
    answer(out, *touch, "delivered");
    if (share > 1'000'000 - kRead) answer(out, *touch, "read");
  }
  std::ofstream(argv[2]) << from << '\n';
  return 0;
}
