#include "cli/progress.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <utility>

#include <unistd.h>

namespace hotline::cli {
namespace {

constexpr std::chrono::milliseconds kBetweenLines{250};
constexpr double kLeastWork = 1e-6;

}  // namespace

Headway::Headway(std::vector<double> works) : works_(std::move(works)), shares_(works_.size()) {
  for (double& work : works_) {
    work = std::max(work, kLeastWork);
  }
  all_ = std::accumulate(works_.begin(), works_.end(), 0.0);
}

void Headway::advance(std::size_t run, double share) {
  const double now = std::clamp(share, shares_[run], 1.0);
  simulated_ += (now - shares_[run]) * works_[run];
  shares_[run] = now;
}

void Headway::done(std::size_t run, bool simulated) {
  ++runs_done_;
  if (simulated) {
    return advance(run, 1);
  }
  found_ += works_[run];
  shares_[run] = 1;
}

double Headway::share() const {
  return all_ > 0 ? std::min(1.0, (simulated_ + found_) / all_) : 1;
}

std::optional<Duration> Headway::left(std::chrono::duration<double> passed) const {
  if (simulated_ <= 0) {
    return std::nullopt;
  }
  const double work = std::max(0.0, all_ - found_ - simulated_);
  return from_seconds(std::round(passed.count() * work / simulated_));
}

std::string Headway::line(std::chrono::duration<double> passed) const {
  const std::optional<Duration> rest = left(passed);
  return std::to_string(runs_done_) + " of " + std::to_string(works_.size()) + " runs, " +
         std::to_string(std::lround(100 * share())) + " %" +
         (rest ? ", " + human(*rest) + " left" : "");
}

Progress::Progress(std::vector<double> works)
    : headway_(std::move(works)),
      shown_(::isatty(STDERR_FILENO) != 0),
      began_(std::chrono::steady_clock::now()),
      next_(began_) {}

void Progress::advance(std::size_t run, double share) {
  if (!shown_) {
    return;
  }
  const std::lock_guard lock(mutex_);
  headway_.advance(run, share);
  if (std::chrono::steady_clock::now() >= next_) {
    show();
  }
}

void Progress::simulated(std::size_t run) {
  const std::lock_guard lock(mutex_);
  headway_.done(run, true);
  show();
}

void Progress::found(std::size_t run) {
  const std::lock_guard lock(mutex_);
  headway_.done(run, false);
  show();
}

void Progress::end() {
  const std::lock_guard lock(mutex_);
  if (begun_) {
    (void)std::fprintf(stderr, "\n");
    begun_ = false;
  }
}

void Progress::show() {
  if (!shown_) {
    return;
  }
  const auto now = std::chrono::steady_clock::now();
  (void)std::fprintf(stderr, "\r%-60s", headway_.line(now - began_).c_str());
  begun_ = true;
  next_ = now + kBetweenLines;
}

}  // namespace hotline::cli
