// tests/unit/sim_hotline/office.hpp: a back office on a bench, for lives worked by hand.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/facts/port.hpp"
#include "sim/hotline/back_office.hpp"
#include "sim/hotline/citizens.hpp"
#include "sim/hotline/front_office.hpp"
#include "tests/support/recorder.hpp"
#include "tests/support/scenarios.hpp"

namespace hotline::test {

/// One form, one phone with an agent, one category, one agency with one crew that is always there.
/// A ticket is dispatched as it opens, signed for after 1 h, worked on from 3 h to 4 h.
[[nodiscard]] sim::Scenario quick_office();

/// Adds an agency like the first, and a category that is its.
void add_second(sim::Scenario& scenario);

/// A hotline that nobody calls but the test.
class Office {
 public:
  explicit Office(const sim::Scenario& scenario, std::uint64_t seed = 1);

  /// A ticket is reported, and dealt with as a report is: opened or merged.
  void report(std::uint64_t ticket, sim::TicketRequest request = {});

  void run(Duration time);

  template <class F>
  [[nodiscard]] std::vector<F> all() const {
    return recorder_.all<F>();
  }

  /// "240 resolved 1": whole minutes since the start, what happened, to which ticket; from opening
  /// to closing, without crews coming on duty.
  [[nodiscard]] std::vector<std::string> story() const;

  [[nodiscard]] std::size_t tickets() const { return back_.tickets(); }

 private:
  [[nodiscard]] sim::World world();

  sim::Scenario scenario_;
  sim::RandomBook book_;
  sim::Simulation<sim::Event> simulation_;
  sim::Citizens citizens_;
  sim::FrontOffice front_;
  sim::BackOffice back_;
  sim::Workshop workshop_;
  Recorder recorder_;
  FactPort port_;
};

}  // namespace hotline::test
