// Reading back: rows, personal data, named values; and verify(), which reads them all.
#include <sqlite3.h>

#include <algorithm>

#include "runtime/journal/failures.hpp"
#include "runtime/journal/sqlite/folder_journal.hpp"
#include "runtime/journal/sqlite/value_sum.hpp"

namespace playmaker::journal {
namespace {

// SQLite's word for a damaged page names no row; the row that could not be read is the place to look.
base::Failure place(base::Failure failure, std::uint16_t lane, std::uint64_t seq) {
  if (failure.code != "journal_damaged") return failure;
  return row_damaged(lane, seq, failure.message, failure.zh).error();
}

}  // namespace

Result<void> FolderJournal::read(std::uint16_t lane, std::uint64_t from_seq, const RowVisitor& visit) {
  if (stopped_) return journal_stopped();
  if (lane >= lanes()) return lane_unknown(lane, lanes());
  std::uint64_t expected = std::max<std::uint64_t>(from_seq, 1);
  const std::uint64_t last = tails_[lane].seq;
  if (expected > last) return {};
  Tail tail{.known = expected == 1};
  Reading reading(select_segments_.begin().number(1, lane).number(2, expected));
  int code = SQLITE_OK;
  for (; select_segments_.row(code); ++expected) {
    if (select_segments_.number_at(0) != expected) return row_missing(lane, expected);
    const auto row = decode_row(select_segments_.bytes_at(1), lane, expected, tail);
    if (!row) return std::unexpected(row.error());
    if (!visit(*row)) return {};
  }
  if (code != SQLITE_OK) return std::unexpected(place(failed(code, "reading", "读取"), lane, expected));
  if (expected <= last) return row_missing(lane, expected);
  return {};
}

Result<Row> FolderJournal::read_row(std::uint16_t lane, std::uint64_t seq) {
  if (stopped_) return journal_stopped();
  if (lane >= lanes()) return lane_unknown(lane, lanes());
  if (seq == 0 || seq > tails_[lane].seq) return row_unknown(lane, seq);
  Reading reading(select_segment_.begin().number(1, lane).number(2, seq));
  int code = SQLITE_OK;
  if (!select_segment_.row(code)) {
    if (code != SQLITE_OK) return std::unexpected(place(failed(code, "reading", "读取"), lane, seq));
    return row_missing(lane, seq);
  }
  Tail tail{.known = false};
  const auto row = decode_row(select_segment_.bytes_at(0), lane, seq, tail);
  if (!row) return std::unexpected(row.error());
  return Row{row->lane, row->seq, row->epoch, row->groups, std::string(row->bytes)};
}

Result<std::optional<std::string>> FolderJournal::person(std::uint64_t key) {
  if (stopped_) return journal_stopped();
  if (key > kPersonKeyMax) return std::nullopt;
  Reading reading(select_person_.begin().number(1, key));
  int code = SQLITE_OK;
  if (!select_person_.row(code)) {
    if (code != SQLITE_OK) return std::unexpected(failed(code, "reading", "读取"));
    return std::nullopt;
  }
  const std::string_view bytes = select_person_.bytes_at(0);
  if (select_person_.number_at(1) != person_sum(key, bytes)) return person_damaged(key);
  return std::optional<std::string>(bytes);
}

Result<void> FolderJournal::for_each_person(const PersonVisitor& visit) {
  if (stopped_) return journal_stopped();
  Reading reading(select_persons_.begin());
  int code = SQLITE_OK;
  while (select_persons_.row(code)) {
    const std::uint64_t key = select_persons_.number_at(0);
    const std::string_view bytes = select_persons_.bytes_at(1);
    if (select_persons_.number_at(2) != person_sum(key, bytes)) return person_damaged(key);
    if (!visit(key, bytes)) return {};
  }
  if (code != SQLITE_OK) return std::unexpected(failed(code, "reading", "读取"));
  return {};
}

Result<std::optional<std::string>> FolderJournal::meta(std::string_view name) {
  if (stopped_) return journal_stopped();
  Reading reading(select_meta_.begin().text(1, name));
  int code = SQLITE_OK;
  if (!select_meta_.row(code)) {
    if (code != SQLITE_OK) return std::unexpected(failed(code, "reading", "读取"));
    return std::nullopt;
  }
  const std::string_view bytes = select_meta_.bytes_at(0);
  if (select_meta_.number_at(1) != meta_sum(name, bytes)) return meta_damaged(name);
  return std::optional<std::string>(bytes);
}

Result<void> FolderJournal::for_each_meta(std::string_view prefix, const MetaVisitor& visit) {
  if (stopped_) return journal_stopped();
  Reading reading(select_metas_.begin().text(1, prefix));
  int code = SQLITE_OK;
  while (select_metas_.row(code)) {
    const std::string_view name = select_metas_.bytes_at(0), bytes = select_metas_.bytes_at(1);
    if (!name.starts_with(prefix)) return {};
    if (select_metas_.number_at(2) != meta_sum(name, bytes)) return meta_damaged(name);
    if (!visit(name, bytes)) return {};
  }
  if (code != SQLITE_OK) return std::unexpected(failed(code, "reading", "读取"));
  return {};
}

Result<std::vector<Finding>> FolderJournal::verify(const Progress& progress) {
  if (stopped_) return journal_stopped();
  std::vector<Finding> findings;
  std::uint64_t total = 0, done = 0;
  for (const Tail& tail : tails_) total += tail.seq;
  for (std::uint16_t lane = 0; lane < lanes(); ++lane) {
    const auto walked = verify_lane(lane, findings, [&] {
      if (progress) progress(++done, total);
    });
    if (!walked) return std::unexpected(walked.error());
  }
  if (auto walked = verify_values(findings); !walked) return std::unexpected(walked.error());
  if (auto walked = snapshots_.verify(findings); !walked) return std::unexpected(walked.error());
  return findings;
}

Result<void> FolderJournal::verify_lane(std::uint16_t lane, std::vector<Finding>& findings, const std::function<void()>& step) {
  Tail tail;
  std::uint64_t expected = 1;
  Reading reading(select_segments_.begin().number(1, lane).number(2, expected));
  int code = SQLITE_OK;
  for (; select_segments_.row(code); ++expected, step()) {
    const std::uint64_t seq = select_segments_.number_at(0);
    if (seq != expected) {  // a gap is one finding, named by its first row
      findings.push_back(finding_of(lane, expected, row_missing(lane, expected).error()));
      expected = seq;
      tail.known = false;
    }
    if (const auto row = decode_row(select_segments_.bytes_at(1), lane, seq, tail); !row) {
      findings.push_back(finding_of(lane, seq, row.error()));
      tail.known = false;
    }
  }
  if (code != SQLITE_OK) {
    const base::Failure failure = place(failed(code, "reading", "读取"), lane, expected);
    if (failure.code != "row_damaged") return std::unexpected(failure);
    findings.push_back(finding_of(lane, expected, failure));
  } else if (expected <= tails_[lane].seq) {
    findings.push_back(finding_of(lane, expected, row_missing(lane, expected).error()));
  }
  return {};
}

Result<void> FolderJournal::verify_values(std::vector<Finding>& findings) {
  int code = SQLITE_OK;
  {
    Reading reading(check_pages_.begin());
    while (check_pages_.row(code)) {
      const std::string_view said = check_pages_.bytes_at(0);
      if (said != "ok") findings.push_back(finding_of(0, 0, journal_damaged(said).error()));
    }
    if (code != SQLITE_OK) findings.push_back(finding_of(0, 0, failed(code, "checking its pages", "检查页面")));
  }
  {
    Reading reading(select_persons_.begin());
    while (select_persons_.row(code)) {
      const std::uint64_t key = select_persons_.number_at(0);
      if (select_persons_.number_at(2) != person_sum(key, select_persons_.bytes_at(1))) {
        findings.push_back(finding_of(0, 0, person_damaged(key).error()));
      }
    }
    if (code != SQLITE_OK) findings.push_back(finding_of(0, 0, failed(code, "reading personal data", "读取个人资料")));
  }
  Reading reading(select_metas_.begin().text(1, ""));
  while (select_metas_.row(code)) {
    const std::string_view name = select_metas_.bytes_at(0);
    if (select_metas_.number_at(2) != meta_sum(name, select_metas_.bytes_at(1))) {
      findings.push_back(finding_of(0, 0, meta_damaged(name).error()));
    }
  }
  if (code != SQLITE_OK) findings.push_back(finding_of(0, 0, failed(code, "reading named values", "读取命名值")));
  return {};
}

}  // namespace playmaker::journal
