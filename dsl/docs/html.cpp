#include "dsl/docs/document.hpp"
#include "dsl/draw/markup.hpp"

namespace playmaker::docs {
namespace {

constexpr std::string_view kStyle = R"css(
  @page { size: A4; margin: 16mm 14mm; }
  @page wide { size: A4 landscape; margin: 12mm; }
  * { box-sizing: border-box; }
  body { font: 14px/1.55 'Noto Sans','Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei',Arial,sans-serif;
         color: #1d2733; max-width: 1080px; margin: 32px auto; padding: 0 24px; }
  h1 { font-size: 26px; margin: 0; }
  .below { color: #566270; margin: 2px 0 20px; }
  h2 { font-size: 18px; margin: 30px 0 10px; padding-bottom: 4px; border-bottom: 2px solid #dfe5ec; break-after: avoid; }
  p { margin: 10px 0 6px; }
  table { border-collapse: collapse; width: 100%; margin: 8px 0 14px; font-size: 13px; }
  th, td { border: 1px solid #d4dbe3; padding: 5px 8px; text-align: left; vertical-align: top; }
  th { background: #eef2f7; font-weight: 600; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  table.plain th { width: 22%; }
  ul.steps { list-style: none; padding: 0; margin: 4px 0 14px; }
  ul.steps li { padding: 1px 0 1px 12px; border-left: 2px solid #dbe8f8; }
  figure { margin: 18px 0; overflow-x: auto; page: wide; }
  figure svg { max-width: 100%; height: auto; }
  .sign { display: grid; grid-template-columns: 1fr 1fr; gap: 34px 40px; margin-top: 30px; break-inside: avoid; }
  .sign div { border-top: 1px solid #1d2733; padding-top: 4px; margin-top: 40px; display: flex; justify-content: space-between; }
  .sign span { color: #566270; }
  @media print { body { margin: 0; padding: 0; max-width: none; font-size: 11px; } table { font-size: 10px; } figure svg { max-height: 180mm; } }
)css";

using draw::escaped;

struct Writer {
  std::string out;

  void cell(const char* tag, const Cell& cell) {
    out += std::string("<") + tag + '>';
    for (std::size_t i = 0; i < cell.size(); ++i) out += (i > 0 ? "<br>" : "") + escaped(cell[i]);
    out += std::string("</") + tag + '>';
  }
  void operator()(const Heading& block) { out += "<h2>" + escaped(block.text) + "</h2>\n"; }
  void operator()(const Paragraph& block) { out += "<p>" + escaped(block.text) + "</p>\n"; }
  void operator()(const Outline& block) {
    out += "<ul class=\"steps\">\n";
    for (const auto& [depth, text] : block.lines)
      out += "<li style=\"margin-left:" + std::to_string(depth * 22) + "px\">" + escaped(text) + "</li>\n";
    out += "</ul>\n";
  }
  void operator()(const Table& block) {
    out += block.head.empty() ? "<table class=\"plain\">\n" : "<table>\n";
    if (!block.head.empty()) {
      out += "<thead><tr>";
      for (const std::string& name : block.head) cell("th", {name});
      out += "</tr></thead>\n";
    }
    out += "<tbody>\n";
    for (const auto& row : block.rows) {
      out += "<tr>";
      for (std::size_t i = 0; i < row.size(); ++i) cell(block.head.empty() && i == 0 ? "th" : "td", row[i]);
      out += "</tr>\n";
    }
    out += "</tbody></table>\n";
  }
  void operator()(const Drawing& block) { out += "<figure>\n" + draw::to_svg(block.picture) + "</figure>\n"; }
  void operator()(const Signatures& block) {
    out += "<div class=\"sign\">\n";
    for (const std::string& role : block.roles)
      out += "<div>" + escaped(role) + "<span>" + escaped(block.name) + "</span><span>" + escaped(block.date) +
             "&emsp;&emsp;&emsp;&emsp;</span></div>\n";
    out += "</div>\n";
  }
};

}  // namespace

std::string to_html(const Document& document) {
  Writer writer;
  writer.out = std::string("<!DOCTYPE html>\n<html lang=\"") + (document.language == base::Language::zh ? "zh-CN" : "en") +
               "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
               escaped(document.title) + "</title>\n<style>" + std::string(kStyle) + "</style>\n</head>\n<body>\n<h1>" +
               escaped(document.title) + "</h1>\n<p class=\"below\">" + escaped(document.below) + "</p>\n";
  for (const Block& block : document.blocks) std::visit(writer, block);
  return writer.out + "</body>\n</html>\n";
}

}  // namespace playmaker::docs
