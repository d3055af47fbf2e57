#pragma once
// The failures of a journal in both languages, in one place: what is said is the same whichever implementation says it.
#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/journal/journal.hpp"

namespace playmaker::journal {

using Refusal = std::unexpected<base::Failure>;

// Requests refused before anything was touched.
Refusal sequence_gap(std::uint16_t lane, std::uint64_t wanted, std::uint64_t given);
Refusal lane_unknown(std::uint16_t lane, std::uint16_t lanes);
Refusal row_too_large(std::uint16_t lane, std::uint64_t seq, std::size_t bytes);
Refusal meta_name_invalid(std::size_t length);
Refusal value_too_large(std::size_t bytes);
Refusal person_key_invalid(std::uint64_t key);
Refusal chunk_invalid(std::size_t bytes);
Refusal row_unknown(std::uint16_t lane, std::uint64_t seq);

// Damage.
Refusal row_damaged(std::uint16_t lane, std::uint64_t seq, std::string_view why, std::string_view why_zh);
Refusal row_missing(std::uint16_t lane, std::uint64_t seq);
Refusal person_damaged(std::uint64_t key);
Refusal meta_damaged(std::string_view name);
Refusal journal_damaged(std::string_view detail);
Refusal snapshot_damaged(std::uint64_t id, std::string_view why, std::string_view why_zh);
Refusal journal_behind(std::uint64_t id, std::uint16_t lane, std::uint64_t snapshot_seq, std::uint64_t journal_seq);

// The machine below.
Refusal journal_stopped();
Refusal journal_failed(std::string_view doing, std::string_view doing_zh, std::string_view detail);
Refusal disk_full(std::string_view where, std::string_view detail, std::string_view detail_zh = {});   // zh empty: the same words

// Opening a folder. `where` may be empty.
Refusal format_newer(std::string_view where, std::uint64_t format);
Refusal not_a_journal(std::string_view file);
Refusal journal_missing(std::string_view folder);
Refusal lanes_fixed(std::string_view folder, std::uint16_t has, std::uint16_t asked);
Refusal folder_unusable(std::string_view folder, std::string_view detail);
Refusal folder_in_use(std::string_view folder, std::string_view process);

// A failure as verify() lists it.
Finding finding_of(std::uint16_t lane, std::uint64_t seq, const base::Failure& failure);

}  // namespace playmaker::journal
