// sim/scenario/embedded.hpp: the city models within the program.
#pragma once

#include <span>

#include "core/base/embedded_file.hpp"

namespace hotline::sim {

/// Of scenarios/cities/*.toml, in alphabetical order.
[[nodiscard]] std::span<const EmbeddedFile> embedded_files();

}  // namespace hotline::sim
