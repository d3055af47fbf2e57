// How fast a data folder takes durable commits, by rows a commit and bytes a row: what a tick of the engine can hope for on this disk.
// Usage: journal_bench [FOLDER [COMMITS]]; the folder (default: under the temporary folder) is made and removed.
#include <time.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "runtime/base/prng.hpp"
#include "runtime/journal/sqlite/open.hpp"

namespace {

using namespace playmaker::journal;

std::int64_t monotonic_ns() {
  timespec at{};
  clock_gettime(CLOCK_MONOTONIC, &at);
  return at.tv_sec * 1'000'000'000LL + at.tv_nsec;
}

std::string bytes_of_facts(playmaker::base::Prng& prng, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out.push_back(static_cast<char>(prng.next()));
  return out;
}

double ms(std::uint64_t ns) { return static_cast<double>(ns) / 1e6; }

bool measure(const std::string& folder, std::uint16_t rows_a_commit, std::size_t bytes_a_row, std::uint64_t commits) {
  std::filesystem::remove_all(folder);
  FolderOptions options;
  options.folder = folder;
  options.clock = monotonic_ns;
  const auto opened = open_folder(options);
  if (!opened) {
    std::fprintf(stderr, "%s\n", opened.error().message.c_str());
    return false;
  }
  Journal& journal = **opened;
  playmaker::base::Prng prng(1);
  const std::string payload = bytes_of_facts(prng, bytes_a_row);
  const std::int64_t begun = monotonic_ns();
  for (std::uint64_t i = 0; i < commits; ++i) {
    std::vector<LaneRow> rows;
    for (std::uint16_t lane = 0; lane < rows_a_commit; ++lane) rows.push_back({lane, journal.last_seq(lane) + 1, payload, 1});
    auto done = journal.append(rows, {});
    if (done) done = journal.tend();
    if (!done) {
      std::fprintf(stderr, "%s\n", done.error().message.c_str());
      return false;
    }
  }
  const double seconds = static_cast<double>(monotonic_ns() - begun) / 1e9;
  const Stats& stats = journal.stats();
  const std::int64_t read_begun = monotonic_ns();
  std::uint64_t read_bytes = 0;
  for (std::uint16_t lane = 0; lane < journal.lanes(); ++lane) {
    if (!journal.read(lane, 1, [&](const RowView& row) {
          read_bytes += row.bytes.size();
          return true;
        }))
      return false;
  }
  const double read_seconds = static_cast<double>(monotonic_ns() - read_begun) / 1e9;
  std::printf(
      "%4u x %7zu B | %8.0f commits/s %7.1f MB/s | commit p50 %6.2f p99 %6.2f ms | append p50 %6.2f p99 %6.2f ms | checkpoints %4llu p50 "
      "%6.2f max %6.2f ms | read %6.0f MB/s\n",
      rows_a_commit, bytes_a_row, static_cast<double>(commits) / seconds, static_cast<double>(stats.bytes) / seconds / 1e6,
      ms(stats.commit.percentile_ns(0.5)), ms(stats.commit.percentile_ns(0.99)), ms(stats.append.percentile_ns(0.5)),
      ms(stats.append.percentile_ns(0.99)), static_cast<unsigned long long>(stats.checkpoints), ms(stats.checkpoint.percentile_ns(0.5)),
      ms(stats.checkpoint.max_ns()), static_cast<double>(read_bytes) / read_seconds / 1e6);
  std::fflush(stdout);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string folder =
      argc > 1 ? argv[1]
               : (std::filesystem::temp_directory_path() / ("playmaker-journal-bench-" + std::to_string(monotonic_ns()))).string();
  const std::uint64_t commits = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 400;
  bool good = true;
  for (const std::uint16_t rows : {std::uint16_t{1}, std::uint16_t{16}}) {
    for (const std::size_t bytes : {std::size_t{500}, std::size_t{5'000}, std::size_t{27'000}})
      good = good && measure(folder, rows, bytes, commits);
  }
  std::filesystem::remove_all(folder);
  return good ? 0 : 1;
}
