#include "evaluation/measured.hpp"

#include "core/base/contract.hpp"
#include "core/measures/catalogue.hpp"

namespace hotline::evaluation {
namespace {

using measures::AgencyCounts;
using measures::ChannelCounts;
using measures::Scope;
using measures::Scorecard;

/// The catalogued measure, by its name. Every name used here is in the catalogue.
std::optional<double> catalogued(const Scorecard& card, std::string_view name,
                                 Scope scope = Scope::kRun, std::size_t row = 0) {
  const measures::MeasureSpec* const spec = measures::find_measure(scope, name);
  HOTLINE_REQUIRE(spec != nullptr);
  return spec->value(card, row);
}

/// A measure that counts; unknown counts as none.
double count_of(const Scorecard& card, std::string_view name) {
  return catalogued(card, name).value_or(0);
}

/// Sum over all channels, those too on which nobody waits.
double sum_over_channels(const Scorecard& card, std::string_view name) {
  double sum = 0;
  for (std::size_t i = 0; i < measures::rows(card, Scope::kChannel); ++i) {
    sum += catalogued(card, name, Scope::kChannel, i).value_or(0);
  }
  return sum;
}

bool is_replay(const Scorecard& card) {
  return card.run().source == SourceKind::kReplayed;
}

std::string_view either(const Scorecard& card, std::string_view of_replay,
                        std::string_view of_simulation) {
  return is_replay(card) ? of_replay : of_simulation;
}

/// What was looked for and cannot be known.
Measurement unmeasured(std::string_view reason) {
  Measurement result;
  result.reason = reason;
  return result;
}

/// The value, or the reason where it is 0 / 0.
Measurement known_or(std::optional<double> value, std::uint64_t n, std::string_view reason) {
  if (!value) {
    return unmeasured(reason);
  }
  Measurement result;
  result.value = value;
  result.n = n;
  return result;
}

std::uint64_t whole(double count) {
  return static_cast<std::uint64_t>(count);
}

/// part / whole, unknown where there is no whole, and in a replay where there is no part.
Measurement told_share(const Scorecard& card, double part, double of, std::string_view silent,
                       std::string_view empty) {
  if (is_replay(card) && part == 0) {
    return unmeasured(silent);
  }
  return of > 0 ? known_or(part / of, whole(of), "") : unmeasured(empty);
}

std::string_view no_calls(const Scorecard& card) {
  return either(card, "this export has no calls", "nobody waited for an agent");
}

Measurement of_survey(const Scorecard& card, std::string_view name) {
  return known_or(catalogued(card, name), whole(count_of(card, "survey.answered")),
                  either(card, "this export has no survey", "nobody took part in a survey"));
}

}  // namespace

Measurement connect_rate(const Scorecard& card) {
  const double blocked = count_of(card, "contacts.blocked");
  const double attempts = count_of(card, "contacts.offered") + blocked;
  if (attempts == 0) {
    return unmeasured(no_calls(card));
  }
  Measurement result =
      known_or(count_of(card, "contacts.answered") / attempts, whole(attempts), "");
  if (is_replay(card) && blocked == 0) {
    result.note = "this export does not tell of calls that found all lines busy";
  }
  return result;
}

Measurement answered_in_time(const Scorecard& card) {
  const ChannelCounts live = card.live_channels();
  const std::optional<double> level =
      catalogued(card, "service_level.of_offered_less_abandoned_within");
  const double population =
      count_of(card, "contacts.offered") - static_cast<double>(live.abandoned_within);
  Measurement result = known_or(level, whole(population), no_calls(card));
  if (result.value) {
    result.note = "acceptable wait " + human(card.run().acceptable_wait);
  }
  return result;
}

Measurement time_to_signature(const Scorecard& card) {
  return known_or(catalogued(card, "response.p50"), card.all_agencies().response.count(),
                  either(card, "this export has no signatures", "no ticket was signed for"));
}

Measurement closed_on_time(const Scorecard& card) {
  const measures::TicketCounts tickets = card.all_agencies().tickets;
  return known_or(catalogued(card, "resolution.on_time_of_due"),
                  tickets.resolution_due_on_time + tickets.resolution_overdue,
                  either(card, "this export has no due times", "no ticket came to its due time"));
}

Measurement signed_on_time(const Scorecard& card) {
  const AgencyCounts all = card.all_agencies();
  return known_or(catalogued(card, "response.on_time_of_due"),
                  all.response_due_on_time + all.response_overdue,
                  either(card, "this export has no due times", "no ticket came to its due time"));
}

Measurement called_back(const Scorecard& card) {
  const AgencyCounts all = card.all_agencies();
  const double resolutions =
      count_of(card, "tickets.resolved") + static_cast<double>(all.tickets.resolved_again);
  return told_share(card, count_of(card, "survey.called"), resolutions,
                    "this export has no call-backs", "no ticket was resolved");
}

Measurement returned(const Scorecard& card) {
  return told_share(card, count_of(card, "tickets.returned"), count_of(card, "tickets.dispatched"),
                    "this export has no returns", "no ticket was dispatched");
}

Measurement self_service(const Scorecard& card) {
  const double ended = sum_over_channels(card, "contacts.ended");
  if (is_replay(card)) {
    // Call logs have callers who left the voice menu: helped or discouraged, nobody knows.
    return unmeasured(ended > 0 ? "this export does not tell self-service from hanging up"
                                : "this export has no contacts");
  }
  return told_share(card, sum_over_channels(card, "contacts.ended_direct"), ended, "",
                    "no contact ended");
}

Measurement response_rate(const Scorecard& card) {
  return of_survey(card, "survey.response_rate");
}

Measurement resolution_rate(const Scorecard& card) {
  return of_survey(card, "survey.resolution_rate");
}

Measurement reopened(const Scorecard& card) {
  return told_share(card, count_of(card, "tickets.reopened"), count_of(card, "tickets.resolved"),
                    "this export has no reopenings", "no ticket was resolved");
}

Measurement satisfaction_rate(const Scorecard& card) {
  return of_survey(card, "survey.satisfaction_rate");
}

Measurement surveyed_closed_on_time(const Scorecard& card) {
  return of_survey(card, "survey.closed_on_time");
}

Measurement confirmed_fixed_on_time(const Scorecard& card) {
  return of_survey(card, "survey.confirmed_fixed_on_time");
}

Measurement declared_resolved(const Scorecard& card) {
  return told_share(card, count_of(card, "tickets.resolved"), count_of(card, "tickets.opened"),
                    "this export has no closings", "no ticket was opened");
}

Measurement time_to_resolution(const Scorecard& card) {
  return known_or(catalogued(card, "resolution.p50"), whole(count_of(card, "tickets.resolved")),
                  either(card, "this export has no closings", "no ticket was resolved"));
}

}  // namespace hotline::evaluation
