#include "evaluation/scheme.hpp"

#include <algorithm>

namespace hotline::evaluation {

std::string_view to_string(Normalisation normalisation) {
  switch (normalisation) {
    case Normalisation::kGoalposts:
      return "goalposts";
    case Normalisation::kMinMax:
      return "min-max";
    case Normalisation::kZScore:
      return "z-score";
    case Normalisation::kRank:
      return "rank";
    case Normalisation::kTarget:
      return "target";
  }
  return "";
}

std::string_view to_string(Aggregation aggregation) {
  return aggregation == Aggregation::kArithmetic ? "arithmetic" : "geometric";
}

std::string_view to_string(Missing missing) {
  switch (missing) {
    case Missing::kOmit:
      return "omit";
    case Missing::kWorst:
      return "worst";
    case Missing::kBest:
      return "best";
    case Missing::kMean:
      return "mean";
  }
  return "";
}

bool allows(const Scheme& scheme, Normalisation normalisation) {
  return std::all_of(scheme.items.begin(), scheme.items.end(), [normalisation](const Item& item) {
    switch (normalisation) {
      case Normalisation::kGoalposts:
        return item.worst.has_value() && item.best.has_value();
      case Normalisation::kTarget:
        return item.target.has_value();
      default:
        return true;
    }
  });
}

bool compatible(Normalisation normalisation, Aggregation aggregation) {
  return normalisation != Normalisation::kZScore || aggregation != Aggregation::kGeometric;
}

}  // namespace hotline::evaluation
