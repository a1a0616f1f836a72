// evaluation/embedded.hpp: the schemes within the program.
#pragma once

#include <span>

#include "core/base/embedded_file.hpp"

namespace hotline::evaluation {

/// Of evaluation/schemes/*.toml, in alphabetical order.
[[nodiscard]] std::span<const EmbeddedFile> embedded_files();

}  // namespace hotline::evaluation
