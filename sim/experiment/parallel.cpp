#include "sim/experiment/parallel.hpp"

#include <algorithm>
#include <exception>
#include <thread>
#include <vector>

namespace hotline::sim {

void for_each_index(std::uint32_t first, std::uint32_t end, unsigned threads,
                    const std::function<bool(std::uint32_t index)>& one) {
  std::atomic<std::uint32_t> next{first};
  std::atomic<bool> failed{false};
  std::vector<std::exception_ptr> failures(end - first);
  const auto work = [&] {
    for (std::uint32_t index = next++; index < end && !failed; index = next++) {
      try {
        if (!one(index)) {
          return;
        }
      } catch (...) {
        failures[index - first] = std::current_exception();
        failed = true;
      }
    }
  };
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  const unsigned wanted = threads == 0 ? cores : threads;
  {
    std::vector<std::jthread> others;
    for (unsigned t = 1; t < std::min<unsigned>(wanted, end - first); ++t) {
      others.emplace_back(work);
    }
    work();
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) {
      std::rethrow_exception(failure);
    }
  }
}

}  // namespace hotline::sim
