#pragma once
// A house in which much can come late: events of long ago, consent that is lost, customers with a time zone of their own.
namespace playmaker::refute_tests {

inline constexpr const char* kTinyHouse = R"(catalog tiny {
  zone "Asia/Shanghai"
  currency CNY
  customer { manager person optional  flag bool  tier one of ["mass", "gold"]  consent bool  zone text optional }
  person { away bool }
  event early { } late up to 20 days
  event worked { } late up to 20 days
  event cleared { } late up to 20 days
  event start { }
  event one { }
  event two { }
  event bye { }
}
channel sms { contact reports delivered within 10 minutes }
channel push { contact reports delivered within 10 minutes }
channel wecom { contact reports delivered within 30 minutes }
channel phone { contact by people }
policy pol { default at 09:30 blocked wait up to 1 hours then next channel }
policy asks { needs customer.consent before marketing blocked wait up to 1 hours then skip }
policy hold { quiet from 21:00 to 08:30  never more than 1 wecom per 2 days  blocked wait up to 24 hours then skip }
policy slow { never more than 1 push per 9 days  never more than 1 sms per 9 days  blocked wait up to 3 days then skip }
policy calls { never more than 1 phone per 20 days  blocked wait up to 1 hours then skip }
role rm { who customer.manager final }
template a { channel wecom }
template b { channel wecom }
template p { channel push }
template s { channel sms }
calendar cn { weekend saturday, sunday open 09:00 to 17:30 }
)";

}  // namespace playmaker::refute_tests
