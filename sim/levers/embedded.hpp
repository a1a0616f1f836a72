// sim/levers/embedded.hpp: the sets of levers within the program.
#pragma once

#include <span>

#include "core/base/embedded_file.hpp"

namespace hotline::sim::levers {

/// Of scenarios/levers/*.toml, in alphabetical order.
[[nodiscard]] std::span<const EmbeddedFile> embedded_files();

}  // namespace hotline::sim::levers
