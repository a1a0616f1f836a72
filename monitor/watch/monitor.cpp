#include "monitor/watch/monitor.hpp"

namespace hotline::monitor {

void Monitor::fold(const Fact& fact) {
  book_(fact);
  if (window_) {
    (*window_)(fact);
  }
}

void Monitor::keep_window(Duration length) {
  const std::lock_guard lock(mutex_);
  window_.emplace(length);
}

void Monitor::take(const Fact& fact) {
  const std::lock_guard lock(mutex_);
  fold(fact);
  ++status_.ingest.facts;
}

Result<void> Monitor::follow(FactSource& source, const std::atomic<bool>& stop) {
  std::vector<Fact> facts;
  while (!stop.load()) {
    const auto pulled = source.pull(facts);
    if (!pulled) {
      return tl::unexpected(pulled.error());
    }
    if (*pulled == FactSource::Pulled::kEnd) {
      return {};
    }
    const std::lock_guard lock(mutex_);
    for (const Fact& fact : facts) {
      fold(fact);
    }
    status_.ingest = source.account();
    if (!book_.runs().empty()) {
      meter_.update(std::chrono::steady_clock::now(), book_.runs().back().measured_until());
    }
  }
  return interrupted("stopped while watching");
}

void Monitor::clock(std::chrono::steady_clock::time_point now, SimTime simulated) {
  const std::lock_guard lock(mutex_);
  meter_.update(now, simulated);
}

void Monitor::lateness(Duration wall) {
  const std::lock_guard lock(mutex_);
  status_.lateness = to_seconds(wall);
}

void Monitor::read(const Reader& reader) const {
  const std::lock_guard lock(mutex_);
  const auto& runs = book_.runs();
  LiveStatus status = status_;
  status.running = !runs.empty() && !runs.back().complete();
  status.speed = meter_.speed();
  reader(runs, status);
}

void Monitor::read_recent(const RecentReader& reader) const {
  const std::lock_guard lock(mutex_);
  if (book_.runs().empty()) {
    return;
  }
  reader(window_ ? window_->card() : book_.runs().back());
}

}  // namespace hotline::monitor
