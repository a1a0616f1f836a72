// core/theory/limits.hpp: many agents: square-root staffing and the delay functions behind it.
#pragma once

#include "core/base/result.hpp"
#include "core/theory/domain.hpp"

namespace hotline::theory {

/// P(wait) of M/M/n in the limit of many agents, n = R + beta sqrt(R), R the offered load, beta >
/// 0: 1 / (1 + beta Phi(beta) / phi(beta)), Phi and phi of the standard normal law. beta at most
/// 1e6. Source: S. Halfin and W. Whitt, Heavy-traffic limits for queues with many exponential
/// servers, 1981. Relative error below 1e-14; 0 beyond beta = 38.
[[nodiscard]] Result<double> halfin_whitt(double beta);

/// The beta at which halfin_whitt is `wait_probability`, strictly between 0 and 1 (not below
/// 1e-300). Method: halving; relative error about 1e-13.
[[nodiscard]] Result<double> halfin_whitt_beta(double wait_probability);

/// P(wait) of Erlang A in the same limit; beta may be negative (-30 ... 30), patience and handling
/// exponential with rate ratio r = abandonment rate / service rate > 0:
/// 1 / (1 + sqrt(r) h(beta / sqrt(r)) / h(-beta)), h the hazard function of the standard normal
/// law. Source: O. Garnett, A. Mandelbaum and M. Reiman, Designing a call center with impatient
/// customers, 2002. Relative error below 1e-12.
[[nodiscard]] Result<double> garnett(double beta, double rate_ratio);

/// ceil(R + beta sqrt(R)), at least 1: offered load R above 0, beta -1e6 ... 1e6, result at most
/// kMaxAgents. Source: A. K. Erlang 1924; S. Borst, A. Mandelbaum and M. Reiman, Dimensioning large
/// call centers, 2004.
[[nodiscard]] Result<int> square_root_staffing(double offered_load, double beta);

}  // namespace hotline::theory
