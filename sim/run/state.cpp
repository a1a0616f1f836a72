#include "sim/run/state.hpp"

#include <utility>

#include "core/base/archive.hpp"

namespace hotline::sim {
namespace {

/// Changes whenever the members of the model do: a state is for the program that wrote it.
constexpr std::string_view kMark = "hotline-state 1\n";
constexpr std::size_t kChecksumSize = sizeof(std::uint64_t);

/// 64-bit FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo): against damage, not against malice.
std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t sum = 0xcbf29ce484222325U;
  for (const char byte : bytes) {
    sum = (sum ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
  }
  return sum;
}

struct Header {
  std::uint64_t scenario = 0;  ///< setting_number()
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;

  template <class A>
  void archive(A& a) {
    a(scenario);
    a(seed);
    a(replication);
  }
};

tl::unexpected<Error> refused(const std::string& name, const std::string& why) {
  return tl::unexpected(Error{ErrorCode::kBadInput, name + ": " + why});
}

}  // namespace

std::string save_state(Hotline hotline) {
  ArchiveWriter writer;
  writer.bytes(kMark.data(), kMark.size());
  Header header{setting_number(hotline.scenario()), hotline.seed(), hotline.replication()};
  writer(header);
  writer(hotline);
  std::string bytes = writer.take();
  ArchiveWriter end;
  std::uint64_t sum = checksum(bytes);
  end(sum);
  return bytes + end.take();
}

Result<Hotline> load_state(const Scenario& scenario, const Policies& policies,
                           std::string_view bytes, const std::string& name) {
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
  ArchiveReader reader(body.substr(kMark.size()));
  Header header;
  reader(header);
  if (header.scenario != setting_number(scenario)) {
    return refused(name, "found the state of another scenario, start or length than " +
                             scenario.name + " as it is given now");
  }
  Hotline hotline(scenario, policies, header.seed, header.replication);
  reader(hotline);
  if (!reader.complete()) {
    return refused(name, "found a state that another program wrote");
  }
  return hotline;
}

}  // namespace hotline::sim
