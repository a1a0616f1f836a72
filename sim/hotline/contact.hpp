// sim/hotline/contact.hpp: a citizen in the front office.
#pragma once

#include <cstdint>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "sim/hotline/matter.hpp"
#include "sim/hotline/waiting_line.hpp"
#include "sim/kernel/future_event_list.hpp"

namespace hotline::sim {

/// A citizen who is trying, waiting, talking, or about to call again; also one who is gone and
/// whose agent still has after-call work. Who is answered at once touches the first 64 bytes only.
struct alignas(64) Contact {
  ContactId id;
  SimTime arrived;   ///< of this attempt
  SimTime answered;  ///< last
  Duration talk{0};  ///< drawn or, if handed back, still to come
  Matter about;
  std::uint32_t attempt = 1;
  std::uint32_t agent = kNoRow;  ///< has him in hand; of kWarm: row of the kWrapUp of the first one
  std::uint16_t channel = 0;
  std::uint16_t category = 0;
  std::uint16_t district = 0;
  std::uint16_t queue = 0;
  std::uint8_t language = 0;
  std::uint8_t answers = 0;    ///< in this attempt
  std::uint8_t transfers = 0;  ///< in this attempt
  std::uint8_t tries = 0;      ///< to call back, in this attempt
  std::uint16_t flags = 0;

  // Only while he waits; `timer` and the links of `node` also while an agent has him in hand.
  WaitingNode node;
  EventHandle timer;  ///< end of patience; of the talk, where it can be cut short
  /// In hand of an agent with several: by the agent's own clock. Of an agent alone, where
  /// the talk is given: microseconds that came before it, for dialling or a conference.
  double finish = 0;

  enum Flag : std::uint16_t {
    kQueued = 1,    ///< stands in a queue, or was answered out of it
    kCallback = 2,  ///< accepted to be called back: no longer on the line
    kHasTalk = 4,   ///< `talk` says what is still to come
    kTalked = 8,    ///< in after-call work: the citizen is gone
    kWarm = 16,     ///< waits for a second agent, with the first still there
    kWrapUp = 32,   ///< not a citizen: what an agent still has to do after passing him on
    kHoldsLine = 64,
    kVoicemail = 128,  ///< leaves a message when `timer` rings
    kGivenTalk = 256,  ///< `talk` came with the contact, for all its attempts
  };

  [[nodiscard]] bool is(Flag flag) const { return (flags & flag) != 0; }

  void set(Flag flag) { flags = static_cast<std::uint16_t>(flags | flag); }

  void clear(Flag flag) { flags = static_cast<std::uint16_t>(flags & ~flag); }

  [[nodiscard]] bool chasing() const { return about.asks(); }

  /// Answered once more, or handed back; beyond 255 they are not told apart.
  void count_answer() { answers = static_cast<std::uint8_t>(answers < 255 ? answers + 1 : 255); }

  /// Numbers the draws of one purpose: by attempt, and within it by answer.
  [[nodiscard]] std::uint64_t draw_index() const {
    return (attempt & 0xfffffU) | (std::uint64_t{answers} << 20);
  }

  template <class A>
  void archive(A& a) {
    a(id);
    a(arrived);
    a(answered);
    a(talk);
    a(about);
    a(attempt);
    a(agent);
    a(channel);
    a(category);
    a(district);
    a(queue);
    a(language);
    a(answers);
    a(transfers);
    a(tries);
    a(flags);
    a(node);
    a(timer);
    a(finish);
  }
};

static_assert(sizeof(Contact) == 128);

}  // namespace hotline::sim
