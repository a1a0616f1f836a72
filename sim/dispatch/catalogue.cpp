#include "sim/dispatch/catalogue.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <variant>

#include "core/base/contract.hpp"
#include "core/base/time.hpp"

namespace hotline::sim {
namespace {

template <class Policy>
std::string name_in(std::span<const PolicySpec<Policy>> catalogue, const Policy& policy) {
  if (const auto* const script = std::get_if<Scripted>(&policy.rule())) {
    return script->name();
  }
  const auto spec = std::find_if(catalogue.begin(), catalogue.end(), [&](const auto& one) {
    return one.make(one.usual).rule().index() == policy.rule().index();
  });
  HOTLINE_REQUIRE(spec != catalogue.end());
  return std::string(spec->name);
}

}  // namespace

std::string name_of(const Selection& policy) {
  return name_in(selection_catalogue(), policy);
}

std::string name_of(const Routing& policy) {
  return name_in(routing_catalogue(), policy);
}

std::span<const RuleSpec> rule_catalogue() {
  static constexpr auto kCatalogue = std::to_array<RuleSpec>({
      {"responsibility-catalogue",
       "the agency that is responsible for the category and the district",
       "12345 hotlines (职责清单); Open311 service list", "category agency, [[responsibility]]"},
      {"first-receiver-leads", "who gets a ticket first may not refuse it as others' too",
       "Beijing 2021 (首接负责制)", "[triage] overlapping"},
      {"district-backstop", "what is clearly nobody's goes to the agency of the district",
       "Beijing 2021 (属地兜底)", "[district] agency, [triage] unclear"},
      {"staged-overflow", "others help from a wait, a length and a busy share on",
       "Buist, L'Ecuyer 2005", "stages of queues and units, hand_over of agencies"},
  });
  return kCatalogue;
}

std::span<const PolicySpec<Selection>> selection_catalogue() {
  static constexpr auto kCatalogue = std::to_array<PolicySpec<Selection>>({
      {"fifo", "first come, first served, over all lines together", "Erlang 1917",
       PolicyParameter::kNone, 0, 0, 0, [](double) { return Selection(Fifo{}); }},
      {"lifo", "last come, first served", "Kleinrock 1975", PolicyParameter::kNone, 0, 0, 0,
       [](double) { return Selection(Lifo{}); }},
      {"random", "any of those that wait, each with the same probability (SIRO)", "Takacs 1963",
       PolicyParameter::kNone, 0, 0, 0, [](double) { return Selection(RandomOrder{}); }},
      {"priority", "the line with the lowest priority number first, then by arrival", "Cobham 1954",
       PolicyParameter::kNone, 0, 0, 0, [](double) { return Selection(StaticPriority{}); }},
      {"longest-queue", "the line in which most wait", "Buist, L'Ecuyer 2005",
       PolicyParameter::kNone, 0, 0, 0, [](double) { return Selection(LongestQueue{}); }},
      {"c-mu", "greatest weight / mean service; the weight is the cost of waiting",
       "Cox, Smith 1961", PolicyParameter::kNone, 0, 0, 0, [](double) { return Selection(CMu{}); }},
      {"generalized-c-mu", "the c-mu rule with a cost that grows as wait^exponent",
       "van Mieghem 1995; Mandelbaum, Stolyar 2004", PolicyParameter::kNumber, 1, 10, 2,
       [](double x) { return Selection(GeneralizedCMu{x}); }},
      {"queue-ratio", "the line that exceeds its share (weight) of all that wait (FQR, QIR)",
       "Gurvich, Whitt 2009", PolicyParameter::kNone, 0, 0, 0,
       [](double) { return Selection(QueueRatio{}); }},
      {"accumulating", "greatest weight x wait: priority that grows with waiting",
       "Kleinrock 1964; Stanford, Taylor, Ziedins 2014", PolicyParameter::kNone, 0, 0, 0,
       [](double) { return Selection(AccumulatingPriority{}); }},
      {"edf", "earliest due date first, within lines and among them", "Jackson 1955",
       PolicyParameter::kNone, 0, 0, 0, [](double) { return Selection(EarliestDue{}); }},
      {"least-slack", "least time until due less remaining work, in business hours", "Pinedo 2016",
       PolicyParameter::kNone, 0, 0, 0, [](double) { return Selection(LeastSlack{}); }, "tickets"},
      {"shortest-job", "least work first, where it is known beforehand (SJF; interrupting: PSJF)",
       "Schrage, Miller 1966", PolicyParameter::kNone, 0, 0, 0,
       [](double) { return Selection(ShortestJob{}); }, "tickets"},
      {"shortest-remaining", "least remaining work first (interrupting: SRPT)", "Schrage 1968",
       PolicyParameter::kNone, 0, 0, 0, [](double) { return Selection(ShortestRemaining{}); },
       "tickets"},
      {"rank", "the line that the server lists first, then by arrival", "Buist, L'Ecuyer 2005",
       PolicyParameter::kNone, 0, 0, 0, [](double) { return Selection(ByRank{}); }},
      {"reservation", "as rank, but a line with a reserve leaves so many servers free",
       "Gans, Koole, Mandelbaum 2003", PolicyParameter::kNone, 0, 0, 0,
       [](double) { return Selection(Reservation{}); }},
      {"relative-delay", "greatest share of the time until due that has been waited (LWDF)",
       "Stolyar, Ramanan 2001", PolicyParameter::kNone, 0, 0, 0,
       [](double) { return Selection(RelativeDelay{}); }},
      {"weight-index", "greatest weight x wait, less a fixed wait a rank",
       "Chan, Koole, L'Ecuyer 2014", PolicyParameter::kDuration, 0, 86400, 0,
       [](double x) { return Selection(WeightIndex{from_seconds(x)}); }},
      {"local-specialist", "those of its own districts first, others only after a wait",
       "Buist, L'Ecuyer 2005", PolicyParameter::kDuration, 0, 86400, 0,
       [](double x) { return Selection(LocalSpecialist{from_seconds(x)}); }},
  });
  return kCatalogue;
}

std::span<const PolicySpec<Routing>> routing_catalogue() {
  static constexpr auto kCatalogue = std::to_array<PolicySpec<Routing>>({
      {"listed", "the server that the scenario lists first", "Buist, L'Ecuyer 2005",
       PolicyParameter::kNone, 0, 0, 0, [](double) { return Routing(FirstListed{}); }},
      {"longest-idle", "whoever has been idle longest", "Armony, Ward 2010", PolicyParameter::kNone,
       0, 0, 0, [](double) { return Routing(LongestIdle{}); }},
      {"fastest", "the least mean service time for this item", "Armony 2005",
       PolicyParameter::kNone, 0, 0, 0, [](double) { return Routing(Fastest{}); }},
      {"random", "at random, in proportion to the weights", "Kleinrock 1975",
       PolicyParameter::kNone, 0, 0, 0, [](double) { return Routing(RandomServer{}); }},
      {"shortest-queue", "the least number waiting and in work (JSQ)", "Haight 1958; Winston 1977",
       PolicyParameter::kNone, 0, 0, 0, [](double) { return Routing(ShortestQueue{}); }},
      {"shortest-delay", "the least (number in system + 1) x mean service / servers (SED)",
       "Whitt 1986", PolicyParameter::kNone, 0, 0, 0,
       [](double) { return Routing(ShortestDelay{}); }},
      {"power-of", "the shortest of a few queues drawn at random", "Mitzenmacher 2001",
       PolicyParameter::kWhole, 1, 16, 2,
       [](double x) { return Routing(PowerOfChoice{static_cast<std::uint32_t>(x)}); }},
      {"least-work", "the least work left, where it is known", "Daley 1987", PolicyParameter::kNone,
       0, 0, 0, [](double) { return Routing(LeastWork{}); }, "tickets"},
      {"idleness-ratio", "the group that exceeds its share (weight) of all idle (QIR)",
       "Gurvich, Whitt 2009", PolicyParameter::kNone, 0, 0, 0,
       [](double) { return Routing(IdlenessRatio{}); }},
      {"idle-index", "greatest weight x idle time, less a fixed time a rank",
       "Chan, Koole, L'Ecuyer 2014", PolicyParameter::kDuration, 0, 86400, 0,
       [](double x) { return Routing(IdleIndex{from_seconds(x)}); }},
      {"reservation", "as listed, but a server with a reserve is left free for others",
       "Gans, Koole, Mandelbaum 2003", PolicyParameter::kNone, 0, 0, 0,
       [](double) { return Routing(RoutingReservation{}); }},
      {"local-specialist", "those of its own district first, and specialists before others",
       "Buist, L'Ecuyer 2005", PolicyParameter::kDuration, 0, 86400, 0,
       [](double x) { return Routing(RoutingLocalSpecialist{from_seconds(x)}); }},
      {"queue-ratio-overflow", "the first whose queue is short enough for those present",
       "Buist, L'Ecuyer 2005", PolicyParameter::kNumber, 0, 1000, 1,
       [](double x) { return Routing(QueueRatioOverflow{x}); }, "queues and tickets"},
  });
  return kCatalogue;
}

}  // namespace hotline::sim
