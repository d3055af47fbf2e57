#pragma once
// From trees to meaning: every name resolved, every expression typed, for all files of a compilation together. Goes on after mistakes;
// what it returns is complete only when it added no error to `issues`.
#include <vector>

#include "dsl/bind/bound.hpp"
#include "dsl/source/issue.hpp"

namespace playmaker::bind {

// `files`: by FileId of `sources`; both must outlive the result.
Bound bind(const source::Sources& sources, const std::vector<const syntax::File*>& files, source::Issues& issues);

}  // namespace playmaker::bind
