# 资产配置。2026-03-02 是星期一。
use "allocation.play"
use "churn_recovery.play"
use "shared/bank.story"

customer owner "金卡客户" like regular { aum: 80万元, peak_aum: 80万元, tier: "gold", risk_assessed_on: 400 days ago }

story main "主路径:评估、方案、签约、满意、季度检视、达标" en "The main path" {
  starts 2026-03-02
  given customer owner with { allocation_drift: 12% }
  on day 1 at 10:00 {
    event kyc_completed { risk_level: "C3" }
    expect journey allocation entered
    expect task assess due day 8 at 17:30
  }
  on day 2 at 15:00 { set { risk_assessed_on: day 2 }  expect task assess done  expect stage during  expect task propose assigned advisor }
  on day 3 at 16:00 { task propose done with { evidence: ["proposal.pdf"] }  expect task sign assigned manager }
  on day 4 at 10:00 { event allocation_signed  expect task sign done  expect wecom nps_plan }
  on day 4 at 11:00 wecom nps_plan read { score: 9 }
  on day 20 at 10:00 { set { allocation_drift: 8% }  expect goal held }
  expect no task soothe
  expect no stall
}

story unsigned "出了方案五个工作日没签:问原因,转财富顾问" en "Proposed, not signed" {
  starts 2026-03-02
  given customer owner with { risk_assessed_on: 30 days ago }
  on day 1 at 10:00 { event kyc_completed { risk_level: "C3" }  expect task assess done  expect task propose due day 4 at 17:30 }
  on day 3 at 16:00 { task propose done with { evidence: ["proposal.pdf"] }  expect task sign due day 10 at 17:30 }
  on day 10 at 17:29 expect no stall
  on day 10 at 17:30 {
    expect stall unsigned
    expect question to wealth_advisor
    expect task sign assigned advisor
    expect task sign overdue
  }
  on day 11 at 17:30 expect wecom al_ready  # 等签约最多八个工作日
  on day 12 at 10:00 { event allocation_signed  expect stall unsigned cleared }
}

story no_proposal "没有方案文件:任务不算完成" en "No proposal, no signing" {
  starts 2026-03-02
  given customer owner with { risk_assessed_on: 30 days ago }
  on day 1 at 10:00 event kyc_completed { risk_level: "C3" }
  on day 4 at 17:30 { expect task propose overdue  expect task propose open }
  on days 1 to 4 expect no task sign
}

story unhappy "打六分:行长回访" en "A poor score" {
  starts 2026-03-02
  given customer owner with { risk_assessed_on: 30 days ago }
  on day 1 at 10:00 event kyc_completed { risk_level: "C3" }
  on day 2 at 10:00 { task propose done with { evidence: ["proposal.pdf"] }  expect task sign }
  on day 3 at 10:00 { event allocation_signed  expect wecom nps_plan }
  on day 3 at 11:00 { wecom nps_plan read { score: 6 }  expect task soothe assigned president  expect task soothe due day 4 at 17:30 }
}

story content "打七分:不回访" en "Good enough" {
  starts 2026-03-02
  given customer owner with { risk_assessed_on: 30 days ago }
  on day 1 at 10:00 event kyc_completed { risk_level: "C3" }
  on day 2 at 10:00 task propose done with { evidence: ["proposal.pdf"] }
  on day 3 at 10:00 event allocation_signed
  on day 3 at 11:00 wecom nps_plan read { score: 7 }
  expect no task soothe
}

story mass "普通客户:不进入" en "Not for everyone" {
  starts 2026-03-02
  given customer owner with { tier: "mass" }
  on day 1 at 10:00 event kyc_completed { risk_level: "C3" }
  expect no journey allocation
}

story drifted "签约后偏离 15% 满五天:再平衡" en "Drifts after signing" {
  starts 2026-03-02
  given customer owner with { risk_assessed_on: 30 days ago, allocation_drift: 14% }
  on day 1 at 10:00 event kyc_completed { risk_level: "C3" }
  on day 2 at 10:00 task propose done with { evidence: ["proposal.pdf"] }
  on day 3 at 10:00 event allocation_signed
  on day 20 at 10:00 set { allocation_drift: 15% }
  on day 24 expect no task rebalance
  on day 25 at 10:00 { expect task drift.rebalance assigned manager  expect task drift.rebalance due day 32 at 17:30 }
}

story not_signed "没签约的偏离:不算" en "Drifts before signing" {
  starts 2026-03-02
  given customer owner with { risk_assessed_on: 30 days ago, allocation_drift: 20% }
  on day 1 at 10:00 event kyc_completed { risk_level: "C3" }
  on days 1 to 9 expect no moment drift
}

story quiet_edge_after "静默时签约:满意度问卷等到次日 08:30" en "Signed at night" {
  starts 2026-03-02
  given customer owner with { risk_assessed_on: 30 days ago }
  on day 1 at 10:00 event kyc_completed { risk_level: "C3" }
  on day 2 at 10:00 task propose done with { evidence: ["proposal.pdf"] }
  on day 3 at 21:00 { event allocation_signed  expect wecom nps_plan blocked by quiet until day 4 at 08:30 }
  on day 4 at 08:30 expect wecom nps_plan
}

story spring_festival "春节前评估:五个工作日含周六调休" en "Over the long holiday" {
  starts 2026-02-12
  given customer owner
  on day 1 at 10:00 { event kyc_completed { risk_level: "C3" }  expect task assess due 2026-02-26 at 17:30 }
}

