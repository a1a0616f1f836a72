// sim/random/random.hpp: randomness with an address.
//
// A draw is a pure function of (seed, replication, purpose, entity, index). Nothing is advanced and
// nothing is shared: ticket 4711 has the same patience under every policy, a new purpose leaves all
// other draws as they were, and any draw can be made again at any time, in any order, on any
// thread.
#pragma once

#include <cstdint>

#include <Random123/philox.h>

#include "core/base/contract.hpp"
#include "core/base/time.hpp"

namespace hotline::sim {

/// What a draw is for. The numbers are part of every run's identity: never change, never re-use.
enum class Purpose : std::uint16_t {
  kRunNumber = 0,  ///< entity: fingerprint of the scenario
  kGap = 1,        ///< entity: demand source; index: number of the contact
  kBusyness = 2,   ///< entity: day number
  kDistrict = 3,   ///< entity: contact from here on
  kLeavesTicket = 4,
  kPatience = 5,     ///< index: attempt
  kTalk = 6,         ///< index: attempt
  kAfterCall = 7,    ///< index: attempt
  kRedial = 8,       ///< index: attempt
  kRedialDelay = 9,  ///< index: attempt
  kEntry = 10,
  kTriage = 20,        ///< entity: ticket from here on; index: round of dispatch
  kClassRight = 21,    ///< index: round
  kWrongClass = 22,    ///< index: round
  kSign = 23,          ///< index: round
  kRefuse = 24,        ///< index: round
  kLead = 25,          ///< index: number of reopenings
  kWork = 26,          ///< index: number of reopenings
  kFixed = 27,         ///< index: number of reopenings
  kSampled = 28,       ///< index: number of reopenings
  kSurveyDelay = 29,   ///< index: number of reopenings
  kSurveyAnswer = 30,  ///< index: number of reopenings
  kSatisfied = 31,     ///< index: number of reopenings
  kReopen = 32,        ///< index: number of reopenings
  kPolicy = 40,        ///< entity: contact or ticket; index: question and draw (sim/dispatch)
  kSelect = 41,        ///< entity: fold of the heads of all lines (sim/dispatch/random_order.hpp)
  kAlternative = 42,   ///< entity: contact; index: attempt and draw
  // front office; entity: contact, index: attempt and answer, unless it says otherwise
  kLanguage = 100,
  kBalk = 101,
  kRedialChannel = 102,
  kSelfService = 103,
  kContained = 104,
  kCallbackAccepted = 105,
  kCallbackReached = 106,  ///< index: attempt and try
  kDial = 107,             ///< index: attempt and try
  kCallbackRetry = 108,    ///< index: attempt and try
  kVoicemail = 109,
  kTransfer = 110,
  kConference = 111,
  kAbsent = 112,        ///< entity: group, shift and week; index: agent of the shift
  kLate = 113,          ///< entity: group, shift and week; index: agent of the shift
  kSideWork = 114,      ///< entity: agent; index: number of the side work
  kQueuePlace = 115,    ///< index: attempt, answer and try
  kQueueShuffle = 116,  ///< index: none
  // life of a ticket; entity: ticket, index: none, unless it says otherwise
  kPriorityClass = 250,
  kUnclear = 251,
  kMachineConfident = 252,
  kArbitrationRight = 253,  ///< index: round
  kRefuseReason = 254,      ///< index: round
  kReturnAfterWork = 255,   ///< index: visit
  kUnfixable = 256,         ///< index: visit
  kEarlyClosure = 257,      ///< index: visit
  kPause = 258,             ///< index: visit and pause
  kPauseLength = 259,       ///< index: visit and pause
  kPauseMoment = 260,       ///< index: visit and pause
  kExtensionAsked = 261,    ///< index: request
  kExtensionGranted = 262,  ///< index: request
  kChasePatience = 263,     ///< index: chase
  kChaseChannel = 264,      ///< index: chase
  kChaseContact = 265,      ///< the number of the contact; index: chase
  kChaseEscalates = 266,    ///< index: chase that was heard
  kWithdraws = 267,
  kWithdrawalDelay = 268,
  kDuplicate = 269,  ///< entity: contact, to kRecallContact
  kDuplicateDetected = 270,
  kFalseMerge = 271,
  kRepeatEscalates = 272,
  kRecallDelay = 273,
  kRecallContact = 274,   ///< the number of the contact that comes after it
  kFoundOnSigning = 275,  ///< index: round
  kContacted = 276,       ///< index: number of reopenings
  kSaysFixed = 277,       ///< index: number of reopenings
  // reading a scenario
  kAssumed = 370,  ///< entity: hash of the number's path; index: draw
  // demand
  kGroupBusyness = 320,  ///< entity: day number; index: group
  kSurgeOnset = 321,     ///< entity: surge; index: number of the onset
  kBatch = 322,          ///< entity: demand source; index: number of the batch
  kReports = 323,        ///< entity: demand source; index: number of the incident
  kReportDelay = 324,    ///< entity: demand source and incident; index: number of the report
  // workshop; entity: ticket, index: number of the order, job and spell of work
  kAssist = 200,      ///< index: number of the order and row of the scenario
  kAssistWork = 201,  ///< index: number of the order and row of the scenario
  kTravel = 202,
  kCrewSideWork = 203,  ///< entity: unit; index: number of the side work
  kListPlace = 204,
  kListShuffle = 205,
};

/// The book of all draws of one replication.
///
/// Generator   Philox2x64 with 6 rounds, the seed as key and (entity, replication | purpose |
///             index) as counter: J. K. Salmon et al., Parallel random numbers: as easy as 1, 2, 3,
///             SC'11; table 2: 6 rounds pass all of TestU01's batteries. A test finds that every
///             bit of the address moves every bit of the draw (5 rounds suffice for that).
/// Bounds      2^24 replications, 2^12 purposes, 2^28 indices (checked).
/// Cost        2 ns a draw where the next need not wait for it, 8 ns where it must. Threads: none
///             needed; a copy is the same book.
class RandomBook {
 public:
  RandomBook(std::uint64_t seed, std::uint32_t replication)
      : seed_(seed), replication_(replication) {
    HOTLINE_REQUIRE(replication < (1U << 24));
  }

  /// 64 uniform bits.
  [[nodiscard]] std::uint64_t bits(Purpose purpose, std::uint64_t entity,
                                   std::uint64_t index = 0) const {
    HOTLINE_REQUIRE(index < (std::uint64_t{1} << 28));
    const std::uint64_t where = (static_cast<std::uint64_t>(replication_) << 40) |
                                (static_cast<std::uint64_t>(purpose) << 28) | index;
    return Philox()({{entity, where}}, {{seed_}})[0];
  }

  /// Uniform on the open interval (0, 1): an odd multiple of 2^-53, so never 0 and never 1.
  [[nodiscard]] double uniform(Purpose purpose, std::uint64_t entity,
                               std::uint64_t index = 0) const {
    return (static_cast<double>(bits(purpose, entity, index) >> 12) + 0.5) * 0x1p-52;
  }

  /// True with probability p.
  [[nodiscard]] bool chance(double p, Purpose purpose, std::uint64_t entity,
                            std::uint64_t index = 0) const {
    return uniform(purpose, entity, index) < p;
  }

 private:
  using Philox = r123::Philox2x64_R<6>;

  std::uint64_t seed_;
  std::uint32_t replication_;
};

}  // namespace hotline::sim
