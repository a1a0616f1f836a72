#include "core/measures/catalogue.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <utility>

#include <gtest/gtest.h>

#include "tests/unit/core_measures/small_city.hpp"

namespace hotline::measures::test {
namespace {

using namespace test;  // NOLINT(google-build-using-namespace): the made-up city is this file's
                       // world

using Value = std::optional<double>;
using Expected = std::vector<std::pair<const char*, Value>>;

Value measure(const Scorecard& card, Scope scope, std::string_view name, std::size_t row = 0) {
  const MeasureSpec* spec = find_measure(scope, name);
  EXPECT_NE(spec, nullptr) << name;
  return spec == nullptr ? std::nullopt : spec->value(card, row);
}

void expect_measures(const Scorecard& card, Scope scope, std::size_t row,
                     const Expected& expected) {
  for (const auto& [name, value] : expected) {
    const Value found = measure(card, scope, name, row);
    ASSERT_EQ(found.has_value(), value.has_value()) << name;
    if (value) {
      EXPECT_NEAR(*found, *value, 1e-12 + 1e-12 * *value) << name;
    }
  }
}

const Expected kPhoneMeasures = {
    {"contacts.offered", 6},
    {"contacts.redials", 1},
    {"contacts.blocked", 1},
    {"contacts.queued", 4},
    {"contacts.answered", 4},
    {"contacts.answered_within", 3},
    {"contacts.abandoned", 2},
    {"contacts.abandoned_within", 2},
    {"contacts.abandoned_short", 1},
    {"contacts.waiting_at_end", 0},
    {"service_level.of_offered_less_abandoned_within", 3.0 / 4},
    {"service_level.of_offered", 3.0 / 6},
    {"service_level.of_offered_less_short_abandons", 3.0 / 5},
    {"service_level.of_answered", 3.0 / 4},
    {"service_level.with_abandoned_within", 5.0 / 6},
    {"speed_of_answer.of_answered", 60.0 / 4},
    {"speed_of_answer.of_all", 85.0 / 6},
    {"wait.of_abandoned", 12.5},
    {"wait.probability", 4.0 / 6},
    {"answered_at_once.of_answered", 2.0 / 4},
    {"queue.mean", 85.0 / 200},
    {"abandonment.of_offered", 2.0 / 6},
    {"abandonment.less_short", 1.0 / 5},
    {"blocking.of_arrived", 1.0 / 7},
    {"talk.mean", 230.0 / 4},
};

TEST(Catalogue, MeasuresTheSmallCitysPhone) {
  const Scorecard card = small_city();
  expect_measures(card, Scope::kChannel, 0, kPhoneMeasures);
  expect_measures(card, Scope::kChannel, 0,
                  {{"contacts.arrived", 7}, {"contacts.ended", 4}, {"tickets.of_ended", 0.25}});
}

TEST(Catalogue, TakesLiveChannelsTogetherForTheRun) {
  const Scorecard card = small_city();
  expect_measures(card, Scope::kRun, 0, kPhoneMeasures);  // the phone is the only live channel
  expect_measures(card, Scope::kRun, 0, {{"contacts.arrived", 8}});
}

TEST(Catalogue, KnowsNoServiceLevelOfAChannelWithoutAgents) {
  expect_measures(small_city(), Scope::kChannel, 1,
                  {{"contacts.arrived", 1},
                   {"contacts.ended_direct", 1},
                   {"tickets.of_ended", 1},
                   {"contacts.offered", std::nullopt},
                   {"service_level.of_offered", std::nullopt},
                   {"service_level.of_offered_less_abandoned_within", std::nullopt},
                   {"speed_of_answer.of_answered", std::nullopt},
                   {"abandonment.of_offered", std::nullopt}});
}

TEST(Catalogue, HasQuantilesOfWaitsToWithinTheSketchsError) {
  const Scorecard card = small_city();
  EXPECT_EQ(measure(card, Scope::kRun, "wait.p50"), 0.0);
  EXPECT_NEAR(measure(card, Scope::kRun, "wait.p90").value(), 50, 50 * 0.008);
}

TEST(Catalogue, MeasuresTheSmallCitysDesk) {
  const Expected expected = {{"occupancy.of_working", 260.0 / 270},
                             {"occupancy.of_scheduled", 260.0 / 240},
                             {"handle.mean", 260.0 / 4},
                             {"after_call.mean", 30.0 / 4},
                             {"agents.on_duty", 1.2},
                             {"agents.busy", 1.3},
                             {"contacts.answered", 4}};
  expect_measures(small_city(), Scope::kGroup, 0, expected);
  expect_measures(small_city(), Scope::kRun, 0, expected);
}

TEST(Catalogue, MeasuresTheSmallCitysAgencies) {
  const Scorecard card = small_city();
  expect_measures(card, Scope::kAgency, 0,  // water
                  {{"tickets.opened", 3},
                   {"tickets.resolved", 1},
                   {"tickets.reopened", 0},
                   {"tickets.overdue", 1},
                   {"tickets.response_overdue", 1},
                   {"tickets.dispatched", 3},
                   {"tickets.returned", 1},
                   {"tickets.arbitrated", 0},
                   {"response.mean", 18},
                   {"response.on_time_of_due", 0},
                   {"resolution.mean", 80},
                   {"resolution.on_time_of_due", 0},
                   {"resolution.on_time_of_resolved", 0},
                   {"returns.of_dispatched", 1.0 / 3},
                   {"reopenings.of_resolved", 0},
                   {"crews.occupancy", std::nullopt},
                   {"work_wait.mean", std::nullopt},
                   {"survey.response_rate", 1},
                   {"survey.confirmed_fixed_on_time", 0}});
  expect_measures(card, Scope::kAgency, 1,  // roads
                  {{"tickets.opened", 0},
                   {"tickets.resolved", 1},
                   {"tickets.reopened", 1},
                   {"tickets.dispatched", 1},
                   {"tickets.arbitrated", 1},
                   {"response.mean", 30},
                   {"response.on_time_of_due", 1},
                   {"resolution.mean", 70},
                   {"resolution.on_time_of_due", 1},
                   {"reopenings.of_resolved", 1},
                   {"crews.occupancy", 25.0 / 200},
                   {"crews.on_duty", 1},
                   {"work_wait.mean", 10},
                   {"work.mean", 25},
                   {"survey.called", 2},
                   {"survey.answered", 1},
                   {"survey.resolution_rate", 0},
                   {"survey.closed_on_time", 1},
                   {"survey.confirmed_fixed_on_time", 0}});
}

TEST(Catalogue, MeasuresTheSmallCitysTicketsTogether) {
  expect_measures(small_city(), Scope::kRun, 0,
                  {{"tickets.opened", 3},
                   {"tickets.resolved", 2},
                   {"tickets.reopened", 1},
                   {"tickets.overdue", 1},
                   {"tickets.open_at_end", 1},
                   {"tickets.open_mean", 1.3},
                   {"response.mean", 22},
                   {"resolution.mean", 75},
                   {"response.on_time_of_due", 0.5},
                   {"resolution.on_time_of_due", 0.5},
                   {"resolution.on_time_of_resolved", 0.5},
                   {"returns.of_dispatched", 0.25},
                   {"reopenings.of_resolved", 0.5},
                   {"survey.called", 3},
                   {"survey.answered", 2},
                   {"survey.response_rate", 1},
                   {"survey.resolution_rate", 0.5},
                   {"survey.satisfaction_rate", 0.5},
                   {"survey.closed_on_time", 0.5},
                   {"survey.confirmed_fixed_on_time", 0}});
}

TEST(Catalogue, MeasuresTheSmallCitysCategoriesAndDistricts) {
  const Scorecard card = small_city();
  expect_measures(card, Scope::kCategory, 0,
                  {{"tickets.opened", 2},
                   {"tickets.resolved", 1},
                   {"resolution.mean", 80},
                   {"resolution.on_time_of_resolved", 0}});
  expect_measures(card, Scope::kCategory, 1,
                  {{"tickets.opened", 1}, {"resolution.on_time_of_resolved", 1}});
  expect_measures(card, Scope::kDistrict, 0,
                  {{"tickets.opened", 3}, {"resolution.on_time_of_resolved", 0.5}});
}

// Validation case VC139: 100 offered; 80 answered within 20 s, 12 later; 8 abandoned, 5 of them
// within 20 s, 3 of these within 5 s. The waits here lie on the bounds themselves or one tick
// above.
TEST(Catalogue, GivesTheFiveServiceLevelsOfCaseVC139) {
  const Duration tick(1);
  Scorecard card = fold(opening());
  const auto contacts = [&card](int n, Duration wait, bool answered) {
    for (int i = 0; i < n; ++i) {
      card(ContactArrived{at(0), {1}, kPhone, kLeak, kNorth, 1});
      card(ContactQueued{at(0), {1}, kPhone});
      if (answered) {
        card(ContactAnswered{at(0) + wait, {1}, kPhone, kDesk, at(0), wait, true});
      } else {
        card(ContactAbandoned{at(0) + wait, {1}, kPhone, at(0), wait});
      }
    }
  };
  contacts(80, sec(20), true);
  contacts(12, sec(20) + tick, true);
  contacts(3, sec(5), false);
  contacts(2, sec(20), false);
  contacts(3, sec(20) + tick, false);
  expect_measures(card, Scope::kChannel, 0,
                  {{"service_level.of_offered", 0.8},
                   {"service_level.of_offered_less_short_abandons", 80.0 / 97},
                   {"service_level.of_answered", 80.0 / 92},
                   {"service_level.of_offered_less_abandoned_within", 80.0 / 95},
                   {"service_level.with_abandoned_within", 0.85}});
}

TEST(Catalogue, KnowsNothingOfAnEmptyRunButItsCounts) {
  const Scorecard card = fold(opening());
  for (const MeasureSpec& spec : catalogue()) {
    const Value value = spec.value(card, 0);
    if (spec.unit == Unit::kCount && spec.name != "contacts.offered") {
      EXPECT_EQ(value, 0.0) << spec.name;
    } else if (!spec.name.ends_with("_at_end")) {
      EXPECT_EQ(value, std::nullopt) << spec.name;
    }
  }
}

TEST(Catalogue, CanBeTakenOfAScorecardThatSawNothing) {
  const Scorecard nothing;
  for (const MeasureSpec& spec : catalogue()) {
    for (std::size_t i = 0; i < rows(nothing, spec.scope); ++i) {
      EXPECT_EQ(spec.value(nothing, i).value_or(0), 0) << spec.name;
    }
  }
}

TEST(Catalogue, NamesEachMeasureOnceWithinItsScopeAndSaysItsFormulaAndSource) {
  std::set<std::pair<Scope, std::string_view>> seen;
  for (const MeasureSpec& spec : catalogue()) {
    EXPECT_TRUE(seen.emplace(spec.scope, spec.name).second) << spec.name;
    EXPECT_FALSE(spec.formula.empty()) << spec.name;
    EXPECT_FALSE(spec.source.empty()) << spec.name;
    EXPECT_EQ(find_measure(spec.scope, spec.name), &spec);
  }
  EXPECT_EQ(find_measure(Scope::kRun, "no.such.measure"), nullptr);
}

TEST(Catalogue, MarksOneDefaultServiceLevelPerScopeAndNamesItFirst) {
  for (const Scope scope : {Scope::kRun, Scope::kChannel}) {
    std::vector<bool> defaults;
    for (const MeasureSpec& spec : catalogue()) {
      if (spec.scope == scope && spec.name.starts_with("service_level.")) {
        defaults.push_back(spec.is_default);
      }
    }
    EXPECT_EQ(defaults, (std::vector<bool>{true, false, false, false, false}));
  }
}

TEST(Catalogue, IsWhatItsDocumentSays) {
  const std::string path = std::string(HOTLINE_SOURCE_DIR) + "/docs/MEASURES.md";
  if (std::getenv("HOTLINE_UPDATE") != nullptr) {  // NOLINT(concurrency-mt-unsafe): one thread
    std::ofstream(path) << to_markdown();
  }
  std::ifstream file(path);
  const std::string document{std::istreambuf_iterator<char>(file), {}};
  EXPECT_TRUE(document == to_markdown())
      << "docs/MEASURES.md is out of date: run this test with HOTLINE_UPDATE=1";
}

}  // namespace
}  // namespace hotline::measures::test
