// sim/hotline/event.hpp: what the hotline schedules. Events look forward and may be cancelled.
#pragma once

#include <cstdint>

namespace hotline::sim {

/// One kind for each thing that can come. `index` names the source, contact, group, ticket or
/// agency.
struct Event {
  enum class Kind : std::uint8_t {
    // the run itself
    kWarmUpEnds,
    kChange,         ///< index: of Scenario::changes
    kConditionHeld,  ///< of a change, for as long as it must; index: as above
    // front office
    kArrival,    ///< index: demand source, or trace after all of these
    kReport,     ///< one more of an incident; index: incident that is still reported
    kSurge,      ///< one begins or ends; index: occurrence, and an end in the lowest bit
    kRedial,     ///< index: contact, as all of the front office below
    kEntryOver,  ///< the form is filled in
    kPatienceOver,
    kTalkOver,
    kAfterCallOver,
    kSelfServiceOver,
    kDialOver,        ///< a call-back that reached nobody
    kCallbackRetry,   ///< time for another one
    kConferenceOver,  ///< of two agents and a citizen; index: the wrap-up of the first one
    kStage,           ///< has waited long enough for others to help, if he still waits
    kChatOver,        ///< the next one of several in hand; index: agent
    kSideWorkOver,    ///< index: agent
    kShift,           ///< index: agent group
    // back office
    kTriageOver,     ///< index: ticket, as all of the back office below
    kAgencyAnswers,  ///< it signs or refuses
    kLeadOver,
    kSurvey,
    kResponseDue,
    kResolutionDue,
    kDispatchers,  ///< their desk opens or closes; index: none
    kSignDue,
    kEscalation,
    kAskExtension,
    kEarlyClosure,
    kPauseBegins,  ///< during the work
    kPauseOver,
    kChase,
    kWithdrawal,
    kHandOver,  ///< it has waited so long for a crew
    // workshop
    kWorkOver,      ///< index: job
    kCrewCalendar,  ///< index: agency
    kCrewBack,      ///< from side work; index: unit
    kQuotaRenewed,  ///< index: unit
    kUnitStage,     ///< something has waited long enough for others to take it; index: list
  };
  Kind kind = Kind::kWarmUpEnds;
  std::uint32_t index = 0;

  template <class A>
  void archive(A& a) {
    a(kind);
    a(index);
  }
};

}  // namespace hotline::sim
