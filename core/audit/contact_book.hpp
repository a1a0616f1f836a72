// core/audit/contact_book.hpp: where every contact is.
#pragma once

#include <array>
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

/// So many attempts at once on these channels together hold a line; more are blocked.
struct LineLimit {
  std::vector<ChannelId> channels;
  std::int64_t lines = 0;
};

/// Follows every attempt of a contact from its arrival to its end, and every agent's share in it
/// until the agent is released. Knows only contacts that are there: who is gone is forgotten.
class ContactBook {
 public:
  /// @param replayed  of an export: what comes between arrival and queue is not told.
  ContactBook(std::vector<LineLimit> limits, bool replayed)
      : replayed_(replayed), limits_(std::move(limits)) {}

  void step(const ContactArrived& f, Finding& finding);
  void step(const ContactBlocked& f, Finding& finding);
  void step(const ContactBalked& f, Finding& finding);
  void step(const SelfServiceEnded& f, Finding& finding);
  void step(const ContactQueued& f, Finding& finding);
  void step(const CallbackOffered& f, Finding& finding);
  void step(const CallbackMade& f, Finding& finding);
  void step(const VoicemailLeft& f, Finding& finding);
  void step(const ContactAnswered& f, Finding& finding);
  void step(const ContactAbandoned& f, Finding& finding);
  void step(const ContactTransferred& f, Finding& finding);
  void step(const ContactHandedBack& f, Finding& finding);
  void step(const ContactEnded& f, Finding& finding);
  void step(const AgentReleased& f, Finding& finding);

  void step(const StaffingChanged& f, Finding& finding) { agents_.step(f, finding); }

  /// Time goes on: nothing may be left that had to follow in the same instant.
  void pass(Finding& finding) const;

  /// The run ends: everybody is somewhere exactly once, and Little's law holds of every station.
  /// @param drained  nobody may be left.
  void close(SimTime end, bool drained, Finding& finding) const;

 private:
  enum class State : std::uint8_t {
    kGone,       ///< the attempt is over; an agent may still have after-call work
    kArrived,    ///< in self-service, or filling in a form
    kServed,     ///< by the machine, which did not settle it
    kContained,  ///< it did
    kQueued,
    kCallback,  ///< accepted
    kReached,
    kTalking,
    kPassedOn,  ///< transferred, or handed back
    kMessage,
  };

  /// An agent who has the contact in hand.
  struct Engagement {
    GroupId group;
    SimTime since;
    std::optional<Duration> talk;  ///< known once the talk is over
    bool passed_on = false;        ///< by a warm transfer, in whose conference he may still be
  };

  struct Life {
    State state = State::kGone;
    bool chasing = false;
    std::uint32_t attempt = 0;
    std::uint32_t answers = 0;
    std::uint32_t calls = 0;  ///< to call back
    GroupId caller;           ///< of the last one
    ChannelId channel;
    CategoryId category;
    SimTime since;  ///< in this state
    SimTime arrived;
    SimTime queued;
    SimTime accepted;
    SimTime answered;
    std::vector<Engagement> agents;
  };

  using Lives = std::unordered_map<std::uint64_t, Life>;

  struct ChannelRow {
    Station inside;  ///< from arrival to the end of the attempt
    Station queue;
    Station callbacks;
    std::uint64_t arrived = 0;
    std::uint64_t over = 0;  ///< blocked, balked, abandoned, ended
  };

  /// What is still there of one channel, counted one by one.
  struct ChannelRest {
    Remaining inside;
    Remaining queue;
    Remaining callbacks;
  };

  static constexpr std::size_t kAttemptsApart = 64;  ///< higher ones are counted together

  [[nodiscard]] Life* known(ContactId contact, ChannelId channel, Finding& finding);
  [[nodiscard]] ChannelRow& row(ChannelId channel);
  void move(Life& life, State to, SimTime at);
  void at_once(const Life& life, SimTime at, Finding& finding) const;
  void leave(ContactId contact, Life& life, SimTime at, bool may_redial);
  void forget_if_done(ContactId contact, const Life& life);
  void leave_queue(Life& life, SimTime at, Duration waited, Finding& finding);
  void engage(Life& life, SimTime at, GroupId group, bool was_idle, Finding& finding);
  static void note_talk(Life& life, GroupId group, SimTime at, Finding& finding);
  [[nodiscard]] static std::size_t attempt_slot(std::uint32_t attempt);
  [[nodiscard]] static bool holds_line(const Life& life);
  [[nodiscard]] static bool fits_end(const Life& life, const ContactEnded& f);
  void hold_line(const Life& life, std::int64_t by);
  [[nodiscard]] const LineLimit* limit_of(ChannelId channel) const;

  bool replayed_;
  std::vector<LineLimit> limits_;
  std::vector<std::int64_t> lines_held_;  ///< by limit
  Lives lives_;
  std::vector<ChannelRow> channels_;
  StaffBook agents_{"agents", false};
  std::size_t in_passing_ = 0;  ///< lives in a state that cannot last
  std::array<std::int64_t, kAttemptsApart> may_redial_{};
};

}  // namespace hotline::audit
