#include "core/document/document.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>
#include <tuple>

// The library's headers are heavy, so this is the one file that uses them. Its parser (3.3) asserts
// what malformed texts break, as in "[&", and builds with NDEBUG then go on into undefined
// behaviour; here a broken assertion throws, in every build.
#undef NDEBUG

namespace hotline {
namespace {

/// The parser does not know what to do with the text.
struct ParserLost {};

constexpr void assert_of_parser(bool holds) {
  if (!holds) {
    throw ParserLost();
  }
}

}  // namespace
}  // namespace hotline

#define TOML_ASSERT(expression) ::hotline::assert_of_parser(static_cast<bool>(expression))
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 1
#define TOML_MAX_NESTED_VALUES 16
#include <toml++/toml.h>

namespace hotline {
namespace {

/// Dotted keys nest tables as deep as a line has dots, and trees are destroyed recursively.
constexpr std::ptrdiff_t kMaxDotsPerLine = 256;

Position position_of(const toml::source_region& region) {
  return Position{region.begin.line, region.begin.column, 0};
}

bool before(Position a, Position b) {
  return std::tie(a.line, a.column) < std::tie(b.line, b.column);
}

Node convert(const toml::node& from);

void convert_members(const toml::table& from, Node& to) {
  for (const auto& [key, value] : from) {
    to.members.push_back(
        Node::Member{std::string(key.str()), position_of(key.source()), convert(value)});
  }
  std::stable_sort(to.members.begin(), to.members.end(),
                   [](const Node::Member& a, const Node::Member& b) { return before(a.at, b.at); });
}

/// Dates and times, which this program reads as texts.
std::string written(const toml::node& from) {
  std::ostringstream out;
  from.visit([&out](const auto& value) { out << value; });
  return out.str();
}

/// The shortest text that reads back as the same number.
std::string shortest(double value) {
  std::array<char, 32> text{};
  const std::to_chars_result end = std::to_chars(text.data(), text.data() + text.size(), value);
  return {text.data(), end.ptr};
}

void convert_scalar(const toml::node& from, Node& to) {
  if (const auto* const string = from.as_string()) {
    to.kind = Node::Kind::kString;
    to.text = string->get();
    return;
  }
  if (const auto* const integer = from.as_integer()) {
    to.kind = Node::Kind::kInteger;
    to.integer = integer->get();
    to.text = std::to_string(to.integer);
    to.number = static_cast<double>(to.integer);
  } else if (const auto* const number = from.as_floating_point()) {
    to.kind = Node::Kind::kFloat;
    to.number = number->get();
    to.text = shortest(to.number);
  } else if (const auto* const boolean = from.as_boolean()) {
    to.kind = Node::Kind::kBoolean;
    to.boolean = boolean->get();
    to.text = to.boolean ? "true" : "false";
  } else {
    to.text = written(from);
  }
}

Node convert(const toml::node& from) {
  Node to;
  to.at = position_of(from.source());
  if (const toml::table* const table = from.as_table()) {
    to.kind = Node::Kind::kTable;
    convert_members(*table, to);
  } else if (const toml::array* const array = from.as_array()) {
    to.kind = Node::Kind::kArray;
    for (const toml::node& item : *array) {
      to.items.push_back(convert(item));
    }
  } else {
    convert_scalar(from, to);
  }
  return to;
}

/// What can be said of the bytes before TOML is asked; empty where nothing is wrong.
std::string trouble_with_bytes(std::string_view text, const std::string& file_name) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return located(file_name, Position{1, 1}, "found an empty file, expected a scenario");
  }
  if (text.size() > kMaxDocumentBytes) {
    return located(file_name, Position{1, 1},
                   "found " + std::to_string(text.size()) + " bytes, allowed up to 1048576");
  }
  std::uint32_t line = 1;
  while (!text.empty()) {
    const std::string_view one = text.substr(0, text.find('\n'));
    if (one.find('\0') != std::string_view::npos) {
      return located(file_name, Position{line, 1}, "found a byte 0, expected a text");
    }
    if (std::count(one.begin(), one.end(), '.') > kMaxDotsPerLine) {
      return located(file_name, Position{line, 1}, "found more than 256 dots in one line");
    }
    text.remove_prefix(std::min(text.size(), one.size() + 1));
    ++line;
  }
  return {};
}

bool parser_is_lost(std::string_view text) {
  try {
    (void)toml::parse(text);
    return false;
  } catch (const toml::parse_error&) {
    return false;
  } catch (const ParserLost&) {
    return true;
  }
}

/// The line at which the parser gets lost: the least number of lines that lose it, by bisection.
std::uint32_t line_of_loss(std::string_view text) {
  std::vector<std::size_t> ends;  // of lines
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    ends.push_back(at + 1);
  }
  const auto found = std::partition_point(ends.begin(), ends.end(), [text](std::size_t end) {
    return !parser_is_lost(text.substr(0, end));
  });
  return static_cast<std::uint32_t>(found - ends.begin()) + 1;
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [key](const Member& member) { return member.key == key; });
  return found == members.end() ? nullptr : &found->value;
}

std::string Node::describe() const {
  switch (kind) {
    case Kind::kTable:
      return "a table";
    case Kind::kArray:
      return "an array";
    case Kind::kString:
      return "'" + printable(text) + "'";
    default:
      return printable(text);
  }
}

Result<Node> parse_document(std::string_view text, const std::string& file_name) {
  std::string trouble = trouble_with_bytes(text, file_name);
  if (!trouble.empty()) {
    return bad_input(std::move(trouble));
  }
  try {
    return convert(toml::parse(text));
  } catch (const toml::parse_error& error) {
    return bad_input(
        located(file_name, position_of(error.source()), printable(error.description(), 200)));
  } catch (const ParserLost&) {
    return bad_input(located(file_name, Position{line_of_loss(text), 1}, "found no valid TOML"));
  }
}

std::string printable(std::string_view text, std::size_t shown) {
  std::size_t end = std::min(text.size(), shown);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;  // not within a character
  }
  std::string out;
  for (const char c : text.substr(0, end)) {
    const auto byte = static_cast<unsigned char>(c);
    out += byte < 0x20 || byte == 0x7f ? '?' : c;
  }
  return end < text.size() ? out + "..." : out;
}

std::string located(const std::string& file_name, Position at, std::string_view message) {
  return file_name + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " +
         std::string(message);
}

}  // namespace hotline
