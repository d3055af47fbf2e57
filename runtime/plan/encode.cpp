#include "runtime/base/hash.hpp"
#include "runtime/base/layout.hpp"
#include "runtime/plan/plan.hpp"

namespace playmaker::plan {
namespace {

template <class T>
std::string encode_any(const T& value) {
  base::Writer out;
  out.uint(kPlanFormat);
  base::write(out, value);
  return out.take();
}

template <class T>
base::Result<T> decode_any(std::string_view bytes, const char* what) {
  base::Reader in(bytes);
  const std::uint64_t format = in.uint();
  if (format != kPlanFormat) {
    return base::invalid(
        "plan_unreadable",
        std::string(what) + " has format " + std::to_string(format) + ", this program reads format " + std::to_string(kPlanFormat),
        std::string(what) + " 的格式是 " + std::to_string(format) + ",本程序只读格式 " + std::to_string(kPlanFormat));
  }
  T value;
  base::read(in, value);
  if (in.bad() || !in.done()) return base::invalid("plan_unreadable", std::string(what) + " is damaged", std::string(what) + " 已损坏");
  return value;
}

}  // namespace

std::string encode(const Plan& plan) { return encode_any(plan); }
std::string encode(const Catalog& catalog) { return encode_any(catalog); }
std::string encode(const Origin& origin) { return encode_any(origin); }

base::Result<Plan> decode_plan(std::string_view bytes) {
  auto plan = decode_any<Plan>(bytes, "plan");
  if (!plan) return plan;
  if (const std::string fault = verify(*plan); !fault.empty())
    return base::invalid("plan_unreadable", "plan is unsound: " + fault, "计划不完整:" + fault);
  return plan;
}

base::Result<Catalog> decode_catalog(std::string_view bytes) {
  auto catalog = decode_any<Catalog>(bytes, "catalog");
  if (!catalog) return catalog;
  if (const std::string fault = verify(*catalog); !fault.empty())
    return base::invalid("plan_unreadable", "catalog is unsound: " + fault, "目录不完整:" + fault);
  return catalog;
}

base::Result<Origin> decode_origin(std::string_view bytes) { return decode_any<Origin>(bytes, "origin"); }

std::string plan_hash(const Plan& plan) { return base::hex(base::sha256(encode(plan))); }

}  // namespace playmaker::plan
