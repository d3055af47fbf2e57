# 临界提升。每月 10 日 08:30 取差一步到金卡的客户;2026-03-10 是星期二。
use "near_threshold.play"
use "churn_recovery.play"
use "shared/bank.story"

customer nearly "差一步" like regular { aum: 47万元, peak_aum: 47万元 }

story main "主路径:告知差额、再推一步、下单、升级金卡、升级" en "The main path" {
  starts 2026-03-10
  given customer nearly
  given wecom nt_gap read after 10 minutes
  on day 1 at 08:30 expect journey near_threshold entered
  on day 1 at 10:00 expect wecom nt_gap
  on day 6 at 10:00 event deposit { amount: 2万元 }
  on day 8 at 10:00 { event order_placed { product: "steady_6m", amount: 2万元 }  expect stall in_no_buy cleared }
  on day 11 at 19:30 expect no push nt_steady  # 稳健 6 个月 7 月才开售
  on day 13 expect task call
  on day 14 at 11:00 { event call_logged { outcome: "reached" }  expect task call done }
  on day 20 at 10:00 {
    set { tier: "gold", aum: 50万元 }
    expect goal promoted
    expect journey near_threshold ended as promoted
  }
  expect no stall
}

story steady "七月起有稳健产品:20 日 19:30 推荐并送积分" en "The second nudge" {
  starts 2026-07-10
  given customer nearly
  on day 1 at 10:00 expect wecom nt_gap
  on day 11 at 19:30 { expect grant points_200  expect push nt_steady }
}

story failed "企微失败:改发推送" en "Sent by push instead" {
  starts 2026-03-10
  given customer nearly
  given wecom failed
  on day 1 at 10:00 { expect wecom nt_gap failed  expect push nt_gap_push }
}

story in_no_buy "入金十四天未配置:提醒" en "Money in, nothing bought" {
  starts 2026-03-10
  given customer nearly
  on day 3 at 10:00 event deposit { amount: 1万元 }
  on day 17 at 10:00 { expect stall in_no_buy  expect push nt_keep }
  on day 18 at 10:00 { event order_placed { product: "cash_plus", amount: 1万元 }  expect stall in_no_buy cleared }
}

story on_the_line "差额 1 元:进入" en "One yuan short" {
  starts 2026-03-10
  given customer nearly with { aum: 499999元 }
  on day 1 at 08:30 expect journey near_threshold entered
}

story over_the_line "已到门槛:不进入" en "Not short" {
  starts 2026-03-10
  given customer nearly with { aum: 50万元 }
  expect no journey near_threshold
  ends on day 2
}

story too_far "差额超过 5 万:不进入" en "Too far off" {
  starts 2026-03-10
  given customer nearly with { aum: 449999.99元 }
  expect no journey near_threshold
  ends on day 2
}

story gold_already "已是金卡:不进入" en "Gold already" {
  starts 2026-03-10
  given customer nearly with { tier: "gold" }
  expect no journey near_threshold
  ends on day 2
}

story quiet_edge_before "静默前一分钟断点触发:立即发" en "One minute before quiet hours" {
  starts 2026-03-10
  given customer nearly
  on day 3 at 20:59 event deposit { amount: 1万元 }
  on day 17 at 20:59 { expect stall in_no_buy  expect push nt_keep }
}

story quiet_edge_after "静默开始的一刻断点触发:等到次日 08:30" en "As quiet hours begin" {
  starts 2026-03-10
  given customer nearly
  on day 3 at 21:00 event deposit { amount: 1万元 }
  on day 17 at 21:00 { expect stall in_no_buy  expect push nt_keep blocked by quiet until day 18 at 08:30 }
  on day 18 at 08:30 expect push nt_keep
}

story deposit_before "入金早于进入:不算" en "Money that came before" {
  starts 2026-07-10
  given customer nearly
  on day -4 at 10:00 event deposit { amount: 1万元 }
  expect no stall
  ends on day 20
}

story cap_reached "推送、电话、推送:七天三次,到顶不超" en "Three contacts in seven days" {
  starts 2026-07-10
  given customer nearly
  on day 1 at 12:00 event deposit { amount: 1万元 }
  on day 11 at 19:30 expect push nt_steady
  on day 13 at 09:30 expect task call
  on day 15 at 12:00 { expect stall in_no_buy  expect push nt_keep }
}

story month_end "一月进入:月末入金,断点落在次月" en "Over the end of a month" {
  starts 2026-01-10
  given customer nearly
  on 2026-01-22 at 09:30 expect task call due 2026-01-27 at 17:30
  on 2026-01-31 at 10:00 event deposit { amount: 1万元 }
  on 2026-02-14 at 10:00 expect stall in_no_buy
}

story spring_festival "春节里到日子的电话:假日静默,节后起三个工作日" en "Over the long holiday" {
  starts 2026-02-10
  given customer nearly
  on 2026-02-22 at 09:30 expect task call due 2026-02-27 at 17:30
}

story held_out "对照组:不发消息" en "Held out" {
  starts 2026-03-10
  given customer nearly held out of near_threshold
  on day 1 at 10:00 expect wecom nt_gap blocked by held_out
  expect no touch
  ends on day 15
}

story cap_below "七天内推送一次、电话一次:断点消息照发" en "One below the cap" {
  starts 2026-07-10
  given customer nearly
  on day 5 at 12:00 event deposit { amount: 1万元 }
  on day 11 at 19:30 expect push nt_steady
  on day 13 at 09:30 expect task call
  on day 19 at 12:00 { expect stall in_no_buy  expect push nt_keep }
}

story cap_over "同时在挽回:第四次是电话,等到第一次满七天,期限顺延" en "Over the cap" {
  starts 2026-07-10
  given customer nearly with { peak_aum: 100万元 }
  on 2026-07-15 at 20:00 set { score.churn_30d: 0.8 }
  on 2026-07-16 at 10:00 expect push cr_hello
  on 2026-07-20 at 19:30 expect push nt_steady
  on 2026-07-21 at 19:30 expect wecom cr_gift
  on 2026-07-22 at 09:30 expect task call due 2026-07-28 at 17:30
}

story day_below "前一天的断点消息:不碍 20 日的推送" en "The day before" {
  starts 2026-06-10
  given customer nearly
  on 2026-07-05 at 12:00 event deposit { amount: 1万元 }
  on 2026-07-19 at 12:00 expect push nt_keep
}

story makeup_day "节后电话没打:逾期四个工作小时,周六调休当天升级" en "A make-up Saturday counts" {
  starts 2026-02-10
  given customer nearly
  on 2026-02-27 at 17:30 expect task call overdue
  on 2026-02-28 at 13:00 expect task call escalated to wealth_advisor
}

story coffee_gone "升级送券,券已发完:改送积分" en "The vouchers are gone" {
  starts 2026-03-10
  given customer nearly
  given stock coffee 0
  on day 20 at 10:00 {
    set { tier: "gold", aum: 50万元 }
    expect goal promoted
    expect grant coffee refused by full
    expect grant points_200
  }
}
