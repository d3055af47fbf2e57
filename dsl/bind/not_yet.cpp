#include "dsl/bind/stages.hpp"

namespace playmaker::bind {

using syntax::Kind;

// The grammar reads the whole language; these wait for a later release and say so, rather than being dropped in silence. What is merely
// carried by shared files (activities, lists, `confirmed by`, `capacity`) is not among them.
bool not_yet(Kind kind) {
  switch (kind) {
    default: return false;
  }
}

namespace {

// How a construct is called in the text, where its first word alone would not say.
std::string_view spelling(Kind kind) {
  switch (kind) {
    default: return syntax::to_string(kind);
  }
}

}  // namespace

Span head_of(const Work& work, std::uint32_t file, NodeId node) {
  Span span = work.bound.tree(file).span(node);
  const std::string_view text = (*work.bound.sources)[span.file].text(span);
  std::size_t size = 0;
  while (size < text.size() && text[size] != ' ' && text[size] != '\n' && text[size] != '\t' && text[size] != '{' && text[size] != '(')
    ++size;
  if (size > 0) span.end = span.begin + static_cast<std::uint32_t>(size);
  return span;
}

void report_not_yet(Work& work, std::uint32_t file, NodeId node) {
  const Kind kind = work.bound.tree(file).kind(node);
  report_not_yet(work, head_of(work, file, node), Words("`" + std::string(spelling(kind)) + "`"));
}

}  // namespace playmaker::bind
