use "book.play"
stroy one { starts 2026-03-02 }
story two {
  starts 2026-03-02
  given customer { aum 60万元 }
  gvien sms hello failed
  on day 1 at 09:00 evnt account_opened
  on day 2 { expct touch }
  on day 3 expect sms hello blocked by quite
  given sms hello fialed
  on dya 3 { expect touch }
  expect touch
}
