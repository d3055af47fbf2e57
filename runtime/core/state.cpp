#include "runtime/base/layout.hpp"
#include "runtime/core/decide.hpp"

namespace playmaker::core {
namespace {
constexpr std::uint64_t kStateFormat = 1;
}

std::string encode(const Customer& customer) {
  base::Writer out;
  out.uint(kStateFormat);
  base::write(out, customer);
  return out.take();
}

base::Result<Customer> decode_customer(std::string_view bytes) {
  base::Reader in(bytes);
  const std::uint64_t format = in.uint();
  if (format != kStateFormat) {
    return base::broken(
        "state_unreadable",
        "a customer's state has format " + std::to_string(format) + ", this program reads format " + std::to_string(kStateFormat),
        "客户状态的格式是 " + std::to_string(format) + ",本程序只读格式 " + std::to_string(kStateFormat));
  }
  Customer customer;
  base::read(in, customer);
  if (in.bad() || !in.done()) return base::broken("state_unreadable", "a customer's state is damaged", "客户状态已损坏");
  return customer;
}

}  // namespace playmaker::core
