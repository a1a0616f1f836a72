// sim/scenario/ticket_plan.hpp: the life of a ticket beyond the agency's own work, as the scenario
// states it: who is responsible, targets and clocks, duplicates, pauses, escalation, chasing.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/calendar.hpp"
#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "sim/random/duration_law.hpp"

namespace hotline::sim {

/// An empty filter admits all.
template <class Id>
[[nodiscard]] bool admits(const std::vector<Id>& filter, Id id) {
  return filter.empty() || std::find(filter.begin(), filter.end(), id) != filter.end();
}

/// How long something may take, counted in some calendar: open time or, if `working_days` is not 0,
/// until closing time of the so many-th open day after the day from which it counts.
struct Target {
  Target() = default;

  explicit Target(Duration open_time) : time(open_time) {}

  Target& operator=(Duration open_time) { return *this = Target(open_time); }

  Duration time{0};
  std::int64_t working_days = 0;
};

/// When something is due that counts from `from` on.
[[nodiscard]] inline SimTime due_time(const Calendar& calendar, SimTime from,
                                      const Target& target) {
  return target.working_days > 0 ? calendar.close_of_day(from, target.working_days)
                                 : calendar.add(from, target.time);
}

/// When a clock of a ticket starts.
enum class ClockStart : std::uint8_t { kCreated, kDispatched, kSigned };

/// A priority that a share of a category's tickets has, with targets of its own.
struct PriorityClass {
  double share = 0;
  int priority = 0;
  std::optional<Target> response_target;
  std::optional<Target> resolution_target;
};

/// A share of the citizens who no longer want it after a while.
struct Withdrawal {
  double probability = 0;
  DurationLaw after;  ///< opening
};

/// A row of the catalogue: who is responsible; an empty filter means all. A later row replaces an
/// earlier one, and any row the agency of the category.
struct ResponsibilityRow {
  std::vector<CategoryId> categories;
  std::vector<DistrictId> districts;
  AgencyId agency;
};

/// How people or the machine take tickets of some categories for others; an empty filter means all.
/// A later row replaces an earlier one, and any row the accuracy of [triage].
struct ConfusionRow {
  bool human = true;
  bool machine = true;
  std::vector<CategoryId> categories;
  /// A row of the confusion matrix; empty: right with `accuracy`, otherwise one of `among` in
  /// proportion to its tickets.
  std::vector<std::pair<std::size_t, double>> taken_for;
  double accuracy = 1;
  std::vector<CategoryId> among;    ///< empty: all
  std::optional<double> confident;  ///< of the machine; it hands the others to a person
};

/// Why an agency sends a ticket back.
struct RefusalReasons {
  double unclear = 0;
  double overlapping = 0;  ///< the rest: wrong area
};

/// The resolution clock stands still, and so does the work.
struct PauseRow {
  enum class When : std::uint8_t { kBeforeWork, kDuringWork };
  std::uint8_t reason = 0;  ///< PauseReason
  When when = When::kBeforeWork;
  double probability = 0;
  DurationLaw length;
  std::vector<CategoryId> categories;  ///< empty: all
};

/// Declares a ticket resolved without having worked on it.
struct EarlyClosure {
  double probability = 0;
  std::optional<Duration> before_due;  ///< none: instead of putting it on the work list
};

/// Asks for more time.
struct Extension {
  double probability = 0;
  Duration before_due{0};
  double granted = 1;
  Target by;
  std::uint32_t most = 1;
};

/// What a report may have to do with tickets that are open already.
struct Duplicates {
  double probability = 0;          ///< about the matter of an open ticket
  double detected = 1;             ///< by the agent
  double detected_by_machine = 1;  ///< by the form
  double false_merge = 0;          ///< a new matter taken for that of an open ticket
  DurationLaw recall;              ///< until the citizen of a false merge turns up again
  double found_on_signing = 0;     ///< by the agency, of those not detected
  double escalate = 0;             ///< a repeat that escalates the ticket
  int raise = 0;                   ///< by so many its priority then rises
};

/// Waiting citizens ask about their tickets.
struct Chasing {
  bool from_due = false;  ///< patience begins at the due time, not at the opening
  DurationLaw patience;
  DurationLaw again;
  std::uint32_t most = 1;
  std::vector<std::pair<std::size_t, double>> channels;  ///< shares; empty: that of the ticket
  double escalate = 0;                                   ///< a chase that escalates the ticket
  int raise = 0;                                         ///< by so many its priority then rises
};

/// One level of escalation by time.
struct EscalationRow {
  bool before = false;
  Duration before_due{0};
  Target after_due;
  std::vector<CategoryId> categories;  ///< empty: all
  int raise = 0;                       ///< by so many its priority rises in the work list
};

}  // namespace hotline::sim
