// sim/hotline/interventions.cpp: what somebody changes while a hotline runs.
#include <algorithm>
#include <string>
#include <utility>

#include "sim/dispatch/catalogue.hpp"
#include "sim/hotline/hotline.hpp"

namespace hotline::sim {
namespace {

/// Whose choice a policy is, for the fact.
template <class Things>
std::string whose(std::string_view what, const Things& things, std::uint32_t position) {
  return std::string(what) + " " + things[position].name;
}

/// The name of a queue: that of a stated one, or of the channel whose own it is.
std::string queue_name(const Scenario& scenario, std::uint32_t queue) {
  if (queue < scenario.queues.size()) {
    return "queue " + scenario.queues[queue].name;
  }
  std::size_t left = queue - scenario.queues.size();
  for (const Channel& channel : scenario.channels) {
    if (channel.has_agents() && left-- == 0) {
      return "queue " + channel.name;
    }
  }
  return "queue";
}

std::size_t queues_of(const Scenario& scenario) {
  return scenario.queues.size() +
         static_cast<std::size_t>(std::count_if(scenario.channels.begin(), scenario.channels.end(),
                                                [](const Channel& c) { return c.has_agents(); }));
}

/// How many of what an intervention changes the scenario has.
struct CountPlaces {
  const Scenario& scenario;

  std::size_t operator()(const ContactPolicyChange&) const { return scenario.groups.size(); }

  std::size_t operator()(const ContactRoutingChange&) const { return queues_of(scenario); }

  std::size_t operator()(const AgentsChange&) const { return scenario.groups.size(); }
};

/// Whether a saved state could name the policy.
template <class Policy>
bool can_be_saved(const Policy& policy, const Scenario& scenario) {
  return rule_from<typename Policy::Rule>(numbers_of(policy.rule()), scenario.scripts).has_value();
}

}  // namespace

Result<void> Hotline::apply(const Intervention& intervention, const FactPort& facts) {
  const std::size_t places = std::visit(CountPlaces{*scenario_}, intervention);
  const bool known = std::visit(
      [&](const auto& change) {
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

void Hotline::intervene(World& world, const Intervention& intervention) {
  std::visit([&](const auto& change) { carry_out(world, change); }, intervention);
  if (const std::optional<PolicyInUse> policy = to_remember(intervention)) {
    in_use_.push_back(*policy);
  }
}

void Hotline::carry_out(World& world, const ContactPolicyChange& change) {
  front_.use(change.where, change.policy);
  tell_policy(world, change, "contacts",
              [&](std::uint32_t group) { return whose("group", scenario_->groups, group); });
  front_.reorder(world);
}

void Hotline::carry_out(World& world, const ContactRoutingChange& change) {
  front_.use(change.where, change.policy);
  tell_policy(world, change, "contact routing",
              [&](std::uint32_t queue) { return queue_name(*scenario_, queue); });
  front_.reorder(world);
}

void Hotline::carry_out(World& world, const AgentsChange& change) {
  for (const std::uint32_t group : change.where) {
    front_.staff(world, group, change.by);
  }
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

/// A policy that is changed belongs to the state; staff is kept where it works.
std::optional<Hotline::PolicyInUse> Hotline::to_remember(const Intervention& intervention) {
  return std::visit(
      [&](const auto& change) -> std::optional<PolicyInUse> {
        if constexpr (requires { change.policy; }) {
          return PolicyInUse{static_cast<std::uint32_t>(intervention.index()), change.where,
                             numbers_of(change.policy.rule())};
        } else {
          return std::nullopt;
        }
      },
      intervention);
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
    default:
      return false;
  }
}

}  // namespace hotline::sim
