// sim/dispatch/selection.hpp: which contact (ticket) for this agent (crew)?
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>
#include <variant>

#include "sim/dispatch/accumulating_priority.hpp"
#include "sim/dispatch/by_rank.hpp"
#include "sim/dispatch/c_mu.hpp"
#include "sim/dispatch/earliest_due.hpp"
#include "sim/dispatch/fifo.hpp"
#include "sim/dispatch/generalized_c_mu.hpp"
#include "sim/dispatch/least.hpp"
#include "sim/dispatch/least_slack.hpp"
#include "sim/dispatch/lifo.hpp"
#include "sim/dispatch/local_specialist.hpp"
#include "sim/dispatch/longest_queue.hpp"
#include "sim/dispatch/policy_numbers.hpp"
#include "sim/dispatch/queue_ratio.hpp"
#include "sim/dispatch/random_order.hpp"
#include "sim/dispatch/relative_delay.hpp"
#include "sim/dispatch/reservation.hpp"
#include "sim/dispatch/scripted.hpp"
#include "sim/dispatch/shortest_job.hpp"
#include "sim/dispatch/shortest_remaining.hpp"
#include "sim/dispatch/static_priority.hpp"
#include "sim/dispatch/view.hpp"
#include "sim/dispatch/weight_index.hpp"

namespace hotline::sim {

/// The policy of a server that looks for work. It sees a read-only view and the time and returns a
/// position; only the model acts. A value: copied with the run. Cost: linear in the lines.
class Selection {
 public:
  using Rule = std::variant<Fifo, Lifo, StaticPriority, LongestQueue, CMu, GeneralizedCMu,
                            QueueRatio, AccumulatingPriority, EarliestDue, LeastSlack, ShortestJob,
                            ShortestRemaining, ByRank, Reservation, WeightIndex, Scripted,
                            RelativeDelay, LocalSpecialist, RandomOrder>;

  Selection() = default;  ///< Fifo

  explicit Selection(Rule rule) : rule_(std::move(rule)) {}

  /// Whether select() may answer kNobody. If not, a server with one line to serve need not ask.
  [[nodiscard]] bool may_decline() const {
    return std::holds_alternative<Reservation>(rule_) || std::holds_alternative<Scripted>(rule_) ||
           std::holds_alternative<LocalSpecialist>(rule_);
  }

  /// After so much waiting the answer may be another though nothing else has changed; 0: never.
  [[nodiscard]] Duration changes_its_mind() const {
    const auto* const local = std::get_if<LocalSpecialist>(&rule_);
    return local == nullptr ? Duration{0} : local->kept_local;
  }

  /// Whether it looks at WaitingView::start_by and Joining::start_by.
  [[nodiscard]] bool needs_start() const { return std::holds_alternative<LeastSlack>(rule_); }

  /// Whether an item takes a place in its line by chance, each with the same probability.
  [[nodiscard]] bool at_random() const { return std::holds_alternative<RandomOrder>(rule_); }

  /// Position in `waiting`, which is not empty, of the line whose head comes next; or kNobody.
  [[nodiscard]] std::size_t select(const Question& question,
                                   std::span<const WaitingView> waiting) const {
    return std::visit(
        [&](const auto& rule) {
          if constexpr (requires { rule.select(question, waiting); }) {
            return rule.select(question, waiting);
          } else {
            return position_of_least(
                waiting.size(), [&](std::size_t at) { return rule.key(question, waiting[at]); },
                [&](std::size_t at) { return admits(rule, question, waiting[at]); });
          }
        },
        rule_);
  }

  /// Whether `a` strictly comes before `b`: then, where it may interrupt, it takes the place of a
  /// `b` in service (whose view tells the remaining work). False for rules without an order of two.
  [[nodiscard]] bool before(const Question& question, const WaitingView& a,
                            const WaitingView& b) const {
    return std::visit(
        [&](const auto& rule) {
          if constexpr (requires { rule.key(question, a); }) {
            return rule.key(question, a) < rule.key(question, b);
          } else if constexpr (requires { rule.before(question, a, b); }) {
            return rule.before(question, a, b);
          } else {
            return false;
          }
        },
        rule_);
  }

  /// An item's place in its own line: lower stands further in front, equal places by arrival.
  [[nodiscard]] SimTime place(const Joining& item) const {
    return std::visit([&](const auto& rule) { return rule.place(item); }, rule_);
  }

  [[nodiscard]] const Rule& rule() const { return rule_; }

  /// Equal for equal policies, and part of the number of a run.
  [[nodiscard]] std::uint64_t number() const {
    return std::visit([this](const auto& rule) { return rule_.index() ^ number_of(rule) << 8U; },
                      rule_);
  }

  friend bool operator==(const Selection& a, const Selection& b) {
    return a.number() == b.number();
  }

 private:
  template <class R>
  [[nodiscard]] static bool admits(const R& rule, const Question& question, const WaitingView& w) {
    if constexpr (requires { rule.admits(question, w); }) {
      return rule.admits(question, w);
    } else {
      return true;
    }
  }

  Rule rule_;
};

}  // namespace hotline::sim
