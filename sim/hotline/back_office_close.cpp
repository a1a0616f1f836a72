// sim/hotline/back_office_close.cpp: from the resolution to the archive.
#include "sim/hotline/back_office.hpp"
#include "sim/hotline/chance.hpp"

namespace hotline::sim {

/// The agency declares it done. Whether it is fixed is nature's secret.
void BackOffice::resolve(World& world, std::uint32_t row, Resolution how) {
  end_open(world, row);
  Ticket& ticket = tickets_[row];
  const bool first = !ticket.is(Ticket::kResolvedOnce);
  const bool unfixable = how == Resolution::kUnfixable;
  world.tell(TicketResolved{world.now(), ticket.id, AgencyId{ticket.agency},
                            CategoryId{ticket.category}, DistrictId{ticket.district}, ticket.opened,
                            ticket.resolution_due, first, unfixable, ChannelId{ticket.channel}});
  if (first) {
    ticket.set(Ticket::kResolvedOnce);
    ticket.put(Ticket::kResolvedInTime, world.now() <= ticket.resolution_due);
  }
  ticket.put(Ticket::kUnfixable, unfixable);
  ticket.put(Ticket::kFixed, how == Resolution::kWorkedOn && ticket.agency == ticket.right &&
                                 chance(world, agency_of(ticket).fix_probability, Purpose::kFixed,
                                        ticket.id.value, ticket.reopenings));
  const Survey& survey = scenario_->survey;
  if (!chance(world, survey.sample_share, Purpose::kSampled, ticket.id.value, ticket.reopenings)) {
    return archive(world, row);
  }
  step_after(world, row, Stage::kResolved,
             world.draw(survey.delay, Purpose::kSurveyDelay, ticket.id.value, ticket.reopenings),
             Event::Kind::kSurvey);
}

/// Shortly before it is due, unless a crew has begun.
void BackOffice::close_early(World& world, std::uint32_t row) {
  const Ticket& ticket = tickets_[row];
  const double p = agency_of(ticket).early_closure->probability;
  const bool ordered = ticket.stage == Stage::kWork || ticket.stage == Stage::kPauseDuring;
  const bool begun =
      ordered && (ticket.is(Ticket::kCrewCame) || world.workshop.has_begun(ticket.order));
  if (begun || !chance(world, p, Purpose::kEarlyClosure, ticket.id.value, ticket.visits)) {
    return;
  }
  leave_stage(world, row);
  resolve(world, row, Resolution::kUntouched);
}

void BackOffice::survey(World& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  const Survey& survey = scenario_->survey;
  const auto happens = [&](double p, Purpose purpose) {
    return chance(world, p, purpose, ticket.id.value, ticket.reopenings);
  };
  const bool fixed = ticket.is(Ticket::kFixed);
  const bool answered =
      happens(fixed ? survey.answer_probability
                    : survey.answer_if_unfixed.value_or(survey.answer_probability),
              Purpose::kSurveyAnswer);
  const bool contacted = happens(
      ticket.is(Ticket::kRespondedInTime) ? survey.contacted_if_on_time : survey.contacted_if_late,
      Purpose::kContacted);
  const bool says_fixed = happens(fixed ? survey.says_fixed_if_fixed : survey.says_fixed_if_unfixed,
                                  Purpose::kSaysFixed);
  const bool satisfied =
      happens(fixed ? survey.satisfied_if_fixed : survey.satisfied_if_unfixed, Purpose::kSatisfied);
  world.tell(TicketSurveyed{world.now(), ticket.id, AgencyId{ticket.agency}, ticket.opened,
                            answered, answered && contacted, answered && says_fixed,
                            answered && satisfied, ticket.is(Ticket::kResolvedInTime),
                            CategoryId{ticket.category}, DistrictId{ticket.district}});
  const double p = !says_fixed  ? survey.reopen_if_unfixed
                   : !satisfied ? survey.reopen_if_dissatisfied
                                : 0;
  if (answered && ticket.reopenings < survey.max_reopenings && happens(p, Purpose::kReopen)) {
    reopen(world, row);
  } else {
    archive(world, row);
  }
}

void BackOffice::reopen(World& world, std::uint32_t row) {
  Ticket& ticket = tickets_[row];
  ++ticket.reopenings;
  ticket.returns = 0;
  world.tell(TicketReopened{world.now(), ticket.id, AgencyId{ticket.agency}, ticket.opened,
                            ticket.reopenings, CategoryId{ticket.category},
                            DistrictId{ticket.district}});
  if (!extras_.empty()) {
    begin_open(world, row);
  }
  triage(world, row);
}

/// The citizen no longer wants it; a crew that is at work is called off.
void BackOffice::withdraw(World& world, std::uint32_t row) {
  leave_stage(world, row);
  end_open(world, row);
  const Ticket& ticket = tickets_[row];
  world.simulation.cancel(ticket.response_deadline);
  world.tell(TicketWithdrawn{world.now(), ticket.id, AgencyId{ticket.agency}, ticket.opened});
  close(world, row, Closure::kWithdrawn);
}

void BackOffice::archive(World& world, std::uint32_t row) {
  close(world, row,
        tickets_[row].is(Ticket::kUnfixable) ? Closure::kUnfixable : Closure::kArchived);
}

void BackOffice::close(World& world, std::uint32_t row, Closure how) {
  Ticket& ticket = tickets_[row];
  world.tell(TicketClosed{world.now(), ticket.id, AgencyId{ticket.agency},
                          CategoryId{ticket.category}, DistrictId{ticket.district}, ticket.opened,
                          how});
  ticket.number = 0;  // names nothing from now on
  tickets_.remove(row);
}

}  // namespace hotline::sim
