// tests/unit/sim_hotline/saved.hpp: a run is a value.
#pragma once

#include <span>
#include <string>

#include <gtest/gtest.h>

#include "sim/run/state.hpp"
#include "tests/support/recorder.hpp"

namespace hotline::sim {

/// A run that is saved and loaded so many minutes after its start goes on as if it had not been.
inline void expect_a_value(const Scenario& scenario, std::span<const int> minutes,
                           std::uint64_t seed) {
  for (const int minute : minutes) {
    Hotline hotline(scenario, policies_of(scenario), seed, 0);
    test::Recorder past;
    hotline.start(FactPort(past));
    ASSERT_TRUE(hotline.run_until(scenario.start + minute * kMinute, FactPort(past)));
    const std::string bytes = save_state(hotline);
    Result<Hotline> copy = load_state(scenario, policies_of(scenario), bytes, "state");
    ASSERT_TRUE(copy) << copy.error().message;
    EXPECT_EQ(save_state(*copy), bytes);
    test::Recorder expected;
    test::Recorder found;
    ASSERT_TRUE(hotline.run_until(hotline.end(), FactPort(expected)));
    ASSERT_TRUE(copy->run_until(copy->end(), FactPort(found)));
    EXPECT_EQ(test::first_difference(expected.facts, found.facts), "") << minute;
  }
}

}  // namespace hotline::sim
