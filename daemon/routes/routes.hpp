#pragma once
// All routes by what they speak of. openapi.json describes them; a test walks every one of it.
#include "daemon/http/router.hpp"
#include "daemon/routes/doors.hpp"

namespace playmaker::routes {

void add_events(http::Router& router, Doors& doors);       // POST events
void add_imports(http::Router& router, Doors& doors);      // POST customers, people, branches, pools, imports
void add_playbooks(http::Router& router, Doors& doors);    // apply, list, versions
void add_customers(http::Router& router, Doors& doors);    // one customer, timeline, why
void add_tasks(http::Router& router, Doors& doors);        // list, complete, assign, claim, acknowledge
void add_questions(http::Router& router, Doors& doors);    // list, answer
void add_journeys(http::Router& router, Doors& doors);     // journeys, stalls
void add_touches(http::Router& router, Doors& doors);      // touches, receipts
void add_figures(http::Router& router, Doors& doors);      // figures, waves, incidents, benefits
void add_reviews(http::Router& router, Doors& doors);      // reviews
void add_operations(http::Router& router, Doors& doors);   // pauses, clock
void add_state(http::Router& router, Doors& doors);        // healthz, readyz, version, metrics, openapi.json

inline void add_all(http::Router& router, Doors& doors) {
  for (const auto add : {add_events, add_imports, add_playbooks, add_customers, add_tasks, add_questions, add_journeys, add_touches,
                         add_figures, add_reviews, add_operations, add_state})
    add(router, doors);
}

extern const char* const kOpenApi;                         // openapi.json, put into the program by the build
extern const char* const kVersion;

}  // namespace playmaker::routes
