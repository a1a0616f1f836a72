// bench/cpu_time.hpp: how much work the processor did, whoever else shares it.
#pragma once

#include <ctime>

namespace hotline::bench {

/// CPU time that a clock of POSIX has counted, in seconds: CLOCK_THREAD_CPUTIME_ID for the calling
/// thread, CLOCK_PROCESS_CPUTIME_ID for all threads of the process.
[[nodiscard]] inline double seconds_of(clockid_t clock) {
  timespec t{};
  ::clock_gettime(clock, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// CPU seconds that this thread spends in `work`.
template <class Work>
[[nodiscard]] double cpu_seconds(Work&& work) {
  const double before = seconds_of(CLOCK_THREAD_CPUTIME_ID);
  work();
  return seconds_of(CLOCK_THREAD_CPUTIME_ID) - before;
}

}  // namespace hotline::bench
