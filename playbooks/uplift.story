# 存量提升。2026-03-02 是星期一;老客户于当天 06:00 由每日人群带入。
use "uplift.play"
use "shared/bank.story"

customer saver "存量客户" like regular { tier: "gold", equity_share: 40% }

story main "主路径:进入、市场下跌、客户经理沟通、下单" en "The main path" {
  starts 2026-03-02
  given customer saver
  on day 1 at 06:00 expect journey uplift entered
  on day 3 at 10:00 {
    event index_moved { index: "000300", change_1d: -3.5% }
    expect notice relationship_manager
    expect task market_down.chain.advise due day 4 at 17:30
    expect task market_down.chain.advise assigned manager
  }
  on day 3 at 15:00 { event advice_logged { topic: "market" }  expect task market_down.chain.advise done }
  on day 5 at 11:00 {
    event order_placed { product: "cash_plus", amount: 5万元 }
    expect stall advised_no_order cleared
  }
  expect no touch
  expect no stall
  expect no tag "no_order"
}

story nobody_called "经理没做,系统兜底:次工作日下班后发信" en "Nobody called: the letter goes" {
  starts 2026-03-02
  given customer saver
  on day 3 at 10:00 event index_moved { index: "000300", change_1d: -3% }
  on day 4 at 17:30 { expect task market_down.chain.advise overdue  expect push mk_letter }
  on day 9 at 17:30 expect tag "no_order"  # 发信后五天未下单
  ends on day 20
}

story rate_then_no_order "降息沟通后未成交,同样算断点:沟通发生在任一时机里" en "Advised in any moment" {
  starts 2026-03-02
  given customer saver
  on day 3 at 10:00 event policy_rate_cut { basis_points: 10 }
  on day 3 at 15:00 event advice_logged { topic: "rate" }
  on day 8 at 15:00 {
    expect stall advised_no_order
    expect question to relationship_manager
    expect wecom follow_up_offer
    expect tag "no_order"
  }
}

story small_move "跌 2.99%:不算" en "Not enough of a fall" {
  starts 2026-03-02
  given customer saver
  on day 3 at 10:00 event index_moved { index: "000300", change_1d: -2.99% }
  expect nothing
  ends on day 10
}

story little_equity "权益占比不足:与他无关" en "Little equity" {
  starts 2026-03-02
  given customer saver with { equity_share: 29% }
  on day 3 at 10:00 event index_moved { index: "000300", change_1d: -5% }
  expect no moment market_down
}

story advised_no_order "沟通后五天未成交:发跟进;至多两次" en "Advised, no order" {
  starts 2026-03-02
  given customer saver
  on day 3 at 10:00 event index_moved { index: "000300", change_1d: -4% }
  on day 3 at 15:00 event advice_logged { topic: "market" }
  on day 8 at 15:00 { expect stall advised_no_order  expect wecom follow_up_offer }
  on day 9 at 10:00 { event order_placed { product: "cash_plus", amount: 5万元 }  expect stall advised_no_order cleared }
}

story again_after "十四天内再跌不重复;满十四天再来" en "Again after 14 days" {
  starts 2026-03-02
  given customer saver
  on day 3 at 10:00 event index_moved { index: "000300", change_1d: -4% }
  on day 10 at 10:00 event index_moved { index: "000300", change_1d: -4% }
  on day 10 expect no task market_down.chain.advise
  on day 20 at 10:00 { event index_moved { index: "000300", change_1d: -4% }  expect task market_down.chain.advise }
}

story rate_cut "降息:两个工作日内沟通,否则发信" en "A rate cut" {
  starts 2026-03-02
  given customer saver
  on day 3 at 10:00 { event policy_rate_cut { basis_points: 10 }  expect task rate_moved.chain.advise due day 5 at 17:30 }
  on day 5 at 17:30 expect push rt_letter
}

story birthday "生日:只发贺卡" en "A birthday card" {
  starts 2026-03-02
  given customer saver
  on day 3 at 10:00 { event birthday_near  expect wecom bd_card }
  expect no task life_change.chain.advise
}

story inflow "大额转入十万:沟通;差一元不算" en "A large inflow" {
  starts 2026-03-02
  given customer saver
  on day 3 at 10:00 event large_inflow { amount: 99999元 }
  on day 3 expect no task
  on day 4 at 10:00 { event large_inflow { amount: 10万元 }  expect task life_change.chain.advise due day 8 at 17:30 }
}

story matures "存款七天后到期:宽表到时开任务" en "A deposit matures" {
  starts 2026-03-02
  given customer saver with { holdings: [{ product: "steady_6m", value: 10万元, matures: day 11 }] }
  on day 4 at 05:00 expect task maturing.renew due day 9 at 17:30
  on day 5 at 10:00 { task maturing.renew done  expect task maturing.renew done }
}

story matures_twice "同日到期两笔持仓:各开一项任务;未到期的不算" en "Two holdings mature on one day" {
  starts 2026-03-02
  given customer saver with {
    holdings: [{
      product: "steady_6m"
      value: 10万元
      matures: day 11
    }, { product: "bond_1y", value: 5万元, matures: day 11 }, { product: "cash_plus", value: 3万元 }]
  }
  on day 3 expect no task maturing.renew
  on day 4 at 05:00 expect 2 tasks maturing.renew
}

story drifted "配置偏离持续五天" en "The allocation drifted for five days" {
  starts 2026-03-02
  given customer saver
  on day 3 at 10:00 set { allocation_drift: 15% }
  on day 7 expect no task drift.rebalance
  on day 8 at 10:00 expect task drift.rebalance assigned manager
}

