// sim/hotline/front_office.hpp: contacts, from the first ring to the end of the after-call work.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/facts/fact.hpp"
#include "sim/dispatch/routing.hpp"
#include "sim/dispatch/selection.hpp"
#include "sim/hotline/agents.hpp"
#include "sim/hotline/bit_rows.hpp"
#include "sim/hotline/contact.hpp"
#include "sim/hotline/duty.hpp"
#include "sim/hotline/slab.hpp"
#include "sim/hotline/switchboard.hpp"
#include "sim/hotline/waiting_line.hpp"
#include "sim/hotline/world.hpp"

namespace hotline::sim {

struct Call;

/// What the back office needs to know of a conversation that leaves a ticket behind.
struct TicketRequest {
  TicketId ticket;
  ChannelId channel;
  CategoryId category;
  DistrictId district;
  bool taken_by_agent = false;  ///< an agent classifies it; otherwise the machine does
  std::uint32_t incident = 0;   ///< that others report as well; 0: none known
};

/// Lines, self-service, queues, agents one by one, patience, redial, call-backs, transfers. A
/// value; see World for what it is handed, and docs/MODEL.md for the way of a contact.
///
/// Agents  idle = on duty - busy, if positive. Who is busy when the shift ends finishes the case,
///         unless his group hands it back.
/// Work    an agent who becomes free takes the waiting contact that the policy names, live before
///         deferred, and nobody waits while an agent who may serve him is idle: unless a policy
///         answers kNobody. Then whoever could serve is asked again after every arrival, departure
///         and change of staff.
/// Cost    O(groups of the queue) an arrival, O(queues of the group that are not empty) a
///         departure; no allocation once the greatest load has been seen.
class FrontOffice {
 public:
  /// @param policy  of groups that name none; queues that name none follow the scenario's routing.
  FrontOffice(const Scenario& scenario, const Selection& policy);

  void start(World& world);

  /// A citizen turns up for the first time.
  void take(World& world, const Call& call);
  /// He will, after `delay`; until then he counts among the contacts.
  void take_later(World& world, const Call& call, Duration delay);

  void handle(World& world, const Event& event);

  /// Another policy from now on, for these groups (queues), or for all that follow the run's own.
  void use(std::span<const std::uint32_t> groups, const Selection& policy);
  void use(std::span<const std::uint32_t> queues, const Routing& routing);

  /// As the scenario states them, from now on; `policy` as for the constructor.
  void use_own(const Selection& policy) { board_.use_own(*scenario_, policy); }

  [[nodiscard]] const Selection& policy_of(std::uint32_t group) const {
    return board_.groups()[group].policy;
  }

  [[nodiscard]] const Routing& routing_of(std::uint32_t queue) const {
    return board_.queues()[queue].routing;
  }

  /// After policies have changed: who waits takes the place that the new policy gives him, and who
  /// was kept waiting or idle is asked for anew. Whoever stands at the head because he was handed
  /// back stays there.
  void reorder(World& world);

  /// So many more agents than planned from now on; fewer, if negative, but never less than none.
  void staff(World& world, std::uint32_t group_number, std::int64_t more);

  /// How many wait in a queue.
  /// Whether an event of kind kStage is still about somebody: who was served, or joined his queue
  /// anew, has events of his own.
  [[nodiscard]] bool still_waits(std::uint32_t row, SimTime now) const;

  [[nodiscard]] std::size_t waiting(std::uint32_t queue) const { return queues_[queue].length(); }

  /// How long the agents on duty who serve a queue would take for all that wait in it, if they did
  /// nothing else: kMaxSpan if nobody is on duty, none if nobody waits. An estimate of the wait of
  /// who joins now; W. Whitt, Management Science 45 (1999) 192 (from the number ahead).
  [[nodiscard]] Duration expected_wait(std::uint32_t queue) const;

  /// Citizens who are trying, waiting, talking or about to call again, or whose agent is not yet
  /// through with them.
  [[nodiscard]] std::size_t contacts() const { return contacts_.size() - wrap_ups_; }

  /// The same, and all agents who are still at work for those who are gone.
  [[nodiscard]] std::size_t in_hand_or_waiting() const { return contacts_.size(); }

  /// What changes while it runs; the rest follows from the scenario.
  template <class A>
  void archive(A& a) {
    a(contacts_);
    a(queues_);
    a(filled_);
    a(groups_);
    a(agents_);
    a(trunks_in_use_);
    a(wrap_ups_);
    a(last_);
    a(first_);
    a(declined_);
  }

 private:
  struct Group {
    AgentPool pool;
    Duty duty;
    std::int64_t told = 0;     ///< on duty, as last told
    std::int64_t planned = 0;  ///< on duty by plan
    std::int64_t more = 0;     ///< than planned, by intervention
    bool open = true;          ///< its calendar was, when staff was last counted

    template <class A>
    void archive(A& a) {
      a(pool);
      a(duty);
      a(told);
      a(planned);
      a(more);
      a(open);
    }
  };

  // front_office.cpp: from the ring to the queue
  std::uint32_t add(const World& world, const Call& call);
  void enter(World& world, std::uint32_t row);
  void end_self_service(World& world, std::uint32_t row);
  void proceed(World& world, std::uint32_t row);
  void ring(World& world, std::uint32_t row);
  [[nodiscard]] bool balks(const World& world, const Contact& contact) const;
  void join(World& world, std::uint32_t row, bool at_head);
  void line_up(const World& world, std::uint32_t row);
  void start_patience(World& world, std::uint32_t row);
  [[nodiscard]] bool take_callback(World& world, std::uint32_t row, std::size_t length,
                                   Duration head_waited);
  [[nodiscard]] bool seize_line(Contact& contact);
  void free_line(Contact& contact);
  [[nodiscard]] ContactOutcome outcome_of(const World& world, const Contact& contact) const;
  void settle_matter(World& world, const Contact& contact, bool by_agent, Duration talk);

