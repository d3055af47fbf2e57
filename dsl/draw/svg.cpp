#include <array>
#include <charconv>
#include <set>

#include "dsl/draw/layout.hpp"
#include "dsl/draw/markup.hpp"
#include "dsl/draw/paint.hpp"

namespace playmaker::draw {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return out;
}

namespace {

constexpr std::string_view kFonts =
    "'Noto Sans','Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei','DejaVu Sans',Arial,sans-serif";

std::string number(double value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, 1).ptr;
  std::string out(buffer.data(), end);
  if (out.ends_with(".0")) out.resize(out.size() - 2);
  return out;
}

class Writer {
 public:
  Writer(const Picture& picture, const Layout& layout) : picture_(picture), layout_(layout) {}

  std::string run() {
    for (const TextLine& line : layout_.title) text(line, line.bold ? "#1d2733" : "#566270");
    for (std::size_t i = 0; i < layout_.edges.size(); ++i) edge(picture_.edges[i], layout_.edges[i]);
    for (std::size_t i = 0; i < layout_.cards.size(); ++i) card(picture_.cards[i], layout_.cards[i]);
    const double height = legend();
    std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"" + number(layout_.width) + "\" height=\"" +
                      number(height) + "\" viewBox=\"0 0 " + number(layout_.width) + ' ' + number(height) + "\" font-family=\"" +
                      std::string(kFonts) + "\">\n";
    out += "<title>" + escaped(picture_.title) + "</title>\n";
    out +=
        "<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" "
        "orient=\"auto-start-reverse\"><path d=\"M0 0.5 8 4 0 7.5z\" fill=\"#67727e\"/></marker></defs>\n";
    out += "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n";
    return out + body_ + "</svg>\n";
  }

 private:
  bool zh() const { return picture_.language == base::Language::zh; }

  void text(const TextLine& line, std::string_view colour) {
    body_ += "<text x=\"" + number(line.x) + "\" y=\"" + number(line.baseline) + "\" font-size=\"" + number(line.size) + '"' +
             (line.bold ? " font-weight=\"bold\"" : "") + " fill=\"" + std::string(colour) + "\">" + escaped(line.text) + "</text>\n";
  }
  void rect(const Box& box, double round, std::string_view fill, std::string_view stroke) {
    body_ += "<rect x=\"" + number(box.x) + "\" y=\"" + number(box.y) + "\" width=\"" + number(box.width) + "\" height=\"" +
             number(box.height) + "\" rx=\"" + number(round) + "\" fill=\"" + std::string(fill) + '"' +
             (stroke.empty() ? std::string() : " stroke=\"" + std::string(stroke) + '"') + "/>\n";
  }

  void edge(const Edge& edge, const LaidEdge& laid) {
    std::string path = "M" + number(laid.bends.front().to_x) + ' ' + number(laid.bends.front().y);
    for (std::size_t i = 1; i < laid.bends.size(); ++i) {
      const Bend &from = laid.bends[i - 1], &to = laid.bends[i];
      const double middle = (from.to_x + to.from_x) / 2;
      path += " C" + number(middle) + ' ' + number(from.y) + ' ' + number(middle) + ' ' + number(to.y) + ' ' + number(to.from_x) + ' ' +
              number(to.y);
      if (to.to_x > to.from_x) path += " H" + number(to.to_x);
    }
    body_ += "<path d=\"" + path + "\" fill=\"none\" stroke=\"#67727e\" stroke-width=\"1.2\"" +
             (edge.any_time ? " stroke-dasharray=\"5 4\"" : "") + (laid.reversed ? " marker-start" : " marker-end") +
             "=\"url(#arrow)\"/>\n";
  }

  void card(const Card& card, const LaidCard& laid) {
    const Paint& paint = paint_of(card.kind);
    rect(laid.box, 7, paint.body, paint.line);
    rect({laid.head.x + 0.5, laid.head.y + 0.5, laid.head.width - 1, laid.head.height - 0.5}, 6.5, paint.head, {});
    text({std::string(zh() ? paint.zh : paint.en), laid.head.x + 12, laid.head.y + 16, 9.5, false}, paint.line);
    for (const TextLine& line : laid.lines) text(line, line.bold ? "#1d2733" : "#4a5562");
    for (std::size_t i = 0; i < laid.rows.size(); ++i) {
      const LaidRow& row = laid.rows[i];
      rect({row.chip_x, row.chip_y, 8, 8}, 2, chip_of(card.rows[i].look).fill, {});
      for (const TextLine& line : row.lines) text(line, "#222b35");
    }
  }

  double legend() {
    constexpr double kMargin = 24;
    double x = kMargin, y = layout_.legend_y;
    const auto item = [&](double width, const std::string& words, auto draw) {
      const double whole = width + 8 + text_width(words, 11) + 20;
      if (x > kMargin && x + whole > layout_.width - kMargin) x = kMargin, y += 22;
      draw(x, y);
      text({words, x + width + 8, y + 10, 11, false}, "#4a5562");
      x += whole;
    };
    std::set<CardKind> kinds;
    std::set<tell::Look> looks;
    bool dashed = false;
    for (const Card& card : picture_.cards) {
      kinds.insert(card.kind);
      for (const Row& row : card.rows) looks.insert(row.look);
    }
    for (const Edge& edge : picture_.edges) dashed = dashed || edge.any_time;
    for (const CardKind kind : kinds) {
      const Paint& paint = paint_of(kind);
      item(18, std::string(zh() ? paint.zh : paint.en),
           [&](double left, double top) { rect({left, top, 18, 12}, 3, paint.head, paint.line); });
    }
    for (const tell::Look look : looks) {
      const ChipPaint& chip = chip_of(look);
      item(8, std::string(zh() ? chip.zh : chip.en), [&](double left, double top) { rect({left, top + 2, 8, 8}, 2, chip.fill, {}); });
    }
    const auto line = [&](const char* dash) {
      return [this, dash](double left, double top) {
        body_ += "<path d=\"M" + number(left) + ' ' + number(top + 6) + " h26\" fill=\"none\" stroke=\"#67727e\" stroke-width=\"1.2\"" +
                 dash + " marker-end=\"url(#arrow)\"/>\n";
      };
    };
    item(28, zh() ? "随后" : "then", line(""));
    if (dashed) item(28, zh() ? "随时可能" : "at any time", line(" stroke-dasharray=\"5 4\""));
    return y + 12 + kMargin;
  }

  const Picture& picture_;
  const Layout& layout_;
  std::string body_;
};

}  // namespace

std::string to_svg(const Picture& picture) {
  const Layout layout = layout_of(picture);
  return Writer(picture, layout).run();
}

}  // namespace playmaker::draw
