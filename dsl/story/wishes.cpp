#include "dsl/story/wishes.hpp"

#include <string_view>
#include <utility>
#include <vector>

#include "dsl/story/reader.hpp"

namespace playmaker::story {
namespace {

// What the reader calls a name that it asks for.
constexpr std::pair<std::string_view, NameOf> kNames[] = {
    {"the name of an experiment's arm", NameOf::arm},
    {"the name of an activity", NameOf::activity},
    {"the name of a benefit", NameOf::benefit},
    {"the name of a branch", NameOf::branch},
    {"the name of a breakpoint", NameOf::breakpoint},
    {"the name of a channel", NameOf::channel},
    {"the name of a customer", NameOf::customer},
    {"the name of an event", NameOf::event},
    {"the name of an exit", NameOf::exit},
    {"the name of a field", NameOf::field},
    {"the name of a goal", NameOf::goal},
    {"the name of an import", NameOf::import},
    {"the name of a list", NameOf::list},
    {"the name of a moment", NameOf::moment},
    {"the name of a person", NameOf::person},
    {"a person or a role", NameOf::person_or_role},
    {"who it goes to", NameOf::person_or_role},
    {"the name of a playbook", NameOf::playbook},
    {"a reason such as capped or quiet", NameOf::reason},
    {"`done` or an outcome of the task", NameOf::result},
    {"an outcome of the task", NameOf::result},
    {"the name of a review", NameOf::review},
    {"the name of a role", NameOf::role},
    {"the name of the role that answers", NameOf::role},
    {"the name of a stage", NameOf::stage},
    {"the name of a task", NameOf::task},
    {"the name of a template", NameOf::template_},
    {"the name of a track", NameOf::track},
    {"the name of a wave", NameOf::wave},
};

}  // namespace

void Reader::wish(const source::Words& what) const {
  if (!wishing()) return;
  if (what.en == "a person or a branch") wishes_->names.insert({NameOf::person, NameOf::branch});
  for (const auto& [said, name] : kNames) {
    if (said != what.en) continue;
    wishes_->names.insert(name);
    wishes_->before = name == NameOf::field ? fields_of_ : last_name_;
  }
}

Wishes wishes_at(const source::Source& source, std::uint32_t offset) {
  const std::string_view whole = source.text();
  std::string text(whole.substr(0, offset));
  source::Issues none;
  const read::Tokens tokens = read::lex(source::Source(source.id(), source.path(), text), none);
  // The word that is being written, and the path before it.
  std::size_t end = text.size();
  for (std::size_t i = tokens.list.size() - 1; i-- > 0;) {
    const read::Token& token = tokens.list[i];
    const bool dot = token.kind == read::TokenKind::punct && token.punct == read::Punct::dot;
    if (token.span.end != end || (!dot && token.kind != read::TokenKind::word)) break;
    end = token.span.begin;
    if (!dot && (i == 0 || tokens.list[i - 1].span.end != end)) break;
  }
  // In a text or a comment nothing of ours stands.
  Wishes out;
  for (const read::Token& token : tokens.list) {
    if (token.cut) return out;
  }
  for (const syntax::Comment& comment : tokens.comments) {
    if (comment.span.begin < offset && offset <= comment.span.end) return out;
  }
  text.resize(end);
  const source::Source before(source.id(), source.path(), std::move(text));
  Reader(before, none, &out).file();
  out.words.erase(Word::none);
  return out;
}

}  // namespace playmaker::story
