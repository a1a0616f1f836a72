#include "tests/support/fact_hash.hpp"

#include <string>
#include <type_traits>

#include "tests/support/fact_fields.hpp"

namespace hotline::test {
namespace {

void mix_byte(std::uint64_t& hash, unsigned char byte) {
  hash = (hash ^ byte) * 0x100000001b3ULL;
}

void mix(std::uint64_t& hash, std::uint64_t word) {
  for (int shift = 0; shift < 64; shift += 8) {
    mix_byte(hash, static_cast<unsigned char>(word >> shift));
  }
}

void mix(std::uint64_t& hash, const std::string& text) {
  mix(hash, text.size());
  for (const char c : text) {
    mix_byte(hash, static_cast<unsigned char>(c));
  }
}

void mix(std::uint64_t& hash, SimTime at) {
  mix(hash, static_cast<std::uint64_t>(at.time_since_epoch().count()));
}

void mix(std::uint64_t& hash, Duration d) {
  mix(hash, static_cast<std::uint64_t>(d.count()));
}

template <class Tag, class Value>
void mix(std::uint64_t& hash, Id<Tag, Value> id) {
  mix(hash, static_cast<std::uint64_t>(id.value));
}

template <class T>

requires(std::is_integral_v<T> || std::is_enum_v<T>) void mix(std::uint64_t& hash, T value) {
  mix(hash, static_cast<std::uint64_t>(value));
}

}  // namespace

void FactHash::take(const Fact& fact) {
  ++facts_;
  mix(hash_, static_cast<std::uint64_t>(fact.index()));
  std::visit(
      [this](const auto& f) {
        std::apply([this](const auto&... field) { (mix(hash_, field), ...); }, fields(f));
      },
      fact);
}

}  // namespace hotline::test
