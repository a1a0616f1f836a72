// docs/SCENARIO.md describes every key that the loader knows, in the section of its table.
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "sim/scenario/schema.hpp"

namespace hotline::sim {
namespace {

std::string page() {
  std::ifstream in(std::string(HOTLINE_SOURCE_DIR) + "/docs/SCENARIO.md");
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// The heading under which the page describes a section of the schema.
std::string heading_of(std::string_view section) {
  const std::string table(section.substr(0, section.find('.')));
  if (section.empty()) {
    return "## The file";
  }
  if (table == "policy" || table == "routing") {
    return "## Values";
  }
  if (table == "law") {
    return "## Values";
  }
  if (table == "demand") {
    return "### [[demand]]";
  }
  if (table == "sources") {
    return "### [sources.KEY]";
  }
  const bool named = section.find(".*") != std::string_view::npos;
  return "### [" + table + (named ? ".NAME]" : "]");
}

/// From the heading to the next one.
std::string under(const std::string& text, const std::string& heading) {
  const std::size_t from = text.find(heading + "\n");
  if (from == std::string::npos) {
    return {};
  }
  const std::size_t to = text.find("\n##", from + heading.size());
  return text.substr(from, to == std::string::npos ? to : to - from);
}

TEST(Page, DescribesEveryKeyOfEveryTable) {
  const std::string text = page();
  ASSERT_FALSE(text.empty());
  for (const Section& section : scenario_schema()) {
    const std::string part = under(text, heading_of(section.name));
    ASSERT_FALSE(part.empty()) << heading_of(section.name);
    for (const std::string_view key : section.keys) {
      EXPECT_NE(part.find("`" + std::string(key) + "`"), std::string::npos)
          << "[" << section.name << "] " << key << " is not described";
    }
  }
}

}  // namespace
}  // namespace hotline::sim
