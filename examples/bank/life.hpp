#pragma once
// What happens to the bank's customers, day by day: changes of their profile and the events they cause, in order of time.
#include <string>
#include <utility>
#include <vector>

#include "examples/bank/population.hpp"

namespace playmaker::examples {

struct Field {
  std::string name, json;
};          // json: the value as JSON text
struct Event {
  base::Instant at;
  std::string customer, name;                      // customer empty: a broadcast to all
  std::vector<Field> fields;
};

class Life {
 public:
  Life(Bank& bank, std::uint64_t seed, base::Date first_day, base::Zone zone);
  // Moves profiles on by one night and returns the day's events, sorted. Days in order from 0.
  std::vector<Event> day(int day);

 private:
  void profile_night(Customer& customer, int day);
  void customer_day(const Customer& customer, int day, std::vector<Event>& out);
  void staff_day(const Customer& customer, int day, std::vector<Event>& out);
  void broadcasts(int day, std::vector<Event>& out);
  base::Instant at(int day, int from_hour, int to_hour);
  bool working(int day) const;
  void call(const Customer& customer, int day, const char* outcome, std::vector<Event>& out);

  Bank& bank_;
  base::Prng prng_;
  base::Date first_;
  base::Zone zone_;
};

}  // namespace playmaker::examples
