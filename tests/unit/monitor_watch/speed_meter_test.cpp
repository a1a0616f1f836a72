#include "monitor/watch/speed_meter.hpp"

#include <gtest/gtest.h>

namespace hotline::monitor {
namespace {

const SpeedMeter::Wall kWallStart{};
const SimTime kSimStart{};

TEST(SpeedMeter, IsUnknownBeforeAWindowIsFull) {
  SpeedMeter meter;
  EXPECT_FALSE(meter.speed());
  meter.update(kWallStart, kSimStart);
  meter.update(kWallStart + std::chrono::milliseconds(1999), kSimStart + kHour);
  EXPECT_FALSE(meter.speed());
}

TEST(SpeedMeter, IsSimulatedTimeOverWallTime) {
  SpeedMeter meter;
  meter.update(kWallStart, kSimStart);
  meter.update(kWallStart + std::chrono::seconds(1), kSimStart + kMinute);
  meter.update(kWallStart + std::chrono::seconds(4), kSimStart + kHour);
  ASSERT_TRUE(meter.speed());
  EXPECT_DOUBLE_EQ(*meter.speed(), 900.0);
  meter.update(kWallStart + std::chrono::seconds(8), kSimStart + kHour);
  EXPECT_DOUBLE_EQ(*meter.speed(), 0.0);
}

TEST(SpeedMeter, AClockThatGoesBackBeginsAnewAndIsNeverNegative) {
  SpeedMeter meter;
  meter.update(kWallStart, kSimStart + kDay);
  meter.update(kWallStart + std::chrono::seconds(5), kSimStart);
  EXPECT_FALSE(meter.speed());
  meter.update(kWallStart + std::chrono::seconds(7), kSimStart + kMinute);
  ASSERT_TRUE(meter.speed());
  EXPECT_DOUBLE_EQ(*meter.speed(), 30.0);
}

}  // namespace
}  // namespace hotline::monitor