  // front_office_leave.cpp: without an answer
  void end_patience(World& world, std::uint32_t row);
  void abandon(World& world, std::uint32_t row);
  void leave_message(World& world, std::uint32_t row);
  void give_up_or_redial(World& world, std::uint32_t row, Failure failure);
  void end_lost(World& world, std::uint32_t row, bool by_agent);
  void step_out_of_queue(std::uint32_t row);

  // front_office_match.cpp: who serves whom
  [[nodiscard]] std::uint32_t group_for(const World& world, const Contact& contact, Duration waited,
                                        std::size_t length);
  [[nodiscard]] std::uint32_t alternative_to(const World& world, const Contact& contact);
  [[nodiscard]] ServerView view_of_queue(std::uint32_t queue) const;
  [[nodiscard]] bool has_room(std::uint32_t group, const Contact& contact) const;
  [[nodiscard]] bool holds(const OverflowStage& stage, std::uint32_t queue, Duration waited,
                           std::size_t length) const;
  [[nodiscard]] std::int64_t free_agents(std::uint32_t group, bool for_chats) const;
  void serve(World& world, std::uint32_t group);
  [[nodiscard]] std::uint32_t queue_for(const World& world, std::uint32_t group, bool chats_only);
  [[nodiscard]] std::optional<std::uint32_t> queue_among(const World& world, std::uint32_t group,
                                                         const BitRows& served, bool overflow,
                                                         bool chats_only);
  [[nodiscard]] std::uint32_t only_queue(std::uint32_t group, const BitRows& served,
                                         bool chats_only) const;
  void view_queues(const World& world, std::uint32_t group, const BitRows& served, bool chats_only);
  void view_queue(std::uint32_t group, std::uint32_t queue);
  void view_overflow(const World& world, std::uint32_t group, bool chats_only);
  void reconsider(World& world);
  void settle(World& world, std::uint32_t group);
  void go_on(World& world, std::uint32_t agent);
  [[nodiscard]] static std::size_t destination(const World& world, const Contact& contact,
                                               const TransferRow& rule);

  // front_office_talk.cpp: from the answer to the release of the agent
  void serve_contact(World& world, std::uint32_t row, std::uint32_t group);
  std::uint32_t engage(World& world, std::uint32_t row, std::uint32_t group);
  void answer(World& world, std::uint32_t row, Duration before_talk, bool was_idle);
  void begin_work(World& world, std::uint32_t row, Duration work, Event::Kind over);
  void end_talk(World& world, std::uint32_t row);
  void wrap_up(World& world, std::uint32_t row);
  void release(World& world, std::uint32_t row);
  void disengage(World& world, std::uint32_t row);

  [[nodiscard]] const HandleTime& handle_of(const Contact& contact) const {
    return board_.handle(agents_[contact.agent].group, ChannelId{contact.channel},
                         CategoryId{contact.category});
  }

  [[nodiscard]] bool is_held_with_others(const Contact& contact) const;
  void call_back(World& world, std::uint32_t row, std::uint32_t group);
  void end_dial(World& world, std::uint32_t row);
  void retry_callback(World& world, std::uint32_t row);
  [[nodiscard]] bool passes_on(const World& world, const Contact& contact) const;
  void transfer(World& world, std::uint32_t row);
  void end_conference(World& world, std::uint32_t row);

  // front_office_chat.cpp: several in hand
  void advance_clock(SimTime now, std::uint32_t agent_number);
  void add_to_hand(std::uint32_t row, Duration work);
  void take_from_hand(std::uint32_t row);
  void schedule_next_over(World& world, std::uint32_t agent_number);
  void end_chat(World& world, std::uint32_t agent_number);

  // front_office_staff.cpp
  void change_shift(World& world, std::uint32_t group_number);
  void bring_on_duty(World& world, std::uint32_t group_number, StaffingReason reason);
  void tell_staffing(const World& world, std::uint32_t group_number, StaffingReason reason);
  [[nodiscard]] std::vector<std::uint32_t> in_hand(std::uint32_t agent) const;
  [[nodiscard]] std::optional<SimTime> last_answer(std::uint32_t agent) const;
  void hand_back(World& world, std::uint32_t group_number, std::size_t agent_count);
  void hand_back_contact(World& world, std::uint32_t row, ShiftEnd rule);
  void take_up_side_work(World& world, std::uint32_t group_number);
  void begin_side_work(World& world, std::uint32_t agent);
  void end_side_work(World& world, std::uint32_t agent);

  const Scenario* scenario_;
  Switchboard board_;

  Slab<Contact> contacts_;
  std::vector<WaitingLine> queues_;
  BitRows filled_;  ///< one row: the queues that are not empty
  std::vector<Group> groups_;
  std::vector<Agent> agents_;
  std::vector<std::int64_t> trunks_in_use_;
  std::size_t wrap_ups_ = 0;  ///< rows of contacts_ that are not citizens
  /// Numbers those that wait: last_ the newest, first_ who was put to the head last.
  std::uint64_t last_ = std::uint64_t{1} << 40;
  std::uint64_t first_ = std::uint64_t{1} << 40;
  bool declined_ = false;  ///< a policy kept an agent idle, or a contact waiting

  std::vector<WaitingView> waiting_views_;  ///< scratch
  std::vector<ServerView> server_views_;    ///< scratch
};

}  // namespace hotline::sim
