#include <algorithm>
#include <cmath>
#include <memory>
#include <string>

#include "core/base/contract.hpp"
#include "sim/levers/lever.hpp"
#include "sim/random/law_table.hpp"

namespace hotline::sim {
namespace {

constexpr double kRounding = 1e-9;  ///< 10 * 1.1 is eleven, not a little more

/// The law of the same durations times a factor above 0.
DurationLaw stretched(DurationLaw law, double factor) {
  switch (law.family) {
    case DurationLaw::Family::kConstant:
    case DurationLaw::Family::kExponential:
    case DurationLaw::Family::kLognormal:
    case DurationLaw::Family::kWeibull:
    case DurationLaw::Family::kPareto:
    case DurationLaw::Family::kGamma:  // its table is of scale 1
      law.first_seconds *= factor;
      return law;
    case DurationLaw::Family::kUniform:
      law.first_seconds *= factor;
      law.second *= factor;
      return law;
    case DurationLaw::Family::kAtZero:
      return with_mass_at_zero(law.second, stretched(law.table->parts.front().second, factor));
    case DurationLaw::Family::kMixture: {
      auto parts = law.table->parts;
      for (auto& [weight, part] : parts) {
        part = stretched(part, factor);
      }
      return mixture_law(std::move(parts));
    }
    case DurationLaw::Family::kPiecewise: {
      LawTable table = *law.table;
      for (auto& [probability, seconds] : table.piecewise.knots) {
        seconds *= factor;
      }
      law.table = std::make_shared<const LawTable>(std::move(table));
      return law;
    }
  }
  return law;
}

/// Changes numbers one by one, and counts those that are not what they were.
class Change {
 public:
  explicit Change(const Lever& lever) : lever_(&lever) {}

  [[nodiscard]] std::size_t changed() const { return changed_; }

  void share(double& value) {
    const double wanted = lever_->times ? value * *lever_->times : value + *lever_->plus;
    set(value, std::clamp(wanted, 0.0, 1.0));
  }

  /// The share that is not `value`.
  void rest(double& value) {
    double other = 1 - value;
    const std::size_t before = changed_;
    share(other);
    if (changed_ != before) {
      value = 1 - other;
    }
  }

  /// People and lines are whole; a small group, too, feels the change.
  void whole(std::int64_t& number) {
    const double wanted = static_cast<double>(number) * *lever_->times;
    const double away =
        *lever_->times > 1 ? std::ceil(wanted - kRounding) : std::floor(wanted + kRounding);
    set(number, static_cast<std::int64_t>(away));
  }

  void law(DurationLaw& law) {
    if (*lever_->times != 1 && mean_seconds(law) > 0) {
      law = stretched(law, *lever_->times);
      ++changed_;
    }
  }

  void text(std::string& text, const std::string& wanted) { set(text, wanted); }

  void count() { ++changed_; }

 private:
  template <class T>
  void set(T& value, const T& wanted) {
    changed_ += value == wanted ? 0U : 1U;
    value = wanted;
  }

