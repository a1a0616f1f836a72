// tests/support/ticket_life.hpp: are the facts of a run possible lives of tickets?
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/facts/fact.hpp"

namespace hotline::test {

/// An automaton a ticket, written from the prose of docs/MODEL.md and not from the simulator.
class TicketLives {
 public:
  /// @param max_returns     after so many returns the next dispatch must be an arbitration.
  /// @param max_reopenings  a ticket is not reopened more often.
  TicketLives(std::uint32_t max_returns, std::uint32_t max_reopenings)
      : max_returns_(max_returns), max_reopenings_(max_reopenings) {}

  /// Checks every fact about tickets in order. Returns what is impossible, one line each.
  [[nodiscard]] std::vector<std::string> check(const std::vector<Fact>& facts);

  /// Tickets that have not come to an end.
  [[nodiscard]] std::size_t unfinished() const;

  /// How many tickets went through each step, so that a test can tell that all were seen.
  [[nodiscard]] const std::map<std::string, int>& steps() const { return steps_; }

 private:
  enum class State {
    kTriage,
    kClassified,
    kArbitrated,
    kDispatched,
    kSigned,
    kWork,
    kResolved,
    kSurveyed,
    kWithdrawn,
    kClosed
  };

  struct Life {
    State state = State::kTriage;
    SimTime opened;
    SimTime response_due = kNever;
    SimTime resolution_due = kNever;
    SimTime dispatched;
    AgencyId agency;
    std::set<AgencyId> assisting;
    int in_work = 0;    ///< spells of work that have not ended
    bool left = false;  ///< some work was interrupted
    std::uint32_t round = 0;
    std::uint32_t returns = 0;
    std::uint32_t reopenings = 0;
    bool responded = false;
    bool resolved = false;
    bool response_overdue = false;
    bool resolution_overdue = false;
    bool asks_again = false;  ///< said in the survey that it is not fixed, or not well
    bool unfixable = false;
    bool paused = false;
    SimTime paused_at;
    std::uint32_t levels = 0;
    std::uint32_t chases = 0;
  };

  void step(const TicketOpened& f);
  void step(const TicketClassified& f);
  void step(const TicketArbitrated& f);
  void step(const TicketDispatched& f);
  void step(const TicketReturned& f);
  void step(const TicketSigned& f);
  void step(const WorkStarted& f);
  void step(const WorkEnded& f);
  void step(const TicketResolved& f);
  void step(const TicketSurveyed& f);
  void step(const TicketReopened& f);
  void step(const TicketOverdue& f);
  void step(const TicketPaused& f);
  void step(const TicketResumed& f);
  void step(const TicketExtended& f);
  void step(const TicketEscalated& f);
  void step(const TicketChased& f);
  void step(const TicketMerged& f);
  void step(const TicketWithdrawn& f);
  void step(const TicketClosed& f);

  template <class F>
  void step(const F& /*not about tickets*/) {}

  Life& at(const char* what, TicketId ticket);

  [[nodiscard]] static bool open(const Life& life) { return life.state < State::kResolved; }

  void require(bool holds, const char* what, TicketId ticket);

  std::uint32_t max_returns_;
  std::uint32_t max_reopenings_;
  std::map<TicketId, Life> lives_;
  std::map<std::string, int> steps_;
  std::vector<std::string> troubles_;
};

}  // namespace hotline::test
