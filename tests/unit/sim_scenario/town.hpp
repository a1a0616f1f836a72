// tests/unit/sim_scenario/town.hpp: a made-up scenario to break.
#pragma once

#include <string>
#include <string_view>

#include "core/base/contract.hpp"

namespace hotline::test {

/// Uses every table of the language; loads in both modes.
inline constexpr std::string_view kTown = R"(name = "town"

[run]
assumed = "a test"
start = "2025-01-06"
length = "7 d"

[sources]
S1 = { title = "A page" }

[calendar.office]
assumed = "a test"
open = ["Mon-Fri 09:00-17:00", "Sat 10:00-12:00"]
holidays = ["2025-01-20"]

[profile.day]
hour = { value = [0,0,0,0,0,0,0,0,1,1,1,1,1,1,1,1,1,1,1,1,0,0,0,0], derived = "from [S1]" }

[channel]
assumed = "a test"

[channel.phone]
kind = "live"
lines = 5
patience = { exponential = "5 min" }

[channel.web]
kind = "direct"
entry = { constant = "2 min" }

[category.question]
assumed = "a test"
ticket_probability = 0
talk = { exponential = "2 min" }

[category.pothole]
assumed = "a test"
agency = "works"
talk = { lognormal = { mean = "200 s", cv = 0.5 } }
resolution_target = "40 h"
clock = "office"

[[demand]]
category = "question"
channel = "phone"
per_day = { value = "300 /day", published = "[S1] 300 a day" }
hour = "day"

[[demand]]
category = "pothole"
channels = { phone = 0.75, web = "25 %", assumed = "a test" }
per_day = { value = "8 /day", published = "[S1]" }

[busyness]
assumed = "a test"
cv = 0.1

[district]
assumed = "a test"
east = { share = 0.4 }
west = { share = 0.6 }

[group.desk]
assumed = "a test"
channels = ["phone"]
agents = 3

[agency.works]
assumed = "a test"
work = { constant = "1 h" }
crews = 2
calendar = "office"

[triage]
assumed = "a test"
human_delay = { constant = "5 min" }
human_accuracy = 0.9
arbitration_delay = { constant = "1 h" }

[survey]
assumed = "a test"
sample_share = 0.5
answer_probability = 0.5
delay = { constant = "1 d" }
satisfied_if_fixed = 0.9
satisfied_if_unfixed = 0.1
reopen_if_unfixed = 0.5

[attributes]
languages = { value = 7, published = "[S1]" }
)";

/// `text` with the first `from` replaced by `to`; requires that there is one.
inline std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string out(text);
  const std::size_t at = out.find(from);
  HOTLINE_REQUIRE(at != std::string::npos);
  return out.replace(at, from.size(), to);
}

}  // namespace hotline::test
