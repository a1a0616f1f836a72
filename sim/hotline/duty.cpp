#include "sim/hotline/duty.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace hotline::sim {
namespace {

/// Numbers one occurrence of one shift of one group, for draws.
std::uint64_t occurrence(std::uint32_t group, std::size_t shift, SimTime start) {
  const auto week = static_cast<std::uint64_t>(day_number(start) / 7);
  return (std::uint64_t{group} << 48) | (static_cast<std::uint64_t>(shift) << 32) | week;
}

}  // namespace

Duty::Duty(const AgentGroup& group, std::uint32_t number, SimTime start)
    : group_(&group),
      number_(number),
      run_start_(start),
      one_by_one_(group.plan.empty() &&
                  (group.absence > 0 || group.late.has_value() || !group.breaks.empty())),
      roster_(group.shifts) {
  if (!one_by_one_) {
    return;
  }
  const SimTime week = start_of_day(start) - weekday(start) * kDay;
  for (const Shift& shift : group.shifts) {
    // The last one to begin at or before the start, if it has not ended by then.
    SimTime first = week + shift.from;
    first -= first > start ? kWeek : Duration{0};
    next_start_.push_back(first + (shift.to - shift.from) > start ? first : first + kWeek);
  }
}

std::int64_t Duty::less_shrinkage(std::int64_t due) const {
  constexpr double kRounding = 1e-9;  // 5 (1 - 0.9) is a half, though not in binary
  const auto all = static_cast<double>(due);
  return static_cast<std::int64_t>(
      std::floor(all - all * group_->shrinkage + 0.5 + kRounding * (1 + all)));
}

std::int64_t Duty::planned(SimTime now) const {
  if (group_->plan.empty()) {
    return roster_.on_duty(now);
  }
  std::int64_t agents = 0;
  for (const PlanStep& step : group_->plan) {
    agents = run_start_ + step.from <= now ? step.agents : agents;
  }
  return agents;
}

Duty::State Duty::at(SimTime now, const RandomBook& book) {
  if (!one_by_one_) {
    return State{less_shrinkage(planned(now)), false, false};
  }
  for (std::size_t shift = 0; shift < next_start_.size(); ++shift) {
    for (; next_start_[shift] <= now; next_start_[shift] += kWeek) {
      begin_shift(shift, next_start_[shift], book);
    }
  }
  State state{0, true, true};
  const auto later = std::find_if(changes_.begin(), changes_.end(),
                                  [now](const Change& change) { return change.at > now; });
  for (auto change = changes_.begin(); change != later; ++change) {
    due_ += change->by;
    state.by_break = state.by_break && change->why == Why::kBreak;
    state.by_late = state.by_late && change->why == Why::kLate;
  }
  changes_.erase(changes_.begin(), later);
  state.present = less_shrinkage(due_);
  return state;
}

void Duty::begin_shift(std::size_t number, SimTime start, const RandomBook& book) {
  const Shift& shift = group_->shifts[number];
  const std::uint64_t who = occurrence(number_, number, start);
  for (std::int64_t place = 0; place < shift.agents; ++place) {
    const auto index = static_cast<std::uint64_t>(place);
    if (group_->absence > 0 && book.chance(group_->absence, Purpose::kAbsent, who, index)) {
      continue;
    }
    const Duration late = group_->late
                              ? quantile(*group_->late, book.uniform(Purpose::kLate, who, index))
                              : Duration{0};
    if (late < shift.to - shift.from) {
      add_agent(shift, start, start + late, place);
    }
  }
  std::stable_sort(changes_.begin(), changes_.end(),
                   [](const Change& a, const Change& b) { return a.at < b.at; });
}

void Duty::add_agent(const Shift& shift, SimTime start, SimTime login, std::int64_t place) {
  const SimTime end = start + (shift.to - shift.from);
  changes_.push_back(Change{login, 1, login == start ? Why::kShift : Why::kLate});
  changes_.push_back(Change{end, -1, Why::kShift});
  std::vector<std::pair<SimTime, SimTime>> away;
  for (const Break& pause : group_->breaks) {
    const SimTime begins = start + pause.after + pause.window * place / shift.agents;
    away.emplace_back(std::max(login, begins), std::min(end, begins + pause.length));
  }
  std::sort(away.begin(), away.end());
  SimTime back = login;  // nobody is away twice
  for (const auto& [from, to] : away) {
    if (std::max(from, back) < to) {
      changes_.push_back(Change{std::max(from, back), -1, Why::kBreak});
      changes_.push_back(Change{to, 1, Why::kBreak});
      back = to;
    }
  }
}

SimTime Duty::next(SimTime now) const {
  if (one_by_one_) {
    SimTime next = changes_.empty() ? kNever : changes_.front().at;
    for (const SimTime start : next_start_) {
      next = std::min(next, start);
    }
    return next;
  }
  if (group_->plan.empty()) {
    return roster_.next_change(now);
  }
  for (const PlanStep& step : group_->plan) {
    if (run_start_ + step.from > now) {
      return run_start_ + step.from;
    }
  }
  return kNever;
}

}  // namespace hotline::sim
