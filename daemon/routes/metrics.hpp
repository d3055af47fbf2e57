#pragma once
// /metrics in the OpenMetrics text format. No customer, person or free text ever stands in a label.
#include "daemon/routes/doors.hpp"

namespace playmaker::routes {

base::Result<http::Response> metrics(Doors& doors, daemon::Desk::Seat& seat);   // at the desk

}  // namespace playmaker::routes
