#include "monitor/exports/name_tables.hpp"

#include <algorithm>
#include <utility>

namespace hotline::monitor {
namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
}

/// Which second bytes may follow a first one, and how many bytes the character has.
struct Lead {
  unsigned first_from, first_to;
  unsigned second_from, second_to;
  std::size_t length;
};

// The Unicode Standard, table 3-7: well-formed UTF-8 beyond ASCII.
constexpr std::array kLeads = {Lead{0xC2, 0xDF, 0x80, 0xBF, 2}, Lead{0xE0, 0xE0, 0xA0, 0xBF, 3},
                               Lead{0xE1, 0xEC, 0x80, 0xBF, 3}, Lead{0xED, 0xED, 0x80, 0x9F, 3},
                               Lead{0xEE, 0xEF, 0x80, 0xBF, 3}, Lead{0xF0, 0xF0, 0x90, 0xBF, 4},
                               Lead{0xF1, 0xF3, 0x80, 0xBF, 4}, Lead{0xF4, 0xF4, 0x80, 0x8F, 4}};

bool is_within(unsigned value, unsigned from, unsigned to) {
  return value >= from && value <= to;
}

/// Bytes of the printable UTF-8 character at the front of `text`; 0 if there is none.
std::size_t character_length(std::string_view text) {
  const unsigned first = byte_at(text, 0);
  if (is_within(first, 0x20, 0x7E)) {
    return 1;
  }
  const auto* const lead = std::find_if(kLeads.begin(), kLeads.end(), [first](const Lead& l) {
    return is_within(first, l.first_from, l.first_to);
  });
  if (lead == kLeads.end() || !is_within(byte_at(text, 1), lead->second_from, lead->second_to)) {
    return 0;
  }
  for (std::size_t i = 2; i < lead->length; ++i) {
    if (!is_within(byte_at(text, i), 0x80, 0xBF)) {
      return 0;
    }
  }
  return lead->length;
}

}  // namespace

std::string printable(std::string_view text, std::size_t most) {
  std::string result;
  result.reserve(std::min(text.size(), most));
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    if (result.size() + std::max<std::size_t>(length, 1) > most) {
      break;
    }
    if (length == 0) {
      result.push_back('?');
      text.remove_prefix(1);
    } else {
      result.append(text.substr(0, length));
      text.remove_prefix(length);
    }
  }
  return result;
}

std::uint32_t NameTables::id(NameKind kind, std::string_view name) {
  Table& table = tables_[static_cast<std::size_t>(kind) - 1];
  auto known = table.find(name);
  if (known != table.end()) {
    return known->second;
  }
  std::string shown = printable(name, kMaxNameBytes);
  known = table.find(std::string_view(shown));
  return known != table.end() ? known->second : define(kind, table, std::move(shown));
}

std::uint32_t NameTables::define(NameKind kind, Table& table, std::string name) {
  const auto number = static_cast<std::uint32_t>(table.size());
  if (number == kMaxNames) {
    bool& full = full_[static_cast<std::size_t>(kind) - 1];
    if (!full) {
      full = true;
      sink_(NameDefined{at_, kind, number,
                        "other (more than " + std::to_string(kMaxNames) + " names)"});
    }
    return number;
  }
  sink_(NameDefined{at_, kind, number, name});
  table.emplace(std::move(name), number);
  return number;
}

bool NameTables::overflowed() const {
  return std::find(full_.begin(), full_.end(), true) != full_.end();
}

}  // namespace hotline::monitor
