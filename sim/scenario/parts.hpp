// sim/scenario/parts.hpp: the parts of a scenario, each read by one file; in this order.
#pragma once

#include "sim/scenario/reader.hpp"

namespace hotline::sim {

void read_run(const Table& root, Scenario& scenario);
void read_calendars(const Table& root, Scenario& scenario);      ///< [calendar.*]
void read_channels(const Table& root, Scenario& scenario);       ///< [channel.*]
void read_groups(const Table& root, Scenario& scenario);         ///< [group.*]
void read_agencies(const Table& root, Scenario& scenario);       ///< [agency.*]
void read_categories(const Table& root, Scenario& scenario);     ///< [category.*]
void read_after_contact(const Table& root, Scenario& scenario);  ///< [triage], [survey]
void read_districts(const Table& root, Scenario& scenario);      ///< [district.*]
void read_jobs(const Table& root, Scenario& scenario);           ///< [[job]], [[assist]]
/// [trunks.*], [language.*], [queue.*], [[handle]], [[transfer]]
void read_queues(const Table& root, Scenario& scenario);
void read_demand(const Table& root, Scenario& scenario);      ///< [profile.*], [[demand]]
void read_conditions(const Table& root, Scenario& scenario);  ///< [busyness], [holidays], [surge.*]
void read_traces(const Table& root, LoadLog& log, Scenario& scenario);  ///< [trace.*]

/// What a row of [[demand]] says of its process but for the profiles; contacts on a mean day.
[[nodiscard]] double read_process(const Table& row, const Scenario& scenario, Demand& demand);
void read_verification(const Table& root, Scenario& scenario);  ///< [verify], [[expect]]

/// Units, crews and their rules, of one [agency.*].
void read_workshop(const Table& root, const Table& table, const Scenario& scenario, Agency& agency);

/// What of [category.*], [district.*] and [agency.*] refers to each other, [[responsibility]],
/// [[confusion]], [duplicates], [chasing], [[escalation]]
void read_ticket_rules(const Table& root, Scenario& scenario);

/// Crews with several tickets in hand are asked for nothing that they cannot do.
void check_hands(const Table& root, const Scenario& scenario);

void read_changes(const Table& root, Scenario& scenario);  ///< [[change]]

/// A policy by its name, or { NAME = parameter }; nothing where the key is absent or unusable.
[[nodiscard]] std::optional<Selection> read_selection(const Table& table, std::string_view key);
[[nodiscard]] std::optional<Routing> read_routing(const Table& table, std::string_view key);

/// What an idle agent (crew) takes up.
template <class Plan>
void read_side_work(const Table& table, Plan& plan) {
  plan.side_work = table.law("side_work");
  if (plan.side_work && mean_seconds(*plan.side_work) <= 0) {
    table.fail_at("side_work", "found side work that takes no time, allowed a mean above 0");
  }
  plan.side_work_once = table.boolean("side_work_once").value_or(false);
  if (table.has("side_work_once") && !table.has("side_work")) {
    table.fail_at("side_work_once", "found without 'side_work', allowed with it");
  }
}

/// Names in the order of their ids.
template <class Things>
[[nodiscard]] std::vector<std::string> names_of(const Things& things) {
  std::vector<std::string> names;
  names.reserve(things.size());
  for (const auto& thing : things) {
    names.push_back(thing.name);
  }
  return names;
}

inline const DurationLaw kAtOnce{DurationLaw::Family::kConstant, 0, 0, nullptr};

/// Of one agency, or at one desk.
inline constexpr std::int64_t kMaxCrews = 1'000'000;

/// Of contacts and of tickets.
inline constexpr std::int64_t kMaxPriority = 1000;

/// Of one channel, or one bundle of trunks.
inline constexpr std::int64_t kMaxLines = 1'000'000;

/// Contacts that wait, from which on something happens.
inline constexpr std::int64_t kMaxLength = 1'000'000;

}  // namespace hotline::sim
