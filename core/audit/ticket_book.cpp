#include "core/audit/ticket_book.hpp"

#include <algorithm>
#include <string>

namespace hotline::audit {
namespace {

template <class Row>
auto of_agency(std::vector<Row>& rows, AgencyId agency) {
  return std::find_if(rows.begin(), rows.end(),
                      [agency](const Row& row) { return row.agency == agency; });
}

auto of_contact(std::vector<ContactEnded>& ended, std::uint64_t contact) {
  return std::find_if(ended.begin(), ended.end(),
                      [contact](const ContactEnded& one) { return one.contact.value == contact; });
}

bool has(const std::vector<AgencyId>& agencies, AgencyId agency) {
  return std::find(agencies.begin(), agencies.end(), agency) != agencies.end();
}

/// A fact may leave it unsaid.
template <class AnyId>
void agree(const char* field, AnyId found, AnyId unknown, AnyId expected, Finding& finding) {
  if (found != unknown) {
    finding.equal(field, found.value, expected.value);
  }
}

}  // namespace

TicketBook::Life* TicketBook::known(TicketId ticket, Finding& finding) {
  const auto found = lives_.find(ticket.value);
  if (found == lives_.end()) {
    finding.fail("a ticket that was opened and is not over");
    return nullptr;
  }
  return &found->second;
}

/// Of facts that say when it was opened.
template <class F>
TicketBook::Life* TicketBook::known_since(const F& f, Finding& finding) {
  Life* life = known(f.ticket, finding);
  if (life != nullptr) {
    finding.equal("opened", f.opened, life->opened);
  }
  return life;
}

// ---- Opening ----------------------------------------------------------------------------------

void TicketBook::step(const ContactEnded& f, Finding& finding) {
  (void)finding;
  if (f.outcome == ContactOutcome::kTicketOpened) {
    to_open_.push_back(f);
  }
  if (f.outcome == ContactOutcome::kMerged) {
    to_merge_.push_back(f);
  }
  informed_ += f.outcome == ContactOutcome::kInformed ? 1 : 0;
}

void TicketBook::step(const TicketOpened& f, Finding& finding) {
  const auto [place, is_new] = lives_.try_emplace(f.ticket.value);
  finding.require(is_new, "a ticket that is not there yet");
  if (!replayed_) {
    const auto contact = std::find_if(
        to_open_.begin(), to_open_.end(),
        [&](const ContactEnded& ended) { return ended.contact.value == f.ticket.value; });
    finding.require(contact != to_open_.end(),
                    "a contact of this number that has just left a ticket");
    finding.require(f.response_due >= f.at && f.resolution_due >= f.at, "no due time in the past");
    if (!finding.sound()) {
      return;
    }
    finding.equal("channel", f.channel.value, contact->channel.value);
    finding.equal("category", f.category.value, contact->category.value);
    to_open_.erase(contact);
  }
  Life& life = place->second;
  life.channel = f.channel;
  life.category = f.category;
  life.district = f.district;
  life.opened = life.open_since = life.state_since = f.at;
  life.response_due = f.response_due;
  life.resolution_due = f.resolution_due;
  open_.enter(f.at);
  ++opened_;
}

void TicketBook::step(const TicketMerged& f, Finding& finding) {
  (void)known(f.ticket, finding);
  const auto contact = of_contact(to_merge_, f.contact.value);
  if (contact == to_merge_.end()) {
    return finding.fail("a contact that has just joined a ticket");
  }
  finding.equal("channel", f.channel.value, contact->channel.value);
  finding.equal("category", f.category.value, contact->category.value);
  to_merge_.erase(contact);
}

// ---- To an agency -----------------------------------------------------------------------------

void TicketBook::step(const TicketClassified& f, Finding& finding) {
  if (Life* life = known(f.ticket, finding)) {
    finding.require(life->state == State::kTriage, "a ticket that is to be classified");
    finding.require(f.waited >= Duration{0} && f.waited <= f.at - life->state_since,
                    "a wait within the time of triage");
    life->state = State::kClassified;
  }
}

void TicketBook::step(const TicketArbitrated& f, Finding& finding) {
  if (Life* life = known(f.ticket, finding)) {
    finding.require(life->state == State::kClassified, "a classified ticket");
    life->agency = f.agency;
    life->state = State::kArbitrated;
  }
}

void TicketBook::step(const TicketDispatched& f, Finding& finding) {
  Life* life = known_since(f, finding);
  if (life == nullptr) {
    return;
  }
  if (f.assisting) {
    finding.require(life->state == State::kDispatched || life->state == State::kSigned,
                    "a ticket that another agency leads");
    finding.require(f.agency != life->agency && !has(life->rare.assisting, f.agency),
                    "an agency that does not have it already");
    finding.equal("round", f.round, life->round);
    life->rare.assisting.push_back(f.agency);
  } else {
    finding.require(life->state == State::kClassified || life->state == State::kArbitrated ||
                        (replayed_ && life->state == State::kTriage),
                    "a ticket that is classified");
    finding.require(life->state != State::kArbitrated || life->agency == f.agency,
                    "the agency that the arbitration named");
    finding.equal("round", f.round, life->round + 1);
    life->round = f.round;
    life->agency = f.agency;
    life->rare.assisting.clear();
    life->dispatched = f.at;
    life->state = State::kDispatched;
  }
  life->dispatches.push_back(Dispatch{f.agency, f.at});
  unsigned_.enter(f.at);
}

void TicketBook::step(const TicketSigned& f, Finding& finding) {
  Life* life = known_since(f, finding);
  if (life == nullptr) {
    return;
  }
  const auto dispatch = of_agency(life->dispatches, f.agency);
  if (dispatch == life->dispatches.end() || !life->open()) {
    return finding.fail("an agency to which it was sent and that has not answered");
  }
  finding.equal("dispatched", f.dispatched, dispatch->at);
  finding.equal("first", f.first, !life->responded);
  same_due("response_due", f.response_due, life->response_due, finding);
  finding.require(life->responded || (f.at > f.response_due) == life->response_overdue,
                  "TicketOverdue before, if and only if the response is late");
  unsigned_.leave(f.at, f.at - f.dispatched);
  life->dispatches.erase(dispatch);
  life->responded = true;
  if (f.agency == life->agency) {
    life->state = State::kSigned;
    life->state_since = f.at;
  }
}

void TicketBook::step(const TicketReturned& f, Finding& finding) {
  Life* life = known(f.ticket, finding);
  if (life == nullptr) {
    return;
  }
  finding.require((life->state == State::kDispatched || life->state == State::kSigned) &&
                      f.agency == life->agency && life->works.empty() && !life->rare.pause,
                  "the agency that leads, with no crew at work and no pause");
  finding.equal("dispatched", f.dispatched, life->dispatched);
  finding.equal("returns", f.returns, life->returns + 1);
  const bool refused = f.reason <= ReturnReason::kOverlapping;
  finding.require(
      f.reason == ReturnReason::kUnknown || refused == (life->state == State::kDispatched),
      "a reason to refuse from an agency that has not signed, and one to give back "
      "from one that has");
  finding.require(f.reason != ReturnReason::kAfterWork || life->rare.interrupted.empty(),
                  "no work left undone of what is given back after the work");
  for (const Dispatch& one : life->dispatches) {
    unsigned_.leave(f.at, f.at - one.at);
  }
  life->dispatches.clear();
  life->rare.interrupted.clear();
  ++life->returns;
  life->state = State::kTriage;
  life->state_since = f.at;
}

// ---- Work -------------------------------------------------------------------------------------

void TicketBook::step(const WorkStarted& f, Finding& finding) {
  Life* life = known(f.ticket, finding);
  if (life == nullptr) {
    return;
  }
  finding.require(life->state == State::kSigned, "a ticket for which an agency has signed");
  finding.require(f.agency == life->agency || has(life->rare.assisting, f.agency),
                  "an agency that has the ticket");
  finding.require(!life->rare.pause, "a ticket that is not paused");
  finding.require(f.waited >= Duration{0} && f.waited <= f.at - life->open_since,
                  "a wait within the time since it was opened");
  const auto undone =
      std::find(life->rare.interrupted.begin(), life->rare.interrupted.end(), f.agency);
  finding.require(f.resumed == (undone != life->rare.interrupted.end()),
                  "resumed work, if and only if it was interrupted");
  if (!finding.sound()) {
    return;
  }
  if (f.resumed) {
    life->rare.interrupted.erase(undone);
  }
  life->works.push_back(Work{f.agency, f.at});
  crews_.engage(f.agency.index(), f.at, !f.beside, finding);
}

void TicketBook::step(const WorkEnded& f, Finding& finding) {
  Life* life = known(f.ticket, finding);
  if (life == nullptr) {
    return;
  }
  const auto work = std::find_if(life->works.begin(), life->works.end(), [&](const Work& one) {
    return one.agency == f.agency && one.since + f.worked == f.at;
  });
  if (work == life->works.end()) {
    return finding.fail("a crew of the agency that has begun `worked` ago");
  }
  finding.require(f.travelled >= Duration{0} && f.travelled <= f.worked,
                  "a way that is part of the work");
  life->works.erase(work);
  if (f.interrupted) {
    life->rare.interrupted.push_back(f.agency);
  }
  crews_.release(f.agency.index(), f.at, f.worked, !f.beside, finding);
}

// ---- The clocks -------------------------------------------------------------------------------

/// A clock may begin later than the ticket: then its due time is not told with the opening.
void TicketBook::same_due(const char* field, SimTime found, SimTime& due, Finding& finding) {
  if (due == kNever) {
    due = found;
  }
  finding.equal(field, found, due);
}

void TicketBook::set_due(Life& life, SimTime due, bool may_move, Finding& finding) {
  if (may_move && life.resolution_due != kNever) {
    finding.require(due >= life.resolution_due, "a due time that does not come nearer");
    life.resolution_due = due;
  } else {
    same_due("resolution_due", due, life.resolution_due, finding);
  }
}

/// If anybody is responsible, the agency that leads. A fact may leave it unsaid.
void TicketBook::leads(const Life& life, AgencyId agency, Finding& finding) {
  finding.require(life.round == 0 || agency == kUnknownAgency || agency == life.agency,
                  "the agency that leads");
}

void TicketBook::step(const TicketPaused& f, Finding& finding) {
  if (Life* life = known(f.ticket, finding)) {
    finding.require(life->open() && !life->rare.pause, "an open ticket that is not paused");
    leads(*life, f.agency, finding);
    life->rare.pause = f;
    paused_.enter(f.at);
  }
}

void TicketBook::step(const TicketResumed& f, Finding& finding) {
  Life* life = known(f.ticket, finding);
  if (life == nullptr) {
    return;
  }
  if (!life->rare.pause) {
    return finding.fail("a ticket that is paused");
  }
  finding.equal("paused", f.paused, f.at - life->rare.pause->at);
  finding.require(f.reason == life->rare.pause->reason && f.agency == life->rare.pause->agency,
                  "the agency and the reason of the pause");
  set_due(*life, f.resolution_due, true, finding);
  paused_.leave(f.at, f.paused);
  life->rare.pause.reset();
}

void TicketBook::step(const TicketExtended& f, Finding& finding) {
  if (Life* life = known(f.ticket, finding)) {
    finding.require(life->open(), "a ticket that is open");
    leads(*life, f.agency, finding);
    set_due(*life, f.resolution_due, f.granted, finding);
  }
}

void TicketBook::step(const TicketOverdue& f, Finding& finding) {
  Life* life = known_since(f, finding);
  if (life == nullptr) {
    return;
  }
  const bool response = f.clock == TicketClock::kResponse;
  SimTime& due = response ? life->response_due : life->resolution_due;
  due = due == kNever ? f.at : due;  // of a clock that has begun later than the ticket
  bool& said = response ? life->response_overdue : life->resolution_overdue;
  finding.require(!said, "a clock that is not overdue yet");
  finding.require(response ? !life->responded : !life->resolved && !life->rare.pause,
                  "a clock that is running");
  finding.equal("at", f.at, std::max(due, life->opened));
  finding.require(life->round == 0 || f.agency == life->agency, "the agency that is responsible");
  agree("category", f.category, kUnknownCategory, life->category, finding);
  agree("district", f.district, kUnknownDistrict, life->district, finding);
  said = true;
}

void TicketBook::step(const TicketEscalated& f, Finding& finding) {
  if (Life* life = known_since(f, finding)) {
    finding.require(life->open(), "a ticket that is open");
    leads(*life, f.agency, finding);
    finding.equal("before_due", f.before_due, !life->resolution_overdue);
    finding.equal("level", f.level, ++life->rare.escalations);
  }
}

void TicketBook::step(const TicketChased& f, Finding& finding) {
  if (Life* life = known_since(f, finding)) {
    finding.require(life->open() && informed_ > 0,
                    "an open ticket, and a contact that has just asked about it");
    leads(*life, f.agency, finding);
    finding.equal("times", f.times, ++life->rare.chases);
    --informed_;
  }
}

// ---- Done, and done again ---------------------------------------------------------------------

/// It is no longer open.
void TicketBook::shut(Life& life, SimTime at) {
  open_.leave(at, at - life.open_since);
  for (const Dispatch& one : life.dispatches) {
    unsigned_.leave(at, at - one.at);
  }
  life.dispatches.clear();
  life.rare.interrupted.clear();
  if (life.rare.pause) {
    paused_.leave(at, at - life.rare.pause->at);
    life.rare.pause.reset();
  }
}

void TicketBook::resolve(Life& life, const TicketResolved& f, Finding& finding) const {
  finding.require(life.state == State::kSigned || (replayed_ && life.open()),
                  "an open ticket for which an agency has signed");
  finding.require(life.works.empty() && !life.rare.pause && life.rare.interrupted.empty(),
                  "no crew at work, no work undone and no pause");
  finding.equal("agency", f.agency.value, life.agency.value);
  finding.equal("category", f.category.value, life.category.value);
  finding.equal("district", f.district.value, life.district.value);
  agree("channel", f.channel, kUnknownChannel, life.channel, finding);
  finding.equal("first", f.first, !life.resolved);
  same_due("resolution_due", f.resolution_due, life.resolution_due, finding);
  finding.require(life.resolved || (f.at > f.resolution_due) == life.resolution_overdue,
                  "TicketOverdue before, if and only if the resolution is late");
}

void TicketBook::step(const TicketResolved& f, Finding& finding) {
  Life* life = known_since(f, finding);
  if (life == nullptr) {
    return;
  }
  resolve(*life, f, finding);
  shut(*life, f.at);
  life->resolved = true;
  life->unfixable = f.unfixable;
  life->state = State::kResolved;
  if (replayed_) {
    ++forgotten_;
    lives_.erase(f.ticket.value);
  }
}

void TicketBook::step(const TicketSurveyed& f, Finding& finding) {
  if (Life* life = known_since(f, finding)) {
    finding.require(life->state == State::kResolved, "a ticket that is resolved");
    finding.equal("agency", f.agency.value, life->agency.value);
    finding.require(f.answered || (!f.responded && !f.fixed && !f.satisfied),
                    "no answers of who did not take part");
    finding.equal("closed_on_time", f.closed_on_time, !life->resolution_overdue);
    agree("category", f.category, kUnknownCategory, life->category, finding);
    agree("district", f.district, kUnknownDistrict, life->district, finding);
    life->asks_again = f.answered && (!f.fixed || !f.satisfied);
    life->state = State::kSurveyed;
  }
}

void TicketBook::step(const TicketReopened& f, Finding& finding) {
  if (Life* life = known_since(f, finding)) {
    finding.require(life->state == State::kSurveyed && life->asks_again,
                    "a ticket of which the survey says that it is not fixed, or not well");
    finding.equal("agency", f.agency.value, life->agency.value);
    finding.equal("times", f.times, ++life->reopenings);
    agree("category", f.category, kUnknownCategory, life->category, finding);
    agree("district", f.district, kUnknownDistrict, life->district, finding);
    life->returns = 0;
    life->open_since = life->state_since = f.at;
    life->state = State::kTriage;
    open_.enter(f.at);
  }
}

void TicketBook::step(const TicketWithdrawn& f, Finding& finding) {
  if (Life* life = known_since(f, finding)) {
    finding.require(life->open() && life->works.empty(), "an open ticket with no crew at work");
    leads(*life, f.agency, finding);
    shut(*life, f.at);
    life->state = State::kWithdrawn;
  }
}

void TicketBook::step(const TicketClosed& f, Finding& finding) {
  Life* life = known_since(f, finding);
  if (life == nullptr) {
    return;
  }
  const bool done = life->state == State::kResolved || life->state == State::kSurveyed;
  bool fits = true;
  switch (f.how) {
    case Closure::kArchived:
    case Closure::kUnfixable:
      fits = done && life->unfixable == (f.how == Closure::kUnfixable);
      break;
    case Closure::kWithdrawn:
      fits = life->state == State::kWithdrawn;
      break;
    case Closure::kDuplicate:
      fits = life->open();
      break;
    case Closure::kUnknown:
      break;
  }
  finding.require(fits, "a closure that fits what went before");
  finding.require(life->works.empty(), "no crew at work");
  leads(*life, f.agency, finding);
  finding.equal("category", f.category.value, life->category.value);
  finding.equal("district", f.district.value, life->district.value);
  if (life->open()) {
    shut(*life, f.at);
  }
  ++forgotten_;
  lives_.erase(f.ticket.value);
}

// ---- All together -----------------------------------------------------------------------------

void TicketBook::pass(Finding& finding) {
  finding.require(to_open_.empty(),
                  "first, in the instant before, TicketOpened for each contact that left a ticket");
  finding.require(to_merge_.empty(),
                  "first, in the instant before, TicketMerged for each contact that joined one");
  informed_ = 0;
}

void TicketBook::close(SimTime end, bool drained, Finding& finding) const {
  Remaining open;
  Remaining unanswered;
  Remaining paused;
  std::vector<Remaining> at_work;
  for (const auto& [ticket, life] : lives_) {  // sums only: the order leaves no trace
    if (life.open()) {
      open.add(life.open_since);
    }
    for (const Dispatch& one : life.dispatches) {
      unanswered.add(one.at);
    }
    if (life.rare.pause) {
      paused.add(life.rare.pause->at);
    }
    for (const Work& one : life.works) {
      at_work.resize(std::max(at_work.size(), one.agency.index() + 1));
      at_work[one.agency.index()].add(one.since);
    }
  }
  finding.require(
      !drained || open.count == 0,
      std::to_string(open.count) + " more tickets to end: the run goes on until none is open");
  finding.require(opened_ == forgotten_ + lives_.size(),
                  "conservation: " + std::to_string(opened_) +
                      " tickets opened = " + std::to_string(forgotten_) + " over + " +
                      std::to_string(lives_.size()) + " still there");
  const auto balanced = [&](const Station& station, const Remaining& there, const char* what) {
    finding.require(station.balances(end, there.count, there.entered_us),
                    "Little's law of " + std::string(what) +
                        ": time present equals the sum of the times that the facts state");
  };
  balanced(open_, open, "the open tickets");
  balanced(unsigned_, unanswered, "the dispatches without an answer");
  balanced(paused_, paused, "the pauses");
  crews_.close(end, at_work, finding);
}

}  // namespace hotline::audit