story grown "九十天增长一成:达成" en "Grown by a tenth" {
  starts 2026-03-02
  given customer saver
  on day -95 at 09:00 set { aum: 30万元 }
  on day 20 at 10:00 set { aum: 32.9万元 }
  on day 20 expect no goal grow
  on day 21 at 10:00 { set { aum: 33万元 }  expect goal grow  expect question to wealth_advisor  expect journey uplift ended as grow }
}

story too_rich "资产上限之上:不进入" en "Above the range" {
  starts 2026-03-02
  given customer saver with { aum: 600.01万元 }
  expect no journey uplift
  ends on day 2
}

story quiet_edge_after "静默时段:信等到次日 08:30" en "A letter waits for the morning" {
  starts 2026-03-02
  given customer saver
  on day 3 at 21:00 { event birthday_near  expect wecom bd_card blocked by quiet until day 4 at 08:30 }
  on day 4 at 08:30 expect wecom bd_card
}

story national_day "国庆长假:两个工作日后到期;时机九天后已过期,信不再发" en "A long holiday outlasts the moment" {
  starts 2026-09-28
  given customer saver
  on 2026-09-30 at 10:00 { event policy_rate_cut { basis_points: 10 }  expect task rate_moved.chain.advise due 2026-10-09 at 17:30 }
  on 2026-10-09 at 17:30 expect task rate_moved.chain.advise overdue
  expect no push rt_letter
}

story month_end "月末跌、月初信" en "Over the end of a month" {
  starts 2026-03-27
  given customer saver
  on 2026-03-31 at 10:00 event index_moved { index: "000300", change_1d: -3.1% }
  on 2026-04-01 at 17:30 expect push mk_letter
}

story handed_over "达成后上送财富中心:顾问接受,客户转由其管户" en "Handed over and accepted" {
  starts 2026-03-02
  given customer saver
  on day -95 at 09:00 set { aum: 30万元 }
  on day 21 at 10:00 { set { aum: 33万元 }  expect question to wealth_advisor }
  on day 22 at 10:00 {
    answer wealth_advisor accepted by advisor
    expect question to wealth_advisor answered as "accepted"
    expect customer { manager: advisor }
  }
}

story kept "两个工作日无人接受:仍由原经理管户" en "Nobody accepts" {
  starts 2026-03-02
  given customer saver
  on day -95 at 09:00 set { aum: 30万元 }
  on day 21 at 10:00 set { aum: 33万元 }
  on day 23 at 17:30 { expect question to wealth_advisor answered as "lapsed"  expect customer { manager: manager } }
}

story weekly "经营回检:沟通率不到八成,预警支行行长" en "The weekly review alerts" {
  starts 2026-03-02
  given customer saver
  on day 3 at 10:00 event index_moved { index: "000300", change_1d: -3% }
  on day 8 at 09:00 {
    expect review uplift_weekly at east with { advise.done: 0% }
    expect review uplift_weekly alerts branch_manager at east
    expect no review uplift_weekly opens improve
  }
}

story not_rebalanced "再平衡没人做:回检开出整改;十个工作日后发信" en "Nobody rebalances" {
  starts 2026-03-02
  given customer saver
  on day 3 at 10:00 set { allocation_drift: 15% }
  on day 8 at 10:00 expect task drift.rebalance
  on day 22 at 09:00 {
    expect review uplift_weekly with { rebalance.done: 0% }
    expect review uplift_weekly opens improve at east
    expect task improve
  }
  on day 22 at 17:30 expect push drift_letter
  ends on day 40
}

story again_dropped "三十天内再降息:不重复" en "Another cut within 30 days" {
  starts 2026-03-02
  given customer saver
  on day 3 at 10:00 event policy_rate_cut { basis_points: 10 }
  on day 20 at 10:00 { event policy_rate_cut { basis_points: 10 }  expect moment rate_moved dropped by again_too_soon }
}

story quiet_edge_before "静默前一分钟:立即发" en "One minute before quiet hours" {
  starts 2026-03-02
  given customer saver
  on day 3 at 20:59 { event birthday_near  expect wecom bd_card }
}

# 七天三次:沟通都是电话,也算;贺卡是服务类,不算。
story cap_below "七天内第二次:信照发" en "One below the cap" {
  starts 2026-03-02
  given customer saver
  on day 3 at 10:00 event index_moved { index: "000300", change_1d: -4% }
  on day 4 at 17:30 expect push mk_letter
}

story cap_reached "七天内第三次:跟进照发" en "At the cap" {
  starts 2026-03-02
  given customer saver
  on day 3 at 10:00 event index_moved { index: "000300", change_1d: -4% }
  on day 3 at 11:00 event advice_logged { topic: "market" }
  on day 5 at 10:00 { event large_inflow { amount: 20万元 }  expect task life_change.chain.advise }
  on day 8 at 11:00 expect wecom follow_up_offer
}

story cap_over "第四次:等到第一次满七天" en "Over the cap" {
  starts 2026-03-02
  given customer saver
  on day 3 at 10:00 event index_moved { index: "000300", change_1d: -4% }
  on day 3 at 11:00 event advice_logged { topic: "market" }
  on day 6 at 17:00 event large_inflow { amount: 20万元 }
  on day 8 at 11:00 expect wecom follow_up_offer
  on day 9 at 17:30 expect push in_letter blocked by capped until day 10 at 10:00
  on day 10 at 10:00 expect push in_letter
}

story makeup_day "国庆后的周六调休:两个工作日里算一天" en "A make-up Saturday counts" {
  starts 2026-10-05
  given customer saver
  on 2026-10-08 at 10:00 { event policy_rate_cut { basis_points: 10 }  expect task rate_moved.chain.advise due 2026-10-10 at 17:30 }
  on 2026-10-10 at 17:30 expect push rt_letter
}
