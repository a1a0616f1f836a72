#include "tests/support/contact_life.hpp"

#include <variant>

namespace hotline::test {

std::vector<std::string> ContactLives::check(const std::vector<Fact>& facts) {
  for (const Fact& fact : facts) {
    std::visit([this](const auto& f) { step(f); }, fact);
  }
  return troubles_;
}

std::size_t ContactLives::open() const {
  std::size_t open = 0;
  for (const auto& [contact, life] : lives_) {
    open += life.state != State::kDone || life.agents > 0 ? 1U : 0U;
  }
  return open;
}

ContactLives::Life& ContactLives::at(const char* what, ContactId contact) {
  ++steps_[what];
  return lives_[contact];
}

void ContactLives::require(bool holds, const char* what, ContactId contact) {
  if (!holds) {
    troubles_.push_back("contact " + std::to_string(contact.value) + ": " + what);
  }
}

void ContactLives::step(const ContactArrived& f) {
  Life& life = at(f.attempt == 1 ? "arrived" : "arrived again", f.contact);
  require(life.state == State::kDone, "arrives though an attempt is open", f.contact);
  require(f.attempt == life.attempt + 1, "skips an attempt", f.contact);
  life.state = State::kArrived;
  life.arrived = f.at;
  life.attempt = f.attempt;
  life.answers = 0;
}

void ContactLives::step(const ContactBlocked& f) {
  Life& life = at("blocked", f.contact);
  require(life.state == State::kArrived && life.arrived == f.at, "blocked later", f.contact);
  life.state = State::kDone;
}

void ContactLives::step(const SelfServiceEnded& f) {
  Life& life = at(f.contained ? "contained" : "not contained", f.contact);
  require(life.state == State::kArrived, "served by a machine later", f.contact);
  require(f.used == f.at - life.arrived, "time with the machine", f.contact);
  life.state = f.contained ? State::kContained : State::kServed;
}

void ContactLives::step(const ContactBalked& f) {
  Life& life = at("balked", f.contact);
  require(life.state == State::kArrived || life.state == State::kServed, "balks late", f.contact);
  life.state = State::kDone;
}

void ContactLives::step(const ContactQueued& f) {
  Life& life = at(f.again ? "queued again" : "queued", f.contact);
  require(f.again ? life.state == State::kPassedOn
                  : life.state == State::kArrived || life.state == State::kServed,
          "queues out of turn", f.contact);
  life.state = State::kQueued;
  life.queued = f.at;
}

void ContactLives::step(const CallbackOffered& f) {
  Life& life = at(f.accepted ? "call-back accepted" : "call-back declined", f.contact);
  require(life.state == State::kQueued, "offered a call-back outside of the queue", f.contact);
  life.state = f.accepted ? State::kCallback : State::kQueued;
}

void ContactLives::step(const CallbackMade& f) {
  Life& life = at(f.reached ? "reached" : "not reached", f.contact);
  require(life.state == State::kCallback, "called back unasked", f.contact);
  require(f.waited == f.at - life.queued, "wait for the call-back", f.contact);
  if (f.reached) {
    life.state = State::kReached;
  } else {
    ++life.agents;
    engage("dials for nothing", f.contact, f.group, true);
  }
}

void ContactLives::step(const VoicemailLeft& f) {
  Life& life = at("message", f.contact);
  require(life.state == State::kQueued, "leaves a message outside of the queue", f.contact);
  require(f.waited == f.at - life.queued, "wait before the message", f.contact);
  life.state = State::kMessage;
}

void ContactLives::engage(const char* what, ContactId contact, GroupId group, bool was_idle) {
  Group& agents = groups_[group];
  agents.busy += was_idle ? 1 : 0;
  require(!was_idle || agents.busy <= agents.on_duty, what, contact);
}

void ContactLives::step(const ContactAnswered& f) {
  Life& life = at("answered", f.contact);
  const bool queued = life.state == State::kQueued;
  const bool called = life.state == State::kReached;
  require(f.queued == queued && f.callback == called, "answered from elsewhere", f.contact);
  require(queued || called || life.state == State::kArrived || life.state == State::kServed ||
              life.state == State::kPassedOn,
          "answered out of turn", f.contact);
  require(f.waited == (queued || called ? f.at - life.queued : Duration{0}), "wait", f.contact);
  require(f.arrived == life.arrived, "arrival", f.contact);
  require(f.transferred == (life.answers > 0), "first answer", f.contact);
  life.state = State::kTalking;
  ++life.answers;
  ++life.agents;
  engage("answered by more than are on duty", f.contact, f.group, f.agent_was_idle);
}

void ContactLives::step(const ContactAbandoned& f) {
  Life& life = at("abandoned", f.contact);
  require(life.state == State::kQueued && life.answers == 0, "abandons out of turn", f.contact);
  require(f.waited == f.at - life.queued, "wait before abandoning", f.contact);
  life.state = State::kDone;
}

void ContactLives::step(const ContactTransferred& f) {
  Life& life = at(f.warm ? "transferred warm" : "transferred cold", f.contact);
  require(life.state == State::kTalking, "transferred out of turn", f.contact);
  life.state = State::kPassedOn;
}

void ContactLives::step(const ContactHandedBack& f) {
  Life& life = at("handed back", f.contact);
  require(life.state == State::kTalking, "handed back out of turn", f.contact);
  life.state = State::kPassedOn;
}

void ContactLives::step(const ContactEnded& f) {
  Life& life = at("ended", f.contact);
  const bool lost = f.outcome == ContactOutcome::kLost;
  bool fits = false;
  switch (life.state) {
    case State::kTalking:
      fits = f.answered_by_agent && !lost;
      break;
    case State::kQueued:
      fits = f.answered_by_agent && lost && life.answers > 0;
      break;
    case State::kCallback:
      fits = !f.answered_by_agent && lost;
      break;
    case State::kServed:
    case State::kArrived:
    case State::kContained:
      fits = !f.answered_by_agent && !lost;
      break;
    case State::kMessage:
      fits = f.outcome == ContactOutcome::kVoicemail;
      break;
    default:
      break;
  }
  require(fits, "ends out of turn", f.contact);
  require(f.arrived == life.arrived, "arrival at the end", f.contact);
  life.state = State::kDone;
}

void ContactLives::step(const AgentReleased& f) {
  Life& life = at("released", f.contact);
  require(life.agents > 0, "releases nobody", f.contact);
  require(f.talk >= Duration{0} && f.after_call >= Duration{0}, "work", f.contact);
  --life.agents;
  Group& agents = groups_[f.group];
  agents.busy -= f.agent_idle_now ? 1 : 0;
  require(agents.busy >= 0, "more released than busy", f.contact);
}

void ContactLives::step(const StaffingChanged& f) {
  Group& agents = groups_[f.group];
  require(f.on_duty - agents.on_duty == f.change && f.on_duty >= 0, "staffing", ContactId{});
  agents.on_duty = f.on_duty;
}

}  // namespace hotline::test
