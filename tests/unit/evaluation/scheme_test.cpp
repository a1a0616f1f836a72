#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "core/base/contract.hpp"
#include "evaluation/schemes.hpp"
#include "evaluation/score.hpp"

namespace hotline::evaluation {
namespace {

const std::string kSmall = R"(name = "small"
normalisation = "min-max"

[group.process]

[group.accessibility]
in = "process"
weight = 3

[group.standard]
in = "process"

[indicator.connect_rate]
in = "accessibility"

[indicator.answered_in_time]
in = "accessibility"
weight = 3

[indicator.returned]
in = "standard"
)";

std::string with(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  HOTLINE_REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

std::string trouble(const std::string& text) {
  const Result<Scheme> scheme = read_scheme(text, "s.toml");
  return scheme ? "none" : scheme.error().message;
}

TEST(Scheme, IsReadFromAFile) {
  const Result<Scheme> scheme = read_scheme(kSmall, "s.toml");
  ASSERT_TRUE(scheme) << scheme.error().message;
  EXPECT_EQ(scheme->title, "small");
  EXPECT_EQ(scheme->normalisation, Normalisation::kMinMax);
  EXPECT_EQ(scheme->aggregation, Aggregation::kArithmetic);
  EXPECT_EQ(scheme->groups.size(), 3U);
  EXPECT_EQ(scheme->groups[0].title, "Process governance");
  EXPECT_EQ(scheme->groups[2].title, "standard");
  EXPECT_EQ(scheme->groups[1].parent, std::size_t{0});
  EXPECT_EQ(scheme->items[2].indicator->id, "returned");
}

TEST(Scheme, WeightsMultiplyOnTheWayUp) {
  const Result<Scheme> scheme = read_scheme(kSmall, "s.toml");
  ASSERT_TRUE(scheme) << scheme.error().message;
  // accessibility has 3 of 4, its two items 1 and 3 of 4; standard has 1 of 4, all in one item.
  EXPECT_EQ(effective_weights(*scheme), (std::vector<double>{3.0 / 16, 9.0 / 16, 4.0 / 16}));
}

TEST(Scheme, TroubleIsToldInOneLineWithItsPlace) {
  EXPECT_EQ(trouble(with(kSmall, "min-max", "median")),
            "s.toml:2:17: normalisation: found 'median', allowed goalposts, min-max, z-score, "
            "rank, target");
  EXPECT_EQ(trouble(with(kSmall, "[group.standard]\nin", "[group.standard]\nat")),
            "s.toml:11:1: group.standard.: found the key 'at', allowed title, in, weight, budget");
  EXPECT_EQ(trouble(with(kSmall, "\"standard\"", "\"other\"")),
            "s.toml:21:6: indicator.returned.in: found 'other', expected a group that is stated "
            "above");
  EXPECT_EQ(trouble(with(kSmall, "connect_rate", "connect"))
                .find("s.toml:13:12: indicator: found 'connect', allowed connect_rate, "
                      "answered_in_time, language_cover, "),
            0U);
  EXPECT_EQ(trouble(with(kSmall, "weight = 3", "weight = -1")),
            "s.toml:8:10: group.accessibility.weight: found -1, expected a number from 0 to 1e12");
  EXPECT_EQ(trouble(with(kSmall, "min-max", "target")),
            "s.toml:13:12: indicator.connect_rate.target: missing: the normalisation 'target' "
            "needs it");
  EXPECT_EQ(trouble(with(kSmall, "\"min-max\"", "\"z-score\"\naggregation = \"geometric\"")),
            "s.toml:2:17: normalisation: found 'z-score' with the aggregation 'geometric', which "
            "needs values above 0");
  EXPECT_EQ(trouble(kSmall + "worst = 0\nbest = 1\n"),
            "s.toml:20:12: indicator.returned.best: found goalposts the wrong way round: of this "
            "indicator less is better");
  EXPECT_EQ(trouble(kSmall + "weight = 0\n"),
            "s.toml:4:1: group.standard: found no part with a weight above 0");
  EXPECT_EQ(trouble(with(kSmall, "[group.process]", "[group.process]\nweight = 0")),
            "s.toml:4:1: group: found no group of the whole with a weight above 0");
  EXPECT_EQ(trouble("name = \"x\"\n"), "s.toml:1:1: group: found no group, expected one at least");
}

// Handbook, step 6: each expert gives out 100 points; the weight is the mean of the shares.
TEST(Scheme, ExpertsAllocateABudget) {
  const std::string text =
      with(with(kSmall, "[indicator.connect_rate]\nin = \"accessibility\"",
                "[indicator.connect_rate]\nin = \"accessibility\"\n"
                "budget = [40, 60]"),
           "weight = 3\n\n[indicator.returned]", "budget = [60, 20]\n\n[indicator.returned]");
  const Result<Scheme> scheme = read_scheme(text, "s.toml");
  ASSERT_TRUE(scheme) << scheme.error().message;
  EXPECT_DOUBLE_EQ(scheme->items[0].weight, (0.4 + 0.75) / 2);
  EXPECT_DOUBLE_EQ(scheme->items[1].weight, (0.6 + 0.25) / 2);
  EXPECT_EQ(trouble(with(text, "[60, 20]", "[60]")),
            "s.toml:19:10: indicator.answered_in_time.budget: found the points of 1 experts, but 2 "
            "in the same group");
  EXPECT_EQ(trouble(with(text, "budget = [60, 20]", "weight = 2")),
            "s.toml:15:10: indicator.connect_rate.budget: found beside parts of the same group "
            "with a weight, allowed is one of the two");
}

TEST(Scheme, EveryOneThatShipsIsSound) {
  ASSERT_EQ(scheme_names(),
            (std::vector<std::string>{"equal", "monthly", "requests", "three-rates"}));
  for (const std::string& name : scheme_names()) {
    const Result<Scheme> scheme = read_scheme(scheme_text(name).value(), name);
    ASSERT_TRUE(scheme) << scheme.error().message;
    EXPECT_EQ(scheme->name, name);
    EXPECT_FALSE(scheme->note.empty());
    for (const Normalisation one : {Normalisation::kGoalposts, Normalisation::kTarget}) {
      EXPECT_TRUE(allows(*scheme, one)) << name;
    }
  }
  EXPECT_EQ(
      scheme_text("other").error().message,
      "found no scheme 'other', allowed a file or one of: equal, monthly, requests, three-rates");
}

TEST(Scheme, TheFrameOfTheReportIsWhole) {
  const Result<Scheme> scheme = read_scheme(scheme_text("equal").value(), "equal");
  ASSERT_TRUE(scheme) << scheme.error().message;
  EXPECT_EQ(scheme->groups.size(), dimensions().size() + secondaries().size());
  ASSERT_EQ(scheme->items.size(), indicators().size());
  for (std::size_t i = 0; i < scheme->items.size(); ++i) {
    const Item& item = scheme->items[i];
    EXPECT_EQ(item.indicator, &indicators()[i]);
    EXPECT_EQ(scheme->groups[item.group].id, item.indicator->secondary);
  }
}

}  // namespace
}  // namespace hotline::evaluation
