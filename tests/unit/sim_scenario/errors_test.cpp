// Each kind of trouble is one line that names the place, what was found and what is allowed.
#include <array>
#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "sim/scenario/load.hpp"
#include "tests/unit/sim_scenario/town.hpp"

namespace hotline::sim {
namespace {

using test::kTown;
using test::replaced;

struct Trouble {
  const char* name;
  std::string_view from;
  std::string_view to;
  const char* message;
};

std::ostream& operator<<(std::ostream& out, const Trouble& trouble) {
  return out << trouble.name;
}

class Troubles : public testing::TestWithParam<Trouble> {};

TEST_P(Troubles, AreSaidInOneLineWithTheirPlace) {
  const Trouble& trouble = GetParam();
  const Result<Scenario> scenario =
      load_scenario(replaced(kTown, trouble.from, trouble.to), "t.toml", LoadMode::kUser);
  ASSERT_FALSE(scenario);
  EXPECT_EQ(scenario.error().code, ErrorCode::kBadInput);
  EXPECT_EQ(scenario.error().message, trouble.message);
}

constexpr auto kSyntax = std::to_array<Trouble>({
    {"TomlSyntax", "lines = 5", "lines = = 5",
     "t.toml:24:9: Error while parsing value: could not determine value type"},
    {"DuplicateKey", "lines = 5", "lines = 5\nlines = 6",
     "t.toml:25:9: Error while parsing key-value pair: cannot redefine existing integer 'lines'"},
    {"DuplicateName", "[channel.web]", "[channel.phone]",
     "t.toml:27:1: Error while parsing table header: cannot redefine existing table "
     "'channel.phone'"},
    {"UnknownKey", "patience =", "pacience =",
     "t.toml:25:1: channel.phone.pacience: found an unknown key, allowed kind, priority, "
     "weight, routing, lines, patience, redial_probability, redial_if_blocked, redial_if_balked, "
     "redial_delay, redial_channel, max_attempts, answer_target, entry, balk, self_service, "
     "callback, voicemail; did you mean 'patience'?"},
    {"UnknownTable", "[busyness]", "[buzyness]",
     "t.toml:54:2: buzyness: found an unknown key, allowed name, title, run, sources, calendar, "
     "profile, channel, category, demand, busyness, district, group, agency, triage, survey, "
     "attributes, trunks, language, queue, handle, transfer, holidays, surge, trace, job, "
     "assist, verify, expect, variant, responsibility, confusion, duplicates, chasing, "
     "escalation, change, growth; did you mean 'busyness'?"},
    {"UnknownKeyUnlikeAny", "lines = 5", "trunks = 5",
     "t.toml:24:1: channel.phone.trunks: found an unknown key, allowed kind, priority, "
     "weight, routing, lines, patience, redial_probability, redial_if_blocked, redial_if_balked, "
     "redial_delay, redial_channel, max_attempts, answer_target, entry, balk, self_service, "
     "callback, voicemail"},
    {"MissingKey", "length = \"7 d\"\n", "", "t.toml:3:2: run: missing key 'length'"},
    {"MissingTable",
     "[triage]\nassumed = \"a test\"\nhuman_delay = { constant = \"5 min\" }\nhuman_accuracy = "
     "0.9\n"
     "arbitration_delay = { constant = \"1 h\" }\n",
     "", "t.toml:1:1: missing key 'triage'"},
    {"WrongType", "lines = 5", "lines = \"five\"",
     "t.toml:24:9: channel.phone.lines: found 'five', allowed whole numbers from 1 to 1000000"},
    {"TableExpected", "patience = { exponential = \"5 min\" }", "patience = \"5 min\"",
     "t.toml:25:12: channel.phone.patience: found '5 min', expected a law like { exponential = \"6 "
     "min\" }"},
    {"TextExpected", "kind = \"live\"", "kind = 1",
     "t.toml:23:8: channel.phone.kind: found 1, expected a text"},
    {"BadName", "[channel.phone]", "[channel.\"my phone\"]",
     "t.toml:22:10: channel.my phone: found a name that is not made of 1 to 64 letters, digits, - "
     "and _"},
    {"NamedThingIsNoTable", "[channel.phone]", "mail = 3\n[channel.phone]",
     "t.toml:22:8: channel.mail: found 3, expected a table"},
});

constexpr auto kValues = std::to_array<Trouble>({
    {"MissingUnit", "\"5 min\"", "\"5\"",
     "t.toml:25:28: channel.phone.patience.exponential: missing unit: found '5', write e.g. 240 s; "
     "units are us, ms, s, min, h, d, w"},
    {"NumberWithoutUnit", "\"5 min\"", "5",
     "t.toml:25:28: channel.phone.patience.exponential: missing unit: found '5', write e.g. 240 s; "
     "units are us, ms, s, min, h, d, w"},
    {"UnknownUnit", "\"5 min\"", "\"5 minutes\"",
     "t.toml:25:28: channel.phone.patience.exponential: unknown unit: found '5 minutes', write "
     "e.g. 240 s; units are us, ms, s, min, h, d, w"},
    {"RateWithoutUnit", "\"300 /day\"", "300",
     "t.toml:46:21: demand[0].per_day: missing unit: found '300', write e.g. 64000 /day; units are "
     "/s, /min, /h, /day, /week, /year"},
    {"IntegerOutOfRange", "lines = 5", "lines = 0",
     "t.toml:24:9: channel.phone.lines: found 0, allowed whole numbers from 1 to 1000000"},
    {"ShareOutOfRange", "human_accuracy = 0.9", "human_accuracy = 1.5",
     R"(t.toml:77:18: triage.human_accuracy: found 1.5, allowed 0 to 1, or "0 %" to "100 %")"},
    {"PercentOutOfRange", "human_accuracy = 0.9", "human_accuracy = \"150 %\"",
     "t.toml:77:18: triage.human_accuracy: out of range: found '150 %', allowed 0 % to 100 %"},
    {"NotANumber", "cv = 0.1", "cv = nan", "t.toml:56:6: busyness.cv: found nan, allowed 0 to 5"},
    {"Infinite", "cv = 0.1", "cv = inf", "t.toml:56:6: busyness.cv: found inf, allowed 0 to 5"},
    {"NoSuchDate", "\"2025-01-06\"", "\"2025-02-30\"",
     "t.toml:5:9: run.start: found '2025-02-30', expected a date like 2025-01-06 or "
     "2025-01-06T13:05:07"},
    {"TooLongARun", "\"7 d\"", "\"36526 d\"",
     "t.toml:6:10: run.length: too long: found '36526 d', allowed up to 36525 d"},
    {"EmptyRun", "\"7 d\"", "\"0 s\"",
     "t.toml:6:10: run.length: found '0 s', allowed from 1.0 s on"},
    {"UnknownChoice", "\"live\"", "\"life\"",
     "t.toml:23:8: channel.phone.kind: found 'life', allowed live, direct, chat, deferred; did you "
     "mean 'live'?"},
    {"ProfileOfWrongLength", "[0,0,0,0,", "[0,0,0,",
     "t.toml:17:18: profile.day.hour: found 23 values, expected 24 numbers >= 0"},
    {"ProfileOfZeros", "[0,0,0,0,0,0,0,0,1,1,1,1,1,1,1,1,1,1,1,1,0,0,0,0]",
     "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]",
     "t.toml:17:8: profile.day.hour: found a profile of zeros, expected one number above 0 at "
     "least"},
    {"ProfileWithANegativeNumber", "[0,0,0,0,", "[0,0,-1,0,",
     "t.toml:17:23: profile.day.hour: found -1, expected 24 numbers >= 0 up to 1e9"},
    {"TwoFamilies", "exponential = \"5 min\"", R"(exponential = "5 min", constant = "1 s")",
     "t.toml:25:28: channel.phone.patience.exponential: found beside 'constant', allowed one of "
     "them"},
    {"NoFamily", "{ constant = \"2 min\" }", "{ }",
     "t.toml:29:1: channel.web.entry: found none of constant, exponential, lognormal, weibull, "
     "uniform, pareto, gamma, erlang, hyperexponential, mixture, values, quantiles, hazard, "
     "survival, expected one of them"},
    {"TwoCentres", "mean = \"200 s\"", R"(mean = "200 s", median = "100 s")",
     "t.toml:39:31: category.pothole.talk.lognormal.mean: found beside 'median', allowed one of "
     "them"},
    {"NinetyPerCentBelowTheMedian", "mean = \"200 s\", cv = 0.5",
     R"(median = "200 s", p90 = "100 s")",
     "t.toml:39:48: category.pothole.talk.lognormal.p90: found less than the median, allowed from "
     "the median on"},
    {"SharesOfChannels", "phone = 0.75", "phone = 0.7",
     "t.toml:51:12: demand[1].channels: found shares that sum to 0.95, allowed 1"},
    {"SharesOfDistricts", "west = { share = 0.6 }", "west = { share = 0.7 }",
     "t.toml:58:1: district: found shares that sum to 1.1, allowed 1"},
    {"SecondSource", "[busyness]", "[busyness]\nderived = \"x\"",
     "t.toml:56:1: busyness.assumed: found a second source, allowed one of published, derived, "
     "assumed"},
    {"EmptySource", "[busyness]\nassumed = \"a test\"", "[busyness]\nassumed = \"\"",
     "t.toml:55:11: busyness.assumed: found '', expected a text"},
    {"TableWithoutValue", "cv = 0.1", "cv = { derived = \"x\" }",
     "t.toml:56:1: busyness.cv: found a table without 'value', expected { value = ..., published = "
     "... }"},
});

constexpr auto kReferences = std::to_array<Trouble>({
    {"UnknownAgency", "agency = \"works\"", "agency = \"work\"",
     "t.toml:38:10: category.pothole.agency: found the agency 'work', allowed works; did you mean "
     "'works'?"},
    {"UnknownCalendar", "clock = \"office\"", "clock = \"offices\"",
     "t.toml:41:9: category.pothole.clock: found the calendar 'offices', allowed always, office; "
     "did you mean 'office'?"},
    {"UnknownCategory", "category = \"question\"", "category = \"questions\"",
     "t.toml:44:12: demand[0].category: found the category 'questions', allowed question, pothole; "
     "did you mean 'question'?"},
    {"UnknownChannel", "channel = \"phone\"", "channel = \"fax\"",
     "t.toml:45:11: demand[0].channel: found the channel 'fax', allowed phone, web"},
    {"UnknownChannelInAMix", "phone = 0.75", "phon = 0.75",
     "t.toml:51:14: demand[1].channels.phon: found an unknown key, allowed phone, web; did you "
     "mean 'phone'?"},
    {"UnknownChannelOfAGroup", "channels = [\"phone\"]", "channels = [\"phones\"]",
     "t.toml:65:13: group.desk.channels: found the channel 'phones', allowed phone, web; did you "
     "mean 'phone'?"},
    {"UnknownProfile", "hour = \"day\"", "hour = \"night\"",
     "t.toml:47:8: demand[0].hour: found the profile 'night', allowed day"},
    {"DirectChannelOfAGroup", "channels = [\"phone\"]", R"(channels = ["phone", "web"])",
     "t.toml:65:12: group.desk.channels: found the direct channel 'web', allowed those with "
     "agents"},
    {"ChannelTwiceInAGroup", "channels = [\"phone\"]", R"(channels = ["phone", "phone"])",
     "t.toml:65:22: group.desk.channels: found the channel 'phone' a second time"},
    {"NobodyServes", "[group.desk]\nassumed = \"a test\"\nchannels = [\"phone\"]\nagents = 3", "",
     "t.toml:1:1: group: the queue of the channel 'phone' is served by no group"},
    {"NoAgency", "agency = \"works\"\n", "",
     "t.toml:36:11: category.pothole: missing key 'agency'"},
    {"OpeningsOverlap", "\"Sat 10:00-12:00\"", "\"Fri-Sat 16:00-18:00\"",
     "t.toml:13:32: calendar.office.open: found 'Fri-Sat 16:00-18:00', two opening intervals "
     "overlap"},
    {"OpeningEndsBeforeItBegins", "10:00-12:00", "12:00-10:00",
     "t.toml:13:32: calendar.office.open: found 'Sat 12:00-10:00', expected days and hours like "
     "\"Mon-Fri 09:00-17:00\""},
    {"HolidayIsNoDate", "\"2025-01-20\"", "\"Easter\"",
     "t.toml:14:13: calendar.office.holidays: found 'Easter', expected a date like 2025-12-25"},
    {"CalendarAlways", "[calendar.office]", "[calendar.always]",
     "t.toml:11:11: calendar.always: found a calendar 'always', which is there already: open at "
     "all times"},
    {"EntryOfALiveChannel", "lines = 5", "entry = { constant = \"1 s\" }",
     "t.toml:24:9: channel.phone.entry: found on a live channel, allowed on a direct one"},
    {"LinesOfADirectChannel", "entry = { constant = \"2 min\" }",
     "entry = { constant = \"2 min\" }\nlines = 3",
     "t.toml:30:9: channel.web.lines: found on a direct channel, allowed on a live one"},
    {"RedialWithoutDelay", "lines = 5", "redial_probability = 0.2",
     "t.toml:22:10: channel.phone: missing key 'redial_delay'"},
    {"AgentsAndShifts", "agents = 3", "agents = 3\nshifts = []",
     "t.toml:67:10: group.desk.shifts: found beside 'agents', allowed one of them"},
    {"ShiftWithoutLength", "agents = 3",
     R"(shifts = [{ days = "Mon", from = "09:00", to = "09:00", agents = 2 }])",
     "t.toml:66:48: group.desk.shifts[0].to: found an empty shift, allowed an end that differs "
     "from the beginning"},
    {"DayTwiceByHour", "agents = 3",
     "hourly = [{ days = \"Mon-Tue\", agents = [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1] "
     "},\n"
     "{ days = \"Tue\", agents = [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1] }]",
     "t.toml:67:10: group.desk.hourly[1].days: found a day that is stated above"},
    {"HalfAnAgent", "agents = 3",
     "hourly = [{ days = \"Mon\", agents = [1,1,1,1,1,1,1,1,1,1,1,1.5,1,1,1,1,1,1,1,1,1,1,1,1] }]",
     "t.toml:66:36: group.desk.hourly[0].agents: found a number that is not whole or above 100000"},
});

std::string name_of(const testing::TestParamInfo<Trouble>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Syntax, Troubles, testing::ValuesIn(kSyntax), name_of);
INSTANTIATE_TEST_SUITE_P(Values, Troubles, testing::ValuesIn(kValues), name_of);
INSTANTIATE_TEST_SUITE_P(References, Troubles, testing::ValuesIn(kReferences), name_of);

}  // namespace
}  // namespace hotline::sim
