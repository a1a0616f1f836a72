// sim/dispatch/policy.hpp: the port of dispatch policies. Two questions, and nothing else.
#pragma once

#include <cstddef>
#include <span>
#include <variant>

#include "sim/dispatch/earliest_due.hpp"
#include "sim/dispatch/fifo.hpp"
#include "sim/dispatch/first_listed.hpp"
#include "sim/dispatch/static_priority.hpp"
#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// A policy is asked
///   which contact (ticket) for this agent (crew)?   select_waiting
///   which agent (unit) for this contact (ticket)?   select_server
/// and once, when an item begins to wait, for its place in its own line (place). It sees a
/// read-only view and the time and returns a position; only the model acts. A value: copied with
/// the run.
class Policy {
 public:
  using Rule = std::variant<Fifo, StaticPriority, EarliestDue>;

  explicit Policy(Rule rule) : rule_(rule) {}

  /// Position in `waiting`, which is not empty.
  [[nodiscard]] std::size_t select_waiting(SimTime now,
                                           std::span<const WaitingView> waiting) const {
    return std::visit([&](const auto& rule) { return rule.select(now, waiting); }, rule_);
  }

  /// Position in `free`, which is not empty.
  [[nodiscard]] static std::size_t select_server(SimTime now, std::span<const ServerView> free) {
    return FirstListed::select(now, free);
  }

  [[nodiscard]] SimTime place(SimTime since, SimTime due) const {
    return std::visit([&](const auto& rule) { return rule.place(since, due); }, rule_);
  }

 private:
  Rule rule_;
};

}  // namespace hotline::sim
