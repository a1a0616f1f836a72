// sim/hotline/front_office.hpp: contacts, from the first ring to the end of the after-call work.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/facts/fact.hpp"
#include "sim/dispatch/routing.hpp"
#include "sim/dispatch/selection.hpp"
#include "sim/hotline/roster.hpp"
#include "sim/hotline/slab.hpp"
#include "sim/hotline/waiting_line.hpp"
#include "sim/hotline/world.hpp"

namespace hotline::sim {

/// A citizen who is trying, waiting, talking, or about to call again.
struct Contact {
  ContactId id;
  ChannelId channel;
  CategoryId category;
  DistrictId district;
  GroupId group;  ///< of the agent, once answered
  std::uint32_t attempt = 1;
  bool queued = false;
  SimTime arrived;  ///< of this attempt
  SimTime answered;
  Duration talk{0};
  EventHandle patience;
  WaitingNode node;

  template <class A>
  void archive(A& a) {
    a(id);
    a(channel);
    a(category);
    a(district);
    a(group);
    a(attempt);
    a(queued);
    a(arrived);
    a(answered);
    a(talk);
    a(patience);
    a(node);
  }
};

struct Call;

/// What the back office needs to know of a conversation that leaves a ticket behind.
struct TicketRequest {
  TicketId ticket;
  ChannelId channel;
  CategoryId category;
  DistrictId district;
  bool taken_by_agent = false;  ///< an agent classifies it; otherwise the machine does
};

/// Lines, agents in counted groups, patience and redial. A value; see World for what it is handed.
///
/// Agents      idle = on duty - busy, if positive. Who is busy when the shift ends finishes the
/// case. Work        conserving: an agent who becomes free takes the waiting contact that the
/// policy names,
///             and nobody waits while an agent who may serve him is idle.
class FrontOffice {
 public:
  FrontOffice(const Scenario& scenario, Selection policy);

  void start(World& world);

  /// A citizen turns up for the first time.
  void take(World& world, const Call& call);

  void handle(World& world, const Event& event);

  [[nodiscard]] std::size_t contacts() const { return contacts_.size(); }

  template <class A>
  void archive(A& a) {
    a(lines_);
    a(groups_);
    a(contacts_);
    a(queued_);
  }

 private:
  struct Line {
    WaitingLine waiting;
    std::int64_t in_system = 0;         ///< in queue and in talk: what takes a trunk
    std::vector<std::uint32_t> groups;  ///< who serves it, in order of preference

    template <class A>
    void archive(A& a) {
      a(waiting);
      a(in_system);
    }
  };

  struct Group {
    Roster roster;
    std::vector<std::uint32_t> lines;
    std::int64_t on_duty = 0;
    std::int64_t busy = 0;
    /// When the shifts ended of those who are still busy: always busy - on_duty entries, if
    /// positive, the longest past its shift first.
    std::vector<SimTime> past_shift;

    template <class A>
    void archive(A& a) {
      a(on_duty);
      a(busy);
      a(past_shift);
    }

    [[nodiscard]] std::int64_t idle() const { return on_duty - busy; }

    void set_on_duty(SimTime now, std::int64_t agents);
    /// One of the busy is through. Agents are alike: it is the one longest past its shift.
    /// @return how long that is.
    Duration release_one(SimTime now);
  };

  void enter(World& world, std::uint32_t row);
  void ring(World& world, std::uint32_t row);
  void answer(World& world, std::uint32_t row, std::uint32_t group);
  void abandon(World& world, std::uint32_t row);
  void give_up_or_redial(World& world, std::uint32_t row);
  void leave(World& world, std::uint32_t row);
  void release(World& world, std::uint32_t row);
  void change_shift(World& world, std::uint32_t number);
  void serve(World& world, std::uint32_t number);
  [[nodiscard]] std::uint32_t free_group(const World& world, const Contact& contact);
  void take_from_line(std::uint32_t row);

  const Scenario* scenario_;
  Selection policy_;
  Routing routing_;
  std::vector<Line> lines_;  ///< one a channel
  std::vector<Group> groups_;
  Slab<Contact> contacts_;
  std::uint64_t queued_ = 0;                ///< numbers those that ever waited
  std::vector<WaitingView> waiting_views_;  ///< scratch
  std::vector<ServerView> server_views_;    ///< scratch
};

}  // namespace hotline::sim
