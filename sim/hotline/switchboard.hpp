// sim/hotline/switchboard.hpp: the front office's plan as tables: who waits where, served by whom,
// how long.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "sim/hotline/bit_rows.hpp"
#include "sim/random/duration_law.hpp"
#include "sim/scenario/scenario.hpp"

namespace hotline::sim {

/// Talk and after-call work of one kind of conversation.
struct HandleTime {
  DurationLaw talk;
  DurationLaw after_call;
  double factor = 1;  ///< on both

  [[nodiscard]] double mean() const {
    return factor * (mean_seconds(talk) + mean_seconds(after_call));
  }
};

/// What does not change while a hotline runs, worked out once so that a contact needs look-ups
/// only. Queues are the stated ones in order, and then one for each channel that has agents.
class Switchboard {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  /// @param policy   of groups that name none.
  /// @param routing  of queues that name none.
  Switchboard(const Scenario& scenario, const Selection& policy, const Routing& routing);

  /// One group that may serve a queue.
  struct Server {
    std::uint32_t group = 0;
    int rank = 0;                             ///< order among the groups of the queue
    const OverflowStage* overflow = nullptr;  ///< only under its conditions
  };

  struct QueuePlan {
    int priority = 0;
    double weight = 1;
    bool deferred = false;
    bool chat = false;            ///< all its contacts may be held with others
    Duration answer_target{0};    ///< negative: that of the contact's channel
    std::vector<Server> servers;  ///< in order of preference, overflow last
    Routing routing;
    Selection place;  ///< says who stands where: the policy of the first group that serves it
    /// The waits at which overflow begins or policies may change their minds, each once.
    std::vector<Duration> stages;
    const Queue* stated = nullptr;  ///< of those stated
  };

  struct Help {
    std::uint32_t queue = 0;
    const OverflowStage* stage = nullptr;
  };

  struct GroupPlan {
    std::vector<std::uint32_t> queues;  ///< by preference
    Selection policy;
    std::vector<int> rank;              ///< by queue: position in `queues`
    std::vector<std::int64_t> reserve;  ///< by queue: free agents left for others
    std::vector<Duration> mean;         ///< by queue: mean handle time
    std::vector<Help> overflow;         ///< queues that it serves only under conditions
    std::vector<bool> home;             ///< by district: its contacts are local; empty: all are

    [[nodiscard]] bool is_local(std::size_t district) const {
      return home.empty() || home[district];
    }
  };

  [[nodiscard]] std::uint32_t queue_of(ChannelId channel, CategoryId category,
                                       std::uint32_t language, DistrictId district) const {
    return queue_of_[((std::size_t{channel.value} * categories_ + category.value) * languages_ +
                      language) *
                         districts_ +
                     (districts_ == 1 ? 0 : district.value)];
  }

  [[nodiscard]] const HandleTime& handle(std::uint32_t group, ChannelId channel,
                                         CategoryId category) const {
    return handles_[handle_of_.empty()
                        ? category.value
                        : handle_of_[(group * channels_ + channel.value) * categories_ +
                                     category.value]];
  }

  /// kNone: it has no lines of its own, and nobody is blocked.
  [[nodiscard]] std::uint32_t trunk_of(ChannelId channel) const { return trunk_of_[channel.value]; }

  /// The row of Scenario::transfers that holds; kNone: none.
  [[nodiscard]] std::uint32_t transfer_of(std::uint32_t group, CategoryId category) const {
    return transfer_of_.empty() ? kNone : transfer_of_[group * categories_ + category.value];
  }

  [[nodiscard]] const std::vector<QueuePlan>& queues() const { return queues_; }

  [[nodiscard]] const std::vector<GroupPlan>& groups() const { return groups_; }

  [[nodiscard]] const std::vector<std::int64_t>& trunk_lines() const { return trunk_lines_; }

  /// From now on.
  void use(std::uint32_t group, const Selection& policy);
  void use(std::uint32_t queue, const Routing& routing);
  /// What was given to the constructor, or what the scenario states, from now on.
  void use_own(const Scenario& scenario, const Selection& policy);

  /// Queues that a group serves at any time: with live contacts, and of deferred ones.
  [[nodiscard]] const BitRows& live() const { return live_; }

  [[nodiscard]] const BitRows& deferred() const { return deferred_; }

  /// Of live() and deferred(): queues whose contacts may be held with others.
  [[nodiscard]] const BitRows& chat() const { return chat_; }

 private:
  void number_queues(const Scenario& scenario, const Routing& routing);
  void assign_contacts(const Scenario& scenario);
  [[nodiscard]] std::uint32_t first_queue_for(const Scenario& scenario, std::uint32_t channel,
                                              std::uint32_t kind) const;
  [[nodiscard]] std::vector<bool> fed_by(ChannelId channel) const;
  [[nodiscard]] std::vector<std::uint32_t> served_by(const AgentGroup& group) const;
  void assign_groups(const Scenario& scenario, const Selection& policy);
  void add_overflow(const Scenario& scenario);
  void assign_lines(const Scenario& scenario);
  void assign_handles(const Scenario& scenario);
  void assign_transfers(const Scenario& scenario);
  void work_out_means(const Scenario& scenario);
  [[nodiscard]] std::vector<Duration> mean_handle_times(
      std::uint32_t group, const std::vector<std::vector<double>>& per_day) const;
  void collect_stages();
  void mark_queues();

  std::uint32_t channels_ = 0;
  std::uint32_t categories_ = 0;
  std::uint32_t languages_ = 1;
  std::uint32_t districts_ = 1;           ///< 1 where no queue is for some districts alone
  std::vector<std::uint32_t> own_queue_;  ///< by channel
  std::vector<std::uint32_t> queue_of_;
  std::vector<std::uint32_t> handle_of_;
  std::vector<std::uint32_t> trunk_of_;
  std::vector<std::uint32_t> transfer_of_;
  std::vector<HandleTime> handles_;
  std::vector<std::int64_t> trunk_lines_;
  std::vector<QueuePlan> queues_;
  std::vector<GroupPlan> groups_;
  BitRows live_;
  BitRows deferred_;
  BitRows chat_;
};

}  // namespace hotline::sim
