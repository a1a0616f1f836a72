#include "sim/scenario/load.hpp"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "sim/scenario/open.hpp"

namespace hotline::sim {
namespace {

TEST(Examples, SmallTownAndTheValidationCasesLoad) {
  for (const char* name : {"examples/small-town", "validation/mmc", "validation/erlang-a",
                           "validation/erlang-a-100"}) {
    const Result<Scenario> scenario =
        open_scenario(std::string(HOTLINE_SOURCE_DIR) + "/scenarios/" + name + ".toml");
    ASSERT_TRUE(scenario) << scenario.error().message;
    EXPECT_FALSE(scenario->ships);
  }
}

}  // namespace
}  // namespace hotline::sim
