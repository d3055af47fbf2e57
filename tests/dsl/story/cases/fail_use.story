use "nowhere.play"
story one { starts 2026-03-02  given customer { }  expect nothing }
