# 首面经营:主路径、断点与边界。2026-03-02 是星期一。
use "first_meeting.play"
use "new_customer_100.play"
use "shared/bank.story"

customer opener "新开户且资产达标" like regular { aum: 60万元, peak_aum: 60万元, tier: "gold", opened_on: 20 days ago }

story main "主路径:邀约、面谈、KYC、方案、移交新户百日" en "The main path" {
  starts 2026-03-02
  given customer opener
  given wecom fm_invite read after 30 minutes

  on day 1 at 09:00 {
    event account_opened
    expect journey first_meeting entered
    expect task call due day 3 at 17:30
    expect task call assigned manager
  }
  on day 1 at 10:00 expect wecom fm_invite
  on day 2 at 11:00 {
    event meeting_booked { at: day 4 at 14:00 }
    expect task call done
    expect stage meet
    expect task kyc due day 8 at 17:30
    expect task app
    expect task family
  }
  on day 4 at 14:30 { event meeting_held  expect stall no_show cleared }
  on day 4 at 15:30 {
    event kyc_completed { risk_level: "C3" }
    expect task kyc done
    expect task plan due day 10 at 17:30
  }
  on day 8 at 10:00 {
    event allocation_signed
    expect goal closed_loop
    expect journey first_meeting ended as closed_loop
    expect hand off to new_customer_100
    expect journey new_customer_100 entered
  }
  expect no sms fm_invite_sms
  expect no stall
  expect no incident
}

story unread "企微两小时未读,改发短信:与前一次触达相隔 20 小时,且每天一次" en "Unread, so a text message follows" {
  starts 2026-03-02
  given customer opener
  given wecom fm_invite unread
  on day 1 at 09:00 event account_opened
  on day 1 at 10:00 expect wecom fm_invite
  on day 1 at 12:00 expect sms fm_invite_sms blocked by capped until day 2 at 08:30
  on day 1 expect 1 touch
  on day 2 at 08:30 expect sms fm_invite_sms
}

story failed "企微发送失败,立即改发短信,只算一次触达" en "A failure is no contact" {
  starts 2026-03-02
  given customer opener
  given wecom fm_invite failed
  on day 1 at 09:00 event account_opened
  on day 1 at 10:00 { expect wecom fm_invite failed  expect sms fm_invite_sms }
}

story called "已约到,不再发提醒" en "No nudge once the call is closed" {
  starts 2026-03-02
  given customer opener
  on day 1 at 09:00 event account_opened
  on day 1 at 09:40 event meeting_booked { at: day 2 at 14:00 }
  on day 1 { expect no touch  expect wave nudge cancelled }
}

story declined "客户拒绝:退出,不再打扰" en "Declined" {
  starts 2026-03-02
  given customer opener
  on day 1 at 09:00 event account_opened
  on day 1 at 09:30 {
    event call_logged { outcome: "declined" }
    expect task call declined
    expect exit unwilling
    expect journey first_meeting ended as unwilling
  }
  expect no touch
  ends on day 30
}

story unreached "三次都没打通:任务以未联系上关闭,退出" en "Three calls, no answer" {
  starts 2026-03-02
  given customer opener
  given wecom fm_invite read after 5 minutes
  on day 1 at 09:00 { event account_opened  expect task call }
  on day 1 at 10:30 event call_logged { outcome: "no_answer" }
  on day 1 at 16:30 event call_logged { outcome: "no_answer" }
  on day 1 expect task call open
  on day 2 at 14:00 {
    event call_logged { outcome: "no_answer" }
    expect task call unreached
    expect exit unwilling
    expect journey first_meeting ended as unwilling
  }
  expect no task call overdue
}

story briefing "项目宣导:支行的任务,与客户无关" en "The branch is briefed" {
  starts 2026-03-02
  given customer opener
  expect task brief
  on days 1 to 3 expect no task
  ends on day 3
}

story silent "没人打电话:提醒、逾期、升级" en "Nobody calls" {
  starts 2026-03-02
  given customer opener
  given wecom fm_invite read after 5 minutes
  on day 1 at 09:00 event account_opened
  on day 2 { expect task call reminded }
  on day 3 at 17:30 { expect task call overdue  expect task call escalated to branch_manager }
  on day 3 expect task call open
  on day 22 { expect goal closed_loop missed  expect notice branch_manager }
  on day 23 expect no journey first_meeting live
}

# ---- 断点

