// evaluation/attribute_value.hpp: the number in the text of an attribute.
#pragma once

#include <string_view>

#include "core/base/result.hpp"
#include "evaluation/indicators.hpp"

namespace hotline::evaluation {

/// Reads what a city model says, by the unit that the indicator expects:
///   share    "24 %" or "0.24"                        -> 0 ... 1
///   count    "175", "1 200": blanks may part thousands -> >= 0, up to 1e12
///   hours    "168 h", "7 d", "168", or "24/7"         -> hours a week
///   seconds  "45 s", "1 h 30 min"                     -> seconds
///   yes/no   "yes", "no", "true", "false"             -> 1 or 0
/// Blanks around it do not matter. kBadInput says what was found and what is expected.
[[nodiscard]] Result<double> parse_attribute(std::string_view text, Unit unit);

}  // namespace hotline::evaluation
