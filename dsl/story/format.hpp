#pragma once
// A story text in its one true layout, that of playbooks (dsl/print), in one language throughout: the one asked for, else the one that
// `language` names, else the one most of its words are of. Comments are kept. What is printed is read again and says the same, or
// nothing is printed.
#include <optional>

#include "dsl/print/print.hpp"
#include "dsl/source/source.hpp"

namespace playmaker::story {

base::Language language_of(const source::Source& source);   // the one that fmt would lay it out in
print::Printed format(const source::Source& source, std::optional<base::Language> language);

}  // namespace playmaker::story
