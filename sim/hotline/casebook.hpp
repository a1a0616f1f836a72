// sim/hotline/casebook.hpp: what the back office looks up for every ticket.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/id.hpp"
#include "sim/dispatch/responsibility_catalogue.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::sim {

/// Who is responsible, what is mistaken for what, and which rules a scenario has at all: compiled
/// once, so that a ticket costs a few look-ups. Does not change while it runs.
class Casebook {
 public:
  explicit Casebook(const Scenario& scenario);

  /// By the catalogue: category and district.
  [[nodiscard]] std::uint16_t responsible(std::size_t category, std::size_t district) const {
    return catalogue_.agency_for(category, district);
  }

  /// What a ticket is taken for, by one draw for right or wrong and another for which wrong.
  [[nodiscard]] bool classified_rightly(bool machine, std::size_t category, double u) const;
  [[nodiscard]] std::uint16_t wrong_class(bool machine, std::size_t category, double u) const;

  /// Share of tickets of the category that the machine decides by itself.
  [[nodiscard]] double confident(std::size_t category) const { return confident_[category]; }

  /// Position among the category's priorities.
  [[nodiscard]] static std::uint8_t priority_class(const Category& category, double u);
  [[nodiscard]] static const std::optional<Target>& response_target(const Category& category,
                                                                    std::uint8_t priority_class);
  [[nodiscard]] static const std::optional<Target>& resolution_target(const Category& category,
                                                                      std::uint8_t priority_class);

  /// Some rule needs TicketExtras.
  [[nodiscard]] bool keeps_extras() const { return keeps_extras_; }

  /// Some reports are about the matter of an open ticket, or taken for it.
  [[nodiscard]] bool finds_duplicates() const { return finds_duplicates_; }

 private:
  /// A row of the confusion matrix.
  struct Confusion {
    bool stated = false;
    double accuracy = 1;
    std::vector<std::pair<double, std::uint16_t>> others;  ///< cumulative; empty: by tickets
  };

  void take(const ConfusionRow& row);
  void state(const ConfusionRow& row, std::vector<Confusion>& matrix);
  [[nodiscard]] Confusion confusion_of(const ConfusionRow& row, std::size_t category) const;
  [[nodiscard]] std::uint16_t by_tickets(std::size_t right, double u) const;

  bool keeps_extras_ = false;
  bool finds_duplicates_ = false;
  double human_accuracy_ = 1;
  double machine_accuracy_ = 1;
  ResponsibilityCatalogue catalogue_;
  std::vector<double> tickets_;  ///< a day, by category
  std::vector<double> confident_;
  std::vector<Confusion> human_;  ///< by category; empty where no row is stated
  std::vector<Confusion> machine_;
};

}  // namespace hotline::sim
