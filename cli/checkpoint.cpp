#include "cli/checkpoint.hpp"

#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/interrupt.hpp"
#include "cli/scenario.hpp"
#include "core/base/time.hpp"
#include "sim/experiment/checkpoint.hpp"
#include "sim/run/replication.hpp"

namespace hotline::cli {
namespace {

using sim::Checkpoint;

Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in) {
    return tl::unexpected(Error{ErrorCode::kSystem, path + ": cannot be read"});
  }
  return std::move(bytes).str();
}

/// From the beginning, or from a saved state.
Result<Checkpoint> begin(const RunOptions& options, const sim::Scenario& scenario) {
  const sim::Policies policies = sim::policies_of(scenario);
  if (!options.load.empty()) {
    return read_file(options.load).and_then([&](const std::string& bytes) {
      return sim::load_checkpoint(scenario, policies, bytes, options.load);
    });
  }
  Checkpoint checkpoint{sim::Hotline(scenario, policies, options.scenario.seed, 0), {}};
  checkpoint.hotline.start(FactPort(checkpoint.scorecard));
  return checkpoint;
}

/// Runs to the end, or to where it is to be saved. @return false if it was interrupted.
bool go_on(Checkpoint& checkpoint, SimTime until, bool drain) {
  const auto pace = [](SimTime /*next*/) {
    return !interrupted_flag().load(std::memory_order_relaxed);
  };
  const FactPort facts(checkpoint.scorecard);
  const sim::PacePort port(pace);
  return checkpoint.hotline.run_until(until, facts, port) &&
         (!drain || checkpoint.hotline.drain(facts, port));
}

}  // namespace

Result<int> run_with_checkpoint(const RunOptions& options, const sim::Scenario& scenario) {
  Result<Checkpoint> checkpoint = begin(options, scenario);
  if (!checkpoint) {
    return tl::unexpected(checkpoint.error());
  }
  const SimTime end = checkpoint->hotline.end();
  const bool save = !options.save.empty();
  const SimTime until = save ? scenario.start + *options.save_at : end;
  if (until < checkpoint->hotline.now() || until > end) {
    return tl::unexpected(Error{
        ErrorCode::kBadInput, "--save-at: found " + to_string(until) + ", allowed from " +
                                  to_string(checkpoint->hotline.now()) + " to " + to_string(end)});
  }
  if (!go_on(*checkpoint, until, !save && scenario.drain)) {
    return interrupted("stopped before the end; nothing was written");
  }
  if (save) {
    return write_result(options.save, sim::save_checkpoint(*checkpoint)).map([&] {
      (void)std::fprintf(stderr, "saved %s at %s; go on with --load %s\n", scenario.name.c_str(),
                         to_string(until).c_str(), options.save.c_str());
      return kDone;
    });
  }
  checkpoint->hotline.finish(FactPort(checkpoint->scorecard));
  const std::vector<measures::Scorecard> scorecards{std::move(checkpoint->scorecard)};
  return write_reports(options.output, scorecards, context_of(scenario)).map([] { return kDone; });
}

}  // namespace hotline::cli
