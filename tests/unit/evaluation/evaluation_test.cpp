#include "evaluation/evaluation.hpp"

#include <array>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/evaluation/cards.hpp"

namespace hotline::evaluation::test {
namespace {

Scorecard with_calls(int answered, int abandoned) {
  Scorecard card = empty_card(SourceKind::kSimulated);
  for (int i = 0; i < answered; ++i) {
    answered_call(card, kSecond);
  }
  for (int i = 0; i < abandoned; ++i) {
    abandoned_call(card, kMinute);
  }
  return card;
}

Evaluation of_one(std::span<const Scorecard> replications,
                  std::span<const CityAttribute> attributes = {}) {
  const std::array<Column, 1> columns = {Column{"simulated", replications, attributes}};
  return evaluate("Testville", columns);
}

const Value& only_value(const Evaluation& evaluation, std::string_view id) {
  return row_of(evaluation, id).values.at(0);
}

TEST(Evaluate, GivesEveryIndicatorAValueForEveryColumn) {
  const std::vector<Scorecard> cards = {with_calls(1, 1)};
  const std::array<Column, 2> columns = {Column{"simulated", cards, {}}, Column{"empty", {}, {}}};
  const Evaluation evaluation = evaluate("Testville", columns);
  EXPECT_EQ(evaluation.city, "Testville");
  ASSERT_EQ(evaluation.columns.size(), 2U);
  EXPECT_EQ(evaluation.columns[0].title, "simulated");
  EXPECT_EQ(evaluation.columns[0].replications, 1U);
  EXPECT_EQ(evaluation.columns[1].replications, 0U);
  ASSERT_EQ(evaluation.rows.size(), indicators().size());
  for (std::size_t i = 0; i < evaluation.rows.size(); ++i) {
    EXPECT_EQ(evaluation.rows[i].indicator, &indicators()[i]);
    EXPECT_EQ(evaluation.rows[i].values.size(), 2U);
  }
  EXPECT_EQ(evaluation.companions.size(), companions().size());
}

TEST(Evaluate, TakesTheMeanOverReplicationsWithItsInterval) {
  const std::vector<Scorecard> cards = {with_calls(1, 1), with_calls(3, 1)};
  const Evaluation evaluation = of_one(cards);
  const Value& value = only_value(evaluation, "connect_rate");
  EXPECT_EQ(value.source, Source::kMeasured);
  ASSERT_TRUE(value.number.has_value());
  EXPECT_DOUBLE_EQ(*value.number, 0.625);  // of 0.5 and 0.75, though they differ in size
  EXPECT_EQ(value.n, 6U);
  EXPECT_EQ(value.replications, 2U);
  // t(0.975; 1) = 12.7062, s / sqrt(2) = 0.125.
  ASSERT_TRUE(value.half_width.has_value());
  EXPECT_NEAR(*value.half_width, 12.7062 * 0.125, 1e-4);
}

TEST(Evaluate, GivesNoIntervalForOneReplication) {
  const std::vector<Scorecard> cards = {with_calls(1, 1)};
  const Evaluation evaluation = of_one(cards);
  EXPECT_TRUE(only_value(evaluation, "connect_rate").number.has_value());
  EXPECT_FALSE(only_value(evaluation, "connect_rate").half_width.has_value());
}

TEST(Evaluate, LeavesReplicationsOutInWhichAValueIsUnknownAndSaysSo) {
  const std::vector<Scorecard> cards = {with_calls(0, 0), with_calls(3, 1)};
  const Evaluation evaluation = of_one(cards);
  const Value& value = only_value(evaluation, "connect_rate");
  EXPECT_DOUBLE_EQ(value.number.value(), 0.75);
  EXPECT_EQ(value.replications, 1U);
  EXPECT_EQ(value.note, "known in 1 of 2 replications");
  EXPECT_EQ(value.reason, "");
}

TEST(Evaluate, KeepsUnknownUnknownAndSaysWhy) {
  const std::vector<Scorecard> cards = {with_calls(1, 0)};
  const Evaluation evaluation = of_one(cards);
  const Value& value = only_value(evaluation, "response_rate");
  EXPECT_EQ(value.source, Source::kUnknown);
  EXPECT_FALSE(value.number.has_value());
  EXPECT_EQ(value.reason, "nobody took part in a survey");
  EXPECT_EQ(only_value(of_one({}), "response_rate").reason, "no run");
}

TEST(Evaluate, NeverHasANumberWithoutASourceOrASilenceWithoutAReason) {
  const std::vector<Scorecard> cards = {with_calls(1, 1)};
  const std::vector<CityAttribute> attributes = {{"languages", "175", "published", "made up"},
                                                 {"open_data", "perhaps", "assumed", ""}};
  const Evaluation evaluation = of_one(cards, attributes);
  for (const std::vector<Row>* rows : {&evaluation.rows, &evaluation.companions}) {
    for (const Row& row : *rows) {
      for (const Value& value : row.values) {
        EXPECT_EQ(value.number.has_value(), value.source != Source::kUnknown) << row.indicator->id;
        EXPECT_EQ(value.reason.empty(), value.source != Source::kUnknown) << row.indicator->id;
      }
    }
  }
}

TEST(Evaluate, ReadsAttributesWithTheirProvenance) {
  const std::vector<CityAttribute> attributes = {{"languages", "175", "published", "[X1] a page"},
                                                 {"classification_accuracy", "89 %", "assumed", ""},
                                                 {"hours_per_week", "24/7", "published", ""},
                                                 {"open_data", "yes", "derived", ""}};
  const Evaluation evaluation = of_one({}, attributes);
  const Value& languages = only_value(evaluation, "language_cover");
  EXPECT_EQ(languages.source, Source::kAttribute);
  EXPECT_DOUBLE_EQ(languages.number.value(), 175);
  EXPECT_EQ(languages.provenance, "published");
  EXPECT_EQ(languages.note, "[X1] a page");
  EXPECT_DOUBLE_EQ(only_value(evaluation, "classification_accuracy").number.value(), 0.89);
  EXPECT_DOUBLE_EQ(only_value(evaluation, "hours_open").number.value(), 168);
  EXPECT_DOUBLE_EQ(only_value(evaluation, "open_data").number.value(), 1);
}

TEST(Evaluate, LeavesAMissingAttributeUnknown) {
  const Evaluation evaluation = of_one({});
  const Value& value = only_value(evaluation, "legal_base");
  EXPECT_EQ(value.source, Source::kUnknown);
  EXPECT_EQ(value.reason, "the city model has no attribute legal_base");
}

TEST(Evaluate, LeavesAnAttributeUnknownThatCannotBeReadAndQuotesIt) {
  const std::vector<CityAttribute> attributes = {{"languages", "many", "published", ""}};
  const Evaluation evaluation = of_one({}, attributes);
  EXPECT_EQ(only_value(evaluation, "language_cover").source, Source::kUnknown);
  EXPECT_EQ(only_value(evaluation, "language_cover").reason,
            "attribute languages: found \"many\", expected a number such as \"175\"");
}

TEST(Evaluate, DoesNotMeasureWithAPublishedFigure) {
  const std::vector<CityAttribute> attributes = {{"connect_rate", "95 %", "published", ""}};
  const Evaluation evaluation = of_one({}, attributes);
  EXPECT_EQ(only_value(evaluation, "connect_rate").source, Source::kUnknown);
}

TEST(EvaluateDeathTest, RefusesAScorecardThatHasNotBegun) {
  const std::vector<Scorecard> cards(1);
  EXPECT_DEATH((void)of_one(cards), "contract broken: card.started");
}

}  // namespace
}  // namespace hotline::evaluation::test
