# Who is in the stories: two branches, their people, and customers to start from.
branch city { head: supervisor, duty_manager: supervisor }
branch east { parent: city, head: president, duty_manager: deputy }

person supervisor "分行督导" { name: "周督导" }
person president  "支行行长" { name: "王行长" }
person deputy     "值班经理" { name: "赵值班" }
person manager    "客户经理" { name: "李经理" }
person advisor    "财富顾问" { name: "陈顾问" }
person agent      "远程坐席" { name: "孙坐席" }
pool wealth_advisors { advisor }
pool phone_agents { agent }

customer regular "普通客户" {
  name: "张三"
  manager: manager
  branch: east
  kind: "personal"
  tier: "mass"
  aum: 30万元
  peak_aum: 30万元
  balance: 5万元
  opened_on: 700 days ago
  product_count: 1
  equity_share: 10%
  allocation_drift: 2%
  salary_bound: false
  wecom_bound: true
  do_not_contact: false
  risk_level: "C3"
  risk_assessed_on: 60 days ago
  consent { marketing: true, sms: true, push: true, wecom: true, phone: true }
}
