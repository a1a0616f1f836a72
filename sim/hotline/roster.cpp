#include "sim/hotline/roster.hpp"

#include <algorithm>
#include <map>

namespace hotline::sim {
namespace {

SimTime monday(SimTime t) {
  return start_of_day(t) - weekday(t) * kDay;
}

}  // namespace

Roster::Roster(const std::vector<Shift>& shifts) {
  std::map<Duration, std::int64_t> changes{{Duration{0}, 0}};
  const auto add = [&changes](Duration from, Duration to, std::int64_t agents) {
    changes[from] += agents;
    if (to < kWeek) {
      changes[to] -= agents;
    }
  };
  for (const Shift& shift : shifts) {
    add(shift.from, std::min(shift.to, kWeek), shift.agents);
    if (shift.to > kWeek) {
      add(Duration{0}, shift.to - kWeek, shift.agents);
    }
  }
  std::int64_t agents = 0;
  for (const auto& [from, change] : changes) {
    agents += change;
    if (steps_.empty() || steps_.back().agents != agents) {
      steps_.push_back(Step{from, agents});
    }
  }
}

std::int64_t Roster::on_duty(SimTime t) const {
  const Duration since_monday = t - monday(t);
  const auto after = std::upper_bound(steps_.begin(), steps_.end(), since_monday,
                                      [](Duration d, const Step& step) { return d < step.from; });
  return std::prev(after)->agents;
}

SimTime Roster::next_change(SimTime t) const {
  if (steps_.size() == 1) {
    return kNever;
  }
  const Duration since_monday = t - monday(t);
  for (const Step& step : steps_) {
    if (step.from > since_monday) {
      return monday(t) + step.from;
    }
  }
  // The first step of next week is a change unless Sunday ends as Monday begins.
  const bool seam = steps_.front().agents != steps_.back().agents;
  return monday(t) + kWeek + (seam ? Duration{0} : steps_[1].from);
}

}  // namespace hotline::sim
