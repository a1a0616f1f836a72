#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "evaluation/indicators.hpp"

namespace hotline::evaluation {
namespace {

constexpr const char* kFile = HOTLINE_SOURCE_DIR "/docs/EVALUATION.md";
constexpr std::string_view kBegin = "<!-- generated from evaluation/indicators.cpp -->\n";
constexpr std::string_view kEnd = "<!-- end of what is generated -->\n";

std::string file_text() {
  std::ifstream in(kFile, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Documentation, ListsTheIndicatorsAsTheyAre) {
  const std::string text = file_text();
  const std::size_t begin = text.find(kBegin);
  const std::size_t end = text.find(kEnd);
  ASSERT_NE(begin, std::string::npos) << kFile << " has no line " << kBegin;
  ASSERT_NE(end, std::string::npos) << kFile << " has no line " << kEnd;
  const std::size_t from = begin + kBegin.size();
  ASSERT_LE(from, end);
  const std::string wanted = to_markdown() + "\n";
  // NOLINTNEXTLINE(concurrency-mt-unsafe): this program has one thread
  if (std::getenv("HOTLINE_UPDATE") != nullptr) {
    std::ofstream(kFile, std::ios::binary) << text.substr(0, from) << wanted << text.substr(end);
    return;
  }
  EXPECT_EQ(text.substr(from, end - from), wanted)
      << "to write it anew: HOTLINE_UPDATE=1 evaluation_test";
}

TEST(Documentation, ListsEveryAttributeThatIsRead) {
  const std::string text = file_text();
  for (const auto table : {indicators(), companions()}) {
    for (const Indicator& one : table) {
      if (!one.attribute.empty()) {
        EXPECT_NE(text.find("\n| `" + std::string(one.attribute) + "` |"), std::string::npos)
            << one.attribute;
      }
    }
  }
}

}  // namespace
}  // namespace hotline::evaluation
