// monitor/ingest/log_source.hpp: the facts of a fact log.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>

#include "monitor/ingest/fact_source.hpp"

namespace hotline::monitor {

/// Facts handed on at a time.
inline constexpr std::size_t kLogBatch = 1024;

/// Reads a fact log from its beginning to its end. pull() returns kBadInput, with file and byte,
/// where the log is damaged. kBadInput or kSystem if it is no log or cannot be opened.
[[nodiscard]] Result<std::unique_ptr<FactSource>> open_log_source(
    const std::filesystem::path& path);

}  // namespace hotline::monitor
