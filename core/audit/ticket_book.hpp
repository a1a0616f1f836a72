// core/audit/ticket_book.hpp: where every ticket is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/audit/finding.hpp"
#include "core/audit/staff_book.hpp"
#include "core/audit/station.hpp"
#include "core/facts/fact.hpp"

namespace hotline::audit {

/// Follows every ticket from its opening to its closing, and every crew at work on it. A ticket is
/// forgotten when it is closed; of an export, which knows no closing, when it is resolved.
class TicketBook {
 public:
  /// @param replayed  of an export: rows come one by one, and know nothing of classification,
  ///                  signature and work.
  explicit TicketBook(bool replayed) : replayed_(replayed) {}

  void step(const ContactEnded& f, Finding& finding);
  void step(const TicketOpened& f, Finding& finding);
  void step(const TicketMerged& f, Finding& finding);
  void step(const TicketClassified& f, Finding& finding);
  void step(const TicketDispatched& f, Finding& finding);
  void step(const TicketSigned& f, Finding& finding);
  void step(const TicketReturned& f, Finding& finding);
  void step(const TicketArbitrated& f, Finding& finding);
  void step(const WorkStarted& f, Finding& finding);
  void step(const WorkEnded& f, Finding& finding);

  void step(const CrewsChanged& f, Finding& finding) { crews_.step(f, finding); }

  void step(const TicketPaused& f, Finding& finding);
  void step(const TicketResumed& f, Finding& finding);
  void step(const TicketExtended& f, Finding& finding);
  void step(const TicketOverdue& f, Finding& finding);
  void step(const TicketEscalated& f, Finding& finding);
  void step(const TicketChased& f, Finding& finding);
  void step(const TicketResolved& f, Finding& finding);
  void step(const TicketSurveyed& f, Finding& finding);
  void step(const TicketReopened& f, Finding& finding);
  void step(const TicketWithdrawn& f, Finding& finding);
  void step(const TicketClosed& f, Finding& finding);

  /// Time goes on: nothing may be left that had to follow in the same instant.
  void pass(Finding& finding);

  /// The run ends: everything is somewhere exactly once, and Little's law holds of every station.
  /// @param drained  no ticket may be open.
  void close(SimTime end, bool drained, Finding& finding) const;

 private:
  enum class State : std::uint8_t {
    kTriage,  ///< opened, returned, reopened
    kClassified,
    kArbitrated,
    kDispatched,
    kSigned,
    kResolved,
    kSurveyed,
    kWithdrawn,
  };

  struct Dispatch {  ///< not signed for yet
    AgencyId agency;
    SimTime at;
  };

  struct Work {
    AgencyId agency;
    SimTime since;
  };

  /// What may happen to a ticket, and to most never does.
  struct Rare {
    std::vector<AgencyId> assisting;    ///< in this round, beside the one that leads
    std::vector<AgencyId> interrupted;  ///< whose work was left undone
    std::optional<TicketPaused> pause;
    std::uint32_t escalations = 0;
    std::uint32_t chases = 0;
  };

  struct Life {
    State state = State::kTriage;
    bool responded = false;
    bool resolved = false;  ///< at least once
    bool unfixable = false;
    bool response_overdue = false;
    bool resolution_overdue = false;
    bool asks_again = false;  ///< said in the survey that it is not fixed, or not well
    std::uint32_t round = 0;
    std::uint32_t returns = 0;
    std::uint32_t reopenings = 0;
    ChannelId channel;
    CategoryId category;
    DistrictId district;
    AgencyId agency = kUnknownAgency;
    SimTime opened;
    SimTime open_since;   ///< opened, or last reopened
    SimTime dispatched;   ///< to the agency that leads
    SimTime state_since;  ///< of kTriage and kSigned
    SimTime response_due = kNever;
    SimTime resolution_due = kNever;
    std::vector<Dispatch> dispatches;
    std::vector<Work> works;
    Rare rare;

    [[nodiscard]] bool open() const { return state <= State::kSigned; }
  };

  static void leads(const Life& life, AgencyId agency, Finding& finding);
  [[nodiscard]] Life* known(TicketId ticket, Finding& finding);
  template <class F>
  [[nodiscard]] Life* known_since(const F& f, Finding& finding);
  void shut(Life& life, SimTime at);
  void resolve(Life& life, const TicketResolved& f, Finding& finding) const;
  static void set_due(Life& life, SimTime due, bool may_move, Finding& finding);
  static void same_due(const char* field, SimTime found, SimTime& due, Finding& finding);

  bool replayed_;
  std::unordered_map<std::uint64_t, Life> lives_;
  std::vector<ContactEnded> to_open_;   ///< of contacts that have left a ticket in this instant
  std::vector<ContactEnded> to_merge_;  ///< of those that have joined one
  std::int64_t informed_ = 0;           ///< those that have asked about one
  std::uint64_t opened_ = 0;
  std::uint64_t forgotten_ = 0;
  Station open_;
  Station unsigned_;  ///< dispatches that no agency has answered
  Station paused_;
  StaffBook crews_{"crews", true};
};

}  // namespace hotline::audit
