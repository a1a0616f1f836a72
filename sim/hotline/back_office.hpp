// sim/hotline/back_office.hpp: tickets, from registration to the survey.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/facts/fact.hpp"
#include "sim/hotline/front_office.hpp"
#include "sim/hotline/slab.hpp"
#include "sim/hotline/workshop.hpp"
#include "sim/hotline/world.hpp"

namespace hotline::sim {

/// A service request that somebody still has to do with.
struct Ticket {
  TicketId id;
  ChannelId channel;
  CategoryId category;  ///< what it is about; nobody in the model may look, only nature
  CategoryId assigned;  ///< what the last triage took it for
  DistrictId district;
  AgencyId agency;            ///< has it now, or will have it
  std::uint32_t round = 0;    ///< of dispatch
  std::uint32_t returns = 0;  ///< since it was opened, or last reopened
  std::uint32_t reopenings = 0;
  bool by_agent = false;
  bool arbitrated = false;
  bool responded = false;
  bool responded_in_time = false;
  bool resolved = false;  ///< at least once
  bool resolved_in_time = false;
  bool fixed = false;  ///< as nature has it
  SimTime opened;
  SimTime dispatched;
  SimTime response_due = kNever;
  SimTime resolution_due = kNever;
  EventHandle response_deadline;
  EventHandle resolution_deadline;

  template <class A>
  void archive(A& a) {
    a(id);
    a(channel);
    a(category);
    a(assigned);
    a(district);
    a(agency);
    a(round);
    a(returns);
    a(reopenings);
    a(by_agent);
    a(arbitrated);
    a(responded);
    a(responded_in_time);
    a(resolved);
    a(resolved_in_time);
    a(fixed);
    a(opened);
    a(dispatched);
    a(response_due);
    a(resolution_due);
    a(response_deadline);
    a(resolution_deadline);
  }
};

/// The life of a ticket (docs/MODEL.md has the picture):
///
///   open -> triage -> dispatched -> signed -> lead -> workshop -> resolved -> survey -> done
///             ^             |                                                 |
///             +- returned --+ (arbitration after max_returns)                 |
///             +- reopened ----------------------------------------------------+
///
/// A wrong class goes to a wrong agency: it refuses with its own probability for tickets that are
/// not its; if it does not, it works on the ticket and cannot fix it.
class BackOffice {
 public:
  explicit BackOffice(const Scenario& scenario);

  void open(World& world, const TicketRequest& request);
  void handle(World& world, const Event& event);

  /// The workshop is through with the order of the ticket in that row.
  void work_done(World& world, std::uint32_t row);

  [[nodiscard]] std::size_t tickets() const { return tickets_.size(); }

  template <class A>
  void archive(A& a) {
    a(tickets_);
  }

 private:
  void triage(World& world, std::uint32_t row);
  void dispatch(World& world, std::uint32_t row);
  void agency_answers(World& world, std::uint32_t row);
  void refuse(World& world, std::uint32_t row);
  void sign(World& world, std::uint32_t row);
  void order_work(World& world, std::uint32_t row);
  void resolve(World& world, std::uint32_t row);
  void survey(World& world, std::uint32_t row);
  void overdue(World& world, std::uint32_t row, TicketClock clock);

  [[nodiscard]] AgencyId catalogue(CategoryId category) const {
    return scenario_->categories[category.index()].agency;
  }

  [[nodiscard]] CategoryId wrong_class(CategoryId right, double u) const;

  const Scenario* scenario_;
  std::vector<double> class_weights_;  ///< tickets a day by category
  Slab<Ticket> tickets_;
};

}  // namespace hotline::sim
