use "book.play"
story backwards {
  starts 2026-03-02
  given customer { }
  on day 3 at 09:00 event app_login
  on day 2 at 09:00 event app_login
  expect no touch
}
