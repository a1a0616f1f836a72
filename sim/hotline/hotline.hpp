// sim/hotline/hotline.hpp: one hotline of one city, from its start to any instant.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/port.hpp"
#include "sim/hotline/back_office.hpp"
#include "sim/hotline/citizens.hpp"
#include "sim/hotline/front_office.hpp"
#include "sim/hotline/workshop.hpp"
#include "sim/hotline/world.hpp"
#include "sim/kernel/pacing.hpp"
#include "sim/kernel/simulation.hpp"
#include "sim/random/random.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::sim {

/// The policies of one run.
struct Policies {
  Selection contacts;
  Selection tickets;
};

/// Who is left at the end waits for nobody: the run would not end. What it has made so far is to be
/// thrown away.
struct EndlessRun : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The whole model as a value: a copy has the same past and, with the same policies and sink, the
/// same future. It refers to the scenario, which must outlive it, and owns everything else.
///
/// Facts   every run begins with RunStarted and the names, and ends with RunEnded when finish() is
///         called. Facts of one run are in order of time.
/// Cost    O(log n) an event, no allocation once the greatest load has been seen.
class Hotline {
 public:
  Hotline(const Scenario& scenario, const Policies& policies, std::uint64_t seed,
          std::uint32_t replication)
      : scenario_(&scenario),
        policies_(policies),
        seed_(seed),
        replication_(replication),
        book_(seed, replication),
        simulation_(scenario.start),
        citizens_(scenario),
        front_(scenario, policies.contacts),
        back_(scenario),
        workshop_(scenario, policies.tickets) {}

  /// Says who and what this run is, and schedules what comes first. Once, before run_until.
  void start(const FactPort& facts);

  /// Runs to `until` (events at `until` itself stay in the future).
  /// @return false if the pacing stopped it before; it may then be run on.
  bool run_until(SimTime until, const FactPort& facts, const PacePort& pace = {});

  /// Nobody new turns up, and the run goes on until nobody is left: no contact in the front office,
  /// no ticket in the back office. Throws EndlessRun where that is not so after kLongestDrain.
  /// @return false if the pacing stopped it before.
  bool drain(const FactPort& facts, const PacePort& pace = {});

  static constexpr Duration kLongestDrain = 3653 * kDay;

  /// Somebody changes something now, after what has happened until now: another policy, other
  /// staffing. It is part of the state from then on, and the latest change of a thing holds. Who
  /// waits already takes the place that the new policy gives him.
  /// Facts   PolicyChanged, StaffingChanged, CrewsChanged; whoever can be served by it is served at
  /// once. Errors  kBadInput, and nothing changes: a place that the scenario does not have; a
  /// script that
  ///         it does not name, which a saved state could not name either.
  [[nodiscard]] Result<void> apply(const Intervention& intervention, const FactPort& facts);

  /// Says that the run ends now.
  void finish(const FactPort& facts) const { facts(RunEnded{simulation_.now()}); }

  [[nodiscard]] const Scenario& scenario() const { return *scenario_; }

  [[nodiscard]] std::uint64_t seed() const { return seed_; }

  [[nodiscard]] std::uint32_t replication() const { return replication_; }

  [[nodiscard]] SimTime now() const { return simulation_.now(); }

  [[nodiscard]] SimTime end() const {
    return scenario_->start + scenario_->warm_up + scenario_->length;
  }

  /// Contacts in the front office (also those about to redial or in after-call work), and tickets
  /// in the back office (also those resolved that wait for their survey).
  [[nodiscard]] std::size_t contacts() const { return front_.contacts(); }

  [[nodiscard]] std::size_t tickets() const { return back_.tickets(); }

  /// All that changes while it runs.
  template <class A>
  void archive(A& a) {
    a(simulation_);
    a(citizens_);
    a(front_);
    a(back_);
    a(workshop_);
    a(in_use_);
    a(watches_);
    if (!use_policies()) {
      a.fail();
    }
  }

 private:
  void name(const FactPort& facts) const;
  void handle(World& world, const Event& event);
  [[nodiscard]] World world_with(const FactPort& facts);

  /// Of an intervention that nothing takes back.
  static constexpr std::uint32_t kForGood = ~std::uint32_t{0};

  /// A policy that is not the scenario's: by interventions, in their order.
  struct PolicyInUse {
    std::uint32_t question = 0;  ///< position of the intervention in its variant
    std::vector<std::uint32_t> where;
    PolicyNumbers policy;
    std::uint32_t row = kForGood;  ///< of Scenario::changes, while its condition holds
  };

  /// How far a change is that waits for a condition.
  struct Watch {
    enum class State : std::uint8_t {
      kAsleep,  ///< is not watched yet
      kAwake,   ///< the condition does not hold
      kBegun,   ///< it does, but not for long enough
      kHolds,   ///< the change was made
      kOver,    ///< and is not to be made again
    };
    State state = State::kAsleep;
    EventHandle held;
  };

  // interventions.cpp
  void intervene(World& world, const Intervention& intervention, std::uint32_t row = kForGood);
  void take_back(World& world, const Intervention& intervention, std::uint32_t row);
  template <class Change, class Name>
  void tell_policy(const World& world, const Change& change, std::string_view all,
                   const Name& name);
  void remember(const Intervention& intervention, std::uint32_t row);
  [[nodiscard]] bool use_policies();
  [[nodiscard]] bool use_again(const PolicyInUse& policy);

  // conditions.cpp
  void begin_change(World& world, std::uint32_t row);
  void watch(World& world);
  void watch(World& world, std::uint32_t row, const ChangeCondition& condition);
  void condition_held(World& world, std::uint32_t row);
  void condition_over(World& world, std::uint32_t row);
  [[nodiscard]] std::int64_t watched(const ChangeCondition& condition) const;

  const Scenario* scenario_;
  Policies policies_;
  std::uint64_t seed_;
  std::uint32_t replication_;
  RandomBook book_;
  Simulation<Event> simulation_;
  Citizens citizens_;
  FrontOffice front_;
  BackOffice back_;
  Workshop workshop_;
  std::vector<PolicyInUse> in_use_;
  std::vector<Watch> watches_;  ///< by row of Scenario::changes; empty where none has a condition
};

/// Equal for equal scenario text, start and lengths: runs of equal number can share a past.
[[nodiscard]] std::uint64_t setting_number(const Scenario& scenario);

/// The number that names a run: equal for equal scenario text, start, lengths, policies, seed and
/// replication, so that equal numbers mean equal facts.
[[nodiscard]] std::uint64_t run_number(const Scenario& scenario, std::uint64_t seed,
                                       std::uint32_t replication);

}  // namespace hotline::sim
