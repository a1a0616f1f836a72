#include "proto/fact_log.hpp"

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <string_view>
#include <system_error>

#include <unistd.h>
#include <zlib.h>

#include "core/base/contract.hpp"

namespace hotline::proto {
namespace {

/// The line end in it shows transfers that "repair" line ends.
constexpr std::string_view kMagic = "HLFACT\r\n";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kWord = 4;
constexpr std::size_t kHeaderBytes = 8 + kWord;
constexpr std::size_t kRecordHeadBytes = 2 * kWord;

std::array<char, kWord> little_endian(std::uint32_t value) {
  std::array<char, kWord> bytes{};
  for (char& byte : bytes) {
    byte = static_cast<char>(value & 0xFFU);
    value >>= 8U;
  }
  return bytes;
}

std::uint32_t word_at(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = kWord; i-- > 0;) {
    value = (value << 8U) | static_cast<unsigned char>(bytes[i]);
  }
  return value;
}

/// CRC-32 as zlib and PNG have it, continued from `before`.
std::uint32_t checksum_of(std::string_view bytes, std::uint32_t before = 0) {
  std::array<unsigned char, 4096> block{};
  uLong checksum = before;
  while (!bytes.empty()) {
    const std::size_t size = bytes.copy(reinterpret_cast<char*>(block.data()), block.size());
    checksum = crc32(checksum, block.data(), static_cast<uInt>(size));
    bytes.remove_prefix(size);
  }
  return static_cast<std::uint32_t>(checksum);
}

/// The end mark carries the checksum of all frames' checksums, so no frame can be missing.
std::uint32_t chained(std::uint32_t chain, std::uint32_t checksum) {
  const auto bytes = little_endian(checksum);
  return checksum_of({bytes.data(), bytes.size()}, chain);
}

std::string errno_text() {
  return std::generic_category().message(errno);
}

std::filesystem::path part_of(const std::filesystem::path& path) {
  std::filesystem::path part = path;
  part += ".part";
  return part;
}

}  // namespace

// ---- Writing ------------------------------------------------------------------------------------

FrameFileWriter::FrameFileWriter(std::filesystem::path path)
    : path_(std::move(path)), part_(part_of(path_)), file_(std::fopen(part_.c_str(), "wb")) {
  if (!file_) {
    fail_with_errno("cannot be created");
    return;
  }
  const auto version = little_endian(kVersion);
  put(kMagic);
  put({version.data(), version.size()});
}

FrameFileWriter::~FrameFileWriter() {
  if (file_) {
    file_.reset();
    std::error_code ignored;
    std::filesystem::remove(part_, ignored);
  }
}

void FrameFileWriter::fail(Error error) {
  if (!error_) {
    error_ = std::move(error);
  }
}

void FrameFileWriter::fail_with_errno(const char* what) {
  fail({ErrorCode::kSystem, part_.string() + ": " + what + ": " + errno_text()});
}

void FrameFileWriter::put(std::string_view bytes) {
  if (!error_ && std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) {
    fail_with_errno("cannot be written");
  }
}

void FrameFileWriter::write(std::string_view frame) {
  HOTLINE_REQUIRE(!frame.empty() && frame.size() <= kMaxFrameBytes);
  const std::uint32_t checksum = checksum_of(frame);
  const auto length_bytes = little_endian(static_cast<std::uint32_t>(frame.size()));
  const auto checksum_bytes = little_endian(checksum);
  put({length_bytes.data(), length_bytes.size()});
  put({checksum_bytes.data(), checksum_bytes.size()});
  put(frame);
  chain_ = chained(chain_, checksum);
}

Result<void> FrameFileWriter::finish() {
  const auto no_length = little_endian(0);
  const auto chain = little_endian(chain_);
  put({no_length.data(), no_length.size()});
  put({chain.data(), chain.size()});
  if (!error_ && (std::fflush(file_.get()) != 0 || fsync(fileno(file_.get())) != 0)) {
    fail_with_errno("cannot be written");
  }
  if (!error_ && std::rename(part_.c_str(), path_.c_str()) != 0) {
    fail_with_errno("cannot be renamed");
  }
  if (error_) {
    return tl::unexpected(*error_);
  }
  file_.reset();
  return {};
}

FactLogWriter::FactLogWriter(std::filesystem::path path) : file_(std::move(path)) {}

void FactLogWriter::take(const Fact& fact) {
  if (file_.failed()) {
    return;
  }
  const std::string fault = check_.next(fact);
  if (!fault.empty()) {
    file_.fail({ErrorCode::kBadInput, "fact log: fact " + std::to_string(check_.sequence() + 1) +
                                          " of the run: " + fault});
    return;
  }
  if (encoder_.size() == 0) {
    first_sequence_ = check_.sequence();
  }
  encoder_.append(fact);
  if (encoder_.size() == kFactsPerFrame || !check_.inside_run()) {
    flush();
  }
}

void FactLogWriter::flush() {
  file_.write(encoder_.finish({kSchema, check_.run(), check_.replication(), first_sequence_}));
}

Result<void> FactLogWriter::finish() {
  if (check_.inside_run() || check_.sequence() == 0) {
    file_.fail({ErrorCode::kBadInput, "fact log: its last run has not ended"});
  }
  return file_.finish();
}

// ---- Reading ------------------------------------------------------------------------------------

tl::unexpected<Error> FrameFileReader::damaged(const std::string& what) const {
  return bad_input(path_.string() + ": byte " + std::to_string(frame_at_) + ": " + what);
}

