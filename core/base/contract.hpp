// core/base/contract.hpp: a broken contract is a bug, and ends the process in every build.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace hotline::detail {

[[noreturn]] inline void contract_broken(const char* condition, const char* file, int line) {
  (void)std::fprintf(stderr, "%s:%d: contract broken: %s\n", file, line, condition);
  std::abort();
}

}  // namespace hotline::detail

/// Ends the process unless `condition` holds. Contracts are for bugs; bad input is a Result.
#define HOTLINE_REQUIRE(condition)    \
  ((condition) ? static_cast<void>(0) \
               : ::hotline::detail::contract_broken(#condition, __FILE__, __LINE__))
