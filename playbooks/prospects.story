# 潜客专案:名单分派、认领、外呼、培育、开户。2026-10-12 是星期一;国庆长假后第一个完整的一周。
use "prospects.play"
use "new_customer_100.play"
use "near_threshold.play"
use "shared/bank.story"

# 名单带来的潜客:只知姓名与所属支行;营销、短信、电话授权由名单带来。
customer prospect "潜客" {
  name: "钱七"
  branch: east
  kind: "personal"
  tier: "mass"
  aum: 0元
  peak_aum: 0元
  product_count: 0
  salary_bound: false
  wecom_bound: false
  do_not_contact: false
}
# 支行里已有客户的经理,名单按他们手头的多少来分。
customer of_manager "李经理的客户" like regular { manager: manager }
customer of_deputy  "赵值班的客户" like regular { manager: deputy }

story main "主路径:分派、认领、首呼、培育、二呼、开户、移交" en "The main path" {
  starts 2026-10-12
  given customer prospect
  given others { of_manager }
  on day 1 at 09:00 {
    list prospects_2026q4
    expect lead dealt to manager until day 3 at 17:30
    expect no journey prospects entered
  }
  on day 1 at 11:00 {
    claim lead by manager
    expect lead claimed by manager
    expect journey prospects entered
    expect customer { manager: manager, consent { marketing: true, sms: true, phone: true } }
    expect task first_call due day 4 at 17:30
    expect task first_call assigned manager
  }
  on day 2 at 10:00 { event call_logged { outcome: "reached" }  expect task first_call done  expect stage reach ended }
  on day 6 expect stage nurture
  on day 7 at 10:00 expect sms pr_story
  on day 14 at 10:00 expect sms pr_gift
  on day 21 at 09:30 expect task second_call due day 29 at 17:30  # 星期日电话静默,次日 08:30 起算
  on day 21 expect task second_call assigned agent
  on day 22 at 15:00 { event call_logged { outcome: "accepted" }  expect task second_call done }
  on day 30 at 10:00 {
    event account_opened
    expect goal opened
    expect journey prospects ended as opened
    expect hand off to new_customer_100 entered
  }
  on days 1 to 29 expect 2 sms
  expect lead held by manager
  expect no incident
}

story briefing "专案宣导:支行行长一个工作日内签收" en "The branch is briefed" {
  starts 2026-10-12
  given customer prospect
  on day 1 at 09:00 { acknowledge task brief by president  expect task brief acknowledged }
  expect no touch
}

# ---- 名单

story by_load "按支行分派:手头少的先得;各人所得相差不过一个" en "Dealt by how many each has" {
  starts 2026-10-12
  given customer prospect
  given others { of_manager, of_deputy }
  on day 1 at 09:00 {
    list prospects_2026q4 { customer, 3 like prospect }
    expect 4 leads at east dealt
    expect 4 leads dealt to relationship_manager
    expect 2 leads dealt to manager
    expect 2 leads dealt to deputy
    expect 1 lead of customer dealt
  }
}

story next_one "两个工作日无人认领:转给下一位" en "Nobody claims it in time" {
  starts 2026-10-12
  given customer prospect
  given others { of_manager, of_deputy }
  on day 1 at 09:00 { list prospects_2026q4  expect lead dealt to deputy until day 3 at 17:30 }
  on day 3 at 17:29 expect no lead dealt
  on day 3 at 17:30 expect lead dealt to manager until day 5 at 17:30
  on day 4 at 10:00 { claim lead by manager  expect lead held by manager  expect journey prospects entered }
}

story declined_lead "退掉:立即转给下一位;没有人了,待任何人认领,并报异常" en "Declined" {
  starts 2026-10-12
  given customer prospect
  given others { of_manager }
  on day 1 at 09:00 list prospects_2026q4
  on day 1 at 10:00 { decline lead by manager  expect lead dealt to deputy }
  on day 1 at 11:00 { decline lead by deputy  expect lead open  expect incident lead_undealt }
  on day 2 at 10:00 {
    claim lead by advisor
    expect lead held by advisor
    expect customer { manager: advisor }
    expect journey prospects entered
  }
}

story own_customer "已有管户经理:先分给他" en "A manager's own customer" {
  starts 2026-10-12
  given customer regular
  given others { of_deputy }
  on day 1 at 09:00 { list prospects_2026q4  expect lead dealt to manager }
}

story not_claimed "十个工作日仍无人认领:退回名单" en "Back to the list" {
  starts 2026-10-12
  given customer prospect
  given others { of_manager }
  on day 1 at 09:00 list prospects_2026q4
  on day 3 at 17:30 expect lead dealt to deputy
  on day 5 at 17:30 expect lead open
  on day 15 at 17:29 expect no lead returned
  on day 15 at 17:30 expect lead returned by unclaimed
  expect no journey prospects
}

