#pragma once
// The door of the language: texts in, plans out. CLI, HTTP, editor and tests all come through here. Pure: files are asked of the
// loader, nothing else is touched.
//
//   dsl::Compiled made = dsl::compile({{"a.play", text}}, loader);
//   if (!made.ok) print(source::render(made.issues, made.sources, language));
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dsl/prove/certificate.hpp"
#include "dsl/prove/pressure.hpp"
#include "dsl/prove/promise.hpp"
#include "dsl/source/issue.hpp"
#include "dsl/source/source.hpp"
#include "dsl/syntax/file.hpp"
#include "runtime/plan/plan.hpp"

namespace playmaker::dsl {

struct Input {
  std::string path;              // as people know it; .yaml and .yml are the YAML spelling, anything else the text
  std::string text;
};

// Reads what a text names: `use "shared/catalog.play"`, `holidays from "calendars/cn.csv"`. The path counts from the folder of the file
// that names it and is normalised ("playbooks/shared/catalog.play"). nullopt: there is no such file. May be empty.
using Loader = std::function<std::optional<std::string>(const std::string& path)>;

enum class Until : std::uint8_t { read, bind, lower, prove };

struct Known {                   // a playbook that is not among the files but may be handed off to
  std::string name;
  bool takes_hand_offs = true;
  std::shared_ptr<const plan::Plan> plan{};   // when it is live: what it begins in others is looked at too
};

struct Options {
  Until until = Until::prove;
  std::vector<Known> known;      // in the same folder, or live already
  bool applying = false;         // an unresolved `hand off to` is an error; else a warning
  std::optional<std::int32_t> today;   // days since 1970; a calendar that ends within a year of it is a warning
  bool pressure = false;         // weigh the playbooks against every policy, too
};

struct CompiledFile {
  std::string path;
  bool given = false;            // else it was used
  std::string meaning;           // with Until::bind: the canonical form of its blocks, what the text hash is made of
  std::string text_hash;         // hex; empty while reading or names and types have errors
  std::shared_ptr<const syntax::File> file;
};

struct Compiled {
  source::Sources sources;       // what spans in `issues` point into
  source::Issues issues;         // sorted by place
  std::vector<CompiledFile> files;   // by FileId: given ones first, in order, then used ones
  std::shared_ptr<const plan::Catalog> catalog;              // these three: null or empty after errors, or when `until` stops before
  std::vector<std::shared_ptr<const plan::Plan>> plans;
  std::vector<std::shared_ptr<const plan::Origin>> origins;  // beside plans
  std::vector<prove::Promise> promises;   // by playbook: what became of each guarantee
  std::vector<prove::Certificate> certificates;   // by playbook: what became of each law
  std::vector<prove::Pressure> pressure;  // when asked for
  bool ok = false;               // no error; warnings may stand in issues
};

Compiled compile(const std::vector<Input>& inputs, const Loader& loader = {}, const Options& options = {});

}  // namespace playmaker::dsl
