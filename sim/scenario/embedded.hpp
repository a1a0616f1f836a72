// sim/scenario/embedded.hpp: what embed.cmake makes of scenarios/cities/*.toml.
#pragma once

#include <span>
#include <string_view>

namespace hotline::sim {

/// One file within the program, cut into pieces that every compiler takes.
struct EmbeddedFile {
  std::string_view name;  ///< "new-york"
  std::span<const std::string_view> pieces;
};

/// In alphabetical order.
[[nodiscard]] std::span<const EmbeddedFile> embedded_files();

}  // namespace hotline::sim
