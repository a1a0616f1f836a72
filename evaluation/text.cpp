#include <algorithm>
#include <array>
#include <cstdio>

#include "evaluation/evaluation.hpp"

namespace hotline::evaluation {
namespace {

constexpr std::size_t kWidth = 110;
constexpr std::size_t kLabel = 35;  ///< of a row, before its first cell
constexpr std::size_t kCell = 25;
constexpr std::size_t kColumnsInTable = (kWidth - kLabel) / kCell;

// ---- Laying out -------------------------------------------------------------------------------

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Characters, if the text is UTF-8.
std::size_t length(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) {
    count += continues_character(c) ? 0U : 1U;
  }
  return count;
}

/// The bytes of at most `limit` characters from the beginning.
std::size_t prefix(std::string_view text, std::size_t limit) {
  std::size_t bytes = 0;
  for (std::size_t count = 0; bytes < text.size(); ++bytes) {
    count += continues_character(text[bytes]) ? 0U : 1U;
    if (count > limit) {
      break;
    }
  }
  return bytes;
}

bool is_blank(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20U || byte == 0x7FU;  // control characters must not reach a terminal
}

/// Exactly `width` characters: filled with blanks, or cut.
std::string padded(std::string_view text, std::size_t width) {
  std::string cell(text.substr(0, prefix(text, width)));
  cell.append(width - std::min(width, length(cell)), ' ');
  return cell;
}

void append_line(std::string& out, std::string_view line) {
  const std::size_t last = line.find_last_not_of(' ');
  out += last == std::string_view::npos ? std::string_view() : line.substr(0, last + 1);
  out += '\n';
}

/// Takes the next word (or as much of it as a line of `room` characters holds) off the text.
std::string_view next_word(std::string_view& text, std::size_t room) {
  const auto* const begin = std::find_if_not(text.begin(), text.end(), is_blank);
  text.remove_prefix(static_cast<std::size_t>(begin - text.begin()));
  const auto* const end = std::find_if(text.begin(), text.end(), is_blank);
  const std::string_view whole = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  const std::string_view word = whole.substr(0, prefix(whole, room));
  text.remove_prefix(word.size());
  return word;
}

/// The text in lines of at most kWidth characters, each after `indent` blanks; the first line
/// begins with `head` instead, which is no longer than that.
void append_wrapped(std::string& out, std::string_view head, std::size_t indent,
                    std::string_view text) {
  std::string line = padded(head, indent);
  bool empty = true;
  for (std::string_view word = next_word(text, kWidth - indent); !word.empty();
       word = next_word(text, kWidth - indent)) {
    if (!empty && length(line) + 1 + length(word) > kWidth) {
      append_line(out, line);
      line = std::string(indent, ' ');
      empty = true;
    }
    line += empty ? "" : " ";
    line += word;
    empty = false;
  }
  append_line(out, line);
}

// ---- Values -----------------------------------------------------------------------------------

std::string fixed(double number, int decimals) {
  std::array<char, 64> buffer{};
  (void)std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, number);
  return buffer.data();
}

/// A value is shown as number / scale, with the unit behind it.
struct Display {
  double scale = 1;
  std::string_view unit;
  int decimals = 1;
};

Display display_of_seconds(double number) {
  constexpr double kMinutes = 60;
  constexpr double kHours = 3600;
  constexpr double kDays = 86400;
  if (number < 2 * kMinutes) {
    return {1, " s", 1};
  }
  if (number < 2 * kHours) {
    return {kMinutes, " min", 1};
  }
  return number < 2 * kDays ? Display{kHours, " h", 1} : Display{kDays, " d", 1};
}

Display display_of(Unit unit, double number) {
  constexpr double kPercent = 0.01;
  switch (unit) {
    case Unit::kShare:
      return {kPercent, " %", 1};
    case Unit::kSeconds:
      return display_of_seconds(number);
    case Unit::kHours:
      return {1, " h", 0};
    case Unit::kCount:
    case Unit::kYesNo:
      return {1, "", 0};
  }
  return {};
}

std::string number_text(const Value& value, Unit unit) {
  const double number = value.number.value_or(0);
  if (unit == Unit::kYesNo) {
    return number > 0 ? "yes" : "no";
  }
  const Display display = display_of(unit, number);
  std::string text = fixed(number / display.scale, display.decimals);
  text += display.unit;
  if (value.half_width) {
    text += " +-" + fixed(*value.half_width / display.scale, display.decimals);
  }
  return text;
}

std::string cell_text(const Value& value, Unit unit) {
  std::string text(1, letter(value.source));
  if (value.number) {
    text += ' ';
    text += number_text(value, unit);
  }
  return text;
}

// ---- The table --------------------------------------------------------------------------------

std::string tag(std::size_t column) {
  return "[" + std::to_string(column + 1) + "]";
}

/// A part of the columns, as many as fit beside each other.
struct Block {
  std::size_t from = 0;
  std::size_t to = 0;
};

std::string name_with_origin(std::string_view name, NamedBy named_by) {
  std::string text(name);
  text += " (";
  text += to_string(named_by);
  text += ")";
  return text;
}

