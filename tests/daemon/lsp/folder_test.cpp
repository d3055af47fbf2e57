// The files beside a text: read once, as the editor has them where it has them open.
#include "tests/daemon/lsp/editor_client.hpp"

using namespace playmaker;
using daemon::member;
using tests::Client;
using tests::has;
using tests::kBook;
using tests::kShared;

TEST_CASE("lsp: a file of the folder is read once for as long as it stays, and again when it changes on disk") {
  Client client;
  client.open("/w/book.play", kBook);
  const std::string book = kBook;
  for (int i = 0; i < 5; ++i) {
    client.completing("/w/book.play", book, "stage first {\n", "    send ");
    client.at("textDocument/hover", "/w/book.play", book, "assign clerk", 8);
    client.run();
  }
  CHECK(client.reads["/w/shared.play"] == 1);
  CHECK(client.reads["/w/book.play"] == 0);   // open: its text came from the client
  client.disk["/w/shared.play"] = reworded(kShared, "channel sms \"短信\"", "channel post {}\nchannel sms \"短信\"");
  ++client.changed["/w/shared.play"];
  const int channels = client.completing("/w/book.play", book, "stage first {\n", "    send ");
  client.run();
  CHECK(has(client.labels(channels), "post"));
  CHECK(client.reads["/w/shared.play"] == 2);
}

TEST_CASE("lsp: a file that the client saw change is read again, and whoever has it in use is judged again") {
  Client client;
  client.open("/w/book.play", kBook);
  client.run();
  CHECK(client.last("/w/book.play").empty());
  client.disk["/w/shared.play"] = reworded(kShared, "event joined", "event joinet");   // as long as before, in the same instant
  client.tell("workspace/didChangeWatchedFiles", R"({"changes":[{"uri":"file:///w/shared.play","type":2}]})");
  client.run();
  REQUIRE(client.last("/w/book.play").size() == 1);
  CHECK(*daemon::text_of(member(client.last("/w/book.play")[0], "code")) == "E0200");
}

TEST_CASE("lsp: what is typed in a catalog and not saved counts for the playbooks that use it, until it is closed") {
  Client client;
  client.open("/w/book.play", kBook);
  client.open("/w/shared.play", kShared);
  client.run();
  CHECK(client.last("/w/book.play").empty());
  client.change("/w/shared.play", reworded(kShared, "event joined", "event came"), 2);
  const int events = client.completing("/w/book.play", kBook, "audience { enter on ", "");
  client.change("/w/book.play", kBook, 3);
  client.run();
  REQUIRE(client.last("/w/book.play").size() == 1);
  CHECK(*daemon::text_of(member(client.last("/w/book.play")[0], "code")) == "E0200");
  CHECK(has(client.labels(events), "came"));
  CHECK_FALSE(has(client.labels(events), "joined"));
  client.tell("textDocument/didClose", R"({"textDocument":{"uri":"file:///w/shared.play"}})");
  client.run();
  CHECK(client.last("/w/book.play").empty());
}
