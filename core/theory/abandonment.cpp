#include "core/theory/abandonment.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/theory/erlang.hpp"

namespace hotline::theory {
namespace {

constexpr double kDrop = 60;        // exp(-60) = 9e-27: what lies lower is not integrated
constexpr double kFarthest = 1e20;  // in mean times between two completions

/// The unnormalised density of the offered wait on x > 0, exp(phi(x) - top), and where it matters.
class WaitDensity {
 public:
  WaitDensity(const Pool& pool, const Patience& patience)
      : lambda_(pool.arrival_rate), drain_(pool.agents * pool.service_rate), patience_(&patience) {}

  /// Finds the top and the stretch; false if the density does not fall off.
  bool settle() {
    const std::optional<double> mode = find_mode();
    if (!mode) {
      return false;
    }
    mode_ = *mode;
    top_ = phi(mode_);
    const double step = 1 / drain_;
    double reach = step;
    while (phi(mode_ + reach) > top_ - kDrop) {
      reach *= 2;
      if (reach > kFarthest * step) {
        return false;
      }
    }
    highest_ = mode_ + reach;
    reach = step;
    while (reach < mode_ && phi(mode_ - reach) > top_ - kDrop) {
      reach *= 2;
    }
    lowest_ = std::max(mode_ - reach, 0.0);
    return true;
  }

  [[nodiscard]] double top() const { return top_; }

  /// Integral of f(x) exp(phi(x) - top) over [0, until].
  [[nodiscard]] double integrate(const RealFunction& f, double until) const {
    std::vector<double> knots = {lowest_, mode_, highest_};
    knots.insert(knots.end(), patience_->kinks.begin(), patience_->kinks.end());
    const double end = std::min(until, highest_);
    for (double& knot : knots) {
      knot = std::clamp(knot, lowest_, std::max(end, lowest_));
    }
    std::sort(knots.begin(), knots.end());
    return integral([&](double x) { return f(x) * std::exp(phi(x) - top_); }, knots);
  }

  [[nodiscard]] double integrate(const RealFunction& f) const { return integrate(f, highest_); }

 private:
  [[nodiscard]] double phi(double x) const {
    return lambda_ * patience_->integrated(x) - drain_ * x;
  }

  /// Where the survival function falls to drain / lambda: phi rises before and falls after.
  [[nodiscard]] std::optional<double> find_mode() const {
    const double level = drain_ / lambda_;
    if (level >= 1) {
      return 0;
    }
    double low = 0;
    double high = 1 / drain_;
    while (patience_->survival(high) > level) {
      low = high;
      high *= 2;
      if (high > kFarthest / drain_) {
        return std::nullopt;
      }
    }
    for (int i = 0; i < 100; ++i) {
      const double middle = low + (high - low) / 2;
      (patience_->survival(middle) > level ? low : high) = middle;
    }
    return high;
  }

  double lambda_;
  double drain_;
  const Patience* patience_;
  double mode_ = 0;
  double top_ = 0;
  double lowest_ = 0;
  double highest_ = 0;
};

}  // namespace

Result<Abandonment> mmn_g(const Pool& pool, const Patience& patience, double within) {
  Domain domain;
  if (domain.pool(pool).not_negative("acceptable wait", within).broken()) {
    return domain.error();
  }
  WaitDensity density(pool, patience);
  if (!density.settle()) {
    return bad_input("offered load: found " + shown(pool.offered_load()) + " for " +
                     std::to_string(pool.agents) +
                     " agents with callers who do not hang up, expected less than the agents");
  }
  const auto& survival = patience.survival;
  const auto hung_up = [&](double x) { return 1 - survival(x); };
  // Given V > 0; the factor J of the density cancels.
  const double j = density.integrate([](double) { return 1.0; });
  const double lost = density.integrate(hung_up) / j;
  const double wait = density.integrate([&](double x) { return patience.integrated(x); }) / j;
  const double offered = density.integrate([](double x) { return x; }) / j;
  const double served_wait = density.integrate([&](double x) { return x * survival(x); }) / j;
  const double served_early = density.integrate(survival, within) / j;
  const double lost_early = density.integrate(hung_up, within) / j;
  const double below = density.integrate([](double) { return 1.0; }, within) / j;

  // lambda B J = P(V > 0) / P(V = 0), in logarithms: exp(top) may overflow while B underflows.
  const double odds =
      pool.arrival_rate * j *
      std::exp(density.top() + std::log(loss_recursion(pool.offered_load(), pool.agents - 1)));
  Abandonment a;
  a.wait_probability = 1 / (1 + 1 / odds);
  const double at_once = 1 / (1 + odds);
  const double busy = a.wait_probability;
  const double answered = at_once + busy * density.integrate(survival) / j;
  a.abandon_probability = busy * lost;
  a.mean_wait = busy * wait;
  a.mean_offered_wait = busy * offered;
  a.mean_wait_of_answered = busy * served_wait / answered;
  a.mean_queue = pool.arrival_rate * a.mean_wait;
  a.occupancy = pool.offered_load() * answered / pool.agents;
  a.answered_within = at_once + busy * served_early;
  a.abandoned_within = busy * (lost_early + hung_up(within) * std::max(1 - below, 0.0));
  a.answered_within_of_answered = a.answered_within / answered;
  a.answered_within_of_others = a.answered_within / (1 - a.abandoned_within);
  return a;
}

Result<Abandonment> erlang_a(const Pool& pool, double abandonment_rate, double within) {
  return exponential_patience(abandonment_rate).and_then([&](const Patience& patience) {
    return mmn_g(pool, patience, within);
  });
}

}  // namespace hotline::theory
