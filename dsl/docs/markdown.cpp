#include "dsl/docs/document.hpp"

namespace playmaker::docs {
namespace {

// What Markdown would read as a mark of its own is escaped; a table cell may not hold a bare bar.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '|' || c == '*' || c == '_' || c == '`' || c == '[' || c == ']' || c == '<' || c == '#') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

struct Writer {
  std::string out;

  void row(const std::vector<Cell>& cells) {
    out += '|';
    for (const Cell& cell : cells) {
      out += ' ';
      for (std::size_t i = 0; i < cell.size(); ++i) out += (i > 0 ? "<br>" : "") + escaped(cell[i]);
      out += " |";
    }
    out += '\n';
  }
  void operator()(const Heading& block) { out += "## " + escaped(block.text) + "\n\n"; }
  void operator()(const Paragraph& block) { out += escaped(block.text) + "\n\n"; }
  void operator()(const Outline& block) {
    for (const auto& [depth, text] : block.lines)
      out += std::string(static_cast<std::size_t>(depth) * 2, ' ') + "- " + escaped(text) + '\n';
    out += '\n';
  }
  void operator()(const Table& block) {
    std::size_t columns = block.head.size();
    for (const auto& cells : block.rows) columns = std::max(columns, cells.size());
    std::vector<Cell> head(columns);
    for (std::size_t i = 0; i < block.head.size(); ++i) head[i] = {block.head[i]};
    row(head);
    out += '|';
    for (std::size_t i = 0; i < columns; ++i) out += "---|";
    out += '\n';
    for (const auto& cells : block.rows) row(cells);
    out += '\n';
  }
  void operator()(const Drawing& block) { out += "```mermaid\n" + draw::to_mermaid(block.picture) + "```\n\n"; }
  void operator()(const Signatures& block) {
    Table table;
    table.head = {"", block.name, block.date};
    for (const std::string& role : block.roles) table.rows.push_back({{role}, {}, {}});
    (*this)(table);
  }
};

}  // namespace

std::string to_markdown(const Document& document) {
  Writer writer;
  writer.out = "# " + escaped(document.title) + "\n\n" + escaped(document.below) + "\n\n";
  for (const Block& block : document.blocks) std::visit(writer, block);
  while (writer.out.ends_with("\n\n")) writer.out.pop_back();
  return writer.out;
}

}  // namespace playmaker::docs
