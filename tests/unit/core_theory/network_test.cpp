#include "core/theory/network.hpp"

#include "core/theory/erlang.hpp"
#include "tests/unit/core_theory/close.hpp"

namespace hotline::theory {
namespace {

// VC119: intake, dispatcher, three agencies; one in ten returns to the dispatcher, of the resolved
// eight in a hundred are reopened. Hours. Printed to seven digits and more.
TEST(Jackson, LifeOfATicket) {
  const std::vector<Station> stations = {
      {20, 6, 5}, {0, 15, 2}, {0, 0.8, 18}, {0, 0.5, 18}, {0, 0.4, 15}};
  const double back = 0.1 + 0.9 * 0.08;
  const std::vector<std::vector<double>> routing = {{0, 1, 0, 0, 0},
                                                    {0, 0, 0.5, 0.3, 0.2},
                                                    {0, back, 0, 0, 0},
                                                    {0, back, 0, 0, 0},
                                                    {0, back, 0, 0, 0}};
  const Network n = jackson(stations, routing).value();
  EXPECT_TRUE(close(n.stations[1].visits, 1.20772947));
  EXPECT_TRUE(close(n.stations[1].arrival_rate, 24.15458937));
  EXPECT_TRUE(close(n.stations[0].mean_wait, 0.03266693));
  EXPECT_TRUE(close(n.stations[1].mean_wait, 0.12287337));
  EXPECT_TRUE(close(n.stations[2].mean_wait, 0.16185344));
  EXPECT_TRUE(close(n.stations[3].mean_wait, 0.16581435));
  EXPECT_TRUE(close(n.stations[4].mean_wait, 0.2832127));
  EXPECT_TRUE(close(n.stations[2].occupancy, 0.83870102));
  EXPECT_TRUE(close(n.stations[3].occupancy, 0.80515298));
  EXPECT_TRUE(close(n.stations[4].occupancy, 0.80515298));
  EXPECT_TRUE(close(n.mean_in_system, 54.75608252));
  EXPECT_TRUE(close(n.mean_sojourn, 2.73780413));
}

// One station whose customers come back with probability 1/2 is one with twice the arrivals.
TEST(Jackson, FeedbackToItself) {
  const Network n = jackson({{0.3, 1, 1}}, {{0.5}}).value();
  EXPECT_TRUE(close(n.mean_in_system, 0.6 / 0.4, 1e-13));
  EXPECT_TRUE(close(n.mean_sojourn, 1.5 / 0.3, 1e-13));
}

TEST(Jackson, AStationThatNobodyVisitsIsEmpty) {
  const Network n = jackson({{0.3, 1, 1}, {0, 1, 1}}, {{0, 0}, {0, 0}}).value();
  EXPECT_EQ(n.stations[1].mean_in_system, 0);
  EXPECT_TRUE(close(n.mean_in_system, 0.3 / 0.7, 1e-13));
}

TEST(Jackson, RefusesWhatIsNoOpenNetwork) {
  EXPECT_TRUE(refused(jackson({}, {}), "stations: found 0"));
  EXPECT_TRUE(refused(jackson({{1, 2, 1}}, {}), "routing: found 0 rows"));
  EXPECT_TRUE(refused(jackson({{1, 2, 1}}, {{0.5, 0.5}}), "a row of 2"));
  EXPECT_TRUE(refused(jackson({{1, 2, 1}}, {{1.5}}), "routing"));
  EXPECT_TRUE(refused(jackson({{1, 2, 1}, {1, 2, 1}}, {{0.6, 0.6}, {0, 0}}), "sum 1.2"));
  EXPECT_TRUE(refused(jackson({{1, 2, 1}}, {{1}}), "nobody leaves"));
  EXPECT_TRUE(refused(jackson({{0, 2, 1}}, {{0}}), "external rates"));
  EXPECT_TRUE(
      refused(jackson({{1, 2, 1}, {1, 1, 2}}, {{0, 1}, {0, 0}}), "station 2: offered load"));
}

// VC120, VC121.
TEST(ForkJoin, TwoAgencies) {
  EXPECT_TRUE(close(fork_join_sojourn(0.5, 1, 2).value(), 2.875));
  EXPECT_TRUE(close(fork_join_sojourn(0.8, 1, 2).value(), 7.0));
}

// Without waiting: the greatest of n exponential times, H_n.
TEST(ForkJoin, OfRareCasesIsTheGreatestPart) {
  EXPECT_TRUE(close(fork_join_sojourn(1e-9, 1, 1).value(), 1, 1e-8));
  EXPECT_TRUE(close(fork_join_sojourn(1e-9, 1, 2).value(), 1.5, 1e-8));
  EXPECT_TRUE(close(fork_join_sojourn(1e-9, 1, 3).value(), 11.0 / 6, 1e-8));
  EXPECT_TRUE(refused(fork_join_sojourn(1, 1, 2), "offered load"));
  EXPECT_TRUE(refused(fork_join_sojourn(0.5, 1, 33), "parts: found 33"));
}

}  // namespace
}  // namespace hotline::theory
