// cli/interrupt.hpp: Ctrl-C as a flag.
#pragma once

#include <atomic>

namespace hotline::cli {

/// From now on the first SIGINT or SIGTERM sets the flag; a second one ends the process at once.
void catch_interrupts();

/// True from that first signal on.
[[nodiscard]] const std::atomic<bool>& interrupted_flag();

}  // namespace hotline::cli
