#pragma once
// The shipped stories, played where one shared text says something else: a story that stands at an edge does not come out any more once
// the edge lies a step aside. Not for threads.
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "daemon/rehearsal/book.hpp"
#include "daemon/rehearsal/rehearsal.hpp"
#include "dsl/story/read.hpp"

namespace playmaker::whole {

// A shared file and what becomes of its text; nothing to change: as it is shipped.
struct Aside {
  std::string file;                          // "playbooks/shared/contact.play"
  std::function<std::string(std::string)> changed;
};
// `from`, which stands once in the file, becomes `to`; REQUIREs that it does.
Aside instead(const std::string& file, const std::string& from, const std::string& to);

// A playbook's stories with all that they use, compiled in such a world. REQUIREs texts without errors.
class Told {
 public:
  explicit Told(const std::string& playbook, const Aside& aside = {});

  const story::Story* story(std::string_view name) const;    // nullptr: none of that name
  bool comes_out(std::string_view name) const;               // played, as it expects; REQUIREs that there is one
  const plan::Catalog& catalog() const { return *book_->compiled.catalog; }
  const plan::Plan& plan() const;

 private:
  std::string playbook_;
  source::Sources sources_;
  story::Gathered gathered_;
  std::unique_ptr<rehearsal::Book> book_;
};

}  // namespace playmaker::whole
