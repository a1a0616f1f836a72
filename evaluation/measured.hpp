// evaluation/measured.hpp: the indicators that facts can show, from the scorecard of one run.
//
// The numbers are those of core/measures/catalogue.hpp, by name; here is decided when a number
// means something. In a simulation everything is told, so no returned ticket is a true zero. An
// export is silent about what it has no column for, so in a replay a whole kind of fact that never
// occurs is unknown, not zero.
#pragma once

#include "evaluation/indicators.hpp"

namespace hotline::evaluation {

[[nodiscard]] Measurement connect_rate(const measures::Scorecard& card);
[[nodiscard]] Measurement answered_in_time(const measures::Scorecard& card);
[[nodiscard]] Measurement time_to_signature(const measures::Scorecard& card);
[[nodiscard]] Measurement closed_on_time(const measures::Scorecard& card);
[[nodiscard]] Measurement called_back(const measures::Scorecard& card);
[[nodiscard]] Measurement returned(const measures::Scorecard& card);
[[nodiscard]] Measurement self_service(const measures::Scorecard& card);
[[nodiscard]] Measurement response_rate(const measures::Scorecard& card);
[[nodiscard]] Measurement resolution_rate(const measures::Scorecard& card);
[[nodiscard]] Measurement reopened(const measures::Scorecard& card);
[[nodiscard]] Measurement satisfaction_rate(const measures::Scorecard& card);

// Beside time_to_signature.
[[nodiscard]] Measurement signed_on_time(const measures::Scorecard& card);

// Beside closed_on_time, both of those who took part in the survey.
[[nodiscard]] Measurement surveyed_closed_on_time(const measures::Scorecard& card);
[[nodiscard]] Measurement confirmed_fixed_on_time(const measures::Scorecard& card);

// Beside resolution_rate: what an export without a survey can show, too.
[[nodiscard]] Measurement declared_resolved(const measures::Scorecard& card);
[[nodiscard]] Measurement time_to_resolution(const measures::Scorecard& card);

}  // namespace hotline::evaluation
