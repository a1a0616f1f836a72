// sim/dispatch/selection.hpp: which contact (ticket) for this agent (crew)?
#pragma once

#include <cstddef>
#include <span>
#include <variant>

#include "sim/dispatch/earliest_due.hpp"
#include "sim/dispatch/fifo.hpp"
#include "sim/dispatch/static_priority.hpp"
#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// The policy of a server that looks for work. It sees a read-only view and the time and returns a
/// position; only the model acts. A value: copied with the run.
class Selection {
 public:
  using Rule = std::variant<Fifo, StaticPriority, EarliestDue>;

  explicit Selection(Rule rule = Fifo{}) : rule_(rule) {}

  /// Position in `waiting`, which is not empty, of the line whose head comes next; or kNobody.
  [[nodiscard]] std::size_t select(const Question& question,
                                   std::span<const WaitingView> waiting) const {
    return std::visit([&](const auto& rule) { return rule.select(question, waiting); }, rule_);
  }

  /// An item's place in its own line: lower stands further in front, equal places by arrival.
  [[nodiscard]] SimTime place(const Joining& item) const {
    return std::visit([&](const auto& rule) { return rule.place(item); }, rule_);
  }

 private:
  Rule rule_;
};

}  // namespace hotline::sim
