// scenarios/stress.toml uses every key of the language, so that whoever adds one must add it there,
// where it meets all others.
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/document/document.hpp"
#include "sim/scenario/open.hpp"
#include "sim/scenario/schema.hpp"

namespace hotline::sim {
namespace {

using Path = std::vector<std::string>;

/// The keys of every table, by the path that leads to it.
void collect(const Node& node, const Path& path, std::map<Path, std::set<std::string>>& keys) {
  for (const Node& item : node.items) {
    collect(item, path, keys);
  }
  for (const Node::Member& member : node.members) {
    keys[path].insert(member.key);
    Path inner = path;
    inner.push_back(member.key);
    collect(member.value, inner, keys);
  }
}

Path parts_of(std::string_view section) {
  Path parts;
  while (!section.empty()) {
    const std::size_t dot = std::min(section.find('.'), section.size());
    parts.emplace_back(section.substr(0, dot));
    section.remove_prefix(std::min(dot + 1, section.size()));
  }
  return parts;
}

/// Whether a table at `path` is one of that section. Laws and policies may stand anywhere; of the
/// busyness of all, cv and shape exclude each other, and its groups have the same keys.
bool is_of(const Path& path, const Path& section) {
  if (section == Path{"busyness"} && path == Path{"busyness", "groups"}) {
    return true;
  }
  if (!section.empty() &&
      (section[0] == "law" || section[0] == "policy" || section[0] == "routing")) {
    return section.size() == 1 || (!path.empty() && path.back() == section.back());
  }
  if (path.size() != section.size()) {
    return false;
  }
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (section[i] != "*" && section[i] != path[i]) {
      return false;
    }
  }
  return true;
}

TEST(Stress, UsesEveryKeyOfTheLanguage) {
  std::ifstream file(HOTLINE_SOURCE_DIR "/scenarios/stress.toml", std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const Result<Scenario> scenario = open_scenario(HOTLINE_SOURCE_DIR "/scenarios/stress.toml");
  ASSERT_TRUE(scenario) << scenario.error().message;
  const Result<Node> document = parse_document(text, "stress.toml");
  ASSERT_TRUE(document);
  std::map<Path, std::set<std::string>> keys;
  collect(*document, {}, keys);
  for (const Section& section : scenario_schema()) {
    const Path parts = parts_of(section.name);
    std::set<std::string> used;
    for (const auto& [path, found] : keys) {
      if (is_of(path, parts)) {
        used.insert(found.begin(), found.end());
      }
    }
    for (const std::string_view key : section.keys) {
      EXPECT_EQ(used.count(std::string(key)), 1U)
          << "[" << section.name << "] " << key << " does not occur in scenarios/stress.toml";
    }
  }
}

}  // namespace
}  // namespace hotline::sim
