#pragma once
// Facts of what speaks with customers: questions and placements that wait for an answer, arms of experiments, seats of activities.
// Part of the closed list in fact.hpp; codes 200 to 229 are theirs.
//
//   ask     TouchPlanned, ReplyAwaited ... TouchReported{answered}, ReplyClosed{answered} -> RunStarted, AnswerKept
//                                        | nothing came within D, or it could not be sent -> ReplyClosed{silent} -> RunStarted
//   place   the same; shown from PlacementShown on, TouchOver when its time is over
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/core/input.hpp"
#include "runtime/core/reason.hpp"

namespace playmaker::core {

enum class ReplyKind : std::uint8_t { ask = 1, place = 2 };
enum class ReplyEnd : std::uint8_t { answered = 1, silent = 2, unsent = 3, cancelled = 4 };   // silent: nothing came in time

struct ReplyAwaited {
  static constexpr std::uint16_t kCode = 200;
  ThingRef touch;                          // what was said: the leg of the step's send
  std::uint32_t site = 0, run = 0;         // of the step; the run it stands in
  ReplyKind kind = ReplyKind::ask;
};
struct ReplyClosed {
  static constexpr std::uint16_t kCode = 201;
  ThingRef touch;
  std::uint32_t site = 0;
  ReplyEnd how = ReplyEnd::answered;
  Reason why = Reason::none;
};
struct Said {
  std::string name;                        // a field of the template's answers
  Datum value;
};
struct AnswerKept {                        // what a run goes on reading as `answer.…`
  static constexpr std::uint16_t kCode = 202;
  std::uint32_t journey = 0, run = 0;
  std::vector<Said> fields;
};
struct QuestionCounted {                   // of the policy's `ask at most`; taken back when the question certainly did not go out
  static constexpr std::uint16_t kCode = 203;
  ThingRef touch;
};
struct PlacementShown {                    // from now on among what the channel shows this customer
  static constexpr std::uint16_t kCode = 204;
  ThingRef touch;
  Instant until;
  std::int32_t priority = 0;
  std::vector<Datum> with{};
};
struct ArmTaken {
  static constexpr std::uint16_t kCode = 205;
  std::uint32_t journey = 0, site = 0;
  std::uint32_t playbook = 0;              // the dictionary's
  std::string experiment, arm;             // arm "control": none of them
  bool counts = true;                      // held-out customers are in no figures
  bool settled = false;                    // the experiment had been decided: everybody gets this arm, nobody is measured
};
struct ArmMeasured {
  static constexpr std::uint16_t kCode = 206;
  std::uint32_t journey = 0, site = 0;
  std::uint32_t playbook = 0;
  std::string experiment, arm;
  bool reached = false;
};
struct SeatTaken {                         // an activity's seat, kept until the sign-up closes
  static constexpr std::uint16_t kCode = 207;
  std::uint32_t journey = 0, site = 0, activity = 0, run = 0;
  std::uint32_t group = plan::kNone;       // the branch it belongs to; kNone: seats are for all
  std::uint32_t ask = 0;
};
struct SeatReturned {
  static constexpr std::uint16_t kCode = 208;
  std::uint32_t journey = 0, site = 0;
  bool used = false;                       // the customer signed up: the seat stays taken
  Reason why = Reason::none;
};
struct InvitationDropped {                 // not sent: full, or the sign-up is over
  static constexpr std::uint16_t kCode = 209;
  std::uint32_t journey = 0, site = 0;
  Reason why = Reason::full;
};

}  // namespace playmaker::core
