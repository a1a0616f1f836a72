#include "cli/interrupt.hpp"

#include <csignal>

namespace hotline::cli {
namespace {

// A signal handler has no other way to tell anybody.
std::atomic<bool> flag{false};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

void raise_flag(int signal) {
  flag.store(true);
  (void)std::signal(signal, SIG_DFL);
}

}  // namespace

void catch_interrupts() {
  static_assert(std::atomic<bool>::is_always_lock_free);
  (void)std::signal(SIGINT, raise_flag);
  (void)std::signal(SIGTERM, raise_flag);
}

const std::atomic<bool>& interrupted_flag() {
  return flag;
}

}  // namespace hotline::cli
