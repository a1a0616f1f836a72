#include "core/theory/domain.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

namespace hotline::theory {
namespace {

constexpr double kLargest = 1e15;  // so that products of a few of them stay finite

std::string complaint(std::string_view name, double found, const std::string& allowed) {
  return std::string(name) + ": found " + shown(found) + ", expected " + allowed;
}

}  // namespace

std::string shown(double x) {
  std::array<char, 32> buffer{};
  (void)std::snprintf(buffer.data(), buffer.size(), "%g", x);
  return buffer.data();
}

Domain& Domain::require(bool holds, std::string message) {
  if (!holds && trouble_.empty()) {
    trouble_ = std::move(message);
  }
  return *this;
}

Domain& Domain::positive(std::string_view name, double x) {
  return require(x > 0 && x <= kLargest, complaint(name, x, "a number above 0, at most 1e15"));
}

Domain& Domain::not_negative(std::string_view name, double x) {
  return require(x >= 0 && x <= kLargest, complaint(name, x, "a number from 0 to 1e15"));
}

Domain& Domain::share(std::string_view name, double x) {
  return require(x >= 0 && x <= 1, complaint(name, x, "a share from 0 to 1"));
}

Domain& Domain::inner_share(std::string_view name, double x) {
  return require(x > 0 && x < 1, complaint(name, x, "a share above 0 and below 1"));
}

Domain& Domain::whole(std::string_view name, int x, int lowest, int highest) {
  return require(x >= lowest && x <= highest,
                 complaint(name, x,
                           "a whole number from " + std::to_string(lowest) + " to " +
                               std::to_string(highest)));
}

Domain& Domain::pool(const Pool& pool) {
  return positive("arrival rate", pool.arrival_rate)
      .positive("service rate", pool.service_rate)
      .whole("agents", pool.agents, 1, kMaxAgents);
}

Domain& Domain::stable(const Pool& given) {
  pool(given);
  return require(given.offered_load() < given.agents,
                 complaint("offered load", given.offered_load(),
                           "less than the number of agents, " + std::to_string(given.agents) +
                               ": else the queue grows for ever"));
}

}  // namespace hotline::theory