story not_worked "认领了十个工作日没做成一件事:收回,旅程退出" en "Claimed and not worked on" {
  starts 2026-10-12
  given customer prospect
  given others { of_manager }
  on day 1 at 09:00 list prospects_2026q4
  on day 1 at 10:00 claim lead by manager
  on day 4 at 17:30 expect task first_call overdue
  on day 15 at 17:30 {
    expect lead returned by not_worked
    expect event lead_withdrawn
    expect exit returned
    expect journey prospects ended as returned
  }
  expect no lead held
}

story off_list "名单不再含此客户:收回" en "Off the list" {
  starts 2026-10-12
  given customer prospect
  given others { of_manager }
  on day 1 at 09:00 list prospects_2026q4
  on day 1 at 10:00 claim lead by manager
  on day 2 at 10:00 {
    set { list.prospects_2026q4: false }
    expect lead returned by off_list
    expect journey prospects ended as returned
  }
  expect no sms
}

story list_twice "名单再次点名:不重复分派" en "Named again" {
  starts 2026-10-12
  given customer prospect
  given others { of_manager }
  on day 1 at 09:00 list prospects_2026q4
  on day 1 at 10:00 claim lead by manager
  on day 2 at 09:00 list prospects_2026q4
  expect 1 lead dealt
  expect 1 journey prospects entered
}

story refusal_stands "客户拒绝过短信:名单带来的授权不能覆盖" en "A refusal stands" {
  starts 2026-10-12
  given customer prospect with { consent { sms: false } }
  given others { of_manager }
  on day 1 at 09:00 list prospects_2026q4
  on day 1 at 10:00 { claim lead by manager  expect customer { consent { sms: false, phone: true } } }
  on day 2 at 10:00 event call_logged { outcome: "reached" }
  on day 7 at 10:00 expect sms pr_story blocked by no_consent
}

# ---- 首呼

story refused "明确拒绝:退出,不再打扰" en "Refused" {
  starts 2026-10-12
  given customer prospect
  given others { of_manager }
  on day 1 at 09:00 list prospects_2026q4
  on day 1 at 10:00 claim lead by manager
  on day 1 at 15:00 {
    event call_logged { outcome: "refused" }
    expect task first_call refused
    expect exit declined
    expect journey prospects ended as declined
  }
  expect no sms
  ends on day 30
}

story unreached "三次无人接听:未联系上,照样进入培育" en "Three calls, no answer" {
  starts 2026-10-12
  given customer prospect
  given others { of_manager }
  on day 1 at 09:00 list prospects_2026q4
  on day 1 at 09:30 claim lead by manager
  on day 1 at 10:00 { event call_logged { outcome: "no_answer" }  expect task first_call attempted }
  on day 1 at 15:00 event call_logged { outcome: "no_answer" }
  on day 1 expect task first_call open
  on day 2 at 11:00 { event call_logged { outcome: "no_answer" }  expect task first_call unreached }
  on day 7 at 10:00 expect sms pr_story
}

story call_later "客户约了回电时间:到时再打" en "Call back later" {
  starts 2026-10-12
  given customer prospect
  given others { of_manager }
  on day 1 at 09:00 list prospects_2026q4
  on day 1 at 09:30 claim lead by manager
  on day 1 at 10:00 event call_logged { outcome: "call_later", back_at: day 2 at 15:00 }
  on day 1 expect task first_call open
  on day 2 at 15:10 { event call_logged { outcome: "accepted" }  expect task first_call done }
}

story cold "六十天没有开户:转冷" en "Cold" {
  starts 2026-10-12
  given customer prospect
  given others { of_manager }
  on day 1 at 09:00 list prospects_2026q4
  on day 1 at 10:00 claim lead by manager
  on day 2 at 10:00 event call_logged { outcome: "reached" }
  on day 22 at 10:00 { event call_logged { outcome: "reached" }  expect task second_call done }
  on day 61 at 10:00 { expect goal opened missed  expect journey prospects ended as cold }
}

story left_lying "二次外呼十个工作日无人做:名单收回" en "The second call is left lying" {
  starts 2026-10-12
  given customer prospect
  given others { of_manager }
  on day 1 at 09:00 list prospects_2026q4
  on day 1 at 10:00 claim lead by manager
  on day 2 at 10:00 event call_logged { outcome: "reached" }
  on day 36 at 17:30 { expect lead returned  expect exit returned  expect journey prospects ended as returned }
}

story weekly "名单经营:每周一 09:00 回检" en "The weekly review" {
  starts 2026-10-12
  given customer prospect
  on day 8 at 09:00 expect review prospects_weekly
  on days 2 to 7 expect no review
}

# ---- 边界

