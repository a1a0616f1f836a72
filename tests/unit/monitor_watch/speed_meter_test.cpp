#include "monitor/watch/speed_meter.hpp"

#include <gtest/gtest.h>

namespace hotline::monitor {
namespace {

const SpeedMeter::Wall kStart{};
const SimTime kSim{};

TEST(SpeedMeter, IsUnknownBeforeAWindowIsFull) {
  SpeedMeter meter;
  EXPECT_FALSE(meter.speed());
  meter.update(kStart, kSim);
  meter.update(kStart + std::chrono::milliseconds(1999), kSim + kHour);
  EXPECT_FALSE(meter.speed());
}

TEST(SpeedMeter, IsSimulatedTimeOverWallTime) {
  SpeedMeter meter;
  meter.update(kStart, kSim);
  meter.update(kStart + std::chrono::seconds(1), kSim + kMinute);
  meter.update(kStart + std::chrono::seconds(4), kSim + kHour);
  ASSERT_TRUE(meter.speed());
  EXPECT_DOUBLE_EQ(*meter.speed(), 900.0);
  meter.update(kStart + std::chrono::seconds(8), kSim + kHour);
  EXPECT_DOUBLE_EQ(*meter.speed(), 0.0);
}

TEST(SpeedMeter, AClockThatGoesBackBeginsAnewAndIsNeverNegative) {
  SpeedMeter meter;
  meter.update(kStart, kSim + kDay);
  meter.update(kStart + std::chrono::seconds(5), kSim);
  EXPECT_FALSE(meter.speed());
  meter.update(kStart + std::chrono::seconds(7), kSim + kMinute);
  ASSERT_TRUE(meter.speed());
  EXPECT_DOUBLE_EQ(*meter.speed(), 30.0);
}

}  // namespace
}  // namespace hotline::monitor
