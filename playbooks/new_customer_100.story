# 新户百日。2026-03-02 是星期一;开户次日由 T+1 宽表带入。
use "new_customer_100.play"
use "near_threshold.play"
use "shared/bank.story"

customer newcomer "新户" like regular { aum: 2万元, peak_aum: 2万元, balance: unknown, opened_on: day 0 }

story main "主路径:欢迎、绑定工资、首登有礼、首购、每周一信、习惯养成" en "The main path" {
  starts 2026-03-02
  given customer newcomer
  on day 1 at 05:00 expect journey new_customer_100 entered
  on day 1 at 10:00 expect wecom nc_hello
  on day 3 at 12:00 expect push nc_salary
  on day 4 at 20:00 event app_login
  on day 5 at 20:00 event app_login
  on day 6 at 20:00 event app_login
  on day 7 at 09:30 { expect grant coffee  expect push nc_coffee }
  on day 9 at 10:00 event first_deposit { amount: 3万元 }
  on day 9 at 10:00 set { balance: 3万元 }
  on day 16 at 19:30 expect push nc_buy_rate  # 试验第一组
  on day 20 at 11:00 event first_purchase { product: "cash_plus", amount: 1万元 }
  on day 20 at 11:00 set { product_count: 2 }
  on day 30 expect task care
  on day 31 at 10:00 { event call_logged { outcome: "reached" }  expect task care done }
  on day 38 at 15:00 expect wecom nc_salon
  on day 40 at 10:00 event wealth_salon.signed_up
  on day 48 at 17:00 event wealth_salon.attended
  on day 50 at 09:30 expect push nc_weekly_letter
  on day 57 at 09:30 expect push nc_weekly_letter
  on day 60 at 20:00 event app_login
  on day 61 at 20:00 event app_login
  on day 62 at 20:00 event app_login
  on day 63 at 20:00 { event app_login  expect goal habit  expect journey new_customer_100 ended as habit }
  expect no stall
}

story letters "每周一信:周一 09:30,八封为止;定投两次的送积分" en "Eight letters" {
  starts 2026-03-02
  given customer newcomer
  on day 40 at 10:00 event plan_contribution { amount: 500元 }
  on day 48 at 10:00 event plan_contribution { amount: 500元 }
  on day 50 at 09:30 { expect push nc_weekly_letter  expect grant points_200 }
  on day 99 at 09:30 expect push nc_weekly_letter
  on days 46 to 100 expect 8 push nc_weekly_letter
  on days 71 to 100 expect no grant  # 三十天内只剩一次定投
}

story safety "首购试验第二组:讲稳健" en "The other arm" {
  starts 2026-03-02
  given customer newcomer
  given arm safety
  on day 16 at 19:30 expect push nc_buy_safety
  expect no push nc_buy_rate
}

story control "首购试验空白组:不发" en "The control" {
  starts 2026-03-02
  given customer newcomer
  given arm control
  on day 16 expect no touch
  ends on day 20
}

story unsuitable "风险评估过期:不推荐" en "Not suitable" {
  starts 2026-03-02
  given customer newcomer with { risk_assessed_on: 400 days ago }
  on day 16 expect no touch
  ends on day 20
}

story salon_missed "沙龙报了名没来:打标签" en "Signed up, never came" {
  starts 2026-03-20
  given customer newcomer with { balance: 2万元 }
  on 2026-04-08 at 15:00 expect wecom nc_salon
  on 2026-04-10 at 10:00 event wealth_salon.signed_up
  on 2026-04-20 at 15:00 expect tag "missed_salon"
}

story salon_unfunded "余额差一分:不请" en "One fen short of an invitation" {
  starts 2026-03-02
  given customer newcomer with { balance: 9999.99元 }
  expect no wecom nc_salon
  ends on day 45
}

story gift "首登有礼:券码进消息,首页有礼位" en "A gift for logging in" {
  starts 2026-03-02
  given customer newcomer
  on day 2 at 20:00 event app_login
  on day 3 at 20:00 event app_login
  on day 4 at 20:00 event app_login
  on day 7 at 09:30 { expect grant coffee  expect push nc_coffee  expect app_home nc_gift }
}

