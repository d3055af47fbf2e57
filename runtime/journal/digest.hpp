#pragma once
// One hash for all a journal says: two runs that decided alike have the same. It covers lanes, sequences and the rows' bytes; not epochs
// (how often it was opened), not personal data and named values (keys of an installation differ).
#include "runtime/base/hash.hpp"
#include "runtime/journal/journal.hpp"

namespace playmaker::journal {

// Reads every row; fails as Journal::read does.
Result<base::Sha256> digest(Journal& journal);

}  // namespace playmaker::journal
