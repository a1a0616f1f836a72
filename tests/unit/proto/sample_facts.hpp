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

namespace hotline::samples {

/// Converts into whatever a field is; only to count fields.
struct AnyField {
  template <class T>
  operator T() const;  // NOLINT(google-explicit-constructor): the conversion is the purpose
};

template <class F, std::size_t... I>
constexpr bool made_of(std::index_sequence<I...> /*count*/) {
  return requires {
    F{((void)I, AnyField{})...};
  };
}

/// Number of fields of a fact.
template <class F, std::size_t Count = 9>
constexpr std::size_t fields_of() {
  if constexpr (made_of<F>(std::make_index_sequence<Count>())) {
    return Count;
  } else {
    return fields_of<F, Count - 1>();
  }
}

/// All fields of a fact, so that a comparison cannot forget one.
template <class F>
auto tie_fields(F& fact) {
  constexpr std::size_t kFields = fields_of<std::remove_const_t<F>>();
  if constexpr (kFields == 1) {
    auto& [a] = fact;
    return std::tie(a);
  } else if constexpr (kFields == 3) {
    auto& [a, b, c] = fact;
    return std::tie(a, b, c);
  } else if constexpr (kFields == 4) {
    auto& [a, b, c, d] = fact;
    return std::tie(a, b, c, d);
  } else if constexpr (kFields == 5) {
    auto& [a, b, c, d, e] = fact;
    return std::tie(a, b, c, d, e);
  } else if constexpr (kFields == 6) {
    auto& [a, b, c, d, e, f] = fact;
    return std::tie(a, b, c, d, e, f);
  } else if constexpr (kFields == 7) {
    auto& [a, b, c, d, e, f, g] = fact;
    return std::tie(a, b, c, d, e, f, g);
  } else if constexpr (kFields == 8) {
    auto& [a, b, c, d, e, f, g, h] = fact;
    return std::tie(a, b, c, d, e, f, g, h);
  } else {
    static_assert(kFields == 9);
    auto& [a, b, c, d, e, f, g, h, i] = fact;
    return std::tie(a, b, c, d, e, f, g, h, i);
  }
}

inline bool same(const Fact& a, const Fact& b) {
  return a.index() == b.index() && std::visit(
                                       [&b](const auto& left) {
                                         const auto& right =
                                             std::get<std::remove_cvref_t<decltype(left)>>(b);
                                         return tie_fields(left) == tie_fields(right);
                                       },
                                       a);
}

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

/// A complete run with every kind of fact: one day in which one citizen calls, waits, is answered,
/// and her ticket is returned, arbitrated, overdue, resolved, surveyed and reopened; others are
/// blocked or hang up.
inline std::vector<Fact> one_of_each(std::uint32_t replication = 0) {
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
    e = greatest_ ? ContactOutcome::kTicketOpened : ContactOutcome::kAnswered;
  }

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
              tie_fields(f));
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
