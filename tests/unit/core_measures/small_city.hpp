// tests/unit/core_measures/small_city.hpp: 200 seconds of a made-up hotline, small enough to count
// by hand. The numbers expected of it are in catalogue_test.cpp.
#pragma once

#include <algorithm>
#include <random>
#include <vector>

#include "core/measures/scorecard.hpp"

namespace hotline::measures::test {

inline constexpr ChannelId kPhone{0};
inline constexpr ChannelId kWeb{1};
inline constexpr GroupId kDesk{0};
inline constexpr AgencyId kWater{0};
inline constexpr AgencyId kRoads{1};
inline constexpr CategoryId kLeak{0};
inline constexpr CategoryId kHole{1};
inline constexpr DistrictId kNorth{0};

/// `s` seconds after Monday 2025-01-06 00:00.
inline SimTime at(std::int64_t s) {
  return civil_date(2025, 1, 6).value() + s * kSecond;
}

inline Duration sec(std::int64_t s) {
  return s * kSecond;
}

/// RunStarted (acceptable wait 20 s, short abandonment 5 s) and the names.
inline std::vector<Fact> opening() {
  RunStarted run;
  run.at = at(0);
  run.run = 42;
  run.scenario = "small-city";
  run.title = "Small City";
  run.seed = 7;
  run.acceptable_wait = sec(20);
  run.short_abandon = sec(5);
  return {run,
          NameDefined{at(0), NameKind::kChannel, 0, "phone"},
          NameDefined{at(0), NameKind::kChannel, 1, "web"},
          NameDefined{at(0), NameKind::kGroup, 0, "desk"},
          NameDefined{at(0), NameKind::kAgency, 0, "water"},
          NameDefined{at(0), NameKind::kAgency, 1, "roads"},
          NameDefined{at(0), NameKind::kCategory, 0, "leak"},
          NameDefined{at(0), NameKind::kCategory, 1, "hole"},
          NameDefined{at(0), NameKind::kDistrict, 0, "north"}};
}

inline std::vector<Fact> front_office() {
  using enum ContactOutcome;
  const auto arrived = [](std::int64_t s, std::uint64_t id, std::uint32_t attempt = 1) {
    return ContactArrived{at(s), {id}, kPhone, kLeak, kNorth, attempt};
  };
  const auto answered = [](std::int64_t s, std::uint64_t id, std::int64_t wait, bool queued) {
    return ContactAnswered{at(s), {id}, kPhone, kDesk, at(s - wait), sec(wait), queued};
  };
  const auto ended = [](std::int64_t s, std::uint64_t id, std::int64_t arrival, std::int64_t talk,
                        ContactOutcome outcome) {
    return ContactEnded{at(s), {id}, kPhone, kLeak, outcome, true, at(arrival), sec(talk)};
  };
  return {StaffingChanged{at(0), kDesk, 2, 2},
          arrived(0, 1),
          answered(0, 1, 0, false),
          ended(100, 1, 0, 100, kTicketOpened),
          AgentReleased{at(120), kDesk, {1}, sec(100), sec(20), sec(0)},
          arrived(10, 2),
          answered(10, 2, 0, false),
          ended(70, 2, 10, 60, kAnswered),
          AgentReleased{at(70), kDesk, {2}, sec(60), sec(0), sec(0)},
          arrived(20, 3),
          ContactQueued{at(20), {3}, kPhone},
          answered(70, 3, 50, true),
          ended(100, 3, 20, 30, kAnswered),
          AgentReleased{at(110), kDesk, {3}, sec(30), sec(10), sec(0)},
          arrived(50, 4),
          ContactQueued{at(50), {4}, kPhone},
          ContactAbandoned{at(55), {4}, kPhone, at(50), sec(5)},
          arrived(60, 5),
          ContactQueued{at(60), {5}, kPhone},
          ContactAbandoned{at(80), {5}, kPhone, at(60), sec(20)},
          arrived(90, 6),
          ContactBlocked{at(90), {6}, kPhone},
          arrived(100, 6, 2),
          ContactQueued{at(100), {6}, kPhone},
          answered(110, 6, 10, true),
          StaffingChanged{at(120), kDesk, 0, -2},
          ended(150, 6, 100, 40, kAnswered),
          AgentReleased{at(150), kDesk, {6}, sec(40), sec(0), sec(30)},
          ContactArrived{at(0), {7}, kWeb, kHole, kNorth, 1},
          ContactEnded{at(30), {7}, kWeb, kHole, kTicketOpened, false, at(0), sec(0)}};
}

/// A ticket that is refused, arbitrated, done on time, found not fixed, and done again.
inline std::vector<Fact> bounced_ticket() {
  const TicketId id{1};
  return {TicketOpened{at(30), id, kWeb, kHole, kNorth, at(60), at(100)},
          TicketClassified{at(32), id, kLeak, Classifier::kMachine},
          TicketDispatched{at(35), id, kWater, at(30), 1},
          TicketReturned{at(40), id, kWater, at(35), 1},
          TicketArbitrated{at(42), id, kRoads},
          TicketDispatched{at(42), id, kRoads, at(30), 2},
          TicketSigned{at(60), id, kRoads, at(30), at(42), at(60), true},
          WorkStarted{at(70), id, kRoads, sec(10)},
          WorkEnded{at(95), id, kRoads, sec(25)},
          TicketResolved{at(100), id, kRoads, kHole, kNorth, at(30), at(100), true},
          TicketSurveyed{at(110), id, kRoads, at(30), true, true, false, false, true},
          TicketReopened{at(120), id, kRoads, at(30), 1},
          TicketResolved{at(140), id, kRoads, kHole, kNorth, at(30), at(100), false},
          TicketSurveyed{at(195), id, kRoads, at(30), false, true, true, true, true}};
}

/// One ticket that misses both due times, and one without due times that stays open.
inline std::vector<Fact> late_and_open_tickets() {
  const TicketId late{2};
  const TicketId open{3};
  return {TicketOpened{at(100), late, kPhone, kLeak, kNorth, at(120), at(150)},
          TicketDispatched{at(105), late, kWater, at(100), 1},
          TicketOverdue{at(120), late, kWater, TicketClock::kResponse, at(100)},
          TicketSigned{at(130), late, kWater, at(100), at(105), at(120), true},
          TicketOverdue{at(150), late, kWater, TicketClock::kResolution, at(100)},
          TicketResolved{at(180), late, kWater, kLeak, kNorth, at(100), at(150), true},
          TicketSurveyed{at(190), late, kWater, at(100), true, true, true, true, false},
          TicketOpened{at(110), open, kPhone, kLeak, kNorth, kNever, kNever},
          TicketDispatched{at(115), open, kWater, at(110), 1},
          TicketSigned{at(116), open, kWater, at(110), at(115), kNever, true}};
}

/// What happens between the opening and the end of the run.
inline std::vector<Fact> happenings() {
  std::vector<Fact> all = {CrewsChanged{at(0), kRoads, 1, 1}};
  for (const auto& part : {front_office(), bounced_ticket(), late_and_open_tickets()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

inline Scorecard fold(const std::vector<Fact>& facts, Scorecard card = {}) {
  for (const Fact& fact : facts) {
    card(fact);
  }
  return card;
}

inline Scorecard small_city() {
  return fold({RunEnded{at(200)}}, fold(happenings(), fold(opening())));
}

}  // namespace hotline::measures::test
