// evaluation/schemes.hpp: the schemes that come with the program.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "evaluation/scheme.hpp"

namespace hotline::evaluation {

/// Names of evaluation/schemes/*.toml, in alphabetical order.
[[nodiscard]] std::vector<std::string> scheme_names();

/// The text of the scheme of that name. kBadInput says which there are.
[[nodiscard]] Result<std::string> scheme_text(const std::string& name);

}  // namespace hotline::evaluation
