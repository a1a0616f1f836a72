// core/base/calendar.hpp: opening hours, and time counted in them.
#pragma once

#include <vector>

#include "core/base/result.hpp"
#include "core/base/time.hpp"

namespace hotline {

/// Opening hours: a week of open intervals, less whole holidays. Business time is the open time
/// only.
///
/// Invariants  intervals are half-open [from, to), in order, do not touch or overlap, and lie
/// within
///             [0, 7 days) counted from Monday 00:00; holidays are sorted day numbers, each once.
/// Edges       closing time itself is closed: at 17:00 an office open 09-17 has no more business
/// time;
///             a due time that uses the hours up falls on the closing edge (Fri 17:00, not Mon
///             09:00).
class Calendar {
 public:
  struct Interval {
    Duration from;  ///< since Monday 00:00
    Duration to;
  };

  /// Open always: business time equals clock time.
  Calendar();

  /// @param week      open intervals in any order; touching ones are joined.
  /// @param holidays  day numbers (see day_number) that are closed from 00:00 to 24:00.
  /// @return kBadInput if an interval is empty, overlaps another or leaves the week, or if the week
  ///         is never open.
  [[nodiscard]] static Result<Calendar> create(std::vector<Interval> week,
                                               std::vector<std::int64_t> holidays);

  [[nodiscard]] bool is_open(SimTime t) const;
  /// The first instant >= t that is open. kNever if only holidays lie within the next 400 days.
  [[nodiscard]] SimTime next_open(SimTime t) const;
  /// The first instant > t at which open changes to closed or back; kNever if it never changes.
  [[nodiscard]] SimTime next_change(SimTime t) const;
  /// The earliest instant by which `business` >= 0 of open time has passed since `t`.
  [[nodiscard]] SimTime add(SimTime t, Duration business) const;
  /// The latest instant from which on `business` >= 0 of open time passes until `t`, and opening
  /// time if nothing passes until then: so equal for all `t` that closed hours alone lie between.
  [[nodiscard]] SimTime subtract(SimTime t, Duration business) const;
  /// Closing time of the `days`-th day with open time after the day of `t`; midnight where that day
  /// does not close before. kNever if nearly all days are holidays. Requires days >= 1 (checked).
  [[nodiscard]] SimTime close_of_day(SimTime t, std::int64_t days) const;
  /// Open time within [from, to), from <= to. Inverse of add: between(t, add(t, d)) == d.
  [[nodiscard]] Duration between(SimTime from, SimTime to) const;

  [[nodiscard]] bool always_open() const { return always_; }

 private:
  [[nodiscard]] bool holiday(SimTime day_start) const;
  /// Calls visit(open_from, open_to) for the open stretches from `t` on, until it returns false.
  template <class Visit>
  void for_each_open(SimTime t, Visit visit) const;

  std::vector<Interval> week_;  // split at midnight, so that a holiday closes whole entries
  std::vector<std::int64_t> holidays_;
  bool always_ = true;
};

}  // namespace hotline
