#pragma once
// Why a model leaves open how many contacts there can be, in words, with the way out where there is one.
#include "dsl/prove/contacts/model.hpp"
#include "dsl/source/issue.hpp"

namespace playmaker::prove {

source::Words words_of(Model::Why why);

}  // namespace playmaker::prove
