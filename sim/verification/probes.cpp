#include "sim/verification/probes.hpp"

#include <algorithm>

namespace hotline::sim {
namespace {

bool is_of(std::optional<ChannelId> wanted, ChannelId channel) {
  return !wanted || *wanted == channel;
}

/// Whether a contact that arrived then is measured; `from` is the end of the warm-up.
bool is_within(const Window& window, SimTime from, SimTime arrived) {
  return arrived >= window.from.value_or(from) && (!window.until || arrived < *window.until);
}

}  // namespace

void TimeAtLevel::advance(SimTime to) {
  const auto level = static_cast<std::size_t>(std::max<std::int64_t>(level_, 0));
  if (level >= us_at_.size()) {
    us_at_.resize(level + 1);
  }
  us_at_[level] += (to - since_).count();
  since_ = to;
}

void TimeAtLevel::restart(SimTime at) {
  us_at_.clear();
  since_ = at;
}

void TimeAtLevel::change(SimTime at, std::int64_t by) {
  if (!closed_) {
    advance(at);
  }
  level_ += by;
}

void TimeAtLevel::close(SimTime at) {
  if (!closed_) {
    advance(at);
    closed_ = true;
  }
}

Ratio TimeAtLevel::share_at(std::uint64_t level) const {
  const Ratio here = share_from(level);
  const Ratio above = share_from(level + 1);
  return Ratio{here.numerator - above.numerator, here.denominator};
}

Ratio TimeAtLevel::share_from(std::uint64_t level) const {
  std::int64_t above = 0;
  std::int64_t all = 0;
  for (std::size_t n = 0; n < us_at_.size(); ++n) {
    above += n >= level ? us_at_[n] : 0;
    all += us_at_[n];
  }
  return Ratio{static_cast<double>(above), static_cast<double>(all)};
}

Ratio TimeAtLevel::mean() const {
  stats::Int128 area = 0;
  std::int64_t all = 0;
  for (std::size_t n = 0; n < us_at_.size(); ++n) {
    area += static_cast<stats::Int128>(us_at_[n]) * static_cast<stats::Int128>(n);
    all += us_at_[n];
  }
  return Ratio{static_cast<double>(area), static_cast<double>(all)};
}

Ratio TimeAtLevel::variance() const {
  const Ratio first = mean();
  double sum = 0;
  for (std::size_t n = 0; n < us_at_.size(); ++n) {
    const double distance = static_cast<double>(n) - first.value();
    sum += static_cast<double>(us_at_[n]) * distance * distance;
  }
  return Ratio{first.denominator == 0 ? 0 : sum, first.denominator};
}

void WindowedLevel::operator()(const RunStarted& f) {
  if (!window_.from) {
    level_.restart(f.at);
  }
}

void WindowedLevel::operator()(const WarmUpEnded& f) {
  if (!window_.from) {
    level_.restart(f.at);
  }
}

void WindowedLevel::operator()(const RunEnded& f) {
  look(f.at);
  level_.close(f.at);
}

/// The window opens or closes as time passes its ends.
void WindowedLevel::look(SimTime at) {
  if (window_.from && !began_ && at >= *window_.from) {
    level_.restart(*window_.from);
    began_ = true;
  }
  if (window_.until && at >= *window_.until) {
    level_.close(*window_.until);
  }
}

void WindowedLevel::change(SimTime at, std::int64_t by) {
  look(at);
  level_.change(at, by);
}

void InSystem::change(SimTime at, ChannelId channel, std::int64_t by) {
  if (is_of(channel_, channel)) {
    WindowedLevel::change(at, by);
  }
}

void Sojourn::operator()(const WarmUpEnded& f) {
  from_ = f.at;
  if (!window_.from) {
    sum_us_ = 0;
    good_ = 0;
    count_ = 0;
  }
}

void Sojourn::operator()(const ContactEnded& f) {
  if (is_of(channel_, f.channel) && f.answered_by_agent && f.outcome != ContactOutcome::kLost &&
      is_within(window_, from_, f.arrived)) {
    sum_us_ += (f.at - f.arrived).count();
    good_ += static_cast<std::uint64_t>(f.at - f.arrived <= within_);
    ++count_;
  }
}

Ratio Sojourn::mean() const {
  return Ratio{static_cast<double>(sum_us_) * 1e-6, static_cast<double>(count_)};
}

void TotalWait::operator()(const WarmUpEnded& f) {
  from_ = f.at;
  if (!window_.from) {
    sum_us_ = 0;
  }
}

void TotalWait::note(ChannelId channel, SimTime arrived, Duration waited) {
  if (is_of(channel_, channel) && is_within(window_, from_, arrived)) {
    sum_us_ += waited.count();
  }
}

void WaitVariance::operator()(const WarmUpEnded& f) {
  from_ = f.at;
  if (!window_.from) {
    sum_us_ = 0;
    squares_us2_ = 0;
    count_ = 0;
  }
}

void WaitVariance::operator()(const ContactAnswered& f) {
  if (is_of(channel_, f.channel) && !f.transferred && is_within(window_, from_, f.arrived)) {
    const stats::Int128 us = f.waited.count();
    sum_us_ += us;
    squares_us2_ += us * us;
    ++count_;
  }
}

Ratio WaitVariance::variance() const {
  const auto n = static_cast<double>(count_);
  const double mean = static_cast<double>(sum_us_) / n;
  const double about_mean = static_cast<double>(squares_us2_) - n * mean * mean;
  return Ratio{count_ == 0 ? 0 : std::max(0.0, about_mean) * 1e-12, n};
}

void AnsweredWithin::operator()(const WarmUpEnded& f) {
  from_ = f.at;
  if (!window_.from) {
    good_ = 0;
    count_ = 0;
  }
}

void AnsweredWithin::operator()(const ContactAnswered& f) {
  if (is_of(channel_, f.channel) && !f.transferred && is_within(window_, from_, f.arrived)) {
    good_ += static_cast<std::uint64_t>(f.waited <= within_);
    ++count_;
  }
}

void FirstWaits::operator()(const ContactArrived& f) {
  if (is_of(channel_, f.channel) && f.attempt == 1 && arrivals_ < number_ &&
      ++arrivals_ == number_) {
    last_ = f.contact;
    last_arrived_ = f.at;
  }
}

void FirstWaits::note(ContactId contact, ChannelId channel, SimTime arrived, Duration waited) {
  if (!is_of(channel_, channel)) {
    return;
  }
  if (known_ < number_ && arrived <= last_arrived_) {
    sum_ += waited;
    ++known_;
  }
  if (arrivals_ == number_ && contact == last_ && arrived == last_arrived_) {
    wait_of_last_ = waited;
  }
}

Ratio FirstWaits::of_last() const {
  return wait_of_last_ ? Ratio{to_seconds(*wait_of_last_), 1} : Ratio{};
}

Ratio FirstWaits::of_all() const {
  return known_ == number_ ? Ratio{to_seconds(sum_), static_cast<double>(known_)} : Ratio{};
}

void Orbit::leave(ContactId contact, ChannelId channel, SimTime at) {
  if (is_of(channel_, channel)) {
    left_[contact.value] = at;
  }
}

void Orbit::operator()(const ContactArrived& f) {
  const auto found = f.attempt > 1 ? left_.find(f.contact.value) : left_.end();
  if (found != left_.end()) {
    area_us_ += std::max(Duration{0}, f.at - std::max(found->second, from_)).count();
    left_.erase(found);
  }
}

Ratio Orbit::mean() const {
  return Ratio{static_cast<double>(area_us_), static_cast<double>((until_ - from_).count())};
}

}  // namespace hotline::sim
