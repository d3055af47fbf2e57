use "book.play"
story one {
  starts 2026-03-02
  given customer { aum: 60万元
  on day 1 at 09:00 event account_opened
  expect touch
}
