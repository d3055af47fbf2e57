# 流失挽回。2026-03-02 是星期一;流失预警客户于当天宽表到后带入。
use "churn_recovery.play"
use "uplift.play"
use "near_threshold.play"
use "shared/bank.story"

customer leaver "流失预警客户" like regular { aum: 20万元, peak_aum: 60万元, tier: "mass", score.churn_30d: 0.8 }

story main "主路径:线上三波、回来、入金、挽回、移交存量提升" en "The main path" {
  starts 2026-03-02
  given customer leaver
  on day 1 at 05:00 expect journey churn_recovery entered
  on day 1 at 10:00 expect push cr_hello
  on day 6 at 19:30 { expect grant coffee  expect wecom cr_gift }
  on day 8 at 20:00 event app_login
  on day 10 at 10:00 { event deposit { amount: 30万元 }  expect stall back_no_money cleared }
  on day 10 at 11:00 {
    set { aum: 50万元 }
    expect goal won_back
    expect journey churn_recovery ended as won_back
    expect hand off to uplift
  }
  expect no sms cr_last
  expect no stall
}

story back_no_money "回来七天没入金" en "Came back, no money" {
  starts 2026-03-02
  given customer leaver
  on day 3 at 20:00 event app_login
  on day 10 at 20:00 { expect stall back_no_money  expect push cr_deposit }
  on day 12 at 10:00 { event deposit { amount: 1万元 }  expect stall back_no_money cleared }
  expect no wecom cr_gift  # 登录过,第二波不发
}

story lost "六十天未挽回" en "Lost" {
  starts 2026-03-02
  given customer leaver
  on day 16 at 12:00 expect sms cr_last
  on day 61 { expect goal won_back missed  expect journey churn_recovery ended as lost }
}

story visit "私行:行长拜访" en "The president visits" {
  starts 2026-03-02
  given customer leaver with { tier: "private" }
  on day 1 at 05:00 { expect task visit.call_on assigned president  expect task visit.call_on due day 8 at 17:30 }
  on day 3 at 15:00 { event visit_logged  expect task visit.call_on done }
  expect no touch
}

story sorry "有投诉:致歉后减免手续费" en "An apology" {
  starts 2026-03-02
  given customer leaver with { tier: "gold" }
  on day -5 at 10:00 event complaint_opened
  on day 1 at 05:00 expect task sorry.apology
  on day 1 at 14:00 { event call_logged { outcome: "reached" }  expect task sorry.apology done  expect grant fee_waiver }
}

story rate_up "转出二十万:专享利率,接受则发券" en "A better rate, accepted" {
  starts 2026-03-02
  given customer leaver with { tier: "gold" }
  on day -3 at 10:00 event transfer_out { amount: 20万元 }
  on day 1 expect task rate_up.offer_call
  on day 2 at 11:00 { event call_logged { outcome: "accepted" }  expect task rate_up.offer_call accepted  expect grant rate_coupon }
}

story rate_refused "拒绝则不发券" en "Refused" {
  starts 2026-03-02
  given customer leaver with { tier: "gold" }
  on day -3 at 10:00 event transfer_out { amount: 20万元 }
  on day 2 at 11:00 { event call_logged { outcome: "refused" }  expect task rate_up.offer_call refused }
  expect no grant
}

story rate_silent "四个工作日没有结果:预留的利率券退回" en "Nothing came of the offer" {
  starts 2026-03-02
  given customer leaver with { tier: "gold" }
  on day -3 at 10:00 event transfer_out { amount: 20万元 }
  on day 1 at 05:00 expect task rate_up.offer_call due day 3 at 17:30
  on day 3 at 17:30 expect task rate_up.offer_call overdue
  expect no grant
  ends on day 10
}

story just_below "转出差一元:走关怀电话" en "One yuan less" {
  starts 2026-03-02
  given customer leaver with { tier: "gold" }
  on day -3 at 10:00 event transfer_out { amount: 199999元 }
  on day 1 { expect task care_call.care  expect no task rate_up.offer_call }
}

story steady "没有流失迹象:不进入" en "Not leaving" {
  starts 2026-03-02
  given customer leaver with { score.churn_30d: 0.69 }
  expect no journey churn_recovery
  ends on day 2
}