  const Lever* lever_;
  std::size_t changed_ = 0;
};

void change_agents(Scenario& scenario, Change& change) {
  for (AgentGroup& group : scenario.groups) {
    for (Shift& shift : group.shifts) {
      change.whole(shift.agents);
    }
    for (PlanStep& step : group.plan) {
      change.whole(step.agents);
    }
  }
}

void change_crews(CrewPlan& plan, Change& change) {
  if (plan.shifts.empty() && plan.plan.empty()) {
    change.whole(plan.crews);
  }
  for (Shift& shift : plan.shifts) {
    change.whole(shift.agents);
  }
  for (PlanStep& step : plan.plan) {
    change.whole(step.agents);
  }
}

void change_crews(Scenario& scenario, Change& change) {
  for (Agency& agency : scenario.agencies) {
    if (agency.units.empty()) {
      change_crews(static_cast<CrewPlan&>(agency), change);
    }
    for (Unit& unit : agency.units) {
      change_crews(static_cast<CrewPlan&>(unit), change);
    }
  }
}

void change_lines(Scenario& scenario, Change& change) {
  for (Channel& channel : scenario.channels) {
    if (channel.lines) {
      change.whole(*channel.lines);
    }
  }
  for (Trunks& trunks : scenario.trunks) {
    change.whole(trunks.lines);
  }
}

/// One more row for everybody: factors of rows multiply.
void change_handle_time(const Lever& lever, Scenario& scenario, Change& change) {
  const bool talks = std::any_of(scenario.channels.begin(), scenario.channels.end(),
                                 [](const Channel& channel) { return channel.has_agents(); });
  if (talks && *lever.times != 1) {
    HandleRow row;
    row.factor = *lever.times;
    scenario.handles.push_back(std::move(row));
    change.count();
  }
}

void change_self_service(Scenario& scenario, Change& change) {
  for (Channel& channel : scenario.channels) {
    if (channel.self_service) {
      for (double& contained : channel.self_service->contained) {
        change.share(contained);
      }
    }
  }
}

/// Who no longer calls fills in the form of the first channel that has one.
void change_calls(const Lever& lever, Scenario& scenario, Change& change) {
  const auto form =
      std::find_if(scenario.channels.begin(), scenario.channels.end(),
                   [](const Channel& channel) { return channel.kind == Channel::Kind::kDirect; });
  if (form == scenario.channels.end()) {
    return;
  }
  const ChannelId to{static_cast<std::uint32_t>(form - scenario.channels.begin())};
  const double moved = 1 - std::clamp(*lever.times, 0.0, 1.0);
  const std::size_t rows = scenario.demand.size();
  for (std::size_t i = 0; i < rows; ++i) {
    const Channel::Kind kind = scenario.channels[scenario.demand[i].channel.index()].kind;
    const bool live = kind == Channel::Kind::kLive || kind == Channel::Kind::kChat;
    // Only a rate by the hour can be parted: plans and other processes have theirs elsewhere.
    if (!live || scenario.demand[i].extras || moved == 0) {
      continue;
    }
    Demand row = scenario.demand[i];
    row.channel = to;
    row.per_day *= moved;
    scenario.demand[i].per_day *= 1 - moved;
    scenario.demand.push_back(std::move(row));
    change.count();
  }
}

/// A row of a confusion matrix of one category: what is not taken for itself.
void change_row(ConfusionRow& row, Change& change) {
  if (row.taken_for.empty()) {
    return change.rest(row.accuracy);
  }
  if (row.categories.size() != 1) {
    return;  // one row of several categories does not say which of its entries is right
  }
  const std::size_t own = row.categories.front().index();
  double wrong = 0;
  for (auto& [category, share] : row.taken_for) {
    if (category != own) {
      change.share(share);
      wrong += share;
    }
  }
  for (auto& [category, share] : row.taken_for) {
    share = category == own ? 1 - wrong : share;
  }
}

void change_misclassified(Scenario& scenario, Change& change) {
  change.rest(scenario.triage.human_accuracy);
  change.rest(scenario.triage.machine_accuracy);
  for (ConfusionRow& row : scenario.confusion) {
    change_row(row, change);
  }
}

void change_agencies(LeverTarget target, Scenario& scenario, Change& change) {
  for (JobRow& row : scenario.jobs) {
    if (target == LeverTarget::kLeadTime && row.lead) {
      change.law(*row.lead);
    }
  }
  for (Agency& agency : scenario.agencies) {
    switch (target) {
      case LeverTarget::kSignTime:
        change.law(agency.sign);
        break;
      case LeverTarget::kLeadTime:
        change.law(agency.lead);
        break;
      case LeverTarget::kRefusals:
        change.share(agency.refuse_probability);
        break;
      case LeverTarget::kEarlyClosures:
        if (agency.early_closure) {
          change.share(agency.early_closure->probability);
        }
        break;
      default:
        change.rest(agency.fix_probability);
    }
  }
}

void change_attribute(const Lever& lever, Scenario& scenario, Change& change) {
  const auto found =
      std::find_if(scenario.attributes.begin(), scenario.attributes.end(),
                   [&](const Attribute& one) { return one.name == lever.attribute; });
  Attribute wanted{lever.attribute, lever.value, ProvenanceKind::kAssumed,
                   "changed by the lever " + lever.id};
  if (found == scenario.attributes.end()) {
    scenario.attributes.push_back(std::move(wanted));
    change.count();
  } else if (found->value != lever.value) {
    *found = std::move(wanted);
    change.count();
  }
}

void change_all(const Lever& lever, Scenario& scenario, Change& change) {
  switch (lever.target) {
    case LeverTarget::kAgents:
      return change_agents(scenario, change);
    case LeverTarget::kCrews:
      return change_crews(scenario, change);
    case LeverTarget::kLines:
      return change_lines(scenario, change);
    case LeverTarget::kHandleTime:
      return change_handle_time(lever, scenario, change);
    case LeverTarget::kSelfService:
      return change_self_service(scenario, change);
    case LeverTarget::kCallsToForms:
      return change_calls(lever, scenario, change);
    case LeverTarget::kMisclassified:
      return change_misclassified(scenario, change);
    case LeverTarget::kSurveySample:
      return change.share(scenario.survey.sample_share);
    case LeverTarget::kAttribute:
      return change_attribute(lever, scenario, change);
    default:
      return change_agencies(lever.target, scenario, change);
  }
}

/// FNV-1a, on from `hash`.
std::uint64_t hashed(std::uint64_t hash, std::string_view text) {
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  return hash;
}

std::uint64_t hashed(std::uint64_t hash, const std::optional<double>& number) {
  return hashed(hash, number ? std::to_string(*number) : "-");
}

}  // namespace

std::size_t apply(const Lever& lever, Scenario& scenario) {
  Change change(lever);
  change_all(lever, scenario, change);
  if (change.changed() > 0) {
    std::uint64_t hash = hashed(scenario.fingerprint, to_string(lever.target));
    hash = hashed(hashed(hash, lever.times), lever.plus);
    scenario.fingerprint = hashed(hashed(hash, lever.attribute), "=" + lever.value);
  }
  return change.changed();
}

}  // namespace hotline::sim
