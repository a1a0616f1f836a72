// sim/scenario/demand.cpp: [category.*], [district.*], [profile.*], [[demand]], [busyness]
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "sim/scenario/parts.hpp"

namespace hotline::sim {
namespace {

constexpr std::size_t kMaxDemandRows = 10'000;
constexpr std::int64_t kMaxPriority = 1000;

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
                               read_values<7>(table, "weekday"), read_values<12>(table, "month")});
    const Profile& last = profiles.back();
    if (!last.hour && !last.weekday && !last.month) {
      table.fail("found an empty profile, expected hour, weekday or month");
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

std::vector<std::pair<std::size_t, double>> read_channel_mix(
    const Table& row, const std::vector<std::string>& names) {
  const std::string_view key = row.one_of({"channel", "channels"});
  if (key == "channels") {
    return row.mix("channels", "channel", names);
  }
  const std::optional<std::size_t> channel =
      key.empty() ? std::nullopt : row.reference("channel", "channel", names);
  return channel ? std::vector{std::pair(*channel, 1.0)}
                 : std::vector<std::pair<std::size_t, double>>{};
}

void read_row(const Table& row, const std::vector<Profile>& profiles,
              const std::vector<std::string>& channels, const std::vector<std::string>& categories,
              Scenario& scenario) {
  row.need({"category", "per_day"});
  const std::size_t category = row.reference("category", "category", categories).value_or(0);
  const double per_day = row.rate("per_day").value_or(0);
  Demand demand;
  demand.category = CategoryId{static_cast<std::uint32_t>(category)};
  demand.hour = read_profile(row, "hour", profiles, &Profile::hour);
  demand.weekday = read_profile(row, "weekday", profiles, &Profile::weekday);
  demand.month = read_profile(row, "month", profiles, &Profile::month);
  for (const auto& [channel, share] : read_channel_mix(row, channels)) {
    demand.channel = ChannelId{static_cast<std::uint32_t>(channel)};
    demand.per_day = per_day * share;
    if (demand.per_day > 0) {
      scenario.demand.push_back(demand);
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
    category.response_target = table.duration("response_target");
    category.resolution_target = table.duration("resolution_target");
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
    scenario.districts.push_back(District{name, table.share("share").value_or(0)});
    sum += scenario.districts.back().share;
  }
  if (scenario.districts.empty()) {
    scenario.districts.push_back(District{"all", 1});
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
  root.need({"demand"});
  const std::vector<Table> rows = root.list("demand", "demand");
  if (rows.size() > kMaxDemandRows) {
    root.fail_at("demand", "found more than 10000 rows");
    return;
  }
  for (const Table& row : rows) {
    read_row(row, profiles, channels, categories, scenario);
  }
  if (scenario.demand.empty()) {
    root.fail_at("demand", "found no contacts at all, expected a per_day above 0");
  }
  if (const std::optional<Table> busyness = root.table("busyness", "busyness")) {
    scenario.busyness.cv = busyness->number("cv", 0, 5).value_or(0);
    scenario.busyness.autocorrelation = busyness->number("autocorrelation", 0, 0.999).value_or(0);
  }
}

}  // namespace hotline::sim
