// sim/scenario/scenario.hpp: a scenario as plain, checked values. From here on nobody sees text.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/calendar.hpp"
#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "sim/random/duration_law.hpp"

namespace hotline::sim {

/// Where a number comes from. `kUnsourced` is refused in the city models that ship.
enum class ProvenanceKind : std::uint8_t { kPublished, kDerived, kAssumed, kUnsourced };

/// One number of the file and where it comes from, for reports.
struct SourcedParameter {
  std::string path;   ///< "agency.NYPD.lead.median"
  std::string value;  ///< as written
  ProvenanceKind kind = ProvenanceKind::kUnsourced;
  std::string note;  ///< source key and words, derivation, or reason
  int line = 0;
};

/// Contacts waiting in one line of the front office; within it they stand in order of arrival.
struct Channel {
  enum class Kind : std::uint8_t {
    kLive,    ///< phone: the citizen waits for an agent, and may abandon
    kDirect,  ///< web form, app: no agent; the form takes `entry` to fill in, then a ticket is open
  };
  std::string name;
  Kind kind = Kind::kLive;
  int priority = 0;                     ///< lower is served first by the static-priority policy
  std::optional<std::int64_t> lines;    ///< trunks: contacts in queue and in talk; more are blocked
  std::optional<DurationLaw> patience;  ///< none: nobody abandons
  double redial_probability = 0;        ///< after abandoning or being blocked
  DurationLaw redial_delay;
  std::uint32_t max_attempts = 1;
  Duration answer_target{0};  ///< EDF: due = arrival + target
  DurationLaw entry;          ///< kDirect only
};

struct Category {
  std::string name;
  AgencyId agency;                ///< responsible by the catalogue
  double ticket_probability = 1;  ///< a contact about it leaves a ticket behind
  DurationLaw talk;
  DurationLaw after_call;
  int priority = 0;                         ///< of tickets; lower is served first
  std::optional<Duration> response_target;  ///< business time of `clock`, from opening
  std::optional<Duration> resolution_target;
  std::size_t clock = 0;  ///< index into Scenario::calendars: the calendar both targets count in
};

/// Contacts of one category on one channel: a Poisson process of rate
///   per_day / 24 * hour[h] * weekday[d] * month[m] * busyness(day),
/// constant within each hour. Each profile has mean 1.
struct Demand {
  ChannelId channel;
  CategoryId category;
  double per_day = 0;
  std::array<double, 24> hour{};
  std::array<double, 7> weekday{};
  std::array<double, 12> month{};
};

/// Day factor exp(s z_d - s^2/2) on all demand, with s^2 = ln(1 + cv^2) and z an AR(1) of N(0, 1).
struct Busyness {
  double cv = 0;
  double autocorrelation = 0;
};

struct District {
  std::string name;
  double share = 0;  ///< of all contacts; the shares sum to 1
};

struct Shift {
  Duration from;  ///< since Monday 00:00, in [0, 7 days)
  Duration to;    ///< > from, <= 7 days
  std::int64_t agents = 0;
};

struct AgentGroup {
  std::string name;
  std::vector<ChannelId> channels;  ///< which lines the group serves
  std::vector<Shift> shifts;        ///< overlapping shifts add up
};

struct Agency {
  std::string name;
  DurationLaw sign;                     ///< from dispatch to signature or refusal
  double refuse_probability = 0;        ///< of a ticket that is rightly theirs
  double refuse_wrong_probability = 1;  ///< of one that is not
  DurationLaw lead;  ///< planning, parts, permits: elapsed time that needs no crew
  DurationLaw work;  ///< of a crew
  std::int64_t crews = 1;
  std::size_t calendar = 0;    ///< index into Scenario::calendars: when crews work
  double fix_probability = 1;  ///< a ticket declared done is really fixed
};

/// From the end of the contact to the dispatch.
struct Triage {
  DurationLaw human_delay;
  DurationLaw machine_delay;
  double human_accuracy = 1;
  double machine_accuracy = 1;
  std::uint32_t max_returns = 2;  ///< then arbitration finds the right agency for certain
  DurationLaw arbitration_delay;
  /// Share of the dispatch catalogue that a wrong class is drawn from: the demand shares of
  /// tickets.
};

struct Survey {
  double sample_share = 0;
  double answer_probability = 1;
  DurationLaw delay;
  double satisfied_if_fixed = 1;    ///< P(satisfied | fixed)
  double satisfied_if_unfixed = 0;  ///< P(satisfied | not fixed)
  double reopen_if_unfixed = 1;     ///< P(reopened | surveyed, not fixed)
  std::uint32_t max_reopenings = 1;
};

/// Which of the policies decides. First form: one for contacts, one for tickets.
enum class PolicyKind : std::uint8_t { kFifo, kPriority, kEarliestDue };

/// An institutional figure that no fact can show (number of languages, open data, law), for
/// evaluation.
struct Attribute {
  std::string name;
  std::string value;
  ProvenanceKind kind = ProvenanceKind::kUnsourced;
  std::string note;
};

struct Scenario {
  std::string name;
  std::string title;
  bool ships = false;  ///< a city model of the project: every number must be sourced
  SimTime start;
  Duration warm_up{0};
  Duration length = kWeek;  ///< measured time after the warm-up
  Duration acceptable_wait = 20 * kSecond;
  Duration short_abandon = 5 * kSecond;
  PolicyKind contact_policy = PolicyKind::kFifo;
  PolicyKind ticket_policy = PolicyKind::kFifo;

  std::vector<Calendar> calendars;  ///< [0] is always open
  std::vector<std::string> calendar_names;
  std::vector<Channel> channels;
  std::vector<Category> categories;
  std::vector<District> districts;
  std::vector<Demand> demand;
  Busyness busyness;
  std::vector<AgentGroup> groups;
  std::vector<Agency> agencies;
  Triage triage;
  Survey survey;

  std::vector<Attribute> attributes;
  std::vector<SourcedParameter> parameters;  ///< every number of the file, in order
  std::uint64_t fingerprint = 0;             ///< of the file's bytes; part of the run's name
};

}  // namespace hotline::sim
