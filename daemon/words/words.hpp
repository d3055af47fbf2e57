#pragma once
// Facts, inputs and reasons in sentences, Chinese and English: what was recorded as codes and operands is put in people's words here and
// nowhere else, with the names, labels and places (file:line) of the plan that the journey is pinned to. Pure, any thread.
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "runtime/base/text.hpp"
#include "runtime/core/group.hpp"
#include "runtime/core/roster/roster.hpp"
#include "runtime/core/state.hpp"

namespace playmaker::daemon {

// What a sentence may look at. The roster and whatever `catalog_of` gives outlive the call.
struct WordsContext {
  const core::Roster* roster = nullptr;            // may be nullptr: then numbers stand for names
  base::Zone zone;                                 // times are told in it: the customer's, else the bank's
  std::map<std::uint32_t, std::uint32_t> plans;    // journey -> roster's plan, of this customer; learn() fills it
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> runs;   // journey and run -> site; likewise
  // The catalog that was in force under a policy version which is not the roster's; empty or nullptr: the roster's is told, and said so.
  std::function<const plan::Catalog*(std::uint64_t policy_version)> catalog_of;
};
// Remembers which plan each journey runs on, and where its runs stand.
void learn(WordsContext& context, const core::Group& group);
void learn(WordsContext& context, const core::Customer& customer);

std::string words(const core::Fact& fact, const WordsContext& context, base::Language language);
std::string words(const core::Input& input, const WordsContext& context, base::Language language);
std::string words(core::Reason reason, base::Language language);             // "the contact cap is used up"; empty for none
std::string words(core::TouchPhase phase, base::Language language);
std::string words(core::TaskPhase phase, base::Language language);
std::string words(core::TaskEnd how, base::Language language);
std::string words(core::StallPhase phase, base::Language language);
std::string words(core::HoldOut hold_out, base::Language language);
std::string words(core::EntryVia via, base::Language language);
std::string_view code_of(core::Reason reason);                               // "capped", stable, for JSON and metrics
std::string_view code_of(core::TouchPhase phase);                            // "delivered"
std::string_view code_of(core::TaskPhase phase);
std::string_view code_of(core::TaskEnd how);
std::string_view code_of(core::StallPhase phase);
std::string_view code_of(core::HoldOut hold_out);
std::string_view code_of(core::EntryVia via);

std::string answer_words(core::QuestionKind kind, std::string_view answer, base::Language language);   // a reason is told as written

std::string incident_words(std::string_view code, base::Language language);  // what an incident's code means; empty for an unknown one

// A fact that only keeps the books (timers, moves, windows): `why` and timelines leave it out unless asked for everything.
bool bookkeeping(const core::Fact& fact);

// Where a fact stands: journey and site, kNone where it has none.
struct FactPlace {
  std::uint32_t journey = plan::kNone, site = plan::kNone;
  std::uint16_t occurrence = 0;
};
FactPlace place_of(const core::Fact& fact);
FactPlace place_of(const core::Fact& fact, const WordsContext& context);   // a run by its number too, once its start was learned

// Names out of the pinned plan; each falls back to the number where the plan is not known.
std::string playbook_of(const WordsContext& context, std::uint32_t journey);
std::string path_of(const WordsContext& context, std::uint32_t journey, std::uint32_t site);              // "meet.kyc"
std::string label_of(const WordsContext& context, std::uint32_t journey, std::uint32_t site, base::Language language);   // may be empty
std::string line_of(const WordsContext& context, std::uint32_t journey, std::uint32_t site);  // "first_meeting.play:42"; empty: unknown

// What the catalog calls it; nullptr: a kind or a thing without a label.
const plan::Label* label_of(const plan::Catalog& catalog, core::Names kind, std::string_view name);

// A policy's rule in words, as `why` names it: "at most 3 contacts per 7 days". Empty where the reason is none of its rules.
// `catalog`: whose labels channels and events are called by in Chinese; may be nullptr.
std::string rule_words(const plan::Policy& policy, core::Reason why, std::uint32_t rule, base::Language language,
                       const plan::Catalog* catalog = nullptr);
std::string rule_place(const plan::Policy& policy, core::Reason why, std::uint32_t rule);  // "shared/contact.play:16"; empty: none
// The policy that a block of this journey under `policy_version` was decided by; nullptr: none.
const plan::Policy* policy_of(const WordsContext& context, std::uint32_t journey, std::uint64_t policy_version);
std::string words(const plan::Length& length, base::Language language);  // "7 days", "7 天"

}  // namespace playmaker::daemon