Result<std::size_t> FrameFileReader::read(char* to, std::size_t size) {
  const std::size_t got = std::fread(to, 1, size, file_.get());
  if (got < size && std::ferror(file_.get()) != 0) {
    return system_failure(path_.string() + ": cannot be read: " + errno_text());
  }
  position_ += got;
  return got;
}

Result<FrameFileReader> FrameFileReader::open(std::filesystem::path path) {
  detail::File file(std::fopen(path.c_str(), "rb"));
  if (!file) {
    return system_failure(path.string() + ": cannot be opened: " + errno_text());
  }
  FrameFileReader reader(std::move(path), std::move(file));
  std::array<char, kHeaderBytes> header{};
  const auto got = reader.read(header.data(), header.size());
  if (!got) {
    return tl::unexpected(got.error());
  }
  const std::string_view bytes(header.data(), *got);
  if (bytes.size() < kHeaderBytes || bytes.substr(0, kMagic.size()) != kMagic) {
    return reader.damaged("not a fact log (it does not begin as one)");
  }
  const std::uint32_t version = word_at(bytes.substr(kMagic.size()));
  if (version != kVersion) {
    return reader.damaged("a fact log of version " + std::to_string(version) + ", allowed is " +
                          std::to_string(kVersion));
  }
  return reader;
}

Result<void> FrameFileReader::check_end(std::uint32_t checksum) {
  if (checksum != chain_) {
    return damaged("the end mark does not fit the frames before it");
  }
  char beyond = 0;
  const auto got = read(&beyond, 1);
  if (!got) {
    return tl::unexpected(got.error());
  }
  if (*got != 0) {
    return damaged("bytes follow the end mark");
  }
  ended_ = true;
  return {};
}

Result<std::optional<std::string_view>> FrameFileReader::next() {
  if (ended_) {
    return std::nullopt;
  }
  frame_at_ = position_;
  std::array<char, kRecordHeadBytes> head{};
  auto got = read(head.data(), head.size());
  if (!got) {
    return tl::unexpected(got.error());
  }
  if (*got < head.size()) {
    return damaged("the log is cut off here: its end mark is missing");
  }
  const std::uint32_t length = word_at({head.data(), kWord});
  const std::uint32_t checksum = word_at({head.data() + kWord, kWord});
  if (length == 0) {
    const auto end = check_end(checksum);
    return end ? Result<std::optional<std::string_view>>(std::nullopt)
               : tl::unexpected(end.error());
  }
  if (length > kMaxFrameBytes) {
    return damaged("a frame of " + std::to_string(length) + " bytes, allowed are " +
                   std::to_string(kMaxFrameBytes));
  }
  buffer_.resize(length);
  got = read(buffer_.data(), buffer_.size());
  if (!got) {
    return tl::unexpected(got.error());
  }
  if (*got < length) {
    return damaged("the log is cut off within a frame");
  }
  if (checksum_of(buffer_) != checksum) {
    return damaged("the frame's checksum differs: the file was altered");
  }
  chain_ = chained(chain_, checksum);
  return std::string_view(buffer_);
}

Result<FactLogReader> FactLogReader::open(std::filesystem::path path) {
  auto frames = FrameFileReader::open(std::move(path));
  if (!frames) {
    return tl::unexpected(frames.error());
  }
  return FactLogReader(std::move(*frames));
}

/// False at the end of the log.
Result<bool> FactLogReader::load_frame() {
  const auto bytes = frames_.next();
  if (!bytes) {
    return tl::unexpected(bytes.error());
  }
  if (!bytes->has_value()) {
    if (check_.inside_run() || check_.sequence() == 0) {
      return frames_.damaged("the last run has not ended");
    }
    return false;
  }
  auto frame = decode_frame(**bytes);
  if (!frame) {
    return frames_.damaged(frame.error().message);
  }
  const std::uint64_t expected = check_.inside_run() ? check_.sequence() + 1 : 1;
  if (frame->header.first_sequence != expected) {
    return frames_.damaged("the frame begins with fact " +
                           std::to_string(frame->header.first_sequence) + ", expected is fact " +
                           std::to_string(expected));
  }
  for (const Fact& fact : frame->facts) {
    const std::string fault = check_.next(fact);
    if (!fault.empty()) {
      return frames_.damaged("fact " + std::to_string(check_.sequence() + 1) +
                             " of the run: " + fault);
    }
  }
  if (check_.sequence() != expected + frame->facts.size() - 1 ||
      check_.run() != frame->header.run || check_.replication() != frame->header.replication) {
    return frames_.damaged("the frame holds facts of another run than it says");
  }
  facts_ = std::move(frame->facts);
  position_ = 0;
  return true;
}

Result<std::optional<Fact>> FactLogReader::next() {
  if (position_ == facts_.size()) {
    const auto loaded = load_frame();
    if (!loaded) {
      return tl::unexpected(loaded.error());
    }
    if (!*loaded) {
      return std::nullopt;
    }
  }
  Fact& fact = facts_[position_++];
  if (std::holds_alternative<RunEnded>(fact)) {
    ++runs_;
  }
  return std::move(fact);
}

Result<void> concatenate_fact_logs(std::span<const std::filesystem::path> parts,
                                   const std::filesystem::path& out) {
  HOTLINE_REQUIRE(!parts.empty());
  FrameFileWriter writer(out);
  for (const std::filesystem::path& part : parts) {
    auto reader = FrameFileReader::open(part);
    if (!reader) {
      return tl::unexpected(reader.error());
    }
    while (true) {
      const auto frame = reader->next();
      if (!frame) {
        return tl::unexpected(frame.error());
      }
      if (!frame->has_value()) {
        break;
      }
      writer.write(**frame);
    }
  }
  return writer.finish();
}

}  // namespace hotline::proto
