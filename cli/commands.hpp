// cli/commands.hpp: what each command does. Each returns the exit status, or the trouble.
#pragma once

#include "cli/options.hpp"
#include "core/base/result.hpp"

namespace hotline::cli {

inline constexpr int kDone = 0;
inline constexpr int kAnswerIsNo = 1;
inline constexpr int kInterruptedStatus = 130;

[[nodiscard]] Result<int> execute(const RunOptions& options);
[[nodiscard]] Result<int> execute(const ReplayOptions& options);
[[nodiscard]] Result<int> execute(const LiveOptions& options);
[[nodiscard]] Result<int> execute(const MonitorOptions& options);
[[nodiscard]] Result<int> execute(const EvaluateOptions& options);
[[nodiscard]] Result<int> execute(const CheckOptions& options);
[[nodiscard]] Result<int> execute(const VerifyOptions& options);
[[nodiscard]] Result<int> execute(const TheoryOptions& options);
[[nodiscard]] Result<int> execute(const CitiesOptions& options);
[[nodiscard]] Result<int> execute(Listing listing);

}  // namespace hotline::cli
