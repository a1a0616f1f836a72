// core/audit/staff_book.hpp: who is on duty, and who is busy.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/audit/finding.hpp"
#include "core/audit/station.hpp"
#include "core/facts/fact.hpp"

namespace hotline::audit {

/// Agents by group, or crews by agency. Nobody takes up work unless somebody on duty is free: who
/// is busy beyond the number on duty has begun before his shift ended. Where no fact says how many
/// are on duty (exports do not), that is unknown and not held against anybody. In several units of
/// a team, which facts do not tell apart, one may have somebody free while in another somebody is
/// still busy after his shift: then only so many more may be busy as have been taken off duty.
class StaffBook {
 public:
  StaffBook(std::string what, bool has_units) : what_(std::move(what)), has_units_(has_units) {}

  void step(const StaffingChanged& f, Finding& finding) {
    change(f.group.index(), f.on_duty, f.change, finding);
  }

  void step(const CrewsChanged& f, Finding& finding) {
    change(f.agency.index(), f.on_duty, f.change, finding);
  }

  /// Somebody takes one more in hand; `was_idle`: he had none.
  void engage(std::size_t team, SimTime at, bool was_idle, Finding& finding);

  /// Somebody is through with one, `worked` after he took it; `idle_now`: it was his last.
  void release(std::size_t team, SimTime at, Duration worked, bool idle_now, Finding& finding);

  /// `rest[team]`: what is in hand at the end, counted one by one.
  void close(SimTime end, const std::vector<Remaining>& rest, Finding& finding) const;

 private:
  struct Team {
    bool stated = false;  ///< how many are on duty
    std::int64_t on_duty = 0;
    std::int64_t busy = 0;
    std::int64_t past_shift = 0;  ///< of those busy, at most; with units
    Station in_hand;
  };

  void change(std::size_t team, std::int64_t on_duty, std::int64_t by, Finding& finding);
  [[nodiscard]] Team& team_at(std::size_t team);
  [[nodiscard]] std::string of(std::size_t team) const;

  std::string what_;
  bool has_units_;
  std::vector<Team> teams_;
};

}  // namespace hotline::audit
