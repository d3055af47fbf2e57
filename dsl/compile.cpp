#include "dsl/compile.hpp"

#include <algorithm>
#include <cctype>

#include "dsl/bind/beside.hpp"
#include "dsl/bind/bind.hpp"
#include "dsl/bind/expand.hpp"
#include "dsl/bind/text_hash.hpp"
#include "dsl/gather.hpp"
#include "dsl/lower/lower.hpp"
#include "dsl/prove/prove.hpp"
#include "dsl/read/read.hpp"
#include "dsl/speak.hpp"

namespace playmaker::dsl {
namespace {

using source::Issue;
using source::Issues;
using source::Severity;
using source::Span;

bool within(Span inner, Span outer) {
  return inner.file == outer.file && inner.begin >= outer.begin && inner.begin < std::max(outer.end, outer.begin + 1);
}
bool is_error(const Issue& issue) { return source::severity_of(issue.code) == Severity::error; }
bool any_within(const Issues& issues, Span span) {
  return std::any_of(issues.list().begin(), issues.list().end(),
                     [&](const Issue& issue) { return is_error(issue) && within(issue.span, span); });
}

// What binding says of a text that was not read whole is kept only where it cannot be an echo: a statement that was lost may have
// declared the name, or been the clause, that is now missed.
void add_unless_echo(Issues& issues, const Issues& bound, const Compiled& made) {
  const bool lost_file = std::any_of(made.issues.list().begin(), made.issues.list().end(),
                                     [](const Issue& issue) { return issue.code == source::Code::use_missing; });
  std::vector<std::string_view> broken;   // the texts with a reading error
  for (const Issue& issue : made.issues.list()) broken.push_back(made.sources[issue.span.file].text());
  for (const Issue& issue : bound.list()) {
    const bool told = std::any_of(made.issues.list().begin(), made.issues.list().end(),
                                  [&](const Issue& read) { return is_error(read) && read.span == issue.span; });
    if (told) continue;   // a word that was not understood there is no name that is not known
    if (any_within(made.issues, issue.span)) continue;   // something in it was not read
    if (lost_file && source::code_text(issue.code).starts_with("E02")) continue;   // any name may stand in it
    const syntax::File& file = *made.files[issue.span.file].file;
    bool in_broken_block = false;
    for (const syntax::NodeId block : file.tree.children(file.root)) {
      if (within(issue.span, file.tree.span(block)) && any_within(made.issues, file.tree.span(block))) in_broken_block = true;
    }
    // A type that does not fit where the reading broke off: the rest of the expression would have made it fit (`event.topic = "x"`).
    const std::string_view text = made.sources[issue.span.file].text();
    const bool broken_off = std::any_of(made.issues.list().begin(), made.issues.list().end(), [&](const Issue& other) {
      if (!is_error(other) || other.span.file != issue.span.file || other.span.begin < issue.span.end) return false;
      const std::string_view between = text.substr(issue.span.end, other.span.begin - issue.span.end);
      return between.find_first_not_of(" \t") == std::string_view::npos;
    });
    if (broken_off && source::code_text(issue.code).starts_with("E03")) continue;
    const bool names =
        issue.code == source::Code::name_unknown || issue.code == source::Code::field_unknown || issue.code == source::Code::result_unknown;
    if (names && !issue.args.empty()) {
      const std::string& name = issue.args[0].en;
      const std::string_view own = made.sources[issue.span.file].text();
      const auto times = [&](std::string_view text) {
        std::size_t count = 0;
        for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + name.size())) {
          const auto goes_on = [&](std::size_t beside) {
            const unsigned char c = beside < text.size() ? static_cast<unsigned char>(text[beside]) : ' ';
            return c == '_' || std::isalnum(c) != 0 || c >= 0x80;
          };
          const bool whole = !goes_on(at + name.size()) && (at == 0 || !goes_on(at - 1));
          if (whole) ++count;
        }
        return count;
      };
      const bool lost = std::any_of(broken.begin(), broken.end(),
                                    [&](std::string_view text) { return times(text) > (text.data() == own.data() ? 1U : 0U); });
      if (lost) continue;
    } else if (in_broken_block) {
      const auto hundred = source::code_text(issue.code).substr(0, 3);
      if (hundred != "E03" && issue.code != source::Code::template_channel) continue;
    }
    issues.add(issue);
  }
}

// An expression that unfolds beyond the bound is not walked any further: what shares its parts doubles at every level.
bool too_large_within(const Issues& issues, std::optional<Span> place) {
  return std::any_of(issues.list().begin(), issues.list().end(),
                     [&](const Issue& issue) { return issue.code == source::Code::too_large && (!place || within(issue.span, *place)); });
}

