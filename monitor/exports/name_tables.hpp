// monitor/exports/name_tables.hpp: the names of an export, numbered as they appear.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/facts/fact.hpp"
#include "core/facts/sink.hpp"

namespace hotline::monitor {

/// Gives every name of a table a number, and says it as NameDefined the first time.
///
/// Bounds      kMaxNames names a table; further ones share one more name, "other (more than 65536
///             names)". A name is cut to kMaxNameBytes. What is not UTF-8, and control characters,
///             become "?".
class NameTables {
 public:
  static constexpr std::uint32_t kMaxNames = 65536;
  static constexpr std::size_t kMaxNameBytes = 256;

  /// Names are defined at `at`; the sink must outlive the tables.
  NameTables(SimTime at, AnySink& sink) : at_(at), sink_(sink) {}

  std::uint32_t id(NameKind kind, std::string_view name);
  /// Some table was full.
  [[nodiscard]] bool overflowed() const;

 private:
  struct Hash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the standard's name

    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  using Table = std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>;

  std::uint32_t define(NameKind kind, Table& table, std::string name);

  SimTime at_;
  AnySink& sink_;
  std::array<Table, 5> tables_;
  std::array<bool, 5> full_{};
};

/// At most `most` bytes of `text`, as UTF-8 on one line: what is not becomes "?".
[[nodiscard]] std::string printable(std::string_view text, std::size_t most);

}  // namespace hotline::monitor
