// Which pieces begin a line. Blocks and what stands in them are found by the tree: the things in a block are those children of the node
// around its brace that lie between the braces.
#include <algorithm>
#include <memory>
#include <utility>

#include "dsl/print/lines.hpp"
#include "dsl/print/piece.hpp"
#include "dsl/print/print.hpp"
#include "dsl/print/spellings.hpp"
#include "runtime/base/hash.hpp"

namespace playmaker::print {

constexpr std::uint32_t kIndent = 2;
constexpr std::uint32_t kContinued = 4;
constexpr std::uint32_t kStatementGap = 2;   // between two statements on one line

namespace {

using read::Punct;
using read::TokenKind;
using syntax::Comment;
using syntax::Kind;
using syntax::NodeId;
using syntax::Tree;

struct Block {
  std::size_t open = 0, close = 0;     // its braces
  std::vector<std::size_t> items;      // first pieces
  bool commas = false;                 // between items on one line
  bool keeps_commas = false;           // also on lines of their own
  bool one_line = false;
};

class Layout {
 public:
  Layout(const source::Source& source, const std::vector<Piece>& pieces, const syntax::File& file)
      : source_(source),
        pieces_(pieces),
        tree_(file.tree),
        comments_(file.comments) {
    find_blocks(file.root);
    find_roles(file.root);
    drop_commas();
    attach_comments();
  }

