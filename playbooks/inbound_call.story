# 进线经营。2026-03-02 是星期一。
use "inbound_call.play"
use "near_threshold.play"
use "shared/bank.story"

customer caller "来电客户" like regular {}

story main "主路径:到期客户约定改天,到期前一天回电" en "The main path" {
  starts 2026-03-02
  given customer caller with { deposit_matures: day 9 }
  on day 1 at 10:00 { event call_in { reason: "maturity" }  expect journey inbound_call entered  expect call_desk ib_renew }
  on day 1 at 10:05 call_desk ib_renew read { choice: "later" }
  on day 8 expect task promised assigned manager
  on day 9 at 11:00 { event call_logged { outcome: "reached" }  expect task promised done }
  expect no contact
}

story no "当场办妥:没有回电任务" en "No need to call back" {
  starts 2026-03-02
  given customer caller with { deposit_matures: day 9 }
  on day 1 at 10:00 event call_in { reason: "query" }
  on day 1 at 10:05 call_desk ib_renew read { choice: "yes" }
  expect no task
}

story vip "私行:顾问四个工作小时内回电" en "The adviser calls back" {
  starts 2026-03-02
  given customer caller with { tier: "private" }
  on day 1 at 15:30 {
    event call_in { reason: "query" }
    expect task vip.call_back due day 2 at 11:00
    expect task vip.call_back assigned advisor
  }
  on day 2 at 10:30 { event call_logged { outcome: "reached" }  expect task vip.call_back done }
}

story interested "闲钱客户感兴趣:发产品链接" en "Interested" {
  starts 2026-03-02
  given customer caller
  on day 1 at 10:00 { event call_in { reason: "query" }  expect call_desk ib_cash }
  on day 1 at 10:10 { call_desk ib_cash read { choice: "yes" }  expect push ib_link }
}

story link_by_sms "没有推送授权:链接改走短信" en "No consent for push" {
  starts 2026-03-02
  given customer caller with { consent { push: false } }
  on day 1 at 10:00 event call_in { reason: "query" }
  on day 1 at 10:10 { call_desk ib_cash read { choice: "yes" }  expect push ib_link blocked by no_consent  expect sms ib_link }
  expect 1 contact
}

story unsaid "坐席没有提起:半小时后换到首页" en "Nobody mentioned it" {
  starts 2026-03-02
  given customer caller
  on day 1 at 10:00 event call_in { reason: "query" }
  on day 1 at 10:30 expect app_home ib_cash
  expect no contact
}

story unsuitable "没有风险评估:不推荐" en "Not suitable" {
  starts 2026-03-02
  given customer caller with { risk_level: unknown }
  on day 1 at 10:00 event call_in { reason: "query" }
  expect nothing
  ends on day 3
}

story complaint "来电投诉:不经营" en "A complaint" {
  starts 2026-03-02
  given customer caller
  on day 1 at 10:00 event call_in { reason: "complaint" }
  expect no journey inbound_call
}

story open_complaint "投诉未结:不经营" en "A complaint is open" {
  starts 2026-03-02
  given customer caller
  on day -2 at 10:00 event complaint_opened
  on day 1 at 10:00 event call_in { reason: "query" }
  expect no journey inbound_call
}

story matures_too_soon "明天就到期:不算近期" en "Matures tomorrow" {
  starts 2026-03-02
  given customer caller with { deposit_matures: day 2 }
  on day 1 at 10:00 { event call_in { reason: "query" }  expect call_desk ib_cash  expect no call_desk ib_renew }
}

story matures_edge "十天后到期:算;十一天:不算" en "In ten days" {
  starts 2026-03-02
  given customer caller with { deposit_matures: day 11 }
  on day 1 at 10:00 { event call_in { reason: "query" }  expect call_desk ib_renew }
}

story matures_late "十一天后到期:不算近期" en "In eleven days" {
  starts 2026-03-02
  given customer caller with { deposit_matures: day 12 }
  on day 1 at 10:00 { event call_in { reason: "query" }  expect call_desk ib_cash }
}

story again "七天内再来电:不重复" en "Calls again" {
  starts 2026-03-02
  given customer caller
  on day 1 at 10:00 event call_in { reason: "query" }
  on day 5 at 10:00 event call_in { reason: "query" }
  expect 1 journey inbound_call entered
  ends on day 6
}

story quiet_edge_after "静默时来电:链接等到次日 08:30" en "Calls at night" {
  starts 2026-03-02
  given customer caller
  on day 1 at 20:55 event call_in { reason: "query" }
  on day 1 at 21:00 { call_desk ib_cash read { choice: "yes" }  expect push ib_link blocked by quiet until day 2 at 08:30 }
  on day 2 at 08:30 expect push ib_link
}

