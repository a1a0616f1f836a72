// tests/unit/core_theory/close.hpp: numbers that agree to so many digits.
#pragma once

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "core/base/result.hpp"

namespace hotline::theory {

/// Relative difference at most `tolerance`. Reference values are printed to ten digits or so unless
/// a test says otherwise; those with fewer digits come with a greater tolerance.
inline ::testing::AssertionResult close(double found, double expected, double tolerance = 1e-6) {
  if (std::abs(found - expected) <= tolerance * std::abs(expected)) {
    return ::testing::AssertionSuccess();
  }
  return ::testing::AssertionFailure()
         << ::testing::PrintToString(found) << " is not " << ::testing::PrintToString(expected)
         << ": relative difference " << std::abs(found - expected) / std::abs(expected);
}

/// Refused as bad input, in one line that has these words.
template <class T>
::testing::AssertionResult refused(const Result<T>& result, const std::string& words) {
  if (result) {
    return ::testing::AssertionFailure() << "was accepted";
  }
  const std::string& line = result.error().message;
  const bool good = result.error().code == ErrorCode::kBadInput &&
                    line.find(words) != std::string::npos && line.find('\n') == std::string::npos;
  return (good ? ::testing::AssertionSuccess() : ::testing::AssertionFailure()) << line;
}

}  // namespace hotline::theory
