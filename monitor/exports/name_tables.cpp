#include "monitor/exports/name_tables.hpp"

#include <algorithm>
#include <utility>

namespace hotline::monitor {
namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
}

/// Bytes of the UTF-8 character at the front of `text`; 0 if there is none (The Unicode Standard,
/// table 3-7).
std::size_t character_length(std::string_view text) {
  const unsigned first = byte_at(text, 0);
  const unsigned second = byte_at(text, 1);
  const auto follows = [&text](std::size_t i) { return (byte_at(text, i) & 0xC0U) == 0x80U; };
  if (first < 0x80U) {
    return first >= 0x20U && first != 0x7FU ? 1 : 0;
  }
  if (first >= 0xC2U && first <= 0xDFU) {
    return follows(1) ? 2 : 0;
  }
  if ((first & 0xF0U) == 0xE0U) {
    const bool overlong = first == 0xE0U && second < 0xA0U;
    const bool surrogate = first == 0xEDU && second > 0x9FU;
    return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xF0U && first <= 0xF4U) {
    const bool overlong = first == 0xF0U && second < 0x90U;
    const bool beyond = first == 0xF4U && second > 0x8FU;
    return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
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
