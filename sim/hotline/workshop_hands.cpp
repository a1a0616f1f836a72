// sim/hotline/workshop_hands.cpp: crews that work on several tickets at once.
//
// A new ticket goes to a crew that is free or else, of those that may take one more, to the one
// with the fewest in hand. With speed 1/n a crew shares itself among its n tickets (processor
// sharing: L. Kleinrock, Time-shared systems, J. ACM 14 (1967) 242); with full speed up to a limit
// it is limited processor sharing. Which crew has a ticket does not change.
#include <algorithm>
#include <cmath>

#include "sim/hotline/back_office.hpp"
#include "sim/hotline/span.hpp"
#include "sim/hotline/workshop.hpp"

namespace hotline::sim {

/// A crew is free, or may take one more beside what it has. Who works beyond the end of the shift
/// takes nothing.
bool Workshop::has_room(std::uint32_t unit) const {
  const Unit& there = units_[unit];
  if (there.free() > 0) {
    return true;
  }
  const std::optional<Concurrency>& rule = concurrency_of(unit);
  return rule && there.busy + there.aside <= there.on_duty &&
         std::any_of(there.hands.begin(), there.hands.end(),
                     [&](const Hand& hand) { return hand.jobs > 0 && hand.jobs < rule->most; });
}

/// Chooses the crew; whether it has other work in hand.
bool Workshop::give_to_a_hand(std::uint32_t row, std::uint32_t unit) {
  Unit& there = units_[unit];
  const std::uint32_t most = concurrency_of(unit)->most;
  const bool beside = there.free() <= 0;
  const auto worse = [](const Hand& a, const Hand& b) { return a.jobs < b.jobs; };
  auto hand = there.hands.end();
  for (auto one = there.hands.begin(); one != there.hands.end(); ++one) {
    const bool may = beside ? one->jobs > 0 && one->jobs < most : one->jobs == 0;
    if (may && (hand == there.hands.end() || worse(*one, *hand))) {
      hand = one;
    }
  }
  if (hand == there.hands.end()) {
    HOTLINE_REQUIRE(!beside);
    hand = there.hands.insert(hand, Hand{});
  }
  jobs_[row].hand = static_cast<std::uint32_t>(hand - there.hands.begin());
  return beside;
}

/// Brings the clock of a crew to the present. Before the number in hand changes.
void Workshop::advance_clock(SimTime now, Hand& hand, const Concurrency& rule) {
  if (hand.jobs > 0) {
    hand.clock += static_cast<double>((now - hand.at).count()) * rule.speed_with(hand.jobs);
  } else {
    hand.clock = 0;
  }
  hand.at = now;
}

/// In order of what is done first; equal ones in the order in which they were begun.
void Workshop::take_in_hand(World& world, std::uint32_t row) {
  Job& job = jobs_[row];
  const std::uint32_t unit = job.unit;
  Hand& hand = units_[unit].hands[job.hand];
  advance_clock(world.now(), hand, *concurrency_of(unit));
  const Duration work = scaled(job.left, 1 / speed_of(job));
  job.state = State::kInWork;
  job.travel = Duration{0};
  job.finish = hand.clock + static_cast<double>(work.count());
  std::uint32_t before = kNoRow;
  std::uint32_t behind = hand.first;
  while (behind != kNoRow && jobs_[behind].finish <= job.finish) {
    before = behind;
    behind = jobs_[behind].node.behind;
  }
  job.node.before = before;
  job.node.behind = behind;
  (before == kNoRow ? hand.first : jobs_[before].node.behind) = row;
  if (behind != kNoRow) {
    jobs_[behind].node.before = row;
  }
  ++hand.jobs;
  schedule_next(world, unit, hand);
  if (job.order.watched && job.lead == row) {
    world.back.work_begun(world, job.order.owner, work);
  }
}

/// Whether the crew has other work in hand.
bool Workshop::put_down(World& world, std::uint32_t row) {
  Job& job = jobs_[row];
  Hand& hand = units_[job.unit].hands[job.hand];
  advance_clock(world.now(), hand, *concurrency_of(job.unit));
  const WaitingNode& node = job.node;
  (node.before == kNoRow ? hand.first : jobs_[node.before].node.behind) = node.behind;
  if (node.behind != kNoRow) {
    jobs_[node.behind].node.before = node.before;
  }
  job.hand = kNoRow;
  --hand.jobs;
  schedule_next(world, job.unit, hand);
  return hand.jobs > 0;
}

void Workshop::schedule_next(World& world, std::uint32_t unit, Hand& hand) {
  world.simulation.cancel(hand.next);
  hand.next = EventHandle{};
  if (hand.first == kNoRow) {
    return;
  }
  const double left = std::max(0.0, jobs_[hand.first].finish - hand.clock);
  const double delay = std::ceil(left / concurrency_of(unit)->speed_with(hand.jobs));
  const auto most = static_cast<double>(kMaxSpan.count());
  hand.next = world.after(Duration(static_cast<std::int64_t>(std::min(delay, most))),
                          EventClass::kCompletion, Event::Kind::kWorkOver, hand.first);
}

/// Of the work at speed 1, to the nearest microsecond.
Duration Workshop::left_in_hand(const Job& job, SimTime now) const {
  Hand hand = units_[job.unit].hands[job.hand];
  advance_clock(now, hand, *concurrency_of(job.unit));
  const double left = std::max(0.0, job.finish - hand.clock) * speed_of(job);
  return std::min(job.left, nearest_span(left));
}

Duration Workshop::work_in_hands(std::uint32_t unit, SimTime now) const {
  Duration work{0};
  for (const Hand& hand : units_[unit].hands) {
    for (std::uint32_t row = hand.first; row != kNoRow; row = jobs_[row].node.behind) {
      work += left_in_hand(jobs_[row], now);
    }
  }
  return work;
}

}  // namespace hotline::sim
