// sim/run/sealed.hpp: bytes that show damage.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace hotline::sim {

/// `body` behind a mark that names the format and its version, and before a checksum.
[[nodiscard]] std::string sealed(std::string_view body);

/// The body again. kBadInput, naming `name`: not sealed, of another version, or damaged.
[[nodiscard]] Result<std::string_view> unsealed(std::string_view bytes, const std::string& name);

}  // namespace hotline::sim
