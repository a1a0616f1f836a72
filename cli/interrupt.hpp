// cli/interrupt.hpp: Ctrl-C as a flag.
#pragma once

#include <atomic>

namespace hotline::cli {

/// True from the first SIGINT or SIGTERM on; a second one ends the process at once. Installs the
/// handlers at the first call.
[[nodiscard]] const std::atomic<bool>& interrupted_flag();

}  // namespace hotline::cli
