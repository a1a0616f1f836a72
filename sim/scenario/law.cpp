// sim/scenario/law.cpp: laws for durations, in the forms in which they are published.
#include <cmath>

#include "sim/scenario/reader.hpp"

namespace hotline::sim {
namespace {

/// The 0.9 quantile of the standard normal law.
constexpr double kNormal90 = 1.2815515655446004;
constexpr double kMaxSigma = 10;

using Family = DurationLaw::Family;

double seconds(std::optional<Duration> value) {
  return to_seconds(value.value_or(Duration{0}));
}

double lognormal_sigma(const Table& from, double median) {
  const std::string_view key = from.one_of({"sigma", "cv", "p90"});
  if (key == "sigma") {
    return from.number("sigma", 0, kMaxSigma).value_or(0);
  }
  if (key == "cv") {
    const double cv = from.number("cv", 0, 1000).value_or(0);
    return std::sqrt(std::log1p(cv * cv));
  }
  if (key == "p90") {
    const double p90 = seconds(from.duration("p90"));
    if (!from.has("median")) {
      from.fail_at("p90", "found without a median, allowed with median only");
    } else if (from.varies() && p90 < median) {
      return 0;  // each of the two varies by itself
    } else if (!(p90 >= median) || median <= 0) {
      from.fail_at("p90", "found less than the median, allowed from the median on");
    } else {
      return std::log(p90 / median) / kNormal90;
    }
  }
  return 0;
}

DurationLaw lognormal(const Table& from) {
  const std::string_view key = from.one_of({"median", "mean"});
  const double centre = key.empty() ? 0 : seconds(from.duration(key, Duration{1}));
  const double sigma = lognormal_sigma(from, centre);
  const double median = key == "mean" ? centre * std::exp(-sigma * sigma / 2) : centre;
  return DurationLaw{Family::kLognormal, median, sigma};
}

DurationLaw weibull(const Table& from) {
  from.need({"scale", "shape"});
  const double scale = seconds(from.duration("scale", Duration{1}));
  return DurationLaw{Family::kWeibull, scale, from.number("shape", 0.05, 100).value_or(1)};
}

DurationLaw uniform(const Table& from) {
  from.need({"from", "to"});
  const double least = seconds(from.duration("from"));
  const double greatest = seconds(from.duration("to"));
  if (greatest < least && from.varies()) {
    return DurationLaw{Family::kUniform, greatest, least};
  }
  if (greatest < least) {
    from.fail_at("to", "found less than 'from', allowed from there on");
  }
  return DurationLaw{Family::kUniform, least, greatest};
}

}  // namespace

std::optional<DurationLaw> Table::law(std::string_view key) const {
  const std::optional<Table> from = table(key, "law");
  if (!from) {
    return std::nullopt;
  }
  const std::string_view family =
      from->one_of({"constant", "exponential", "lognormal", "weibull", "uniform"});
  if (family == "constant" || family == "exponential") {
    const double mean = seconds(from->duration(family));
    return DurationLaw{family == "constant" ? Family::kConstant : Family::kExponential, mean, 0};
  }
  if (family.empty()) {
    return std::nullopt;
  }
  const std::optional<Table> inner = from->table(family, "law." + std::string(family));
  if (!inner) {
    return std::nullopt;
  }
  if (family == "lognormal") {
    return lognormal(*inner);
  }
  return family == "weibull" ? weibull(*inner) : uniform(*inner);
}

}  // namespace hotline::sim
