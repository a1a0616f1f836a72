// sim/random/duration_law.hpp: laws of durations, drawn by inversion.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "core/base/time.hpp"
#include "sim/random/special_functions.hpp"

namespace hotline::sim {

struct LawTable;

/// A law for durations, named by its family and the parameters a planner knows.
struct DurationLaw {
  enum class Family : std::uint8_t {
    kConstant,
    kExponential,
    kLognormal,
    kWeibull,
    kUniform,
    kPareto,
    // These have a table; made by the functions below.
    kGamma,
    kAtZero,
    kPiecewise,
    kMixture
  };
  Family family = Family::kConstant;
  /// kConstant, kExponential: mean. kLognormal: median. kWeibull, kPareto, kGamma: scale. kUniform:
  /// least. Seconds.
  double first_seconds = 0;
  /// kLognormal: sigma of the logarithm. kWeibull, kPareto, kGamma: shape. kUniform: greatest, in
  /// seconds. kAtZero: mass at zero.
  double second = 0;
  std::shared_ptr<const LawTable> table =
      nullptr;  ///< of the families above, never changed; else null
};

/// Gamma law of a mean above 0 and a shape (0.01 to 10000, checked; shape = 1/cv^2). A whole shape
/// k makes it Erlang-k. Cost: a table of 22 KiB, some milliseconds.
[[nodiscard]] DurationLaw gamma_law(double mean_seconds, double shape);

/// 0 with this probability (0 to 1, checked), else drawn from `law`.
[[nodiscard]] DurationLaw with_mass_at_zero(double mass, const DurationLaw& law);

/// One of these laws, by weights above 0 of any scale; one part at least (checked). Cost: a table
/// of 22 KiB, some milliseconds a part.
[[nodiscard]] DurationLaw mixture_law(std::vector<std::pair<double, DurationLaw>> parts);

/// Hyperexponential law of two phases with balanced means (p1 m1 = p2 m2), by its mean and its
/// coefficient of variation (from 1 on, checked; 1 is the exponential law itself). Source: Tijms, A
/// First Course in Stochastic Models (2003), appendix B.
[[nodiscard]] DurationLaw hyperexponential_law(double mean_seconds, double cv);

/// Each of these values, equally likely; one at least (checked).
[[nodiscard]] DurationLaw empirical_law(std::vector<double> seconds);

/// Linear between given quantiles: pairs of (probability, seconds), both non-decreasing, from
/// probability 0 to 1 (checked).
[[nodiscard]] DurationLaw quantile_law(const std::vector<std::pair<double, double>>& quantiles);

/// Piecewise constant hazard: pairs of (from, events a second while it lasts), the first from 0,
/// increasing, the last for ever (checked). Where that is 0, who is left stays: kMaxSpan.
[[nodiscard]] DurationLaw hazard_law(const std::vector<std::pair<double, double>>& hazard);

/// A survival curve in steps, as the estimator of Kaplan and Meier (1958) gives it: pairs of
/// (seconds, share that is left after), seconds increasing, shares in 0 to 1 and decreasing
/// (checked). Who is left at the end stays: kMaxSpan.
[[nodiscard]] DurationLaw survival_law(const std::vector<std::pair<double, double>>& survival);

/// The duration whose probability of not being exceeded is u: one uniform makes one duration, and a
/// greater u never a shorter one, so that runs with common random numbers stay in step. To the
/// nearest microsecond; at most kMaxSpan (100 years), where a heavy tail is cut.
///
///   exponential  -m ln(1 - u)            lognormal  median * exp(sigma * z_u)
///   Weibull      scale (-ln(1 - u))^(1/shape)       uniform  least + u (greatest - least)
///   Pareto       scale (1 - u)^(-1/shape)
///   gamma, mixture   from a table of polynomials whose error was held below 1e-9 of the value and
///                    1e-12 of the mean; where no polynomial does (an edge between the parts, a
///                    probability below 2^-12), by numerical inversion
///
/// Requires 0 < u < 1 (checked). Cost: a table makes a draw as cheap as the exponential one;
/// numerical inversion takes about a microsecond a part. Sources: Devroye, Non-Uniform Random
/// Variate Generation (1986), ch. 2; Derflinger, Hörmann and Leydold, ACM TOMACS 20 (2010) 18.
[[nodiscard]] Duration quantile(const DurationLaw& law, double u);

/// The mean, before the cut, in seconds. Weibull: scale * Gamma(1 + 1/shape). Pareto: infinite up
/// to shape 1.
[[nodiscard]] double mean_seconds(const DurationLaw& law);

/// P(X <= x) and P(X > x), before the cut. Relative error of the smaller one below 1e-10.
[[nodiscard]] Tails tails(const DurationLaw& law, double seconds);

}  // namespace hotline::sim
