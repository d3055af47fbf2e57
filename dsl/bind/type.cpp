#include "dsl/bind/type.hpp"

namespace playmaker::bind {

bool is_number(Type type) {
  switch (type.kind) {
    case plan::Kind::integer:
    case plan::Kind::decimal:
    case plan::Kind::money:
    case plan::Kind::percent:
    case plan::Kind::duration:
    case plan::Kind::unsigned_integer: return true;
    default: return false;
  }
}

bool is_ordered(Type type) {
  switch (type.kind) {
    case plan::Kind::date:
    case plan::Kind::time:
    case plan::Kind::instant:
    case plan::Kind::text:
    case plan::Kind::level_of:
    case plan::Kind::error: return true;
    default: return is_number(type);
  }
}

const Field* Fields::find(std::string_view name) const {
  for (const Field& field : list) {
    if (field.name == name || (!field.alias.empty() && field.alias == name)) return &field;
  }
  return nullptr;
}

std::vector<std::string_view> Fields::names() const {
  std::vector<std::string_view> out;
  for (const Field& field : list) {
    out.push_back(field.name);
    if (!field.alias.empty()) out.push_back(field.alias);
  }
  return out;
}

Type Types::enumeration(plan::Kind kind, std::vector<std::string> values) {
  for (std::uint32_t i = 0; i < enumerations_.size(); ++i) {
    if (enumerations_[i] == values) return {kind, i};
  }
  enumerations_.push_back(std::move(values));
  return {kind, static_cast<std::uint32_t>(enumerations_.size() - 1)};
}

Type Types::record(Fields fields) {
  records_.push_back(std::move(fields));
  return {plan::Kind::record, static_cast<std::uint32_t>(records_.size() - 1)};
}

Type Types::list(Type item, std::uint32_t at_most) {
  lists_.push_back({item, at_most});
  return {plan::Kind::list, static_cast<std::uint32_t>(lists_.size() - 1)};
}

bool Types::same(Type a, Type b) const {
  if (poisoned(a) || poisoned(b)) return true;
  if (a.kind != b.kind) return false;
  if (a.kind == plan::Kind::list)
    return a.detail == b.detail || (a.detail != kNone && b.detail != kNone && same(lists_[a.detail].item, lists_[b.detail].item));
  return a.detail == b.detail;
}

source::Words Types::words(Type type) const {
  switch (type.kind) {
    case plan::Kind::boolean: return {"bool", "真假值 bool"};
    case plan::Kind::integer: return {"int", "整数 int"};
    case plan::Kind::decimal: return {"decimal", "小数 decimal"};
    case plan::Kind::money: return {"money", "金额 money"};
    case plan::Kind::percent: return {"percent", "百分比 percent"};
    case plan::Kind::text: return {"text", "文本 text"};
    case plan::Kind::bytes: return {"bytes", "字节 bytes"};
    case plan::Kind::date: return {"date", "日期 date"};
    case plan::Kind::time: return {"time", "时刻 time"};
    case plan::Kind::instant: return {"instant", "瞬间 instant"};
    case plan::Kind::duration: return {"duration", "时长 duration"};
    case plan::Kind::person: return {"person", "人员 person"};
    case plan::Kind::branch: return {"branch", "机构 branch"};
    case plan::Kind::list: return {"a list", "列表"};
    case plan::Kind::record: return {"a record", "记录"};
    case plan::Kind::unsigned_integer: return {"uint", "无符号整数 uint"};
    case plan::Kind::map: return {"a map", "映射"};
    case plan::Kind::null: return {"null", "空值 null"};
    case plan::Kind::one_of:
    case plan::Kind::level_of: {
      std::string out = type.kind == plan::Kind::one_of ? "one of [" : "level of [";
      const std::vector<std::string>& all = values(type);
      for (std::size_t i = 0; i < all.size(); ++i) out += (i ? ", \"" : "\"") + all[i] + "\"";
      return source::Words(out + "]");
    }
    case plan::Kind::unknown:
    case plan::Kind::error: break;
  }
  return {"an unknown value", "未知值"};
}

}  // namespace playmaker::bind
