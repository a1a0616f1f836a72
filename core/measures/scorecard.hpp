// core/measures/scorecard.hpp: all counts and sums of one run, folded from its facts.
//
// The scorecard counts; the catalogue (catalogue.hpp) turns counts into named measures. Simulator,
// monitor, replay and evaluation fold the same facts with this same code, so they cannot disagree.
//
// Population  contacts that arrived, and tickets that were opened, at or after the start of
//             measurement (RunStarted, or WarmUpEnded). Levels (queue, agents, open tickets) are
//             followed from the beginning and their areas measured from that start.
// Order       a fold does not depend on the order of facts, except that RunStarted comes first,
//             names before use, and WarmUpEnded at its own time. Merging two scorecards is exact.
// Memory      fixed for a given set of names; no contact and no ticket is remembered.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "core/facts/fact.hpp"
#include "core/measures/counts.hpp"

namespace hotline::measures {

/// Ids in facts must be below this (checked). Whoever reads facts from outside refuses greater
/// ones.
inline constexpr std::uint32_t kMaxId = 1U << 20U;

class Scorecard {
 public:
  // One overload a fact: the sink interface (core/facts/sink.hpp).
  void operator()(const RunStarted& f);
  void operator()(const NameDefined& f);
  void operator()(const WarmUpEnded& f);
  void operator()(const RunEnded& f);
  void operator()(const ContactArrived& f);
  void operator()(const ContactBlocked& f);
  void operator()(const ContactQueued& f);
  void operator()(const ContactAnswered& f);
  void operator()(const ContactAbandoned& f);
  void operator()(const ContactEnded& f);
  void operator()(const AgentReleased& f);
  void operator()(const StaffingChanged& f);
  void operator()(const TicketOpened& f);
  void operator()(const TicketClassified& f);
  void operator()(const TicketDispatched& f);
  void operator()(const TicketSigned& f);
  void operator()(const TicketReturned& f);
  void operator()(const TicketArbitrated& f);
  void operator()(const WorkStarted& f);
  void operator()(const WorkEnded& f);
  void operator()(const CrewsChanged& f);
  void operator()(const TicketOverdue& f);
  void operator()(const TicketResolved& f);
  void operator()(const TicketSurveyed& f);
  void operator()(const TicketReopened& f);
  void operator()(const ContactBalked& f);
  void operator()(const SelfServiceEnded& f);
  void operator()(const CallbackOffered& f);
  void operator()(const CallbackMade& f);
  void operator()(const VoicemailLeft& f);
  void operator()(const ContactTransferred& f);
  void operator()(const ContactHandedBack& f);
  void operator()(const TicketMerged& f);
  void operator()(const TicketPaused& f);
  void operator()(const TicketResumed& f);
  void operator()(const TicketEscalated& f);
  void operator()(const TicketExtended& f);
  void operator()(const TicketChased& f);
  void operator()(const TicketWithdrawn& f);
  void operator()(const TicketClosed& f);
  void operator()(const PolicyChanged& f);
  void operator()(const SurgeStarted& f);
  void operator()(const SurgeEnded& f);
  void operator()(const Fact& fact);

  /// What the run said of itself.
  [[nodiscard]] const RunStarted& run() const { return run_; }

  [[nodiscard]] bool started() const { return started_; }

  [[nodiscard]] bool complete() const { return complete_; }  ///< RunEnded has come

  [[nodiscard]] SimTime measured_from() const { return from_; }

  /// RunEnded's time, or the latest time of any fact so far.
  [[nodiscard]] SimTime measured_until() const { return until_; }

  [[nodiscard]] std::uint64_t facts() const { return facts_; }

  /// Rows of the name tables; each vector below has at least as many entries as its table. A row
  /// that facts spoke of but nobody named is called "#7".
  [[nodiscard]] const std::vector<std::string>& names(NameKind kind) const;

  [[nodiscard]] const std::vector<ChannelCounts>& channels() const { return channels_; }

  [[nodiscard]] const std::vector<GroupCounts>& groups() const { return groups_; }

  [[nodiscard]] const std::vector<AgencyCounts>& agencies() const { return agencies_; }

  [[nodiscard]] const std::vector<TicketCounts>& categories() const { return categories_; }

  [[nodiscard]] const std::vector<TicketCounts>& districts() const { return districts_; }

