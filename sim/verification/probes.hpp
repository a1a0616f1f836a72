// sim/verification/probes.hpp: what textbooks ask of a queue and a hotline's scorecard does not
// count.
//
// A probe is a sink for one replication and answers with a ratio of two sums. It listens to one
// channel or to all of them.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/facts/fact.hpp"
#include "core/stats/duration_statistics.hpp"

namespace hotline::sim {

/// numerator / denominator; unknown where the denominator is 0.
struct Ratio {
  double numerator = 0;
  double denominator = 0;

  /// NaN where unknown.
  [[nodiscard]] double value() const {
    return denominator == 0 ? std::numeric_limits<double>::quiet_NaN() : numerator / denominator;
  }
};

/// Measured time: from the end of the warm-up, or the given instants.
struct Window {
  std::optional<SimTime> from;
  std::optional<SimTime> until;
};

/// A whole number that stands for a while, and the time it spent at each value.
class TimeAtLevel {
 public:
  /// What lies before no longer counts.
  void restart(SimTime at);
  void change(SimTime at, std::int64_t by);
  /// Nothing counts from here on.
  void close(SimTime at);

  /// Time at `level`, of all measured time.
  [[nodiscard]] Ratio share_at(std::uint64_t level) const;
  [[nodiscard]] Ratio share_from(std::uint64_t level) const;  ///< at `level` or above
  [[nodiscard]] Ratio mean() const;
  [[nodiscard]] Ratio variance() const;

 private:
  void advance(SimTime to);

  std::vector<std::int64_t> us_at_;
  std::int64_t level_ = 0;
  SimTime since_;
  bool closed_ = false;
};

/// A level within a window.
class WindowedLevel {
 public:
  explicit WindowedLevel(Window window) : window_(window) {}

  void operator()(const RunStarted& f);
  void operator()(const WarmUpEnded& f);
  void operator()(const RunEnded& f);

  [[nodiscard]] const TimeAtLevel& level() const { return level_; }

 protected:
  void change(SimTime at, std::int64_t by);

 private:
  void look(SimTime at);

  Window window_;
  TimeAtLevel level_;
  bool began_ = false;
};

/// How many contacts are in the system: arrived, and neither blocked, balked, abandoned nor ended.
class InSystem : public WindowedLevel {
 public:
  using WindowedLevel::operator();

  InSystem(std::optional<ChannelId> channel, Window window)
      : WindowedLevel(window), channel_(channel) {}

  void operator()(const ContactArrived& f) { change(f.at, f.channel, 1); }

  void operator()(const ContactBlocked& f) { change(f.at, f.channel, -1); }

  void operator()(const ContactBalked& f) { change(f.at, f.channel, -1); }

  void operator()(const ContactAbandoned& f) { change(f.at, f.channel, -1); }

  void operator()(const ContactEnded& f) { change(f.at, f.channel, -1); }

 private:
  void change(SimTime at, ChannelId channel, std::int64_t by);

  std::optional<ChannelId> channel_;
};

/// How many tickets are open, as the scorecard counts them.
class OpenTickets : public WindowedLevel {
 public:
  using WindowedLevel::operator();

  explicit OpenTickets(Window window) : WindowedLevel(window) {}

  void operator()(const TicketOpened& f) { change(f.at, 1); }

  void operator()(const TicketReopened& f) { change(f.at, 1); }

  void operator()(const TicketResolved& f) { change(f.at, -1); }

  void operator()(const TicketWithdrawn& f) { change(f.at, -1); }

  void operator()(const TicketClosed& f) { change(f.at, f.how == Closure::kDuplicate ? -1 : 0); }
};

/// Time in the system, from the arrival of the attempt until the citizen leaves, of contacts that
/// an agent answered; and how many were through within a time.
class Sojourn {
 public:
  Sojourn(std::optional<ChannelId> channel, Window window, Duration within = Duration{0})
      : channel_(channel), window_(window), within_(within) {}

  void operator()(const WarmUpEnded& f);
  void operator()(const ContactEnded& f);

  [[nodiscard]] Ratio mean() const;

  [[nodiscard]] Ratio share_within() const {
    return Ratio{static_cast<double>(good_), static_cast<double>(count_)};
  }

