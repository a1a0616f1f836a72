#include "tests/unit/core_audit/eventful_tickets.hpp"

#include "tests/support/scenarios.hpp"

namespace hotline::audit {
namespace {

constexpr ChannelId kWeb{0};
constexpr CategoryId kPothole{0};
constexpr DistrictId kNorth{0};
constexpr AgencyId kRoads{0};
constexpr AgencyId kWater{1};

/// Writes the facts down, at minutes after Monday 00:00.
class Story {
 public:
  template <class F>
  void tell(int minute, F fact) {
    fact.at = time(minute);
    facts_.emplace_back(std::move(fact));
  }

  [[nodiscard]] static SimTime time(int minute) { return test::monday() + minute * kMinute; }

  /// Arrives two minutes before, and ends now.
  void contact(int minute, std::uint64_t id, ContactOutcome outcome) {
    tell(minute - 2, ContactArrived{.at = {},
                                    .contact = ContactId{id},
                                    .channel = {},
                                    .category = {},
                                    .district = {},
                                    .chasing = outcome == ContactOutcome::kInformed});
    tell(minute, ContactEnded{.at = {},
                              .contact = ContactId{id},
                              .channel = {},
                              .category = {},
                              .outcome = outcome,
                              .arrived = time(minute - 2)});
  }

  void ticket(int minute, std::uint64_t id, SimTime response_due, SimTime resolution_due) {
    contact(minute, id, ContactOutcome::kTicketOpened);
    tell(minute, TicketOpened{.at = {},
                              .ticket = TicketId{id},
                              .channel = {},
                              .category = {},
                              .district = {},
                              .response_due = response_due,
                              .resolution_due = resolution_due});
  }

  [[nodiscard]] std::vector<Fact> take() { return std::move(facts_); }

