#include "tests/support/ticket_life.hpp"

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
  return lives_[ticket];
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
  require(life.state == State::kDispatched, "returned out of turn", f.ticket);
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
  require(f.response_due == life.response_due, "the response target moved", f.ticket);
  require(life.responded || (f.at > life.response_due) == life.response_overdue,
          "overdue response said wrongly", f.ticket);
  life.responded = true;
  life.state = State::kSigned;
}

void TicketLives::step(const WorkStarted& f) {
  Life& life = at("work started", f.ticket);
  require(life.state == State::kSigned || life.state == State::kWork, "work out of turn", f.ticket);
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
}

void TicketLives::step(const TicketResolved& f) {
  Life& life = at("resolved", f.ticket);
  require(life.state == State::kWork && life.in_work == 0, "resolved out of turn", f.ticket);
  require(f.first == !life.resolved, "first resolution said wrongly", f.ticket);
  require(life.resolved || (f.at > life.resolution_due) == life.resolution_overdue,
          "overdue resolution said wrongly", f.ticket);
  life.resolved = true;
  life.state = State::kResolved;
}

void TicketLives::step(const TicketSurveyed& f) {
  Life& life = at("surveyed", f.ticket);
  require(life.state == State::kResolved, "surveyed out of turn", f.ticket);
  require(f.answered || (!f.responded && !f.fixed && !f.satisfied), "answers of nobody", f.ticket);
  require(f.closed_on_time == !life.resolution_overdue, "closed on time said wrongly", f.ticket);
  life.says_unfixed = f.answered && !f.fixed;
  life.state = State::kSurveyed;
}

void TicketLives::step(const TicketReopened& f) {
  Life& life = at("reopened", f.ticket);
  require(life.state == State::kSurveyed, "reopened out of turn", f.ticket);
  require(life.says_unfixed, "reopened although nobody asked", f.ticket);
  require(f.times == ++life.reopenings, "reopenings do not count up", f.ticket);
  require(f.times <= max_reopenings_, "reopened too often", f.ticket);
  life.returns = 0;
  life.state = State::kTriage;
}

void TicketLives::step(const TicketOverdue& f) {
  const bool response = f.clock == TicketClock::kResponse;
  Life& life = at(response ? "response overdue" : "resolution overdue", f.ticket);
  bool& said = response ? life.response_overdue : life.resolution_overdue;
  require(!said, "overdue said twice", f.ticket);
  require(f.at == (response ? life.response_due : life.resolution_due), "overdue at another time",
          f.ticket);
  require(!(response ? life.responded : life.resolved), "overdue after the clock stopped",
          f.ticket);
  said = true;
}

}  // namespace hotline::test
