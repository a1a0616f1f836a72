// bench/main.cpp: the table of docs/PERFORMANCE.md, measured here and now.
#include <cstdio>
#include <exception>
#include <string>

#include <CLI/CLI.hpp>

#include "bench/comparison.hpp"
#include "bench/rows.hpp"

namespace hotline::bench {
namespace {

void print_head(int rounds) {
  (void)std::printf(
      "%s, %s\n"
      "CPU time in nanoseconds a customer, contact, ticket or hold: median of %d rounds, in which\n"
      "both sides run in turn. Both draw alike (Philox2x64-6, inversion; the hold model by\n"
      "xoshiro256++ and ziggurat). Beside it, the ratio where the yardstick, and the small models\n"
      "for the kernel, draw by xoshiro256++ and ziggurat.\n\n"
      "%-46s %8s  %-19s %8s %7s %15s %6s %7s %7s %s\n",
      HOTLINE_BENCH_COMPILER, HOTLINE_BENCH_FLAGS, rounds, "", "ours", "yardstick", "", "ratio",
      "least, greatest", "limit", "", "cheap", "answer");
}

void print(const Comparison& row, const Outcome& outcome) {
  (void)std::printf("%-46s %8.1f  %-19s %8.1f %7.2f %7.2f,%7.2f %6.2f %7s ", row.name.c_str(),
                    outcome.ours_ns.median, row.yardstick.c_str(), outcome.yardstick_ns.median,
                    outcome.ratio.median, outcome.ratio.least, outcome.ratio.greatest, row.limit,
                    outcome.met ? "met" : "MISSED");
  if (outcome.ratio_cheap.median > 0) {
    (void)std::printf("%7.2f ", outcome.ratio_cheap.median);
  } else {
    (void)std::printf("%7s ", "-");
  }
  (void)std::printf("%s\n", outcome.right ? "right" : "WRONG");
  (void)std::fflush(stdout);
}

int run(int argc, char** argv) {
  RowOptions options;
  int rounds = 5;
  std::string only;
  CLI::App app("compares the simulator with the least that gives the same answers");
  app.add_flag("--tiny", options.tiny, "much less work: whether it works, not how fast");
  app.add_option("--rounds", rounds, "of each comparison")->check(CLI::Range(1, 1000));
  app.add_option("--only", only, "rows whose name contains this");
  app.add_option("--scenarios", options.scenarios, "folder of the benchmarks' scenarios")
      ->default_val(HOTLINE_BENCH_SCENARIOS);
  app.add_option("--hotline", options.hotline, "the program to run as a whole process")
      ->default_val(HOTLINE_BENCH_HOTLINE);
  CLI11_PARSE(app, argc, argv);
  print_head(rounds);
  bool right = true;
  bool met = true;
  for (const Comparison& row : all_rows(options)) {
    if (row.name.find(only) == std::string::npos) {
      continue;
    }
    const Outcome outcome = compare(row, rounds);
    print(row, outcome);
    right = right && outcome.right;
    met = met && outcome.met;
  }
  (void)std::printf("\n%s%s\n", right ? "All answers are right." : "Some answers are WRONG.",
                    met ? " All limits are met." : " Some limits are missed.");
  return right ? 0 : 1;
}

}  // namespace
}  // namespace hotline::bench

int main(int argc, char** argv) {
  try {
    return hotline::bench::run(argc, argv);
  } catch (const std::exception& error) {
    (void)std::fprintf(stderr, "hotline_bench: %s\n", error.what());
    return 2;
  }
}
