#include "runtime/view/sqlite/schema.hpp"

#include "runtime/view/sqlite/schema_text.hpp"

namespace playmaker::view::sqlite {

base::Result<void> prepare_schema(Connection& connection) {
  int version = 0;
  {
    Statement read(connection, "PRAGMA user_version", false);
    if (!read.ok()) return base::broken("view_unusable", "view: " + read.words());
    if (read.next()) version = read.small(0);
    read.reset();
  }
  if (version == kSchema) return {};
  if (version != 0) {
    return base::invalid(
        "view_schema",
        "view.db has schema " + std::to_string(version) + ", this program writes schema " + std::to_string(kSchema) +
            ": delete view.db, it is rebuilt",
        "view.db 的结构版本是 " + std::to_string(version) + ",本程序写版本 " + std::to_string(kSchema) + ":删除 view.db 即会重建");
  }
  const std::string script = std::string("BEGIN;") + kSchemaText + "PRAGMA user_version = " + std::to_string(kSchema) + "; COMMIT;";
  return connection.run(script.c_str());
}

}  // namespace playmaker::view::sqlite
