// core/audit/finding.hpp: what one fact should have been.
#pragma once

#include <string>
#include <string_view>

#include "core/base/time.hpp"

namespace hotline::audit {

/// Collects the first thing that does not hold of one fact. What comes after it is ignored: a book
/// whose fact was wrong proves nothing more.
class Finding {
 public:
  [[nodiscard]] bool sound() const { return expected_.empty(); }

  /// What was expected instead; empty while all holds.
  [[nodiscard]] const std::string& expected() const { return expected_; }

  void require(bool holds, std::string_view expected) {
    if (!holds) [[unlikely]] {
      fail(std::string(expected));
    }
  }

  void equal(std::string_view field, Duration found, Duration expected) {
    if (found != expected) [[unlikely]] {
      fail(std::string(field) + " = " + exactly(expected));
    }
  }

  void equal(std::string_view field, SimTime found, SimTime expected) {
    if (found != expected) [[unlikely]] {
      fail(std::string(field) + " = " + (expected == kNever ? "never" : to_string(expected)));
    }
  }

  void equal(std::string_view field, bool found, bool expected) {
    if (found != expected) [[unlikely]] {
      fail(std::string(field) + " = " + (expected ? "1" : "0"));
    }
  }

  template <class Number>
  void equal(std::string_view field, Number found, Number expected) {
    if (found != expected) [[unlikely]] {
      fail(std::string(field) + " = " + std::to_string(expected));
    }
  }

  void fail(std::string expected) {
    if (expected_.empty()) {
      expected_ = std::move(expected);
    }
  }

  /// "12 s + 250000 us": whole seconds, and what is left over, if anything.
  [[nodiscard]] static std::string exactly(Duration d) {
    std::string text = std::to_string(d.count() / kSecond.count()) + " s";
    if (const Duration rest = d % kSecond; rest != Duration{0}) {
      text += (d < Duration{0} ? " - " : " + ") +
              std::to_string(rest < Duration{0} ? -rest.count() : rest.count()) + " us";
    }
    return text;
  }

 private:
  std::string expected_;
};

}  // namespace hotline::audit
