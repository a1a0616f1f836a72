// evaluation/json_parts.hpp: what the documents of an evaluation and of a ranking share.
#pragma once

#include <optional>

#include <nlohmann/json_fwd.hpp>

namespace hotline::evaluation {

/// Keys in the order in which they were put in.
using Json = nlohmann::ordered_json;

[[nodiscard]] Json or_null(const std::optional<double>& number);

}  // namespace hotline::evaluation
