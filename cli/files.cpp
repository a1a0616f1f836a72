#include "cli/files.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace hotline::cli {
namespace {

namespace fs = std::filesystem;

std::string reason(int error) {
  return std::generic_category().message(error);
}

/// A file descriptor that is closed at the end of its scope.
class OpenFile {
 public:
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}

  ~OpenFile() { (void)close(); }

  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  OpenFile(OpenFile&&) = delete;
  OpenFile& operator=(OpenFile&&) = delete;

  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

  [[nodiscard]] bool write_all(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t written = ::write(descriptor_, text.data(), text.size());
      if (written < 0 && errno != EINTR) {
        return false;
      }
      text.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
    return true;
  }

  [[nodiscard]] bool sync() const { return ::fsync(descriptor_) == 0; }

  [[nodiscard]] bool close() {
    const int descriptor = std::exchange(descriptor_, -1);
    return descriptor < 0 || ::close(descriptor) == 0;
  }

 private:
  int descriptor_;
};

tl::unexpected<Error> cannot_write(const std::string& path, int error) {
  return system_failure("cannot write " + path + ": " + reason(error));
}

Result<void> write_standard_output(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
    return cannot_write("standard output", errno);
  }
  return {};
}

std::string part_of(const std::string& path) {
  return path + ".part";
}

int open_part(const std::string& path) {
  return ::open(part_of(path).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
}

bool names_a_file(const std::string& path) {
  return !path.empty() && path != "-";
}

}  // namespace

Result<void> write_result(const std::string& path, std::string_view text) {
  if (!names_a_file(path)) {
    return write_standard_output(text);
  }
  OpenFile file(open_part(path));
  if (!file.is_open()) {
    return cannot_write(path, errno);
  }
  if (!file.write_all(text) || !file.sync() || !file.close()) {
    const int error = errno;
    (void)::unlink(part_of(path).c_str());
    return cannot_write(path, error);
  }
  if (std::rename(part_of(path).c_str(), path.c_str()) != 0) {
    const int error = errno;
    (void)::unlink(part_of(path).c_str());
    return cannot_write(path, error);
  }
  return {};
}

Result<void> require_writable(const std::string& path) {
  if (!names_a_file(path)) {
    return {};
  }
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    return system_failure("cannot write " + path + ": it is a directory");
  }
  OpenFile file(open_part(path));
  if (!file.is_open()) {
    return cannot_write(path, errno);
  }
  (void)::unlink(part_of(path).c_str());
  return {};
}

Result<void> require_writable(const OutputOptions& options) {
  return require_writable(options.json).and_then([&] { return require_writable(options.html); });
}

Result<void> write_reports(const OutputOptions& options,
                           std::span<const measures::Scorecard> replications,
                           const report::Context& context) {
  if (!options.json.empty()) {
    if (auto written = write_result(options.json, report::to_json(replications, context));
        !written) {
      return written;
    }
  }
  if (!options.html.empty()) {
    if (auto written = write_result(options.html, report::to_html(replications, context));
        !written) {
      return written;
    }
  }
  const bool taken = options.json == "-" || options.html == "-";
  if (options.quiet || taken) {
    return {};
  }
  return write_result("-", report::to_text(replications, context));
}

}  // namespace hotline::cli
