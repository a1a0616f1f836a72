// sim/kernel/event_key.hpp: the place of one event in the order of all, as one number.
#pragma once

#include <cstdint>

#include "core/base/time.hpp"

namespace hotline::sim {

/// Order of events of the same instant, before the order in which they were scheduled: what ends
/// comes before what begins, and a deadline is missed only by what ends after it.
enum class EventClass : std::uint8_t {
  kControl = 0,     ///< end of warm-up, end of the run
  kStaffing = 1,    ///< shifts and calendars
  kCompletion = 2,  ///< conversations, work, delays that end
  kArrival = 3,
  kPatience = 4,  ///< who is answered in the instant his patience ends does not abandon
  kDeadline = 5,  ///< what is done in the instant it is due is on time
};

namespace detail {

/// From the highest bit: time (64, sign bit flipped, so that it orders as unsigned), class (4),
/// insertion (36), slot (24). The lesser key happens first. The slot says where the event is kept;
/// it never decides, since no two insertions are equal.
__extension__ using EventKey = unsigned __int128;

inline constexpr int kSlotBits = 24;
inline constexpr int kInsertionBits = 36;
inline constexpr std::uint64_t kMaxInsertions = (std::uint64_t{1} << kInsertionBits) - 1;
inline constexpr std::uint64_t kSignBit = std::uint64_t{1} << 63;
inline constexpr EventKey kNoEvent = ~EventKey{0};  ///< after every event, also one at kNever

[[nodiscard]] inline EventKey make_key(SimTime at, EventClass event_class, std::uint64_t insertion,
                                       std::uint32_t slot) {
  const auto high = static_cast<std::uint64_t>(at.time_since_epoch().count()) ^ kSignBit;
  const std::uint64_t low =
      (static_cast<std::uint64_t>(event_class) << (kSlotBits + kInsertionBits)) |
      (insertion << kSlotBits) | slot;
  return (static_cast<EventKey>(high) << 64) | low;
}

[[nodiscard]] inline SimTime time_of(EventKey key) {
  return SimTime(
      Duration(static_cast<std::int64_t>(static_cast<std::uint64_t>(key >> 64) ^ kSignBit)));
}

[[nodiscard]] inline std::uint32_t slot_of(EventKey key) {
  return static_cast<std::uint32_t>(key) & ((1U << kSlotBits) - 1);
}

[[nodiscard]] inline std::uint64_t insertion_of(EventKey key) {
  return (static_cast<std::uint64_t>(key) >> kSlotBits) & kMaxInsertions;
}

[[nodiscard]] inline EventClass class_of(EventKey key) {
  return static_cast<EventClass>((static_cast<std::uint64_t>(key) >> (kSlotBits + kInsertionBits)) &
                                 0xf);
}

/// The lesser of two keys without a branch, in plain arithmetic: a mask chooses.
[[nodiscard]] inline EventKey lesser_by_mask(EventKey a, EventKey b) {
  const std::uint64_t mask = std::uint64_t{0} - static_cast<std::uint64_t>(a < b);
  const auto a_low = static_cast<std::uint64_t>(a);
  const auto b_low = static_cast<std::uint64_t>(b);
  const auto a_high = static_cast<std::uint64_t>(a >> 64);
  const auto b_high = static_cast<std::uint64_t>(b >> 64);
  const std::uint64_t low = b_low ^ ((a_low ^ b_low) & mask);
  const std::uint64_t high = b_high ^ ((a_high ^ b_high) & mask);
  return (static_cast<EventKey>(high) << 64) | low;
}

/// The lesser of two keys, never by a branch: which of two events comes first cannot be foretold,
/// and a wrong guess costs more than the whole path through a small tree. Compilers turn std::min
/// and most other ways of saying it into branches, and a mask costs five dependent instructions;
/// these four instructions cost three (docs/decisions/0004 has figures).
[[nodiscard]] inline EventKey lesser(EventKey a, EventKey b) {
#if defined(__x86_64__) && defined(__GNUC__)
  auto a_low = static_cast<std::uint64_t>(a);
  auto a_high = static_cast<std::uint64_t>(a >> 64);
  const auto b_low = static_cast<std::uint64_t>(b);
  const auto b_high = static_cast<std::uint64_t>(b >> 64);
  std::uint64_t difference = b_high;
  // Subtracts a from b: the carry says that b is less, and then b moves into a's registers.
  __asm__(
      "cmp %[a_low], %[b_low]\n\t"
      "sbb %[a_high], %[difference]\n\t"
      "cmovb %[b_low], %[a_low]\n\t"
      "cmovb %[b_high], %[a_high]"
      : [a_low] "+&r"(a_low), [a_high] "+&r"(a_high), [difference] "+&r"(difference)
      : [b_low] "r"(b_low), [b_high] "r"(b_high)
      : "cc");
  return (static_cast<EventKey>(a_high) << 64) | a_low;
#else
  return lesser_by_mask(a, b);
#endif
}

}  // namespace detail
}  // namespace hotline::sim
