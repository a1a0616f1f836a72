// sim/hotline/back_office_overflow.cpp: staged overflow of tickets. What an agency has signed for
// and has not begun with after so long goes to another one, which must take it and keeps it for
// good.
#include "sim/hotline/back_office.hpp"

namespace hotline::sim {

/// The next of the agency's stages will be looked at in time.
void BackOffice::await_hand_over(World& world, std::uint32_t row, Duration waited) {
  const Ticket& ticket = tickets_[row];
  TicketExtras& extras = extras_[row];
  const std::vector<HandOver>& stages = agency_of(ticket).hand_over;
  extras.hand_over = EventHandle{};
  if (extras.next_hand_over < stages.size() && !ticket.is(Ticket::kArbitrated) &&
      !ticket.is(Ticket::kMustTake)) {
    extras.hand_over = world.after(stages[extras.next_hand_over].after - waited,
                                   EventClass::kDeadline, Event::Kind::kHandOver, row);
  }
}

/// A stage is open if nobody has begun, enough wait, and there is somebody else.
void BackOffice::consider_hand_over(World& world, std::uint32_t row) {
  const Ticket& ticket = tickets_[row];
  TicketExtras& extras = extras_[row];
  const HandOver& rule = agency_of(ticket).hand_over[extras.next_hand_over++];
  const std::uint16_t target = hand_over_target(ticket, rule);
  const auto waiting = static_cast<std::int64_t>(world.workshop.waiting(ticket.agency));
  if (target == kKeptInPlace || waiting < rule.from_length || ticket.stage != Stage::kWork ||
      !world.workshop.is_untouched(ticket.order)) {
    return await_hand_over(world, row, rule.after);
  }
  leave_stage(world, row);
  extras_[row].handed_to = target;
  tickets_[row].set(Ticket::kHandedOn);
  give_back(world, row, ReturnReason::kOverload);
}

std::uint16_t BackOffice::hand_over_target(const Ticket& ticket, const HandOver& rule) const {
  const std::optional<AgencyId>& target =
      rule.to ? rule.to : scenario_->districts[ticket.district].agency;
  return target && target->value != ticket.agency ? static_cast<std::uint16_t>(target->value)
                                                  : kKeptInPlace;
}

}  // namespace hotline::sim
