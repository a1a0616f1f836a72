// core/report/summary.hpp: what all three reports read: estimates and totals over replications.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/measures/catalogue.hpp"
#include "core/measures/scorecard.hpp"
#include "core/stats/interval.hpp"

namespace hotline::report {

using measures::MeasureSpec;
using measures::Scope;
using measures::Scorecard;
using measures::Unit;

/// A measure over replications.
struct Estimate {
  std::optional<double> value;              ///< mean of the replications in which it is known
  std::optional<stats::Interval> interval;  ///< 95 %, where two or more replications know it
  Unit unit = Unit::kCount;
};

/// Counts added up over all replications, row by row.
struct Totals {
  std::vector<measures::ChannelCounts> channels;
  std::vector<measures::GroupCounts> groups;
  std::vector<measures::AgencyCounts> agencies;
  std::vector<measures::TicketCounts> categories;
  std::vector<measures::TicketCounts> districts;
  std::vector<std::uint64_t> opened_by_channel;
  std::array<std::uint64_t, 168> opened_by_hour{};
  std::int64_t open_tickets = 0;
};

[[nodiscard]] Totals totals(std::span<const Scorecard> replications);

/// A set of replications of one scenario, read together. Refers to them: they must outlive it.
class Summary {
 public:
  explicit Summary(std::span<const Scorecard> replications);

  [[nodiscard]] std::span<const Scorecard> replications() const { return replications_; }

  [[nodiscard]] bool complete() const;
  /// Rows that any replication has.
  [[nodiscard]] std::size_t rows(Scope scope) const;
  /// As the first replication that has the row calls it.
  [[nodiscard]] std::string_view name(Scope scope, std::size_t row) const;
  [[nodiscard]] Estimate estimate(const MeasureSpec& spec, std::size_t row) const;
  /// Requires that there is such a measure (checked).
  [[nodiscard]] Estimate get(Scope scope, std::string_view measure, std::size_t row = 0) const;
  /// Rows with a value above 0, the greatest first; at most `most`.
  [[nodiscard]] std::vector<std::size_t> ranking(Scope scope, std::string_view measure,
                                                 std::size_t most) const;

  [[nodiscard]] bool has_contacts() const { return known_above_zero("contacts.arrived"); }

  /// Somebody waited for an agent: there is a phone (or the like) to speak of.
  [[nodiscard]] bool has_calls() const;

  [[nodiscard]] bool has_tickets() const { return known_above_zero("tickets.opened"); }

  [[nodiscard]] bool has_survey() const { return known_above_zero("survey.answered"); }

 private:
  [[nodiscard]] bool known_above_zero(std::string_view measure) const;

  std::span<const Scorecard> replications_;
};

}  // namespace hotline::report
