// sim/scenario/staffing.hpp: shifts and plans of agents and of crews.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/scenario/agents_plan.hpp"
#include "sim/scenario/reader.hpp"

namespace hotline::sim {

/// The key `days`.
[[nodiscard]] std::optional<std::array<bool, 7>> read_days(const Table& table);

/// shifts = [{ days, from, to, WHO }, ...], with up to `most` of `who` ("agents", "crews").
[[nodiscard]] std::vector<Shift> read_shifts(const Table& group, std::string_view section,
                                             std::string_view who, std::int64_t most);

/// plan = [{ from, WHO }, ...]
[[nodiscard]] std::vector<PlanStep> read_plan(const Table& group, std::string_view section,
                                              std::string_view who, std::int64_t most);

/// How many one agent (crew) has in hand at once, and how fast each goes on.
[[nodiscard]] Concurrency read_concurrency(const Table& table);

}  // namespace hotline::sim
