#include "core/measures/catalogue.hpp"

#include <array>

#include "core/base/contract.hpp"
#include "core/measures/measure_list.hpp"

namespace hotline::measures {
namespace {

std::vector<MeasureSpec> build() {
  MeasureList list;
  add_front_office_measures(list);
  add_back_office_measures(list);
  return list.all();
}

}  // namespace

std::string_view to_string(Scope scope) {
  constexpr std::array<std::string_view, kScopes> kNames = {"run",    "channel",  "group",
                                                            "agency", "category", "district"};
  return kNames.at(static_cast<std::size_t>(scope));
}

std::string_view to_string(Unit unit) {
  constexpr std::array<std::string_view, 8> kNames = {"count",  "ratio",   "seconds", "contacts",
                                                      "agents", "erlangs", "crews",   "tickets"};
  return kNames.at(static_cast<std::size_t>(unit));
}

std::span<const MeasureSpec> catalogue() {
  static const std::vector<MeasureSpec> all = build();
  return all;
}

const MeasureSpec* find_measure(Scope scope, std::string_view name) {
  for (const MeasureSpec& spec : catalogue()) {
    if (spec.scope == scope && spec.name == name) {
      return &spec;
    }
  }
  return nullptr;
}

std::size_t rows(const Scorecard& card, Scope scope) {
  switch (scope) {
    case Scope::kRun:
      return 1;
    case Scope::kChannel:
      return card.channels().size();
    case Scope::kGroup:
      return card.groups().size();
    case Scope::kAgency:
      return card.agencies().size();
    case Scope::kCategory:
      return card.categories().size();
    case Scope::kDistrict:
      return card.districts().size();
  }
  return 0;
}

std::string_view row_name(const Scorecard& card, Scope scope, std::size_t index) {
  HOTLINE_REQUIRE(index < rows(card, scope));
  switch (scope) {
    case Scope::kRun:
      return "";
    case Scope::kChannel:
      return card.names(NameKind::kChannel)[index];
    case Scope::kGroup:
      return card.names(NameKind::kGroup)[index];
    case Scope::kAgency:
      return card.names(NameKind::kAgency)[index];
    case Scope::kCategory:
      return card.names(NameKind::kCategory)[index];
    case Scope::kDistrict:
      return card.names(NameKind::kDistrict)[index];
  }
  return "";
}

}  // namespace hotline::measures
