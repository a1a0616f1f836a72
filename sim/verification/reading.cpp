#include "sim/verification/reading.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/document/document.hpp"

namespace hotline::sim {
namespace {

using measures::MeasureSpec;
using measures::Scope;
using MeasureUnit = measures::Unit;

// In the order of enum Probes.
constexpr auto kProbes = std::to_array<ProbeSpec>(
    {{"in_system.mean", MeasureUnit::kContacts, ProbeSpec::Needs::kNothing, true, false, true,
      "time average of the contacts in the system"},
     {"in_system.variance", MeasureUnit::kContacts, ProbeSpec::Needs::kNothing, true, false, false,
      "variance over time of the contacts in the system"},
     {"in_system.share", MeasureUnit::kRatio, ProbeSpec::Needs::kNumber, true, false, true,
      "share of time with `number` contacts in the system"},
     {"in_system.share_from", MeasureUnit::kRatio, ProbeSpec::Needs::kNumber, true, false, true,
      "share of time with `number` contacts or more in the system"},
     {"sojourn.mean", MeasureUnit::kSeconds, ProbeSpec::Needs::kNothing, true, false, false,
      "mean time from arrival until the citizen leaves, of contacts that were answered"},
     {"wait.total", MeasureUnit::kSeconds, ProbeSpec::Needs::kNothing, true, false, false,
      "sum of the waits of contacts that were answered or abandoned"},
     {"wait.within", MeasureUnit::kRatio, ProbeSpec::Needs::kWithin, true, false, false,
      "answered with wait <= `within` / answered"},
     {"wait.of_customer", MeasureUnit::kSeconds, ProbeSpec::Needs::kNumber, false, false, false,
      "wait of the contact that arrives as the `number`-th of the run"},
     {"wait.of_first", MeasureUnit::kSeconds, ProbeSpec::Needs::kNumber, false, false, false,
      "mean wait of the first `number` contacts of the run"},
     {"orbit.mean", MeasureUnit::kContacts, ProbeSpec::Needs::kNothing, false, false, false,
      "time average of the contacts between two attempts"},
     {"sojourn.within", MeasureUnit::kRatio, ProbeSpec::Needs::kWithin, true, false, false,
      "answered, and gone within `within` of their arrival / answered"},
     {"wait.variance", MeasureUnit::kSeconds, ProbeSpec::Needs::kNothing, true, false, false,
      "variance of the waits of contacts that were answered, in seconds squared"},
     {"tickets.open_share", MeasureUnit::kRatio, ProbeSpec::Needs::kNumber, true, true, true,
      "share of time with `number` open tickets"},
     {"tickets.open_share_from", MeasureUnit::kRatio, ProbeSpec::Needs::kNumber, true, true, true,
      "share of time with `number` open tickets or more"},
     {"tickets.open_variance", MeasureUnit::kTickets, ProbeSpec::Needs::kNothing, true, true, false,
      "variance over time of the open tickets"}});

enum Probes : std::uint8_t {
  kInSystemMean,
  kInSystemVariance,
  kInSystemShare,
  kInSystemShareFrom,
  kSojournMean,
  kWaitTotal,
  kWaitWithin,
  kWaitOfCustomer,
  kWaitOfFirst,
  kOrbitMean,
  kSojournWithin,
  kWaitVariance,
  kOpenShare,
  kOpenShareFrom,
  kOpenVariance
};

constexpr std::string_view kNoLevel = " has no value at an instant: found 'at', allowed for levels";

Scope scope_of(OfKind of) {
  switch (of) {
    case OfKind::kRun:
      break;
    case OfKind::kChannel:
      return Scope::kChannel;
    case OfKind::kGroup:
      return Scope::kGroup;
    case OfKind::kAgency:
      return Scope::kAgency;
    case OfKind::kCategory:
      return Scope::kCategory;
    case OfKind::kDistrict:
      return Scope::kDistrict;
  }
  return Scope::kRun;
}

/// What stands for a while, so that a period ends for it when the period does.
bool is_level(const MeasureSpec& spec) {
  switch (spec.unit) {
    case MeasureUnit::kContacts:
    case MeasureUnit::kAgents:
    case MeasureUnit::kErlangs:
    case MeasureUnit::kCrews:
    case MeasureUnit::kTickets:
      return true;
    case MeasureUnit::kCount:
    case MeasureUnit::kRatio:
    case MeasureUnit::kSeconds:
      break;
  }
  const std::string_view family = spec.name.substr(0, spec.name.find('.'));
  return family == "occupancy" || family == "agents" || family == "crews";
}

/// The position of `probe` at the end of its list.
template <class Probe>
std::size_t placed(Observation& blank, Probe probe) {
  blank.all<Probe>().push_back(std::move(probe));
  return blank.all<Probe>().size() - 1;
}

}  // namespace

tl::unexpected<Error> refused(const Expectation& row, const std::string& message) {
  return bad_input(row.place + ": expect: " + message);
}

std::span<const ProbeSpec> probe_catalogue() {
  return kProbes;
}

const measures::Scorecard& Reading::card(const Observation& seen) const {
  return period == kWholeRun ? seen.card : seen.periods[period].card();
}

Ratio Reading::read(const Observation& seen) const {
  if (share) {
    return share->of(seen.card);
  }
  if (measure != nullptr) {
    const std::optional<double> value = measure->value(card(seen), row);
    return Ratio{value.value_or(std::numeric_limits<double>::quiet_NaN()), 1};
  }
  switch (static_cast<Probes>(probe - kProbes.data())) {
    case kInSystemMean:
      return seen.all<InSystem>()[at].level().mean();
    case kInSystemVariance:
      return seen.all<InSystem>()[at].level().variance();
    case kInSystemShare:
      return seen.all<InSystem>()[at].level().share_at(level);
    case kInSystemShareFrom:
      return seen.all<InSystem>()[at].level().share_from(level);
    case kSojournMean:
      return seen.all<Sojourn>()[at].mean();
    case kWaitTotal:
      return seen.all<TotalWait>()[at].sum();
    case kWaitWithin:
      return seen.all<AnsweredWithin>()[at].share();
    case kWaitOfCustomer:
      return seen.all<FirstWaits>()[at].of_last();
    case kWaitOfFirst:
      return seen.all<FirstWaits>()[at].of_all();
    case kOrbitMean:
      return seen.all<Orbit>()[at].mean();
    case kSojournWithin:
      return seen.all<Sojourn>()[at].share_within();
    case kWaitVariance:
      return seen.all<WaitVariance>()[at].variance();
    case kOpenShare:
      return seen.all<OpenTickets>()[at].level().share_at(level);
    case kOpenShareFrom:
      return seen.all<OpenTickets>()[at].level().share_from(level);
    case kOpenVariance:
      return seen.all<OpenTickets>()[at].level().variance();
  }
  return Ratio{};
}

Window Readings::window_of(const Expectation& row) const {
  Window window;
  if (row.from || row.until) {
    const SimTime begin = scenario_->start;
    window.from = begin + row.from.value_or(scenario_->warm_up);
    if (row.until) {
      window.until = begin + *row.until;
    }
  }
  return window;
}

Result<Reading> Readings::find(const Expectation& row, const std::string& name) {
  const std::span<const ShareSpec> shares = share_catalogue();
  if (std::any_of(shares.begin(), shares.end(),
                  [&](const ShareSpec& one) { return one.name == name; })) {
    return find_share(row, name);
  }
  const auto* const probe = std::find_if(kProbes.begin(), kProbes.end(),
                                         [&](const ProbeSpec& one) { return one.name == name; });
  return probe != kProbes.end() ? find_probe(row, *probe) : find_measure(row, name);
}

/// Rows of the same period share its scorecard.
std::size_t Readings::period_of(const Window& window, Follows follows) {
  const SimTime until = window.until.value_or(kNever);
  std::vector<Period>& known = blank_.periods;
  const auto same = std::find_if(known.begin(), known.end(), [&](const Period& one) {
    return one.is(*window.from, until, follows);
  });
  const auto position = static_cast<std::size_t>(same - known.begin());
  if (same == known.end()) {
    known.emplace_back(*window.from, until, follows);
  }
  return position;
}

Result<Reading> Readings::find_share(const Expectation& row, const std::string& name) {
  const Result<Share> share = Share::of(row, name);
  if (!share) {
    return refused(row, share.error().message);
  }
  Reading reading;
  reading.share = *share;
  reading.uses.within = share->uses_within();
  reading.uses.hours = !share->uses_within();
  return reading;
}

Result<Reading> Readings::find_measure(const Expectation& row, const std::string& name) {
  const Scope scope = scope_of(row.of);
  const MeasureSpec* const spec = measures::find_measure(scope, name);
  if (spec == nullptr) {
    return refused(row, "found no measure '" + printable(name) + "' of " +
                            (row.of_text.empty() ? "the run" : row.of_text) +
                            "; hotline measures and docs/VERIFY.md list them");
  }
  if (row.at_instant && !is_level(*spec)) {
    return refused(row, name + std::string(kNoLevel));
  }
  Reading reading;
  reading.measure = spec;
  reading.row = row.row;
  reading.is_level = is_level(*spec);
  if (row.from || row.until) {
    reading.period =
        period_of(window_of(row), reading.is_level ? Follows::kLevels : Follows::kArrivals);
  }
  return reading;
}

namespace {

bool is_of(const Expectation& row, const ProbeSpec& spec) {
  return row.of == OfKind::kRun || (row.of == OfKind::kChannel && !spec.of_tickets);
}

/// Whether a probe can be what the row asks for.
Result<void> check_probe(const Expectation& row, const ProbeSpec& spec) {
  const std::string name(spec.name);
  if (!is_of(row, spec)) {
    const std::string whose = spec.of_tickets ? " is of the run" : " is of a channel or of the run";
    return refused(row, name + whose + ", found '" + row.of_text + "'");
  }
  if (spec.needs == ProbeSpec::Needs::kNumber && !row.number) {
    return refused(row, name + " needs 'number'");
  }
  const bool counts = &spec == &kProbes[kWaitOfCustomer] || &spec == &kProbes[kWaitOfFirst];
  if (counts && *row.number < 1) {
    return refused(row, name + " counts from number = 1");
  }
  if (spec.needs == ProbeSpec::Needs::kWithin && !row.within) {
    return refused(row, name + " needs 'within'");
  }
  if (!spec.has_period && (row.from || row.until)) {
    return refused(row, name + " knows no 'from', 'until' and 'at'");
  }
  if (row.at_instant && !spec.is_level) {
    return refused(row, name + std::string(kNoLevel));
  }
  return {};
}

}  // namespace

Result<Reading> Readings::find_probe(const Expectation& row, const ProbeSpec& spec) {
  if (const auto good = check_probe(row, spec); !good) {
    return tl::unexpected(good.error());
  }
  std::optional<ChannelId> channel;
  if (row.of == OfKind::kChannel) {
    channel = ChannelId{static_cast<std::uint32_t>(row.row)};
  }
  const Window window = window_of(row);
  Reading reading;
  reading.probe = &spec;
  reading.uses.number = spec.needs == ProbeSpec::Needs::kNumber;
  reading.uses.within = spec.needs == ProbeSpec::Needs::kWithin;
  reading.level = static_cast<std::uint64_t>(row.number.value_or(0));
  switch (static_cast<Probes>(&spec - kProbes.data())) {
    case kInSystemMean:
    case kInSystemVariance:
    case kInSystemShare:
    case kInSystemShareFrom:
      reading.at = placed(blank_, InSystem(channel, window));
      break;
    case kSojournMean:
      reading.at = placed(blank_, Sojourn(channel, window));
      break;
    case kWaitTotal:
      reading.at = placed(blank_, TotalWait(channel, window));
      break;
    case kWaitWithin:
      reading.at = placed(blank_, AnsweredWithin(channel, window, *row.within));
      break;
    case kWaitOfCustomer:
    case kWaitOfFirst:
      reading.at = placed(blank_, FirstWaits(channel, *row.number));
      break;
    case kOrbitMean:
      reading.at = placed(blank_, Orbit(channel));
      break;
    case kSojournWithin:
      reading.at = placed(blank_, Sojourn(channel, window, *row.within));
      break;
    case kWaitVariance:
      reading.at = placed(blank_, WaitVariance(channel, window));
      break;
    case kOpenShare:
    case kOpenShareFrom:
    case kOpenVariance:
      reading.at = placed(blank_, OpenTickets(window));
      break;
  }
  return reading;
}

}  // namespace hotline::sim
