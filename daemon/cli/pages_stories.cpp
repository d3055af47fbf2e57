// Pages about stories.
#include "daemon/cli/pages.hpp"

namespace playmaker::cli {
namespace {

constexpr Page kPages[] = {
    {"story_start_missing", "a story pins its own days: day 1 is the day it starts, so that weekends and holidays are the same for ever",
     "故事有自己的日历:第 1 天即开始之日,周末与节假日因此永远不变", Frame::story,
     "use \"p.play\"\nstory a { given customer { }  expect nothing }",
     "use \"p.play\"\nstory a { starts 2026-03-02  given customer { }  expect nothing }"},
    {"story_customer_missing", "a story is about one customer, of whom something is known when it starts",
     "故事讲一位客户;开始时须说明已知的资料", Frame::story, "use \"p.play\"\nstory a { starts 2026-03-02  expect nothing }",
     "use \"p.play\"\nstory a { starts 2026-03-02  given customer { aum: 60万元 }  expect nothing }"},
    {"story_expects_nothing", "a story that expects nothing passes whatever the playbooks do", "没有预期的故事,无论剧本怎么做都会通过",
     Frame::story, "use \"p.play\"\nstory a { starts 2026-03-02  given customer { } }",
     "use \"p.play\"\nstory a { starts 2026-03-02  given customer { }  on day 1 { expect touch } }"},
    {"story_backwards", "a story is told in the order of time, so that a reader can follow it; expectations may look back",
     "故事按时间先后讲述,读者才能跟上;预期可以回看", Frame::story,
     "use \"p.play\"\nstory a { starts 2026-03-02  given customer { }  on day 3 at 10:00 event a  on day 2 at 10:00 event b  expect touch "
     "}",
     "use \"p.play\"\nstory a { starts 2026-03-02  given customer { }  on day 2 at 10:00 event b  on day 3 at 10:00 event a  expect touch "
     "}"},
    {"story_time_empty", "the second day or time lies before the first, and nothing can happen between them",
     "后一个日期或时刻早于前一个,其间不会发生任何事", Frame::story,
     "use \"p.play\"\nstory a { starts 2026-03-02  given customer { }  on days 5 to 3 expect touch }",
     "use \"p.play\"\nstory a { starts 2026-03-02  given customer { }  on days 3 to 5 expect touch }"},
    {"story_clock_missing", "what happens to a customer happens at one minute; only expectations may span a day or several",
     "客户身上发生的事有确切时刻;只有预期可以跨一天或多天", Frame::story,
     "use \"p.play\"\nstory a { starts 2026-03-02  given customer { }  on day 1 event a  expect touch }",
     "use \"p.play\"\nstory a { starts 2026-03-02  given customer { }  on day 1 at 09:00 event a  expect touch }"},
    {"story_playbook_missing", "a story is played by the playbooks it names with `use`", "故事由其以 `引用` 写明的剧本来演练", Frame::story,
     "story a { starts 2026-03-02  given customer { }  expect nothing }",
     "use \"p.play\"\nstory a { starts 2026-03-02  given customer { }  expect nothing }"},
};

}  // namespace

std::span<const Page> story_pages() { return kPages; }

}  // namespace playmaker::cli
