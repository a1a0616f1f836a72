// cli/files.hpp: results on disk, whole or not at all.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/options.hpp"
#include "core/base/result.hpp"
#include "core/measures/scorecard.hpp"
#include "core/report/report.hpp"

namespace hotline::cli {

/// Writes beside `path`, then renames, so that nobody ever sees half a file; "-" is standard
/// output. kSystem, in one line, if that fails; then `path` is as it was.
[[nodiscard]] Result<void> write_result(const std::string& path, std::string_view text);

/// kSystem if a file at `path` could not be created. Asked before a long run, not after it.
[[nodiscard]] Result<void> require_writable(const std::string& path);
/// The same for all of them; empty paths and "-" are fine.
[[nodiscard]] Result<void> require_writable(const OutputOptions& options);

/// JSON and HTML where they were asked for, and the summary on standard output unless it is taken.
[[nodiscard]] Result<void> write_reports(const OutputOptions& options,
                                         std::span<const measures::Scorecard> replications,
                                         const report::Context& context);

}  // namespace hotline::cli
