// tests/support/contact_life.hpp: are the facts of a run possible lives of contacts?
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/facts/fact.hpp"

namespace hotline::test {

/// An automaton a contact, and a count of agents a group, written from docs/MODEL.md and
/// core/facts/front_office_facts.hpp and not from the simulator.
class ContactLives {
 public:
  /// Checks every fact of the front office in order. Returns what is impossible, one line each.
  [[nodiscard]] std::vector<std::string> check(const std::vector<Fact>& facts);

  /// How many contacts went through each step, so that a test can tell that all were seen.
  [[nodiscard]] const std::map<std::string, int>& steps() const { return steps_; }

  /// Attempts that have begun and not ended, and agents who are not through with one that has.
  [[nodiscard]] std::size_t open() const;

 private:
  enum class State {
    kDone,
    kArrived,
    kServed,     ///< by the machine, which did not settle it
    kContained,  ///< it did
    kQueued,
    kCallback,  ///< accepted
    kReached,
    kTalking,
    kPassedOn,  ///< transferred, or handed back
    kMessage
  };

  struct Life {
    State state = State::kDone;
    SimTime arrived;
    SimTime queued;
    std::uint32_t attempt = 0;
    std::uint32_t answers = 0;
    int agents = 0;  ///< that have not been released
  };

  struct Group {
    std::int64_t on_duty = 0;
    std::int64_t busy = 0;
  };

  void step(const ContactArrived& f);
  void step(const ContactBlocked& f);
  void step(const ContactBalked& f);
  void step(const SelfServiceEnded& f);
  void step(const ContactQueued& f);
  void step(const CallbackOffered& f);
  void step(const CallbackMade& f);
  void step(const VoicemailLeft& f);
  void step(const ContactAnswered& f);
  void step(const ContactAbandoned& f);
  void step(const ContactTransferred& f);
  void step(const ContactHandedBack& f);
  void step(const ContactEnded& f);
  void step(const AgentReleased& f);
  void step(const StaffingChanged& f);

  template <class F>
  void step(const F& /*not of the front office*/) {}

  Life& at(const char* what, ContactId contact);
  void require(bool holds, const char* what, ContactId contact);
  void engage(const char* what, ContactId contact, GroupId group, bool was_idle);

  std::map<ContactId, Life> lives_;
  std::map<GroupId, Group> groups_;
  std::map<std::string, int> steps_;
  std::vector<std::string> troubles_;
};

}  // namespace hotline::test
