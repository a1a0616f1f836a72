// core/base/embedded_file.hpp: what cmake/embed.cmake makes of a file.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace hotline {

/// One file within the program, cut into pieces that every compiler takes.
struct EmbeddedFile {
  std::string_view name;  ///< without its extension: "new-york"
  std::span<const std::string_view> pieces;

  /// The bytes of the file.
  [[nodiscard]] std::string text() const {
    std::string whole;
    for (const std::string_view piece : pieces) {
      whole += piece;
    }
    return whole;
  }
};

}  // namespace hotline
