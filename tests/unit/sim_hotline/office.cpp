#include "tests/unit/sim_hotline/office.hpp"

#include <array>
#include <variant>

namespace hotline::test {
namespace {

/// One word for each fact of a ticket's life.
struct Words {
  [[nodiscard]] static std::string agency(AgencyId id) { return std::to_string(id.value); }

  std::string operator()(const TicketOpened& /*f*/) const { return "opened"; }

  std::string operator()(const TicketMerged& /*f*/) const { return "merged"; }

  std::string operator()(const TicketClassified& f) const {
    return "class " + std::to_string(f.category.value);
  }

  std::string operator()(const TicketDispatched& f) const {
    return f.assisting ? "" : "to " + agency(f.agency);
  }

  std::string operator()(const TicketSigned& f) const { return "signed by " + agency(f.agency); }

  std::string operator()(const TicketReturned& /*f*/) const { return "returned"; }

  std::string operator()(const TicketArbitrated& f) const {
    return "arbitrated to " + agency(f.agency);
  }

  std::string operator()(const WorkStarted& f) const { return f.resumed ? "resumed" : "begun"; }

  std::string operator()(const WorkEnded& f) const { return f.interrupted ? "left" : "done"; }

  std::string operator()(const TicketPaused& f) const {
    return "paused " + std::to_string(static_cast<int>(f.reason));
  }

  std::string operator()(const TicketResumed& /*f*/) const { return "goes on"; }

  std::string operator()(const TicketExtended& f) const {
    return f.granted ? "extended" : "not extended";
  }

  std::string operator()(const TicketOverdue& f) const {
    return f.clock == TicketClock::kResponse ? "response overdue" : "overdue";
  }

  std::string operator()(const TicketEscalated& f) const {
    return "level " + std::to_string(f.level) + (f.before_due ? " before due" : "");
  }

  std::string operator()(const TicketChased& f) const {
    return "chased " + std::to_string(f.times);
  }

  std::string operator()(const TicketResolved& f) const {
    return f.unfixable ? "unfixable" : "resolved";
  }

  std::string operator()(const TicketSurveyed& f) const {
    return std::string("surveyed") + (f.answered ? "" : ": no answer") +
           (f.responded ? ", in time" : "") + (f.fixed ? ", fixed" : "") +
           (f.satisfied ? ", satisfied" : "");
  }

  std::string operator()(const TicketReopened& /*f*/) const { return "reopened"; }

  std::string operator()(const TicketWithdrawn& /*f*/) const { return "withdrawn"; }

  std::string operator()(const TicketClosed& f) const {
    constexpr std::array<const char*, 5> kEnds{"", "archived", "off the list", "left unfixed",
                                               "a duplicate"};
    return kEnds.at(static_cast<std::size_t>(f.how));
  }

  template <class F>
  std::string operator()(const F& /*no ticket's*/) const {
    return "";
  }
};

std::string ticket_of(const Fact& fact) {
  return std::visit(
      [](const auto& f) {
        if constexpr (requires { f.ticket; }) {
          return " " + std::to_string(f.ticket.value);
        } else {
          return std::string();
        }
      },
      fact);
}

}  // namespace

sim::Scenario quick_office() {
  sim::Scenario s = one_line(1);
  sim::Channel form = s.channels[0];
  form.name = "form";
  form.kind = sim::Channel::Kind::kDirect;
  form.entry = constant(0);
  s.channels.push_back(form);
  s.categories[0].ticket_probability = 1;
  s.categories[0].talk = constant(600);
  s.triage.human_delay = s.triage.machine_delay = s.triage.arbitration_delay = constant(0);
  s.agencies[0].sign = constant(3600);
  s.agencies[0].lead = constant(7200);
  s.agencies[0].work = constant(3600);
  s.survey.delay = constant(0);
  return s;
}

void add_second(sim::Scenario& scenario) {
  scenario.agencies.push_back(scenario.agencies[0]);
  scenario.categories.push_back(scenario.categories[0]);
  scenario.categories[1].agency = AgencyId{1};
  // Nobody but the test reports: only what is mistaken for what depends on these.
  scenario.demand = {flat_demand(ChannelId{0}, CategoryId{0}, 1),
                     flat_demand(ChannelId{0}, CategoryId{1}, 1)};
}

Office::Office(const sim::Scenario& scenario, std::uint64_t seed)
    : scenario_(scenario),
      book_(seed, 0),
      simulation_(scenario.start),
      citizens_(scenario_),
      front_(scenario_, sim::Selection()),
      back_(scenario_),
      workshop_(scenario_, scenario.ticket_policy),
      port_(recorder_) {
  sim::World world = this->world();
  front_.start(world);
  back_.start(world);
  workshop_.start(world);
}

sim::World Office::world() {
  return {scenario_, book_, simulation_, port_, citizens_, front_, back_, workshop_};
}

void Office::report(std::uint64_t ticket, sim::TicketRequest request) {
  sim::World world = this->world();
  request.ticket = TicketId{ticket};
  back_.take(world, request, back_.consider(world, request));
}

void Office::run(Duration time) {
  sim::World world = this->world();
  using Kind = sim::Event::Kind;
  simulation_.run_until(simulation_.now() + time, [&](const sim::Event& event) {
    if (event.kind >= Kind::kWorkOver) {
      workshop_.handle(world, event);
    } else if (event.kind >= Kind::kTriageOver) {
      back_.handle(world, event);
    } else {
      front_.handle(world, event);
    }
  });
}

std::vector<std::string> Office::story() const {
  std::vector<std::string> told;
  for (const Fact& fact : recorder_.facts) {
    const std::string word = std::visit(Words(), fact);
    if (!word.empty()) {
      told.push_back(std::to_string((time_of(fact) - scenario_.start) / kMinute) + " " + word +
                     ticket_of(fact));
    }
  }
  return told;
}

}  // namespace hotline::test
