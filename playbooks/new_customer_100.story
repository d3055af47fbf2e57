# 新户百日。2026-03-02 是星期一;开户次日由 T+1 宽表带入。
use "new_customer_100.play"
use "shared/bank.story"

customer newcomer "新户" like regular { aum: 2万元  peak_aum: 2万元  balance: unknown  opened_on: day 0 }

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
  on day 16 at 19:30 expect push nc_buy_rate
  on day 20 at 11:00 event first_purchase { product: "cash_plus", amount: 1万元 }
  on day 20 at 11:00 set { product_count: 2 }
  on day 30 expect task care
  on day 31 at 10:00 { event call_logged { outcome: "reached" }  expect task care done }
  on day 47 at 09:30 expect push nc_weekly_letter
  on day 54 at 09:30 expect push nc_weekly_letter
  on day 60 at 20:00 event app_login
  on day 61 at 20:00 event app_login
  on day 62 at 20:00 event app_login
  on day 63 at 20:00 { event app_login  expect goal habit  expect journey new_customer_100 ended as habit }
  expect no stall
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

story quiet_welcome "企微失败:欢迎短信同一分钟发出" en "The welcome goes by text message" {
  starts 2026-03-02
  given customer newcomer
  given wecom failed
  on day 1 at 10:00 { expect wecom nc_hello failed  expect sms nc_hello_sms }
}

story labour_day "五一长假:满月回访的电话等到节后,调休周六上班" en "A long holiday and its make-up Saturday" {
  starts 2026-04-03
  given customer newcomer
  on 2026-05-02 expect task care due 2026-05-09 at 17:30     # 电话节假日静默,5 月 6 日起算,9 日调休上班
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
