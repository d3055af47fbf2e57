story no_start { given customer { }  expect nothing }
story nobody { starts 2026-03-02  expect nothing }
story hopeless { starts 2026-03-02  given customer { }  on day 1 at 09:00 event account_opened }
story backwards {
  starts 2026-03-02
  given customer { }
  on day 3 at 09:00 event account_opened
  on day 2 at 09:00 event app_login
  on days 5 to 3 expect touch
  on day 4 event app_login
  on days 4 to 5 event app_login
  expect touch
}
story before_start { on 2026-03-05 at 09:00 event app_login  starts 2026-03-02  given customer { }  expect touch }
