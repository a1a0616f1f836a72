#include "sim/verification/share.hpp"

#include <algorithm>
#include <string>

namespace hotline::sim {
namespace {

using measures::ChannelCounts;
using measures::HoursOfWeek;
using measures::Scorecard;
using measures::TicketCounts;

constexpr std::size_t kHoursOfDay = 24;

// In the order of Share::Kind.
constexpr auto kShares = std::to_array<ShareSpec>(
    {{"contacts.share_in", "contacts that arrive in `hours` of the day and on `days` / arrived"},
     {"tickets.share_in", "tickets opened in `hours` of the day and on `days` / opened"},
     {"resolution.within", "first resolved within `within` of their opening / first resolved"}});

bool is_allowed(std::string_view name, OfKind of) {
  if (of == OfKind::kRun) {
    return true;
  }
  return name == kShares[0].name
             ? of == OfKind::kChannel
             : name == kShares[2].name && (of == OfKind::kAgency || of == OfKind::kCategory);
}

Ratio ratio(std::uint64_t part, std::uint64_t all) {
  return Ratio{static_cast<double>(part), static_cast<double>(all)};
}

Ratio share_in(const HoursOfWeek& counts, const std::array<bool, 168>& hours) {
  std::uint64_t part = 0;
  std::uint64_t all = 0;
  for (std::size_t hour = 0; hour < hours.size(); ++hour) {
    all += counts.at(hour);
    part += hours[hour] ? counts.at(hour) : 0;
  }
  return ratio(part, all);
}

Ratio share_within(const TicketCounts& counts, Duration within) {
  const auto& bounds = stats::DurationHistogram::kBoundsSeconds;
  const auto* const bound = std::find(bounds.begin(), bounds.end(), within / kSecond);
  const auto& buckets = counts.resolution.bound_counts();
  std::uint64_t part = 0;
  for (std::ptrdiff_t i = 0; i <= bound - bounds.begin(); ++i) {
    part += buckets.at(static_cast<std::size_t>(i));
  }
  return ratio(part, counts.resolution.count());
}

std::array<bool, 168> hours_of(const Expectation& row) {
  const std::pair<int, int> hours = row.hours.value_or(std::pair{0, 24});
  std::array<bool, 168> out{};
  for (std::size_t day = 0; day < 7; ++day) {
    for (int hour = hours.first; hour < hours.second; ++hour) {
      out.at(day * kHoursOfDay + static_cast<std::size_t>(hour)) = !row.days || row.days->at(day);
    }
  }
  return out;
}

/// Counts are exact at the histogram's own bounds alone.
Result<void> check_bound(const Expectation& row) {
  const auto& bounds = stats::DurationHistogram::kBoundsSeconds;
  if (!row.within) {
    return bad_input("resolution.within needs 'within'");
  }
  if (std::any_of(bounds.begin(), bounds.end(),
                  [&](std::int64_t bound) { return bound * kSecond == *row.within; })) {
    return {};
  }
  std::string allowed;
  for (const std::int64_t bound : bounds) {
    allowed += (allowed.empty() ? "" : ", ") + human(bound * kSecond);
  }
  return bad_input("found within = " + human(*row.within) + ", allowed " + allowed);
}

}  // namespace

std::span<const ShareSpec> share_catalogue() {
  return kShares;
}

Result<Share> Share::of(const Expectation& row, std::string_view name) {
  if (!is_allowed(name, row.of)) {
    return bad_input(std::string(name) + " has no value of '" + row.of_text + "'");
  }
  if (row.from || row.until) {
    return bad_input(std::string(name) + " knows no 'from' and 'until'");
  }
  Share share;
  share.kind_ = name == kShares[0].name   ? Kind::kContacts
                : name == kShares[1].name ? Kind::kTickets
                                          : Kind::kResolved;
  share.of_ = row.of;
  share.row_ = row.row;
  if (share.kind_ == Kind::kResolved) {
    if (auto good = check_bound(row); !good) {
      return tl::unexpected(good.error());
    }
    share.within_ = *row.within;
    return share;
  }
  if (!row.hours && !row.days) {
    return bad_input(std::string(name) + " needs 'hours' or 'days'");
  }
  share.hours_ = hours_of(row);
  return share;
}

Ratio Share::of(const Scorecard& card) const {
  switch (kind_) {
    case Kind::kContacts:
      return share_in(of_ == OfKind::kChannel ? card.channels().at(row_).arrived_by_hour
                                              : card.all_channels().arrived_by_hour,
                      hours_);
    case Kind::kTickets:
      return share_in(card.opened_by_hour(), hours_);
    case Kind::kResolved:
      break;
  }
  return share_within(of_ == OfKind::kAgency     ? card.agencies().at(row_).tickets
                      : of_ == OfKind::kCategory ? card.categories().at(row_)
                                                 : card.all_tickets(),
                      within_);
}

}  // namespace hotline::sim
