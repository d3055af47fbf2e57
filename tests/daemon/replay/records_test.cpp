// Records of every kind are seen from their content; times are read by pattern; maps are strict.
#include <zlib.h>

#include <catch2/catch.hpp>

#include "daemon/replay/map.hpp"
#include "daemon/replay/records.hpp"
#include "tests/daemon/cli/cli_run.hpp"

using namespace playmaker;
using replay::Records;

namespace {

struct Read {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> failures;
};
Read read_all(const std::string& path, replay::Encoding encoding = replay::Encoding::utf8) {
  auto records = Records::open(path, encoding);
  REQUIRE(records);
  Read out;
  out.columns = (*records)->columns();
  replay::Record record;
  for (int i = 0; i < 1000; ++i) {
    const auto more = (*records)->next(record);
    if (!more) {
      out.failures.push_back(more.error().message);
      continue;
    }
    if (!*more) return out;
    if ((*records)->delimited()) out.rows.push_back(record.cells);
    else
      out.rows.push_back({replay::text_of(replay::value_of(record, {"id", 0}, false)),
                          replay::text_of(replay::value_of(record, {"consent.sms", 0}, false))});
  }
  FAIL("no end");
  return out;
}

std::int64_t at(const char* pattern, const char* text, const char* zone = "Europe/Amsterdam") {
  const auto read = replay::read_time({pattern, *base::find_zone(zone)}, text);
  return read ? read->ms : -1;
}

}  // namespace

TEST_CASE("records: CSV with a BOM, quotes, empty cells and line ends of either kind") {
  const tests::Folder folder;
  const Read read =
      read_all(folder.write("a.csv", "\xef\xbb\xbfid,name,note\r\n1,\"Wang, \"\"Li\"\"\",\n2,\"two\nlines\",x\n\n3,,\"\"\r\n4,last,"));
  CHECK(read.columns == std::vector<std::string>{"id", "name", "note"});
  CHECK(read.rows ==
        std::vector<std::vector<std::string>>{{"1", "Wang, \"Li\"", ""}, {"2", "two\nlines", "x"}, {"3", "", ""}, {"4", "last", ""}});
  CHECK(read.failures.empty());
}

TEST_CASE("records: a line cut short is refused with its number, as one too long is; the others are read") {
  const tests::Folder folder;
  const Read read = read_all(folder.write("a.csv", "id,name,tier\n1,Li,gold\n2,Wu\n3,Xu,mass,x\n4,Yu,\n"));
  CHECK(read.rows == std::vector<std::vector<std::string>>{{"1", "Li", "gold"}, {"4", "Yu", ""}});
  REQUIRE(read.failures.size() == 2);
  CHECK(read.failures[0].find("a.csv:3: 2 cells under 3 columns") != std::string::npos);
  CHECK(read.failures[1].find("a.csv:4: 4 cells under 3 columns") != std::string::npos);
}

TEST_CASE("records: GB18030 is converted when it is said, and refused with a word when it is not") {
  const tests::Folder folder;
  // 编号,姓名 / C1,张三 / C2,㐀 (four bytes): what a bank's older systems send.
  const std::string file =
      folder.write("gb.csv", "\xb1\xe0\xba\xc5,\xd0\xd5\xc3\xfb\r\nC1,\xd5\xc5\xc8\xfd\r\nC2,\x81\x39\xee\x39\nC3,\xff\n");
  const Read gb = read_all(file, replay::Encoding::gb18030);
  CHECK(gb.columns == std::vector<std::string>{"编号", "姓名"});
  CHECK(gb.rows == std::vector<std::vector<std::string>>{{"C1", "张三"}, {"C2", "㐀"}});
  REQUIRE(gb.failures.size() == 1);                            // not of the encoding: refused, never guessed
  CHECK(gb.failures[0].find("gb.csv:4:") != std::string::npos);
  const auto unsaid = Records::open(file);
  REQUIRE_FALSE(unsaid);
  CHECK(unsaid.error().message.find("say its encoding") != std::string::npos);
}

TEST_CASE("records: the separator is seen from the header") {
  const tests::Folder folder;
  CHECK(read_all(folder.write("a.tsv", "a\tb\n1\t\"x\n")).rows == std::vector<std::vector<std::string>>{{"1", "\"x"}});
  CHECK(read_all(folder.write("a.asc", "\"a\";\"b\"\n1;\"x;y\"\n")).rows == std::vector<std::vector<std::string>>{{"1", "x;y"}});
  CHECK(read_all(folder.write("one.csv", "a\n1\n")).columns == std::vector<std::string>{"a"});
}

