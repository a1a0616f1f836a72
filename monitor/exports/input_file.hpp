// monitor/exports/input_file.hpp: the bytes of an export, which can be read twice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <string>

#include "core/base/result.hpp"

namespace hotline::monitor {

/// A file or standard input, read in blocks from its beginning, as often as wished. What cannot be
/// read twice (a pipe) is first copied to a temporary file that nobody else can name.
///
/// Memory      one block; the temporary file is in the system's folder for such files.
class InputFile {
 public:
  /// @param path  a file, or "-" for standard input.
  /// @return kBadInput if there is no such file or it is a folder; kSystem if reading or the copy
  /// to
  ///         a temporary file fails.
  [[nodiscard]] static Result<InputFile> open(const std::string& path);

  /// Fills `block` from where the last read ended. Less than its size means that the end was
  /// reached.
  [[nodiscard]] Result<std::size_t> read(std::span<char> block);
  /// The next read starts at the beginning again.
  [[nodiscard]] Result<std::size_t> rewind();

  /// What messages call it: the path, or "standard input".
  [[nodiscard]] const std::string& name() const { return name_; }

  /// It was a pipe, and was copied.
  [[nodiscard]] bool spooled() const { return spooled_; }

 private:
  struct Closer {
    void operator()(std::FILE* file) const;
  };

  using File = std::unique_ptr<std::FILE, Closer>;

  InputFile(File file, std::string name) : file_(std::move(file)), name_(std::move(name)) {}

  [[nodiscard]] static Result<File> temporary_file();
  [[nodiscard]] static Result<InputFile> spool(InputFile pipe);

  File file_;
  std::string name_;
  std::int64_t begin_ = 0;
  bool spooled_ = false;
};

}  // namespace hotline::monitor