story makeup_day "国庆前的周日调休:评估五个工作日,到当天下班" en "A make-up Sunday counts" {
  starts 2026-09-14
  given customer owner
  on day 1 at 10:00 { event kyc_completed { risk_level: "C3" }  expect task assess due 2026-09-20 at 17:30 }
  on 2026-09-20 at 17:30 expect task assess overdue
}

story month_end "月末签约:季度检视逢短月按月末" en "Reports from the end of a month" {
  starts 2026-01-29
  given customer owner with { risk_assessed_on: 30 days ago }
  on day 1 at 10:00 event kyc_completed { risk_level: "C3" }
  on day 2 at 10:00 task propose done with { evidence: ["proposal.pdf"] }
  on 2026-01-31 at 10:00 event allocation_signed
  on 2026-01-31 at 11:00 { wecom nps_plan read { score: 9 }  expect stage watch }
  on 2026-04-30 expect wecom al_report
  on 2026-07-31 expect wecom al_report
}

story asked "满意度问卷:答了几分,记得清楚" en "What the customer answered" {
  starts 2026-03-02
  given customer owner with { risk_assessed_on: 30 days ago }
  on day 1 at 10:00 event kyc_completed { risk_level: "C3" }
  on day 2 at 10:00 task propose done with { evidence: ["proposal.pdf"] }
  on day 3 at 10:00 event allocation_signed
  on day 3 at 11:00 { wecom nps_plan read { score: 9 }  expect answer nps_plan { score: 9 } }
}

story silent "三天没有回答:问卷作罢" en "No answer" {
  starts 2026-03-02
  given customer owner with { risk_assessed_on: 30 days ago }
  on day 1 at 10:00 event kyc_completed { risk_level: "C3" }
  on day 2 at 10:00 task propose done with { evidence: ["proposal.pdf"] }
  on day 3 at 10:00 event allocation_signed
  on day 6 at 10:00 expect answer nps_plan missing
  expect no task soothe
}

story why_unsigned "没签的原因:顾问答复" en "Why it was not signed" {
  starts 2026-03-02
  given customer owner with { risk_assessed_on: 30 days ago }
  on day 1 at 10:00 event kyc_completed { risk_level: "C3" }
  on day 3 at 16:00 task propose done with { evidence: ["proposal.pdf"] }
  on day 11 at 10:00 {
    answer wealth_advisor "要和家人商量" by advisor
    expect question to wealth_advisor answered as "要和家人商量"
  }
}

story monthly "每月五日回检" en "The monthly review" {
  starts 2026-03-02
  given customer owner
  on 2026-03-05 at 09:00 expect review allocation_monthly
  on 2026-04-05 at 09:00 expect review allocation_monthly
}

story quiet_edge_before "静默前一分钟签约:问卷立即发出" en "Signed one minute before quiet hours" {
  starts 2026-03-02
  given customer owner with { risk_assessed_on: 30 days ago }
  on day 1 at 10:00 event kyc_completed { risk_level: "C3" }
  on day 2 at 10:00 task propose done with { evidence: ["proposal.pdf"] }
  on day 3 at 20:59 { event allocation_signed  expect wecom nps_plan }
}

# 七天三次。问卷与季度检视是服务类,不计;单凭本剧本最多恰好三次,第四次要有流失挽回同在。
story cap_below "七天内第二次:提醒之后的安抚,不受限" en "One below the cap" {
  starts 2026-03-02
  given customer owner with { risk_assessed_on: 30 days ago }
  on day 1 at 10:00 event kyc_completed { risk_level: "C3" }
  on day 3 at 16:00 task propose done with { evidence: ["proposal.pdf"] }
  on day 11 at 17:30 expect wecom al_ready
  on day 12 at 10:00 event allocation_signed
  on day 12 at 11:00 { wecom nps_plan read { score: 5 }  expect task soothe due day 15 at 17:30 }
}

story cap_reached "提醒、安抚、再平衡:七天三次,都不受限" en "Three in seven days" {
  starts 2026-03-02
  given customer owner with { risk_assessed_on: 30 days ago, allocation_drift: 14% }
  on day 1 at 10:00 event kyc_completed { risk_level: "C3" }
  on day 3 at 16:00 task propose done with { evidence: ["proposal.pdf"] }
  on day 10 at 10:00 set { allocation_drift: 15% }
  on day 11 at 17:30 expect wecom al_ready
  on day 12 at 10:00 event allocation_signed
  on day 12 at 11:00 { wecom nps_plan read { score: 5 }  expect task soothe due day 15 at 17:30 }
  on day 15 at 10:00 expect task drift.rebalance due day 22 at 17:30
}

story cap_over "七天内第四次是再平衡电话:等到第一次满七天,期限顺延" en "Over the cap" {
  starts 2026-03-02
  given customer owner with { risk_assessed_on: 30 days ago, allocation_drift: 14%, peak_aum: 120万元 }
  on day 1 at 10:00 event kyc_completed { risk_level: "C3" }
  on day 3 at 16:00 task propose done with { evidence: ["proposal.pdf"] }
  on day 10 at 10:00 set { allocation_drift: 15% }
  on day 11 at 17:30 expect wecom al_ready
  on day 11 at 20:00 set { score.churn_30d: 0.8 }
  on day 12 at 05:00 expect task care_call.care
  on day 12 at 10:00 event allocation_signed
  on day 12 at 11:00 { wecom nps_plan read { score: 5 }  expect task soothe }
  on day 15 at 10:00 expect task drift.rebalance due day 25 at 17:30
}
