use "book.play"
person li { name: "李" }
branch east { head: li }
pool agents { li }
customer rich "大客户" { aum: 60万元, branch: east, consent { marketing: true, sms: true } }

story visit "来访" en "A visit" {
  starts 2026-03-02
  given customer like rich with { manager: li, balance: unknown, share: 20% } held out of book
  given sms hello unknown
  given push hello read after 30 minutes
  on day -30 at 09:00 set { aum: 40万元 }
  on day 1 at 09:00 { event 开户  event deposit { amount: 100元 } }
  on day 1 at 12:00 { sms hello delivered  event booked { at: day 2 at 14:00 } }
  on days 2 to 3 import nightly missing
  on day 2 at 10:00 to 12:00 { expect sms hello  expect no stall }
  on day 3 { expect task meet.call done  expect task call assigned li  expect nothing }
  on day 4 at 10:00 { pause book  resume book  leave book  enter book }
  ends on day 20
  expect goal rich missed
  expect wave hi skipped by condition
  expect tag "x"
}