story unfunded "开户十天未入金" en "Opened, not funded" {
  starts 2026-03-02
  given customer newcomer
  on day 0 at 14:00 event account_opened
  on day 10 at 14:00 { expect stall unfunded  expect sms nc_fund_help }
  on day 15 at 10:00 { event first_deposit { amount: 1万元 }  expect stall unfunded cleared }
}

story unbought_small "入金二十天未购买,余额不多:发消息" en "Funded, not bought: a message" {
  starts 2026-03-02
  given customer newcomer
  on day 2 at 10:00 event first_deposit { amount: 3万元 }
  on day 2 at 10:00 set { balance: 3万元 }
  on day 22 at 10:00 { expect stall unbought  expect push nc_first_buy }
  expect no task unbought.pitch
}

story unbought_large "入金二十天未购买,余额二十万:电话荐购" en "Funded, not bought: a call" {
  starts 2026-03-02
  given customer newcomer
  on day 2 at 10:00 event first_deposit { amount: 20万元 }
  on day 2 at 10:00 set { balance: 20万元 }
  on day 22 at 10:00 { expect stall unbought  expect task unbought.pitch }
  on day 22 expect no push nc_first_buy
}

story import_late "宽表当天未到:跳过,次日已不是开户次日" en "The import does not come" {
  starts 2026-03-02
  given customer newcomer
  on day 1 import daily_profile missing
  expect no journey new_customer_100 entered
  ends on day 4
}

story private_client "私行客户不进入" en "Not for private clients" {
  starts 2026-03-02
  given customer newcomer with { tier: "private" }
  expect nothing
  ends on day 20
}

story no_push "没有推送授权:工资提醒改走短信" en "No consent for push" {
  starts 2026-03-02
  given customer newcomer with { consent { push: false } }
  on day 3 at 12:00 { expect push nc_salary blocked by no_consent }
  on day 3 expect no push
}

story quiet_edge_before "静默前一分钟断点触发:立即发" en "One minute before quiet hours" {
  starts 2026-03-02
  given customer newcomer
  on day 0 at 20:59 event account_opened
  on day 10 at 20:59 { expect stall unfunded  expect sms nc_fund_help }
}

story quiet_edge_after "静默开始的一刻断点触发:服务类也等到次日 08:30" en "As quiet hours begin" {
  starts 2026-03-02
  given customer newcomer
  on day 0 at 21:00 event account_opened
  on day 10 at 21:00 { expect stall unfunded  expect sms nc_fund_help blocked by quiet until day 11 at 08:30 }
  on day 11 at 08:30 expect sms nc_fund_help
}

story day_before "每周一信前一天触发:当天一次,都发" en "The day before a letter" {
  starts 2026-03-02
  given customer newcomer
  on day 29 at 10:00 event first_deposit { amount: 1万元 }
  on day 49 at 10:00 expect push nc_first_buy
  on day 50 at 09:30 expect push nc_weekly_letter
}

story same_day "与每周一信同一天触发:每天一次,等到次日" en "On the day of a letter" {
  starts 2026-03-02
  given customer newcomer
  on day 30 at 10:00 event first_deposit { amount: 1万元 }
  on day 50 at 09:30 expect push nc_weekly_letter
  on day 50 at 10:00 expect push nc_first_buy blocked by capped until day 51 at 08:30
  on day 50 expect 1 contact
  on day 51 at 08:30 expect push nc_first_buy
}

story day_after "每周一信次日触发:隔了二十小时以上,立即发" en "The day after a letter" {
  starts 2026-03-02
  given customer newcomer
  on day 31 at 10:00 event first_deposit { amount: 1万元 }
  on day 50 at 09:30 expect push nc_weekly_letter
  on day 51 at 10:00 expect push nc_first_buy
}

# 七天三次。与临界提升同在:20 日 19:30 推送、22 日 09:30 电话,加首购消息与断点消息。
customer newly_near "差一步的新户" like newcomer { aum: 47万元, peak_aum: 47万元 }

