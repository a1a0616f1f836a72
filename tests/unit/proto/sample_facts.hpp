// Made-up facts for tests of whatever carries facts: every kind, ordinary and extreme.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/facts/fact.hpp"
#include "proto/fact_check.hpp"
#include "tests/support/fact_fields.hpp"

namespace hotline::samples {

using test::same;

inline bool same(const std::vector<Fact>& a, const std::vector<Fact>& b) {
  if (a.size() != b.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!same(a[i], b[i])) {
      return false;
    }
  }
  return true;
}

inline SimTime at(std::int64_t seconds) {
  return SimTime(std::chrono::seconds(1'736'121'600 + seconds));  // Monday 2025-01-06 00:00
}

/// A complete run with every kind of fact of schema 1: one day in which one citizen calls, waits,
/// is answered, and her ticket is returned, arbitrated, overdue, resolved, surveyed and reopened;
/// others are blocked or hang up.
inline std::vector<Fact> first_schema_run(std::uint32_t replication = 0) {
  const ContactId call{10};
  const TicketId ticket{10};
  const AgencyId parks{0};
  const SimTime due = at(7200);
  std::vector<Fact> facts;
  facts.emplace_back(RunStarted{at(0), 0xABCDEF0123456789U + replication, SourceKind::kSimulated,
                                "smallville", "Smallville \u2014 a town", 42, replication,
                                20 * kSecond, 5 * kSecond});
  facts.emplace_back(NameDefined{at(0), NameKind::kChannel, 0, "phone"});
  facts.emplace_back(NameDefined{at(0), NameKind::kCategory, 0, "tree \"fallen\""});
  facts.emplace_back(NameDefined{at(0), NameKind::kDistrict, 0, "north\\south"});
  facts.emplace_back(NameDefined{at(0), NameKind::kGroup, 0, "general"});
  facts.emplace_back(NameDefined{at(0), NameKind::kAgency, 0, "parks"});
  facts.emplace_back(StaffingChanged{at(0), GroupId{0}, 2, 2});
  facts.emplace_back(CrewsChanged{at(0), parks, 1, 1});
  facts.emplace_back(WarmUpEnded{at(1)});
  facts.emplace_back(ContactArrived{at(10), call, ChannelId{0}, CategoryId{0}, DistrictId{0}, 1});
  facts.emplace_back(ContactQueued{at(10), call, ChannelId{0}});
  facts.emplace_back(
      ContactArrived{at(11), ContactId{11}, ChannelId{0}, CategoryId{0}, DistrictId{0}, 2});
  facts.emplace_back(ContactBlocked{at(11), ContactId{11}, ChannelId{0}});
  facts.emplace_back(
      ContactArrived{at(12), ContactId{12}, ChannelId{0}, CategoryId{0}, DistrictId{0}, 1});
  facts.emplace_back(ContactQueued{at(12), ContactId{12}, ChannelId{0}});
  facts.emplace_back(
      ContactAnswered{at(40), call, ChannelId{0}, GroupId{0}, at(10), 30 * kSecond, true});
  facts.emplace_back(ContactAbandoned{at(52), ContactId{12}, ChannelId{0}, at(12), 40 * kSecond});
  facts.emplace_back(ContactEnded{at(100), call, ChannelId{0}, CategoryId{0},
                                  ContactOutcome::kTicketOpened, true, at(10), 60 * kSecond});
  facts.emplace_back(
      TicketOpened{at(100), ticket, ChannelId{0}, CategoryId{0}, DistrictId{0}, kNever, due});
  facts.emplace_back(TicketClassified{at(100), ticket, CategoryId{0}, Classifier::kHuman});
  facts.emplace_back(
      AgentReleased{at(110), GroupId{0}, call, 60 * kSecond, 10 * kSecond, 3 * kSecond});
  facts.emplace_back(TicketDispatched{at(120), ticket, parks, at(100), 1});
  facts.emplace_back(TicketReturned{at(150), ticket, parks, at(120), 1});
  facts.emplace_back(TicketArbitrated{at(160), ticket, parks});
  facts.emplace_back(TicketSigned{at(170), ticket, parks, at(100), at(120), kNever, true});
  facts.emplace_back(TicketOverdue{due, ticket, parks, TicketClock::kResolution, at(100)});
  facts.emplace_back(WorkStarted{at(7300), ticket, parks, 7130 * kSecond});
  facts.emplace_back(WorkEnded{at(9000), ticket, parks, 1700 * kSecond});
  facts.emplace_back(
      TicketResolved{at(9000), ticket, parks, CategoryId{0}, DistrictId{0}, at(100), due, true});
  facts.emplace_back(
      TicketSurveyed{at(20'000), ticket, parks, at(100), true, true, false, true, false});
  facts.emplace_back(TicketReopened{at(20'000), ticket, parks, at(100), 1});
  facts.emplace_back(RunEnded{at(86'400)});
  return facts;
}

/// What schema 2 added, with every new field set: between the names and the end of a run.
inline std::vector<Fact> second_schema_facts() {
  const ContactId call{20};
  const TicketId ticket{10};
  const ChannelId phone{0};
  const CategoryId tree{0};
  const DistrictId north{0};
  const AgencyId parks{0};
  const SimTime due = at(30'000);
  std::vector<Fact> facts;
  facts.emplace_back(
      NameDefined{at(21'000), NameKind::kChannel, 1, "e-mail", ChannelMode::kDeferred, 4 * kHour});
  facts.emplace_back(StaffingChanged{at(21'000), GroupId{0}, 1, -1, StaffingReason::kBreak});
  facts.emplace_back(PolicyChanged{at(21'000), "contacts", "priority"});
  facts.emplace_back(SurgeStarted{at(21'000), "storm", 1});
  facts.emplace_back(ContactArrived{at(21'001), call, phone, tree, north, 1, true});
  facts.emplace_back(SelfServiceEnded{at(21'011), call, phone, tree, 10 * kSecond, false});
  facts.emplace_back(ContactQueued{at(21'011), call, phone, false});
  facts.emplace_back(CallbackOffered{at(21'021), call, phone, 10 * kSecond, true});
  facts.emplace_back(ContactArrived{at(21'030), ContactId{21}, phone, tree, north, 1, false});
  facts.emplace_back(ContactBalked{at(21'030), ContactId{21}, phone});
  facts.emplace_back(ContactArrived{at(21'040), ContactId{22}, phone, tree, north, 1, false});
  facts.emplace_back(ContactQueued{at(21'040), ContactId{22}, phone, false});
  facts.emplace_back(VoicemailLeft{at(21'100), ContactId{22}, phone, 60 * kSecond});
  facts.emplace_back(ContactEnded{at(21'100), ContactId{22}, phone, tree,
                                  ContactOutcome::kVoicemail, false, at(21'040), Duration{0}});
  facts.emplace_back(CallbackMade{at(21'200), call, phone, GroupId{0}, 179 * kSecond, true, 2});
  facts.emplace_back(ContactAnswered{at(21'200), call, phone, GroupId{0}, at(21'001), 189 * kSecond,
                                     false, true, false, true});
  facts.emplace_back(ContactTransferred{at(21'210), call, phone, GroupId{0}, true});
  facts.emplace_back(ContactAnswered{at(21'210), call, phone, GroupId{0}, at(21'001), Duration{0},
                                     false, false, true, false});
  facts.emplace_back(ContactHandedBack{at(21'230), call, phone, GroupId{0}, 20 * kSecond});
  facts.emplace_back(ContactQueued{at(21'230), call, phone, true});
  facts.emplace_back(
      AgentReleased{at(21'230), GroupId{0}, call, 20 * kSecond, Duration{0}, Duration{0}, false});
  facts.emplace_back(TicketChased{at(21'300), ticket, parks, 1, at(100)});
  facts.emplace_back(TicketMerged{at(21'310), ticket, ContactId{23}, phone, tree});
  facts.emplace_back(TicketClassified{at(21'320), ticket, tree, Classifier::kHuman, kMinute});
  facts.emplace_back(TicketDispatched{at(21'330), ticket, parks, at(100), 2, true});
  facts.emplace_back(WorkStarted{at(21'340), ticket, parks, 10 * kSecond, true});
  facts.emplace_back(WorkEnded{at(21'350), ticket, parks, 10 * kSecond, true, 3 * kSecond});
  facts.emplace_back(TicketPaused{at(21'360), ticket, parks, PauseReason::kParts});
  facts.emplace_back(
      TicketResumed{at(21'460), ticket, parks, PauseReason::kParts, 100 * kSecond, due});
  facts.emplace_back(TicketExtended{at(21'470), ticket, parks, false, due});
  facts.emplace_back(TicketEscalated{at(21'480), ticket, parks, 1, true, at(100)});
  facts.emplace_back(
      TicketOverdue{due, ticket, parks, TicketClock::kResolution, at(100), tree, north});
  facts.emplace_back(
      TicketResolved{at(30'100), ticket, parks, tree, north, at(100), due, false, true, phone});
  facts.emplace_back(TicketSurveyed{at(30'200), ticket, parks, at(100), true, false, true, false,
                                    true, tree, north});
  facts.emplace_back(TicketReopened{at(30'200), ticket, parks, at(100), 2, tree, north});
  facts.emplace_back(TicketWithdrawn{at(30'300), ticket, parks, at(100)});
  facts.emplace_back(
      TicketClosed{at(30'300), ticket, parks, tree, north, at(100), Closure::kWithdrawn});
  facts.emplace_back(SurgeEnded{at(31'000), "storm", 1});
  return facts;
}

/// What schema 3 added, with every new field set: after those of schema 2.
inline std::vector<Fact> third_schema_facts() {
  const TicketId ticket{11};
  const AgencyId parks{0};
  std::vector<Fact> facts;
  facts.emplace_back(
      TicketReturned{at(31'010), ticket, parks, at(31'000), 1, ReturnReason::kUnclear});
  facts.emplace_back(WorkStarted{at(31'020), ticket, parks, 10 * kSecond, false, true});
  facts.emplace_back(WorkEnded{at(31'030), ticket, parks, 10 * kSecond, false, Duration{0}, true});
  return facts;
}

/// A complete run with every kind of fact.
inline std::vector<Fact> one_of_each(std::uint32_t replication = 0) {
  std::vector<Fact> facts = first_schema_run(replication);
  for (const std::vector<Fact>& more : {second_schema_facts(), third_schema_facts()}) {
    facts.insert(facts.end() - 1, more.begin(), more.end());
  }
  return facts;
}

/// Sets every field to the least or the greatest value that fault_of lets pass.
class Extreme {
 public:
  explicit Extreme(bool greatest) : greatest_(greatest) {}

  void operator()(SimTime& t) {
    const Duration most(proto::kMaxTimeUs);
    // The first time of a fact is `at`; all others are spans back from it, as long as possible.
    const Duration back = first_ ? Duration(0) : kMaxSpan;
    t = greatest_ ? SimTime(most) - back : SimTime(-most);
    first_ = false;
  }

  void operator()(Duration& d) const { d = greatest_ ? kMaxSpan : Duration(0); }

  void operator()(std::uint64_t& n) const { n = greatest_ ? UINT64_MAX : 0; }

  void operator()(std::uint32_t& n) const { n = greatest_ ? UINT32_MAX : 1; }

  void operator()(std::int64_t& n) const { n = greatest_ ? proto::kMaxStaff : 0; }

  void operator()(bool& b) const { b = greatest_; }

  void operator()(std::string& s) const { s.assign(greatest_ ? proto::kMaxTextBytes : 0, '\x7f'); }

  template <class Tag>
  void operator()(Id<Tag, std::uint64_t>& id) const {
    id.value = greatest_ ? UINT64_MAX : 0;
  }

  template <class Tag>
  void operator()(Id<Tag, std::uint32_t>& id) const {
    id.value = greatest_ ? proto::kMaxTableId - 1 : 0;
  }

  void operator()(SourceKind& e) const {
    e = greatest_ ? SourceKind::kReplayed : SourceKind::kSimulated;
  }

  void operator()(NameKind& e) const { e = greatest_ ? NameKind::kAgency : NameKind::kChannel; }

  void operator()(ContactOutcome& e) const {
    e = greatest_ ? ContactOutcome::kHandedOver : ContactOutcome::kAnswered;
  }

  void operator()(ChannelMode& e) const {
    e = greatest_ ? ChannelMode::kDirect : ChannelMode::kUnknown;
  }

  void operator()(StaffingReason& e) const {
    e = greatest_ ? StaffingReason::kIntervention : StaffingReason::kUnknown;
  }

  void operator()(PauseReason& e) const {
    e = greatest_ ? PauseReason::kOther : PauseReason::kUnknown;
  }

  void operator()(ReturnReason& e) const {
    e = greatest_ ? ReturnReason::kOverload : ReturnReason::kUnknown;
  }

  void operator()(Closure& e) const { e = greatest_ ? Closure::kDuplicate : Closure::kUnknown; }

  void operator()(Classifier& e) const {
    e = greatest_ ? Classifier::kMachine : Classifier::kUnknown;
  }

  void operator()(TicketClock& e) const {
    e = greatest_ ? TicketClock::kResolution : TicketClock::kResponse;
  }

 private:
  bool greatest_;
  bool first_ = true;
};

template <std::size_t... I>
std::vector<Fact> extreme_facts(bool greatest, std::index_sequence<I...> /*kinds*/) {
  std::vector<Fact> facts = {Fact(std::in_place_index<I>)...};
  for (Fact& fact : facts) {
    std::visit(
        [greatest](auto& f) {
          std::apply(
              [&, extreme = Extreme(greatest)](auto&... field) mutable { (extreme(field), ...); },
              test::fields(f));
          if constexpr (std::is_same_v<std::remove_cvref_t<decltype(f)>, NameDefined>) {
            f.id = greatest ? proto::kMaxTableId - 1 : 0;
          }
        },
        fact);
  }
  return facts;
}

/// One fact of every kind, each field at its least (or greatest) allowed value.
inline std::vector<Fact> extreme_facts(bool greatest) {
  return extreme_facts(greatest, std::make_index_sequence<std::variant_size_v<Fact>>());
}

}  // namespace hotline::samples