void lower_and_prove(const bind::Bound& bound, const Loader& loader, const Options& options, Compiled& made) {
  // A mistake in what is shared leaves nothing sound to build on; one in a playbook is that playbook's own.
  std::vector<std::uint32_t> clean;
  std::vector<Span> playbooks;
  playbooks.reserve(bound.playbooks.size());
  for (const bind::Playbook& playbook : bound.playbooks) playbooks.push_back(bound.span(playbook.where));
  for (const Issue& issue : made.issues.list()) {
    if (is_error(issue) && std::none_of(playbooks.begin(), playbooks.end(), [&](Span span) { return within(issue.span, span); })) return;
  }
  for (std::uint32_t i = 0; i < playbooks.size(); ++i) {
    if (!any_within(made.issues, playbooks[i])) clean.push_back(i);
  }
  if (made.issues.dropped() > 0) return;
  if (bound.catalog.node == bind::kNone && made.issues.has_errors()) return;   // told at a playbook, and yet everybody's
  prove::Whole whole;
  whole.catalog = lower::lower_catalog(bound, loader, made.issues);
  if (too_large_within(made.issues, std::nullopt)) return;
  for (const std::uint32_t i : clean) {
    lower::Lowered lowered = lower::lower_playbook(bound, i, made.issues);
    if (!too_large_within(made.issues, playbooks[i])) whole.playbooks.push_back(std::move(lowered));
  }
  if (options.until == Until::prove) {
    for (const bind::Playbook& playbook : bound.playbooks) {
      // One that has mistakes of its own is known by name; what it takes is not judged.
      whole.known.push_back({playbook.name, true});
    }
    for (const Known& known : options.known) whole.known.push_back({known.name, known.takes_hand_offs, known.plan});
    whole.applying = options.applying;
    whole.today = options.today;
    prove::Proved proved = prove::prove(whole, made.issues);
    made.promises = std::move(proved.promises);
    made.certificates = std::move(proved.certificates);
    if (options.pressure) made.pressure = prove::pressure_of(whole);
  }
  // Checked before anything runs; a fault here is ours and is said, not run.
  const Span start{};
  if (const std::string fault = plan::verify(whole.catalog.catalog); !fault.empty() && !made.issues.has_errors())
    made.issues.add(Issue(source::Code::plan_unsound, start).arg(fault));
  for (const lower::Lowered& lowered : whole.playbooks) {
    if (const std::string fault = plan::verify(lowered.plan); !fault.empty() && !made.issues.has_errors())
      made.issues.add(Issue(source::Code::plan_unsound, lowered.spans[0]).arg(fault));
  }
  if (made.issues.has_errors()) return;
  made.catalog = std::make_shared<const plan::Catalog>(std::move(whole.catalog.catalog));
  for (lower::Lowered& lowered : whole.playbooks) {
    made.plans.push_back(std::make_shared<const plan::Plan>(std::move(lowered.plan)));
    made.origins.push_back(std::make_shared<const plan::Origin>(std::move(lowered.origin)));
  }
}

// What a file declares, whatever it says of it; empty when there is a catalog or the like in it.
std::vector<std::string> declared_by(const syntax::File& file) {
  std::vector<std::string> out;
  for (const syntax::NodeId child : file.tree.children(file.root)) {
    const syntax::Kind kind = file.tree.kind(child);
    if (kind == syntax::Kind::use || kind == syntax::Kind::language) continue;
    if (kind != syntax::Kind::playbook && kind != syntax::Kind::fragment) return {};
    out.push_back(std::string(syntax::to_string(kind)) + " " + std::string(file.tree.name(child)));
  }
  std::sort(out.begin(), out.end());
  return out;
}

// The same playbook given twice, in another spelling or language: two texts of one hash are one. Which file each is the twin of, or itself.
std::vector<std::size_t> find_twins(const std::vector<Input>& inputs, const Loader& loader, const Compiled& made) {
  std::vector<std::size_t> first(made.files.size());
  std::vector<std::vector<std::string>> declared(made.files.size());
  for (std::size_t i = 0; i < made.files.size(); ++i) {
    first[i] = i;
    if (made.files[i].given) declared[i] = declared_by(*made.files[i].file);
    for (std::size_t k = 0; k < i && first[i] == i; ++k) {
      if (declared[i].empty() || declared[i] != declared[k] || first[k] != k) continue;
      const auto alone = [&](std::size_t file) {
        const auto own = std::find_if(inputs.begin(), inputs.end(),
                                      [&](const Input& input) { return bind::beside("", input.path) == made.files[file].path; });
        Options binding;
        binding.until = Until::bind;
        const Compiled bound = compile({*own}, loader, binding);
        return bound.ok ? bound.files[0].text_hash : std::string();
      };
      const std::string hash = alone(k);
      if (!hash.empty() && hash == alone(i)) first[i] = k;
    }
  }
  return first;
}

}  // namespace

Compiled compile(const std::vector<Input>& inputs, const Loader& loader, const Options& options) {
  Compiled made;
  gather(inputs, loader, made);
  const std::vector<std::size_t> first = find_twins(inputs, loader, made);
  Issues none;
  const syntax::File nothing = read::read(source::Source(0, "", ""), none);
  const bool read = !made.issues.has_errors();
  if (options.until != Until::read) {
    std::vector<const syntax::File*> files;
    files.reserve(made.files.size());
    for (std::size_t i = 0; i < made.files.size(); ++i) files.push_back(first[i] == i ? made.files[i].file.get() : &nothing);
    Issues issues;
    const bind::Bound bound = bind::bind(made.sources, files, issues);
    if (read) {
      for (const Issue& issue : issues.list()) made.issues.add(issue);
      for (std::size_t i = 0; i < issues.dropped(); ++i) made.issues.add(issues.list().back());
    } else {
      Issues echoes;
      add_unless_echo(echoes, issues, made);
      for (const Issue& issue : echoes.list()) made.issues.add(issue);
    }
    if (!made.issues.has_errors()) {
      for (std::uint32_t i = 0; i < made.files.size(); ++i) {
        const auto own = static_cast<std::uint32_t>(first[i]);
        made.files[i].text_hash = bind::text_hash(bound, own);
        if (options.until == Until::bind) made.files[i].meaning = bind::canonical_text(bound, own);
      }
    }
    if (read && options.until >= Until::lower) lower_and_prove(bound, loader, options, made);
    bind::tell_inclusions(bound.inclusions, made.issues);
  }
  made.ok = !made.issues.has_errors();
  speak_in_their_words(made);
  made.issues.sort();
  return made;
}

}  // namespace playmaker::dsl
