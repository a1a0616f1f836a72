#include "core/audit/contact_book.hpp"

#include <algorithm>
#include <string>

namespace hotline::audit {
namespace {

/// Something must follow in the same instant.
template <class State>
bool is_in_passing(State state) {
  return state == State::kContained || state == State::kReached || state == State::kPassedOn ||
         state == State::kMessage;
}

}  // namespace

// ---- Moving about -----------------------------------------------------------------------------

ContactBook::Life* ContactBook::known(ContactId contact, ChannelId channel, Finding& finding) {
  const auto found = lives_.find(contact.value);
  if (found == lives_.end() || found->second.state == State::kGone) {
    finding.fail("a contact that has arrived and not left");
    return nullptr;
  }
  finding.equal("channel", channel.value, found->second.channel.value);
  return &found->second;
}

ContactBook::ChannelRow& ContactBook::row(ChannelId channel) {
  if (channel.index() >= channels_.size()) {
    channels_.resize(channel.index() + 1);
  }
  return channels_[channel.index()];
}

std::size_t ContactBook::attempt_slot(std::uint32_t attempt) {
  return std::min<std::size_t>(attempt, kAttemptsApart - 1);
}

const LineLimit* ContactBook::limit_of(ChannelId channel) const {
  const auto of = std::find_if(limits_.begin(), limits_.end(), [channel](const LineLimit& limit) {
    return std::count(limit.channels.begin(), limit.channels.end(), channel) > 0;
  });
  return of == limits_.end() ? nullptr : &*of;
}

/// From arrival to the end, but for who has hung up to be called back.
bool ContactBook::holds_line(const Life& life) {
  return life.state != State::kGone && life.calls == 0 && life.state != State::kCallback;
}

void ContactBook::hold_line(const Life& life, std::int64_t by) {
  if (const LineLimit* limit = limit_of(life.channel)) {
    lines_held_.resize(limits_.size());
    lines_held_[static_cast<std::size_t>(limit - limits_.data())] += by;
  }
}

void ContactBook::move(Life& life, State to, SimTime at) {
  const bool held = holds_line(life);
  in_passing_ -= is_in_passing(life.state) ? 1U : 0U;
  life.state = to;
  life.since = at;
  in_passing_ += is_in_passing(life.state) ? 1U : 0U;
  if (held != holds_line(life)) {
    hold_line(life, held ? -1 : 1);
  }
}

/// Who has arrived, or is through with the machine, is answered, queues or balks at once.
void ContactBook::at_once(const Life& life, SimTime at, Finding& finding) const {
  if (!replayed_ && (life.state == State::kArrived || life.state == State::kServed)) {
    finding.equal("at", at, life.since);
  }
}

/// The attempt is over.
void ContactBook::leave(ContactId contact, Life& life, SimTime at, bool may_redial) {
  ChannelRow& channel = row(life.channel);
  ++channel.over;
  channel.inside.leave(at, at - life.arrived);
  may_redial_[attempt_slot(life.attempt)] += may_redial ? 1 : 0;
  move(life, State::kGone, at);
  forget_if_done(contact, life);
}

void ContactBook::forget_if_done(ContactId contact, const Life& life) {
  if (life.state == State::kGone && life.agents.empty()) {
    lives_.erase(contact.value);
  }
}

void ContactBook::leave_queue(Life& life, SimTime at, Duration waited, Finding& finding) {
  finding.equal("waited", waited, at - life.queued);
  row(life.channel).queue.leave(at, waited);
}

void ContactBook::engage(Life& life, SimTime at, GroupId group, bool was_idle, Finding& finding) {
  life.agents.push_back(Engagement{group, at, std::nullopt});
  agents_.engage(group.index(), at, was_idle, finding);
}

/// The talk of the agent who answered last is over.
void ContactBook::note_talk(Life& life, GroupId group, SimTime at, Finding& finding) {
  const auto last =
      std::find_if(life.agents.rbegin(), life.agents.rend(), [&](const Engagement& one) {
        return one.since == life.answered && one.group == group && !one.talk;
      });
  finding.require(last != life.agents.rend(), "the group that has the contact in hand");
  if (finding.sound()) {
    last->talk = at - last->since;
  }
}

// ---- Fact by fact -----------------------------------------------------------------------------

void ContactBook::step(const ContactArrived& f, Finding& finding) {
  Life& life = lives_[f.contact.value];
  finding.require(life.state == State::kGone, "no arrival: the contact has not left");
  if (f.attempt == 1) {
    finding.require(life.attempt == 0, "attempt " + std::to_string(life.attempt + 1));
  } else {
    std::int64_t& may = may_redial_[attempt_slot(f.attempt - 1)];
    finding.require(may > 0, "an attempt " + std::to_string(f.attempt - 1) + " that has failed");
    finding.require(life.attempt == 0 || life.attempt + 1 == f.attempt, "the next attempt");
    --may;
  }
  if (!finding.sound()) {
    return;
  }
  std::vector<Engagement> agents = std::move(life.agents);  // of the attempt before
  life = Life{};
  life.agents = std::move(agents);
  life.chasing = f.chasing;
  life.attempt = f.attempt;
  life.channel = f.channel;
  life.category = f.category;
  life.arrived = f.at;
  move(life, State::kArrived, f.at);
  ChannelRow& channel = row(f.channel);
  ++channel.arrived;
  channel.inside.enter(f.at);
}

void ContactBook::step(const ContactBlocked& f, Finding& finding) {
  Life* life = known(f.contact, f.channel, finding);
  if (life == nullptr) {
    return;
  }
  finding.require(life->state == State::kArrived && life->arrived == f.at,
                  "a contact that arrived in this instant");
  if (const LineLimit* limit = limit_of(f.channel)) {
    const std::int64_t held = lines_held_[static_cast<std::size_t>(limit - limits_.data())] - 1;
    finding.require(held == limit->lines, "all " + std::to_string(limit->lines) +
                                              " lines to be held, not " + std::to_string(held));
  } else if (!limits_.empty()) {
    finding.fail("no block on a channel without a limit of lines");
  }
  leave(f.contact, *life, f.at, true);
}

void ContactBook::step(const ContactBalked& f, Finding& finding) {
  if (Life* life = known(f.contact, f.channel, finding)) {
    finding.require(life->state == State::kArrived || life->state == State::kServed,
                    "a contact that has not queued");
    at_once(*life, f.at, finding);
    leave(f.contact, *life, f.at, true);
  }
}

void ContactBook::step(const SelfServiceEnded& f, Finding& finding) {
  if (Life* life = known(f.contact, f.channel, finding)) {
    finding.require(life->state == State::kArrived, "a contact that has just arrived");
    finding.equal("category", f.category.value, life->category.value);
    finding.equal("used", f.used, f.at - life->arrived);
    move(*life, f.contained ? State::kContained : State::kServed, f.at);
  }
}

void ContactBook::step(const ContactQueued& f, Finding& finding) {
  Life* life = known(f.contact, f.channel, finding);
  if (life == nullptr) {
    return;
  }
  finding.require(f.again ? life->state == State::kPassedOn
                          : life->state == State::kArrived || life->state == State::kServed,
                  f.again ? "a contact that was passed on" : "a contact that has not queued yet");
  at_once(*life, f.at, finding);
  if (const LineLimit* limit = limit_of(f.channel)) {
    const std::int64_t held = lines_held_[static_cast<std::size_t>(limit - limits_.data())];
    finding.require(held <= limit->lines, "at most " + std::to_string(limit->lines) +
                                              " lines to be held, not " + std::to_string(held));
  }
  life->queued = f.at;
  row(life->channel).queue.enter(f.at);
  move(*life, State::kQueued, f.at);
}

void ContactBook::step(const CallbackOffered& f, Finding& finding) {
  Life* life = known(f.contact, f.channel, finding);
  if (life == nullptr) {
    return;
  }
  finding.require(life->state == State::kQueued, "a contact that stands in a queue");
  finding.equal("waited", f.waited, f.at - life->queued);
  if (f.accepted) {
    leave_queue(*life, f.at, f.waited, finding);
    row(life->channel).callbacks.enter(f.at);
    life->accepted = f.at;
    move(*life, State::kCallback, f.at);
  }
}

void ContactBook::step(const CallbackMade& f, Finding& finding) {
  Life* life = known(f.contact, f.channel, finding);
  if (life == nullptr) {
    return;
  }
  finding.require(life->state == State::kCallback, "a contact that waits for a call-back");
  finding.equal("waited", f.waited, f.at - life->accepted);
  finding.equal("attempt", f.attempt, life->calls + 1);
  if (!finding.sound()) {
    return;
  }
  ++life->calls;
  life->caller = f.group;
  if (f.reached) {
    row(life->channel).callbacks.leave(f.at, f.waited);
    move(*life, State::kReached, f.at);
  } else {
    engage(*life, f.at, f.group, true, finding);
  }
}

void ContactBook::step(const VoicemailLeft& f, Finding& finding) {
  if (Life* life = known(f.contact, f.channel, finding)) {
    finding.require(life->state == State::kQueued && life->answers == 0,
                    "a contact that stands in a queue for the first time");
    leave_queue(*life, f.at, f.waited, finding);
    move(*life, State::kMessage, f.at);
  }
}

void ContactBook::step(const ContactAnswered& f, Finding& finding) {
  Life* life = known(f.contact, f.channel, finding);
  if (life == nullptr) {
    return;
  }
  const bool queued = life->state == State::kQueued;
  const bool called = life->state == State::kReached;
  finding.require(queued || called || life->state == State::kArrived ||
                      life->state == State::kServed || life->state == State::kPassedOn,
                  "a contact that nobody has in hand");
  at_once(*life, f.at, finding);
  finding.equal("queued", f.queued, queued);
  finding.equal("callback", f.callback, called);
  finding.equal("transferred", f.transferred, life->answers > 0);
  finding.require(!called || f.group == life->caller, "the group that has called back");
  finding.equal("arrived", f.arrived, life->arrived);
  finding.equal("waited", f.waited, queued || called ? f.at - life->queued : Duration{0});
  if (queued) {
    leave_queue(*life, f.at, f.waited, finding);
  }
  ++life->answers;
  life->answered = f.at;
  move(*life, State::kTalking, f.at);
  engage(*life, f.at, f.group, f.agent_was_idle, finding);
}

void ContactBook::step(const ContactAbandoned& f, Finding& finding) {
  if (Life* life = known(f.contact, f.channel, finding)) {
    finding.require(life->state == State::kQueued && life->answers == 0,
                    "a contact that stands in a queue for the first time");
    finding.equal("arrived", f.arrived, life->arrived);
    leave_queue(*life, f.at, f.waited, finding);
    leave(f.contact, *life, f.at, true);
  }
}

void ContactBook::step(const ContactTransferred& f, Finding& finding) {
  Life* life = known(f.contact, f.channel, finding);
  if (life == nullptr) {
    return;
  }
  finding.require(life->state == State::kTalking, "a contact that talks with an agent");
  if (f.warm) {  // he stays, so his talk is not over
    const auto has = [&](const Engagement& one) {
      return one.since == life->answered && one.group == f.from;
    };
    const auto first = std::find_if(life->agents.begin(), life->agents.end(), has);
    finding.require(first != life->agents.end(), "the group that has the contact in hand");
    if (first != life->agents.end()) {
      first->passed_on = true;
    }
  } else {
    note_talk(*life, f.from, f.at, finding);
  }
  move(*life, State::kPassedOn, f.at);
}

void ContactBook::step(const ContactHandedBack& f, Finding& finding) {
  if (Life* life = known(f.contact, f.channel, finding)) {
    finding.require(life->state == State::kTalking, "a contact that talks with an agent");
    finding.equal("served", f.served, f.at - life->answered);
    note_talk(*life, f.group, f.at, finding);
    move(*life, State::kPassedOn, f.at);
  }
}

bool ContactBook::fits_end(const Life& life, const ContactEnded& f) {
  const bool lost = f.outcome == ContactOutcome::kLost;
  const bool message = f.outcome == ContactOutcome::kVoicemail;
  const bool handed_over = f.outcome == ContactOutcome::kHandedOver;
  if (handed_over && life.state != State::kServed) {
    return false;
  }
  switch (life.state) {
    case State::kTalking:
      return f.answered_by_agent && !lost && !message;
    case State::kQueued:
      return f.answered_by_agent && lost && life.answers > 0;
    case State::kCallback:
      return !f.answered_by_agent && lost && life.calls > 0;
    case State::kArrived:
    case State::kContained:
    case State::kServed:
      return !f.answered_by_agent && !lost && !message;
    case State::kMessage:
      return !f.answered_by_agent && message;
    default:
      return false;
  }
}

void ContactBook::step(const ContactEnded& f, Finding& finding) {
  Life* life = known(f.contact, f.channel, finding);
  if (life == nullptr) {
    return;
  }
  finding.require(fits_end(*life, f), "an end that fits what went before");
  finding.require(f.outcome != ContactOutcome::kInformed || life->chasing,
                  "a contact that arrived to ask about a ticket");
  finding.equal("category", f.category.value, life->category.value);
  finding.equal("arrived", f.arrived, life->arrived);
  finding.equal("talk", f.talk,
                life->state == State::kTalking ? f.at - life->answered : Duration{0});
  if (!finding.sound()) {
    return;
  }
  if (life->state == State::kTalking) {
    note_talk(*life, life->agents.back().group, f.at, finding);
  } else if (life->state == State::kQueued) {
    row(life->channel).queue.leave(f.at, f.at - life->queued);
  } else if (life->state == State::kCallback) {
    row(life->channel).callbacks.leave(f.at, f.at - life->accepted);
  }
  const bool goes_on = !f.answered_by_agent && (f.outcome == ContactOutcome::kVoicemail ||
                                                f.outcome == ContactOutcome::kHandedOver);
  leave(f.contact, *life, f.at, goes_on);
}

void ContactBook::step(const AgentReleased& f, Finding& finding) {
  const auto found = lives_.find(f.contact.value);
  if (found == lives_.end()) {
    return finding.fail("a contact that an agent has in hand");
  }
  Life& life = found->second;
  const Duration handle = f.talk + f.after_call;
  const auto find = [&](auto&& fits) {
    return std::find_if(life.agents.begin(), life.agents.end(), [&](const Engagement& one) {
      return one.group == f.group && one.since + handle == f.at && fits(one);
    });
  };
  auto engagement = find([&](const Engagement& one) { return one.talk == f.talk; });
  if (engagement == life.agents.end()) {
    engagement = find([](const Engagement& one) { return !one.talk && one.passed_on; });
  }
  if (engagement == life.agents.end()) {
    engagement = find([](const Engagement& one) { return !one.talk; });
  }
  if (engagement == life.agents.end()) {
    return finding.fail(
        "a group that has the contact in hand since talk + after_call ago, with this talk");
  }
  finding.require(engagement->talk || engagement->passed_on || life.state != State::kTalking ||
                      engagement->since != life.answered,
                  "an agent who has ended the talk");
  finding.require(f.after_call >= Duration{0} && f.past_shift >= Duration{0},
                  "durations of 0 or more");
  life.agents.erase(engagement);
  agents_.release(f.group.index(), f.at, handle, f.agent_idle_now, finding);
  forget_if_done(f.contact, life);
}

// ---- All together -----------------------------------------------------------------------------

void ContactBook::pass(Finding& finding) const {
  finding.require(in_passing_ == 0,
                  "first, in the instant before, what follows a contact that was contained, "
                  "reached, passed on, or left a message");
}

void ContactBook::close(SimTime end, bool drained, Finding& finding) const {
  finding.require(!drained || lives_.empty(), std::to_string(lives_.size()) +
                                                  " more contacts to leave, or their agents to be "
                                                  "released: the run goes on until nobody is left");
  std::vector<ChannelRest> rest(channels_.size());
  std::vector<Remaining> in_hand;
  for (const auto& [contact, life] : lives_) {  // sums only: the order leaves no trace
    for (const Engagement& one : life.agents) {
      in_hand.resize(std::max(in_hand.size(), one.group.index() + 1));
      in_hand[one.group.index()].add(one.since);
    }
    if (life.state != State::kGone) {
      rest[life.channel.index()].inside.add(life.arrived);
    }
    if (life.state == State::kQueued) {
      rest[life.channel.index()].queue.add(life.queued);
    } else if (life.state == State::kCallback) {
      rest[life.channel.index()].callbacks.add(life.accepted);
    }
  }
  for (std::size_t c = 0; c < channels_.size(); ++c) {
    const ChannelRow& channel = channels_[c];
    const auto still = static_cast<std::uint64_t>(rest[c].inside.count);
    finding.require(channel.arrived == channel.over + still,
                    "conservation on channel " + std::to_string(c) + ": " +
                        std::to_string(channel.arrived) +
                        " arrived = " + std::to_string(channel.over) + " ended + " +
                        std::to_string(still) + " still there");
    const auto balanced = [&](const Station& station, const Remaining& there, const char* what) {
      finding.require(station.balances(end, there.count, there.entered_us),
                      "Little's law of the " + std::string(what) + " of channel " +
                          std::to_string(c) +
                          ": time present equals the sum of the times that the facts state");
    };
    balanced(channel.inside, rest[c].inside, "contacts");
    balanced(channel.queue, rest[c].queue, "queue");
    balanced(channel.callbacks, rest[c].callbacks, "call-backs");
  }
  agents_.close(end, in_hand, finding);
}

}  // namespace hotline::audit
