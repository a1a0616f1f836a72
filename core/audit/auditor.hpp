// core/audit/auditor.hpp: can it have happened like this?
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/audit/contact_book.hpp"
#include "core/audit/finding.hpp"
#include "core/audit/ticket_book.hpp"
#include "core/facts/fact.hpp"

namespace hotline::audit {

/// What is known of a run beside its facts; where nothing is, nothing is held against it.
struct Knowledge {
  std::vector<LineLimit> limits;  ///< of lines
  bool drained = false;           ///< it goes on until nobody is left
};

/// A fact that cannot be, and what could have been.
struct Violation {
  std::uint64_t number = 0;  ///< of the fact in its run; RunStarted has 1
  std::uint32_t replication = 0;
  std::string fact;      ///< describe()
  std::string expected;  ///< instead
};

/// One line: "fact 17 of replication 0: found ContactBlocked ..., expected ...".
[[nodiscard]] std::string to_string(const Violation& violation);

/// A sink of facts that holds them against what must be true of every run, one run after the other:
///
/// - each contact and each ticket goes only where the graphs of front_office_facts.hpp and
///   back_office_facts.hpp allow, and is somewhere exactly once; what ends had begun;
/// - time never goes back, no duration is negative, and each is the difference of its instants;
/// - nobody takes up work who is not on duty and free; no more lines are held than there are;
/// - what repeats itself (opened, dispatched, channel, first ...) is what was said before;
/// - at the end, contacts and tickets are conserved, and Little's law holds of every station.
///
/// It knows nothing of the simulator, so a log and a live stream can be audited as well. Of
/// replayed exports, whose rows come one by one, it does not ask for an order of time, nor for
/// facts that an export does not have. It looks no further than to the first violation.
///
/// Cost     A hash lookup a fact. Memory as large as what is open; a ticket is open until
///          TicketClosed.
class Auditor {
 public:
  explicit Auditor(Knowledge knowledge = {})
      : knowledge_(std::move(knowledge)), contacts_(knowledge_.limits, false) {}

  template <class F>
  void operator()(const F& fact) {
    if (violation_) {
      return;
    }
    ++number_;
    Finding finding;
    take(fact, finding);
    if (!finding.sound()) [[unlikely]] {
      report(Fact(fact), finding);
    }
  }

  void operator()(const Fact& fact) {
    std::visit([this](const auto& f) { (*this)(f); }, fact);
  }

  /// No more facts will come: a run that has begun must have ended.
  void finish();

  /// The first one.
  [[nodiscard]] const std::optional<Violation>& violation() const { return violation_; }

 private:
  using Surge = std::pair<std::string, std::uint32_t>;

  template <class F>
  void take(const F& fact, Finding& finding) {
    if constexpr (!std::is_same_v<F, RunStarted>) {
      keep_time(fact.at, finding);
      if (!finding.sound()) {
        return;
      }
    }
    if constexpr (requires { step(fact, finding); }) {
      step(fact, finding);
    }
    if constexpr (requires { contacts_.step(fact, finding); }) {
      contacts_.step(fact, finding);
    }
    if constexpr (requires { tickets_.step(fact, finding); }) {
      tickets_.step(fact, finding);
    }
  }

  void step(const RunStarted& f, Finding& finding);
  void step(const NameDefined& f, Finding& finding);
  void step(const WarmUpEnded& f, Finding& finding);
  void step(const SurgeStarted& f, Finding& finding);
  void step(const SurgeEnded& f, Finding& finding);
  void step(const RunEnded& f, Finding& finding);

  void keep_time(SimTime at, Finding& finding);
  void report(const Fact& fact, const Finding& finding);

  Knowledge knowledge_;
  ContactBook contacts_;
  TicketBook tickets_{false};
  bool running_ = false;
  bool replayed_ = false;
  bool warm_ = false;
  SimTime start_;
  SimTime now_;  ///< the latest instant of any fact
  std::uint32_t replication_ = 0;
  std::uint64_t number_ = 0;
  std::array<std::uint32_t, 5> named_{};
  std::vector<Surge> surges_;
  std::optional<Violation> violation_;
};

}  // namespace hotline::audit
