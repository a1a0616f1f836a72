// sim/scenario/demand.cpp: [category.*], [district.*], [profile.*], [[demand]]
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "sim/scenario/parts.hpp"

namespace hotline::sim {
namespace {

constexpr std::size_t kMaxDemandRows = 10'000;

/// A profile with mean 1 from one of any scale.
template <std::size_t N>
std::array<double, N> normalised(const Table& table, std::string_view key,
                                 const std::vector<double>& values) {
  std::array<double, N> out{};
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  if (!(sum > 0)) {
    table.fail_at(key, "found a profile of zeros, expected one number above 0 at least");
    return out;
  }
  std::transform(values.begin(), values.end(), out.begin(),
                 [sum](double value) { return value / sum * static_cast<double>(N); });
  return out;
}

template <std::size_t N>
std::array<double, N> flat() {
  std::array<double, N> out{};
  out.fill(1);
  return out;
}

struct Profile {
  std::string name;
  std::optional<std::array<double, 24>> hour;
  std::optional<std::array<double, 7>> weekday;
  std::optional<std::array<double, 168>> week;
  std::optional<std::array<double, 12>> month;
};

template <std::size_t N>
std::optional<std::array<double, N>> read_values(const Table& table, std::string_view key) {
  const std::optional<std::vector<double>> values = table.numbers(key, N);
  return values ? std::optional(normalised<N>(table, key, *values)) : std::nullopt;
}

std::vector<Profile> read_profiles(const Table& root) {
  std::vector<Profile> profiles;
  for (const auto& [name, table] : root.named("profile", "profile.*")) {
    profiles.push_back(Profile{name, read_values<24>(table, "hour"),
                               read_values<7>(table, "weekday"), read_values<168>(table, "week"),
                               read_values<12>(table, "month")});
    const Profile& last = profiles.back();
    if (!last.hour && !last.weekday && !last.week && !last.month) {
      table.fail("found an empty profile, expected hour, weekday, week or month");
    }
  }
  return profiles;
}

/// The profile that a demand row states or names; flat where it does neither.
template <std::size_t N>
std::array<double, N> read_profile(const Table& row, std::string_view key,
                                   const std::vector<Profile>& profiles,
                                   std::optional<std::array<double, N>> Profile::*part) {
  if (!row.is_text(key)) {
    return read_values<N>(row, key).value_or(flat<N>());
  }
  std::vector<std::string> names;
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    if (profiles[i].*part) {
      names.push_back(profiles[i].name);
      indices.push_back(i);
    }
  }
  const std::optional<std::size_t> found = row.reference(key, "profile", names);
  return found ? *(profiles[indices[*found]].*part) : flat<N>();
}

/// A channel and its share of a row, by the hour if it depends on that.
struct ChannelShare {
  std::size_t channel = 0;
  double share = 1;
  std::array<double, 24> by_hour = flat<24>();
};

/// Shares by hour, which sum to one in each.
std::vector<ChannelShare> read_hourly_mix(const Table& row, const std::vector<std::string>& names) {
  constexpr std::string_view kKey = "channels_by_hour";
  std::vector<ChannelShare> out;
  for (const auto& [channel, values] : row.number_lists(kKey, "channel", names, 24)) {
    ChannelShare& one = out.emplace_back();
    one.channel = channel;
    std::copy(values.begin(), values.end(), one.by_hour.begin());
  }
  for (std::size_t h = 0; h < 24; ++h) {
    double sum = 0;
    for (const ChannelShare& one : out) {
      sum += one.by_hour.at(h);
    }
    if (std::fabs(sum - 1) > kShareTolerance) {
      row.fail_at(kKey, "found shares that sum to " + plain_number(sum) + " in hour " +
                            std::to_string(h) + ", allowed 1");
      break;
    }
  }
  return out;
}

std::vector<ChannelShare> read_channel_mix(const Table& row,
                                           const std::vector<std::string>& names) {
  const std::string_view key = row.one_of({"channel", "channels", "channels_by_hour"});
  std::vector<ChannelShare> out;
  if (key == "channels_by_hour") {
    return read_hourly_mix(row, names);
  }
  if (key == "channels") {
    for (const auto& [channel, share] : row.mix("channels", "channel", names)) {
      out.push_back(ChannelShare{channel, share});
    }
    return out;
  }
  const std::optional<std::size_t> channel =
      key.empty() ? std::nullopt : row.reference("channel", "channel", names);
  if (channel) {
    out.push_back(ChannelShare{*channel});
  }
  return out;
}

/// The rate of the row that comes by one channel.
Demand by_channel(const Demand& row, double per_day, const ChannelShare& share) {
  Demand demand = row;
  demand.channel = ChannelId{static_cast<std::uint32_t>(share.channel)};
  demand.per_day = per_day * share.share;
  for (std::size_t h = 0; h < 24; ++h) {
    demand.hour.at(h) *= share.by_hour.at(h);
  }
  if (demand.extras) {
    DemandExtras& extras = *demand.extras;
    for (std::size_t h = 0; h < extras.week.size(); ++h) {
      extras.week[h] *= share.by_hour.at(h % 24);
    }
    for (RateStep& step : extras.plan) {
      step.per_hour *= share.share;
    }
    if (extras.sinusoid) {
      extras.sinusoid->mean_per_hour *= share.share;
      extras.sinusoid->amplitude_per_hour *= share.share;
    }
  }
  return demand;
}

/// What belongs together comes by one channel.
void check_channels(const Table& row, const Demand& demand) {
  if (row.has("channel") || !demand.extras) {
    return;
  }
  for (const std::string_view key : {"interarrival", "batch", "reports"}) {
    if (row.has(key)) {
      row.fail_at(key, "found with several channels, allowed with 'channel' only");
    }
  }
  if (row.has("channels_by_hour") && !row.has("per_day")) {
    row.fail_at("channels_by_hour", "found without 'per_day', allowed with it only");
  }
}

void read_row(const Table& row, const std::vector<Profile>& profiles,
              const std::vector<std::string>& channels, const std::vector<std::string>& categories,
              Scenario& scenario) {
  row.need({"category"});
  const std::size_t category = row.reference("category", "category", categories).value_or(0);
  Demand demand;
  demand.category = CategoryId{static_cast<std::uint32_t>(category)};
  const double per_day = read_process(row, scenario, demand);
  demand.hour = read_profile(row, "hour", profiles, &Profile::hour);
  demand.weekday = read_profile(row, "weekday", profiles, &Profile::weekday);
  demand.month = read_profile(row, "month", profiles, &Profile::month);
  if (row.has("week")) {
    const std::array<double, 168> week = read_profile(row, "week", profiles, &Profile::week);
    demand.extras->week.assign(week.begin(), week.end());
    for (const std::string_view key : {"hour", "weekday"}) {
      if (row.has(key)) {
        row.fail_at(key, "found beside 'week', allowed one of them");
      }
    }
  }
  check_channels(row, demand);
  for (const ChannelShare& share : read_channel_mix(row, channels)) {
    Demand one = by_channel(demand, per_day, share);
    if (one.per_day > 0) {
      scenario.demand.push_back(std::move(one));
    }
  }
}

}  // namespace

