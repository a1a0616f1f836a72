// sim/scenario/law.cpp: laws for durations, in the forms in which they are published.
#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "sim/random/arithmetic.hpp"
#include "sim/scenario/reader.hpp"

namespace hotline::sim {
namespace {

/// The 0.9 quantile of the standard normal law.
constexpr double kNormal90 = 1.2815515655446004;
constexpr double kMaxSigma = 10;
constexpr std::size_t kMaxParts = 32;
constexpr std::size_t kMaxPoints = 10'000;

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
    return std::sqrt(fixed_log(1 + cv * cv));
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
      return fixed_log(p90 / median) / kNormal90;
    }
  }
  return 0;
}

DurationLaw lognormal(const Table& from) {
  const std::string_view key = from.one_of({"median", "mean"});
  const double centre = key.empty() ? 0 : seconds(from.duration(key, Duration{1}));
  const double sigma = lognormal_sigma(from, centre);
  const double median = key == "mean" ? centre * fixed_exp(-sigma * sigma / 2) : centre;
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

DurationLaw pareto(const Table& from) {
  from.need({"least", "shape"});
  const double least = seconds(from.duration("least", Duration{1}));
  return DurationLaw{Family::kPareto, least, from.number("shape", 0.05, 100).value_or(1)};
}

double mean_of(const Table& from) {
  from.need({"mean"});
  return std::max(seconds(from.duration("mean", Duration{1})), 1e-6);
}

DurationLaw gamma(const Table& from) {
  const double mean = mean_of(from);
  if (from.one_of({"shape", "cv"}) == "cv") {
    const double cv = from.number("cv", 0.01, 10).value_or(1);
    return gamma_law(mean, std::clamp(1 / (cv * cv), 0.01, 10'000.0));
  }
  return gamma_law(mean, from.number("shape", 0.01, 10'000).value_or(1));
}

DurationLaw erlang(const Table& from) {
  from.need({"k"});
  const double mean = mean_of(from);
  return gamma_law(mean, static_cast<double>(from.integer("k", 1, 10'000).value_or(1)));
}

DurationLaw hyperexponential(const Table& from) {
  from.need({"cv"});
  const double mean = mean_of(from);
  return hyperexponential_law(mean, from.number("cv", 1, 100).value_or(1));
}

/// The rows of a law that is a list; tells the log if there are too few or too many.
std::vector<Table> rows_of(const Table& from, std::string_view key, std::size_t least,
                           std::size_t most) {
  std::vector<Table> rows = from.list(key, "law." + std::string(key));
  if (rows.size() < least || rows.size() > most) {
    from.fail_at(key, "found " + std::to_string(rows.size()) + " rows, allowed " +
                          std::to_string(least) + " to " + std::to_string(most));
    rows.clear();
  }
  return rows;
}

DurationLaw mixture(const Table& from) {
  std::vector<std::pair<double, DurationLaw>> parts;
  for (const Table& row : rows_of(from, "mixture", 1, kMaxParts)) {
    row.need({"weight", "law"});
    const double weight = row.number("weight", 1e-9, 1e9).value_or(1);
    const std::optional<DurationLaw> law = row.law("law");
    if (!law) {
      return {};
    }
    parts.emplace_back(weight, *law);
  }
  return parts.empty() ? DurationLaw() : mixture_law(std::move(parts));
}

DurationLaw quantiles(const Table& from) {
  std::vector<std::pair<double, double>> knots;
  for (const Table& row : rows_of(from, "quantiles", 2, kMaxPoints)) {
    row.need({"share", "at"});
    knots.emplace_back(row.share("share").value_or(0), seconds(row.duration("at")));
    const std::pair<double, double>& last = knots.back();
    if (knots.size() == 1
            ? last.first != 0
            : last.first < (knots.end() - 2)->first || last.second < (knots.end() - 2)->second) {
      row.fail("found no next quantile, expected shares from 0 to 1 and times, both in order");
      return {};
    }
  }
  if (!knots.empty() && knots.back().first != 1) {
    from.fail_at("quantiles", "found no quantile of share 1, expected it last");
    return {};
  }
  return knots.empty() ? DurationLaw() : quantile_law(knots);
}

DurationLaw hazard(const Table& from) {
  std::vector<std::pair<double, double>> steps;
  for (const Table& row : rows_of(from, "hazard", 1, kMaxPoints)) {
    row.need({"from", "rate"});
    const double at = seconds(row.duration("from"));
    if (steps.empty() ? at != 0 : at <= steps.back().first) {
      row.fail_at("from", "found no next time, expected times from 0 s on, in order");
      return {};
    }
    steps.emplace_back(at, row.rate("rate").value_or(0) / to_seconds(kDay));
  }
  return steps.empty() ? DurationLaw() : hazard_law(steps);
}

DurationLaw survival(const Table& from) {
  std::vector<std::pair<double, double>> steps;
  for (const Table& row : rows_of(from, "survival", 1, kMaxPoints)) {
    row.need({"at", "left"});
    const double at = seconds(row.duration("at"));
    const double left = row.share("left").value_or(0);
    if (!steps.empty() && (at < steps.back().first || left > steps.back().second)) {
      row.fail("found no next step, expected times that increase and shares that decrease");
      return {};
    }
    steps.emplace_back(at, left);
  }
  return steps.empty() ? DurationLaw() : survival_law(steps);
}

DurationLaw values(const Table& from) {
  const std::vector<Duration> all = from.durations("values");
  std::vector<double> out;
  out.reserve(all.size());
  std::transform(all.begin(), all.end(), std::back_inserter(out),
                 [](Duration value) { return to_seconds(value); });
  return out.empty() ? DurationLaw() : empirical_law(std::move(out));
}

struct Form {
  std::string_view key;
  bool table;  ///< reads the table under the key, not the law's own
  DurationLaw (*read)(const Table&);
};

constexpr std::array<Form, 11> kForms{{{"lognormal", true, lognormal},
                                       {"weibull", true, weibull},
                                       {"uniform", true, uniform},
                                       {"pareto", true, pareto},
                                       {"gamma", true, gamma},
                                       {"erlang", true, erlang},
                                       {"hyperexponential", true, hyperexponential},
                                       {"mixture", false, mixture},
                                       {"quantiles", false, quantiles},
                                       {"hazard", false, hazard},
                                       {"survival", false, survival}}};

std::optional<DurationLaw> read_family(const Table& from, std::string_view family) {
  if (family == "constant" || family == "exponential") {
    const double mean = seconds(from.duration(family));
    return DurationLaw{family == "constant" ? Family::kConstant : Family::kExponential, mean, 0};
  }
  if (family == "values") {
    return values(from);
  }
  for (const Form& form : kForms) {
    if (form.key == family) {
      if (!form.table) {
        return form.read(from);
      }
      const std::optional<Table> inner = from.table(family, "law." + std::string(family));
      return inner ? std::optional(form.read(*inner)) : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<DurationLaw> Table::law(std::string_view key) const {
  const std::optional<Table> from = table(key, "law");
  if (!from) {
    return std::nullopt;
  }
  const std::string_view family = from->one_of(
      {"constant", "exponential", "lognormal", "weibull", "uniform", "pareto", "gamma", "erlang",
       "hyperexponential", "mixture", "values", "quantiles", "hazard", "survival"});
  const std::optional<DurationLaw> law = read_family(*from, family);
  const double at_zero = from->share("at_zero").value_or(0);
  return law && at_zero > 0 ? with_mass_at_zero(at_zero, *law) : law;
}

}  // namespace hotline::sim
