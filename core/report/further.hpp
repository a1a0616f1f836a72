// core/report/further.hpp: what only some hotlines have, for the reports that people read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/report/summary.hpp"

namespace hotline::report {

/// A measure of the run that is worth a line only where something of the kind happened.
struct FurtherRow {
  std::string_view label;
  Estimate estimate;
  std::string_view remark;  ///< what it is a share of, and the like
};

/// Rows that are known and not 0, in a fixed order.
[[nodiscard]] std::vector<FurtherRow> further_contact_rows(const Summary& summary);
[[nodiscard]] std::vector<FurtherRow> further_ticket_rows(const Summary& summary);

}  // namespace hotline::report
