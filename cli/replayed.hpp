// cli/replayed.hpp: an export of real data as one scorecard.
#pragma once

#include <string>

#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/facts/sink.hpp"
#include "core/measures/scorecard.hpp"
#include "core/report/report.hpp"

namespace hotline::cli {

/// Replays the export into `sink`; `format` is empty or "auto" where the header shall tell.
/// @return what became of its rows.
[[nodiscard]] Result<report::Context> replay_export(const std::string& path,
                                                    const std::string& format,
                                                    Duration acceptable_wait, AnySink& sink);

struct FoldedExport {
  measures::Scorecard card;
  std::string account;  ///< "90 of 100 rows"
};

/// The export as an evaluation takes it, whatever its format; notes go to standard error.
[[nodiscard]] Result<FoldedExport> fold_export(const std::string& path);

}  // namespace hotline::cli
