// A month of a whole hotline: what must hold of its facts whatever is drawn.
#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/recorder.hpp"
#include "tests/support/scenarios.hpp"
#include "tests/support/ticket_life.hpp"

namespace hotline::sim {
namespace {

using test::Recorder;

struct Variant {
  const char* name;
  Selection contacts;
  Selection tickets;
  std::uint64_t seed;
};

class Month : public testing::TestWithParam<Variant> {
 protected:
  void SetUp() override {
    scenario = test::small_hotline();
    scenario.contact_policy = GetParam().contacts;
    scenario.ticket_policy = GetParam().tickets;
    run = test::record(scenario, GetParam().seed);
  }

  Scenario scenario;
  Recorder run;
};

INSTANTIATE_TEST_SUITE_P(
    Each, Month,
    testing::Values(Variant{"fifo", Selection(Fifo{}), Selection(Fifo{}), 1},
                    Variant{"priority", Selection(StaticPriority{}), Selection(StaticPriority{}),
                            2},
                    Variant{"earliest_due", Selection(EarliestDue{}), Selection(EarliestDue{}), 3},
                    Variant{"mixed", Selection(Fifo{}), Selection(EarliestDue{}), 4}),
    [](const auto& each) { return std::string(each.param.name); });

TEST_P(Month, FactsAreInOrderOfTime) {
  const auto earlier = [](const Fact& a, const Fact& b) { return time_of(a) < time_of(b); };
  EXPECT_TRUE(std::is_sorted(run.facts.begin(), run.facts.end(), earlier));
}

TEST_P(Month, EveryTicketLivesAPossibleLifeAndEveryStepIsSeen) {
  test::TicketLives lives(scenario.triage.max_returns, scenario.survey.max_reopenings);
  const std::vector<std::string> troubles = lives.check(run.facts);
  EXPECT_TRUE(troubles.empty()) << troubles.size() << ", the first: " << troubles[0];
  for (const char* step : {"opened", "classified", "dispatched", "returned", "arbitrated", "signed",
                           "work started", "work ended", "resolved", "surveyed", "reopened",
                           "response overdue", "resolution overdue", "archived"}) {
    EXPECT_GT(lives.steps().count(step), 0U) << step;
  }
}

/// Where a contact's attempt is, told from the facts alone.
enum class Where { kRinging, kWaiting, kTalking, kFilling, kAway };

/// Follows every contact; counts what cannot be.
struct Ledger {
  std::map<ContactId, Where> where;
  std::map<ContactId, std::uint32_t> attempts;
  std::map<ContactId, SimTime> arrived_at;
  std::map<Where, int> arrived, left;
  int wrong = 0;

  void expect(ContactId contact, std::initializer_list<Where> allowed, Where next) {
    const auto now = where.find(contact);
    const bool ok = now != where.end() &&
                    std::find(allowed.begin(), allowed.end(), now->second) != allowed.end();
    wrong += ok ? 0 : 1;
    where[contact] = next;
  }

  void operator()(const ContactArrived& f) {
    const auto now = where.find(f.contact);
    wrong += now != where.end() && now->second != Where::kAway ? 1 : 0;
    wrong += f.attempt != ++attempts[f.contact] ? 1 : 0;
    where[f.contact] = f.channel == ChannelId{1} ? Where::kFilling : Where::kRinging;
    arrived_at[f.contact] = f.at;
  }

  void operator()(const ContactBlocked& f) { expect(f.contact, {Where::kRinging}, Where::kAway); }

  void operator()(const ContactQueued& f) { expect(f.contact, {Where::kRinging}, Where::kWaiting); }

  void operator()(const ContactAnswered& f) {
    expect(f.contact, {f.queued ? Where::kWaiting : Where::kRinging}, Where::kTalking);
    wrong += f.waited != f.at - arrived_at[f.contact] || f.arrived != arrived_at[f.contact] ? 1 : 0;
    wrong += !f.queued && f.waited != Duration{0} ? 1 : 0;
  }

  void operator()(const ContactAbandoned& f) {
    expect(f.contact, {Where::kWaiting}, Where::kAway);
    wrong += f.waited != f.at - arrived_at[f.contact] || f.arrived != arrived_at[f.contact] ? 1 : 0;
  }

  void operator()(const ContactEnded& f) {
    expect(f.contact, {f.answered_by_agent ? Where::kTalking : Where::kFilling}, Where::kAway);
  }

