// sim/scenario/scenario.hpp: a scenario as plain, checked values. From here on nobody sees text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/calendar.hpp"
#include "core/base/time.hpp"
#include "sim/dispatch/routing.hpp"
#include "sim/dispatch/selection.hpp"
#include "sim/scenario/agents_plan.hpp"
#include "sim/scenario/back_office_plan.hpp"
#include "sim/scenario/category.hpp"
#include "sim/scenario/change_plan.hpp"
#include "sim/scenario/demand_plan.hpp"
#include "sim/scenario/expectation.hpp"
#include "sim/scenario/front_office_plan.hpp"
#include "sim/scenario/ticket_plan.hpp"

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

/// An institutional figure that no fact can show (number of languages, open data, law), for
/// evaluation.
struct Attribute {
  std::string name;
  std::string value;
  ProvenanceKind kind = ProvenanceKind::kUnsourced;
  std::string note;
};

/// A page or document that numbers are cited from: `[sources]`.
struct CitedSource {
  std::string key;  ///< "C107", as in "[C107] ..."
  std::string title;
  std::string address;  ///< empty: none is stated
};

struct Scenario {
  std::string name;
  std::string title;
  bool ships = false;  ///< a city model of the project: every number must be sourced
  SimTime start;
  Duration warm_up{0};
  Duration length = kWeek;  ///< measured time after the warm-up
  bool drain = false;       ///< then go on, without new contacts, until nobody is left
  Duration acceptable_wait = 20 * kSecond;
  Duration short_abandon = 5 * kSecond;
  Selection contact_policy;  ///< of agent groups that name none of their own
  Routing contact_routing;   ///< of queues that name none
  Selection ticket_policy;   ///< of agencies that name none
  Routing unit_routing;      ///< of agencies of several units that name none

  std::vector<Calendar> calendars;  ///< [0] is always open
  std::vector<std::string> calendar_names;
  std::vector<Channel> channels;
  std::vector<Category> categories;
  std::vector<District> districts;
  double growth = 0;  ///< a year, of rows of demand that state none
  std::vector<Demand> demand;
  std::vector<Trace> traces;
  Busyness busyness;
  std::vector<BusynessGroup> busyness_groups;
  PublicHolidays holidays;
  std::vector<Surge> surges;
  std::vector<AgentGroup> groups;
  std::vector<Trunks> trunks;
  std::vector<Language> languages;  ///< none: everybody speaks the same
  std::vector<Queue> queues;        ///< those stated; see Queue
  std::vector<HandleRow> handles;
  std::vector<TransferRow> transfers;
  std::vector<Agency> agencies;
  std::vector<JobRow> jobs;
  std::vector<AssistRow> assists;
  Triage triage;
  Survey survey;
  std::vector<ResponsibilityRow> responsibilities;
  std::vector<ConfusionRow> confusion;
  std::optional<Duplicates> duplicates;
  std::optional<Chasing> chasing;
  std::vector<EscalationRow> escalations;

  std::vector<PlannedChange> changes;  ///< in order of time
  std::vector<Scripted> scripts;       ///< every script that the file names

  std::vector<CitedSource> sources;  ///< in the order of the file
  std::vector<Attribute> attributes;
  std::vector<SourcedParameter> parameters;  ///< every number of the file, in order
  Verification verification;                 ///< what it is expected to show
  std::uint64_t fingerprint = 0;             ///< of the bytes of its files; part of the run's name
};

}  // namespace hotline::sim
