#include "runtime/engine/disk/house_record.hpp"

#include "runtime/base/layout.hpp"

namespace playmaker::engine {
namespace {

base::Result<HouseRecord> unreadable(std::uint64_t code) {
  return base::broken("journal_unreadable",
                      "a record of the house lane with code " + std::to_string(code) + " is damaged or was written by a newer release",
                      "公共分区中编码为 " + std::to_string(code) + " 的记录已损坏,或由更新的版本写入");
}

// The alternatives in turn, until one has the code.
template <std::size_t I = 0>
base::Result<HouseRecord> read_alternative(std::uint64_t code, std::string_view fields) {
  if constexpr (I == std::variant_size_v<HouseRecord>) {
    return unreadable(code);
  } else {
    using T = std::variant_alternative_t<I, HouseRecord>;
    if (code != T::kCode) return read_alternative<I + 1>(code, fields);
    T value{};
    base::Reader in(fields);
    base::read_growing(in, value);
    if (in.bad()) return unreadable(code);
    return HouseRecord(std::move(value));
  }
}

}  // namespace

bool changes_world(const HouseRecord& record) {
  return std::holds_alternative<PlanApplied>(record) || std::holds_alternative<DirectorySet>(record) ||
         std::holds_alternative<PoolSet>(record) || std::holds_alternative<WidePauseBegan>(record) ||
         std::holds_alternative<WidePauseEnded>(record);
}

void append_record(std::string& out, const HouseRecord& record) {
  std::visit(
      [&](const auto& value) {
        base::Writer fields, head;
        base::write(fields, value);
        head.uint(value.kCode);
        head.text(fields.bytes());
        out += head.bytes();
      },
      record);
}

base::Result<HouseRecord> read_house_record(std::string_view bytes, std::size_t& at) {
  base::Reader in(bytes.substr(at));
  const std::uint64_t code = in.uint();
  const std::string_view fields = in.text();
  if (in.bad()) return unreadable(code);
  at += in.at();
  return read_alternative(code, fields);
}

}  // namespace playmaker::engine