story quiet_edge_before "静默前一分钟:立即发" en "One minute before quiet hours" {
  starts 2026-03-02
  given customer caller
  on day 1 at 20:55 event call_in { reason: "query" }
  on day 1 at 20:59 { call_desk ib_cash read { choice: "yes" }  expect push ib_link }
}

story spring_festival "除夕前来电:四个工作小时跨过长假,周六调休上班" en "Over the long holiday" {
  starts 2026-02-14
  given customer caller with { tier: "private" }
  on day 1 at 15:30 { event call_in { reason: "query" }  expect task vip.call_back due 2026-02-24 at 11:00 }
}

story makeup_day "国庆后的周六调休:四个工作小时算到当天上午" en "A make-up Saturday counts" {
  starts 2026-10-09
  given customer caller with { tier: "private" }
  on day 1 at 15:30 { event call_in { reason: "query" }  expect task vip.call_back due 2026-10-10 at 11:00 }
  on 2026-10-10 at 11:00 expect task vip.call_back overdue
}

story promised "到期前一天回电:承诺记在回答里" en "What the customer said" {
  starts 2026-03-02
  given customer caller with { deposit_matures: day 9 }
  on day 1 at 10:00 event call_in { reason: "maturity" }
  on day 1 at 10:05 { call_desk ib_renew read { choice: "later" }  expect answer ib_renew { choice: "later" } }
}

story unheard "半小时没有回答" en "Nothing was said" {
  starts 2026-03-02
  given customer caller with { deposit_matures: day 9 }
  on day 1 at 10:00 event call_in { reason: "maturity" }
  on day 1 at 10:30 expect answer ib_renew missing
}

story month_end "下月一日到期:月末最后一天回电" en "Matures on the first of a month" {
  starts 2026-03-26
  given customer caller with { deposit_matures: 2026-04-01 }
  on day 1 at 10:00 event call_in { reason: "maturity" }
  on day 1 at 10:05 call_desk ib_renew read { choice: "later" }
  on 2026-03-31 expect task promised due 2026-04-01 at 17:30
}

# 10 日 10:00 临界提升告知差额,占当天的一次。
customer nearly "差一步的来电客户" like caller { aum: 47万元, peak_aum: 47万元 }

story day_before "前一天的链接:次日的告知照发" en "The day before" {
  starts 2026-03-09
  given customer nearly
  on day 1 at 10:00 event call_in { reason: "query" }
  on day 1 at 10:05 { call_desk ib_cash read { choice: "yes" }  expect push ib_link }
  on day 2 at 10:00 expect wecom nt_gap
}

story same_day "同一天已有一次:链接等到次日" en "On the same day" {
  starts 2026-03-10
  given customer nearly
  on day 1 at 10:00 expect wecom nt_gap
  on day 1 at 11:00 event call_in { reason: "query" }
  on day 1 at 11:05 { call_desk ib_cash read { choice: "yes" }  expect push ib_link blocked by capped until day 2 at 08:30 }
  on day 1 expect 1 contact
  on day 2 at 08:30 expect push ib_link
}

story day_after "次日、相隔二十小时以上:立即发" en "The day after" {
  starts 2026-03-10
  given customer nearly
  on day 2 at 11:00 event call_in { reason: "query" }
  on day 2 at 11:05 { call_desk ib_cash read { choice: "yes" }  expect push ib_link }
}

# 七天三次:临界提升 20 日 19:30 推送、22 日 09:30 电话、入金未配置的提醒,再加来电后的链接。
story cap_below "七天内第二次:链接照发" en "One below the cap" {
  starts 2026-07-10
  given customer nearly
  on 2026-07-20 at 19:30 expect push nt_steady
  on 2026-07-21 at 16:00 event call_in { reason: "query" }
  on 2026-07-21 at 16:05 { call_desk ib_cash read { choice: "yes" }  expect push ib_link }
}

story cap_reached "七天内第三次:链接照发" en "At the cap" {
  starts 2026-07-10
  given customer nearly
  on 2026-07-20 at 19:30 expect push nt_steady
  on 2026-07-22 at 09:30 expect task near_threshold.call
  on 2026-07-26 at 10:00 event call_in { reason: "query" }
  on 2026-07-26 at 10:05 { call_desk ib_cash read { choice: "yes" }  expect push ib_link }
}

story cap_over "七天内第四次:链接等到第一次满七天" en "Over the cap" {
  starts 2026-07-10
  given customer nearly
  on 2026-07-10 at 12:00 event deposit { amount: 1万元 }
  on 2026-07-20 at 19:30 expect push nt_steady
  on 2026-07-22 at 09:30 expect task near_threshold.call
  on 2026-07-24 at 12:00 expect push nt_keep
  on 2026-07-26 at 10:00 event call_in { reason: "query" }
  on 2026-07-26 at 10:05 { call_desk ib_cash read { choice: "yes" }  expect push ib_link blocked by capped until 2026-07-27 at 19:30 }
  on 2026-07-27 at 19:30 expect push ib_link
}
