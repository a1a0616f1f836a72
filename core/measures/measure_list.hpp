// core/measures/measure_list.hpp: what the parts of the catalogue are written with. Only for them.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "core/measures/catalogue.hpp"
#include "core/measures/scorecard.hpp"

namespace hotline::measures {

using Value = std::optional<double>;

constexpr std::string_view kCount = "count of facts";
constexpr std::string_view kErlang = "Erlang; queueing practice";

[[nodiscard]] inline Value ratio(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) {
    return std::nullopt;
  }
  return static_cast<double>(part) / static_cast<double>(whole);
}

[[nodiscard]] inline Value ratio(stats::Int128 part, stats::Int128 whole) {
  if (whole <= 0) {
    return std::nullopt;
  }
  return static_cast<double>(part) / static_cast<double>(whole);
}

[[nodiscard]] inline Value count(std::uint64_t n) {
  return static_cast<double>(n);
}

[[nodiscard]] inline Value seconds(std::optional<Duration> d) {
  return d ? Value(static_cast<double>(d->count()) / 1e6) : Value();
}

[[nodiscard]] inline stats::Int128 area(const Level& level, const Scorecard& card) {
  return level.area_us(card.measured_until());
}

/// Time average of a level over the measured time.
[[nodiscard]] inline Value average(const Level& level, const Scorecard& card) {
  const Duration span = card.measured_until() - card.measured_from();
  return ratio(area(level, card), static_cast<stats::Int128>(span.count()));
}

// Building blocks that take the place of a count or of durations within a row.

template <class Row, auto Get>
[[nodiscard]] inline Value count_of(const Row& row, const Scorecard& /*card*/) {
  return count(std::invoke(Get, row));
}

template <class Row, auto Get>
[[nodiscard]] inline Value mean_of(const Row& row, const Scorecard& /*card*/) {
  return std::invoke(Get, row).mean_seconds();
}

template <class Row, auto Get, int kPercent>
[[nodiscard]] inline Value quantile_of(const Row& row, const Scorecard& /*card*/) {
  return seconds(std::invoke(Get, row).quantile(kPercent / 100.0));
}

template <class Row, auto Get>
[[nodiscard]] inline Value average_of(const Row& row, const Scorecard& card) {
  return average(std::invoke(Get, row), card);
}

template <class Row, auto Part, auto Whole>
[[nodiscard]] inline Value ratio_of(const Row& row, const Scorecard& /*card*/) {
  return ratio(std::invoke(Part, row), std::invoke(Whole, row));
}

/// What is said of a measure, without its scope and its function.
struct Words {
  std::string_view name;
  Unit unit = Unit::kCount;
  std::string_view formula;
  std::string_view source;
  bool is_default = false;
  bool is_occasional = false;
};

/// Left out of reports where nothing of the kind happened.
[[nodiscard]] constexpr Words occasional(Words words) {
  words.is_occasional = true;
  return words;
}

constexpr std::size_t kScopes = 6;

/// Collects the measures scope by scope. Each `of_` function adds a measure of rows and, unless
/// told otherwise, the same measure of all rows together under scope run.
class MeasureList {
 public:
  using Function = Value (*)(const Scorecard&, std::size_t);

  void add(Scope scope, const Words& words, Function value) {
    by_scope_[static_cast<std::size_t>(scope)].push_back(
        MeasureSpec{words.name, scope, words.unit, words.formula, words.source, value,
                    words.is_default, words.is_occasional});
  }

  template <auto F>
  void of_channels(const Words& words) {
    of_each_channel<F>(words);
    add(Scope::kRun, words,
        [](const Scorecard& card, std::size_t) { return F(card.live_channels(), card); });
  }

  /// Of all channels together under scope run, live or not.
  template <auto F>
  void of_all_channels(const Words& words) {
    of_each_channel<F>(words);
    add(Scope::kRun, words,
        [](const Scorecard& card, std::size_t) { return F(card.all_channels(), card); });
  }

  template <auto F>
  void of_each_channel(const Words& words) {
    add(Scope::kChannel, words,
        [](const Scorecard& card, std::size_t i) { return F(card.channels()[i], card); });
  }

  template <auto F>
  void of_groups(const Words& words) {
    add(Scope::kGroup, words,
        [](const Scorecard& card, std::size_t i) { return F(card.groups()[i], card); });
    add(Scope::kRun, words,
        [](const Scorecard& card, std::size_t) { return F(card.all_groups(), card); });
  }

  template <auto F>
  void of_each_group(const Words& words) {
    add(Scope::kGroup, words,
        [](const Scorecard& card, std::size_t i) { return F(card.groups()[i], card); });
  }

  template <auto F>
  void of_agencies(const Words& words) {
    of_each_agency<F>(words);
    add(Scope::kRun, words,
        [](const Scorecard& card, std::size_t) { return F(card.all_agencies(), card); });
  }

  template <auto F>
  void of_each_agency(const Words& words) {
    add(Scope::kAgency, words,
        [](const Scorecard& card, std::size_t i) { return F(card.agencies()[i], card); });
  }

  template <auto F>
  void of_each_category(const Words& words) {
    add(Scope::kCategory, words,
        [](const Scorecard& card, std::size_t i) { return F(card.categories()[i], card); });
  }

  /// By category and by district.
  template <auto F>
  void of_tickets(const Words& words) {
    of_each_category<F>(words);
    add(Scope::kDistrict, words,
        [](const Scorecard& card, std::size_t i) { return F(card.districts()[i], card); });
  }

  /// Every ticket, whether or not it has reached an agency.
  template <auto F>
  void of_all_tickets(const Words& words) {
    add(Scope::kRun, words,
        [](const Scorecard& card, std::size_t) { return F(card.all_tickets(), card); });
  }

  [[nodiscard]] std::vector<MeasureSpec> all() const {
    std::vector<MeasureSpec> list;
    for (const std::vector<MeasureSpec>& specs : by_scope_) {
      list.insert(list.end(), specs.begin(), specs.end());
    }
    return list;
  }

 private:
  std::array<std::vector<MeasureSpec>, kScopes> by_scope_;
};

// The measures of each office, in the order in which they are exported.
void add_front_office_measures(MeasureList& list);
void add_back_office_measures(MeasureList& list);

}  // namespace hotline::measures
