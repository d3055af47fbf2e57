引用 "first_meeting.play"
引用 "shared/bank.story"
故事 甲 “一” {
  始于 2026-03-02
  给定 客户 regular 带 { aum: 60万元, tier: “gold” }
  在 第 1 天 的 09:00 { 事件 account_opened  预期 任务 call 限期 第 3 天 的 17:30 }
  在 第 2 天 预期 没有 触达