story cap_below "七天内第二次:断点消息照发" en "One below the cap" {
  starts 2026-07-06
  given customer newly_near
  on 2026-07-08 at 20:00 event first_deposit { amount: 1万元 }
  on 2026-07-21 at 19:30 expect push nc_buy_rate
  on 2026-07-22 at 09:30 expect task near_threshold.call
  on 2026-07-28 at 20:00 { expect stall unbought  expect push nc_first_buy }
}

story cap_reached "七天内第三次:断点消息照发" en "At the cap" {
  starts 2026-07-06
  given customer newly_near
  on 2026-07-07 at 20:00 event first_deposit { amount: 1万元 }
  on 2026-07-21 at 19:30 expect push nc_buy_rate
  on 2026-07-22 at 09:30 expect task near_threshold.call
  on 2026-07-27 at 20:00 { expect stall unbought  expect push nc_first_buy }
}

story cap_over "七天内第四次:等到第一次满七天" en "Over the cap" {
  starts 2026-07-06
  given customer newly_near
  on 2026-07-06 at 10:00 event first_deposit { amount: 1万元 }
  on 2026-07-20 at 19:30 expect push nt_steady
  on 2026-07-21 at 19:30 expect push nc_buy_rate
  on 2026-07-22 at 09:30 expect task near_threshold.call
  on 2026-07-26 at 10:00 {
    expect stall unbought
    expect push nc_first_buy blocked by capped until 2026-07-27 at 19:30
  }
  on 2026-07-27 at 19:30 expect push nc_first_buy
}

story quiet_welcome "企微失败:欢迎短信同一分钟发出" en "The welcome goes by text message" {
  starts 2026-03-02
  given customer newcomer
  given wecom failed
  on day 1 at 10:00 { expect wecom nc_hello failed  expect sms nc_hello_sms }
}

story labour_day "五一长假:满月回访的电话等到节后,调休周六上班" en "A long holiday and its make-up Saturday" {
  starts 2026-04-03
  given customer newcomer
  on 2026-05-02 expect task care due 2026-05-09 at 17:30  # 电话节假日静默,5 月 6 日起算,9 日调休上班
}

story makeup_day "周日调休上班:满月回访三个工作日,到当天下班" en "A make-up Sunday counts" {
  starts 2026-08-18
  given customer newcomer
  on 2026-09-16 expect task care due 2026-09-20 at 17:30
  on 2026-09-20 at 17:30 expect task care overdue
}

story month_end "月末开户:第 30 天按自然日数" en "Opened at the end of a month" {
  starts 2026-01-31
  given customer newcomer
  on 2026-02-02 at 12:00 expect push nc_salary
  on 2026-03-01 expect task care
}

story missed "百日未成,三十天未登录:移交流失挽回" en "Missed" {
  starts 2026-03-02
  given customer newcomer
  on day 101 expect goal habit missed
  on day 101 expect hand off to churn_recovery refused
}

story no_coffee "券已发完:改送积分;没有券码,消息不发" en "The vouchers are gone" {
  starts 2026-03-02
  given customer newcomer
  given stock coffee 0
  on day 2 at 20:00 event app_login
  on day 3 at 20:00 event app_login
  on day 4 at 20:00 event app_login
  on day 7 at 09:30 {
    expect grant coffee refused by full
    expect grant points_200
    expect push nc_coffee skipped by not_granted
  }
  on day 7 expect no push nc_coffee
}

story measured "首购试验:十四天内首购,计入所在组" en "The arm is measured" {
  starts 2026-03-02
  given customer newcomer
  given arm safety
  on day 15 expect arm safety
  on day 20 at 11:00 { event first_purchase { product: "cash_plus", amount: 1万元 }  expect arm safety reached }
}

story not_bought "首购试验:十四天没有首购" en "The arm is measured as missed" {
  starts 2026-03-02
  given customer newcomer
  given arm rate
  on days 15 to 30 expect arm rate missed
}

story seat_kept "沙龙:邀请时留座,报名截止仍未报则退回" en "A seat at the salon" {
  starts 2026-03-20
  given customer newcomer with { balance: 2万元 }
  on 2026-04-08 at 15:00 expect seat wealth_salon
  on 2026-04-17 expect seat wealth_salon returned by sign_up_over
}
