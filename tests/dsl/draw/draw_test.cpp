// Pictures can be read: nothing lies over anything else, no word leaves its box, and nothing of a plan is left out.
#include <catch2/catch.hpp>

#include <algorithm>

#include <filesystem>

#include "dsl/draw/layout.hpp"
#include "tests/dsl/compile/compiling.hpp"
#include "tests/main/here.hpp"

using namespace playmaker;

namespace {

std::vector<std::string> shipped() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(kSourceDir) + "/playbooks")) {
    if (entry.path().extension() == ".play") out.push_back("playbooks/" + entry.path().filename().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

bool overlap(const draw::Box& a, const draw::Box& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
bool inside(const draw::Box& inner, const draw::Box& outer) {
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width + 0.01 &&
         inner.y + inner.height <= outer.y + outer.height + 0.01;
}
draw::Box box_of(const draw::TextLine& line) {
  return {line.x, line.baseline - line.size, draw::text_width(line.text, line.size), line.size * 1.25};
}

// Everything that makes a picture hard to read, each as a sentence.
std::vector<std::string> faults(const draw::Picture& picture) {
  const draw::Layout layout = draw::layout_of(picture);
  std::vector<std::string> out;
  const draw::Box paper{0, 0, layout.width, layout.height};
  for (std::size_t i = 0; i < layout.cards.size(); ++i) {
    const draw::LaidCard& card = layout.cards[i];
    if (!inside(card.box, paper)) out.push_back(picture.cards[i].name + " leaves the paper");
    for (std::size_t j = i + 1; j < layout.cards.size(); ++j) {
      if (overlap(card.box, layout.cards[j].box)) out.push_back(picture.cards[i].name + " lies over " + picture.cards[j].name);
    }
    for (const draw::TextLine& line : card.lines) {
      if (!inside(box_of(line), card.head)) out.push_back("\"" + line.text + "\" leaves the head of " + picture.cards[i].name);
    }
    for (std::size_t row = 0; row < card.rows.size(); ++row) {
      if (!inside(card.rows[row].box, card.box)) out.push_back("a row leaves " + picture.cards[i].name);
      if (overlap(card.rows[row].box, card.head)) out.push_back("a row lies over the head of " + picture.cards[i].name);
      if (row > 0 && overlap(card.rows[row].box, card.rows[row - 1].box))
        out.push_back("rows of " + picture.cards[i].name + " lie over each other");
      for (const draw::TextLine& line : card.rows[row].lines) {
        if (!inside(box_of(line), card.rows[row].box)) out.push_back("\"" + line.text + "\" leaves its row in " + picture.cards[i].name);
      }
    }
  }
  for (const draw::LaidEdge& edge : layout.edges) {
    for (const draw::Bend& bend : edge.bends) {
      for (const draw::LaidCard& card : layout.cards) {
        if (bend.to_x > bend.from_x && overlap({bend.from_x, bend.y, bend.to_x - bend.from_x, 0.1}, card.box))
          out.emplace_back("an edge runs under a card");
      }
    }
  }
  return out;
}

std::string all_words(const draw::Picture& picture) {
  std::string out;
  for (const draw::Card& card : picture.cards) {
    out += card.title + '\n';
    for (const std::string& note : card.notes) out += note + '\n';
    for (const draw::Row& row : card.rows) out += row.text + '\n';
  }
  return out;
}

const char* const kSmall =
    "stage one \"一\" en \"One\" on days 1 to 3 { must task call \"电话\" en \"Call\" by phone { assign manager done on visit due 2 days "
    "}\n"
    "  wave hello \"你好\" on day 2 at 10:00 { when call.done { tag \"met\" } else { finish as cold } } }\n"
    "breakpoint stuck \"卡住\" en \"Stuck\" from call.done to visit stalls after 5 days { tag \"stuck\" }\n";

}  // namespace

TEST_CASE("draw: every shipped playbook can be read in both languages") {
  const std::vector<std::string> files = shipped();
  REQUIRE(files.size() >= 4);
  for (const std::string& file : files) {
    const dsl::Compiled made = compiling::compile_file(file);
    REQUIRE(made.ok);
    for (std::size_t i = 0; i < made.plans.size(); ++i) {
      for (const base::Language language : {base::Language::zh, base::Language::en}) {
        INFO(file);
        const draw::Picture picture = draw::picture_of(*made.plans[i], *made.origins[i], *made.catalog, language);
        CHECK(faults(picture) == std::vector<std::string>{});
        // Whatever has a label of its own is found in the picture under it.
        const std::string words = all_words(picture);
        const tell::Teller teller(*made.plans[i], *made.origins[i], *made.catalog, language);
        for (plan::SiteIndex site = 1; site < made.origins[i]->sites.size(); ++site) {
          if (made.origins[i]->sites[site].label.zh.empty() || made.plans[i]->sites[site].kind == plan::SiteKind::audience) continue;
          // A step has a name of its own only where somebody gave it one.
          const bool step = made.plans[i]->sites[site].kind == plan::SiteKind::hand_over;
          if (step && teller.label(made.origins[i]->sites[site].label, "").empty()) continue;
          INFO(teller.name(site));
          CHECK(words.find(teller.name(site)) != std::string::npos);
        }
      }
    }
  }
}

TEST_CASE("draw: nothing of a shipped playbook is told twice, and no step goes by a raw word") {
  for (const std::string& file : shipped()) {
    const dsl::Compiled made = compiling::compile_file(file);
    REQUIRE(made.ok);
    for (const base::Language language : {base::Language::zh, base::Language::en}) {
      INFO(file);
      const draw::Picture picture = draw::picture_of(*made.plans[0], *made.origins[0], *made.catalog, language);
      const std::string words = all_words(picture);
      for (const char* raw : {"step: ", "步骤：", "send: ", "grant: ", "review: ", "  "}) {
        INFO(raw);
        CHECK(words.find(raw) == std::string::npos);
      }
    }
  }
}

TEST_CASE("draw: reviews, targets, repeats, reasons, reserves and offers are told") {
  const auto words = [](const std::string& file, base::Language language) {
    const dsl::Compiled made = compiling::compile_file(file);
    REQUIRE(made.ok);
    return all_words(draw::picture_of(*made.plans[0], *made.origins[0], *made.catalog, language));
  };
  const auto has = [](const std::string& text, const std::vector<std::string>& parts) {
    for (const std::string& part : parts) {
      INFO(part);
      CHECK(text.find(part) != std::string::npos);
    }
  };
  has(words("playbooks/first_meeting.play", base::Language::zh),
      {"首面回检", "每周一 09:00", "与留白组对比“首面闭环”", "“电话邀约”完成的比率 < 60%", "指标：“首面闭环”每季度 30 个",
       "客户经理填写缘由：“临时有事”", "各机构：必做：项目宣导", "营销授权"});
  has(words("playbooks/new_customer_100.play", base::Language::en),
      {"Repeat: letter · every week on Monday at 09:30, up to 8 times", "Budget for benefits: CNY 800,000", "offering \"cash plus\"",
       "\"wealth salon attended\""});
  has(words("playbooks/churn_recovery.play", base::Language::en), {"Reserve: Rate coupon for ", "Release: Rate coupon"});
  has(words("playbooks/near_threshold.play", base::Language::zh), {"每月 10 日 08:30", "首个 20 日 19:30", "2万位客户", "失败则 App 推送"});
  has(words("playbooks/uplift.play", base::Language::zh), {"事件 = “生日将至”", "并持续 5 天"});
}

TEST_CASE("draw: an edge leaves at the row that causes it") {
  const dsl::Compiled made = compiling::compile_body(kSmall);
  INFO(compiling::issues_of(made));
  REQUIRE(made.ok);
  const draw::Picture picture = draw::picture_of(*made.plans[0], *made.origins[0], *made.catalog, base::Language::en);
  const auto card = [&](const std::string& name) {
    for (std::uint32_t i = 0; i < picture.cards.size(); ++i) {
      if (picture.cards[i].name == name) return i;
    }
    return draw::kHead;
  };
  REQUIRE(card("breakpoint_stuck") != draw::kHead);
  bool found = false;
  for (const draw::Edge& edge : picture.edges) {
    if (edge.to != card("breakpoint_stuck")) continue;
    CHECK(edge.from == card("stage_one"));
    CHECK(edge.row == 0);
    CHECK(edge.any_time);
    found = true;
  }
  CHECK(found);
}

TEST_CASE("draw: a step of a kind that is not known here is shown, not left out") {
  const dsl::Compiled made = compiling::compile_body(kSmall);
  REQUIRE(made.ok);
  plan::Plan plan = *made.plans[0];
  plan::Origin origin = *made.origins[0];
  for (plan::SiteIndex site = 0; site < plan.sites.size(); ++site) {
    if (plan.sites[site].kind != plan::SiteKind::breakpoint) continue;
    plan.sites[site].kind = static_cast<plan::SiteKind>(250);
  }
  plan.breakpoints.clear();
  const draw::Picture picture = draw::picture_of(plan, origin, *made.catalog, base::Language::en);
  CHECK(all_words(picture).find("step: Stuck") != std::string::npos);
  CHECK(faults(picture) == std::vector<std::string>{});
}

TEST_CASE("draw: a circle is drawn, its last edge backwards") {
  draw::Picture picture;
  for (const char* name : {"a", "b", "c"}) {
    draw::Card card;
    card.name = card.title = name;
    picture.cards.push_back(card);
  }
  picture.edges = {{0, draw::kHead, 1, false}, {1, draw::kHead, 2, false}, {2, draw::kHead, 0, false}};
  const draw::Layout layout = draw::layout_of(picture);
  CHECK_FALSE(layout.edges[0].reversed);
  CHECK_FALSE(layout.edges[1].reversed);
  CHECK(layout.edges[2].reversed);
  CHECK(faults(picture) == std::vector<std::string>{});
}

TEST_CASE("draw: crossings that can be avoided are") {
  draw::Picture picture;
  for (int i = 0; i < 8; ++i) {
    draw::Card card;
    card.name = card.title = std::to_string(i);
    picture.cards.push_back(card);
  }
  for (std::uint32_t i = 0; i < 4; ++i) picture.edges.push_back({i, draw::kHead, 7 - i, false});
  const std::vector<draw::Port> ports(4);
  draw::Graph graph = draw::layered(picture, std::vector<double>(8, 40), ports);
  CHECK(draw::crossings(graph) == 6);
  draw::lessen_crossings(graph);
  CHECK(draw::crossings(graph) == 0);
}

TEST_CASE("draw: long words are cut, marks do not begin a line") {
  for (const std::string& line : draw::wrapped("averyveryverylongwordwithoutanyspaceatall", 12, 80))
    CHECK(draw::text_width(line, 12) <= 80);
  for (const std::string& line : draw::wrapped("客户经理，协同财富顾问。四个工作日内完成（含周末）", 12, 60)) {
    CHECK(draw::text_width(line, 12) <= 60 + 12);
    CHECK_FALSE(line.starts_with("，"));
    CHECK_FALSE(line.starts_with("。"));
    CHECK_FALSE(line.starts_with("）"));
  }
}

TEST_CASE("draw: no line begins with a closing quote or ends with an opening one, at any width") {
  for (const std::string text : {R"(Manager gives the reason: "再考虑", "收益不满意", "他行更优")",
                                 "财富顾问填写缘由：“再考虑”、“要和家人商量”（不含“其他”）", R"(推荐"现金+"（"稳健"），"再"考虑)"}) {
    for (int width = 60; width < 400; width += 3) {
      INFO(text << " in " << width);
      std::string whole, without;
      int straight = 0;
      for (const std::string& line : draw::wrapped(text, 12, width)) {
        for (const char* mark : {"”", "、", "，", "）", ","}) CHECK_FALSE(line.starts_with(mark));
        for (const char* mark : {"“", "（"}) CHECK_FALSE(line.ends_with(mark));
        if (line.starts_with('"')) CHECK(straight % 2 == 0);
        straight += static_cast<int>(std::count(line.begin(), line.end(), '"'));
        if (line.ends_with('"')) CHECK(straight % 2 == 0);
        whole += line;
      }
      for (const char c : text) without += c == ' ' ? "" : std::string(1, c);
      std::erase(whole, ' ');
      CHECK(whole == without);               // nothing is lost
    }
  }
}

TEST_CASE("draw: the writers say the same in their own marks") {
  const dsl::Compiled made = compiling::compile_body("goal g \"<目标> & \\\"一\\\"\" = customer.vip within 5 days\n");
  INFO(compiling::issues_of(made));
  REQUIRE(made.ok);
  const draw::Picture picture = draw::picture_of(*made.plans[0], *made.origins[0], *made.catalog, base::Language::zh);
  const std::string svg = draw::to_svg(picture);
  CHECK(svg.starts_with("<svg "));
  CHECK(svg.ends_with("</svg>\n"));
  CHECK(svg.find("&lt;目标&gt; &amp; &quot;一&quot;") != std::string::npos);
  CHECK(svg.find("<目标>") == std::string::npos);
  CHECK(draw::to_mermaid(picture).find("#lt;目标#gt; #amp; #quot;一#quot;") != std::string::npos);
  CHECK(draw::to_dot(picture).find("<目标> & \\\"一\\\"") != std::string::npos);
}
