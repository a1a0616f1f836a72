#include "sim/run/sealed.hpp"

#include <cstddef>
#include <cstdint>

#include "core/base/archive.hpp"

namespace hotline::sim {
namespace {

/// Changes whenever what is saved does: a state is for the version that wrote it.
constexpr std::string_view kMark = "hotline-state 3\n";
constexpr std::size_t kChecksumSize = sizeof(std::uint64_t);

/// 64-bit FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo): against damage, not against malice.
std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t sum = 0xcbf29ce484222325U;
  for (const char byte : bytes) {
    sum = (sum ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
  }
  return sum;
}

tl::unexpected<Error> refused(const std::string& name, const char* why) {
  return tl::unexpected(Error{ErrorCode::kBadInput, name + ": " + why});
}

}  // namespace

std::string sealed(std::string_view body) {
  std::string bytes(kMark);
  bytes += body;
  ArchiveWriter end;
  std::uint64_t sum = checksum(bytes);
  end(sum);
  return bytes + end.take();
}

Result<std::string_view> unsealed(std::string_view bytes, const std::string& name) {
  if (bytes.substr(0, kMark.size()) != kMark) {
    return refused(name, "found no state of this version, allowed is what --save has written");
  }
  if (bytes.size() < kMark.size() + kChecksumSize) {
    return refused(name, "found a state that ends too soon");
  }
  const std::string_view body = bytes.substr(0, bytes.size() - kChecksumSize);
  ArchiveReader end(bytes.substr(body.size()));
  std::uint64_t sum = 0;
  end(sum);
  if (sum != checksum(body)) {
    return refused(name, "found a damaged state: its checksum does not fit");
  }
  return body.substr(kMark.size());
}

}  // namespace hotline::sim
