#include "monitor/metrics/catalogue.hpp"

#include <cstdlib>
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/proto/temporary_folder.hpp"

namespace hotline::monitor {
namespace {

TEST(MetricCatalogue, NamesFollowTheConventions) {
  const std::regex name("hotline(_[a-z0-9]+)+");
  std::set<std::string_view> seen;
  for (const MetricSpec& spec : catalogue()) {
    EXPECT_TRUE(seen.insert(spec.name).second) << spec.name << " occurs twice";
    EXPECT_TRUE(std::regex_match(std::string(spec.name), name)) << spec.name;
    EXPECT_EQ(spec.name.ends_with("_total"), spec.type == MetricType::kCounter) << spec.name;
    if (spec.type == MetricType::kHistogram) {
      EXPECT_TRUE(spec.name.ends_with("_seconds")) << spec.name;
      EXPECT_NE(spec.help.find("simulated seconds"), std::string_view::npos) << spec.name;
    }
    EXPECT_FALSE(spec.unit.empty()) << spec.name;
  }
}

TEST(MetricCatalogue, HelpIsOneLineThatNeedsNoEscape) {
  for (const MetricSpec& spec : catalogue()) {
    EXPECT_FALSE(spec.help.empty()) << spec.name;
    EXPECT_EQ(spec.help.find_first_of("\\\n|"), std::string_view::npos) << spec.name;
  }
}

// HOTLINE_UPDATE=1 writes the page anew.
TEST(MetricsPage, SaysWhatTheCatalogueSays) {
  const std::string path = std::string(HOTLINE_SOURCE_DIR) + "/docs/METRICS.md";
  const char* update = std::getenv("HOTLINE_UPDATE");  // NOLINT(concurrency-mt-unsafe): one thread
  if (update != nullptr && std::string_view(update) == "1") {
    samples::write_file(path, catalogue_markdown());
  }
  EXPECT_EQ(samples::read_file(path), catalogue_markdown())
      << "run this test with HOTLINE_UPDATE=1 and look at the difference";
}

}  // namespace
}  // namespace hotline::monitor