  template <class F>
  void operator()(const F& /*not about where a contact is*/) {}
};

TEST_P(Month, EveryContactIsSomewhereExactlyOnce) {
  Ledger ledger;
  for (const Fact& fact : run.facts) {
    std::visit(ledger, fact);
  }
  EXPECT_EQ(ledger.wrong, 0);
  const auto still = [&](Where where) {
    return static_cast<std::size_t>(
        std::count_if(ledger.where.begin(), ledger.where.end(),
                      [where](const auto& entry) { return entry.second == where; }));
  };
  EXPECT_EQ(still(Where::kRinging), 0U);
  std::size_t calls = 0;
  for (const ContactArrived& f : run.all<ContactArrived>()) {
    calls += f.channel == ChannelId{0} ? 1U : 0U;
  }
  const std::size_t answered = run.all<ContactAnswered>().size();
  const std::size_t blocked = run.all<ContactBlocked>().size();
  const std::size_t abandoned = run.all<ContactAbandoned>().size();
  EXPECT_EQ(calls, answered + blocked + abandoned + still(Where::kWaiting));
  EXPECT_GT(answered, 10'000U);
  EXPECT_GT(blocked, 10U);
  EXPECT_GT(abandoned, 100U);
}

/// Levels told from the facts alone; `lowest` keeps the least each ever had.
struct Levels {
  const Scenario& scenario;
  std::map<std::uint32_t, std::int64_t> waiting, lines, agents_busy, on_duty, crews_busy, crews;
  std::int64_t lowest = 0;
  int idle_while_waiting = 0;
  int more_than_lines = 0;
  int taken_off_duty = 0;
  int wrong_change = 0;

  void move(std::int64_t& level, std::int64_t by) {
    level += by;
    lowest = std::min(lowest, level);
  }

  void operator()(const ContactQueued& f) {
    move(waiting[f.channel.value], 1);
    move(lines[f.channel.value], 1);
    more_than_lines += lines[f.channel.value] > *scenario.channels[0].lines ? 1 : 0;
    for (std::uint32_t g = 0; g < 2; ++g) {
      idle_while_waiting += agents_busy[g] < on_duty[g] ? 1 : 0;
    }
  }

  void operator()(const ContactAnswered& f) {
    move(waiting[f.channel.value], f.queued ? -1 : 0);
    move(lines[f.channel.value], f.queued ? 0 : 1);
    move(agents_busy[f.group.value], 1);
    taken_off_duty += agents_busy[f.group.value] > on_duty[f.group.value] ? 1 : 0;
  }

  void operator()(const ContactAbandoned& f) {
    move(waiting[f.channel.value], -1);
    move(lines[f.channel.value], -1);
  }

  void operator()(const ContactEnded& f) {
    move(lines[f.channel.value], f.answered_by_agent ? -1 : 0);
  }

  void operator()(const AgentReleased& f) { move(agents_busy[f.group.value], -1); }

  void operator()(const StaffingChanged& f) {
    move(on_duty[f.group.value], f.change);
    wrong_change += on_duty[f.group.value] != f.on_duty ? 1 : 0;
  }

  void operator()(const WorkStarted& f) {
    move(crews_busy[f.agency.value], f.beside ? 0 : 1);
    taken_off_duty += crews_busy[f.agency.value] > crews[f.agency.value] ? 1 : 0;
  }

  void operator()(const WorkEnded& f) { move(crews_busy[f.agency.value], f.beside ? 0 : -1); }

  void operator()(const CrewsChanged& f) {
    move(crews[f.agency.value], f.change);
    wrong_change += crews[f.agency.value] != f.on_duty ? 1 : 0;
  }

  template <class F>
  void operator()(const F& /*moves no level*/) {}
};

TEST_P(Month, NoLevelIsEverBelowNothingAndNobodyWaitsBesideAnIdleAgent) {
  Levels levels{scenario, {}, {}, {}, {}, {}, {}};
  for (const Fact& fact : run.facts) {
    std::visit(levels, fact);
  }
  EXPECT_EQ(levels.lowest, 0);
  EXPECT_EQ(levels.more_than_lines, 0);
  EXPECT_EQ(levels.taken_off_duty, 0);
  EXPECT_EQ(levels.wrong_change, 0);
  EXPECT_EQ(levels.idle_while_waiting, 0);
}

// Little's law, exactly: the area under the queue is the time that contacts have waited in it, of
// those who left it and of those who stand in it at the end.
TEST_P(Month, TheAreaUnderTheQueueIsTheTimeWaited) {
  std::map<ContactId, SimTime> waiting;
  Duration area{0};
  Duration waited{0};
  SimTime last = scenario.start;
  for (const Fact& fact : run.facts) {
    area += static_cast<std::int64_t>(waiting.size()) * (time_of(fact) - last);
    last = time_of(fact);
    if (const auto* queued = std::get_if<ContactQueued>(&fact)) {
      waiting[queued->contact] = queued->at;
    } else if (const auto* answered = std::get_if<ContactAnswered>(&fact)) {
      waiting.erase(answered->contact);
      waited += answered->waited;
    } else if (const auto* abandoned = std::get_if<ContactAbandoned>(&fact)) {
      waiting.erase(abandoned->contact);
      waited += abandoned->waited;
    }
  }
  for (const auto& [contact, since] : waiting) {
    waited += last - since;
  }
  EXPECT_GT(area, kDay);
  EXPECT_EQ(area, waited);
}

// The same for agents at work: the area is the time that was worked, and what lies beyond the
// agents on duty is what they worked past their shifts.
TEST_P(Month, WorkBeyondTheAgentsOnDutyIsWorkPastTheShift) {
  std::map<std::uint32_t, std::pair<std::int64_t, std::int64_t>> busy_and_duty;
  Duration beyond{0};
  Duration past{0};
  SimTime last = scenario.start;
  for (const Fact& fact : run.facts) {
    for (const auto& [group, levels] : busy_and_duty) {
      beyond += std::max<std::int64_t>(0, levels.first - levels.second) * (time_of(fact) - last);
    }
    last = time_of(fact);
    if (const auto* answered = std::get_if<ContactAnswered>(&fact)) {
      ++busy_and_duty[answered->group.value].first;
    } else if (const auto* released = std::get_if<AgentReleased>(&fact)) {
      --busy_and_duty[released->group.value].first;
      past += released->past_shift;
      EXPECT_LE(released->past_shift, released->talk + released->after_call);
    } else if (const auto* staffing = std::get_if<StaffingChanged>(&fact)) {
      busy_and_duty[staffing->group.value].second = staffing->on_duty;
    }
  }
  EXPECT_GT(past, kHour);
  EXPECT_EQ(beyond, past);
}

}  // namespace
}  // namespace hotline::sim
