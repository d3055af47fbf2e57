#include "dsl/eval/type.hpp"

#include <algorithm>
#include <array>

#include "runtime/base/check.hpp"

namespace playmaker::eval {

namespace {

TypeRef make(TypeKind kind, std::string name, std::vector<TypeRef> params = {}) {
  std::uint32_t size = 1;
  for (const TypeRef& param : params) size += param->size;
  if (size > kTypeSizeMax) return dyn();
  return std::make_shared<const Type>(Type{kind, std::move(name), std::move(params), size});
}

constexpr std::array<std::string_view, 16> kSimple = {"bool",      "int",       "uint",  "double",   "string",  "bytes",
                                                      "null_type", "timestamp", "money", "duration", "percent", "date",
                                                      "time",      "length",    "error", "none"};

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  TypeRef type() {
    if (++depth_ > 50) return nullptr;
    skip();
    std::size_t end = 0;
    while (end < rest_.size() && !std::string_view("(), ").contains(rest_[end])) ++end;
    const std::string name(rest_.substr(0, end));
    rest_.remove_prefix(end);
    std::vector<TypeRef> params;
    if (taken('(')) {
      do {
        TypeRef one = type();
        if (one == nullptr) return nullptr;
        params.push_back(std::move(one));
      } while (taken(','));
      if (!taken(')')) return nullptr;
    }
    --depth_;
    return named(name, std::move(params));
  }
  bool taken(char c) {
    skip();
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool at_end() {
    skip();
    return rest_.empty();
  }

 private:
  void skip() {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
  }
  static TypeRef named(const std::string& name, std::vector<TypeRef> params) {
    if (name == "dyn" || name == "google.protobuf.Any") return dyn();
    if (name == "list") return list_of(params.empty() ? dyn() : params[0]);
    if (name == "map") return params.size() < 2 ? map_of(dyn(), dyn()) : map_of(params[0], params[1]);
    if (name == "type") return type_of(params.empty() ? dyn() : params[0]);
    if (name == "null") return simple("null_type");
    if (name == "google.protobuf.Timestamp") return simple("timestamp");
    if (name == "google.protobuf.Duration") return simple("duration");
    if (name.size() == 1 && name[0] >= 'A' && name[0] <= 'Z') return make(TypeKind::variable, name);
    if (std::ranges::find(kSimple, name) != kSimple.end()) return simple(name);
    return name.empty() ? nullptr : make(TypeKind::opaque, name, std::move(params));
  }

  std::string_view rest_;
  int depth_ = 0;
};

bool is_null(const Type& type) { return type.kind == TypeKind::simple && type.name == "null_type"; }
bool nullable(const Type& type) {
  return type.kind == TypeKind::opaque || (type.kind == TypeKind::simple && (type.name == "timestamp" || type.name == "duration"));
}

bool no_more_special(const Type& a, const Type& b) {
  if (a.kind == TypeKind::dyn || a.kind == TypeKind::variable) return true;
  if (b.kind == TypeKind::dyn || b.kind == TypeKind::variable) return false;
  if (is_null(b)) return true;
  if (a.kind != b.kind || a.name != b.name || a.params.size() != b.params.size()) return false;
  for (std::size_t i = 0; i < a.params.size(); ++i) {
    if (!no_more_special(*a.params[i], *b.params[i])) return false;
  }
  return true;
}

TypeRef most_general(const TypeRef& a, const TypeRef& b) { return no_more_special(*a, *b) ? a : b; }

}  // namespace

TypeRef dyn() { return make(TypeKind::dyn, "dyn"); }
TypeRef simple(std::string_view name) { return make(TypeKind::simple, std::string(name)); }
TypeRef list_of(TypeRef item) { return make(TypeKind::list, "list", {std::move(item)}); }
TypeRef map_of(TypeRef key, TypeRef value) { return make(TypeKind::map, "map", {std::move(key), std::move(value)}); }
TypeRef type_of(TypeRef type) { return make(TypeKind::type, "type", {std::move(type)}); }

TypeRef optional_of(TypeRef type) { return make(TypeKind::opaque, "optional_type", {std::move(type)}); }

TypeRef parse_type(std::string_view text) {
  Reader reader(text);
  TypeRef type = reader.type();
  return type != nullptr && reader.at_end() ? type : nullptr;
}

Overload parse_overload(std::string_view text) {
  Overload out;
  out.method = text.starts_with('.');
  const std::size_t arrow = text.find("->");
  CHECK(arrow != std::string_view::npos);
  Reader reader(text.substr(out.method ? 1 : 0, arrow - (out.method ? 1 : 0)));
  CHECK(reader.taken('('));
  if (!reader.taken(')')) {
    do out.params.push_back(reader.type());
    while (reader.taken(','));
    CHECK(reader.taken(')'));
  }
  out.result = parse_type(text.substr(arrow + 2));
  CHECK(out.result != nullptr);
  return out;
}

std::string to_text(const Type& type) {
  std::string out = type.name;
  if (type.kind == TypeKind::type && type.params[0]->kind == TypeKind::dyn) return out;
  for (std::size_t i = 0; i < type.params.size(); ++i) out += (i == 0 ? "(" : ", ") + to_text(*type.params[i]);
  return type.params.empty() ? out : out + ")";
}

bool same(const Type& a, const Type& b) {
  if (a.kind != b.kind || a.name != b.name || a.params.size() != b.params.size()) return false;
  for (std::size_t i = 0; i < a.params.size(); ++i) {
    if (!same(*a.params[i], *b.params[i])) return false;
  }
  return true;
}

TypeRef Fitting::fresh() { return make(TypeKind::variable, "$" + std::to_string(count_++)); }

TypeRef Fitting::renamed(const TypeRef& type, std::map<std::string, TypeRef>& names) {
  if (type->kind == TypeKind::variable) {
    TypeRef& mine = names[type->name];
    if (mine == nullptr) mine = fresh();
    return mine;
  }
  if (type->params.empty()) return type;
  std::vector<TypeRef> params;
  for (const TypeRef& param : type->params) params.push_back(renamed(param, names));
  return make(type->kind, type->name, std::move(params));
}

const TypeRef* Fitting::known(const Type& variable) const {
  const auto found = known_.find(variable.name);
  return found == known_.end() ? nullptr : &found->second;
}

void Fitting::learn(const std::string& variable, TypeRef type) {
  TypeRef& stands = known_[variable];
  trail_.emplace_back(variable, std::move(stands));
  stands = std::move(type);
}

bool Fitting::mentions(const Type& type, const Type& variable) const {
  if (!step()) return true;
  if (type.kind == TypeKind::variable) {
    if (type.name == variable.name) return true;
    const TypeRef* stands = known(type);
    return stands != nullptr && mentions(**stands, variable);
  }
  return std::ranges::any_of(type.params, [&](const TypeRef& param) { return mentions(*param, variable); });
}

Fitting::Stands Fitting::stands_for(const TypeRef& type, const TypeRef& variable) {
  if (same(*type, *variable)) return {true, true};
  if (const TypeRef* found = known(*variable)) {
    const TypeRef stands = *found;
    if (same(*type, *stands)) return {true, true};
    if (!assignable(type, stands)) return {false, true};
    TypeRef general = most_general(type, stands);
    if (!mentions(*general, *variable)) learn(variable->name, std::move(general));
    return {true, true};
  }
  if (mentions(*type, *variable)) return {false, false};
  learn(variable->name, type);
  return {true, false};
}

bool Fitting::assignable(const TypeRef& given, const TypeRef& wanted) {
  if (depth_ > 200) return false;
  if (!step()) return true;
  struct Deeper {
    int& depth;
    explicit Deeper(int& d) : depth(d) { ++depth; }
    ~Deeper() { --depth; }
  } const deeper(depth_);
  if (wanted->kind == TypeKind::variable) {
    const Stands stands = stands_for(given, wanted);
    if (stands.fits) return true;
    if (stands.was_known) return false;
  }
  if (given->kind == TypeKind::variable) return stands_for(wanted, given).fits;
  if (given->kind == TypeKind::dyn || wanted->kind == TypeKind::dyn) return true;
  if ((is_null(*given) && nullable(*wanted)) || (is_null(*wanted) && nullable(*given))) return true;
  if (given->kind != wanted->kind) return false;
  if (given->kind == TypeKind::type) return true;
  if (given->name != wanted->name || given->params.size() != wanted->params.size()) return false;
  for (std::size_t i = 0; i < given->params.size(); ++i) {
    if (!assignable(given->params[i], wanted->params[i])) return false;
  }
  return true;
}

bool Fitting::fits(const TypeRef& given, const TypeRef& wanted) { return all_fit({given}, {wanted}); }

bool Fitting::all_fit(const std::vector<TypeRef>& given, const std::vector<TypeRef>& wanted) {
  if (given.size() != wanted.size()) return false;
  const std::size_t before = trail_.size();
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (assignable(given[i], wanted[i])) continue;
    for (; trail_.size() > before; trail_.pop_back()) {
      if (trail_.back().second == nullptr) known_.erase(trail_.back().first);
      else known_[trail_.back().first] = std::move(trail_.back().second);
    }
    return false;
  }
  return true;
}

TypeRef Fitting::joined(const TypeRef& a, const TypeRef& b) {
  if (a == nullptr) return b;
  return fits(a, b) ? most_general(a, b) : dyn();
}

TypeRef Fitting::resolved(const TypeRef& type, bool free_is_dyn) const {
  if (!step()) return dyn();
  if (type->kind == TypeKind::variable) {
    if (const TypeRef* stands = known(*type)) return resolved(*stands, free_is_dyn);
    return free_is_dyn ? dyn() : type;
  }
  if (type->params.empty()) return type;
  std::vector<TypeRef> params;
  for (const TypeRef& param : type->params) params.push_back(resolved(param, free_is_dyn));
  return make(type->kind, type->name, std::move(params));
}

}  // namespace playmaker::eval
