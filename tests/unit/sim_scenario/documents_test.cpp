// docs/SCENARIO.md, docs/VERIFY.md or a page of docs/scenario describes every key that the loader
// knows, in the section of its table.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/scenario/schema.hpp"

namespace hotline::sim {
namespace {

/// The pages of the language, in order of their names; the index first.
std::vector<std::string> pages() {
  const std::filesystem::path docs = std::filesystem::path(HOTLINE_SOURCE_DIR) / "docs";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(docs / "scenario")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  files.push_back(docs / "VERIFY.md");
  files.insert(files.begin(), docs / "SCENARIO.md");
  std::vector<std::string> texts;
  for (const std::filesystem::path& file : files) {
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    texts.push_back(text.str());
  }
  return texts;
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
  constexpr std::array<std::string_view, 11> kLists{
      "demand",         "handle",    "transfer",   "job",     "assist", "expect",
      "responsibility", "confusion", "escalation", "variant", "change"};
  if (std::find(kLists.begin(), kLists.end(), table) != kLists.end()) {
    return "### [[" + table + "]]";
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

TEST(Pages, DescribeEveryKeyOfEveryTable) {
  const std::vector<std::string> texts = pages();
  ASSERT_GE(texts.size(), 2U);
  for (const Section& section : scenario_schema()) {
    std::string part;
    for (const std::string& text : texts) {
      part += under(text, heading_of(section.name));
    }
    ASSERT_FALSE(part.empty()) << heading_of(section.name);
    for (const std::string_view key : section.keys) {
      EXPECT_NE(part.find("`" + std::string(key) + "`"), std::string::npos)
          << "[" << section.name << "] " << key << " is not described";
    }
  }
}

/// docs/scenario/concepts.md leads to every example, and to nothing that is not there.
TEST(Pages, NameEveryExample) {
  const std::filesystem::path root(HOTLINE_SOURCE_DIR);
  std::ifstream in(root / "docs/scenario/concepts.md");
  std::ostringstream page;
  page << in.rdbuf();
  const std::string text = page.str();
  std::vector<std::string> missing;
  const std::filesystem::path examples = root / "scenarios/examples";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(examples)) {
    const std::string name = std::filesystem::relative(entry.path(), examples).generic_string();
    const bool in_a_folder = name.find('/') != std::string::npos;
    if (entry.path().extension() == ".toml" && in_a_folder &&
        text.find('`' + name + '`') == std::string::npos) {
      missing.push_back(name);
    }
  }
  EXPECT_TRUE(missing.empty()) << "not named: " << missing.front();
  for (std::size_t at = text.find(".toml`"); at != std::string::npos;
       at = text.find(".toml`", at + 1)) {
    const std::size_t from = text.rfind('`', at) + 1;
    const std::string name = text.substr(from, at + 5 - from);
    EXPECT_TRUE(std::filesystem::exists(examples / name)) << name;
  }
}

}  // namespace
}  // namespace hotline::sim
