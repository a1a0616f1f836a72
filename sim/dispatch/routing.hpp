// sim/dispatch/routing.hpp: which agent (unit) for this contact (ticket)?
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "sim/dispatch/fastest.hpp"
#include "sim/dispatch/first_listed.hpp"
#include "sim/dispatch/idle_index.hpp"
#include "sim/dispatch/idleness_ratio.hpp"
#include "sim/dispatch/least.hpp"
#include "sim/dispatch/least_work.hpp"
#include "sim/dispatch/longest_idle.hpp"
#include "sim/dispatch/policy_numbers.hpp"
#include "sim/dispatch/power_of_choice.hpp"
#include "sim/dispatch/queue_ratio_overflow.hpp"
#include "sim/dispatch/random_server.hpp"
#include "sim/dispatch/routing_local_specialist.hpp"
#include "sim/dispatch/routing_reservation.hpp"
#include "sim/dispatch/scripted.hpp"
#include "sim/dispatch/shortest_delay.hpp"
#include "sim/dispatch/shortest_queue.hpp"
#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// The policy of an item that looks for a server. A value, as Selection is. Cost: linear in the
/// servers that it looks at.
class Routing {
 public:
  using Rule = std::variant<FirstListed, LongestIdle, Fastest, RandomServer, ShortestQueue,
                            PowerOfChoice, LeastWork, IdlenessRatio, IdleIndex, RoutingReservation,
                            Scripted, ShortestDelay, RoutingLocalSpecialist, QueueRatioOverflow>;

  Routing() = default;  ///< FirstListed

  explicit Routing(Rule rule) : rule_(std::move(rule)) {}

  /// Whether select() may answer kNobody. If not, an item with one server need not ask.
  [[nodiscard]] bool may_decline() const {
    return std::holds_alternative<RoutingReservation>(rule_) ||
           std::holds_alternative<Scripted>(rule_) ||
           std::holds_alternative<RoutingLocalSpecialist>(rule_);
  }

  /// After so much waiting the answer may be another though nothing else has changed; 0: never.
  [[nodiscard]] Duration changes_its_mind() const {
    const auto* const local = std::get_if<RoutingLocalSpecialist>(&rule_);
    return local == nullptr ? Duration{0} : local->kept_local;
  }

  /// Whether select() takes the first server whatever the rest of the view says: none is needed.
  [[nodiscard]] bool takes_first() const { return std::holds_alternative<FirstListed>(rule_); }

  /// Position in `servers`, which is not empty; or kNobody: wait.
  [[nodiscard]] std::size_t select(const Question& question,
                                   std::span<const ServerView> servers) const {
    return std::visit(
        [&](const auto& rule) {
          if constexpr (requires { rule.select(question, servers); }) {
            return rule.select(question, servers);
          } else {
            return least(rule, question, servers.size(),
                         [&](std::size_t at) -> const ServerView& { return servers[at]; });
          }
        },
        rule_);
  }

  /// The same among `count` > 0 servers, of which `server_at(position)` makes the view: only of
  /// those that the rule looks at, and where it looks at one after the other none is kept.
  /// `scratch` is where it must compare all at once.
  template <class ServerAt>
  [[nodiscard]] std::size_t select(const Question& question, std::size_t count,
                                   const ServerAt& server_at,
                                   std::vector<ServerView>& scratch) const {
    return std::visit(
        [&](const auto& rule) {
          if constexpr (requires { rule.select(question, std::span<const ServerView>()); }) {
            scratch.clear();
            for (std::size_t at = 0; at < count; ++at) {
              scratch.push_back(server_at(at));
            }
            return rule.select(question, std::span<const ServerView>(scratch));
          } else {
            return least(rule, question, count, server_at);
          }
        },
        rule_);
  }

  [[nodiscard]] const Rule& rule() const { return rule_; }

  /// Equal for equal policies, and part of the number of a run.
  [[nodiscard]] std::uint64_t number() const {
    return std::visit([this](const auto& rule) { return rule_.index() ^ number_of(rule) << 8U; },
                      rule_);
  }

  friend bool operator==(const Routing& a, const Routing& b) { return a.number() == b.number(); }

 private:
  /// Position of the least key, the first of equal ones, among all that the rule looks at.
  template <class R, class ServerAt>
  [[nodiscard]] static std::size_t least(const R& rule, const Question& question, std::size_t count,
                                         const ServerAt& server_at) {
    if constexpr (requires { rule.sample(question, count); }) {
      const auto sample = rule.sample(question, count);
      const std::size_t best = position_of_least(
          sample.size,
          [&](std::size_t k) { return rule.key(question, server_at(sample.drawn[k])); },
          [](std::size_t /*k*/) { return true; });
      return sample.drawn[best];
    } else {
      return position_of_least(
          count, [&](std::size_t at) { return rule.key(question, server_at(at)); },
          [&](std::size_t at) {
            if constexpr (requires { rule.admits(server_at(at)); }) {
              return rule.admits(server_at(at));
            } else {
              return true;
            }
          });
    }
  }

  Rule rule_;
};

}  // namespace hotline::sim
