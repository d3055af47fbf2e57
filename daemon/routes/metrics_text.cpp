#include "daemon/routes/metrics_text.hpp"

#include <charconv>
#include <cstdint>

namespace playmaker::routes {
namespace {

constexpr int kFirstEdge = 16, kLastEdge = 34;   // powers of two, in nanoseconds

std::string number(double value) {
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

}  // namespace

void MetricsText::family(std::string_view name, std::string_view type, std::string_view help) {
  out_.append("# TYPE ").append(name).append(" ").append(type).append("\n# HELP ").append(name).append(" ").append(help).append("\n");
}

void MetricsText::sample(std::string_view name, Labels labels, double value) {
  out_ += name;
  if (labels.size() > 0) {
    out_ += '{';
    for (const auto& [key, text] : labels) {
      if (out_.back() != '{') out_ += ',';
      out_.append(key).append("=\"");
      for (const char c : text) {
        if (c == '"' || c == '\\') out_ += '\\';
        if (c == '\n') out_ += "\\n";
        else out_ += c;
      }
      out_ += '"';
    }
    out_ += '}';
  }
  out_.append(" ").append(number(value)).append("\n");
}

void MetricsText::single(std::string_view name, std::string_view type, std::string_view help, double value) {
  family(name, type, help);
  sample(std::string(name) + (type == "counter" ? "_total" : ""), {}, value);
}

void MetricsText::durations(std::string_view name, std::string_view help, const journal::Durations& durations) {
  family(name, "histogram", help);
  const std::string bucket = std::string(name) + "_bucket";
  for (int edge = kFirstEdge; edge <= kLastEdge; ++edge) {
    const std::uint64_t ns = (1ULL << edge) - 1;
    sample(bucket, {{"le", number(static_cast<double>(ns) / 1e9)}}, static_cast<double>(durations.at_most(ns)));
  }
  sample(bucket, {{"le", "+Inf"}}, static_cast<double>(durations.count()));
  sample(std::string(name) + "_count", {}, static_cast<double>(durations.count()));
  sample(std::string(name) + "_sum", {}, static_cast<double>(durations.total_ns()) / 1e9);
}

}  // namespace playmaker::routes
