// core/base/id.hpp: names that cannot be mixed.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace hotline {

/// A number that names one thing of one kind. Two kinds do not convert into each other.
template <class Tag, class Value>
struct Id {
  using value_type = Value;
  Value value = 0;

  friend constexpr auto operator<=>(const Id&, const Id&) = default;

  /// Position in a table whose rows are numbered by this kind of id.
  [[nodiscard]] constexpr std::size_t index() const { return static_cast<std::size_t>(value); }
};

/// A citizen's wish to reach the city, with all its attempts. It has the same number under every
/// policy.
using ContactId = Id<struct ContactTag, std::uint64_t>;
/// One service request (Open311). Numbered by the contact that opened it.
using TicketId = Id<struct TicketTag, std::uint64_t>;

using ChannelId = Id<struct ChannelTag, std::uint32_t>;    ///< phone, web, app, ...
using CategoryId = Id<struct CategoryTag, std::uint32_t>;  ///< Open311: service code
using DistrictId = Id<struct DistrictTag, std::uint32_t>;
using GroupId = Id<struct GroupTag, std::uint32_t>;    ///< agent group (front office)
using AgencyId = Id<struct AgencyTag, std::uint32_t>;  ///< receiver of tickets (back office)

}  // namespace hotline
