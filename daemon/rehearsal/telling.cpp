#include "daemon/rehearsal/telling.hpp"

#include "daemon/json.hpp"
#include "dsl/source/said.hpp"

namespace playmaker::rehearsal {
namespace {

std::string clock(const Almanac& almanac, base::Instant at, base::Language language) {
  static constexpr const char *kEn[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
                              *kZh[] = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
  const base::LocalTime local = base::to_local(almanac.zone, at);
  const std::string day = std::to_string(local.date - almanac.starts + 1);
  const auto weekday = static_cast<std::size_t>(base::weekday(local.date));
  const std::string time = base::format_time(base::TimeOfDay{static_cast<std::int32_t>(local.since_midnight / base::kMinute)});
  const std::string date = base::format_date(local.date);
  if (language == base::Language::zh) return "第 " + day + " 天 " + time + "(" + kZh[weekday] + " " + date + ")";
  return "day " + day + " " + time + " (" + kEn[weekday] + " " + date + ")";
}

std::string what(const Happening& happening, base::Language language) {
  std::string out = happening.text;
  const bool zh = language == base::Language::zh;
  if (happening.part.whose == Whose::other) out = (zh ? "如同 " : "like ") + happening.part.name + (zh ? " 的客户:" : ": ") + out;
  if (happening.subject == story::Subject::touch && !happening.template_.empty())
    out += (zh ? ",模板 " : ", ") + happening.channel + " " + happening.template_;
  if (!happening.place.empty()) out += (zh ? "(" : " (") + happening.place + (zh ? ")" : ")");
  return out;
}

}  // namespace

std::string tell(const story::Story& story, const Outcome& outcome, const source::Sources& sources, base::Language language) {
  const bool zh = language == base::Language::zh;
  std::string out = (zh ? "失败  " : "failed  ") + story.name.text;
  if (const std::string& label = zh || story.en.empty() ? story.zh : story.en; !label.empty())
    out += (zh ? " “" : " \"") + label + (zh ? "”" : "\"");
  out += "\n";
  for (const Failure& failure : outcome.failures) {
    const source::Source& source = sources[failure.span.file];
    const source::Position at = source.position(failure.span.begin);
    out += "  " + source.path() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " +
           source::said(failure.says, language) + "\n";
    out += "  - " + std::string(source.text(failure.span)) + "\n";
    for (const Happening& happening : failure.near)
      out += "  + " + clock(outcome.almanac, happening.at, language) + "  " + what(happening, language) + "\n";
    if (failure.looked && failure.near.empty()) out += zh ? "  + (附近没有任何事)\n" : "  + (nothing near it)\n";
  }
  return out;
}

std::string to_json(const story::Story& story, const Outcome& outcome, const source::Sources& sources, base::Language language) {
  daemon::JsonWriter json;
  json.begin_object().field("file", sources[story.span.file].path()).field("story", story.name.text).field("ok", outcome.ok());
  json.field("expectations", outcome.expectations).key("failures").begin_array();
  for (const Failure& failure : outcome.failures) {
    const source::Source& source = sources[failure.span.file];
    const source::Position at = source.position(failure.span.begin);
    json.begin_object().field("file", source.path()).field("line", at.line).field("column", at.column);
    json.field("expected", std::string(source.text(failure.span)))
        .field("says", source::said(failure.says, language))
        .key("near")
        .begin_array();
    for (const Happening& happening : failure.near) {
      const base::LocalTime local = base::to_local(outcome.almanac.zone, happening.at);
      json.begin_object().field("at", base::format_instant(happening.at, outcome.almanac.zone));
      json.field("day", local.date - outcome.almanac.starts + 1).field("text", what(happening, language));
      if (!happening.playbook.empty()) json.field("playbook", happening.playbook);
      if (!happening.path.empty()) json.field("path", happening.path);
      json.end_object();
    }
    json.end_array().end_object();
  }
  return json.end_array().end_object().take();
}

}  // namespace playmaker::rehearsal
