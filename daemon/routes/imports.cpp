// Customers, people, branches and pools in, as rows; and the word that an import is complete.
#include <memory>

#include "daemon/routes/batch.hpp"
#include "daemon/routes/routes.hpp"

namespace playmaker::routes {
namespace {

base::Result<engine::RawRow> row_of(engine::RawValue& value) {
  engine::RawRow row;
  for (engine::RawField& field : std::get<engine::RawRecord>(value.value)) {
    if (field.name != "id") {
      row.values.push_back(std::move(field));
    } else if (const std::string* id = daemon::text_of(&field.value)) {
      row.id = *id;
    } else if (const auto* number = std::get_if<std::int64_t>(&field.value.value)) {
      row.id = std::to_string(*number);
    } else {
      return base::invalid("id_invalid", "id must be a text", "id 应为文本");
    }
  }
  if (row.id.empty()) return base::invalid("id_invalid", "the member \"id\" is missing", "缺少成员 \"id\"");
  return row;
}

void add_rows(http::Router& router, Doors& doors, std::string path, engine::RowKind kind) {
  router.add({"POST",
              std::move(path),
              {"application/x-ndjson", "application/json"},
              [&doors, kind](const http::CallPtr& call, http::Respond respond) {
                if (auto known = call->query.only({"import", "as_of", "list"}); !known) return refuse(respond, *call, known.error());
                engine::Import import;
                import.kind = kind;
                if (const std::string* name = call->query.find("import")) import.import = *name;
                if (const std::string* list = call->query.find("list")) {
                  if (kind != engine::RowKind::customers)
                    return refuse(respond, *call,
                                  base::invalid("parameter_invalid", "only customers are put on a list", "只有客户可列入名单").error());
                  if (list->empty())
                    return refuse(respond, *call,
                                  base::invalid("parameter_invalid", "list is empty: name the list", "list 为空:请写名单名").error());
                  import.list = *list;
                }
                if (const std::string* as_of = call->query.find("as_of")) {
                  const auto at = base::parse_instant(*as_of);
                  if (!at) return refuse(respond, *call, at.error());
                  import.as_of = *at;
                }
                auto read = Batch::read(call->body(), media_type(*call->request) == "application/x-ndjson", true);
                if (!read) return refuse(respond, *call, read.error());
                auto batch = std::make_shared<Batch>(std::move(*read));
                for (std::size_t i = 0; i < batch->size(); ++i) {
                  engine::RawValue* item = batch->item(i);
                  if (item == nullptr) continue;
                  auto row = row_of(*item);
                  if (row) import.rows.push_back(std::move(*row));
                  else batch->refuse(i, row.error());
                  *item = {};
                }
                const auto answer = [batch, language = call->language](const engine::Reply& reply) {
                  return ok(batch->results(reply, language));
                };
                if (import.rows.empty()) return respond([answer] { return answer({}); });
                command(doors, call, respond, std::move(import), answer);
              }});
}

}  // namespace

void add_imports(http::Router& router, Doors& doors) {
  add_rows(router, doors, "/v1/customers", engine::RowKind::customers);
  add_rows(router, doors, "/v1/people", engine::RowKind::people);
  add_rows(router, doors, "/v1/branches", engine::RowKind::branches);
  add_rows(router, doors, "/v1/pools", engine::RowKind::pools);
  router.add({"POST", "/v1/imports", {"application/json"}, [&doors](const http::CallPtr& call, http::Respond respond) {
                auto body = read_object(*call, {"import", "at"}, {"import"});
                if (!body) return refuse(respond, *call, body.error());
                engine::ImportDone import;
                import.import = text_member(*body, "import");
                if (const std::string at = text_member(*body, "at"); !at.empty()) {
                  const auto instant = base::parse_instant(at);
                  if (!instant) return refuse(respond, *call, instant.error());
                  import.at = *instant;
                }
                command(doors, call, respond, std::move(import), done);
              }});
}

}  // namespace playmaker::routes