story quiet_edge_before "静默前一分钟认领:首呼当天起算" en "Claimed one minute before quiet hours" {
  starts 2026-10-12
  given customer prospect
  given others { of_manager }
  on day 1 at 09:00 list prospects_2026q4
  on day 1 at 20:59 { claim lead by manager  expect task first_call due day 4 at 17:30 }
}

story quiet_edge_after "静默开始的一刻认领:首呼次日 08:30 起算" en "Claimed as quiet hours begin" {
  starts 2026-10-12
  given customer prospect
  given others { of_manager }
  on day 1 at 09:00 list prospects_2026q4
  on day 1 at 21:00 { claim lead by manager  expect task first_call due day 5 at 17:30 }
}

# 与临界提升同在:10 日企微、20 日 19:30 推送、22 日电话,再加专案的首呼与短信。
customer nearly "差一步的名单客户" like regular { aum: 47万元, peak_aum: 47万元 }

story cap_below "七天内第二次触达:照发,不影响当晚之后的推送" en "One below the cap" {
  starts 2026-10-10
  given customer nearly
  on 2026-10-13 at 09:00 list prospects_2026q4
  on 2026-10-13 at 10:30 claim lead by manager
  on 2026-10-14 at 10:00 event call_logged { outcome: "reached" }
  on 2026-10-19 at 10:00 expect sms pr_story
  on 2026-10-20 at 19:30 expect push nt_steady
}

story cap_reached "七天内第三次触达:隔满二十小时即发;第四次是电话,等到首呼满七天" en "At the cap" {
  starts 2026-10-10
  given customer nearly
  on 2026-10-15 at 09:00 list prospects_2026q4
  on 2026-10-15 at 10:30 claim lead by manager
  on 2026-10-16 at 10:00 event call_logged { outcome: "reached" }
  on 2026-10-20 at 19:30 expect push nt_steady
  on 2026-10-21 at 10:00 expect sms pr_story blocked by gap until 2026-10-21 at 15:30
  on 2026-10-21 at 15:30 expect sms pr_story
  on 2026-10-22 expect task near_threshold.call
}

story cap_over "七天内已有三次,空出名额要等两天以上:短信作罢" en "Over the cap" {
  starts 2026-10-10
  given customer nearly
  on 2026-10-17 at 09:00 list prospects_2026q4
  on 2026-10-17 at 10:30 claim lead by manager
  on 2026-10-19 at 10:00 event call_logged { outcome: "reached" }
  on 2026-10-20 at 19:30 expect push nt_steady
  on 2026-10-22 at 09:30 expect task near_threshold.call
  on 2026-10-23 at 10:00 expect sms pr_story skipped by capped  # 星期六认领,首呼到星期一才占名额
  on 2026-10-23 expect no sms
  on 2026-10-30 at 10:00 expect sms pr_gift
}

story expires "名单到期:年末最后一天之后,未认领的退回" en "The list ends with the year" {
  starts 2026-12-28
  given customer prospect
  given others { of_manager }
  on 2026-12-29 at 09:00 { list prospects_2026q4  expect lead dealt until 2026-12-31 at 17:30 }
  on 2026-12-31 expect no lead returned
  on 2027-01-01 at 00:00 expect lead returned by expired
}

story too_late "名单到期后才点名:不进入" en "Named when the list is over" {
  starts 2026-12-31
  given customer prospect
  on 2027-01-01 at 09:00 { list prospects_2026q4  expect no lead  expect journey prospects refused by expired }
}

story national_day "国庆前一天到的名单:两个工作日跨过长假" en "Over the long holiday" {
  starts 2026-09-30
  given customer prospect
  given others { of_manager }
  on day 1 at 09:00 { list prospects_2026q4  expect lead dealt to manager until 2026-10-09 at 17:30 }
}

story makeup_day "春节前的周六调休上班:算一个工作日,当天下班转给下一位" en "A make-up Saturday counts" {
  starts 2026-02-12
  given customer prospect
  given others { of_manager }
  on day 1 at 09:00 { list prospects_2026q4  expect lead dealt to manager until 2026-02-14 at 17:30 }
  on 2026-02-14 at 17:30 expect lead dealt to deputy
}

story month_end "月末认领:第 7、14、21 天都在次月" en "Over the end of a month" {
  starts 2026-10-30
  given customer prospect
  given others { of_manager }
  on day 1 at 09:00 list prospects_2026q4
  on day 1 at 10:00 { claim lead by manager  expect task first_call due 2026-11-04 at 17:30 }
  on 2026-11-02 at 10:00 event call_logged { outcome: "reached" }
  on 2026-11-05 at 10:00 expect sms pr_story
  on 2026-11-12 at 10:00 expect sms pr_gift
  on 2026-11-19 expect task second_call
}
