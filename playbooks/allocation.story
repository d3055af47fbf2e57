# 资产配置。2026-03-02 是星期一。
use "allocation.play"
use "shared/bank.story"

customer owner "金卡客户" like regular { aum: 80万元  peak_aum: 80万元  tier: "gold"  risk_assessed_on: 400 days ago }

story main "主路径:评估、方案、签约、满意、季度检视、达标" en "The main path" {
  starts 2026-03-02
  given customer owner with { allocation_drift: 12% }
  on day 1 at 10:00 { event kyc_completed { risk_level: "C3" }
                      expect journey allocation entered
                      expect task assess due day 8 at 17:30 }
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
  on day 10 at 17:30 { expect stall unsigned  expect question to wealth_advisor  expect task sign assigned advisor  expect task sign overdue }
  on day 11 at 17:30 expect wecom al_ready                # 等签约最多八个工作日
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
  given customer owner with { risk_assessed_on: 30 days ago  allocation_drift: 14% }
  on day 1 at 10:00 event kyc_completed { risk_level: "C3" }
  on day 2 at 10:00 task propose done with { evidence: ["proposal.pdf"] }
  on day 3 at 10:00 event allocation_signed
  on day 20 at 10:00 set { allocation_drift: 15% }
  on day 24 expect no task rebalance
  on day 25 at 10:00 { expect task drift.rebalance assigned manager  expect task drift.rebalance due day 32 at 17:30 }
}

story not_signed "没签约的偏离:不算" en "Drifts before signing" {
  starts 2026-03-02
  given customer owner with { risk_assessed_on: 30 days ago  allocation_drift: 20% }
  on day 1 at 10:00 event kyc_completed { risk_level: "C3" }
  on days 1 to 9 expect no moment drift
}

story quiet_edge "静默时签约:满意度问卷等到次日 08:30" en "Signed at night" {
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