story held_out "全对照:不发消息,也不开任务、不发权益" en "Held out from all" {
  starts 2026-03-02
  given customer leaver held out of churn_recovery
  on day 1 at 05:00 expect journey churn_recovery entered
  expect nothing
  ends on day 20
}

story undelivered "推送失败:短信立即跟上" en "The push fails" {
  starts 2026-03-02
  given customer leaver
  given push cr_hello failed
  on day 1 at 10:00 expect sms cr_hello_sms
}

story spring_festival "春节:拜访五个工作日,含周六调休" en "Working days over the long holiday" {
  starts 2026-02-12
  given customer leaver with { tier: "private" }
  on day 1 at 05:00 expect task visit.call_on due 2026-02-26 at 17:30
}

story makeup_day "周日调休上班:关怀电话三个工作日,到当天下班" en "A make-up Sunday counts" {
  starts 2026-09-16
  given customer leaver with { tier: "gold" }
  on day 1 at 05:00 expect task care_call.care due 2026-09-20 at 17:30
  on 2026-09-20 at 17:30 expect task care_call.care overdue
}

story month_end "月末三十一日进入:第 16 天在次月" en "Over the end of a month" {
  starts 2026-01-31
  given customer leaver
  on 2026-02-15 at 12:00 expect sms cr_last
}

story reserved "专享利率:先预留,四个工作日没有结果则退回" en "Reserved and released" {
  starts 2026-03-02
  given customer leaver with { tier: "gold" }
  on day -3 at 10:00 event transfer_out { amount: 20万元 }
  on day 1 at 05:00 expect reserve rate_coupon
  on day 5 at 17:30 expect reserve rate_coupon released
  expect no grant
}

story none_left "利率券已发完:预留不到,接受了也发不出" en "No coupon is left" {
  starts 2026-03-02
  given customer leaver with { tier: "gold" }
  given stock rate_coupon 0
  on day -3 at 10:00 event transfer_out { amount: 20万元 }
  on day 1 at 05:00 expect reserve rate_coupon refused by full
  on day 2 at 11:00 { event call_logged { outcome: "accepted" }  expect grant rate_coupon refused by full }
  expect no grant
}

story monthly "每月一日复盘" en "The monthly review" {
  starts 2026-03-02
  given customer leaver
  on 2026-04-01 at 09:00 expect review won_back_monthly
  on days 1 to 30 expect no review won_back_monthly
}

story quiet_edge_before "静默前一分钟断点触发:立即发" en "One minute before quiet hours" {
  starts 2026-03-02
  given customer leaver
  on day 3 at 20:59 event app_login
  on day 10 at 20:59 { expect stall back_no_money  expect push cr_deposit }
}

story quiet_edge_after "静默开始的一刻断点触发:服务类也等到次日 08:30" en "As quiet hours begin" {
  starts 2026-03-02
  given customer leaver
  on day 3 at 21:00 event app_login
  on day 10 at 21:00 { expect stall back_no_money  expect push cr_deposit blocked by quiet until day 11 at 08:30 }
  on day 11 at 08:30 expect push cr_deposit
}

# 七天三次。入金引导是服务类,不计不拦;单凭唤回三波到不了顶,与临界提升同在时才会。
customer wavering "差一步、后来又要走的客户" like leaver { aum: 47万元, peak_aum: 100万元, score.churn_30d: 0.3 }

story cap_below "七天内第二次:照发" en "One below the cap" {
  starts 2026-03-02
  given customer leaver
  on day 1 at 10:00 expect push cr_hello
  on day 6 at 19:30 expect wecom cr_gift
  on days 1 to 7 expect 2 contacts
}

story cap_reached "七天内第三次:照发" en "At the cap" {
  starts 2026-07-10
  given customer wavering
  on 2026-07-15 at 20:00 set { score.churn_30d: 0.8 }
  on 2026-07-16 at 10:00 expect push cr_hello
  on 2026-07-20 at 19:30 expect push nt_steady
  on 2026-07-21 at 19:30 expect wecom cr_gift
}

story cap_over "第四次是临界提升的电话:等到第一次满七天,期限顺延" en "Over the cap" {
  starts 2026-07-10
  given customer wavering
  on 2026-07-15 at 20:00 set { score.churn_30d: 0.8 }
  on 2026-07-21 at 19:30 expect wecom cr_gift
  on 2026-07-22 at 09:30 expect task near_threshold.call due 2026-07-28 at 17:30
}
