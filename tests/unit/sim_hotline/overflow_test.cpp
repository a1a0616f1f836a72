// Who may take what others cannot: stages between units and agencies, alternatives of queues, local
// specialists, crews with several tickets in hand; days worked by hand.
#include <array>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/run/state.hpp"
#include "sim/scenario/load.hpp"
#include "tests/support/recorder.hpp"
#include "tests/unit/sim_hotline/loaded.hpp"
#include "tests/unit/sim_hotline/saved.hpp"

namespace hotline::sim {
namespace {

using test::Recorder;
using Lines = std::vector<std::string>;

std::string trouble(const std::string& text) {
  const Result<Scenario> scenario = load_scenario(text, "t.toml", LoadMode::kUser);
  const std::string said = scenario ? "" : scenario.error().message;
  return said.substr(said.find(' ') + 1);
}

/// "5 c" is a report about the category c in the district d at minute 5; "7 c e" one of district e.
std::string arrivals(const Lines& reports) {
  std::string list;
  for (const std::string& report : reports) {
    const std::size_t first = report.find(' ');
    const std::size_t second = report.find(' ', first + 1);
    list += "{ at = \"" + report.substr(0, first) + " min\", category = \"" +
            report.substr(first + 1, second - first - 1) + "\", district = \"" +
            (second == std::string::npos ? "d" : report.substr(second + 1)) + "\" },";
  }
  return list;
}

/// Tickets of one web form, dispatched and signed for in the instant in which they are reported.
std::string office(const Lines& reports, const std::string& agencies,
                   const std::string& districts =
                       "[district.d]\nshare = 0.5\n"
                       "[district.e]\nshare = 0.5\n") {
  return "name = \"office\"\n[run]\nstart = \"2025-01-06\"\nlength = \"3 d\"\n"
         "unit_routing = \"listed\"\n"
         "[channel.web]\nkind = \"direct\"\nentry = { constant = \"0 s\" }\n"
         "[triage]\nhuman_delay = { constant = \"0 s\" }\nhuman_accuracy = 1\n"
         "arbitration_delay = { constant = \"0 s\" }\n"
         "[category.c]\nagency = \"works\"\n[category.b]\nagency = \"works\"\n" +
         districts + agencies + "[trace.t]\nchannel = \"web\"\narrivals = [" + arrivals(reports) +
         "]\n";
}

/// "61 begun 2": minutes, what happened, and which ticket in order of opening; agencies where they
/// change.
Lines story(const Scenario& scenario) {
  std::map<std::uint64_t, int> number;
  Lines told;
  for (const Fact& fact : test::record(scenario).facts) {
    const std::string minute = std::to_string((time_of(fact) - scenario.start) / kMinute) + " ";
    const auto name = [&](TicketId ticket) { return std::to_string(number[ticket.value]); };
    if (const auto* opened = std::get_if<TicketOpened>(&fact)) {
      const int next = static_cast<int>(number.size()) + 1;
      number[opened->ticket.value] = next;
    } else if (const auto* begun = std::get_if<WorkStarted>(&fact)) {
      told.push_back(minute + (begun->beside ? "beside " : "begun ") + name(begun->ticket));
    } else if (const auto* ended = std::get_if<WorkEnded>(&fact)) {
      told.push_back(minute + (ended->interrupted ? "left " : "done ") + name(ended->ticket) +
                     (ended->beside ? " of more" : ""));
    } else if (const auto* back = std::get_if<TicketReturned>(&fact)) {
      told.push_back(minute + "returned for " + std::to_string(static_cast<int>(back->reason)) +
                     " " + name(back->ticket));
    } else if (const auto* sent = std::get_if<TicketDispatched>(&fact);
               sent != nullptr && sent->round > 1) {
      told.push_back(minute + "to " + scenario.agencies[sent->agency.index()].name + " " +
                     name(sent->ticket));
    }
  }
  return told;
}

Lines story(const std::string& text) {
  return story(loaded(text));
}

/// The same from any instant on if it is saved and loaded there.
void expect_a_value(const Scenario& scenario) {
  expect_a_value(scenario, std::array{0, 70, 130, 250, 600}, 1);
}

// ---- Units that help ----------------------------------------------------------------------------

std::string two_units(const std::string& stage) {
  return "[agency.works]\nwork = { constant = \"2 h\" }\ncrews = 1\nwork_list = \"own\"\n"
         "[[agency.works.unit]]\nname = \"near\"\ndistricts = [\"d\"]\nstages = [{ " +
         stage + ", units = [\"far\"] }]\n[[agency.works.unit]]\nname = \"far\"\n";
}

TEST(StagesOfUnits, LetNeighboursTakeWhatHasWaitedLongEnough) {
  const Lines reports{"1 c", "2 c", "3 c"};
  EXPECT_EQ(
      story(office(reports, two_units("after = \"9 d\""))),
      (Lines{"1 begun 1", "121 done 1", "121 begun 2", "241 done 2", "241 begun 3", "361 done 3"}));
  EXPECT_EQ(
      story(office(reports, two_units("after = \"1 h\""))),
      (Lines{"1 begun 1", "62 begun 2", "121 done 1", "121 begun 3", "182 done 2", "241 done 3"}));
  EXPECT_EQ(
      story(office(reports, two_units("after = \"0 s\""))),
      (Lines{"1 begun 1", "2 begun 2", "121 done 1", "121 begun 3", "122 done 2", "241 done 3"}));
}

TEST(StagesOfUnits, LookAtLengthAndBusyCrewsToo) {
  EXPECT_EQ(
      story(office({"1 c", "2 c", "3 c"}, two_units("from_length = 2"))),
      (Lines{"1 begun 1", "3 begun 2", "121 done 1", "121 begun 3", "123 done 2", "241 done 3"}));
  // The near unit does not help the far one.
  EXPECT_EQ(
      story(office({"1 c", "2 c", "5 c e"}, two_units("from_busy = \"100 %\""))),
      (Lines{"1 begun 1", "2 begun 2", "121 done 1", "122 done 2", "122 begun 3", "242 done 3"}));
}

TEST(StagesOfUnits, AreAValue) {
  expect_a_value(loaded(office({"1 c", "2 c", "3 c", "65 c", "66 c"},
                               two_units("after = \"1 h\", from_length = 2"))));
}

TEST(StagesOfUnits, AreReadWithTheirPlace) {
  EXPECT_EQ(trouble(office({"1 c"},
                           "[agency.works]\nwork = { constant = \"2 h\" }\ncrews = 1\n"
                           "[[agency.works.unit]]\nstages = [{ units = [] }]\n")),
            "agency.works.unit[0].stages: found in a unit without a work list of its own, allowed "
            "with work_list = \"own\"");
  std::string text = office({"1 c"}, two_units("after = \"1 h\""));
  text.replace(text.find("units = [\"far\"]"), 15, "units = [\"near\"]");
  EXPECT_EQ(trouble(text),
            "agency.works.unit[0].stages[0].units: found the unit itself, allowed others");
  text = office({"1 c"}, two_units("after = \"1 h\""));
  text.replace(text.find("name = \"far\""), 12, "name = \"near\"");
  EXPECT_EQ(trouble(text),
            "agency.works.unit[1].name: found the unit 'near' a second time, allowed other names");
}

// ---- Agencies that hand on ----------------------------------------------------------------------

std::string few_crews(const std::string& stages) {
  return "[agency.works]\nwork = { constant = \"10 h\" }\ncrews = 1\nhand_over = [" + stages +
         "]\n[agency.contractors]\nsign = { constant = \"1 h\" }\nwork = { constant = \"1 h\" }\n"
         "crews = 3\n[agency.town]\nwork = { constant = \"1 h\" }\ncrews = 3\n";
}

const std::string kBackstop =
    "[district.d]\nshare = 0.5\nagency = \"town\"\n[district.e]\nshare = 0.5\n";

TEST(HandOver, ToAnotherAgencyWhatNobodyHasBegunWith) {
  EXPECT_EQ(
      story(office({"1 c", "2 c", "3 c"}, few_crews("{ after = \"4 h\", to = \"contractors\" }"))),
      (Lines{"1 begun 1", "242 returned for 5 2", "242 to contractors 2", "243 returned for 5 3",
             "243 to contractors 3", "302 begun 2", "303 begun 3", "362 done 2", "363 done 3",
             "601 done 1"}));
}

TEST(HandOver, ToTheDistrictIfThereIsOne) {
  EXPECT_EQ(story(office({"1 c", "2 c", "3 c e"}, few_crews("{ after = \"4 h\" }"), kBackstop)),
            (Lines{"1 begun 1", "242 returned for 5 2", "242 to town 2", "242 begun 2",
                   "302 done 2", "601 done 1", "601 begun 3", "1201 done 3"}));
}

TEST(HandOver, InStagesAndOnlyWhileEnoughWait) {
  EXPECT_EQ(story(office({"1 c", "2 c", "3 c"},
                         few_crews("{ after = \"8 h\", to = \"contractors\" }, "
                                   "{ after = \"4 h\", from_length = 2 }"),
                         kBackstop)),
            (Lines{"1 begun 1", "242 returned for 5 2", "242 to town 2", "242 begun 2",
                   "302 done 2", "483 returned for 5 3", "483 to contractors 3", "543 begun 3",
                   "601 done 1", "603 done 3"}))
      << "at minute 243 one is left: not enough";
}

TEST(HandOver, IsNotTakenBackNorRefused) {
  // What comes from elsewhere must be taken, and stays; the agency that has it now is responsible.
  std::string text = office({"1 c", "2 c"}, few_crews("{ after = \"4 h\", to = \"town\" }"));
  text.replace(text.find("[agency.town]\n"), 14,
               "[agency.town]\nrefuse_probability = 1\nrefuse_wrong_probability = 1\n"
               "hand_over = [{ after = \"1 min\", to = \"works\" }]\n");
  const Scenario scenario = loaded(text);
  EXPECT_EQ(story(scenario), (Lines{"1 begun 1", "242 returned for 5 2", "242 to town 2",
                                    "242 begun 2", "302 done 2", "601 done 1"}));
  int resolved = 0;
  for (const TicketResolved& fact : test::record(scenario).all<TicketResolved>()) {
    resolved += fact.agency == AgencyId{2} ? 1 : 0;
  }
  EXPECT_EQ(resolved, 1);
}

TEST(HandOver, CallsOffWhoHelps) {
  const std::string assist =
      "[[assist]]\ncategories = [\"c\"]\nagency = \"contractors\"\nprobability = 1\n"
      "work = { constant = \"20 h\" }\n";
  EXPECT_EQ(story(office({"1 b", "2 c"}, few_crews("{ after = \"4 h\", to = \"town\" }") + assist)),
            (Lines{"1 begun 1", "2 begun 2", "242 left 2", "242 returned for 5 2", "242 to town 2",
                   "242 to contractors 2", "242 begun 2", "242 begun 2", "302 done 2", "601 done 1",
                   "1442 done 2"}))
      << "and calls them again";
}

TEST(HandOver, IsAValue) {
  expect_a_value(loaded(office({"1 c", "2 c", "3 c", "300 c"},
                               few_crews("{ after = \"4 h\", from_length = 2 }, "
                                         "{ after = \"8 h\", to = \"contractors\" }"),
                               kBackstop)));
}

// ---- Crews with several tickets in hand ---------------------------------------------------------

std::string sharing(int crews, const std::string& rule) {
  return "[agency.works]\nwork = { constant = \"1 h\" }\ncrews = " + std::to_string(crews) +
         "\nconcurrency = { " + rule + " }\n";
}

TEST(SeveralInHand, ShareTheCrew) {
  // Alone until minute 30, then at half speed: 60 more minutes for what is left of the first, and
  // from minute 90 on the second, of which 30 minutes are left, is alone again.
  EXPECT_EQ(story(office({"0 c", "30 c"}, sharing(1, "full_speed = 1"))),
            (Lines{"0 begun 1", "30 beside 2", "90 done 1 of more", "120 done 2"}));
  EXPECT_EQ(story(office({"0 c", "30 c"}, sharing(1, "full_speed = 2"))),
            (Lines{"0 begun 1", "30 beside 2", "60 done 1 of more", "90 done 2"}));
  EXPECT_EQ(story(office({"0 c", "30 c"}, sharing(1, "most = 2, speed = [1, 0.75]"))),
            (Lines{"0 begun 1", "30 beside 2", "70 done 1 of more", "100 done 2"}));
}

TEST(SeveralInHand, UpToALimit) {
  EXPECT_EQ(story(office({"0 c", "10 c", "20 c"}, sharing(1, "most = 2, full_speed = 2"))),
            (Lines{"0 begun 1", "10 beside 2", "60 done 1 of more", "60 beside 3",
                   "70 done 2 of more", "120 done 3"}));
}

TEST(SeveralInHand, GoToWhoIsFreeAndThenToWhoHasTheFewest) {
  // Each crew has two from minute 15 on; the fifth goes to the first of them, where three go on at
  // a third of the speed.
  EXPECT_EQ(story(office({"0 c", "0 c", "0 c", "15 c", "70 c"}, sharing(2, "full_speed = 1"))),
            (Lines{"0 begun 1", "0 begun 2", "0 beside 3", "15 beside 4", "70 beside 5",
                   "105 done 2 of more", "120 done 4", "145 done 1 of more", "145 done 3 of more",
                   "180 done 5"}));
}

TEST(SeveralInHand, AreFinishedWhenTheShiftEnds) {
  const std::string day =
      "[calendar.day]\nopen = [\"Mon-Fri 00:00-01:00\"]\n"
      "[agency.works]\nwork = { constant = \"1 h\" }\ncrews = 1\ncalendar = \"day\"\n"
      "concurrency = { full_speed = 1 }\n";
  EXPECT_EQ(story(office({"0 c", "30 c", "70 c"}, day)),
            (Lines{"0 begun 1", "30 beside 2", "90 done 1 of more", "120 done 2", "1440 begun 3",
                   "1500 done 3"}));
}

TEST(SeveralInHand, ArePutDownForPausesAndTakenUpAgain) {
  std::string text = office({"0 c", "0 c"}, sharing(1, "full_speed = 1"));
  text.replace(text.find("concurrency"), 11,
               "pauses = [{ reason = \"parts\", when = \"during-work\", probability = 1, "
               "length = { constant = \"10 h\" }, categories = [\"c\"] }]\nconcurrency");
  const Scenario scenario = loaded(text);
  const Recorder run = test::record(scenario);
  EXPECT_EQ(run.all<TicketPaused>().size(), 2U);
  EXPECT_EQ(run.all<TicketResolved>().size(), 2U);
  Duration worked{0};
  for (const WorkEnded& fact : run.all<WorkEnded>()) {
    worked += fact.worked;
  }
  EXPECT_GE(worked, 2 * kHour) << "an hour of work each, partly at half speed";
  EXPECT_LE(worked, 4 * kHour);
  expect_a_value(scenario);
}

TEST(SeveralInHand, AreAValue) {
  expect_a_value(loaded(office({"0 c", "10 c", "20 c", "30 c", "65 c", "120 c"},
                               sharing(2, "most = 3, speed = [1, 0.9, 0.7]"))));
}

TEST(SeveralInHand, AreNotAskedForWhatTheyCannotDo) {
  const auto with = [](const std::string& more) {
    return trouble(office({"1 c"}, sharing(1, "full_speed = 1") + more));
  };
  EXPECT_EQ(with("travel = { constant = \"1 h\" }\n"),
            "agency.works.concurrency: found beside travel, allowed without");
  EXPECT_EQ(with("shift_end = \"interrupt\"\n"),
            "agency.works.concurrency: found beside work that is interrupted, allowed without");
  EXPECT_EQ(with("[[job]]\ntravel = { constant = \"1 h\" }\n"),
            "job: found several crews or travel for 'works', whose crews have several tickets in "
            "hand, allowed neither");
  EXPECT_EQ(with("[agency.other]\nwork = { constant = \"1 h\" }\ncrews = 1\n[[assist]]\n"
                 "agency = \"other\"\nprobability = 1\nkind = \"simultaneous\"\n"),
            "assist: found simultaneous work with 'works', whose crews have several tickets in "
            "hand, allowed fork-join");
}

// ---- Slack in business hours --------------------------------------------------------------------

TEST(LeastSlack, IsCountedInTheHoursOfTheCrews) {
  const std::string agencies =
      "[calendar.day]\nopen = [\"Mon-Fri 08:00-16:00\"]\n"
      "[category.long]\nagency = \"works\"\nresolution_target = \"34 h\"\n"
      "[category.short]\nagency = \"works\"\nresolution_target = \"30 h\"\n"
      "[agency.works]\nwork = { constant = \"1 h\" }\ncrews = 1\ncalendar = \"day\"\n"
      "policy = \"least-slack\"\n"
      "[[job]]\ncategories = [\"long\"]\nwork = { constant = \"6 h\" }\n";
  // `short`, an hour due on Tuesday at 6:00, must be begun on Monday at 15:00, before the crew
  // goes; `long`, six hours due on Tuesday at 10:00, on Monday at 12:00.
  EXPECT_EQ(story(office({"0 short", "0 long"}, agencies)),
            (Lines{"480 begun 2", "840 done 2", "840 begun 1", "900 done 1"}));
  std::string later = agencies;
  later.replace(later.find("\"34 h\""), 6, "\"37 h\"");
  EXPECT_EQ(story(office({"0 short", "0 long"}, later)),
            (Lines{"480 begun 1", "540 done 1", "540 begun 2", "900 done 2"}))
      << "due three hours later, both must be begun at 15:00: by arrival";
  later.replace(later.find("\"37 h\""), 6, "\"36 h\"");
  EXPECT_EQ(story(office({"0 short", "0 long"}, later)),
            (Lines{"480 begun 2", "840 done 2", "840 begun 1", "900 done 1"}))
      << "14:00 before 15:00; by the clock `short` had an hour less";
}

// ---- Queues -------------------------------------------------------------------------------------

/// Calls of ten minutes each.
std::string counter(const Lines& calls, const std::string& more) {
  return "name = \"counter\"\n[run]\nstart = \"2025-01-06\"\nlength = \"5 h\"\n"
         "[channel.phone]\nkind = \"live\"\n"
         "[category.c]\nticket_probability = 0\ntalk = { constant = \"10 min\" }\n"
         "[district.d]\nshare = 0.5\n[district.e]\nshare = 0.5\n" +
         more + "[trace.t]\nchannel = \"phone\"\narrivals = [" + arrivals(calls) + "]\n";
}

/// "11 g: 2": the minute in which an agent of the group answered the n-th call.
Lines answers(const std::string& text) {
  const Scenario scenario = loaded(text);
  std::map<std::uint64_t, int> number;
  Lines told;
  for (const Fact& fact : test::record(scenario).facts) {
    if (const auto* arrived = std::get_if<ContactArrived>(&fact)) {
      const int next = static_cast<int>(number.size()) + 1;
      number[arrived->contact.value] = next;
    } else if (const auto* answer = std::get_if<ContactAnswered>(&fact)) {
      told.push_back(std::to_string((answer->at - scenario.start) / kMinute) + " " +
                     scenario.groups[answer->group.index()].name + ": " +
                     std::to_string(number[answer->contact.value]));
    }
  }
  return told;
}

TEST(AlternativeQueues, AreJoinedWhenTheFirstIsTooLong) {
  const auto with = [](const std::string& joins) {
    return answers(counter({"1 c", "2 c", "3 c", "4 c", "5 c"},
                           "[queue.first]\nchannels = [\"phone\"]\nalternatives = [\"second\"]\n" +
                               joins +
                               "[queue.second]\njoined_by = \"transfer\"\n"
                               "[group.a]\nqueues = [\"first\"]\nagents = 1\n"
                               "[group.b]\nqueues = [\"second\"]\nagents = 1\n"));
  };
  // The first takes two who wait for its one agent; then the second.
  EXPECT_EQ(with("joins = { queue-ratio-overflow = 2 }\n"),
            (Lines{"1 a: 1", "4 b: 4", "11 a: 2", "14 b: 5", "21 a: 3"}));
  EXPECT_EQ(with("joins = \"shortest-queue\"\n"),
            (Lines{"1 a: 1", "2 b: 2", "11 a: 3", "12 b: 4", "21 a: 5"}));
  EXPECT_EQ(with("joins = \"listed\"\n"),
            (Lines{"1 a: 1", "11 a: 2", "21 a: 3", "31 a: 4", "41 a: 5"}));
}

TEST(AlternativeQueues, AreReadWithTheirPlace) {
  EXPECT_EQ(trouble(counter({"1 c"},
                            "[queue.q]\nchannels = [\"phone\"]\nalternatives = [\"q\"]\n"
                            "[group.a]\nqueues = [\"q\"]\nagents = 1\n")),
            "queue.q.alternatives: found the queue itself, allowed others");
  EXPECT_EQ(trouble(counter({"1 c"},
                            "[queue.q]\nchannels = [\"phone\"]\njoins = \"listed\"\n"
                            "[group.a]\nqueues = [\"q\"]\nagents = 1\n")),
            "queue.q.joins: found without alternatives, allowed with them");
  EXPECT_EQ(trouble(counter({"1 c"},
                            "[queue.q]\nchannels = [\"phone\"]\nalternatives = [\"r\"]\n"
                            "[queue.r]\njoined_by = \"transfer\"\n"
                            "[group.a]\nqueues = [\"q\"]\nagents = 1\n")),
            "queue: the queue 'r' is served by no group");
}

std::string districts(const std::string& policies) {
  return policies +
         "[queue.of-d]\ndistricts = [\"d\"]\n[queue.of-e]\ndistricts = [\"e\"]\n"
         "[group.all]\nqueues = [\"of-d\", \"of-e\"]\nhome = [\"e\"]\nagents = 1\n" +
         "[group.here]\nqueues = [\"of-d\"]\nhome = [\"d\"]\nagents = 1\n";
}

/// Policies stand in [run], which counter() has opened before.
Lines local(const Lines& calls, const std::string& kept) {
  std::string text = counter(calls, districts(""));
  const std::string both = "contact_policy = { local-specialist = \"" + kept +
                           "\" }\ncontact_routing = { local-specialist = \"" + kept + "\" }\n";
  text.replace(text.find("[channel.phone]"), 0, both);
  return answers(text);
}

TEST(LocalSpecialists, TakeTheirOwnAndHelpAfterAWhile) {
  // The specialist of d is asked before the other, who could serve him, too; who comes while he is
  // busy waits for him, five minutes, and is then taken by the other.
  EXPECT_EQ(local({"1 c d", "2 c d", "3 c e"}, "5 min"),
            (Lines{"1 here: 1", "3 all: 3", "11 here: 2"}));
  EXPECT_EQ(local({"1 c d", "2 c d"}, "5 min"), (Lines{"1 here: 1", "7 all: 2"}));
  EXPECT_EQ(local({"1 c d", "2 c d"}, "0 s"), (Lines{"1 here: 1", "2 all: 2"}));
  // Of two who wait the agent takes the one of his district, though he came later.
  EXPECT_EQ(local({"1 c e", "2 c d", "3 c d", "4 c e"}, "5 min"),
            (Lines{"1 all: 1", "2 here: 2", "11 all: 4", "12 here: 3"}));
}

TEST(LocalSpecialists, WorkOnTheTicketsOfTheirDistrict) {
  const auto with = [](const std::string& kept) {
    return "[agency.works]\nwork = { constant = \"2 h\" }\ncrews = 1\n"
           "policy = { local-specialist = \"" +
           kept + "\" }\nunit_routing = { local-specialist = \"" + kept +
           "\" }\n[[agency.works.unit]]\nhome = [\"d\"]\n[[agency.works.unit]]\nhome = [\"e\"]\n";
  };
  // Two of d: the second waits for the crew of d, an hour, and is then taken by that of e; the
  // third, of e, has come later but is its own.
  EXPECT_EQ(story(office({"1 c d", "2 c d"}, with("1 h"))),
            (Lines{"1 begun 1", "62 begun 2", "121 done 1", "182 done 2"}));
  EXPECT_EQ(
      story(office({"1 c d", "2 c d", "3 c e"}, with("1 h"))),
      (Lines{"1 begun 1", "3 begun 3", "121 done 1", "121 begun 2", "123 done 3", "241 done 2"}));
  EXPECT_EQ(story(office({"1 c d", "2 c d"}, with("0 s"))),
            (Lines{"1 begun 1", "2 begun 2", "121 done 1", "122 done 2"}));
}

}  // namespace
}  // namespace hotline::sim