story no_show "约了没来:次工作日下班触发,改约;再约再不来,再触发一次" en "Booked, never came" {
  starts 2026-03-02
  given customer opener
  given wecom fm_invite read after 5 minutes
  on day 1 at 09:00 event account_opened
  on day 1 at 15:00 event meeting_booked { at: day 2 at 14:00 }
  on day 2 expect no stall
  on day 3 at 17:30 { expect stall no_show  expect task no_show.rebook due day 4 at 17:30 }
  on day 4 at 10:00 { event meeting_booked { at: day 5 at 14:00 }  expect task no_show.rebook done }
  on day 5 at 15:00 { event meeting_held  expect stall no_show cleared }
}

story no_plan "KYC 后五个工作日未出方案:派财富顾问,提醒客户" en "KYC but no plan" {
  starts 2026-03-02
  given customer opener
  given wecom read after 5 minutes
  on day 1 at 09:00 event account_opened
  on day 2 at 11:00 event meeting_booked { at: day 3 at 14:00 }
  on day 3 at 14:10 event meeting_held
  on day 3 at 15:00 event kyc_completed { risk_level: "C2" }
  on day 10 at 17:29 expect no stall no_plan
  on day 10 at 17:30 { expect stall no_plan  expect task plan assigned advisor  expect wecom fm_plan_ready }
  on day 11 at 10:00 { event allocation_signed  expect goal closed_loop  expect stall no_plan cleared }
}

# ---- 边界

story quiet_edge_before "静默前一分钟进入:当天 10:00 已过,立即发出" en "One minute before quiet hours" {
  starts 2026-03-02
  given customer opener
  on day 1 at 20:59 event account_opened
  on day 1 at 20:59 expect wecom fm_invite
}

story quiet_edge_after "静默开始的一刻进入:等到次日 08:30" en "As quiet hours begin" {
  starts 2026-03-02
  given customer opener
  on day 1 at 21:00 { event account_opened  expect wecom fm_invite blocked by quiet until day 2 at 08:30 }
  on day 1 expect no touch
  on day 2 at 08:30 expect wecom fm_invite
}

story cap_below "七天内第二次:电话之后的企微照发" en "One below the cap" {
  starts 2026-03-02
  given customer opener
  given wecom fm_invite read after 5 minutes
  on day 1 at 09:00 { event account_opened  expect task call due day 3 at 17:30 }
  on day 1 at 10:00 expect wecom fm_invite
  on days 1 to 7 expect 1 contact  # 电话之外
}

story cap_reached "七天内第三次:电话、企微之后再打电话改约,不受限" en "At the cap" {
  starts 2026-03-02
  given customer opener
  given wecom fm_invite read after 5 minutes
  on day 1 at 09:00 event account_opened
  on day 2 at 09:00 event meeting_booked { at: day 2 at 14:00 }
  on day 3 at 17:30 { expect stall no_show  expect task no_show.rebook due day 4 at 17:30 }
}

story cap_over "七天内电话、企微、短信三次:第四次是改约电话,等到第 8 天,期限随之顺延" en "Over the cap: the fourth contact waits" {
  starts 2026-03-02
  given customer opener
  given wecom fm_invite unread
  on day 1 at 09:00 event account_opened
  on day 2 at 08:30 expect sms fm_invite_sms
  on day 2 at 09:00 event meeting_booked { at: day 2 at 14:00 }
  on days 1 to 3 expect 2 contacts  # 电话之外
  on day 3 at 17:30 { expect stall no_show  expect task no_show.rebook due day 9 at 17:30 }
}

story below_entry "资产差一分钱:不进入" en "One fen below the entry" {
  starts 2026-03-02
  given customer opener with { aum: 499999.99元 }
  on day 1 at 09:00 event account_opened
  expect nothing
  ends on day 5
}

story entry_late "开户三十天内达标才进入" en "Within 30 days" {
  starts 2026-03-02
  given customer opener with { aum: 1万元 }
  on day 1 at 09:00 event account_opened
  on day 20 at 10:00 { set { aum: 50万元 }  expect journey first_meeting entered }
}

story entry_too_late "第三十一天达标:不进入" en "After 30 days" {
  starts 2026-03-02
  given customer opener with { aum: 1万元 }
  on day 1 at 09:00 event account_opened
  on day 32 at 10:00 set { aum: 50万元 }
  expect no journey first_meeting
}

story no_consent "没有营销授权(未知也不算):不进入" en "Unknown consent is a no" {
  starts 2026-03-02
  given customer opener with { consent { marketing: unknown } }
  on day 1 at 09:00 event account_opened
  expect no journey first_meeting entered
}

