#include "dsl/bind/stages.hpp"

namespace playmaker::bind {

Span head_of(const Work& work, std::uint32_t file, NodeId node) {
  Span span = work.bound.tree(file).span(node);
  const std::string_view text = (*work.bound.sources)[span.file].text(span);
  std::size_t size = 0;
  while (size < text.size() && text[size] != ' ' && text[size] != '\n' && text[size] != '\t' && text[size] != '{' && text[size] != '(')
    ++size;
  if (size > 0) span.end = span.begin + static_cast<std::uint32_t>(size);
  return span;
}

}  // namespace playmaker::bind
