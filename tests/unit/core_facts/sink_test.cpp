#include "core/facts/sink.hpp"

#include <type_traits>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "core/facts/port.hpp"
#include "tests/support/fact_fields.hpp"
#include "tests/support/fact_hash.hpp"
#include "tests/support/recorder.hpp"

namespace hotline {
namespace {

class KeepAll : public AnySink {
 public:
  void take(const Fact& fact) override { facts.push_back(fact); }

  std::vector<Fact> facts;
};

TEST(Sink, ATeeHandsEveryFactToEachSinkInOrder) {
  test::Recorder first;
  test::Recorder second;
  const Tee<test::Recorder, test::Recorder> both(first, second);
  both(WarmUpEnded{SimTime(kHour)});
  both(RunEnded{SimTime(kDay)});
  ASSERT_EQ(first.facts.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<WarmUpEnded>(first.facts[0]));
  EXPECT_TRUE(std::holds_alternative<RunEnded>(first.facts[1]));
  EXPECT_EQ(test::first_difference(first.facts, second.facts), "");
}

TEST(Sink, ASinkChosenAtRunTimeTakesTheSameFacts) {
  KeepAll kept;
  AnySink& sink = kept;
  const ContactBlocked blocked{SimTime(kHour), ContactId{7}, ChannelId{1}};
  sink(blocked);
  ASSERT_EQ(kept.facts.size(), 1U);
  EXPECT_TRUE(test::same(kept.facts[0], Fact(blocked)));
}

TEST(FactPort, HandsOnEveryKindOfFactAsItIs) {
  test::Recorder direct;
  test::Recorder through;
  const FactPort port(through);
  EXPECT_TRUE(port.listening());
  const auto tell = [&](const auto& fact) {
    direct(fact);
    port(fact);
  };
  tell(RunStarted{SimTime(kHour), 4, SourceKind::kSimulated, "a", "b", 1, 2});
  tell(ContactBlocked{SimTime(kHour), ContactId{7}, ChannelId{1}});
  tell(RunEnded{SimTime(kDay)});
  EXPECT_EQ(through.facts.size(), 3U);
  EXPECT_EQ(test::first_difference(direct.facts, through.facts), "");
}

TEST(FactPort, KnowsThatNobodyListens) {
  NullSink nobody;
  const FactPort port(nobody);
  EXPECT_FALSE(port.listening());
  port(RunEnded{SimTime(kDay)});
}

TEST(Fact, TheTimeOfAFactIsItsOwn) {
  EXPECT_EQ(time_of(Fact(RunEnded{SimTime(kDay)})), SimTime(kDay));
  EXPECT_EQ(time_of(Fact(TicketReopened{SimTime(kWeek), {}, {}, SimTime(kDay), 1})),
            SimTime(kWeek));
}

TEST(Id, IdsOfOneKindCompareByNumberAndKindsDoNotMix) {
  EXPECT_LT(ContactId{1}, ContactId{2});
  EXPECT_EQ(AgencyId{3}.index(), 3U);
  static_assert(!std::is_convertible_v<ContactId, TicketId>);
  static_assert(!std::is_convertible_v<GroupId, AgencyId>);
}

TEST(FactHash, ASingleFieldChangesTheHash) {
  const auto hash = [](const auto& fact) {
    test::FactHash h;
    h(fact);
    return h.value();
  };
  const ContactBlocked blocked{SimTime(kHour), ContactId{7}, ChannelId{1}};
  ContactBlocked other = blocked;
  other.channel = ChannelId{2};
  EXPECT_EQ(hash(blocked), hash(blocked));
  EXPECT_NE(hash(blocked), hash(other));
  // The same fields under another kind are another fact.
  EXPECT_NE(hash(WarmUpEnded{SimTime(kHour)}), hash(RunEnded{SimTime(kHour)}));
}

}  // namespace
}  // namespace hotline
