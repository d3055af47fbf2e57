// Beyond its last year a calendar answers nothing: due times there are unknown until a new table comes (SEMANTICS rule 15). Told a year
// ahead.
#include "dsl/prove/prove.hpp"
#include "runtime/base/time.hpp"

namespace playmaker::prove {

void prove_calendars(const Whole& whole, source::Issues& issues) {
  if (!whole.today) return;
  const int needed = base::civil(base::Date{*whole.today} + 365).year;
  for (std::size_t i = 0; i < whole.catalog.catalog.calendars.size(); ++i) {
    const plan::NamedCalendar& calendar = whole.catalog.catalog.calendars[i];
    if (calendar.days.last_year == 0 || calendar.days.last_year >= needed) continue;
    issues.add(source::Issue(source::Code::calendar_ends, whole.catalog.calendars[i])
                   .arg(calendar.name)
                   .arg(std::to_string(calendar.days.first_year))
                   .arg(std::to_string(calendar.days.last_year))
                   .help({"add the next year's rows to its data file", "请在数据文件中加入下一年的数据"}));
  }
}

}  // namespace playmaker::prove
