// tests/unit/evaluation/cards.hpp: scorecards folded from a few facts made by hand.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/contract.hpp"
#include "core/facts/fact.hpp"
#include "core/measures/scorecard.hpp"
#include "evaluation/evaluation.hpp"

namespace hotline::evaluation::test {

using measures::Scorecard;

inline const SimTime kStart{};

inline SimTime at(Duration since_start) {
  return kStart + since_start;
}

/// A run that has begun and in which nothing has happened: one channel, group, agency ...
inline Scorecard empty_card(SourceKind source) {
  Scorecard card;
  RunStarted run;
  run.at = kStart;
  run.source = source;
  run.scenario = "made-up";
  run.acceptable_wait = 20 * kSecond;
  run.short_abandon = 5 * kSecond;
  card(run);
  card(NameDefined{kStart, NameKind::kChannel, 0, "phone"});
  card(NameDefined{kStart, NameKind::kChannel, 1, "web"});
  card(NameDefined{kStart, NameKind::kCategory, 0, "noise"});
  card(NameDefined{kStart, NameKind::kDistrict, 0, "centre"});
  card(NameDefined{kStart, NameKind::kGroup, 0, "desk"});
  card(NameDefined{kStart, NameKind::kAgency, 0, "works"});
  return card;
}

// All ids but the channel's are 0: nothing here depends on which contact or ticket it is.

inline void arrive(Scorecard& card, std::uint32_t channel = 0) {
  card(ContactArrived{kStart, {}, ChannelId{channel}, {}, {}});
}

/// Arrives, waits (0: not at all), talks for a minute and leaves.
inline void answered_call(Scorecard& card, Duration waited) {
  arrive(card);
  const bool queued = waited > Duration{0};
  if (queued) {
    card(ContactQueued{kStart, {}, {}});
  }
  card(ContactAnswered{at(waited), {}, {}, {}, kStart, waited, queued});
  card(ContactEnded{
      at(waited + kMinute), {}, {}, {}, ContactOutcome::kAnswered, true, kStart, kMinute});
}

inline void abandoned_call(Scorecard& card, Duration waited) {
  arrive(card);
  card(ContactQueued{kStart, {}, {}});
  card(ContactAbandoned{at(waited), {}, {}, kStart, waited});
}

inline void blocked_call(Scorecard& card) {
  arrive(card);
  card(ContactBlocked{kStart, {}, {}});
}

/// `answered` of 10 calls are answered, the others find all lines busy.
inline Scorecard card_with(int answered) {
  Scorecard card = empty_card(SourceKind::kSimulated);
  for (int i = 0; i < 10; ++i) {
    if (i < answered) {
      answered_call(card, Duration{0});
    } else {
      blocked_call(card);
    }
  }
  return card;
}

inline void web_form(Scorecard& card) {
  arrive(card, 1);
  card(ContactEnded{
      at(kMinute), {}, ChannelId{1}, {}, ContactOutcome::kTicketOpened, false, kStart});
}

inline void dispatch(Scorecard& card, Duration after, std::uint32_t round = 1) {
  card(TicketDispatched{at(after), {}, {}, kStart, round});
}

/// Opened at the start and sent to the agency.
inline void open_ticket(Scorecard& card, SimTime due = kNever) {
  card(TicketOpened{kStart, {}, {}, {}, {}, kNever, due});
  dispatch(card, Duration{0});
}

inline void sign(Scorecard& card, Duration after) {
  card(TicketSigned{at(after), {}, {}, kStart, kStart});
}

inline void send_back(Scorecard& card, Duration after) {
  card(TicketReturned{at(after), {}, {}, kStart});
}

inline void miss_due_time(Scorecard& card, SimTime due) {
  card(TicketOverdue{due, {}, {}, TicketClock::kResolution, kStart});
}

inline void resolve(Scorecard& card, Duration after, SimTime due = kNever, bool first = true) {
  card(TicketResolved{at(after), {}, {}, {}, {}, kStart, due, first});
}

inline void reopen(Scorecard& card, Duration after) {
  card(TicketReopened{at(after), {}, {}, kStart});
}

/// What a citizen says who takes part.
struct Answers {
  bool responded = false;
  bool fixed = false;
  bool satisfied = false;
  bool closed_on_time = false;
};

inline void survey(Scorecard& card, Answers said) {
  card(TicketSurveyed{at(kDay),
                      {},
                      {},
                      kStart,
                      true,
                      said.responded,
                      said.fixed,
                      said.satisfied,
                      said.closed_on_time});
}

/// Called back, but does not take part.
inline void survey_in_vain(Scorecard& card) {
  card(TicketSurveyed{at(kDay), {}, {}, kStart});
}

/// The row of an indicator or a companion.
inline const Row& row_of(const Evaluation& evaluation, std::string_view id) {
  for (const std::vector<Row>* rows : {&evaluation.rows, &evaluation.companions}) {
    for (const Row& row : *rows) {
      if (row.indicator->id == id) {
        return row;
      }
    }
  }
  HOTLINE_REQUIRE(false);
  return evaluation.rows.front();
}

}  // namespace hotline::evaluation::test
