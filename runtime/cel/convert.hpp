#pragma once
// Conversions between kinds, only where they are written: `int("12")`. Errors: no_overload for kinds that never convert, range for
// numbers that do not fit, invalid for texts that do not say such a value. REQUIRES no errors as operands.
#include <string>

#include "runtime/cel/value.hpp"

namespace playmaker::cel {

Value to_int(const Value& a);        // decimals are cut toward zero; a timestamp gives seconds since 1970
Value to_uint(const Value& a);
Value to_double(const Value& a);
Value to_string(const Value& a);
Value to_bytes(const Value& a);
Value to_bool(const Value& a);       // texts: 1 t T true TRUE True and their opposites
Value to_timestamp(const Value& a);  // of a text, or of seconds since 1970
Value to_duration(const Value& a);
std::string decimal_text(double number);

}  // namespace playmaker::cel
