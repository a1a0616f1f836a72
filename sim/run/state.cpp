#include "sim/run/state.hpp"

#include "core/base/archive.hpp"
#include "sim/run/sealed.hpp"

namespace hotline::sim {
namespace {

struct Header {
  std::uint64_t scenario = 0;  ///< setting_number()
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;
};

tl::unexpected<Error> refused(const std::string& name, const std::string& why) {
  return tl::unexpected(Error{ErrorCode::kBadInput, name + ": " + why});
}

}  // namespace

std::string save_state(Hotline hotline) {
  ArchiveWriter writer;
  Header header{setting_number(hotline.scenario()), hotline.seed(), hotline.replication()};
  writer(header);
  writer(hotline);
  return sealed(writer.take());
}

Result<Hotline> load_state(const Scenario& scenario, const Policies& policies,
                           std::string_view bytes, const std::string& name) {
  const Result<std::string_view> body = unsealed(bytes, name);
  if (!body) {
    return tl::unexpected(body.error());
  }
  ArchiveReader reader(*body);
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
