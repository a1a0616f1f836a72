// sim/hotline/agents.hpp: agents one by one: who is idle, since when, and with whom in hand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/time.hpp"
#include "sim/hotline/waiting_line.hpp"
#include "sim/kernel/future_event_list.hpp"
#include "sim/scenario/agents_plan.hpp"

namespace hotline::sim {

/// One agent of one group, on duty or not.
struct Agent {
  SimTime since;  ///< when he became idle
  std::uint32_t group = 0;
  std::uint32_t before = kNoRow;  ///< in the list in which he stands
  std::uint32_t behind = kNoRow;
  std::uint32_t first = kNoRow;  ///< contact in hand; of several, the one that is through first
  std::uint32_t in_hand = 0;     ///< how many
  std::uint32_t side_works = 0;  ///< taken up so far
  bool alone = false;            ///< what he has in hand leaves no room for a chat
  bool aside = false;            ///< in side work
  EventHandle timer;             ///< end of the side work; next one through, of several

  // Several in hand: what each has got since the agent had none, in microseconds at full speed.
  double clock = 0;
  SimTime clock_at;

  template <class A>
  void archive(A& a) {
    a(since);
    a(group);
    a(before);
    a(behind);
    a(first);
    a(in_hand);
    a(side_works);
    a(alone);
    a(aside);
    a(timer);
    a(clock);
    a(clock_at);
  }
};

/// A list of agents, first in, first out. An agent stands in one list at most.
class AgentList {
 public:
  [[nodiscard]] bool empty() const { return front_ == kNoRow; }

  [[nodiscard]] std::uint32_t front() const { return front_; }

  [[nodiscard]] std::uint32_t back() const { return back_; }

  [[nodiscard]] std::size_t size() const { return size_; }

  void push_back(std::vector<Agent>& agents, std::uint32_t agent) {
    agents[agent].before = back_;
    agents[agent].behind = kNoRow;
    (back_ == kNoRow ? front_ : agents[back_].behind) = agent;
    back_ = agent;
    ++size_;
  }

  void remove(std::vector<Agent>& agents, std::uint32_t agent) {
    const Agent& leaving = agents[agent];
    (leaving.before == kNoRow ? front_ : agents[leaving.before].behind) = leaving.behind;
    (leaving.behind == kNoRow ? back_ : agents[leaving.behind].before) = leaving.before;
    --size_;
  }

  template <class A>
  void archive(A& a) {
    a(front_);
    a(back_);
    a(size_);
  }

 private:
  std::uint32_t front_ = kNoRow;
  std::uint32_t back_ = kNoRow;
  std::size_t size_ = 0;
};

/// The agents of one group, by what they do. On duty = idle + aside + busy - past their shift.
///
/// Order     The longest idle comes first. Chats go to who has the fewest in hand.
/// Shifts    Agents of a group are alike: when a shift ends, the idle leave first, and of the busy
///           ones who is through first. When more are due again, whoever is past his shift and
///           still there counts first.
class AgentPool {
 public:
  AgentPool() = default;

  AgentPool(std::uint32_t group, std::uint32_t most_in_hand)
      : group_(group), most_in_hand_(most_in_hand) {}

  [[nodiscard]] std::int64_t on_duty() const { return on_duty_; }

  [[nodiscard]] std::size_t busy() const { return busy_; }

  [[nodiscard]] std::size_t idle() const { return idle_.size(); }

  [[nodiscard]] std::size_t aside() const { return aside_.size(); }

  [[nodiscard]] std::size_t past_shift() const { return past_shift_.size(); }

  /// Requires that somebody is idle.
  [[nodiscard]] std::uint32_t longest_idle() const { return idle_.front(); }

  /// Who has become idle last; kNoRow: nobody is.
  [[nodiscard]] std::uint32_t newest_idle() const { return idle_.back(); }

  /// Who takes the next chat: the longest idle, or else, of those with the fewest in hand, who has
  /// had as many for the longest time; kNoRow: nobody has room.
  [[nodiscard]] std::uint32_t for_chat() const;
  /// How many could take a chat.
  [[nodiscard]] std::size_t with_room() const;

  /// An agent takes one more contact in hand, a chat or alone.
  void take(std::vector<Agent>& agents, std::uint32_t agent, bool chat);

  /// An agent has one contact less in hand.
  /// @return how long past his shift he leaves, if he does: then he is off duty. Zero otherwise.
  Duration give_back(std::vector<Agent>& agents, std::uint32_t agent, SimTime now);

  /// An idle agent takes up side work, or ends it.
  void step_aside(std::vector<Agent>& agents, std::uint32_t agent);
  void step_back(std::vector<Agent>& agents, std::uint32_t agent, SimTime now);

  /// So many are due from now on.
  /// @return an agent in side work who leaves (his timer must be cancelled), one at a time: ask
  ///         again until it is kNoRow.
  std::uint32_t set_on_duty(std::vector<Agent>& agents, std::int64_t on_duty, SimTime now);

  template <class A>
  void archive(A& a) {
    a(group_);
    a(most_in_hand_);
    a(on_duty_);
    a(busy_);
    a(idle_);
    a(aside_);
    a(off_);
    a(with_chats_);
    a(past_shift_);
  }

 private:
  std::uint32_t enter(std::vector<Agent>& agents);
  void stand(std::vector<Agent>& agents, std::uint32_t agent);
  void step_out(std::vector<Agent>& agents, std::uint32_t agent);

  std::uint32_t group_ = 0;
  std::uint32_t most_in_hand_ = 0;  ///< chats; 0: one contact at a time
  std::int64_t on_duty_ = 0;
  std::size_t busy_ = 0;
  AgentList idle_;
  AgentList aside_;
  AgentList off_;
  /// By chats in hand, from 1 to most_in_hand_ - 1 at [in hand - 1]: who has room for another.
  std::vector<AgentList> with_chats_;
  /// When the shifts ended of those who are still busy, the longest past first: always
  /// busy + idle + aside - on duty entries.
  std::vector<SimTime> past_shift_;
};

}  // namespace hotline::sim
