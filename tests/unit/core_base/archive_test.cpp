#include "core/base/archive.hpp"

#include <string>

#include <gtest/gtest.h>

#include "core/base/time.hpp"

namespace hotline {
namespace {

enum class Colour : std::uint8_t { kRed = 3, kBlue = 7 };

struct Inner {
  int number = 0;
  std::optional<double> maybe;

  friend bool operator==(const Inner&, const Inner&) = default;
};

struct Outer {
  std::string text;
  Colour colour = Colour::kRed;
  SimTime at;
  ContactId contact;
  std::vector<Inner> many;
  std::vector<double> plain;
  std::array<Inner, 2> two;
  std::pair<int, std::string> both;

  template <class A>
  void archive(A& a) {
    a(text);
    a(colour);
    a(at);
    a(contact);
    a(many);
    a(plain);
    a(two);
    a(both);
  }

  friend bool operator==(const Outer&, const Outer&) = default;
};

Outer something() {
  return {"words",
          Colour::kBlue,
          SimTime(Duration(-5)),
          ContactId{77},
          {{1, 0.5}, {2, {}}},
          {0.1, 0.2},
          {{{3, {}}, {4, -1.0}}},
          {9, "x"}};
}

std::string bytes_of(Outer value) {
  ArchiveWriter writer;
  writer(value);
  return writer.take();
}

TEST(Archive, ReadsBackWhatItWrote) {
  const std::string bytes = bytes_of(something());
  Outer back;
  back.many.resize(9);
  ArchiveReader reader(bytes);
  reader(back);
  EXPECT_TRUE(reader.complete());
  EXPECT_EQ(back, something());
  EXPECT_EQ(bytes_of(back), bytes);
}

TEST(Archive, ReadsNothingBeyondItsBytes) {
  const std::string bytes = bytes_of(something());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Outer back;
    ArchiveReader reader(std::string_view(bytes).substr(0, size));
    reader(back);
    EXPECT_TRUE(reader.failed()) << size;
  }
  const std::string longer = bytes + "!";
  ArchiveReader reader(longer);
  Outer back;
  reader(back);
  EXPECT_FALSE(reader.failed());
  EXPECT_FALSE(reader.complete());
}

TEST(Archive, RefusesALengthThatCannotBe) {
  ArchiveWriter writer;
  std::uint64_t size = std::uint64_t{1} << 60;
  writer(size);
  const std::string bytes = writer.take();
  ArchiveReader reader(bytes);
  std::vector<double> values;
  reader(values);
  EXPECT_TRUE(reader.failed());
  EXPECT_TRUE(values.empty());
}

}  // namespace
}  // namespace hotline
