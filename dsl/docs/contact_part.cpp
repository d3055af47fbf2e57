// What a customer is asked to bear, and what it costs.
#include <algorithm>
#include <map>

#include "dsl/docs/page.hpp"

namespace playmaker::docs {

using plan::kNone;

const plan::Policy* Page::policy() const {
  const std::string name = t_.text(plan_.policy);
  const auto found =
      std::find_if(catalog_.policies.begin(), catalog_.policies.end(), [&](const plan::Policy& each) { return each.name == name; });
  return found == catalog_.policies.end() ? nullptr : &*found;
}

std::string Page::reach(const plan::Reach& reach) const {
  std::vector<std::string> parts;
  for (const std::string& each : reach.channels) parts.push_back(t_.channel(each));
  for (const plan::Purpose each : reach.purposes) parts.push_back(t_.purpose(each));
  if (parts.empty()) return say("every contact", "全部触达");
  return tell::joined(parts, say(", ", "、"));
}

void Page::budget() {
  const plan::Policy* rules = policy();
  if (rules == nullptr) return;
  heading("Contact budget", "触达预算");
  paragraph(
      say("The policy below is kept for every customer over all playbooks together, at the moment of sending: what would break it waits or "
          "is skipped.",
          "下列规范在发送时对每位客户、全部剧本合并执行：将违反规范的触达会等待或跳过。"));
  Table table;
  table.head = {say("Rule", "规则"), say("Limit", "限制"), say("Applies to", "适用")};
  for (const plan::Cap& cap : rules->caps) {
    const bool any = cap.reach.channels.empty() && cap.reach.purposes.empty();   // "4 sms": every contact over that channel
    table.rows.push_back(
        {{say("At most", "次数上限")}, {t_.cap(cap)}, {any && !cap.channel.empty() ? t_.channel(cap.channel) : reach(cap.reach)}});
  }
  for (const plan::Gap& gap : rules->gaps)
    table.rows.push_back({{say("Distance", "最小间隔")}, {t_.length(gap.least)}, {reach(gap.reach)}});
  for (const plan::QuietHours& quiet : rules->quiet) {
    table.rows.push_back({{say("Quiet", "免扰")},
                          {quiet.holidays_of.empty() ? t_.clock(quiet.from_minute) + "–" + t_.clock(quiet.to_minute)
                                                     : say("all day on holidays of ", "节假日全天：") + quiet.holidays_of},
                          {reach(quiet.reach)}});
  }
  for (const plan::Need& need : rules->needs)
    table.rows.push_back({{say("Consent", "授权")},
                          {need.attribute.empty() ? t_.condition(catalog_.unit, need.consent) : t_.attribute(need.attribute)},
                          {reach(need.reach)}});
  for (const plan::Silence& silence : rules->silences) {
    table.rows.push_back(
        {{say("Silence", "静默期")},
         {silence.while_ != kNone ? say("while ", "当 ") + t_.condition(catalog_.unit, silence.while_)
                                  : (t_.zh() ? t_.quoted(t_.event(silence.after_event)) + "后 " + t_.length(silence.length)
                                             : t_.length(silence.length) + " after " + t_.quoted(t_.event(silence.after_event)))},
         {reach(silence.reach)}});
  }
  if (rules->ask_at_most > 0) {
    const std::string per = t_.length(rules->ask_per), times = std::to_string(rules->ask_at_most);
    table.rows.push_back(
        {{say("Questions", "问询上限")},
         {t_.zh() ? "每 " + per + "最多 " + times + " 次问询" : times + (times == "1" ? " question per " : " questions per ") + per},
         {say("every question, of all playbooks", "全部剧本的问询")}});
  }
  if (rules->combine)
    table.rows.push_back(
        {{say("Combined", "合并")},
         {say("one contact and one line in the list a day, each task closed on its own", "同日合为一次触达、清单一行，各自办结")},
         {say("tasks of one role for the customer", "同一角色对该客户的任务")}});
  if (rules->hold_out > 0)
    table.rows.push_back({{say("Held out by the bank", "全行留白组")},
                          {t_.percent(rules->hold_out) + say(" of all customers", " 的客户")},
                          {say("every message, of all playbooks", "全部剧本的触达")}});
  if (plan_.audience.hold_out > 0)
    table.rows.push_back({{say("Held out by this playbook", "本剧本留白组")},
                          {t_.percent(plan_.audience.hold_out) + say(" of its customers", " 的本剧本客户")},
                          {plan_.audience.hold_out_from_all ? say("messages and tasks", "触达与任务") : say("messages", "触达")}});
  if (rules->blocked_wait.written()) {
    const std::string then = rules->blocked_then == plan::WhenBlocked::skip    ? say("then skipped", "之后跳过")
                             : rules->blocked_then == plan::WhenBlocked::leave ? say("then the journey is left", "之后退出旅程")
                                                                               : say("then the next channel", "之后改用下一渠道");
    table.rows.push_back({{say("When blocked", "受阻时")},
                          {say("waits up to ", "最多等待 ") + t_.length(rules->blocked_wait) + say(", ", "，") + then},
                          {say("every contact", "全部触达")}});
  }
  if (!rules->exempt.empty()) {
    plan::Reach exempt;
    exempt.purposes = rules->exempt;
    table.rows.push_back({{say("Exempt", "豁免")},
                          {say("neither counted nor blocked; quiet hours hold", "不计数、不拦截；免扰时段仍适用")},
                          {reach(exempt)}});
  }
  out_.blocks.emplace_back(std::move(table));
}

void Page::touches() {
  if (plan_.sends.empty()) return;
  heading("Every message", "全部触达");
  Table table;
  table.head = {say("Where", "所在"), say("Message", "触达"), say("Purpose", "用途"), say("Highest cost", "最高成本")};
  std::int64_t total = 0;
  for (const plan::Send& send : plan_.sends) {
    std::int64_t cost = 0, leg_cost = 0;
    std::vector<std::string> purposes;
    for (const plan::Leg& leg : send.legs) {
      for (const plan::Channel& channel : catalog_.channels) {
        if (channel.name == t_.text(leg.channel)) leg_cost = channel.cost;
      }
      cost += leg_cost;
      leg_cost = 0;
      for (const plan::Template& each : catalog_.templates) {
        if (each.name != t_.text(leg.template_)) continue;
        const std::string purpose = t_.purpose(each.purpose);
        if (std::find(purposes.begin(), purposes.end(), purpose) == purposes.end()) purposes.push_back(purpose);
      }
    }
    total += cost;
    table.rows.push_back(
        {{where(send.site)}, {t_.send_line(send)}, {tell::joined(purposes, say(", ", "、"))}, {cost == 0 ? "–" : t_.money(cost)}});
  }
  out_.blocks.emplace_back(std::move(table));
  paragraph(
      say("Each of these sent once to one customer, with every fallback: ", "以上每条对一位客户各发一次（含全部备用渠道）的渠道成本：") +
      t_.money(total) + (t_.zh() ? "。" : "."));
}

void Page::benefits() {
  if (plan_.grants.empty()) return;
  heading("Benefits and their cost", "权益与成本");
  if (plan_.budget > 0)
    paragraph(say("Budget for benefits: ", "权益预算：") + t_.money(plan_.budget) + say("; more is not granted", "；用完后不再发放") +
              (t_.zh() ? "。" : "."));
  Table table;
  table.head = {say("Benefit", "权益"),          say("Granted in", "发放处"), say("Value", "价值"),
                say("Per customer", "每客上限"), say("Stock", "库存"),        say("Expires", "有效期")};
  std::map<std::string, Cell> places;
  std::vector<std::string> order;
  for (const plan::Grant& grant : plan_.grants) {
    const std::string name = t_.text(grant.benefit);
    if (!places.contains(name)) order.push_back(name);
    Cell& cell = places[name];
    const std::string place = where(grant.site);
    if (std::find(cell.begin(), cell.end(), place) == cell.end()) cell.push_back(place);
  }
  for (const std::string& name : order) {
    const auto found =
        std::find_if(catalog_.benefits.begin(), catalog_.benefits.end(), [&](const plan::Benefit& each) { return each.name == name; });
    if (found == catalog_.benefits.end()) {
      table.rows.push_back({{name}, places[name], {}, {}, {}, {}});
      continue;
    }
    const plan::Benefit& benefit = *found;
    std::string stock = benefit.unlimited ? say("unlimited", "不限") : t_.number(benefit.stock);
    if (benefit.refill > 0)
      stock += t_.zh() ? "，每" + t_.period(benefit.refill_per) + "补 " + t_.number(benefit.refill)
                       : ", refilled by " + t_.number(benefit.refill) + " per " + t_.period(benefit.refill_per);
    Cell stocks{stock};
    if (!benefit.when_empty.empty()) stocks.push_back(say("when empty: ", "发完后：") + t_.benefit(benefit.when_empty));
    const std::string limit = benefit.customer_at_most == 0 ? say("no limit", "不限")
                              : t_.zh() ? "每 " + t_.length(benefit.customer_per) + " 最多 " + std::to_string(benefit.customer_at_most)
                                        : std::to_string(benefit.customer_at_most) + " per " + t_.length(benefit.customer_per);
    table.rows.push_back(
        {{t_.benefit(name)},
         places[name],
         {t_.money(benefit.value)},
         {limit},
         stocks,
         {benefit.expires.written() ? (t_.zh() ? "发放后 " + t_.length(benefit.expires) : t_.length(benefit.expires) + " after the grant")
                                    : say("never", "不过期")}});
  }
  out_.blocks.emplace_back(std::move(table));
}

}  // namespace playmaker::docs