void read_categories(const Table& root, Scenario& scenario) {
  const std::vector<std::string> agencies = names_of(scenario.agencies);
  const bool live = std::any_of(scenario.channels.begin(), scenario.channels.end(),
                                [](const Channel& c) { return c.has_agents(); });
  root.need({"category"});
  for (const auto& [name, table] : root.named("category", "category.*")) {
    Category category;
    category.name = name;
    category.ticket_probability = table.share("ticket_probability").value_or(1);
    if (live) {
      table.need({"talk"});
    }
    if (category.ticket_probability > 0) {
      table.need({"agency"});
    }
    const std::size_t agency = table.reference("agency", "agency", agencies).value_or(0);
    category.agency = AgencyId{static_cast<std::uint32_t>(agency)};
    category.talk = table.law("talk").value_or(kAtOnce);
    category.after_call = table.law("after_call").value_or(kAtOnce);
    category.patience = table.law("patience");
    category.priority = static_cast<int>(table.integer("priority", 0, kMaxPriority).value_or(0));
    category.weight = table.number("weight", 0, 1e9).value_or(1);
    category.response_target = table.target("response_target");
    category.resolution_target = table.target("resolution_target");
    category.clock = table.reference("clock", "calendar", scenario.calendar_names).value_or(0);
    scenario.categories.push_back(std::move(category));
  }
  if (scenario.categories.empty()) {
    root.fail_at("category", "found no category, expected one at least");
  }
}

void read_districts(const Table& root, Scenario& scenario) {
  double sum = 0;
  for (const auto& [name, table] : root.named("district", "district.*")) {
    table.need({"share"});
    scenario.districts.push_back(District{name, table.share("share").value_or(0), std::nullopt});
    sum += scenario.districts.back().share;
  }
  if (scenario.districts.empty()) {
    scenario.districts.push_back(District{"all", 1, std::nullopt});
    return;
  }
  if (!root.varies() && std::fabs(sum - 1) > kShareTolerance) {
    root.fail_at("district", "found shares that sum to " + plain_number(sum) + ", allowed 1");
    return;
  }
  for (District& district : scenario.districts) {
    district.share /= sum;
  }
}

void read_demand(const Table& root, Scenario& scenario) {
  const std::vector<Profile> profiles = read_profiles(root);
  const std::vector<std::string> channels = names_of(scenario.channels);
  const std::vector<std::string> categories = names_of(scenario.categories);
  if (!root.has("trace")) {
    root.need({"demand"});
  }
  scenario.growth = root.number("growth", -0.9, 10).value_or(0);
  const std::vector<Table> rows = root.list("demand", "demand");
  if (rows.size() > kMaxDemandRows) {
    root.fail_at("demand", "found more than 10000 rows");
    return;
  }
  for (const Table& row : rows) {
    read_row(row, profiles, channels, categories, scenario);
  }
  if (scenario.demand.empty() && !root.has("trace")) {
    root.fail_at("demand", "found no contacts at all, expected a per_day above 0");
  }
}

}  // namespace hotline::sim
