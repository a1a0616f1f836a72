// core/theory/domain.hpp: what a formula is asked about, and whether it may be asked.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace hotline::theory {

/// No formula here is asked about more agents than this.
inline constexpr int kMaxAgents = 1'000'000;

/// Poisson arrivals at one group of equal agents whose handling times are exponential. The unit of
/// time is the caller's: both rates in the same one, and every time of an answer in it as well.
struct Pool {
  double arrival_rate = 0;
  double service_rate = 1;  ///< of one agent: 1 / mean handling time
  int agents = 1;

  /// In erlangs: arrivals in one mean handling time.
  [[nodiscard]] double offered_load() const { return arrival_rate / service_rate; }
};

/// Collects what is wrong with the arguments of a formula; the first trouble is the one that is
/// told. Every formula of this module checks its arguments with one of these and answers kBadInput.
class Domain {
 public:
  /// 0 < x <= 1e15.
  Domain& positive(std::string_view name, double x);
  /// 0 <= x <= 1e15.
  Domain& not_negative(std::string_view name, double x);
  /// 0 <= x <= 1.
  Domain& share(std::string_view name, double x);
  /// 0 < x < 1.
  Domain& inner_share(std::string_view name, double x);
  /// lowest <= x <= highest.
  Domain& whole(std::string_view name, int x, int lowest, int highest);
  /// Rates above 0, 1 ... kMaxAgents agents.
  Domain& pool(const Pool& pool);
  /// The same, and an offered load below the number of agents: else the queue grows for ever.
  Domain& stable(const Pool& given);
  /// Anything else; `message` says what was found and what is allowed.
  Domain& require(bool holds, std::string message);

  [[nodiscard]] bool broken() const { return !trouble_.empty(); }

  [[nodiscard]] tl::unexpected<Error> error() const { return bad_input(trouble_); }

 private:
  std::string trouble_;
};

/// A number for a message, as short as %g prints it.
[[nodiscard]] std::string shown(double x);

}  // namespace hotline::theory
