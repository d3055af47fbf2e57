#pragma once
// `include N [as X] [(args)]`: the fragment's steps are put where they are included, before any name is looked up, so that what follows
// sees one block. The node of the include keeps its place and gets the steps as a last child (block); they keep the words they were
// written in, the arguments theirs. What names another thing (template, role, event …) is put in its place as a name, all else as the
// expression it is.
#include <memory>
#include <vector>

#include "dsl/bind/work.hpp"

namespace playmaker::bind {

struct Expansion {
  std::vector<std::shared_ptr<const syntax::File>> files;   // beside the given ones; null: nothing is included there
  std::vector<Inclusion> inclusions;
};

// Reports fragments that include themselves, wrong numbers of arguments, and arguments that are no names where one is needed; such an
// include stays without steps. An unknown fragment stays so too: binding says it.
Expansion expand(const std::vector<const syntax::File*>& files, source::Issues& issues);

// What a parameter's type asks of its argument: the category of names it stands for, if it is one.
bool names_thing(std::string_view type, Thing& thing);
// A mistake in a fragment's steps is told once, with the places that include it.
void tell_inclusions(const std::vector<Inclusion>& inclusions, source::Issues& issues);

}  // namespace playmaker::bind
