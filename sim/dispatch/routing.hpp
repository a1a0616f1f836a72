// sim/dispatch/routing.hpp: which agent (unit) for this contact (ticket)?
#pragma once

#include <cstddef>
#include <span>
#include <variant>

#include "sim/dispatch/first_listed.hpp"
#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// The policy of an item that looks for a server. A value, as Selection is.
class Routing {
 public:
  using Rule = std::variant<FirstListed>;

  explicit Routing(Rule rule = FirstListed{}) : rule_(rule) {}

  /// Position in `servers`, which is not empty; or kNobody: wait.
  [[nodiscard]] std::size_t select(const Question& question,
                                   std::span<const ServerView> servers) const {
    return std::visit([&](const auto& rule) { return rule.select(question, servers); }, rule_);
  }

 private:
  Rule rule_;
};

}  // namespace hotline::sim
