#include "monitor/exports/input_file.hpp"

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hotline::monitor {
namespace {

constexpr std::size_t kCopyBlock = 1 << 16;

std::string why(int error) {
  return std::generic_category().message(error);
}

}  // namespace

void InputFile::Closer::operator()(std::FILE* file) const {
  if (file != nullptr && file != stdin) {
    (void)std::fclose(file);  // only read from, or temporary: nothing can be lost
  }
}

Result<InputFile> InputFile::open(const std::string& path) {
  const bool standard_input = path == "-";
  File file(standard_input ? stdin : std::fopen(path.c_str(), "rb"));
  if (file == nullptr) {
    return bad_input(path + ": cannot be opened: " + why(errno));
  }
  InputFile input(std::move(file), standard_input ? "standard input" : path);

  struct stat status {};

  if (::fstat(::fileno(input.file_.get()), &status) != 0) {
    return system_failure(input.name_ + ": " + why(errno));
  }
  if (S_ISDIR(status.st_mode)) {
    return bad_input(input.name_ + ": is a folder, expected a file");
  }
  if (!S_ISREG(status.st_mode)) {
    return spool(std::move(input));
  }
  input.begin_ = ::ftello(input.file_.get());
  return input;
}

Result<std::size_t> InputFile::read(std::span<char> block) {
  const std::size_t size = std::fread(block.data(), 1, block.size(), file_.get());
  if (size < block.size() && std::ferror(file_.get()) != 0) {
    return system_failure(name_ + ": cannot be read: " + why(errno));
  }
  return size;
}

Result<std::size_t> InputFile::rewind() {
  if (::fseeko(file_.get(), begin_, SEEK_SET) != 0) {
    return system_failure(name_ + ": cannot be read again: " + why(errno));
  }
  return 0;
}

Result<InputFile::File> InputFile::temporary_file() {
  std::error_code error;
  std::string path =
      (std::filesystem::temp_directory_path(error) / "hotline-replay-XXXXXX").string();
  const int descriptor = error ? -1 : ::mkostemp(path.data(), O_CLOEXEC);
  if (descriptor < 0) {
    return system_failure("no temporary file for standard input: " +
                          (error ? error.message() : why(errno)));
  }
  (void)::unlink(path.c_str());  // goes away with the process, however that ends
  File file(::fdopen(descriptor, "w+b"));
  if (file == nullptr) {
    const int reason = errno;
    (void)::close(descriptor);
    return system_failure("no temporary file for standard input: " + why(reason));
  }
  return file;
}

Result<InputFile> InputFile::spool(InputFile pipe) {
  Result<File> file = temporary_file();
  if (!file) {
    return tl::unexpected(file.error());
  }
  InputFile copy(std::move(*file), pipe.name_);
  copy.spooled_ = true;
  std::array<char, kCopyBlock> block{};
  for (;;) {
    const Result<std::size_t> size = pipe.read(block);
    if (!size) {
      return tl::unexpected(size.error());
    }
    if (std::fwrite(block.data(), 1, *size, copy.file_.get()) != *size) {
      return system_failure(copy.name_ + ": temporary copy failed: " + why(errno));
    }
    if (*size < block.size()) {
      break;
    }
  }
  if (std::fflush(copy.file_.get()) != 0) {
    return system_failure(copy.name_ + ": temporary copy failed: " + why(errno));
  }
  const Result<std::size_t> again = copy.rewind();
  if (!again) {
    return tl::unexpected(again.error());
  }
  return copy;
}

}  // namespace hotline::monitor
