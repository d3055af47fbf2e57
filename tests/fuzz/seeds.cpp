#include "tests/fuzz/seeds.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "dsl/compile.hpp"
#include "dsl/story/format.hpp"
#include "runtime/core/group.hpp"
#include "tests/core/facts.hpp"
#include "tests/main/here.hpp"

namespace playmaker::fuzz {
namespace {

const std::filesystem::path kRoot = kSourceDir;

std::string slurp(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The files of a folder whose names end so; "" is every file.
void add_folder(std::vector<Seed>& out, const std::string& folder, std::string_view ending) {
  for (const auto& entry : std::filesystem::directory_iterator(kRoot / folder)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file() && name.ends_with(ending)) out.push_back({folder + "/" + name, slurp(entry.path())});
  }
}

void add_texts(std::vector<Seed>& out) {
  for (const char* folder : {"playbooks", "playbooks/shared", "examples/berka", "tests/dsl/read/golden", "tests/dsl/lower/golden"})
    add_folder(out, folder, ".play");
  out.push_back({"tests/dsl/read/slips.play", slurp(kRoot / "tests/dsl/read/slips.play")});
}

// The shipped stories, each in either language, and the stories of other tests.
void add_stories(std::vector<Seed>& out) {
  std::vector<Seed> shipped;
  add_folder(shipped, "playbooks", ".story");
  for (Seed& each : shipped) {
    const source::Source source(0, each.name, each.bytes);
    for (const base::Language language : {base::Language::en, base::Language::zh}) {
      print::Printed said = story::format(source, language);
      out.push_back({each.name + (language == base::Language::zh ? " in Chinese" : ""), said.ok ? std::move(said.text) : each.bytes});
    }
  }
  add_folder(out, "tests/dsl/story/cases", ".story");
}

// What the shipped playbooks become on disk.
void add_plans(std::vector<Seed>& out) {
  const dsl::Loader loader = [](const std::string& path) -> std::optional<std::string> {
    if (!std::filesystem::is_regular_file(kRoot / path)) return std::nullopt;
    return slurp(kRoot / path);
  };
  std::vector<dsl::Input> inputs;
  std::vector<Seed> shipped;
  add_folder(shipped, "playbooks", ".play");
  std::erase_if(shipped, [](const Seed& each) { return each.name.ends_with(".zh.play"); });   // twins of others, of the same names
  for (Seed& each : shipped) inputs.push_back({std::move(each.name), std::move(each.bytes)});
  const dsl::Compiled made = dsl::compile(inputs, loader);
  for (const auto& plan : made.plans) out.push_back({"plan of " + plan->name, plan::encode(*plan)});
  for (const auto& origin : made.origins) out.push_back({"origin", plan::encode(*origin)});
  if (made.catalog) out.push_back({"catalog", plan::encode(*made.catalog)});
}

// One group with each input, and one with every fact.
void add_groups(std::vector<Seed>& out) {
  const auto place = [](core::Group& group) {
    group.customer = 300;
    group.at = base::Instant{1'767'000'000'123};
  };
  core::testing::Every every = core::testing::every();
  for (std::size_t i = 0; i < every.inputs.size(); ++i) {
    core::Group group = core::testing::group_of(every.inputs[i]);
    place(group);
    std::string bytes;
    core::append_group(bytes, group);
    out.push_back({"group of " + std::string(core::code_name(every.input_codes[i])), bytes});
  }
  core::Group all;
  place(all);
  all.facts = std::move(every.facts);
  std::string bytes;
  core::append_group(bytes, all);
  out.push_back({"group of every fact", bytes});
}

}  // namespace

std::vector<Seed> found_in(const std::filesystem::path& folder, std::string_view target) {
  std::vector<Seed> out;
  add_folder(out, std::filesystem::absolute(folder / target).string(), "");
  return out;
}

std::vector<Seed> seeds_of(std::string_view target) {
  std::vector<Seed> out;
  add_folder(out, "tests/fuzz/corpus/" + std::string(target), "");
  if (target == "text") add_texts(out);
  if (target == "yaml") add_folder(out, "playbooks", ".yaml");
  if (target == "compile") {
    add_folder(out, "tests/dsl/compile/cases", ".play");
    add_folder(out, "tests/dsl/lower/golden", ".play");
  }
  if (target == "story") add_stories(out);
  if (target == "plan") add_plans(out);
  if (target == "group") add_groups(out);
  std::sort(out.begin(), out.end(), [](const Seed& a, const Seed& b) { return a.name < b.name; });
  return out;
}

bool is_plan(std::string_view bytes) {
  return plan::decode_plan(bytes).has_value() || plan::decode_catalog(bytes).has_value() || plan::decode_origin(bytes).has_value();
}

bool is_group(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (!core::read_group(bytes, at).has_value()) return false;
  }
  return at > 0;
}

}  // namespace playmaker::fuzz
