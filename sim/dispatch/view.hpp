// sim/dispatch/view.hpp: what a policy may see. Read-only, and no clock but the time it is given.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "core/base/time.hpp"
#include "sim/random/random.hpp"

namespace hotline::sim {

/// A policy's answer "none of them": a server stays idle though somebody waits, or an item waits
/// though a server is free (reservation).
inline constexpr std::size_t kNobody = std::numeric_limits<std::size_t>::max();

/// The circumstances of a question: when it is asked, and chance for policies that toss coins.
struct Question {
  SimTime now;
  const RandomBook& book;
  std::uint64_t item = 0;    ///< the contact or ticket that asks; 0: a server asks
  std::uint64_t number = 0;  ///< of the question about this item: other questions, other draws
  std::int64_t free = 1;     ///< servers like the asking one that are free, itself included
  Purpose purpose = Purpose::kPolicy;  ///< another kind of question has other draws

  /// Uniform on (0, 1); `k` < 1024 numbers the draws of one question.
  [[nodiscard]] double uniform(std::uint64_t k = 0) const {
    return book.uniform(purpose, item, number * 1024 + k);
  }
};

/// One line of waiting contacts or tickets that the asking agent (or crew) may serve; it is not
/// empty. "Head" is who stands first in it.
struct WaitingView {
  std::uint32_t line = 0;     ///< the line's number; the answer names one of them by position
  SimTime since;              ///< when its head began to wait
  SimTime due = kNever;       ///< when its head is due
  int priority = 0;           ///< of the line: lower is served first
  std::uint64_t arrival = 0;  ///< order of arrival of its head among all that ever waited
  std::uint64_t length = 1;   ///< how many wait in it
  double weight = 1;          ///< of the line: cost rate, accumulation rate, share (by policy)
  Duration mean_service{0};   ///< mean handle (work) time of the line with this server
  Duration work{0};           ///< of the head, where it is known beforehand (tickets); remaining
  int rank = 0;               ///< the server's preference: lower is preferred
  Duration size{0};           ///< of the head, where it is known: its whole work, also what is done
  std::int64_t reserve = 0;   ///< free servers that this one must leave for others
  bool local = true;          ///< its head comes from a district of the asking server's own
  /// When work on its head must begin at the latest, by the server's business calendar, to be done
  /// when it is due. Known to policies that need it (Selection::needs_start).
  SimTime start_by = kNever;
};

/// One agent group (or unit of crews) that may take the asking contact (or ticket).
struct ServerView {
  std::uint32_t unit = 0;
  std::int64_t free = 0;        ///< how many are free
  std::int64_t present = 0;     ///< on duty, free or not
  std::uint64_t waiting = 0;    ///< items in its own work list (units with lists of their own)
  Duration work{0};             ///< remaining work there, waiting and begun, where it is known
  SimTime idle_since = kNever;  ///< of the one who is idle longest; kNever: nobody is
  Duration mean_service{0};     ///< mean handle (work) time of this item there
  double weight = 1;            ///< by policy: share of idleness, weight of a draw
  int rank = 0;                 ///< the item's preference: lower is preferred
  Duration item_waited{0};      ///< how long the asking item has waited (staged overflow)
  std::int64_t reserve = 0;     ///< free servers that must be left for others
  bool local = true;            ///< the item comes from a district of the server's own
  int breadth = 1;              ///< how many queues (districts) it serves: specialists serve few

  /// Waiting and in work there.
  [[nodiscard]] std::int64_t in_system() const {
    return static_cast<std::int64_t>(waiting) + present - free;
  }
};

/// What is known of an item when it joins a line.
struct Joining {
  SimTime since;              ///< now
  SimTime due = kNever;       ///< when it is due
  Duration work{0};           ///< its (remaining) work, where it is known beforehand
  Duration size{0};           ///< its whole work, also what is done
  SimTime start_by = kNever;  ///< as in WaitingView
};

/// The one number that a rule may be given; 0 where it takes none.
template <class Rule>
[[nodiscard]] double parameter_of(const Rule& rule) {
  if constexpr (requires { rule.exponent; }) {
    return rule.exponent;
  } else if constexpr (requires { rule.per_rank; }) {
    return static_cast<double>(rule.per_rank.count());
  } else if constexpr (requires { rule.kept_local; }) {
    return static_cast<double>(rule.kept_local.count());
  } else if constexpr (requires { rule.ratio; }) {
    return rule.ratio;
  } else if constexpr (requires { rule.choices; }) {
    return rule.choices;
  } else {
    return 0;
  }
}

/// Tells rules of one kind apart: a script's own number, or the bits of the parameter.
template <class Rule>
[[nodiscard]] std::uint64_t number_of(const Rule& rule) {
  if constexpr (requires { rule.number(); }) {
    return rule.number();
  } else {
    return std::bit_cast<std::uint64_t>(parameter_of(rule));
  }
}

}  // namespace hotline::sim
