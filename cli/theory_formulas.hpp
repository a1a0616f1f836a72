// cli/theory_formulas.hpp: core/theory by names and words.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/theory_arguments.hpp"
#include "core/base/result.hpp"

namespace hotline::cli {

enum class AnswerUnit : std::uint8_t { kNumber, kRatio, kSeconds, kPerSecond };

struct Answer {
  std::string name;
  double value = 0;
  AnswerUnit unit = AnswerUnit::kNumber;
};

using Answers = std::vector<Answer>;

struct Formula {
  std::string_view name;        ///< "erlang-c"
  std::string_view what;        ///< in words
  std::string_view parameters;  ///< as read_arguments takes them
  Result<Answers> (*answer)(const Arguments& given) = nullptr;
};

// Each family in a file of its own.
[[nodiscard]] std::span<const Formula> pool_formulas();     ///< one group of agents
[[nodiscard]] std::span<const Formula> single_formulas();   ///< one agent, priorities
[[nodiscard]] std::span<const Formula> varying_formulas();  ///< demand and staffing that vary
[[nodiscard]] std::span<const Formula> network_formulas();  ///< several groups, queues, stations

/// All of them, in that order.
[[nodiscard]] std::vector<Formula> theory_formulas();

}  // namespace hotline::cli
