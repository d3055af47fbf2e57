#include "tests/whole/aside.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "dsl/source/render.hpp"
#include "dsl/story/check.hpp"
#include "tests/main/here.hpp"

namespace playmaker::whole {

Aside instead(const std::string& file, const std::string& from, const std::string& to) {
  return {file, [=](std::string text) {
            INFO(file << ": " << from);
            const std::size_t at = text.find(from);
            REQUIRE(at != std::string::npos);
            REQUIRE(text.find(from, at + 1) == std::string::npos);
            return text.replace(at, from.size(), to);
          }};
}

Told::Told(const std::string& playbook, const Aside& aside) : playbook_(playbook) {
  const auto load = [&](const std::string& path) -> std::optional<std::string> {
    std::ifstream in(std::string(kSourceDir) + "/" + path, std::ios::binary);
    if (!in) return std::nullopt;
    std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    return path == aside.file ? aside.changed(std::move(text)) : text;
  };
  const std::string path = "playbooks/" + playbook + ".story";
  source::Issues issues;
  gathered_ = story::gather(sources_.add(path, load(path).value_or(std::string())), load, sources_, issues);
  book_ = rehearsal::open_book(gathered_.playbooks, load, {});
  INFO(source::render(book_->compiled.issues, book_->compiled.sources, base::Language::en));
  REQUIRE(book_->compiled.ok);
  story::check(gathered_.file, book_->vocabulary, issues);
  INFO(source::render(issues, sources_, base::Language::en));
  REQUIRE_FALSE(issues.has_errors());
}

const story::Story* Told::story(std::string_view name) const {
  const auto found = std::ranges::find(gathered_.file.stories, name, [](const story::Story& each) { return each.name.text; });
  return found == gathered_.file.stories.end() ? nullptr : &*found;
}

bool Told::comes_out(std::string_view name) const {
  const story::Story* found = story(name);
  REQUIRE(found != nullptr);
  const auto outcome = rehearsal::rehearse(*found, {book_->compiled, gathered_.file.world});
  REQUIRE(outcome.has_value());
  return outcome->ok();
}

const plan::Plan& Told::plan() const {
  const auto& plans = book_->compiled.plans;
  const auto found = std::ranges::find(plans, playbook_, [](const auto& each) { return each->name; });
  REQUIRE(found != plans.end());
  return **found;
}

}  // namespace playmaker::whole
