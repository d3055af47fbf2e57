use "prospects.play"
use "shared/bank.story"
story a "一" {
  starts 2026-10-12
  given customer regular with { holdings: [{ product: "x", value: 1万元, matures: day 8 }], consent { sms: unknown } }
  given others { 3 like regular }
  given stock coffee 0
  on day 1 at 09:00 { list prospects_2026q4 { customer, 2 like regular }  expect at most 2 leads at east dealt until day 3 at 17:30 }
  on days 1 to 3 expect no task first_call overdue
  on 2026-10-12 at 10:00 { claim lead by manager  decline lead by deputy  expect customer { manager: manager } }
}
