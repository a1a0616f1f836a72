#include "core/report/summary.hpp"

#include <algorithm>

#include "core/base/contract.hpp"

namespace hotline::report {
namespace {

template <class Row>
void add_rows(std::vector<Row>& into, const std::vector<Row>& from) {
  if (into.size() < from.size()) {
    into.resize(from.size());
  }
  for (std::size_t i = 0; i < from.size(); ++i) {
    measures::merge(into[i], from[i]);
  }
}

}  // namespace

Totals totals(std::span<const Scorecard> replications) {
  Totals sum;
  for (const Scorecard& card : replications) {
    add_rows(sum.channels, card.channels());
    add_rows(sum.groups, card.groups());
    add_rows(sum.agencies, card.agencies());
    add_rows(sum.categories, card.categories());
    add_rows(sum.districts, card.districts());
    const std::vector<std::uint64_t>& opened = card.opened_by_channel();
    sum.opened_by_channel.resize(std::max(sum.opened_by_channel.size(), opened.size()));
    for (std::size_t i = 0; i < opened.size(); ++i) {
      sum.opened_by_channel[i] += opened[i];
    }
    for (std::size_t h = 0; h < sum.opened_by_hour.size(); ++h) {
      sum.opened_by_hour[h] += card.opened_by_hour()[h];
    }
    sum.open_tickets += card.open_tickets().value();
  }
  return sum;
}

Summary::Summary(std::span<const Scorecard> replications) : replications_(replications) {}

bool Summary::complete() const {
  return !replications_.empty() &&
         std::all_of(replications_.begin(), replications_.end(),
                     [](const Scorecard& card) { return card.complete(); });
}

std::size_t Summary::rows(Scope scope) const {
  std::size_t most = 0;
  for (const Scorecard& card : replications_) {
    most = std::max(most, measures::rows(card, scope));
  }
  return most;
}

std::string_view Summary::name(Scope scope, std::size_t row) const {
  for (const Scorecard& card : replications_) {
    if (row < measures::rows(card, scope)) {
      return measures::row_name(card, scope, row);
    }
  }
  return "";
}

Estimate Summary::estimate(const MeasureSpec& spec, std::size_t row) const {
  stats::Tally tally;
  for (const Scorecard& card : replications_) {
    if (row >= measures::rows(card, spec.scope)) {
      continue;
    }
    if (const std::optional<double> value = spec.value(card, row)) {
      tally.add(*value);
    }
  }
  return Estimate{tally.mean(), stats::student_interval(tally), spec.unit};
}

Estimate Summary::get(Scope scope, std::string_view measure, std::size_t row) const {
  const MeasureSpec* const spec = measures::find_measure(scope, measure);
  HOTLINE_REQUIRE(spec != nullptr);
  return estimate(*spec, row);
}

std::vector<std::size_t> Summary::ranking(Scope scope, std::string_view measure,
                                          std::size_t most) const {
  std::vector<std::pair<double, std::size_t>> found;
  for (std::size_t row = 0; row < rows(scope); ++row) {
    const double value = get(scope, measure, row).value.value_or(0);
    if (value > 0) {
      found.emplace_back(-value, row);  // negative: the greatest first, ties by row
    }
  }
  std::sort(found.begin(), found.end());
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < std::min(most, found.size()); ++i) {
    order.push_back(found[i].second);
  }
  return order;
}

bool Summary::has_calls() const {
  return get(Scope::kRun, "contacts.offered").value.has_value();
}

bool Summary::known_above_zero(std::string_view measure) const {
  return get(Scope::kRun, measure).value.value_or(0) > 0;
}

}  // namespace hotline::report
