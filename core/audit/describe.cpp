#include "core/audit/describe.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

#include "core/audit/finding.hpp"
#include "core/base/fields.hpp"

namespace hotline::audit {
namespace {

/// Of each kind of fact, in the order of the variant: its name and those of its fields.
constexpr std::array<std::string_view, std::variant_size_v<Fact>> kWords = {
    "RunStarted at run source scenario title seed replication acceptable_wait short_abandon",
    "NameDefined at kind id name mode answer_target",
    "WarmUpEnded at",
    "RunEnded at",
    "ContactArrived at contact channel category district attempt chasing",
    "ContactBlocked at contact channel",
    "ContactQueued at contact channel again",
    "ContactAnswered at contact channel group arrived waited queued agent_was_idle "
    "transferred callback",
    "ContactAbandoned at contact channel arrived waited",
    "ContactEnded at contact channel category outcome answered_by_agent arrived talk",
    "AgentReleased at group contact talk after_call past_shift agent_idle_now",
    "StaffingChanged at group on_duty change reason",
    "TicketOpened at ticket channel category district response_due resolution_due",
    "TicketClassified at ticket category by waited",
    "TicketDispatched at ticket agency opened round assisting",
    "TicketSigned at ticket agency opened dispatched response_due first",
    "TicketReturned at ticket agency dispatched returns reason",
    "TicketArbitrated at ticket agency",
    "WorkStarted at ticket agency waited resumed beside",
    "WorkEnded at ticket agency worked interrupted travelled beside",
    "CrewsChanged at agency on_duty change",
    "TicketOverdue at ticket agency clock opened category district",
    "TicketResolved at ticket agency category district opened resolution_due first unfixable "
    "channel",
    "TicketSurveyed at ticket agency opened answered responded fixed satisfied "
    "closed_on_time category district",
    "TicketReopened at ticket agency opened times category district",
    "ContactBalked at contact channel",
    "SelfServiceEnded at contact channel category used contained",
    "CallbackOffered at contact channel waited accepted",
    "CallbackMade at contact channel group waited reached attempt",
    "VoicemailLeft at contact channel waited",
    "ContactTransferred at contact channel from warm",
    "ContactHandedBack at contact channel group served",
    "TicketMerged at ticket contact channel category",
    "TicketPaused at ticket agency reason",
    "TicketResumed at ticket agency reason paused resolution_due",
    "TicketEscalated at ticket agency level before_due opened",
    "TicketExtended at ticket agency granted resolution_due",
    "TicketChased at ticket agency times opened",
    "TicketWithdrawn at ticket agency opened",
    "TicketClosed at ticket agency category district opened how",
    "PolicyChanged at where policy",
    "SurgeStarted at name number",
    "SurgeEnded at name number",
};

constexpr std::size_t words_in(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

template <std::size_t... kKind>
constexpr bool all_named(std::index_sequence<kKind...> /*kinds*/) {
  return (
      (words_in(kWords[kKind]) == 1 + kFieldCount<std::variant_alternative_t<kKind, Fact>>)&&...);
}

static_assert(all_named(std::make_index_sequence<std::variant_size_v<Fact>>{}),
              "a field of a fact has no name here");

std::string_view take_word(std::string_view& words) {
  const std::size_t blank = std::min(words.find(' '), words.size());
  const std::string_view word = words.substr(0, blank);
  words.remove_prefix(std::min(blank + 1, words.size()));
  return word;
}

template <class T>
std::string text_of(const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    return value ? "yes" : "no";
  } else if constexpr (std::is_same_v<T, std::string>) {
    return '"' + value + '"';
  } else if constexpr (std::is_same_v<T, SimTime>) {
    return value == kNever ? "never" : to_string(value);
  } else if constexpr (std::is_same_v<T, Duration>) {
    return Finding::exactly(value);
  } else if constexpr (std::is_enum_v<T>) {
    return std::to_string(static_cast<std::int64_t>(value));
  } else if constexpr (std::is_arithmetic_v<T>) {
    return std::to_string(value);
  } else {  // an id
    return value.value == kUnknownAgency.value ? "unknown" : std::to_string(value.value);
  }
}

}  // namespace

std::string describe(const Fact& fact) {
  std::string_view words = kWords[fact.index()];
  std::string text(take_word(words));
  std::visit(
      [&](const auto& f) {
        for_each_field(f, [&](const auto& field, std::size_t position) {
          text += position == 0 ? " " : ", ";
          text += take_word(words);
          text += ' ' + text_of(field);
        });
      },
      fact);
  return text;
}

}  // namespace hotline::audit