TEST_CASE("records: NDJSON reaches into records; gzip is read as what it holds") {
  const tests::Folder folder;
  const std::string text = "{\"id\":\"c1\",\"consent\":{\"sms\":true}}\n\n{\"id\":7,\"consent.sms\":null}\n";
  const Read plain = read_all(folder.write("a.ndjson", text));
  CHECK(plain.rows == std::vector<std::vector<std::string>>{{"c1", "true"}, {"7", ""}});
  const std::string packed = folder.path + "/a.gz";
  gzFile out = gzopen(packed.c_str(), "wb");
  REQUIRE(out != nullptr);
  gzwrite(out, text.data(), static_cast<unsigned>(text.size()));
  gzclose(out);
  CHECK(read_all(packed).rows == plain.rows);
}

TEST_CASE("records: a bad record is refused with its line, and reading goes on") {
  const tests::Folder folder;
  const Read read = read_all(folder.write("a.csv", "a,b\n1,2,3\n4,\xff\n5,6\n"));
  CHECK(read.rows == std::vector<std::vector<std::string>>{{"5", "6"}});
  REQUIRE(read.failures.size() == 2);
  CHECK(read.failures[0].find("a.csv:2: 3 cells under 2 columns") != std::string::npos);
  CHECK(read.failures[1].find("a.csv:3: the text is not UTF-8") != std::string::npos);
  CHECK_FALSE(Records::open(folder.path + "/none.csv"));
  CHECK_FALSE(Records::open(folder.write("twice.csv", "a,a\n1,2\n")));
  CHECK_FALSE(Records::open(folder.write("empty.csv", "")));
  const auto records = Records::open(folder.write("near.csv", "customer,amount\n"));
  REQUIRE(records);
  const auto column = replay::column_of(**records, "amonut");
  REQUIRE_FALSE(column);
  CHECK(column.error().message.find("amount") != std::string::npos);
}

TEST_CASE("time patterns: zones, offsets, two-digit years, epochs") {
  CHECK(at("rfc3339", "2011-10-01T00:38:44.546+02:00") == 1317422324546);
  CHECK(at("%Y-%m-%d %H:%M:%S", "2011-10-01 00:38:44") == 1317422324000);
  CHECK(at("%F %T.%f", "2011-10-01 00:38:44.5") == 1317422324500);
  CHECK(at("%y%m%d", "930101", "Europe/Prague") == 725842800000);
  CHECK(at("%d/%m/%Y %H:%M %z", "01/10/2011 00:38 +0200") == 1317422280000);
  CHECK(at("epoch", "1317422324") == 1317422324000);
  CHECK(at("epoch_ms", "1317422324546") == 1317422324546);
  for (const char* bad : {"930231", "93010", "9301011", "", "abcdef"}) CHECK(at("%y%m%d", bad) == -1);
  CHECK(replay::sound("%Y-%m-%d"));
  CHECK_FALSE(replay::sound("%Q"));
  CHECK_FALSE(replay::sound("yyyy-mm-dd"));
}

TEST_CASE("map: sections by file, values, choices; whatever is not understood is an issue") {
  source::Sources sources;
  source::Issues issues;
  const replay::Map map = replay::read_map(
      sources.add(
          "map.yaml",
          "customers: { file: 'acc*', customer: id, attributes: { opened: { column: d, type: date, format: '%y%m%d' }, kind: { constant: "
          "retail } } }\n"
          "events:\n  - file: trans_*\n    customer: id\n    sequence: nr\n    time: { column: d, format: '%y%m%d', zone: Europe/Prague }\n"
          "    name: { column: op, rename: { VKLAD: deposit }, when: [{ column: k, equals: UROK, name: interest }] }\n    fields: { "
          "amount: amount }\n"
          "    constants: { currency: CZK }\n"),
      {}, issues);
  CHECK(issues.empty());
  REQUIRE(map.customers.size() == 1);
  REQUIRE(map.events.size() == 1);
  CHECK(map.customers[0].attributes[0].reading == replay::Reading::date);
  CHECK(map.events[0].name.when[0].gives == "interest");
  CHECK(map.events[0].fields.size() == 2);
  CHECK(replay::rule_for(map.events, "/data/trans_1993.asc.gz") == &map.events[0]);
  CHECK(replay::rule_for(map.events, "loan.asc") == nullptr);
  CHECK(replay::rule_for(map.customers, "account.asc") == &map.customers[0]);

  for (const char* bad :
       {"events: { customer: id }\n", "events: { customer: id, time: { column: t, format: '%Q' }, name: { column: n } }\n", "event: {}\n",
        "events: { customer: id, time: { column: t, zone: Mars/Olympus }, name: { column: n } }\n", "customers: { customer: id }\n", "[]\n",
        ""}) {
    source::Issues found;
    replay::read_map(sources.add("bad.yaml", bad), {}, found);
    INFO(bad);
    CHECK(found.has_errors());
  }
}
