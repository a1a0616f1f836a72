// The pages in docs/cities are those of the models as they are.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "cli/city_check.hpp"
#include "sim/scenario/open.hpp"

namespace hotline::cli {
namespace {

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

class CityPage : public testing::TestWithParam<std::string> {};

/// What a page says of the figures needs runs, and hangs on all of the model: the rest is held
/// here.
TEST_P(CityPage, IsThatOfTheModelAsItIs) {
  const Result<sim::Scenario> city = sim::open_scenario(GetParam());
  ASSERT_TRUE(city) << city.error().message;
  const std::string kept = file_text(HOTLINE_SOURCE_DIR "/docs/cities/" + GetParam() + ".md");
  const std::string model = city_page_of_model(*city);
  const std::string numbers = city_page_of_numbers(*city);
  ASSERT_GT(kept.size(), model.size() + numbers.size())
      << "write it anew: hotline cities check --write-docs docs/cities";
  EXPECT_EQ(kept.substr(0, model.size()), model);
  EXPECT_EQ(kept.substr(kept.size() - numbers.size()), numbers);
}

INSTANTIATE_TEST_SUITE_P(Cities, CityPage, testing::ValuesIn(sim::embedded_names()),
                         [](const auto& city) {
                           std::string name = city.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace hotline::cli
