#include "cli/progress.hpp"

#include <chrono>

#include <gtest/gtest.h>

namespace hotline::cli {
namespace {

using std::chrono::duration;

TEST(Headway, CountsWorkAndNotRuns) {
  Headway headway({6, 3, 1});
  EXPECT_EQ(headway.line(duration<double>(0)), "0 of 3 runs, 0 %");
  headway.advance(0, 0.5);
  EXPECT_DOUBLE_EQ(headway.share(), 0.3);
  EXPECT_EQ(headway.left(duration<double>(30)), 70 * kSecond);
  headway.done(0, true);
  headway.done(2, true);
  EXPECT_DOUBLE_EQ(headway.share(), 0.7);
  EXPECT_EQ(headway.line(duration<double>(70)), "2 of 3 runs, 70 %, 30 s left");
}

TEST(Headway, WhatWasFoundDoneSaysNothingOfThePace) {
  Headway headway({6, 3, 1});
  headway.done(0, false);
  EXPECT_EQ(headway.left(duration<double>(5)), std::nullopt);
  EXPECT_EQ(headway.line(duration<double>(5)), "1 of 3 runs, 60 %");
  headway.advance(1, 1.0 / 3);
  EXPECT_EQ(headway.left(duration<double>(10)), 30 * kSecond);  // 3 of 10 are left, 1 took 10 s
}

TEST(Headway, NeverGoesBackAndNeverBeyond) {
  Headway headway({1, 1});
  headway.advance(0, 0.8);
  headway.advance(0, 0.2);
  EXPECT_DOUBLE_EQ(headway.share(), 0.4);
  headway.advance(1, 7);
  EXPECT_DOUBLE_EQ(headway.share(), 0.9);
}

TEST(Headway, NothingToDoIsDone) {
  EXPECT_EQ(Headway({}).share(), 1);
  Headway idle({0, 0});
  idle.done(0, true);
  EXPECT_DOUBLE_EQ(idle.share(), 0.5);
}

}  // namespace
}  // namespace hotline::cli
