// core/document/document.hpp: a TOML text as a plain tree in the order of the file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace hotline {

/// Longest text that is read as a document: 1 MiB.
inline constexpr std::size_t kMaxDocumentBytes = std::size_t{1} << 20U;

/// Where something stands in the text, counted from 1. Columns count characters.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  /// Which text, where one document was made of several: whoever puts them together numbers them.
  std::uint32_t file = 0;
};

/// One value of the text. Only the members that belong to `kind` are set.
struct Node {
  enum class Kind : std::uint8_t { kTable, kArray, kString, kInteger, kFloat, kBoolean, kOther };
  struct Member;

  Kind kind = Kind::kOther;
  Position at;
  std::string text;             ///< kString: the string; other scalars: as TOML writes them
  std::int64_t integer = 0;     ///< kInteger
  double number = 0;            ///< kFloat, kInteger
  bool boolean = false;         ///< kBoolean
  std::vector<Member> members;  ///< kTable, in the order of the file
  std::vector<Node> items;      ///< kArray

  /// The member of that name, or null.
  [[nodiscard]] const Node* find(std::string_view key) const;
  /// "a table", "the integer 240", "the text 'fifo'": for errors; short and printable.
  [[nodiscard]] std::string describe() const;
};

struct Node::Member {
  std::string key;
  Position at;  ///< of the key
  Node value;
};

/// Reads a TOML 1.0 text. kBadInput: `file:line:column: what is wrong`, in one line, for any bytes.
[[nodiscard]] Result<Node> parse_document(std::string_view text, const std::string& file_name);

/// At most `shown` bytes of `text`, with '?' for what cannot be printed in one line.
[[nodiscard]] std::string printable(std::string_view text, std::size_t shown = 60);

/// "file:line:column: message".
[[nodiscard]] std::string located(const std::string& file_name, Position at,
                                  std::string_view message);

}  // namespace hotline
