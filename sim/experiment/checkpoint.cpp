#include "sim/experiment/checkpoint.hpp"

#include <utility>

#include "core/base/archive.hpp"
#include "sim/run/sealed.hpp"
#include "sim/run/state.hpp"

namespace hotline::sim {

std::string save_checkpoint(const Checkpoint& checkpoint) {
  std::string state = save_state(checkpoint.hotline);
  measures::Scorecard scorecard = checkpoint.scorecard;
  ArchiveWriter writer;
  writer(state);
  writer(scorecard);
  return sealed(writer.take());
}

Result<Checkpoint> load_checkpoint(const Scenario& scenario, const Policies& policies,
                                   std::string_view bytes, const std::string& name) {
  const Result<std::string_view> body = unsealed(bytes, name);
  if (!body) {
    return tl::unexpected(body.error());
  }
  ArchiveReader reader(*body);
  std::string state;
  measures::Scorecard scorecard;
  reader(state);
  reader(scorecard);
  Result<Hotline> hotline = load_state(scenario, policies, state, name);
  if (!hotline) {
    return tl::unexpected(hotline.error());
  }
  if (!reader.complete()) {
    return tl::unexpected(
        Error{ErrorCode::kBadInput, name + ": found a state that another program wrote"});
  }
  return Checkpoint{*std::move(hotline), std::move(scorecard)};
}

}  // namespace hotline::sim
