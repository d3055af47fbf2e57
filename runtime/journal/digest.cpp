#include "runtime/journal/digest.hpp"

#include "runtime/journal/words.hpp"

namespace playmaker::journal {

Result<base::Sha256> digest(Journal& journal) {
  base::Sha256 hash{};
  std::string link;  // each row is hashed together with the hash of all before it
  for (std::uint16_t lane = 0; lane < journal.lanes(); ++lane) {
    const auto read = journal.read(lane, 1, [&](const RowView& row) {
      link.assign(hash.begin(), hash.end());
      put_word(link, row.lane, 2);
      put_word(link, row.seq, 8);
      link.append(row.bytes);
      hash = base::sha256(link);
      return true;
    });
    if (!read) return std::unexpected(read.error());
  }
  return hash;
}

}  // namespace playmaker::journal
