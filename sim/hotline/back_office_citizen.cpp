// sim/hotline/back_office_citizen.cpp: citizens who report the same, ask, or change their mind.
#include <algorithm>

#include "sim/hotline/back_office.hpp"
#include "sim/hotline/chance.hpp"
#include "sim/hotline/citizens.hpp"

namespace hotline::sim {

/// From now on others may report the same, and the citizen waits for it.
void BackOffice::begin_open(World& world, std::uint32_t row) {
  const Ticket& ticket = tickets_[row];
  TicketExtras& extras = extras_[row];
  if (casebook_.finds_duplicates()) {
    list_as_open(row);
  }
  if (scenario_->chasing && !scenario_->chasing->from_due) {
    schedule_chase(world, row, scenario_->chasing->patience);
  }
  const std::optional<Withdrawal>& rule = scenario_->categories[ticket.category].withdrawal;
  if (rule && ticket.reopenings == 0 &&
      chance(world, rule->probability, Purpose::kWithdraws, ticket.id.value)) {
    extras.withdrawal =
        world.after(world.draw(rule->after, Purpose::kWithdrawalDelay, ticket.id.value, 0),
                    EventClass::kPatience, Event::Kind::kWithdrawal, row);
  }
  schedule_escalation(world, row);
}

/// No longer open: nobody waits for it, and nothing is a duplicate of it.
void BackOffice::end_open(World& world, std::uint32_t row) {
  world.simulation.cancel(tickets_[row].resolution_deadline);
  if (extras_.empty()) {
    return;
  }
  TicketExtras& extras = extras_[row];
  for (const EventHandle timer : {extras.sign_due, extras.escalation, extras.extension,
                                  extras.early_closure, extras.chase, extras.withdrawal}) {
    world.simulation.cancel(timer);
  }
  if (casebook_.finds_duplicates()) {
    strike_from_open(row);
  }
}

void BackOffice::list_as_open(std::uint32_t row) {
  TicketExtras& extras = extras_[row];
  std::uint32_t& newest = newest_[place_of(tickets_[row])];
  extras.behind = newest;
  extras.before = kNoRow;
  if (newest != kNoRow) {
    extras_[newest].before = row;
  }
  newest = row;
  if (extras.incident != 0 && open_about(extras.incident) == kNoRow) {
    const std::pair entry(extras.incident, row);
    incidents_.insert(std::lower_bound(incidents_.begin(), incidents_.end(), entry), entry);
  }
}

void BackOffice::strike_from_open(std::uint32_t row) {
  const TicketExtras& extras = extras_[row];
  (extras.before == kNoRow ? newest_[place_of(tickets_[row])] : extras_[extras.before].behind) =
      extras.behind;
  if (extras.behind != kNoRow) {
    extras_[extras.behind].before = extras.before;
  }
  const std::pair entry(extras.incident, row);
  const auto found = std::lower_bound(incidents_.begin(), incidents_.end(), entry);
  if (extras.incident != 0 && found != incidents_.end() && *found == entry) {
    incidents_.erase(found);
  }
}

/// The open ticket of an incident.
std::uint32_t BackOffice::open_about(std::uint32_t incident) const {
  const auto found =
      std::lower_bound(incidents_.begin(), incidents_.end(), std::pair(incident, std::uint32_t{0}));
  return found != incidents_.end() && found->first == incident ? found->second : kNoRow;
}

BackOffice::Intake BackOffice::consider(const World& world, const TicketRequest& request) const {
  if (!casebook_.finds_duplicates()) {
    return {};
  }
  const Duplicates& rule = *scenario_->duplicates;
  const std::uint64_t id = request.ticket.value;
  const std::uint32_t newest =
      newest_[request.category.index() * scenario_->districts.size() + request.district.index()];
  const double p = scenario_->categories[request.category.index()].duplicate_probability.value_or(
      rule.probability);
  std::uint32_t same = kNoRow;
  if (request.incident != 0) {
    same = open_about(request.incident);
  } else if (newest != kNoRow && chance(world, p, Purpose::kDuplicate, id)) {
    same = newest;
  }
  if (same != kNoRow) {
    const double detected = request.taken_by_agent ? rule.detected : rule.detected_by_machine;
    return chance(world, detected, Purpose::kDuplicateDetected, id) ? Intake{same, false, false}
                                                                    : Intake{kNoRow, false, true};
  }
  if (newest != kNoRow && chance(world, rule.false_merge, Purpose::kFalseMerge, id)) {
    return Intake{newest, true, false};
  }
  return {};
}

void BackOffice::take(World& world, const TicketRequest& request, const Intake& intake) {
  if (intake.into == kNoRow) {
    open(world, request, intake.duplicate);
  } else {
    merge(world, request, intake);
  }
}

/// No new ticket. Whose matter it was not is not served, and turns up again.
void BackOffice::merge(World& world, const TicketRequest& request, const Intake& intake) {
  const Duplicates& rule = *scenario_->duplicates;
  const std::uint64_t id = request.ticket.value;
  world.tell(TicketMerged{world.now(), tickets_[intake.into].id, ContactId{id}, request.channel,
                          request.category});
  if (chance(world, rule.escalate, Purpose::kRepeatEscalates, id)) {
    escalate(world, intake.into, rule.raise);
  }
  if (intake.mistaken) {
    Call call;
    call.contact = ContactId{world.book.bits(Purpose::kRecallContact, id)};
    call.channel = request.channel;
    call.category = request.category;
    call.district = request.district;
    call.about = Matter{Matter::kUnserved, request.incident};
    world.front.take_later(world, call, world.draw(rule.recall, Purpose::kRecallDelay, id, 0));
  }
}

void BackOffice::schedule_chase(World& world, std::uint32_t row, const DurationLaw& law) {
  TicketExtras& extras = extras_[row];
  if (extras.chases < scenario_->chasing->most) {
    const Duration wait =
        world.draw(law, Purpose::kChasePatience, tickets_[row].id.value, extras.chases + 1U);
    extras.chase = world.after(wait, EventClass::kPatience, Event::Kind::kChase, row);
  }
}

/// The citizen turns to the city to ask: a contact like any other.
void BackOffice::chase(World& world, std::uint32_t row) {
  const Ticket& ticket = tickets_[row];
  const Chasing& rule = *scenario_->chasing;
  const std::uint32_t times = ++extras_[row].chases;
  Call call;
  call.contact = ContactId{world.book.bits(Purpose::kChaseContact, ticket.id.value, times)};
  call.channel = ChannelId{ticket.channel};
  call.category = CategoryId{ticket.category};
  call.district = DistrictId{ticket.district};
  call.about = Matter{row, ticket.number};
  if (!rule.channels.empty()) {
    double u = world.book.uniform(Purpose::kChaseChannel, ticket.id.value, times);
    for (const auto& [channel, share] : rule.channels) {
      call.channel = ChannelId{static_cast<std::uint32_t>(channel)};
      u -= share;
      if (u < 0) {
        break;
      }
    }
  }
  schedule_chase(world, row, rule.again);
  world.front.take(world, call);
}

void BackOffice::hear(World& world, const Matter& about) {
  const Ticket& ticket = tickets_[about.row];
  if (ticket.number != about.number || !ticket.open()) {
    return;  // is done by now
  }
  const std::uint32_t times = ++extras_[about.row].heard;
  world.tell(TicketChased{world.now(), ticket.id, AgencyId{ticket.agency}, times, ticket.opened});
  if (chance(world, scenario_->chasing->escalate, Purpose::kChaseEscalates, ticket.id.value,
             times)) {
    escalate(world, about.row, scenario_->chasing->raise);
  }
}

}  // namespace hotline::sim
