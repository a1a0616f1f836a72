// tests/unit/sim_hotline/loaded.hpp: a scenario from a text that loads.
#pragma once

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "sim/scenario/load.hpp"

namespace hotline::sim {

inline Scenario loaded(const std::string& text) {
  Result<Scenario> scenario = load_scenario(text, "t.toml", LoadMode::kUser);
  EXPECT_TRUE(scenario) << scenario.error().message;
  return scenario ? *std::move(scenario) : Scenario{};
}

}  // namespace hotline::sim
