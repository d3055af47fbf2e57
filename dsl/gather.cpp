#include "dsl/gather.hpp"

#include <map>

#include "dsl/bind/beside.hpp"
#include "dsl/read/read.hpp"
#include "dsl/read/yaml/yaml.hpp"

namespace playmaker::dsl {
namespace {

bool is_yaml(std::string_view path) { return path.ends_with(".yaml") || path.ends_with(".yml"); }

class Gatherer {
 public:
  Gatherer(const Loader& loader, Compiled& made) : loader_(loader), made_(made) {}

  void run(const std::vector<Input>& inputs) {
    for (const Input& input : inputs) {
      const std::string path = bind::beside("", input.path);
      if (known_.contains(path)) continue;   // the same file given twice
      add(path, input.text, true);
    }
    // Files are added at the end while this walks on; each is followed once.
    for (std::uint32_t file = 0; file < made_.files.size(); ++file) follow(file);
    find_circles();
  }

 private:
  std::uint32_t add(const std::string& path, std::string text, bool given) {
    const source::Source& source = made_.sources.add(path, std::move(text));
    known_.emplace(path, source.id());
    auto file = std::make_shared<syntax::File>(read(source));
    made_.files.push_back({path, given, {}, {}, std::move(file)});
    uses_.emplace_back();
    return source.id();
  }
  syntax::File read(const source::Source& source) {
    return is_yaml(source.path()) ? read::read_yaml_playbook(source, made_.issues) : read::read(source, made_.issues);
  }

  void follow(std::uint32_t file) {
    const std::shared_ptr<const syntax::File> own = made_.files[file].file;
    for (const syntax::NodeId use : own->tree.children(own->root, syntax::Kind::use)) {
      const std::string path = bind::beside(made_.files[file].path, own->tree.text(use));
      const auto known = known_.find(path);
      if (known != known_.end()) {
        uses_[file].push_back({known->second, own->tree.span(use)});
        continue;
      }
      std::optional<std::string> text = loader_ ? loader_(path) : std::nullopt;
      if (!text) {
        made_.issues.add(source::Issue(source::Code::use_missing, own->tree.span(use)).arg(path));
        continue;
      }
      const std::uint32_t added = add(path, std::move(*text), false);   // uses_ grows
      uses_[file].push_back({added, own->tree.span(use)});
    }
  }

  struct Use {
    std::uint32_t file;
    source::Span span;
  };
  enum class Seen : std::uint8_t { no, under_way, done };

  // A circle is reported once, at the `use` that closes it.
  void find_circles() {
    seen_.assign(made_.files.size(), Seen::no);
    for (std::uint32_t file = 0; file < made_.files.size(); ++file) visit(file);
  }
  void visit(std::uint32_t start) {
    if (seen_[start] != Seen::no) return;
    struct Step {
      std::uint32_t file;
      std::size_t next;
    };
    std::vector<Step> way = {{start, 0}};
    seen_[start] = Seen::under_way;
    while (!way.empty()) {
      Step& top = way.back();
      if (top.next == uses_[top.file].size()) {
        seen_[top.file] = Seen::done;
        way.pop_back();
        continue;
      }
      const Use use = uses_[top.file][top.next++];
      if (seen_[use.file] == Seen::no) {
        seen_[use.file] = Seen::under_way;
        way.push_back({use.file, 0});
      } else if (seen_[use.file] == Seen::under_way) {
        std::string circle;
        bool inside = false;
        for (const Step& step : way) {
          inside = inside || step.file == use.file;
          if (inside) circle += made_.files[step.file].path + " > ";
        }
        made_.issues.add(source::Issue(source::Code::use_circle, use.span).arg(circle + made_.files[use.file].path));
      }
    }
  }

  const Loader& loader_;
  Compiled& made_;
  std::map<std::string, std::uint32_t> known_;
  std::vector<std::vector<Use>> uses_;
  std::vector<Seen> seen_;
};

}  // namespace

void gather(const std::vector<Input>& inputs, const Loader& loader, Compiled& made) { Gatherer(loader, made).run(inputs); }

}  // namespace playmaker::dsl
