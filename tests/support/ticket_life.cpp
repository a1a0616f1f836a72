#include "tests/support/ticket_life.hpp"

#include <algorithm>

namespace hotline::test {

std::vector<std::string> TicketLives::check(const std::vector<Fact>& facts) {
  for (const Fact& fact : facts) {
    std::visit([this](const auto& f) { step(f); }, fact);
  }
  return troubles_;
}

TicketLives::Life& TicketLives::at(const char* what, TicketId ticket) {
  ++steps_[what];
  require(lives_.contains(ticket), "a step before it was opened", ticket);
  require(lives_[ticket].state != State::kClosed, "a step after it was closed", ticket);
  return lives_[ticket];
}

std::size_t TicketLives::unfinished() const {
  return static_cast<std::size_t>(std::count_if(lives_.begin(), lives_.end(), [](const auto& life) {
    return life.second.state != State::kClosed;
  }));
}

void TicketLives::require(bool holds, const char* what, TicketId ticket) {
  if (!holds) {
    troubles_.push_back("ticket " + std::to_string(ticket.value) + ": " + what);
  }
}

void TicketLives::step(const TicketOpened& f) {
  ++steps_["opened"];
  require(!lives_.contains(f.ticket), "opened twice", f.ticket);
  Life life;
  life.opened = f.at;
  life.response_due = f.response_due;
  life.resolution_due = f.resolution_due;
  lives_[f.ticket] = life;
}

void TicketLives::step(const TicketClassified& f) {
  Life& life = at("classified", f.ticket);
  require(life.state == State::kTriage, "classified out of turn", f.ticket);
  life.state = State::kClassified;
}

void TicketLives::step(const TicketArbitrated& f) {
  Life& life = at("arbitrated", f.ticket);
  require(life.state == State::kClassified, "arbitrated out of turn", f.ticket);
  require(life.returns >= max_returns_, "arbitrated before its returns were used up", f.ticket);
  life.state = State::kArbitrated;
}

void TicketLives::step(const TicketDispatched& f) {
  if (f.assisting) {
    Life& helped = at("assisted", f.ticket);
    require(helped.state == State::kSigned || helped.state == State::kWork,
            "assistance out of turn", f.ticket);
    require(f.round == helped.round, "assistance in another round", f.ticket);
    require(f.agency != helped.agency, "an agency assists itself", f.ticket);
    helped.assisting.insert(f.agency);
    return;
  }
  Life& life = at("dispatched", f.ticket);
  require(life.state == State::kArbitrated ||
              (life.state == State::kClassified && life.returns < max_returns_),
          "dispatched out of turn", f.ticket);
  require(f.round == ++life.round, "rounds do not count up", f.ticket);
  require(f.opened == life.opened, "dispatched with another opening time", f.ticket);
  life.state = State::kDispatched;
  life.assisting.clear();
  life.left = false;
  life.agency = f.agency;
  life.dispatched = f.at;
}

void TicketLives::step(const TicketReturned& f) {
  Life& life = at("returned", f.ticket);
  const bool refused = f.reason <= ReturnReason::kOverlapping;
  require(refused
              ? life.state == State::kDispatched
              : (life.state == State::kWork || life.state == State::kSigned) && life.in_work == 0,
          "returned out of turn", f.ticket);
  require(f.agency == life.agency, "returned by another agency", f.ticket);
  require(f.dispatched == life.dispatched, "returned with another dispatch time", f.ticket);
  require(f.returns == ++life.returns, "returns do not count up", f.ticket);
  require(f.returns <= max_returns_, "returned too often", f.ticket);
  life.state = State::kTriage;
}

void TicketLives::step(const TicketSigned& f) {
  Life& life = at("signed", f.ticket);
  require(life.state == State::kDispatched, "signed out of turn", f.ticket);
  require(f.agency == life.agency, "signed by another agency", f.ticket);
  require(f.first == !life.responded, "first signature said wrongly", f.ticket);
  require(life.response_due == kNever || f.response_due == life.response_due,
          "the response target moved", f.ticket);
  life.response_due = f.response_due;  // known at last where the clock did not start at once
  require(life.responded || (f.at > life.response_due) == life.response_overdue,
          "overdue response said wrongly", f.ticket);
  life.responded = true;
  life.state = State::kSigned;
}

void TicketLives::step(const WorkStarted& f) {
  Life& life = at("work started", f.ticket);
  require(life.state == State::kSigned || life.state == State::kWork, "work out of turn", f.ticket);
  require(!life.paused, "work during a pause", f.ticket);
  require(f.agency == life.agency || life.assisting.contains(f.agency), "work of another agency",
          f.ticket);
  require(f.waited >= Duration{0}, "waited less than nothing", f.ticket);
  require(!f.resumed || life.left, "work resumed that was never left", f.ticket);
  ++life.in_work;
  life.state = State::kWork;
}

void TicketLives::step(const WorkEnded& f) {
  Life& life = at(f.interrupted ? "work left" : "work ended", f.ticket);
  require(life.in_work > 0, "work ended out of turn", f.ticket);
  require(f.travelled <= f.worked, "travelled for longer than it took", f.ticket);
  --life.in_work;
  life.left = life.left || f.interrupted;
  if (f.interrupted && life.in_work == 0) {
    life.state = State::kSigned;
  }
}

void TicketLives::step(const TicketResolved& f) {
  Life& life = at("resolved", f.ticket);
  require((life.state == State::kWork && life.in_work == 0) || life.state == State::kSigned,
          "resolved out of turn", f.ticket);
  require(f.first == !life.resolved, "first resolution said wrongly", f.ticket);
  require(life.resolution_due == kNever || f.resolution_due == life.resolution_due,
          "resolved with another due time", f.ticket);
  life.resolution_due = f.resolution_due;
  require(life.resolved || (f.at > life.resolution_due) == life.resolution_overdue,
          "overdue resolution said wrongly", f.ticket);
  life.resolved = true;
  life.unfixable = f.unfixable;
  life.state = State::kResolved;
}

void TicketLives::step(const TicketSurveyed& f) {
  Life& life = at("surveyed", f.ticket);
  require(life.state == State::kResolved, "surveyed out of turn", f.ticket);
  require(f.answered || (!f.responded && !f.fixed && !f.satisfied), "answers of nobody", f.ticket);
  require(f.closed_on_time == !life.resolution_overdue, "closed on time said wrongly", f.ticket);
  life.asks_again = f.answered && (!f.fixed || !f.satisfied);
  life.state = State::kSurveyed;
}

void TicketLives::step(const TicketReopened& f) {
  Life& life = at("reopened", f.ticket);
  require(life.state == State::kSurveyed, "reopened out of turn", f.ticket);
  require(life.asks_again, "reopened although nobody asked", f.ticket);
  require(f.times == ++life.reopenings, "reopenings do not count up", f.ticket);
  require(f.times <= max_reopenings_, "reopened too often", f.ticket);
  life.returns = 0;
  life.state = State::kTriage;
}

void TicketLives::step(const TicketOverdue& f) {
  const bool response = f.clock == TicketClock::kResponse;
  Life& life = at(response ? "response overdue" : "resolution overdue", f.ticket);
  bool& said = response ? life.response_overdue : life.resolution_overdue;
  SimTime& due = response ? life.response_due : life.resolution_due;
  require(!said, "overdue said twice", f.ticket);
  require(due == kNever || f.at == due, "overdue at another time", f.ticket);
  require(response || !life.paused, "overdue during a pause", f.ticket);
  due = f.at;  // known at last where the clock did not start at once
  require(!(response ? life.responded : life.resolved), "overdue after the clock stopped",
          f.ticket);
  said = true;
}

void TicketLives::step(const TicketPaused& f) {
  Life& life = at("paused", f.ticket);
  require(life.state == State::kSigned, "paused out of turn", f.ticket);
  require(!life.paused, "paused twice", f.ticket);
  life.paused = true;
  life.paused_at = f.at;
}

void TicketLives::step(const TicketResumed& f) {
  Life& life = at("resumed", f.ticket);
  require(life.paused, "resumed out of turn", f.ticket);
  require(f.paused == f.at - life.paused_at, "the pause was of another length", f.ticket);
  require(life.resolution_due == kNever || f.resolution_due >= life.resolution_due,
          "a pause moved the due time back", f.ticket);
  require(!life.resolution_overdue || f.resolution_due == life.resolution_due,
          "a pause moved a due time that had passed", f.ticket);
  life.resolution_due = f.resolution_due;
  life.paused = false;
}

void TicketLives::step(const TicketExtended& f) {
  Life& life = at(f.granted ? "extended" : "not extended", f.ticket);
  require(open(life), "extended after its end", f.ticket);
  require(life.resolution_due == kNever || f.at <= life.resolution_due, "asked too late", f.ticket);
  require(life.resolution_due == kNever || f.granted || f.resolution_due == life.resolution_due,
          "due later although nobody granted it", f.ticket);
  life.resolution_due = f.resolution_due;
}

void TicketLives::step(const TicketEscalated& f) {
  Life& life = at(f.before_due ? "escalated before due" : "escalated after due", f.ticket);
  require(open(life), "escalated after its end", f.ticket);
  require(f.level == ++life.levels, "levels do not count up", f.ticket);
  require(f.before_due == !life.resolution_overdue, "before or after is said wrongly", f.ticket);
}

void TicketLives::step(const TicketChased& f) {
  Life& life = at("chased", f.ticket);
  require(open(life), "chased after its end", f.ticket);
  require(f.times == ++life.chases, "chases do not count up", f.ticket);
}

void TicketLives::step(const TicketMerged& f) {
  require(open(at("merged", f.ticket)), "merged after its end", f.ticket);
}

void TicketLives::step(const TicketWithdrawn& f) {
  Life& life = at("withdrawn", f.ticket);
  require(open(life) && !life.resolved, "withdrawn out of turn", f.ticket);
  life.state = State::kWithdrawn;
}

void TicketLives::step(const TicketClosed& f) {
  Life& life = at("closed", f.ticket);
  const bool done = life.state == State::kResolved || life.state == State::kSurveyed;
  const bool possible = f.how == Closure::kArchived    ? done && !life.unfixable
                        : f.how == Closure::kUnfixable ? done && life.unfixable
                        : f.how == Closure::kWithdrawn ? life.state == State::kWithdrawn
                                                       : life.state == State::kSigned;
  require(possible, "closed out of turn", f.ticket);
  ++steps_[f.how == Closure::kUnfixable   ? "closed as unfixable"
           : f.how == Closure::kDuplicate ? "closed as a duplicate"
           : f.how == Closure::kWithdrawn ? "closed as withdrawn"
                                          : "archived"];
  life.state = State::kClosed;
}

}  // namespace hotline::test