 private:
  std::optional<ChannelId> channel_;
  Window window_;
  Duration within_;
  SimTime from_ = SimTime::min();
  stats::Int128 sum_us_ = 0;
  std::uint64_t good_ = 0;
  std::uint64_t count_ = 0;
};

/// What contacts waited, together: those who were answered, and those who hung up.
class TotalWait {
 public:
  TotalWait(std::optional<ChannelId> channel, Window window) : channel_(channel), window_(window) {}

  void operator()(const WarmUpEnded& f);

  void operator()(const ContactAnswered& f) {
    if (!f.transferred) {
      note(f.channel, f.arrived, f.waited);
    }
  }

  void operator()(const ContactAbandoned& f) { note(f.channel, f.arrived, f.waited); }

  [[nodiscard]] Ratio sum() const { return Ratio{static_cast<double>(sum_us_) * 1e-6, 1}; }

 private:
  void note(ChannelId channel, SimTime arrived, Duration waited);

  std::optional<ChannelId> channel_;
  Window window_;
  SimTime from_ = SimTime::min();
  stats::Int128 sum_us_ = 0;
};

/// How far the waits of the contacts that were answered lie from their mean.
class WaitVariance {
 public:
  WaitVariance(std::optional<ChannelId> channel, Window window)
      : channel_(channel), window_(window) {}

  void operator()(const WarmUpEnded& f);
  void operator()(const ContactAnswered& f);

  /// In seconds squared, over all: divided by n.
  [[nodiscard]] Ratio variance() const;

 private:
  std::optional<ChannelId> channel_;
  Window window_;
  SimTime from_ = SimTime::min();
  stats::Int128 sum_us_ = 0;
  stats::Int128 squares_us2_ = 0;
  std::uint64_t count_ = 0;
};

/// Contacts answered within a time, of those answered.
class AnsweredWithin {
 public:
  AnsweredWithin(std::optional<ChannelId> channel, Window window, Duration within)
      : channel_(channel), window_(window), within_(within) {}

  void operator()(const WarmUpEnded& f);
  void operator()(const ContactAnswered& f);

  [[nodiscard]] Ratio share() const {
    return Ratio{static_cast<double>(good_), static_cast<double>(count_)};
  }

 private:
  std::optional<ChannelId> channel_;
  Window window_;
  Duration within_;
  SimTime from_ = SimTime::min();
  std::uint64_t good_ = 0;
  std::uint64_t count_ = 0;
};

/// Waits of the first contacts of a run, answered or abandoned.
class FirstWaits {
 public:
  FirstWaits(std::optional<ChannelId> channel, std::int64_t number)
      : channel_(channel), number_(number) {}

  void operator()(const ContactArrived& f);

  void operator()(const ContactAnswered& f) { note(f.contact, f.channel, f.arrived, f.waited); }

  void operator()(const ContactAbandoned& f) { note(f.contact, f.channel, f.arrived, f.waited); }

  [[nodiscard]] Ratio of_last() const;  ///< of the number-th
  [[nodiscard]] Ratio of_all() const;   ///< mean of the first `number`

 private:
  void note(ContactId contact, ChannelId channel, SimTime arrived, Duration waited);

  std::optional<ChannelId> channel_;
  std::int64_t number_;
  std::int64_t arrivals_ = 0;
  std::int64_t known_ = 0;
  Duration sum_{0};
  ContactId last_{};
  SimTime last_arrived_ = kNever;
  std::optional<Duration> wait_of_last_;
};

/// How many contacts are between two attempts: the area of the gaps that ended with a redial.
class Orbit {
 public:
  explicit Orbit(std::optional<ChannelId> channel) : channel_(channel) {}

  void operator()(const RunStarted& f) { from_ = f.at; }

  void operator()(const WarmUpEnded& f) {
    from_ = f.at;
    area_us_ = 0;
  }

  void operator()(const RunEnded& f) { until_ = f.at; }

  void operator()(const ContactArrived& f);

  void operator()(const ContactBlocked& f) { leave(f.contact, f.channel, f.at); }

  void operator()(const ContactBalked& f) { leave(f.contact, f.channel, f.at); }

  void operator()(const ContactAbandoned& f) { leave(f.contact, f.channel, f.at); }

  [[nodiscard]] Ratio mean() const;

 private:
  void leave(ContactId contact, ChannelId channel, SimTime at);

  std::optional<ChannelId> channel_;
  SimTime from_;
  SimTime until_;
  stats::Int128 area_us_ = 0;
  std::unordered_map<std::uint64_t, SimTime> left_;  // looked up, never walked through
};

}  // namespace hotline::sim
