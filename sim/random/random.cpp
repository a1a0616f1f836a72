#include "sim/random/random.hpp"

#include <Random123/philox.h>

namespace hotline::sim {

std::uint64_t RandomBook::bits(Purpose purpose, std::uint64_t entity, std::uint64_t index) const {
  HOTLINE_REQUIRE(index < (std::uint64_t{1} << 28));
  const std::uint64_t where = (static_cast<std::uint64_t>(replication_) << 40) |
                              (static_cast<std::uint64_t>(purpose) << 28) | index;
  const r123::Philox2x64 philox;
  return philox({{entity, where}}, {{seed_}})[0];
}

}  // namespace hotline::sim
