use "book.play"
person li { name: "李" }
branch east { head: li }
customer rich { aum: 60万元 }
story one {
  starts 2026-03-02
  given customer rich
  given others { rihc, 900 like rich, 2 lik rich }
  given stock cofee 0
  on day 1 at 09:00 { list leads_q2  list leads_q1 { customer, pooor } }
  on day 1 at 10:00 { claim leed  decline task call  claim lead of rihc by lee }
  on day 1 at 11:00 { acknowledge call  answer manger accepted  answer manager "忘啦" }
  expect 2 leads at eastt dealt to manger
  expect lead returned by unclamed
  expect lead held by manager
}
story two {
  starts 2026-03-02
  given customer rich
  expect review weakly
  expect review weekly with { cal.done: 50% }
  expect review weekly alerts manger
  expect review weekly opens mnd
  expect customer tier
  expect customer { tear: "gold" }
  expect answer nsp
  expect answer nps { scores: 9 }
  expect arm shorter
  expect seat saloon
  expect hand off to bok
  expect question to manager answered as "忘啦"
  expect event depoist
  expect reserve cofee
}