 private:
  std::vector<Fact> facts_;
};

void begin(Story& story) {
  story.tell(0, RunStarted{.at = {}, .scenario = "by hand", .title = {}});
  for (const NameKind kind :
       {NameKind::kChannel, NameKind::kCategory, NameKind::kDistrict, NameKind::kGroup}) {
    story.tell(0, NameDefined{.at = {}, .kind = kind, .id = 0, .name = "a"});
    story.tell(0, NameDefined{.at = {}, .kind = kind, .id = 1, .name = "b"});
  }
  story.tell(0, NameDefined{.at = {}, .kind = NameKind::kAgency, .id = 0, .name = "roads"});
  story.tell(0, NameDefined{.at = {}, .kind = NameKind::kAgency, .id = 1, .name = "water"});
  story.tell(0, CrewsChanged{.at = {}, .agency = kRoads, .on_duty = 1, .change = 1});
  story.tell(0, CrewsChanged{.at = {}, .agency = kWater, .on_duty = 2, .change = 2});
  story.tell(5, WarmUpEnded{.at = {}});
  story.tell(6, SurgeStarted{.at = {}, .name = "storm", .number = 1});
}

/// From the first form to the first crew.
void reach_the_agency(Story& story, TicketId id, SimTime opened) {
  story.tell(12, TicketClassified{.at = {}, .ticket = id, .category = {}, .waited = kMinute});
  story.tell(12, TicketDispatched{.at = {}, .ticket = id, .agency = kWater, .opened = opened});
  story.tell(20, TicketReturned{.at = {},
                                .ticket = id,
                                .agency = kWater,
                                .dispatched = Story::time(12),
                                .reason = ReturnReason::kWrongArea});
  story.tell(25, TicketClassified{.at = {}, .ticket = id, .category = {}});
  story.tell(25, TicketArbitrated{.at = {}, .ticket = id, .agency = kRoads});
  story.tell(
      25, TicketDispatched{.at = {}, .ticket = id, .agency = kRoads, .opened = opened, .round = 2});
  story.tell(25, TicketDispatched{.at = {},
                                  .ticket = id,
                                  .agency = kWater,
                                  .opened = opened,
                                  .round = 2,
                                  .assisting = true});
  story.tell(30, TicketOverdue{.at = {},
                               .ticket = id,
                               .agency = kRoads,
                               .clock = TicketClock::kResponse,
                               .opened = opened,
                               .category = kPothole,
                               .district = kNorth});
  story.tell(31, TicketSigned{.at = {},
                              .ticket = id,
                              .agency = kRoads,
                              .opened = opened,
                              .dispatched = Story::time(25),
                              .response_due = Story::time(30)});
  story.tell(32, TicketSigned{.at = {},
                              .ticket = id,
                              .agency = kWater,
                              .opened = opened,
                              .dispatched = Story::time(25),
                              .response_due = Story::time(30),
                              .first = false});
}

void work(Story& story, TicketId id, SimTime opened) {
  story.tell(35,
             TicketPaused{.at = {}, .ticket = id, .agency = kRoads, .reason = PauseReason::kParts});
  story.contact(38, 18, ContactOutcome::kInformed);
  story.tell(38, TicketChased{.at = {}, .ticket = id, .agency = kRoads, .opened = opened});
  story.tell(45, TicketResumed{.at = {},
                               .ticket = id,
                               .agency = kRoads,
                               .reason = PauseReason::kParts,
                               .paused = 10 * kMinute,
                               .resolution_due = Story::time(70)});
  story.tell(46, TicketExtended{.at = {},
                                .ticket = id,
                                .agency = kRoads,
                                .granted = true,
                                .resolution_due = Story::time(75)});
  story.tell(47, TicketExtended{
                     .at = {}, .ticket = id, .agency = kRoads, .resolution_due = Story::time(75)});
  story.tell(48, WorkStarted{.at = {}, .ticket = id, .agency = kRoads, .waited = 3 * kMinute});
  story.tell(48, WorkStarted{.at = {}, .ticket = id, .agency = kWater, .waited = 3 * kMinute});
  story.tell(50, WorkEnded{.at = {},
                           .ticket = id,
                           .agency = kRoads,
                           .worked = 2 * kMinute,
                           .interrupted = true,
                           .travelled = 2 * kMinute});
  story.tell(55,
             TicketEscalated{
                 .at = {}, .ticket = id, .agency = kRoads, .before_due = true, .opened = opened});
  story.tell(56, WorkEnded{.at = {}, .ticket = id, .agency = kWater, .worked = 8 * kMinute});
  story.tell(
      60, WorkStarted{
              .at = {}, .ticket = id, .agency = kRoads, .waited = 10 * kMinute, .resumed = true});
  story.tell(75, TicketOverdue{.at = {},
                               .ticket = id,
                               .agency = kRoads,
                               .opened = opened,
                               .category = kPothole,
                               .district = kNorth});
  story.tell(
      76, TicketEscalated{.at = {}, .ticket = id, .agency = kRoads, .level = 2, .opened = opened});
  story.tell(80, WorkEnded{.at = {}, .ticket = id, .agency = kRoads, .worked = 20 * kMinute});
}

void finish(Story& story, TicketId id, SimTime opened) {
  TicketResolved resolved{.at = {},
                          .ticket = id,
                          .agency = kRoads,
                          .category = kPothole,
                          .district = kNorth,
                          .opened = opened,
                          .resolution_due = Story::time(75)};
  story.tell(80, resolved);
  story.tell(90, TicketSurveyed{.at = {},
                                .ticket = id,
                                .agency = kRoads,
                                .opened = opened,
                                .answered = true,
                                .category = kPothole,
                                .district = kNorth});
  story.tell(90, TicketReopened{.at = {}, .ticket = id, .agency = kRoads, .opened = opened});
  story.tell(95,
             TicketClassified{.at = {}, .ticket = id, .category = {}, .by = Classifier::kHuman});
  story.tell(
      95, TicketDispatched{.at = {}, .ticket = id, .agency = kRoads, .opened = opened, .round = 3});
  story.tell(97, TicketSigned{.at = {},
                              .ticket = id,
                              .agency = kRoads,
                              .opened = opened,
                              .dispatched = Story::time(95),
                              .response_due = Story::time(30),
                              .first = false});
  resolved.first = false;
  resolved.unfixable = true;
  resolved.channel = kWeb;
  story.tell(99, resolved);
  story.tell(120, TicketClosed{.at = {},
                               .ticket = id,
                               .agency = kRoads,
                               .category = {},
                               .district = {},
                               .opened = opened,
                               .how = Closure::kUnfixable});
}

}  // namespace

std::vector<Fact> eventful_tickets() {
  Story story;
  begin(story);
  story.ticket(10, 12, Story::time(30), Story::time(60));
  reach_the_agency(story, TicketId{12}, Story::time(10));
  work(story, TicketId{12}, Story::time(10));
  finish(story, TicketId{12}, Story::time(10));
  story.ticket(130, 20, kNever, kNever);
  story.tell(131, TicketClassified{.at = {}, .ticket = TicketId{20}, .category = {}});
  story.tell(131,
             TicketDispatched{
                 .at = {}, .ticket = TicketId{20}, .agency = kRoads, .opened = Story::time(130)});
  story.ticket(134, 22, kNever, kNever);
  story.contact(138, 24, ContactOutcome::kMerged);
  story.tell(138, TicketMerged{.at = {},
                               .ticket = TicketId{20},
                               .contact = ContactId{24},
                               .channel = {},
                               .category = {}});
  story.tell(140, TicketSigned{.at = {},
                               .ticket = TicketId{20},
                               .agency = kRoads,
                               .opened = Story::time(130),
                               .dispatched = Story::time(131)});
  story.tell(141, TicketClassified{.at = {}, .ticket = TicketId{22}, .category = {}});
  story.tell(141,
             TicketDispatched{
                 .at = {}, .ticket = TicketId{22}, .agency = kWater, .opened = Story::time(134)});
  story.tell(142, TicketSigned{.at = {},
                               .ticket = TicketId{22},
                               .agency = kWater,
                               .opened = Story::time(134),
                               .dispatched = Story::time(141)});
  story.tell(150,
             TicketWithdrawn{
                 .at = {}, .ticket = TicketId{20}, .agency = kRoads, .opened = Story::time(130)});
  story.tell(151, TicketClosed{.at = {},
                               .ticket = TicketId{20},
                               .agency = kRoads,
                               .category = {},
                               .district = {},
                               .opened = Story::time(130),
                               .how = Closure::kWithdrawn});
  story.tell(155, TicketClosed{.at = {},
                               .ticket = TicketId{22},
                               .agency = kWater,
                               .category = {},
                               .district = {},
                               .opened = Story::time(134),
                               .how = Closure::kDuplicate});
  story.tell(156, PolicyChanged{.at = {}, .where = "tickets", .policy = "edf"});
  story.tell(157, SurgeEnded{.at = {}, .name = "storm", .number = 1});
  story.tell(160, RunEnded{.at = {}});
  return story.take();
}

}  // namespace hotline::audit
