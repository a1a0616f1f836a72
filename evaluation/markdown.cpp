#include <string>

#include "evaluation/indicators.hpp"

namespace hotline::evaluation {
namespace {

void append_row(std::string& text, const Indicator& one) {
  text += "| `";
  text += one.id;
  text += "` | ";
  text += one.name;
  text += " | ";
  text += one.definition;
  text += " | ";
  text += one.formula;
  text += " | ";
  text += to_string(one.unit);
  text += " | ";
  text += to_string(one.direction);
  text += " | ";
  text += to_string(one.named_by);
  text += " |\n";
}

void append_heading(std::string& text, std::string_view mark, std::string_view name,
                    NamedBy named_by) {
  text += '\n';
  text += mark;
  text += ' ';
  text += name;
  text += named_by == NamedBy::kReport ? " (name: the report's)\n" : " (name: ours)\n";
}

constexpr std::string_view kTableHead =
    "\n| Id | Name | Definition | From | Unit | Better | Name by "
    "|\n|---|---|---|---|---|---|---|\n";

}  // namespace

std::string to_markdown() {
  std::string text;
  for (const Dimension& dimension : dimensions()) {
    append_heading(text, "###", dimension.name, dimension.named_by);
    for (const Secondary& secondary : secondaries()) {
      if (secondary.dimension != dimension.id) {
        continue;
      }
      append_heading(text, "####", secondary.name, secondary.named_by);
      text += kTableHead;
      for (const Indicator& one : indicators()) {
        if (one.secondary == secondary.id) {
          append_row(text, one);
        }
      }
    }
  }
  text += "\n### Shown beside an indicator, not counted among the 24\n";
  text += kTableHead;
  for (const Indicator& one : companions()) {
    append_row(text, one);
  }
  return text;
}

}  // namespace hotline::evaluation
