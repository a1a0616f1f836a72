#include "sim/hotline/casebook.hpp"

#include <algorithm>
#include <numeric>

#include "core/base/contract.hpp"

namespace hotline::sim {
namespace {

bool needs_extras(const Agency& agency) {
  return agency.sign_within || agency.early_closure || agency.extension || !agency.pauses.empty() ||
         !agency.hand_over.empty();
}

/// Who is responsible: the last row that holds, or else the category's agency.
ResponsibilityCatalogue catalogue_of(const Scenario& scenario) {
  const std::size_t categories = scenario.categories.size();
  const std::size_t places = scenario.responsibilities.empty() ? 1 : scenario.districts.size();
  ResponsibilityCatalogue catalogue(categories, places);
  for (std::uint32_t c = 0; c < categories; ++c) {
    for (std::uint32_t d = 0; d < places; ++d) {
      AgencyId agency = scenario.categories[c].agency;
      for (const ResponsibilityRow& row : scenario.responsibilities) {
        const bool holds =
            admits(row.categories, CategoryId{c}) && admits(row.districts, DistrictId{d});
        agency = holds ? row.agency : agency;
      }
      catalogue.state(c, d, static_cast<std::uint16_t>(agency.value));
    }
  }
  return catalogue;
}

}  // namespace

Casebook::Casebook(const Scenario& scenario)
    : finds_duplicates_(scenario.duplicates.has_value()),
      human_accuracy_(scenario.triage.human_accuracy),
      machine_accuracy_(scenario.triage.machine_accuracy) {
  // Tickets keep positions in 16 bits; the loader allows fewer.
  const std::size_t categories = scenario.categories.size();
  HOTLINE_REQUIRE(categories < 65536 && scenario.districts.size() < 65536 &&
                  scenario.agencies.size() < 65536 && scenario.channels.size() < 65536);
  tickets_.resize(categories);
  for (const Demand& demand : scenario.demand) {
    const std::size_t c = demand.category.index();
    tickets_[c] += demand.per_day * scenario.categories[c].ticket_probability;
  }
  catalogue_ = catalogue_of(scenario);
  confident_.assign(categories, scenario.triage.machine_confident);
  for (const ConfusionRow& row : scenario.confusion) {
    take(row);
  }
  keeps_extras_ =
      finds_duplicates_ || scenario.chasing || !scenario.escalations.empty() ||
      std::any_of(scenario.agencies.begin(), scenario.agencies.end(), needs_extras) ||
      std::any_of(scenario.categories.begin(), scenario.categories.end(), [](const Category& c) {
        return c.withdrawal || c.duplicate_probability.value_or(0) > 0;
      });
}

/// What the row says of people, of the machine, and of how often that is sure.
void Casebook::take(const ConfusionRow& row) {
  if (row.human) {
    state(row, human_);
  }
  if (row.machine) {
    state(row, machine_);
  }
  for (std::uint32_t c = 0; row.confident && c < confident_.size(); ++c) {
    if (admits(row.categories, CategoryId{c})) {
      confident_[c] = *row.confident;
    }
  }
}

void Casebook::state(const ConfusionRow& row, std::vector<Confusion>& matrix) {
  matrix.resize(tickets_.size());
  for (std::uint32_t c = 0; c < matrix.size(); ++c) {
    if (admits(row.categories, CategoryId{c})) {
      matrix[c] = confusion_of(row, c);
    }
  }
}

Casebook::Confusion Casebook::confusion_of(const ConfusionRow& row, std::size_t category) const {
  Confusion confusion;
  confusion.stated = true;
  confusion.accuracy = row.accuracy;
  std::vector<std::pair<std::size_t, double>> weights;
  if (!row.taken_for.empty()) {
    confusion.accuracy = 0;
    weights = row.taken_for;
  } else {
    for (const CategoryId other : row.among) {
      weights.emplace_back(other.index(), tickets_[other.index()]);
    }
  }
  double sum = 0;
  for (const auto& [other, weight] : weights) {
    if (other == category) {
      confusion.accuracy = row.taken_for.empty() ? confusion.accuracy : weight;
    } else if (weight > 0) {
      sum += weight;
      confusion.others.emplace_back(sum, static_cast<std::uint16_t>(other));
    }
  }
  return confusion;
}

bool Casebook::classified_rightly(bool machine, std::size_t category, double u) const {
  const std::vector<Confusion>& matrix = machine ? machine_ : human_;
  const bool stated = !matrix.empty() && matrix[category].stated;
  return u < (stated ? matrix[category].accuracy : machine ? machine_accuracy_ : human_accuracy_);
}

std::uint16_t Casebook::wrong_class(bool machine, std::size_t category, double u) const {
  const std::vector<Confusion>& matrix = machine ? machine_ : human_;
  if (matrix.empty() || matrix[category].others.empty()) {
    return by_tickets(category, u);
  }
  const auto& others = matrix[category].others;
  const auto found = std::find_if(others.begin(), others.end(), [&](const auto& other) {
    return u * others.back().first < other.first;
  });
  return found == others.end() ? others.back().second : found->second;
}

std::uint16_t Casebook::by_tickets(std::size_t right, double u) const {
  const double all = std::accumulate(tickets_.begin(), tickets_.end(), 0.0);
  double left = u * (all - tickets_[right]);
  std::size_t last = right;  // if there is no other class, it cannot be mistaken
  for (std::size_t c = 0; c < tickets_.size(); ++c) {
    if (c == right || tickets_[c] == 0) {
      continue;
    }
    last = c;
    left -= tickets_[c];
    if (left < 0) {
      break;
    }
  }
  return static_cast<std::uint16_t>(last);
}

std::uint8_t Casebook::priority_class(const Category& category, double u) {
  std::uint8_t last = 0;
  for (std::size_t i = 0; i < category.priorities.size(); ++i) {
    if (category.priorities[i].share > 0) {
      last = static_cast<std::uint8_t>(i);
      u -= category.priorities[i].share;
      if (u < 0) {
        break;
      }
    }
  }
  return last;
}

const std::optional<Target>& Casebook::response_target(const Category& category,
                                                       std::uint8_t priority_class) {
  return !category.priorities.empty() && category.priorities[priority_class].response_target
             ? category.priorities[priority_class].response_target
             : category.response_target;
}

const std::optional<Target>& Casebook::resolution_target(const Category& category,
                                                         std::uint8_t priority_class) {
  return !category.priorities.empty() && category.priorities[priority_class].resolution_target
             ? category.priorities[priority_class].resolution_target
             : category.resolution_target;
}

}  // namespace hotline::sim
