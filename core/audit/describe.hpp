// core/audit/describe.hpp: a fact in words.
#pragma once

#include <string>

#include "core/facts/fact.hpp"

namespace hotline::audit {

/// Kind, time and every field: "ContactBlocked at 2025-01-06T08:00:00, contact 17, channel 0".
/// Durations are exact; what a fact leaves unsaid is "unknown", a time that never comes "never".
[[nodiscard]] std::string describe(const Fact& fact);

}  // namespace hotline::audit
