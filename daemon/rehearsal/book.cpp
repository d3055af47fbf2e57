#include "daemon/rehearsal/book.hpp"

#include "dsl/syntax/tree.hpp"

namespace playmaker::rehearsal {
namespace {

void add_aliases(const syntax::Tree& tree, std::map<std::string, std::string>& out) {
  for (std::size_t i = 0; i < tree.size(); ++i) {
    const syntax::NodeId node{static_cast<std::uint32_t>(i)};
    const syntax::NodeId name = tree.child(node, syntax::Kind::name), labels = tree.child(node, syntax::Kind::labels);
    if (!syntax::exists(name) || !syntax::exists(labels)) continue;
    const std::string_view alias = tree.child_text(labels, syntax::Kind::alias);
    if (!alias.empty()) out.emplace(std::string(alias), std::string(tree.text(name)));
  }
}

}  // namespace

std::unique_ptr<Book> open_book(const std::vector<std::string>& paths, const dsl::Loader& loader, const std::vector<dsl::Known>& known) {
  auto book = std::make_unique<Book>();
  std::vector<dsl::Input> texts;
  for (const std::string& path : paths) {
    if (auto text = loader ? loader(path) : std::nullopt) texts.push_back({path, std::move(*text)});
  }
  dsl::Options options;
  options.known = known;
  book->compiled = dsl::compile(texts, loader, options);
  if (!book->compiled.ok) return book;
  book->vocabulary.catalog = book->compiled.catalog.get();
  book->vocabulary.plans = book->compiled.plans;
  for (const dsl::CompiledFile& file : book->compiled.files) add_aliases(file.file->tree, book->vocabulary.aliases);
  return book;
}

}  // namespace playmaker::rehearsal
