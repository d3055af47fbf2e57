#pragma once
// Steps that speak with customers and hear them: questions, placements on channels where the customer comes to us, invitations, and
// experiments. What is said is a send of the plan like any other (Plan::sends), so that consent, caps and delivery are one thing.
//
//   ask T via CH answer within D {A} else {E}     question; A and E are blocks of their own, run when the answer or the end of D comes
//   place T on PULL for D {A} else {E}            likewise
//   experiment N { arm a {A} arm b {B} control }  experiment ─> A | B | after · A · jump ─> after · B · after
//
// Sites and ops are Plan's (SiteIndex, OpIndex).
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/plan/expression.hpp"

namespace playmaker::plan {

struct Question {
  std::uint32_t site = kNone;
  std::uint32_t send = kNone;              // one leg, in Plan::sends
  Length within;                           // counted from its sending
  std::uint32_t answered = kNone, silent = kNone;   // first ops of its blocks; kNone: none written
};

// Never a contact: the customer comes to the channel. Of all placements a customer has on it, the highest priorities take its places.
struct Placement {
  std::uint32_t site = kNone;
  std::uint32_t send = kNone;
  Length length;
  std::int32_t priority = 50;
  std::uint32_t answered = kNone, silent = kNone;
};

// Sent when the activity has a seat for the customer; the seat is kept until the sign-up closes.
struct Invitation {
  std::uint32_t site = kNone;
  std::uint32_t send = kNone;
  TextIndex activity = kNone;
  std::uint32_t signed_up = kNone, attended = kNone;   // Unit::events: the activity's own
};

struct Arm {
  std::uint32_t site = kNone;
  TextIndex name = kNone;
  std::uint32_t share = 0;                 // millionths
  std::uint32_t first = kNone;             // op
};
struct Experiment {
  std::uint32_t site = kNone;
  TextIndex name = kNone;
  std::vector<Arm> arms;
  std::uint32_t control = 0;               // millionths; with the arms' shares they make up all
  Length within;                           // what is measured counts so long after the arm was taken
  std::uint32_t sure = 0;                  // millionths; 0: never stopped by figures
  std::uint32_t least = 0;                 // customers measured before it may stop
};

}  // namespace playmaker::plan
