#pragma once
// Errors as RFC 9457 problems: a stable code, a title by status and the failure's own words, in the language the sender accepts.
#include <string_view>

#include "daemon/http/message.hpp"
#include "runtime/base/result.hpp"
#include "runtime/base/text.hpp"

namespace playmaker::http {

base::Language language_of(std::string_view accept_language);  // the first of zh and en by weight; en when neither is named
int status_of(const base::Failure& failure);  // by code where a code has its own, else by kind
std::string_view title_of(int status, base::Language language);

// `members`: further members of the object, as JSON without braces, or empty. Busy ones carry Retry-After.
Response problem(int status, const base::Failure& failure, base::Language language, std::string_view members = {});
inline Response problem(const base::Failure& failure, base::Language language) { return problem(status_of(failure), failure, language); }

}  // namespace playmaker::http
