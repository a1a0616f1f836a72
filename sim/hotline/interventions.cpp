// sim/hotline/interventions.cpp: what somebody changes while a hotline runs.
#include <algorithm>
#include <string>
#include <type_traits>
#include <utility>

#include "core/base/contract.hpp"
#include "sim/dispatch/catalogue.hpp"
#include "sim/hotline/hotline.hpp"

namespace hotline::sim {
namespace {

/// What each kind of intervention changes, and where.
template <class Change>
struct KindOf;

template <>
struct KindOf<ContactPolicyChange> {
  static constexpr std::string_view kAll = "contacts";
  static constexpr std::string_view kPlace = "group ";
};

template <>
struct KindOf<ContactRoutingChange> {
  static constexpr std::string_view kAll = "contact routing";
  static constexpr std::string_view kPlace = "queue ";
};

template <>
struct KindOf<TicketPolicyChange> {
  static constexpr std::string_view kAll = "tickets";
  static constexpr std::string_view kPlace = "agency ";
};

template <>
struct KindOf<UnitRoutingChange> {
  static constexpr std::string_view kAll = "unit routing";
  static constexpr std::string_view kPlace = "units of ";
};

template <class Change>
inline constexpr bool kChangesPolicy = requires(Change change) {
  change.policy;
};

/// Whether it is about contacts, and not about tickets.
template <class Change>
inline constexpr bool kIsInFront =
    std::is_same_v<Change, ContactPolicyChange> || std::is_same_v<Change, ContactRoutingChange> ||
    std::is_same_v<Change, AgentsChange>;

/// The name of a queue: that of a stated one, or of the channel whose own it is.
std::string queue_name(const Scenario& scenario, std::uint32_t queue) {
  if (queue < scenario.queues.size()) {
    return scenario.queues[queue].name;
  }
  std::size_t left = queue - scenario.queues.size();
  for (const Channel& channel : scenario.channels) {
    if (channel.has_agents() && left-- == 0) {
      return channel.name;
    }
  }
  return {};
}

std::size_t queues_of(const Scenario& scenario) {
  return scenario.queues.size() +
         static_cast<std::size_t>(std::count_if(scenario.channels.begin(), scenario.channels.end(),
                                                [](const Channel& c) { return c.has_agents(); }));
}

/// How many places of the kind that an intervention changes the scenario has.
template <class Change>
std::size_t places_of(const Scenario& scenario, const Change& /*change*/) {
  if constexpr (std::is_same_v<Change, ContactRoutingChange>) {
    return queues_of(scenario);
  } else if constexpr (kIsInFront<Change>) {
    return scenario.groups.size();
  } else {
    return scenario.agencies.size();
  }
}

/// "group desk": whose choice it is, for the fact.
template <class Change>
std::string place_name(const Scenario& scenario, std::uint32_t place) {
  std::string name(KindOf<Change>::kPlace);
  if constexpr (std::is_same_v<Change, ContactRoutingChange>) {
    name += queue_name(scenario, place);
  } else if constexpr (kIsInFront<Change>) {
    name += scenario.groups[place].name;
  } else {
    name += scenario.agencies[place].name;
  }
  return name;
}

/// Whether a saved state could name the policy.
template <class Policy>
bool can_be_saved(const Policy& policy, const Scenario& scenario) {
  return rule_from<typename Policy::Rule>(numbers_of(policy.rule()), scenario.scripts).has_value();
}

/// The policy of every place of a kind, and the name of the place.
template <class Policy>
using PlacesInUse = std::vector<std::pair<std::string, Policy>>;

template <class Change>
const auto& policy_at([[maybe_unused]] const FrontOffice& front,
                      [[maybe_unused]] const UnitTable& table, std::uint32_t place) {
  if constexpr (std::is_same_v<Change, ContactPolicyChange>) {
    return front.policy_of(place);
  } else if constexpr (std::is_same_v<Change, ContactRoutingChange>) {
    return front.routing_of(place);
  } else {
    return table.agencies()[place].routing;
  }
}

/// Where the change belongs.
template <class Change>
auto& office_of([[maybe_unused]] FrontOffice& front, [[maybe_unused]] Workshop& workshop) {
  if constexpr (kIsInFront<Change>) {
    return front;
  } else {
    return workshop;
  }
}

template <class Change>
auto in_use_at_all(const Scenario& scenario, const FrontOffice& front, const Workshop& workshop) {
  PlacesInUse<decltype(Change::policy)> all;
  const UnitTable& table = workshop.table();
  if constexpr (std::is_same_v<Change, TicketPolicyChange>) {
    for (const UnitTable::UnitPlan& unit : table.units()) {
      all.emplace_back(place_name<Change>(scenario, unit.agency), unit.policy);
    }
  } else {
    for (std::uint32_t place = 0; place < places_of(scenario, Change{}); ++place) {
      all.emplace_back(place_name<Change>(scenario, place), policy_at<Change>(front, table, place));
    }
  }
  return all;
}

}  // namespace

Result<void> Hotline::apply(const Intervention& intervention, const FactPort& facts) {
  const bool known = std::visit(
      [&](const auto& change) {
        const std::size_t places = places_of(*scenario_, change);
        return std::all_of(change.where.begin(), change.where.end(),
                           [&](std::uint32_t position) { return position < places; });
      },
      intervention);
  if (!known) {
    return bad_input("found a change of something that the scenario does not have");
  }
  const bool saveable = std::visit(
      [&](const auto& change) {
        if constexpr (requires { change.policy; }) {
          return can_be_saved(change.policy, *scenario_);
        } else {
          return true;
        }
      },
      intervention);
  if (!saveable) {
    return bad_input("found a script that the scenario does not name, allowed are those it does");
  }
  World world = world_with(facts);
  intervene(world, intervention);
  return {};
}

void Hotline::intervene(World& world, const Intervention& intervention, std::uint32_t row) {
  remember(intervention, row);
  std::visit(
      [&]<class Change>(const Change& change) {
        if constexpr (kChangesPolicy<Change>) {
          auto& office = office_of<Change>(front_, workshop_);
          office.use(change.where, change.policy);
          tell_policy(world, change, KindOf<Change>::kAll,
                      [&](std::uint32_t place) { return place_name<Change>(*scenario_, place); });
          office.reorder(world);
        } else {
          for (const std::uint32_t place : change.where) {
            office_of<Change>(front_, workshop_).staff(world, place, change.by);
          }
        }
      },
      intervention);
}

/// As if it had never been: of what has changed since, nothing is touched.
void Hotline::take_back(World& world, const Intervention& intervention, std::uint32_t row) {
  std::visit(
      [&]<class Change>(const Change& change) {
        if constexpr (kChangesPolicy<Change>) {
          const auto before = in_use_at_all<Change>(*scenario_, front_, workshop_);
          in_use_.erase(std::remove_if(in_use_.begin(), in_use_.end(),
                                       [&](const PolicyInUse& one) { return one.row == row; }),
                        in_use_.end());
          HOTLINE_REQUIRE(use_policies());
          const auto after = in_use_at_all<Change>(*scenario_, front_, workshop_);
          std::string told;
          for (std::size_t i = 0; i < after.size(); ++i) {
            if (!(before[i].second == after[i].second) && after[i].first != told) {
              told = after[i].first;
              world.tell(PolicyChanged{world.now(), told, name_of(after[i].second)});
            }
          }
          office_of<Change>(front_, workshop_).reorder(world);
        } else {
          Change back = change;
          back.by = -back.by;
          intervene(world, back);
        }
      },
      intervention);
}

/// One fact for each place, or one for all that follow the run's own.
template <class Change, class Name>
void Hotline::tell_policy(const World& world, const Change& change, std::string_view all,
                          const Name& name) {
  const std::string policy = name_of(change.policy);
  if (change.where.empty()) {
    world.tell(PolicyChanged{world.now(), std::string(all), policy});
  }
  for (const std::uint32_t one : change.where) {
    world.tell(PolicyChanged{world.now(), name(one), policy});
  }
}

/// A policy that is changed belongs to the state; staff is kept where it works. What another
/// replaces for good is forgotten, so that changes that come again and again need no more room.
void Hotline::remember(const Intervention& intervention, std::uint32_t row) {
  std::visit(
      [&]<class Change>(const Change& change) {
        if constexpr (kChangesPolicy<Change>) {
          const auto question = static_cast<std::uint32_t>(intervention.index());
          if (row == kForGood) {
            in_use_.erase(std::remove_if(in_use_.begin(), in_use_.end(),
                                         [&](const PolicyInUse& one) {
                                           return one.row == kForGood && one.question == question &&
                                                  one.where == change.where;
                                         }),
                          in_use_.end());
          }
          in_use_.push_back(
              PolicyInUse{question, change.where, numbers_of(change.policy.rule()), row});
        }
      },
      intervention);
}

/// What the scenario states and what interventions have changed of it; false: some policy is none.
bool Hotline::use_policies() {
  front_.use_own(policies_.contacts);
  workshop_.use_own(policies_.tickets);
  return std::all_of(in_use_.begin(), in_use_.end(),
                     [this](const PolicyInUse& policy) { return use_again(policy); });
}

bool Hotline::use_again(const PolicyInUse& policy) {
  const auto use = [&](auto& office, auto of) {
    using Policy = decltype(of);
    const auto rule = rule_from<typename Policy::Rule>(policy.policy, scenario_->scripts);
    if (rule) {
      office.use(policy.where, Policy(*rule));
    }
    return rule.has_value();
  };
  switch (policy.question) {
    case 0:
      return use(front_, Selection());
    case 1:
      return use(front_, Routing());
    case 3:
      return use(workshop_, Selection());
    case 4:
      return use(workshop_, Routing());
    default:
      return false;
  }
}

}  // namespace hotline::sim
