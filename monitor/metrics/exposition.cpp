#include "monitor/metrics/exposition.hpp"

#include <iterator>
#include <utility>

#include <prometheus/text_serializer.h>

#include "monitor/metrics/collector.hpp"

namespace hotline::monitor {

std::string exposition(const Monitor& monitor, const std::optional<GovernanceReading>& governance) {
  auto all = ScorecardCollector(monitor).Collect();
  if (governance) {
    auto more = governance_families(*governance);
    std::move(more.begin(), more.end(), std::back_inserter(all));
  }
  return prometheus::TextSerializer().Serialize(all);
}

}  // namespace hotline::monitor