  /// Tickets opened by channel.
  [[nodiscard]] const std::vector<std::uint64_t>& opened_by_channel() const {
    return opened_by_channel_;
  }

  /// Tickets opened by hour of week.
  [[nodiscard]] const HoursOfWeek& opened_by_hour() const { return opened_by_hour_; }

  /// Tickets open: opened + reopened - resolved - withdrawn - closed as duplicates.
  [[nodiscard]] const Level& open_tickets() const { return whole_.open; }

  /// What belongs to the run as a whole.
  [[nodiscard]] const RunCounts& whole() const { return whole_; }

  /// All live channels together (see is_live).
  [[nodiscard]] ChannelCounts live_channels() const;
  [[nodiscard]] ChannelCounts all_channels() const;
  /// All deferred channels together; without an answer target, for each has its own.
  [[nodiscard]] ChannelCounts deferred_channels() const;
  [[nodiscard]] GroupCounts all_groups() const;
  /// And what befell tickets that no agency was responsible for.
  [[nodiscard]] AgencyCounts all_agencies() const;
  /// All categories together: every ticket, also one that never reached an agency.
  [[nodiscard]] TicketCounts all_tickets() const;

  /// Adds another part of the same run: other facts, but the same RunStarted, names and WarmUpEnded
  /// (if that has come). Then merge(fold(a), fold(b)) == fold(a and b), but for facts(), which
  /// counts what each part has seen. Requires both started, and measured from the same time
  /// (checked).
  void merge(const Scorecard& other);

  /// All that it has counted (core/base/archive.hpp).
  template <class A>
  void archive(A& a) {
    a(run_);
    a(started_);
    a(complete_);
    a(from_);
    a(until_);
    a(facts_);
    a(names_);
    a(channels_);
    a(groups_);
    a(agencies_);
    a(categories_);
    a(districts_);
    a(no_agency_);
    a(whole_);
    a(opened_by_channel_);
    a(opened_by_hour_);
    a(acceptable_wait_);
    a(short_abandon_);
  }

 private:
  void touch(SimTime at) {
    ++facts_;
    until_ = std::max(until_, complete_ ? until_ : at);
  }

  [[nodiscard]] bool measured(SimTime at) const { return at >= from_; }

  [[nodiscard]] std::vector<std::string>& names_of(NameKind kind) {
    return names_[static_cast<std::size_t>(kind) - 1];
  }

  // The row of an id; tables and names grow where it was never named.
  ChannelCounts& channel_row(ChannelId id);
  GroupCounts& group_row(GroupId id);
  AgencyCounts& agency_row(AgencyId id);  ///< of kUnknownAgency: a row of its own
  TicketCounts& category_row(CategoryId id);
  TicketCounts& district_row(DistrictId id);

  /// Calls count(row) for the ticket's category and district; false where the fact does not say.
  template <class F, class Count>
  bool at_its_place(const F& f, Count count);

  // What nearly every fact reads or moves comes first: it shares a cache line.
  std::uint64_t facts_ = 0;
  SimTime until_;
  SimTime from_;
  Duration acceptable_wait_{0};
  Duration short_abandon_{0};
  bool started_ = false;
  bool complete_ = false;
  std::vector<ChannelCounts> channels_;
  std::vector<GroupCounts> groups_;
  std::vector<AgencyCounts> agencies_;
  std::vector<TicketCounts> categories_;
  std::vector<TicketCounts> districts_;
  AgencyCounts no_agency_;
  RunCounts whole_;
  std::vector<std::uint64_t> opened_by_channel_;
  HoursOfWeek opened_by_hour_{};
  std::array<std::vector<std::string>, 5> names_;
  RunStarted run_;
};

/// Begins a new scorecard at every RunStarted: the replications of a log, or of a stream.
class ScorecardBook {
 public:
  template <class F>
  void operator()(const F& fact) {
    if constexpr (std::is_same_v<F, Fact>) {
      std::visit([this](const auto& f) { (*this)(f); }, fact);
    } else {
      if constexpr (std::is_same_v<F, RunStarted>) {
        runs_.emplace_back();
      }
      if (!runs_.empty()) {
        runs_.back()(fact);
      }
    }
  }

  [[nodiscard]] const std::vector<Scorecard>& runs() const { return runs_; }

 private:
  std::vector<Scorecard> runs_;
};

}  // namespace hotline::measures
