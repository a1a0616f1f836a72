#include "tests/unit/core_report/made_up_city.hpp"

#include <array>
#include <cmath>
#include <random>
#include <string>

namespace hotline::report::test {
namespace {

using measures::Scorecard;

constexpr std::array<const char*, 8> kAgencies = {"Streets & Sanitation",
                                                  "Water",
                                                  "Parks",
                                                  "Housing <script>alert(1)</script>",
                                                  "Police, quality of life",
                                                  "Health",
                                                  "市容环境卫生管理局",
                                                  "Transport"};
constexpr std::array<double, 8> kHoursToResolve = {30, 9, 120, 400, 1.5, 70, 48, 15};
constexpr std::array<const char*, 12> kCategories = {
    "Missed collection",
    "Water leak",
    "Fallen tree",
    "No heat or hot water",
    "Noise",
    "Rats",
    "Street cleaning",
    "Pothole",
    "Street light out",
    "Illegal parking",
    "Graffiti",
    "A category with a name that is much too long for the label of a bar"};
constexpr std::array<const char*, 9> kDistricts = {
    "Centre", "North", "North-East", "East", "South", "South-West", "West", "Harbour", "Hills"};

class Maker {
 public:
  explicit Maker(std::uint32_t replication, bool exported)
      : random_(replication + 1), exported_(exported), start_(civil_date(2025, 1, 6).value()) {
    RunStarted run;
    run.at = start_;
    run.run = 0xC0FFEE + replication;
    run.source = exported ? SourceKind::kReplayed : SourceKind::kSimulated;
    run.scenario = exported ? "nyc311" : "made-up";
    run.title = exported ? "Service requests of a made-up city" : "The Made-up City <311> Hotline";
    run.seed = exported ? 0 : 42;
    run.replication = replication;
    run.acceptable_wait = 20 * kSecond;
    run.short_abandon = 5 * kSecond;
    card_(run);
    define(NameKind::kChannel, exported ? std::vector<std::string>{"PHONE", "ONLINE"}
                                        : std::vector<std::string>{"phone", "web"});
    define(NameKind::kAgency, {kAgencies.begin(), kAgencies.end()});
    define(NameKind::kCategory, {kCategories.begin(), kCategories.end()});
    define(NameKind::kDistrict, {kDistricts.begin(), kDistricts.end()});
  }

  Scorecard week() {
    if (!exported_) {
      define(NameKind::kGroup, {"general", "night desk"});
      card_(StaffingChanged{start_, {0}, 14, 14});
      card_(StaffingChanged{start_, {1}, 3, 3});
      for (std::uint32_t agency = 0; agency < kAgencies.size(); ++agency) {
        card_(CrewsChanged{start_, {agency}, 12, 12});
      }
    }
    for (std::int64_t hour = 0; hour < 168; ++hour) {
      const double day = std::sin(3.14159 * static_cast<double>(hour % 24) / 24);
      const double rate = (8 + 90 * day * day * day) * (hour < 120 ? 1.0 : 0.55);
      const auto contacts = static_cast<int>(rate * (0.9 + 0.2 * uniform()));
      for (int i = 0; i < contacts; ++i) {
        contact(start_ + hour * kHour + seconds(3600 * uniform()), rate / 98);
      }
    }
    card_(RunEnded{start_ + kWeek});
    return card_;
  }

 private:
  double uniform() { return static_cast<double>(random_() >> 11U) * 0x1p-53; }

  double exponential(double mean) { return -mean * std::log(1 - uniform()); }

  static Duration seconds(double s) { return from_seconds(s); }

  void define(NameKind kind, const std::vector<std::string>& names) {
    for (std::uint32_t id = 0; id < names.size(); ++id) {
      card_(NameDefined{start_, kind, id, names[id]});
    }
  }

  void contact(SimTime at, double load) {
    const ContactId id{++contacts_};
    const CategoryId category{static_cast<std::uint32_t>(12 * uniform() * uniform())};
    const DistrictId district{static_cast<std::uint32_t>(9 * std::sqrt(uniform()))};
    const bool web = uniform() < 0.3;
    if (!exported_) {
      card_(
          ContactArrived{at, id, {web ? 1U : 0U}, category, district, uniform() < 0.06 ? 2U : 1U});
      if (web) {
        card_(ContactEnded{at, id, {1}, category, ContactOutcome::kTicketOpened, false, at, {}});
      } else if (!call(at, id, category, load)) {
        return;
      }
    }
    if (web || uniform() < 0.6) {
      ticket(at, TicketId{contacts_}, web, category, district);
    }
  }

