// sim/scenario/front_office_plan.hpp: channels, lines and queues, as the scenario states them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/time.hpp"
#include "sim/dispatch/routing.hpp"
#include "sim/dispatch/staged_overflow.hpp"
#include "sim/random/duration_law.hpp"

namespace hotline::sim {

/// Who would have to wait, and finds so many before him, leaves at once with this probability.
struct Balking {
  double probability = 0;
  std::int64_t from_length = 0;
  bool in_system = false;  ///< counts who talks, too, and not only who waits
};

/// A machine that speaks first: a menu on the phone (IVR), a chatbot.
struct SelfService {
  DurationLaw time;
  std::vector<double> contained;         ///< by category: share that needs nobody else
  std::optional<ChannelId> handed_over;  ///< where the others go on; none: to the agents
};

/// An offer to be called back instead of holding the line; made to who joins the queue when it is
/// so long or its head has waited so long.
struct CallbackOffer {
  std::optional<std::int64_t> from_length;
  std::optional<Duration> from_wait;
  double accepted = 1;
  double reached = 1;  ///< by one call
  DurationLaw dial;    ///< of the agent, each time
  DurationLaw retry_delay;
  std::uint32_t tries = 1;  ///< then he is lost
};

/// Who has waited so long may leave a message, which is work for a deferred channel.
struct Voicemail {
  Duration after{0};
  double share = 0;
  ChannelId channel;
};

/// Why an attempt failed, and may be followed by another.
enum class Failure : std::uint8_t { kAbandoned, kBlocked, kBalked };
inline constexpr std::size_t kFailures = 3;

/// One way to the city. Unless queues are stated, its contacts wait in a queue of its own.
struct Channel {
  enum class Kind : std::uint8_t {
    kLive,      ///< phone, counter: the citizen waits for an agent, who serves him alone
    kDirect,    ///< web form, app: no agent; the form takes `entry` to fill in
    kChat,      ///< live, but an agent may hold several (AgentGroup::concurrency)
    kDeferred,  ///< e-mail, letter: a work list that agents take up when no live contact waits
  };
  std::string name;
  Kind kind = Kind::kLive;
  int priority = 0;                     ///< of its own queue, by the static-priority policy
  std::optional<std::int64_t> lines;    ///< trunks: contacts in self-service, queue and talk
  std::optional<DurationLaw> patience;  ///< none: nobody abandons
  double redial_probability = 0;        ///< after an attempt that failed
  DurationLaw redial_delay;
  std::uint32_t max_attempts = 0;  ///< of one contact; 0: no limit
  Duration answer_target{0};       ///< of its own queue: due = arrival + target
  DurationLaw entry;               ///< kDirect only

  double weight = 1;               ///< of its own queue, for policies that weigh
  std::optional<Routing> routing;  ///< of its own queue; none: Scenario::contact_routing
  std::optional<double> redial_if_blocked;
  std::optional<double> redial_if_balked;
  /// Shares of the channels on which who tries again does so; empty: always this one.
  std::vector<std::pair<std::size_t, double>> redial_channels;
  std::optional<Balking> balking;
  std::optional<SelfService> self_service;
  std::optional<CallbackOffer> callback;
  std::optional<Voicemail> voicemail;

  [[nodiscard]] bool has_agents() const { return kind != Kind::kDirect; }

  [[nodiscard]] double redial(Failure failure) const {
    return failure == Failure::kBlocked  ? redial_if_blocked.value_or(redial_probability)
           : failure == Failure::kBalked ? redial_if_balked.value_or(redial_probability)
                                         : redial_probability;
  }
};

/// Lines that several channels share.
struct Trunks {
  std::string name;
  std::int64_t lines = 0;
  std::vector<ChannelId> channels;
};

struct Language {
  std::string name;
  double share = 0;              ///< of all contacts; the shares sum to 1
  std::vector<double> share_in;  ///< by district, where some district states its own
};

/// From `after` of waiting on, other groups help as well, if the conditions hold.
struct OverflowStage : StagedOverflow {
  std::vector<GroupId> groups;
};

/// A stated queue. It takes the contacts that all three filters admit and no earlier queue took; an
/// empty filter admits all. What no stated queue takes waits in the queue of its channel.
struct Queue {
  std::string name;
  std::vector<ChannelId> channels;
  std::vector<CategoryId> categories;
  std::vector<std::uint32_t> languages;  ///< positions in Scenario::languages
  int priority = 0;
  std::optional<Duration> answer_target;  ///< none: that of the contact's channel
  double weight = 1;
  std::optional<Routing> routing;  ///< none: Scenario::contact_routing
  std::vector<OverflowStage> stages;
  bool only_by_transfer = false;  ///< admits nobody by itself
  std::vector<DistrictId> districts;
  /// Queues that a contact may join instead, by preference after this one, and the policy that says
  /// which; none: he joins this one.
  std::vector<std::uint32_t> alternatives;
  Routing joins;
};

/// Handle times that differ from those of the category; an empty filter means all. Rows apply in
/// order: a later law replaces an earlier one, factors multiply.
struct HandleRow {
  std::vector<GroupId> groups;
  std::vector<ChannelId> channels;
  std::vector<CategoryId> categories;
  std::optional<DurationLaw> talk;
  std::optional<DurationLaw> after_call;
  double factor = 1;
};

/// One of the queues to which contacts are passed on.
struct TransferTo {
  std::size_t queue = 0;  ///< position in Scenario::queues
  double up_to = 1;       ///< cumulative share of those who are passed on
};

/// Contacts that the first agent passes on at the end of his talk. The first row whose filters
/// admit (group, category) holds.
struct TransferRow {
  std::vector<GroupId> groups;
  std::vector<CategoryId> categories;
  double probability = 0;
  std::vector<TransferTo> to;  ///< not empty
  bool warm = false;           ///< the agent stays until the next one has taken over
  DurationLaw conference;
  std::uint32_t most = 1;  ///< transfers of one attempt
};

}  // namespace hotline::sim
