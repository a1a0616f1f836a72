// proto/fact_log.hpp: facts in a file. The format is described in proto/README.md.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/sink.hpp"
#include "proto/codec.hpp"
#include "proto/fact_check.hpp"

namespace hotline::proto {

namespace detail {
struct FileCloser {
  void operator()(std::FILE* file) const { (void)std::fclose(file); }
};

using File = std::unique_ptr<std::FILE, FileCloser>;
}  // namespace detail

/// Frames into `<path>.part`, which becomes `path` when it is complete: nobody ever sees half a
/// log. Trouble sticks: after the first failure nothing more is written and finish() tells it.
class FrameFileWriter {
 public:
  explicit FrameFileWriter(std::filesystem::path path);
  ~FrameFileWriter();  ///< removes the part file unless finished
  FrameFileWriter(const FrameFileWriter&) = delete;
  FrameFileWriter& operator=(const FrameFileWriter&) = delete;
  FrameFileWriter(FrameFileWriter&&) = delete;
  FrameFileWriter& operator=(FrameFileWriter&&) = delete;

  void write(std::string_view frame);
  void fail(Error error);

  [[nodiscard]] bool failed() const { return error_.has_value(); }

  /// End mark, fsync, rename. kSystem, in one line, if the disk is full or fails.
  [[nodiscard]] Result<void> finish();

 private:
  void put(std::string_view bytes);
  void fail_with_errno(const char* what);

  std::filesystem::path path_;
  std::filesystem::path part_;
  detail::File file_;
  std::uint32_t chain_ = 0;
  std::optional<Error> error_;
};

/// Writes facts to a log. A sink (core/facts/sink.hpp): call it with every fact of one run after
/// the other. Trouble sticks, and finish() tells it: kSystem from the disk, kBadInput for a fact
/// that no reader would accept. Destroyed unfinished it leaves nothing behind.
class FactLogWriter final : public AnySink {
 public:
  explicit FactLogWriter(std::filesystem::path path);

  void take(const Fact& fact) override;

  /// True once something went wrong; the run may as well stop.
  [[nodiscard]] bool failed() const { return file_.failed(); }

  /// Requires nothing; a log whose last run has no RunEnded is kBadInput and leaves no file.
  [[nodiscard]] Result<void> finish();

 private:
  void flush();

  FrameFileWriter file_;
  FrameEncoder encoder_;
  RunCheck check_;
  std::uint64_t first_sequence_ = 0;
};

/// Reads the frames of a log, one after the other, and proves that nothing is missing.
class FrameFileReader {
 public:
  /// kBadInput if the file is not a fact log; kSystem if it cannot be read.
  [[nodiscard]] static Result<FrameFileReader> open(std::filesystem::path path);

  /// The bytes of the next frame, valid until the next call; empty at the proper end of the log.
  /// kBadInput, with file and byte offset, if the log is damaged or cut off.
  [[nodiscard]] Result<std::optional<std::string_view>> next();

  /// Where the last frame began, in bytes.
  [[nodiscard]] std::uint64_t offset() const { return frame_at_; }

  /// "file: byte 4711: what"
  [[nodiscard]] tl::unexpected<Error> damaged(const std::string& what) const;

 private:
  FrameFileReader(std::filesystem::path path, detail::File file)
      : path_(std::move(path)), file_(std::move(file)) {}

  [[nodiscard]] Result<std::size_t> read(char* to, std::size_t size);
  [[nodiscard]] Result<void> check_end(std::uint32_t checksum);

  std::filesystem::path path_;
  detail::File file_;
  std::string buffer_;
  std::uint64_t position_ = 0;
  std::uint64_t frame_at_ = 0;
  std::uint32_t chain_ = 0;
  bool ended_ = false;
};

/// Reads the facts of a log. Every fact has passed fault_of and RunCheck; the end is reported only
/// if the last run is complete and nothing is missing.
class FactLogReader {
 public:
  [[nodiscard]] static Result<FactLogReader> open(std::filesystem::path path);

  /// The next fact, or empty at the end.
  [[nodiscard]] Result<std::optional<Fact>> next();

  /// Hands the remaining facts to `sink`. What came before a damage has been handed on when the
  /// error is returned.
  template <class Sink>
  [[nodiscard]] Result<void> for_each(Sink&& sink) {
    while (true) {
      auto fact = next();
      if (!fact) {
        return tl::unexpected(fact.error());
      }
      if (!fact->has_value()) {
        return {};
      }
      std::visit(sink_caller(sink), **fact);
    }
  }

  /// Runs that have ended so far.
  [[nodiscard]] std::uint64_t runs() const { return runs_; }

 private:
  explicit FactLogReader(FrameFileReader frames) : frames_(std::move(frames)) {}

  template <class Sink>
  static auto sink_caller(Sink& sink) {
    return [&sink](const auto& fact) { sink(fact); };
  }

  [[nodiscard]] Result<bool> load_frame();

  FrameFileReader frames_;
  RunCheck check_;
  std::vector<Fact> facts_;
  std::size_t position_ = 0;
  std::uint64_t runs_ = 0;
};

/// Joins complete logs, in the order given, into one. The result depends on the contents of the
/// parts alone. kBadInput if a part is damaged, kSystem if the disk fails; then there is no `out`.
[[nodiscard]] Result<void> concatenate_fact_logs(std::span<const std::filesystem::path> parts,
                                                 const std::filesystem::path& out);

}  // namespace hotline::proto
