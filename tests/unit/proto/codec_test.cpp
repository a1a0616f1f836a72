#include "proto/codec.hpp"

#include <array>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "proto/fact_check.hpp"
#include "tests/unit/proto/sample_facts.hpp"

namespace hotline::proto {
namespace {

using samples::one_of_each;
using samples::same;

std::string encode(const std::vector<Fact>& facts, const FrameHeader& header = {1, 7, 3, 100}) {
  FrameEncoder encoder;
  for (const Fact& fact : facts) {
    encoder.append(fact);
  }
  return std::string(encoder.finish(header));
}

std::string decode_error(std::string_view bytes) {
  const auto frame = decode_frame(bytes);
  return frame ? "" : frame.error().message;
}

TEST(Codec, ASampleRunHoldsEveryKindOfFact) {
  std::set<std::size_t> kinds;
  for (const Fact& fact : one_of_each()) {
    kinds.insert(fact.index());
  }
  EXPECT_EQ(kinds.size(), std::variant_size_v<Fact>);
}

TEST(Codec, DecodingAnEncodedFrameGivesTheSameFactsAndHeader) {
  const auto facts = one_of_each();
  const auto frame = decode_frame(encode(facts));
  ASSERT_TRUE(frame) << frame.error().message;
  EXPECT_EQ(frame->header, (FrameHeader{1, 7, 3, 100}));
  EXPECT_TRUE(same(frame->facts, facts));
}

TEST(Codec, LeastAndGreatestValuesOfEveryFieldSurvive) {
  for (const bool greatest : {false, true}) {
    for (const Fact& fact : samples::extreme_facts(greatest)) {
      ASSERT_EQ(fault_of(fact), "") << "kind " << fact.index();
      const auto frame = decode_frame(encode({fact}, {1, UINT64_MAX, UINT32_MAX, UINT64_MAX}));
      ASSERT_TRUE(frame) << frame.error().message;
      ASSERT_EQ(frame->facts.size(), 1U);
      EXPECT_TRUE(same(frame->facts[0], fact)) << "kind " << fact.index();
    }
  }
}

TEST(Codec, ADueTimeThatNeverComesIsAnAbsentField) {
  TicketOpened opened;
  opened.resolution_due = SimTime(Duration(0));
  const auto frame = decode_frame(encode({opened}));
  ASSERT_TRUE(frame);
  const auto& decoded = std::get<TicketOpened>(frame->facts[0]);
  EXPECT_EQ(decoded.response_due, kNever);
  EXPECT_EQ(decoded.resolution_due, SimTime(Duration(0)));
}

TEST(Codec, AnIdThatIsNotSaidIsAnAbsentField) {
  const TicketOverdue overdue{samples::at(0), {}, {}, TicketClock::kResponse, samples::at(0)};
  const TicketClosed closed{samples::at(0), TicketId{1},    kUnknownAgency,     CategoryId{0},
                            DistrictId{0},  samples::at(0), Closure::kDuplicate};
  const auto frame = decode_frame(encode({overdue, closed}));
  ASSERT_TRUE(frame) << frame.error().message;
  EXPECT_TRUE(same(frame->facts[0], overdue));
  EXPECT_EQ(std::get<TicketOverdue>(frame->facts[0]).category, kUnknownCategory);
  EXPECT_TRUE(same(frame->facts[1], closed));
}

TEST(Codec, AnEncoderIsReusedWithoutTracesOfTheFrameBefore) {
  FrameEncoder encoder;
  for (const Fact& fact : one_of_each()) {
    encoder.append(fact);
  }
  (void)encoder.finish({});
  EXPECT_EQ(encoder.size(), 0U);
  encoder.append(WarmUpEnded{});
  EXPECT_EQ(encoder.size(), 1U);
  EXPECT_EQ(encoder.finish({1, 7, 3, 100}), encode({WarmUpEnded{}}));
}

TEST(Codec, ANewerSchemaIsRefused) {
  EXPECT_EQ(decode_error(encode({WarmUpEnded{}}, {4, 0, 0, 1})),
            "schema 4 is not known here, allowed is 1 to 3");
  EXPECT_NE(decode_error(encode({WarmUpEnded{}}, {0, 0, 0, 1})), "");
}

TEST(Codec, AnEmptyFrameIsRefused) {
  EXPECT_EQ(decode_error(encode({})), "a frame without facts");
}

TEST(Codec, BytesThatAreNoFrameAreRefused) {
  EXPECT_EQ(decode_error("\xff\xff\xff"), "these 3 bytes are not a frame");
}

TEST(Codec, AFactOfAnUnknownKindIsRefused) {
  // Frame{schema 1, facts: {Fact with field 1000, an empty message}}
  const std::string bytes("\x08\x01\x2a\x03\xc2\x3e\x00", 7);
  EXPECT_EQ(decode_error(bytes), "fact 0 of the frame: its kind is not known here");
}

TEST(Codec, AnEnumValueBeyondTheTypeIsRefusedRatherThanWrapped) {
  // Frame{schema 1, facts: {NameDefined{kind: 257}}}; 257 would wrap to "channel".
  const std::string bytes("\x08\x01\x2a\x05\x12\x03\x10\x81\x02", 9);
  EXPECT_EQ(decode_error(bytes), "fact 0 of the frame: kind is 255, allowed 1 to 5");
}

TEST(Codec, AnUnknownFieldOfAKnownFactIsPassedOver) {
  // Frame{schema 1, facts: {WarmUpEnded{at_us: 5, field 99: 1}}}: a later v1 may add fields.
  const std::string bytes("\x08\x01\x2a\x07\x1a\x05\x08\x05\x98\x06\x01", 11);
  const auto frame = decode_frame(bytes);
  ASSERT_TRUE(frame) << frame.error().message;
  EXPECT_TRUE(same(frame->facts[0], WarmUpEnded{SimTime(Duration(5))}));
}

TEST(Codec, AnEnvelopeSurvives) {
  const Envelope envelope{{1, 99, 4, 1000}, 256, true};
  const auto decoded = decode_envelope(encode_envelope(envelope));
  ASSERT_TRUE(decoded);
  EXPECT_EQ(*decoded, envelope);
}

TEST(Codec, AnEnvelopeOfANewerSchemaOrOfGarbageIsRefused) {
  EXPECT_FALSE(decode_envelope(encode_envelope({{kSchema + 1, 0, 0, 0}, 1, false})));
  EXPECT_FALSE(decode_envelope("\xff"));
}

}  // namespace
}  // namespace hotline::proto