void append_row(std::string& out, const Row& row, Block block, std::string_view indent) {
  const Indicator& indicator = *row.indicator;
  std::string label(indent);
  label += indicator.name;
  std::string line = padded(label, kLabel - 3);
  line += indicator.direction == Direction::kHigher ? " + " : " - ";
  for (std::size_t i = block.from; i < block.to; ++i) {
    line += padded(cell_text(row.values[i], indicator.unit), kCell - 1) + " ";
  }
  append_line(out, line);
}

void append_secondary(std::string& out, const Evaluation& evaluation, const Secondary& secondary,
                      Block block) {
  append_line(out, "  " + name_with_origin(secondary.name, secondary.named_by));
  for (const Row& row : evaluation.rows) {
    if (row.indicator->secondary != secondary.id) {
      continue;
    }
    append_row(out, row, block, "    ");
    for (const Row& companion : evaluation.companions) {
      if (companion.indicator->beside == row.indicator->id) {
        append_row(out, companion, block, "      ");
      }
    }
  }
}

void append_table(std::string& out, const Evaluation& evaluation, Block block) {
  std::string heading(kLabel, ' ');
  for (std::size_t i = block.from; i < block.to; ++i) {
    heading += padded(tag(i), kCell);
  }
  out += '\n';
  append_line(out, heading);
  for (const Dimension& dimension : dimensions()) {
    append_line(out, name_with_origin(dimension.name, dimension.named_by));
    for (const Secondary& secondary : secondaries()) {
      if (secondary.dimension == dimension.id) {
        append_secondary(out, evaluation, secondary, block);
      }
    }
  }
}

// ---- What stands around it --------------------------------------------------------------------

std::string replications_text(std::uint64_t count) {
  return std::to_string(count) + (count == 1 ? " replication" : " replications");
}

void append_introduction(std::string& out, const Evaluation& evaluation) {
  append_wrapped(out, "", 0, "Governance indicators: " + evaluation.city);
  out += '\n';
  append_wrapped(
      out, "", 0,
      "4 dimensions, 10 secondary, 24 tertiary indicators: the counts of the Evaluation Report on "
      "Worldwide City Hotline Services and Governance Effectiveness (2024). Names marked (report) "
      "are the report's; all others, and every definition, are our operationalisation. No scores, "
      "no ranks.");
  append_wrapped(out, "", 0,
                 "m measured from facts, with 95 % interval over replications; a attribute of the "
                 "city model; ? unknown, which is not zero. + higher is better, - lower is better. "
                 "Indented further: a figure to be read beside the indicator, not one of the 24.");
  out += '\n';
  for (std::size_t i = 0; i < evaluation.columns.size(); ++i) {
    const ColumnHeading& column = evaluation.columns[i];
    append_wrapped(out, tag(i), tag(i).size() + 1,
                   column.title + " (" + replications_text(column.replications) + ")");
  }
}

void append_remark(std::string& text, std::string_view remark) {
  if (!remark.empty()) {
    text += "; ";
    text += remark;
  }
}

std::string origin_text(const Value& value) {
  std::string text;
  switch (value.source) {
    case Source::kUnknown:
      return "unknown: " + value.reason;
    case Source::kMeasured:
      text =
          "measured, n = " + std::to_string(value.n) + ", " + replications_text(value.replications);
      break;
    case Source::kAttribute:
      text = "attribute, " + value.provenance;
      break;
  }
  append_remark(text, value.note);
  return text;
}

void append_origins(std::string& out, const Row& row) {
  const Indicator& indicator = *row.indicator;
  append_wrapped(out, "", 2,
                 name_with_origin(indicator.name, indicator.named_by) + ", " +
                     std::string(to_string(indicator.unit)) + ", " +
                     std::string(to_string(indicator.direction)) + " is better");
  append_wrapped(out, "", 4, indicator.definition);
  append_wrapped(out, "", 4, "= " + std::string(indicator.formula));
  std::vector<std::string> origins;
  for (const Value& value : row.values) {
    origins.push_back(origin_text(value));
  }
  if (origins.size() > 1 && std::equal(origins.begin() + 1, origins.end(), origins.begin())) {
    append_wrapped(out, "    [all]", 10, origins.front());
    return;
  }
  for (std::size_t i = 0; i < origins.size(); ++i) {
    append_wrapped(out, "    " + tag(i), 5 + tag(i).size(), origins[i]);
  }
}

}  // namespace

std::string to_text(const Evaluation& evaluation) {
  std::string out;
  append_introduction(out, evaluation);
  for (std::size_t from = 0; from < evaluation.columns.size(); from += kColumnsInTable) {
    const std::size_t to = std::min(from + kColumnsInTable, evaluation.columns.size());
    append_table(out, evaluation, Block{from, to});
  }
  out += "\nDefinitions, and where the values come from\n\n";
  for (const std::vector<Row>* rows : {&evaluation.rows, &evaluation.companions}) {
    for (const Row& row : *rows) {
      append_origins(out, row);
    }
  }
  return out;
}

}  // namespace hotline::evaluation
