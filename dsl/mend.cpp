#include "dsl/mend.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace playmaker::dsl {
namespace {

using source::Issue;

// A fix by what it does, wherever the texts before it have moved it to: tried once.
using Trial = std::tuple<std::size_t, source::Code, std::string, std::string>;

std::size_t same(const Compiled& made, const Issue& issue, std::string_view written) {
  return static_cast<std::size_t>(std::count_if(made.issues.list().begin(), made.issues.list().end(), [&](const Issue& other) {
    return other.code == issue.code && other.span.file == issue.span.file && made.sources[other.span.file].text(other.span) == written;
  }));
}

}  // namespace

Mended mend(std::vector<Input> inputs, const Loader& loader, const Options& options) {
  Mended out;
  out.fixes.assign(inputs.size(), 0);
  out.made = compile(inputs, loader, options);
  std::multiset<Trial> refused;
  std::size_t compiled = 1;
  for (bool found = true; found && compiled < kMendsMax;) {
    found = false;
    std::multiset<Trial> seen;
    const std::vector<Issue> issues = out.made.issues.list();
    for (const Issue& issue : issues) {
      if (!issue.repair || compiled >= kMendsMax) continue;
      const source::Fix& fix = *issue.repair;
      const std::size_t file = fix.span.file;
      // Files are numbered in the order given; what a text uses comes after them.
      if (file >= inputs.size() || !out.made.files[file].given || fix.span.end > inputs[file].text.size()) continue;
      const std::string written(out.made.sources[issue.span.file].text(issue.span));
      const Trial trial{file, issue.code, written, fix.replacement};
      seen.insert(trial);
      if (seen.count(trial) <= refused.count(trial)) continue;
      std::vector<Input> trying = inputs;
      trying[file].text.replace(fix.span.begin, fix.span.end - fix.span.begin, fix.replacement);
      Compiled made = compile(trying, loader, options);
      ++compiled;
      const bool better = made.issues.errors() <= out.made.issues.errors() && same(made, issue, written) < same(out.made, issue, written);
      if (!better) {
        refused.insert(trial);
        continue;
      }
      inputs = std::move(trying);
      out.made = std::move(made);
      ++out.fixes[file];
      found = true;
      break;   // places have moved: from here on the new issues speak
    }
  }
  out.inputs = std::move(inputs);
  return out;
}

}  // namespace playmaker::dsl