story spring_festival "春节前一天进入:周六调休上班,长假后第一天到期" en "A make-up Saturday, then the long holiday" {
  starts 2026-02-13
  given customer opener
  on day 1 at 09:00 { event account_opened  expect task call due 2026-02-24 at 17:30 }
  on 2026-02-14 at 17:30 expect task call reminded
  on 2026-02-24 at 17:30 expect task call overdue
}

story makeup_day "周六调休上班:当天下班催办,两个工作日里算一天" en "A make-up Saturday counts" {
  starts 2026-05-08
  given customer opener
  on day 1 at 09:00 { event account_opened  expect task call due 2026-05-11 at 17:30 }
  on 2026-05-09 at 17:30 expect task call reminded
}

story month_end "月末进入:次日、次月都按日历走" en "Over the end of a month" {
  starts 2026-01-30
  given customer opener
  given wecom fm_invite unread
  on day 1 at 18:00 { event account_opened  expect wecom fm_invite  expect task call due 2026-02-03 at 17:30 }
  on 2026-01-31 at 14:00 expect sms fm_invite_sms
}

story complaint "投诉期间不发消息,人工任务照常;办结后七天内营销静默" en "A complaint pauses touches" {
  starts 2026-03-02
  given customer opener
  on day 1 at 09:00 event account_opened
  on day 1 at 09:30 event complaint_opened
  on day 1 { expect task call open  expect no touch }
  on day 2 at 10:00 event complaint_closed
  on days 1 to 3 expect no touch
}

story held_out "对照组:经理照常跟进,只是不发消息" en "Held out" {
  starts 2026-03-02
  given customer opener held out of first_meeting
  on day 1 at 09:00 event account_opened
  on day 1 at 10:00 expect wecom fm_invite blocked by held_out
  on day 1 expect task call open
  expect no touch
}

story cap_gone "七天已满:改约电话照常开始,不等" en "The seven days are over" {
  starts 2026-03-02
  given customer opener
  given wecom fm_invite unread
  on day 1 at 09:00 event account_opened
  on day 2 at 08:30 expect sms fm_invite_sms
  on day 2 at 09:00 event meeting_booked { at: day 8 at 14:00 }
  on day 9 at 17:30 { expect stall no_show  expect task no_show.rebook due day 10 at 17:30 }
}

story brief_taken "项目宣导:行长签收" en "The president has read it" {
  starts 2026-03-02
  given customer opener
  on day 1 at 10:00 { acknowledge task brief by president  expect task brief acknowledged }
}

story why_no_show "约了没来:经理答复原因" en "Why the customer did not come" {
  starts 2026-03-02
  given customer opener
  given wecom fm_invite read after 5 minutes
  on day 1 at 09:00 event account_opened
  on day 1 at 15:00 event meeting_booked { at: day 2 at 14:00 }
  on day 3 at 17:30 expect question to relationship_manager
  on day 4 at 09:30 {
    answer relationship_manager "忘记了" by manager
    expect question to relationship_manager answered as "忘记了"
  }
}

story checked "抽检:方案需回答有无;移交带着来源" en "The main path hands on" {
  starts 2026-03-02
  given customer opener
  given wecom fm_invite read after 5 minutes
  on day 1 at 09:00 event account_opened
  on day 2 at 11:00 event meeting_booked { at: day 3 at 14:00 }
  on day 3 at 14:30 event meeting_held
  on day 3 at 15:30 event kyc_completed { risk_level: "C3" }
  on day 4 at 10:00 { task plan done with { evidence: ["allocation_plan.pdf"] }  expect task plan open }
  on day 5 at 10:00 { event allocation_signed  expect hand off to new_customer_100 entered }
}

story weekly "每周回检:邀约完成率不到六成,支行整改" en "The weekly review" {
  starts 2026-03-02
  given customer opener
  given wecom fm_invite read after 5 minutes
  on day 1 at 09:30 event account_opened
  on day 1 at 10:00 event call_logged { outcome: "declined" }
  on day 8 at 09:00 {
    expect review fm_weekly at east with { call.done: 0% }
    expect review fm_weekly opens improve at east
    expect task improve due day 15 at 17:30
  }
}

story weekly_fine "邀约都做到:不用整改" en "Nothing to mend" {
  starts 2026-03-02
  given customer opener
  on day 1 at 09:30 event account_opened
  on day 2 at 10:00 event meeting_booked { at: day 4 at 14:00 }
  on day 8 at 09:00 { expect review fm_weekly with { call.done: 100% }  expect no review fm_weekly opens improve }
}
