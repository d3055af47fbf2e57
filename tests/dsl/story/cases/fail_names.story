use "book.play"
person li { nmae: "李" }
customer rich { amu: 60万元 }
story one {
  starts 2026-03-02
  given customer rihc with { manager: lee, tier: gold }
  given sms helo failed
  given sms gift failed
  on day 1 at 09:00 { event acount_opened  event deposit { amuont: 5元 } }
  on day 2 at 09:00 { task cal done  task call reeched  enter bok }
  expect stall slwo
  expect goal rih
  expect task call escalated to manger
  expect grant cofee
}
story one { starts 2026-03-02  given customer { }  expect nothing }
