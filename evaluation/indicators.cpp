#include "evaluation/indicators.hpp"

#include <array>

#include "evaluation/measured.hpp"

namespace hotline::evaluation {
namespace {

constexpr std::array<Dimension, 4> kDimensions = {{
    {"process", "Process governance", NamedBy::kReport},
    {"collaborative", "Collaborative governance", NamedBy::kReport},
    {"smart", "Smart governance", NamedBy::kReport},
    {"responsive", "Responsive governance", NamedBy::kReport},
}};

constexpr std::array<Secondary, 10> kSecondaries = {{
    {"accessibility", "process", "Accessibility", NamedBy::kOurs},
    {"handling_standard", "process", "Handling standard", NamedBy::kOurs},
    {"policy_collaboration", "collaborative", "Policy collaboration", NamedBy::kReport},
    {"function_coordination", "collaborative", "Function coordination", NamedBy::kReport},
    {"platform_collaboration", "collaborative", "Platform collaboration", NamedBy::kReport},
    {"intelligent_application", "smart", "Intelligent application", NamedBy::kOurs},
    {"data_mining", "smart", "Data mining", NamedBy::kOurs},
    {"response", "responsive", "Response", NamedBy::kOurs},
    {"resolution", "responsive", "Resolution", NamedBy::kOurs},
    {"experience", "responsive", "Experience and proactive governance", NamedBy::kOurs},
}};

constexpr std::array<Indicator, 24> kIndicators = {{
    // ---- Process governance ----
    {.id = "connect_rate",
     .secondary = "accessibility",
     .name = "Connect rate",
     .definition = "Attempts to speak to somebody that an agent answered. Redials are attempts of "
                   "their own; who still waits at the end is not connected.",
     .formula = "`contacts.answered` / (`contacts.offered` + `contacts.blocked`)",
     .measure = connect_rate},
    {.id = "answered_in_time",
     .secondary = "accessibility",
     .name = "Answered in time",
     .definition = "Service level: answered within the acceptable wait of the run, without those "
                   "who hung up sooner. Cities compare only at equal acceptable waits.",
     .formula = "`service_level.of_offered_less_abandoned_within`",
     .measure = answered_in_time},
    {.id = "language_cover",
     .secondary = "accessibility",
     .name = "Languages",
     .definition = "Languages in which a caller is served, by interpreters too.",
     .formula = "attribute `languages`",
     .unit = Unit::kCount,
     .attribute = "languages"},
    {.id = "time_to_signature",
     .secondary = "handling_standard",
     .name = "Time to signature",
     .definition = "Median clock time from the opening of a ticket until an agency first signed "
                   "for it.",
     .formula = "`response.p50`",
     .direction = Direction::kLower,
     .unit = Unit::kSeconds,
     .measure = time_to_signature},
    {.id = "closed_on_time",
     .secondary = "handling_standard",
     .name = "Closed on time",
     .definition =
         "Tickets that their agency declared resolved by the due time. It says nothing of "
         "whether they were fixed: read it with the two figures beside it.",
     .formula = "`resolution.on_time_of_due`",
     .measure = closed_on_time},
    {.id = "called_back",
     .secondary = "handling_standard",
     .name = "Called back",
     .definition = "Resolutions about which the citizen was called back: the loop is closed. Those "
                   "of the last days may still be called.",
     .formula = "`survey.called` / (`tickets.resolved` + resolutions after a reopening)",
     .measure = called_back},

    // ---- Collaborative governance ----
    {.id = "service_catalogue",
     .secondary = "policy_collaboration",
     .name = "Published catalogue",
     .definition = "Whether it is published which agency answers for what, and by when.",
     .formula = "attribute `published_service_catalogue`",
     .unit = Unit::kYesNo,
     .attribute = "published_service_catalogue"},
    {.id = "legal_base",
     .secondary = "policy_collaboration",
     .name = "Legal base",
     .definition = "Whether a law or ordinance binds the agencies to the hotline.",
     .formula = "attribute `legal_base`",
     .unit = Unit::kYesNo,
     .attribute = "legal_base"},
    {.id = "lines_merged",
     .secondary = "function_coordination",
     .name = "Lines merged",
     .definition = "Former telephone lines and centres that the hotline took over.",
     .formula = "attribute `lines_merged`",
     .unit = Unit::kCount,
     .attribute = "lines_merged"},
    {.id = "agencies_covered",
     .secondary = "function_coordination",
     .name = "Agencies covered",
     .definition = "Agencies to which the hotline may send tickets. Facts show only those that got "
                   "one in the period, and a model only those that it has.",
     .formula = "attribute `agencies_covered`",
     .unit = Unit::kCount,
     .attribute = "agencies_covered"},
    {.id = "returned",
     .secondary = "function_coordination",
     .name = "Returned by agencies",
     .definition = "Dispatches that the agency refused and sent back.",
     .formula = "`tickets.returned` / `tickets.dispatched`",
     .direction = Direction::kLower,
     .measure = returned},
    {.id = "shared_ticket_system",
     .secondary = "platform_collaboration",
     .name = "Shared ticket system",
     .definition = "Whether hotline and agencies work on one ticket, not on copies.",
     .formula = "attribute `shared_ticket_system`",
     .unit = Unit::kYesNo,
     .attribute = "shared_ticket_system"},
    {.id = "channels",
     .secondary = "platform_collaboration",
     .name = "Channels",
     .definition = "Channels that lead into the same process: telephone, web, app, message, ...",
     .formula = "attribute `channels`",
     .unit = Unit::kCount,
     .attribute = "channels"},

    // ---- Smart governance ----
    {.id = "self_service",
     .secondary = "intelligent_application",
     .name = "Self-service",
     .definition = "Contacts that ended without an agent (form, app, machine), of all that ended.",
     .formula = "`contacts.ended_direct` / `contacts.ended`, each summed over all channels",
     .measure = self_service},
    {.id = "classification_accuracy",
     .secondary = "intelligent_application",
     .name = "Machine classification",
     .definition = "Tickets that a machine classified rightly. Facts do not show which class was "
                   "right.",
     .formula = "attribute `classification_accuracy`",
     .attribute = "classification_accuracy"},
    {.id = "agent_assist",
     .secondary = "intelligent_application",
     .name = "Agent assistance",
     .definition = "Handle time that assistance of agents (speech to text, suggestions) saves.",
     .formula = "attribute `agent_assist_gain`",
     .attribute = "agent_assist_gain"},
    {.id = "open_data",
     .secondary = "data_mining",
     .name = "Open data",
     .definition = "Whether single requests are published for everybody.",
     .formula = "attribute `open_data`",
     .unit = Unit::kYesNo,
     .attribute = "open_data"},
    {.id = "early_warning",
     .secondary = "data_mining",
     .name = "Early warning",
     .definition = "Whether hot spots in the tickets raise an alarm.",
     .formula = "attribute `early_warning`",
     .unit = Unit::kYesNo,
     .attribute = "early_warning"},
    {.id = "recurrence_analysis",
     .secondary = "data_mining",
     .name = "Recurrence analysis",
     .definition = "Whether issues that come again and again are found and reported.",
     .formula = "attribute `recurrence_analysis`",
     .unit = Unit::kYesNo,
     .attribute = "recurrence_analysis"},

    // ---- Responsive governance ----
    {.id = "response_rate",
     .secondary = "response",
     .name = "Response rate",
     .definition = "First of the three rates: citizens in the survey who say that they were "
                   "contacted in time.",
     .formula = "`survey.response_rate`",
     .measure = response_rate},
    {.id = "resolution_rate",
     .secondary = "resolution",
     .name = "Resolution rate",
     .definition = "Second of the three rates: citizens in the survey who say that it is fixed.",
     .formula = "`survey.resolution_rate`",
     .measure = resolution_rate},
    {.id = "reopened",
     .secondary = "resolution",
     .name = "Reopened",
     .definition = "Reopenings for each ticket resolved for the first time.",
     .formula = "`tickets.reopened` / `tickets.resolved`",
     .direction = Direction::kLower,
     .measure = reopened},
    {.id = "satisfaction_rate",
     .secondary = "experience",
     .name = "Satisfaction rate",
     .definition = "Third of the three rates: citizens in the survey who say that they are "
                   "satisfied.",
     .formula = "`survey.satisfaction_rate`",
     .measure = satisfaction_rate},
    {.id = "proactive_programme",
     .secondary = "experience",
     .name = "Proactive programme",
     .definition = "Whether a programme works on the causes of recurring complaints (as Beijing's "
                   "monthly theme does).",
     .formula = "attribute `proactive_programme`",
     .unit = Unit::kYesNo,
     .attribute = "proactive_programme"},
}};

constexpr std::array<Indicator, 6> kCompanions = {{
    {.id = "hours_open",
     .secondary = "accessibility",
     .name = "Hours open a week",
     .definition = "Hours a week in which a person answers; 168 is always.",
     .formula = "attribute `hours_per_week`",
     .unit = Unit::kHours,
     .attribute = "hours_per_week",
     .beside = "language_cover"},
    {.id = "surveyed_closed_on_time",
     .secondary = "handling_standard",
     .name = "Closed on time (surveyed)",
     .definition =
         "The same of citizens in the survey only; tickets without a due time count as on "
         "time.",
     .formula = "`survey.closed_on_time`",
     .measure = surveyed_closed_on_time,
     .beside = "closed_on_time"},
    {.id = "confirmed_fixed_on_time",
     .secondary = "handling_standard",
     .name = "Confirmed fixed on time",
     .definition =
         "Of the same citizens, those whose ticket was closed on time and who say that it "
         "is fixed. The distance is what was closed on time but not fixed.",
     .formula = "`survey.confirmed_fixed_on_time`",
     .measure = confirmed_fixed_on_time,
     .beside = "closed_on_time"},
    {.id = "signed_on_time",
     .secondary = "handling_standard",
     .name = "Signed for on time",
     .definition = "Tickets that an agency first signed for by the response due time.",
     .formula = "`response.on_time_of_due`",
     .measure = signed_on_time,
     .beside = "time_to_signature"},
    {.id = "declared_resolved",
     .secondary = "resolution",
     .name = "Declared resolved",
     .definition = "Tickets opened in the measured time that their agency declared resolved in it. "
                   "Whether they are fixed, only citizens say.",
     .formula = "`tickets.resolved` / `tickets.opened`",
     .measure = declared_resolved,
     .beside = "resolution_rate"},
    {.id = "time_to_resolution",
     .secondary = "resolution",
     .name = "Time to resolution",
     .definition =
         "Median clock time from the opening of a ticket until it was declared resolved. Of "
         "those only: the more are still open, the more the slow ones are missing.",
     .formula = "`resolution.p50`",
     .direction = Direction::kLower,
     .unit = Unit::kSeconds,
     .measure = time_to_resolution,
     .beside = "resolution_rate"},
}};

}  // namespace

std::string_view to_string(NamedBy named_by) {
  return named_by == NamedBy::kReport ? "report" : "ours";
}

std::string_view to_string(Direction direction) {
  return direction == Direction::kHigher ? "higher" : "lower";
}

std::string_view to_string(Unit unit) {
  switch (unit) {
    case Unit::kShare:
      return "share";
    case Unit::kSeconds:
      return "seconds";
    case Unit::kCount:
      return "count";
    case Unit::kHours:
      return "hours";
    case Unit::kYesNo:
      return "yes/no";
  }
  return "";
}

std::span<const Dimension> dimensions() {
  return kDimensions;
}

std::span<const Secondary> secondaries() {
  return kSecondaries;
}

std::span<const Indicator> indicators() {
  return kIndicators;
}

std::span<const Indicator> companions() {
  return kCompanions;
}

const Indicator* find_indicator(std::string_view id) {
  for (const std::span<const Indicator> table : {indicators(), companions()}) {
    for (const Indicator& one : table) {
      if (one.id == id) {
        return &one;
      }
    }
  }
  return nullptr;
}

const Secondary* find_secondary(std::string_view id) {
  for (const Secondary& one : kSecondaries) {
    if (one.id == id) {
      return &one;
    }
  }
  return nullptr;
}

}  // namespace hotline::evaluation
