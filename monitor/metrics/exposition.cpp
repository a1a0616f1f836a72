#include "monitor/metrics/exposition.hpp"

#include <prometheus/text_serializer.h>

#include "monitor/metrics/collector.hpp"

namespace hotline::monitor {

std::string exposition(const Monitor& monitor) {
  return prometheus::TextSerializer().Serialize(ScorecardCollector(monitor).Collect());
}

}  // namespace hotline::monitor
