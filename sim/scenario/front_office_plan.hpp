// sim/scenario/front_office_plan.hpp: channels and agent groups, as the scenario states them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "sim/random/duration_law.hpp"

namespace hotline::sim {

/// Contacts waiting in one line of the front office; within it they stand in order of arrival.
struct Channel {
  enum class Kind : std::uint8_t {
    kLive,    ///< phone: the citizen waits for an agent, and may abandon
    kDirect,  ///< web form, app: no agent; the form takes `entry` to fill in, then a ticket is open
  };
  std::string name;
  Kind kind = Kind::kLive;
  int priority = 0;                     ///< lower is served first by the static-priority policy
  std::optional<std::int64_t> lines;    ///< trunks: contacts in queue and in talk; more are blocked
  std::optional<DurationLaw> patience;  ///< none: nobody abandons
  double redial_probability = 0;        ///< after abandoning or being blocked
  DurationLaw redial_delay;
  std::uint32_t max_attempts = 1;
  Duration answer_target{0};  ///< EDF: due = arrival + target
  DurationLaw entry;          ///< kDirect only
};

struct Shift {
  Duration from;  ///< since Monday 00:00, in [0, 7 days)
  Duration to;    ///< > from, <= 7 days
  std::int64_t agents = 0;
};

struct AgentGroup {
  std::string name;
  std::vector<ChannelId> channels;  ///< which lines the group serves
  std::vector<Shift> shifts;        ///< overlapping shifts add up
};

}  // namespace hotline::sim
