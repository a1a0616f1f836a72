// A run that is sound, and then one fact of it broken in every way there is: dropped, said twice,
// swapped with the next one, and each of its fields changed by the least that can be. The auditor
// must notice, but for what nobody could know, which is listed below with the reason.
#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/pfr/core.hpp>
#include <gtest/gtest.h>

#include "core/audit/auditor.hpp"
#include "core/audit/describe.hpp"
#include "sim/experiment/replications.hpp"
#include "sim/scenario/load.hpp"
#include "tests/support/recorder.hpp"
#include "tests/support/scenarios.hpp"
#include "tests/unit/core_audit/eventful_tickets.hpp"

namespace hotline::audit {
namespace {

/// One recorded run, and what is known of its lines.
struct Stream {
  std::string name;
  std::vector<Fact> facts;
  Knowledge knowledge;
};

/// Goes on from `auditor`, which has seen all facts before `at`, with these in place of the first
/// `replaced` that follow. "": all is sound.
std::string violation_with(Auditor auditor, const std::vector<Fact>& facts, std::size_t at,
                           const std::vector<Fact>& instead, std::size_t replaced) {
  for (const Fact& fact : instead) {
    auditor(fact);
  }
  for (std::size_t i = at + replaced; i < facts.size() && !auditor.violation(); ++i) {
    auditor(facts[i]);
  }
  auditor.finish();
  return auditor.violation() ? to_string(*auditor.violation()) : "";
}

Stream stream_of(const std::string& name, sim::Scenario scenario) {
  scenario.drain = true;
  scenario.length = std::min(scenario.length, kDay);
  return Stream{name, test::record(scenario, 3).facts, sim::knowledge_of(scenario)};
}

std::vector<Stream> streams() {
  std::vector<Stream> all;
  all.push_back(stream_of("small hotline", test::small_hotline()));
  all.push_back(Stream{"eventful tickets", eventful_tickets(), Knowledge{{}, true}});
  std::vector<std::filesystem::path> files;
  const std::filesystem::path folder = HOTLINE_SOURCE_DIR "/scenarios/examples/front-office";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const std::filesystem::path& path : files) {
    std::ifstream file(path, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    const Result<sim::Scenario> scenario =
        sim::load_scenario(text, path.string(), sim::LoadMode::kUser);
    EXPECT_TRUE(scenario) << scenario.error().message;
    if (scenario) {
      all.push_back(stream_of(path.filename().string(), *scenario));
    }
  }
  return all;
}

/// Changes a value by the least that makes it another one.
template <class T>
void nudge(T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    value = !value;
  } else if constexpr (std::is_same_v<T, std::string>) {
    value += '?';
  } else if constexpr (std::is_same_v<T, SimTime>) {
    value = value == kNever ? SimTime{} : value + Duration{1};
  } else if constexpr (std::is_same_v<T, Duration>) {
    value += Duration{1};
  } else if constexpr (std::is_enum_v<T>) {
    const auto number = static_cast<int>(value);
    value = static_cast<T>(number == 1 ? 2 : 1);
  } else if constexpr (std::is_arithmetic_v<T>) {
    value = static_cast<T>(value + 1);
  } else {  // an id
    value.value ^= 1U;
  }
}

/// One way to break a stream at a position: by name, so that what goes unnoticed can be told.
struct Mutation {
  std::string name;
  std::vector<Fact> instead;
  std::size_t replaced = 1;  ///< so many facts
};

std::string kind_of(const Fact& fact) {
  const std::string words = describe(fact);
  return words.substr(0, words.find(' '));
}

/// The words of describe() with the values left out.
std::vector<std::string> fields_of(const Fact& fact) {
  std::vector<std::string> names;
  const std::string words = describe(fact);
  for (std::size_t at = words.find(' '); at != std::string::npos; at = words.find(", ", at + 1)) {
    at += words[at] == ',' ? 1U : 0U;
    names.push_back(words.substr(at + 1, words.find(' ', at + 1) - at - 1));
  }
  return names;
}

std::vector<Mutation> mutations(const std::vector<Fact>& facts, std::size_t at) {
  const std::string kind = kind_of(facts[at]) + " ";
  std::vector<Mutation> all;
  all.push_back(Mutation{kind + "dropped", {}});
  all.push_back(Mutation{kind + "twice", {facts[at], facts[at]}});
  if (at + 1 < facts.size() && time_of(facts[at + 1]) > time_of(facts[at])) {
    all.push_back(Mutation{kind + "swapped", {facts[at + 1], facts[at]}, 2});
  }
  const std::vector<std::string> names = fields_of(facts[at]);
  for (std::size_t field = 0; field < names.size(); ++field) {
    Fact changed = facts[at];
    std::visit(
        [&](auto& fact) {
          std::size_t position = 0;
          boost::pfr::for_each_field(fact, [&](auto& value) {
            if (position++ == field) {
              nudge(value);
            }
          });
        },
        changed);
    all.push_back(Mutation{kind + names[field], {changed}});
  }
  return all;
}

/// What no other fact of the run says anything about, so that the run would be sound as well.
bool nobody_could_know(const std::string& mutation, bool by_hand) {
  static const std::set<std::string> unknowable = {
      // names, words and choices that are told once
      "RunStarted run",
      "RunStarted scenario",
      "RunStarted title",
      "RunStarted seed",
      "RunStarted replication",
      "RunStarted acceptable_wait",
      "RunStarted short_abandon",
      "NameDefined kind",
      "NameDefined name",
      "NameDefined mode",
      "NameDefined answer_target",
      "NameDefined dropped",
      "StaffingChanged reason",
      "WarmUpEnded dropped",
      "WarmUpEnded at",
      "WarmUpEnded swapped",
      "RunEnded at",
      "PolicyChanged dropped",
      "PolicyChanged twice",
      "PolicyChanged where",
      "PolicyChanged policy",
      "SurgeEnded dropped",
      // what a citizen brings, and whether it is his first attempt: who is gone is forgotten
      "ContactArrived district",
      "ContactArrived chasing",
      "ContactArrived category",
      "ContactArrived attempt",
      "TicketOpened district",
      // which channels have a machine that speaks first, and which offer to call back
      "SelfServiceEnded contained",
      "SelfServiceEnded dropped",
      "CallbackOffered dropped",
      "CallbackOffered twice",
      // whether the machine or a person decides, and what comes of it
      "ContactTransferred warm",
      "TicketClassified category",
      "TicketClassified by",
      "TicketArbitrated dropped",
      "TicketSurveyed dropped",
      "TicketSurveyed answered",
      "TicketSurveyed responded",
      "TicketSurveyed fixed",
      "TicketSurveyed satisfied",
      "TicketEscalated dropped",
      "TicketExtended dropped",
      "TicketExtended twice",
      "TicketExtended granted",
      "TicketChased dropped",
      "TicketSigned dropped",
      "ContactEnded outcome",
      "TicketResolved unfixable",
      "TicketClosed dropped",
      // the due time of a clock that never runs out, and moves on its way
      "by hand: TicketOpened resolution_due",
      // times that stand beside no other time
      "AgentReleased past_shift",
      "WorkEnded travelled",
      "WorkStarted waited",
      "TicketClassified waited",
      "TicketResumed resolution_due",
      "StaffingChanged at",
      "StaffingChanged dropped",
      "CrewsChanged at",
      "CrewsChanged dropped",
      "TicketReturned at",
      "TicketReturned reason",
      "TicketSigned at",
      "TicketSurveyed at",
      "TicketExtended at",
      "TicketEscalated at",
      "TicketChased at",
      "TicketClosed at",
      "TicketMerged at",
      "TicketWithdrawn at",
      "TicketResolved at",
      "TicketReopened at",
      "SurgeStarted at",
      "SurgeEnded at",
      "PolicyChanged at",
  };
  return unknowable.count(mutation) > 0 ||
         (by_hand && unknowable.count("by hand: " + mutation) > 0);
}

TEST(Mutations, OfEveryFactAreNoticed) {
  std::map<std::string, int> tried;
  std::map<std::string, std::string> unnoticed;
  for (const Stream& stream : streams()) {
    Auditor auditor(stream.knowledge);
    ASSERT_EQ(violation_with(auditor, stream.facts, 0, {}, 0), "") << stream.name;
    std::map<std::size_t, int> taken;  // of each kind of fact, a few from the midst of the run
    for (std::size_t at = 0; at < stream.facts.size(); ++at) {
      const bool by_hand = stream.name == "eventful tickets";
      if (by_hand || (at >= stream.facts.size() / 3 && ++taken[stream.facts[at].index()] <= 3)) {
        for (const Mutation& mutation : mutations(stream.facts, at)) {
          ++tried[mutation.name];
          if (!nobody_could_know(mutation.name, by_hand) &&
              violation_with(auditor, stream.facts, at, mutation.instead, mutation.replaced)
                  .empty()) {
            unnoticed[mutation.name] = stream.name + ": " + describe(stream.facts[at]);
          }
        }
      }
      auditor(stream.facts[at]);
    }
  }
  EXPECT_GT(tried.size(), 200U);
  for (const auto& [mutation, where] : unnoticed) {
    ADD_FAILURE() << mutation << " went unnoticed in " << where;
  }
}

}  // namespace
}  // namespace hotline::audit