  std::string run() {
    // What is too wide is opened, the outermost block of a line first.
    for (bool again = true; again;) {
      again = false;
      const std::vector<Line> lines = make_lines();
      const std::vector<std::string> texts = write(lines);
      for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].comment || source::screen_width(texts[i]) <= kLineWidth) continue;
        const auto block = std::find_if(blocks_.begin(), blocks_.end(), [&](const Block& one) {
          return one.one_line && !one.items.empty() && one.open >= lines[i].first_piece && one.open < lines[i].last_piece;
        });
        if (block != blocks_.end()) {
          block->one_line = false;
          again = true;
        } else if (!broken_[lines[i].first_piece] && has_breaks(lines[i])) {
          broken_[lines[i].first_piece] = true;
          again = true;
        }
      }
      if (again) continue;
      std::string out;
      for (const std::string& text : texts) out += text + "\n";
      return out;
    }
    return {};
  }

  // All of it on one line: for a phrase within another spelling.
  void join() {
    for (Block& block : blocks_) block.one_line = true;
    mark();
  }
  std::string joined(source::Span span) const {
    Line line;
    std::size_t before = SIZE_MAX;
    for (std::size_t i = piece_at(span.begin); i < pieces_.size() && pieces_[i].span.end <= span.end; ++i) {
      if (dropped_[i]) continue;
      add(line, i, before);
      before = i;
    }
    std::string out;
    for (std::size_t i = 0; i < line.cells.size(); ++i) {
      if (i > 0) out.append(line.cells[i].space, ' ');
      out += line.cells[i].text;
    }
    return out;
  }

 private:
  static bool has_commas(Kind kind) {
    return kind == Kind::fields || kind == Kind::type_record || kind == Kind::with || kind == Kind::first_of || kind == Kind::make_map;
  }
  bool is(std::size_t piece, Punct punct) const { return pieces_[piece].kind == TokenKind::punct && pieces_[piece].punct == punct; }
  Kind owner(std::size_t piece) const { return syntax::exists(pieces_[piece].owner) ? tree_.kind(pieces_[piece].owner) : Kind::file; }
  std::uint32_t owner_begin(std::size_t piece) const {
    return syntax::exists(pieces_[piece].owner) ? tree_.span(pieces_[piece].owner).begin : 0;
  }
  std::size_t piece_at(std::uint32_t begin) const {
    return static_cast<std::size_t>(std::lower_bound(pieces_.begin(), pieces_.end(), begin,
                                                     [](const Piece& piece, std::uint32_t at) { return piece.span.begin < at; }) -
                                    pieces_.begin());
  }

  void find_blocks(NodeId root) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (is(i, Punct::open_brace)) {
        open.push_back(i);
        continue;
      }
      if (!is(i, Punct::close_brace) || open.empty()) continue;
      Block block;
      block.open = open.back();
      block.close = i;
      open.pop_back();
      block.commas = has_commas(owner(block.open));
      block.keeps_commas = owner(block.open) == Kind::make_map;
      block.one_line = pieces_[block.open].line == pieces_[block.close].line;
      for (const NodeId child : tree_.children(pieces_[block.open].owner)) {
        const source::Span span = tree_.span(child);
        if (span.begin >= pieces_[block.open].span.end && span.end <= pieces_[block.close].span.begin)
          block.items.push_back(piece_at(span.begin));
      }
      blocks_.push_back(std::move(block));
    }
    std::sort(blocks_.begin(), blocks_.end(), [](const Block& a, const Block& b) { return a.open < b.open; });
    for (const NodeId child : tree_.children(root)) top_.push_back(piece_at(tree_.span(child).begin));
    if (!pieces_.empty() && (top_.empty() || top_.front() != 0)) top_.insert(top_.begin(), 0);   // `语言 中文` is no child yet
    broken_.assign(pieces_.size() + 1, false);
  }

  // What begins at each piece: the widest node that does, else a literal of its kind, or the word itself.
  void find_roles(NodeId root) {
    roles_.assign(pieces_.size(), 0);
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const bool says = pieces_[i].kind == TokenKind::word || pieces_[i].kind == TokenKind::punct;
      const std::string own = says ? pieces_[i].text : std::to_string(static_cast<int>(pieces_[i].kind));
      roles_[i] = static_cast<std::uint32_t>(base::hash64(own)) | 0x8000'0000U;
    }
    const auto visit = [&](NodeId node, const auto& self) -> void {
      for (const NodeId child : tree_.children(node)) {
        const std::size_t piece = piece_at(tree_.span(child).begin);
        if (piece < pieces_.size() && tree_.span(child).begin != tree_.span(node).begin)
          roles_[piece] = static_cast<std::uint32_t>(tree_.kind(child));
        self(child, self);
      }
    };
    visit(root, visit);
  }

  // Commas between the things of a block are its layout's business.
  void drop_commas() {
    dropped_.assign(pieces_.size(), false);
    for (const Block& block : blocks_) {
      if (!block.commas) continue;
      for (std::size_t i = block.open; i < block.close; ++i)
        dropped_[i] = dropped_[i] || (is(i, Punct::comma) && pieces_[i].owner == pieces_[block.open].owner);
    }
  }

  // A comment belongs before the piece that follows it; one that ends a line, behind the piece before.
  void attach_comments() {
    before_.resize(pieces_.size() + 1);
    behind_.resize(pieces_.size());
    for (const Comment& comment : comments_) {
      std::size_t at = piece_at(comment.span.begin);
      // Pieces that were put in have no place of their own.
      while (at < pieces_.size() && pieces_[at].line == 0) ++at;
      std::size_t last = at;
      while (last > 0 && dropped_[last - 1]) --last;
      if (comment.own_line || last == 0 || pieces_[last - 1].line == 0) before_[at].push_back(&comment);
      else behind_[last - 1].push_back(&comment);
      for (Block& block : blocks_) {
        if (block.open < at && at <= block.close) block.one_line = false;
      }
    }
  }

  // A word, and what it is said of: `each customer`, `stalls after 3 days`, `where x > 1`.
  bool one_phrase(std::size_t before, std::size_t i) const {
    const NodeId owner = pieces_[before].owner;
    if (pieces_[before].kind != TokenKind::word || !syntax::exists(owner)) return false;
    if (pieces_[i].kind == TokenKind::word && pieces_[i].owner == owner) return true;
    if (tree_.kind(owner) == Kind::op_and || tree_.kind(owner) == Kind::op_or) return false;
    return std::ranges::any_of(tree_.children(owner), [&](NodeId child) { return tree_.span(child).begin == pieces_[i].span.begin; });
  }

  // Its author went to a new line here, and tore no phrase by it.
  bool breaks_between(std::size_t before, std::size_t i) const { return pieces_[i].line > pieces_[before].line && !one_phrase(before, i); }

  bool has_breaks(const Line& line) const {
    std::size_t before = line.first_piece;
    for (std::size_t i = line.first_piece + 1; i < line.last_piece; ++i) {
      if (dropped_[i]) continue;
      if (breaks_between(before, i)) return true;
      before = i;
    }
    return false;
  }

  // `{ … }` and below it `else { … }`, as its author wrote it.
  bool breaks_before_else(std::size_t i, std::size_t before) const {
    if (before == SIZE_MAX || starts_[before] == Start::close || !is(before, Punct::close_brace) || !is_else_[i]) return false;
    if (pieces_[i].line <= pieces_[before].line) return false;
    return std::none_of(blocks_.begin(), blocks_.end(), [&](const Block& one) { return one.one_line && one.open < i && i < one.close; });
  }

  std::string comment_text(const Comment& comment) const {
    std::string text(source_.text(comment.span));
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.pop_back();
    return text;
  }

  // Spaces between two pieces of one line.
  std::uint32_t space_before(std::size_t piece, std::size_t before) const {
    const Piece& here = pieces_[piece];
    if (pieces_[before].kind == TokenKind::punct) {
      switch (pieces_[before].punct) {
        case Punct::open_paren:
        case Punct::open_bracket:
        case Punct::dot: return 0;
        case Punct::bang: return 0;
        case Punct::minus:
          if (owner(before) != Kind::op_subtract) return 0;
          break;
        case Punct::open_brace:
          if (is(piece, Punct::close_brace)) return 0;
          break;
        default: break;
      }
    }
    if (here.kind != TokenKind::punct) return 1;
    switch (here.punct) {
      case Punct::close_paren:
      case Punct::close_bracket:
      case Punct::comma: return 0;
      case Punct::dot: return owner(piece) == Kind::variable ? 1 : 0;
      case Punct::colon: return owner(piece) == Kind::conditional ? 1 : 0;
      case Punct::open_paren: {
        const Kind kind = owner(piece);
        const bool called = kind == Kind::call || kind == Kind::fragment || kind == Kind::include;
        return called && owner_begin(piece) != here.span.begin ? 0 : 1;
      }
      case Punct::open_bracket: return owner(piece) == Kind::index && owner_begin(piece) != here.span.begin ? 0 : 1;
      default: return 1;
    }
  }

  enum class Start : std::uint8_t { none, item, close, continued };

  // Where each piece stands by the blocks that are open now.
  void mark() {
    is_else_.assign(pieces_.size(), false);
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const bool word = pieces_[i].kind == TokenKind::word && (pieces_[i].text == "else" || pieces_[i].text == "否则");
      is_else_[i] = word && (owner(i) == Kind::else_block || owner(i) == Kind::else_when);
    }
    starts_.assign(pieces_.size() + 1, Start::none);
    depth_.assign(pieces_.size() + 1, 0);
    item_of_line_.assign(pieces_.size(), nullptr);
    for (const std::size_t item : top_) {
      if (item < pieces_.size()) starts_[item] = Start::item;
    }
    for (const Block& block : blocks_) {
      for (const std::size_t item : block.items) {
        if (block.one_line) item_of_line_[item] = &block;
        else starts_[item] = Start::item;
      }
      if (block.one_line || block.items.empty()) {
        if (!block.one_line && !before_[block.close].empty()) starts_[block.close] = Start::close;
        if (starts_[block.close] != Start::close) continue;
      }
      starts_[block.close] = Start::close;
      for (std::size_t i = block.open + 1; i < block.close; ++i) ++depth_[i];
    }
  }

  std::vector<Line> make_lines() {
    mark();
    std::vector<Line> lines;
    std::uint32_t last_line = 0;         // of the source: where what was written last ended
    bool opened = true;                  // nothing but an opening brace, or nothing at all, stands before
    std::size_t line_start = 0;
    std::size_t before = SIZE_MAX;       // the piece before, of those not dropped
    bool must_break = false;
    const auto begin_line = [&](std::uint32_t indent, std::uint32_t source_line, bool may_be_empty) {
      if (may_be_empty && !opened && last_line > 0 && source_line > last_line + 1) lines.push_back({});
      lines.push_back({});
      lines.back().indent = indent;
    };
    for (std::size_t i = 0; i <= pieces_.size(); ++i) {
      const bool end = i == pieces_.size();
      if (!end && dropped_[i]) continue;
      Start start = end ? Start::item : starts_[i];
      if (start == Start::none && breaks_before_else(i, before)) start = Start::item;
      if (start == Start::none && (must_break || !before_[i].empty())) start = Start::continued;
      if (start == Start::none && broken_[line_start] && before != SIZE_MAX && breaks_between(before, i)) start = Start::continued;
      const std::uint32_t depth = end ? 0 : depth_[i];
      const std::uint32_t indent = depth * kIndent + (start == Start::continued ? kContinued : 0);
      for (const Comment* comment : before_[i]) {
        const std::uint32_t source_line = source_.line_of(comment->span.begin);
        begin_line(start == Start::close ? indent + kIndent : indent, source_line, true);
        lines.back().comment = true;
        lines.back().cells.push_back({comment_text(*comment), 0, 0, 0, 0});
        last_line = source_line;
        opened = false;
      }
      if (end) break;
      const Piece& piece = pieces_[i];
      if (start != Start::none) {
        begin_line(indent, piece.line, start == Start::item);
        lines.back().first_piece = i;
        if (start != Start::continued) line_start = i;
      }
      add(lines.back(), i, start != Start::none ? SIZE_MAX : before);
      lines.back().last_piece = i + 1;
      before = i;
      opened = is(i, Punct::open_brace);
      must_break = false;
      last_line = std::max(last_line, piece.line);
      for (const Comment* comment : behind_[i]) {
        std::uint32_t gap = 0;
        const source::Position at = source_.position(comment->span.begin);
        if (at.line == piece.line && comment->span.begin >= piece.span.end)
          gap = source::screen_width(source_.text({source_.id(), piece.span.end, comment->span.begin}));
        lines.back().cells.push_back({comment_text(*comment), kStatementGap, gap, at.display_column, 0});
        last_line = std::max(last_line, at.line);
        must_break = true;
      }
    }
    return lines;
  }

  void add(Line& line, std::size_t i, std::size_t before) const {
    const Piece& piece = pieces_[i];
    if (before == SIZE_MAX) {
      line.cells.push_back({piece.text, 0, 0, piece.column, roles_[i]});
      line.closes = is(i, Punct::close_brace);
      return;
    }
    std::uint32_t space = space_before(i, before);
    const Block* block = item_of_line_[i];
    if (block != nullptr && i != block->items.front()) {
      if (block->commas) line.cells.back().text += ",";
      else space = kStatementGap;
    }
    if (space == 0) line.cells.back().text += piece.text;
    else line.cells.push_back({piece.text, space, piece.gap, piece.column, roles_[i]});
  }

  const source::Source& source_;
  const std::vector<Piece>& pieces_;
  const Tree& tree_;
  const std::vector<Comment>& comments_;
  std::vector<Block> blocks_;
  std::vector<std::size_t> top_;
  std::vector<std::uint32_t> roles_;
  std::vector<bool> dropped_;
  std::vector<bool> broken_;           // by a line's first piece: it is too wide, and keeps its author's breaks
  std::vector<std::vector<const Comment*>> before_, behind_;
  std::vector<bool> is_else_;
  std::vector<Start> starts_;
  std::vector<std::uint32_t> depth_;
  std::vector<const Block*> item_of_line_;
};

}  // namespace

struct Phrases::Inside {
  std::vector<Piece> pieces;
  std::vector<std::uint32_t> words;      // where each began
  std::unique_ptr<Layout> layout;
};
Phrases::Phrases(const source::Source& source, const read::Tokens& tokens, const syntax::File& file, Speech speech)
    : inside_(new Inside{pieces_of(source, tokens, file, speech), {}, nullptr}) {
  std::erase_if(inside_->pieces, [](const Piece& piece) { return piece.span.empty(); });   // the choice of a language
  for (const read::Token& token : tokens.list) inside_->words.push_back(token.span.begin);
  inside_->layout = std::make_unique<Layout>(source, inside_->pieces, file);
  inside_->layout->join();
}
Phrases::~Phrases() = default;
std::string Phrases::of(source::Span span, int without) const {
  const auto first = std::lower_bound(inside_->words.begin(), inside_->words.end(), span.begin);
  if (without > 0 && inside_->words.end() - first > without) span.begin = std::min(span.end, *(first + without));
  return inside_->layout->joined(span);
}

std::string lay_out(const source::Source& source, const std::vector<Piece>& pieces, const syntax::File& file) {
  return Layout(source, pieces, file).run();
}

}  // namespace playmaker::print
