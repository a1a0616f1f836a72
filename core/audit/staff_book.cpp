#include "core/audit/staff_book.hpp"

#include <algorithm>
#include <cstddef>

namespace hotline::audit {

StaffBook::Team& StaffBook::team_at(std::size_t team) {
  if (team >= teams_.size()) {
    teams_.resize(team + 1);
  }
  return teams_[team];
}

std::string StaffBook::of(std::size_t team) const {
  return what_ + " of " + std::to_string(team);
}

void StaffBook::change(std::size_t team, std::int64_t on_duty, std::int64_t by, Finding& finding) {
  Team& row = team_at(team);
  finding.require(on_duty >= 0, "on_duty of 0 or more");
  finding.equal("change", by, on_duty - row.on_duty);
  finding.require(by != 0 || !row.stated, "a change other than 0");
  row.on_duty = on_duty;
  row.stated = true;
  if (has_units_ && by < 0) {
    row.past_shift = std::min(row.busy, row.past_shift - by);
  }
}

void StaffBook::engage(std::size_t team, SimTime at, bool was_idle, Finding& finding) {
  Team& row = team_at(team);
  if (was_idle) {
    ++row.busy;
    finding.require(!row.stated || row.busy <= row.on_duty + row.past_shift,
                    "free " + of(team) + ", of whom " + std::to_string(row.on_duty) +
                        " are on duty and " + std::to_string(row.busy - 1) + " busy");
  } else {
    finding.require(row.busy > 0, "busy " + of(team) + " to take one more");
  }
  row.in_hand.enter(at);
}

void StaffBook::release(std::size_t team, SimTime at, Duration worked, bool idle_now,
                        Finding& finding) {
  Team& row = team_at(team);
  row.in_hand.leave(at, worked);
  row.busy -= idle_now ? 1 : 0;
  row.past_shift = std::min(row.past_shift, row.busy);
  finding.require(row.busy >= 0 && row.in_hand.present() >= row.busy,
                  "as many in hand of " + of(team) + " as are busy");
  finding.require((row.busy == 0) == (row.in_hand.present() == 0),
                  "nobody busy of " + of(team) + " without any in hand, and nobody idle with one");
}

void StaffBook::close(SimTime end, const std::vector<Remaining>& rest, Finding& finding) const {
  for (std::size_t team = 0; team < teams_.size(); ++team) {
    const Remaining there = team < rest.size() ? rest[team] : Remaining{};
    finding.require(teams_[team].in_hand.balances(end, there.count, there.entered_us),
                    "Little's law of " + of(team) +
                        ": time in hand equals the sum of the times that the facts state");
  }
}

}  // namespace hotline::audit
