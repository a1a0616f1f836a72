#include "evaluation/measured.hpp"

#include <gtest/gtest.h>

#include "tests/unit/evaluation/cards.hpp"

namespace hotline::evaluation::test {
namespace {

constexpr SourceKind kSimulated = SourceKind::kSimulated;
constexpr SourceKind kReplayed = SourceKind::kReplayed;

void expect_value(const Measurement& measured, double value, std::uint64_t n) {
  ASSERT_TRUE(measured.value.has_value()) << measured.reason;
  EXPECT_DOUBLE_EQ(*measured.value, value);
  EXPECT_EQ(measured.n, n);
}

void expect_unknown(const Measurement& measured, std::string_view reason) {
  EXPECT_FALSE(measured.value.has_value());
  EXPECT_EQ(measured.reason, reason);
}

/// 5 attempts: answered after 0 s, 20 s and 40 s, one gives up after 10 s, one finds lines busy.
Scorecard five_calls(SourceKind source) {
  Scorecard card = empty_card(source);
  answered_call(card, Duration{0});
  answered_call(card, 20 * kSecond);
  answered_call(card, 40 * kSecond);
  abandoned_call(card, 10 * kSecond);
  blocked_call(card);
  return card;
}

/// Three tickets: signed after 1 h, 2 h and 9 h; resolved after 1 d (due after 2 d), after 3 d (due
/// after 2 d) and after 1 d (no due time).
Scorecard three_tickets(SourceKind source) {
  Scorecard card = empty_card(source);
  const SimTime due = at(2 * kDay);
  open_ticket(card, due);
  open_ticket(card, due);
  open_ticket(card);
  sign(card, kHour);
  sign(card, 2 * kHour);
  sign(card, 9 * kHour);
  resolve(card, kDay, due);
  miss_due_time(card, due);
  resolve(card, 3 * kDay, due);
  resolve(card, kDay);
  return card;
}

TEST(Measured, ConnectRateCountsThoseWhoFoundAllLinesBusy) {
  const Measurement measured = connect_rate(five_calls(kSimulated));
  expect_value(measured, 3.0 / 5.0, 5);
  EXPECT_EQ(measured.note, "");
}

TEST(Measured, ConnectRateOfAnExportWithoutBusyLinesSaysSo) {
  Scorecard card = empty_card(kReplayed);
  answered_call(card, kSecond);
  abandoned_call(card, kMinute);
  const Measurement measured = connect_rate(card);
  expect_value(measured, 0.5, 2);
  EXPECT_NE(measured.note.find("all lines busy"), std::string::npos);
}

TEST(Measured, AnsweredInTimeIsTheDefaultServiceLevelAndNamesItsThreshold) {
  // Good: 0 s and 20 s (the bound itself). Offered: 4; one of them gave up within 20 s.
  const Measurement measured = answered_in_time(five_calls(kSimulated));
  expect_value(measured, 2.0 / 3.0, 3);
  EXPECT_EQ(measured.note, "acceptable wait 20 s");
}

TEST(Measured, CallsAreUnknownWhereThereAreNone) {
  Scorecard tickets_only = three_tickets(kReplayed);
  expect_unknown(connect_rate(tickets_only), "this export has no calls");
  expect_unknown(answered_in_time(tickets_only), "this export has no calls");
  expect_unknown(self_service(tickets_only), "this export has no contacts");
  const Scorecard nobody = empty_card(kSimulated);
  expect_unknown(connect_rate(nobody), "nobody waited for an agent");
  expect_unknown(answered_in_time(nobody), "nobody waited for an agent");
  expect_unknown(self_service(nobody), "no contact ended");
}

TEST(Measured, NobodyAnsweredIsAZeroAndNotUnknown) {
  Scorecard card = empty_card(kSimulated);
  abandoned_call(card, kMinute);
  expect_value(connect_rate(card), 0, 1);
  expect_value(answered_in_time(card), 0, 1);
}

TEST(Measured, TimeToSignatureIsTheMedian) {
  const Measurement measured = time_to_signature(three_tickets(kSimulated));
  ASSERT_TRUE(measured.value.has_value());
  EXPECT_NEAR(*measured.value, 7200, 7200 * stats::QuantileSketch::kRelativeError);
  EXPECT_EQ(measured.n, 3U);
  expect_unknown(time_to_signature(empty_card(kReplayed)), "this export has no signatures");
  expect_unknown(time_to_signature(empty_card(kSimulated)), "no ticket was signed for");
}

TEST(Measured, ResolutionIsShownOfAnExportAsWellAsOfASimulation) {
  for (const SourceKind source : {kSimulated, kReplayed}) {
    Scorecard card = three_tickets(source);
    open_ticket(card);
    expect_value(declared_resolved(card), 3.0 / 4.0, 4);
    const Measurement median = time_to_resolution(card);
    ASSERT_TRUE(median.value.has_value());
    EXPECT_NEAR(*median.value, 86400, 86400 * stats::QuantileSketch::kRelativeError);
    EXPECT_EQ(median.n, 3U);
  }
  Scorecard open_only = empty_card(kReplayed);
  open_ticket(open_only);
  expect_unknown(declared_resolved(open_only), "this export has no closings");
  expect_unknown(time_to_resolution(open_only), "this export has no closings");
  Scorecard still_open = empty_card(kSimulated);
  open_ticket(still_open);
  expect_value(declared_resolved(still_open), 0, 1);
  expect_unknown(time_to_resolution(still_open), "no ticket was resolved");
  expect_unknown(declared_resolved(empty_card(kSimulated)), "no ticket was opened");
}

TEST(Measured, ClosedOnTimeCountsTicketsThatHadADueTime) {
  expect_value(closed_on_time(three_tickets(kSimulated)), 1.0 / 2.0, 2);
  expect_value(closed_on_time(three_tickets(kReplayed)), 1.0 / 2.0, 2);
  Scorecard without_due = empty_card(kReplayed);
  open_ticket(without_due);
  resolve(without_due, kDay);
  expect_unknown(closed_on_time(without_due), "this export has no due times");
  expect_unknown(closed_on_time(empty_card(kSimulated)), "no ticket came to its due time");
}

TEST(Measured, CalledBackCountsEveryResolution) {
  Scorecard card = three_tickets(kSimulated);
  survey(card, {.fixed = false});
  reopen(card, kDay);
  resolve(card, 2 * kDay, kNever, false);
  survey_in_vain(card);
  expect_value(called_back(card), 2.0 / 4.0, 4);
}

TEST(Measured, SilenceOfAnExportIsUnknownAndOfASimulationZero) {
  const Scorecard replayed = three_tickets(kReplayed);
  expect_unknown(called_back(replayed), "this export has no call-backs");
  expect_unknown(returned(replayed), "this export has no returns");
  expect_unknown(reopened(replayed), "this export has no reopenings");
  const Scorecard simulated = three_tickets(kSimulated);
  expect_value(called_back(simulated), 0, 3);
  expect_value(returned(simulated), 0, 3);
  expect_value(reopened(simulated), 0, 3);
}

TEST(Measured, NothingOfNothingIsUnknownInASimulationToo) {
  const Scorecard nothing = empty_card(kSimulated);
  expect_unknown(called_back(nothing), "no ticket was resolved");
  expect_unknown(returned(nothing), "no ticket was dispatched");
  expect_unknown(reopened(nothing), "no ticket was resolved");
}

TEST(Measured, ReturnedCountsDispatchesOfAllRounds) {
  Scorecard card = three_tickets(kSimulated);
  send_back(card, kHour);
  dispatch(card, kHour, 2);
  expect_value(returned(card), 1.0 / 4.0, 4);
}

TEST(Measured, ReopenedCountsFirstResolutionsBelow) {
  Scorecard card = three_tickets(kSimulated);
  reopen(card, 4 * kDay);
  expect_value(reopened(card), 1.0 / 3.0, 3);
}

TEST(Measured, SelfServiceCountsContactsWithoutAnAgentOnAllChannels) {
  Scorecard card = five_calls(kSimulated);  // three conversations end
  web_form(card);
  expect_value(self_service(card), 1.0 / 4.0, 4);
}

TEST(Measured, SelfServiceInAReplayCannotBeToldFromHangingUp) {
  Scorecard card = five_calls(kReplayed);
  web_form(card);
  expect_unknown(self_service(card), "this export does not tell self-service from hanging up");
}

TEST(Measured, ThreeRatesAndClosedOnTimeBesideConfirmedFixedAreOfThoseWhoTookPart) {
  Scorecard card = empty_card(kSimulated);
  survey(card, {.responded = true, .fixed = true, .satisfied = true, .closed_on_time = true});
  survey(card, {.responded = true, .fixed = true, .closed_on_time = true});
  survey(card, {.responded = true, .closed_on_time = true});
  survey(card, {.responded = true, .fixed = true, .closed_on_time = true});
  survey(card, {.fixed = true});
  survey_in_vain(card);
  expect_value(response_rate(card), 4.0 / 5.0, 5);
  expect_value(resolution_rate(card), 4.0 / 5.0, 5);
  expect_value(satisfaction_rate(card), 1.0 / 5.0, 5);
  expect_value(surveyed_closed_on_time(card), 4.0 / 5.0, 5);
  expect_value(confirmed_fixed_on_time(card), 3.0 / 5.0, 5);
}

TEST(Measured, RatesAreUnknownWithoutASurvey) {
  for (const auto& rate : {response_rate, resolution_rate, satisfaction_rate,
                           surveyed_closed_on_time, confirmed_fixed_on_time}) {
    expect_unknown(rate(three_tickets(kReplayed)), "this export has no survey");
    expect_unknown(rate(three_tickets(kSimulated)), "nobody took part in a survey");
  }
}

}  // namespace
}  // namespace hotline::evaluation::test