  /// False if the caller was lost.
  bool call(SimTime at, ContactId id, CategoryId category, double load) {
    if (uniform() < 0.01 * load) {
      card_(ContactBlocked{at, id, {0}});
      return false;
    }
    const bool queued = uniform() < 0.75 * load;
    const Duration wait = queued ? seconds(exponential(60 * load)) : Duration(0);
    if (queued) {
      card_(ContactQueued{at, id, {0}});
      if (uniform() < 0.12) {
        card_(ContactAbandoned{at + wait, id, {0}, at, wait});
        return false;
      }
    }
    const GroupId group{uniform() < 0.2 ? 1U : 0U};
    const Duration talk = seconds(30 + exponential(200));
    const Duration after = seconds(exponential(25));
    const SimTime answer = at + wait;
    card_(ContactAnswered{answer, id, {0}, group, at, wait, queued});
    card_(ContactEnded{
        answer + talk, id, {0}, category, ContactOutcome::kTicketOpened, true, at, talk});
    card_(AgentReleased{answer + talk + after, group, id, talk, after,
                        uniform() < 0.02 ? after : Duration(0)});
    return true;
  }

  void ticket(SimTime at, TicketId id, bool web, CategoryId category, DistrictId district) {
    const AgencyId agency{category.value % 8};
    const double hours = kHoursToResolve.at(agency.value);
    const SimTime response_due = exported_ ? kNever : at + 2 * kHour;
    const SimTime due = at + seconds(3600 * 2 * hours);
    const SimTime sign = at + seconds(exponential(3000));
    const SimTime done = at + seconds(3600 * exponential(hours));
    card_(TicketOpened{at, id, {web ? 1U : 0U}, category, district, response_due, due});
    card_(TicketDispatched{at, id, agency, at, 1});
    if (due < start_ + kWeek && done > due) {
      card_(TicketOverdue{due, id, agency, TicketClock::kResolution, at});
    }
    if (!exported_) {
      handle(id, agency, at, sign, response_due);
    }
    if (done < start_ + kWeek) {
      card_(TicketResolved{done, id, agency, category, district, at, due, true});
      if (!exported_ && uniform() < 0.3) {
        survey(done + kHour, id, agency, at, done <= due);
      }
    }
  }

  void handle(TicketId id, AgencyId agency, SimTime at, SimTime sign, SimTime response_due) {
    if (uniform() < 0.08) {
      card_(TicketReturned{at + kMinute, id, agency, at, 1});
      card_(TicketDispatched{at + 2 * kMinute, id, agency, at, 2});
    }
    if (sign > response_due) {
      card_(TicketOverdue{response_due, id, agency, TicketClock::kResponse, at});
    }
    card_(TicketSigned{sign, id, agency, at, at, response_due, true});
    const Duration work = seconds(exponential(2400));
    card_(WorkStarted{sign + kHour, id, agency, kHour});
    card_(WorkEnded{sign + kHour + work, id, agency, work});
  }

  void survey(SimTime at, TicketId id, AgencyId agency, SimTime opened, bool on_time) {
    const bool fixed = uniform() < 0.6 + 0.04 * agency.value;
    card_(TicketSurveyed{at, id, agency, opened, uniform() < 0.7, uniform() < 0.92, fixed,
                         uniform() < (fixed ? 0.9 : 0.2), on_time});
    if (!fixed && uniform() < 0.5) {
      card_(TicketReopened{at, id, agency, opened, 1});
    }
  }

  Scorecard card_;
  std::mt19937_64 random_;
  bool exported_ = false;
  SimTime start_;
  std::uint64_t contacts_ = 0;
};

}  // namespace

Scorecard made_up_week(std::uint32_t replication) {
  return Maker(replication, false).week();
}

std::vector<Scorecard> made_up_replications(std::uint32_t n) {
  std::vector<Scorecard> cards;
  for (std::uint32_t replication = 0; replication < n; ++replication) {
    cards.push_back(made_up_week(replication));
  }
  return cards;
}

Scorecard made_up_export() {
  return Maker(0, true).week();
}

}  // namespace hotline::report::test
