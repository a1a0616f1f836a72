// core/measures/front_office_measures.cpp: measures of contacts and agents.
#include "core/measures/measure_list.hpp"

namespace hotline::measures {
namespace {

using C = ChannelCounts;
using G = GroupCounts;

constexpr std::string_view kContactCenters =
    "ContactCenters 0.9.9 (E. Buist, P. L'Ecuyer), PerformanceMeasureType";
constexpr std::string_view kServiceLevel = "ContactCenters PerformanceMeasureType.SERVICELEVEL";
constexpr std::string_view kServiceLevel2 = "ContactCenters PerformanceMeasureType.SERVICELEVEL2";
constexpr std::string_view kShort =
    "RingCentral CallQueueServiceLevelSettings (abandonedThresholdSeconds); wolkvox metrics (COPC)";
constexpr std::string_view kVirtualQueue =
    "ContactCenters, virtual queueing and call-back; queueing practice";
constexpr std::string_view kPractice = "contact-centre practice";
constexpr std::string_view kRecontact = "12345 practice of chasing (催办); FixMyStreet duplicates";
constexpr std::string_view kAnsweredOnly =
    "RingCentral CallQueueServiceLevelSettings (includeAbandonedCalls off)";

// A contact may be blocked and counted as arrived in two facts; a stream that breaks off between
// them must not make a count negative.
std::uint64_t minus(std::uint64_t a, std::uint64_t b) {
  return a > b ? a - b : 0;
}

std::uint64_t offered(const ChannelCounts& c) {
  return is_live(c) ? minus(c.arrived, c.blocked + c.contained) : 0;
}

/// Of a deferred channel the run's acceptable wait says nothing.
std::uint64_t answered_live(const ChannelCounts& c) {
  return is_deferred(c) ? 0 : c.answered;
}

std::uint64_t offered_but_short(const ChannelCounts& c) {
  return minus(offered(c), c.abandoned_short);
}

std::uint64_t offered_but_within(const ChannelCounts& c) {
  return minus(offered(c), c.abandoned_within);
}

std::uint64_t good_or_gone(const ChannelCounts& c) {
  return c.answered_within + c.abandoned_within;
}

std::uint64_t abandoned_not_short(const ChannelCounts& c) {
  return minus(c.abandoned, c.abandoned_short);
}

Value offered_count(const ChannelCounts& c, const Scorecard& /*card*/) {
  return is_live(c) ? count(offered(c)) : std::nullopt;
}

Value waiting_now(const ChannelCounts& c, const Scorecard& /*card*/) {
  return static_cast<double>(c.queue.value());
}

DurationHistogram waited_all(const ChannelCounts& c) {
  DurationHistogram all = c.waited_answered.histogram();
  all.merge(c.waited_abandoned);
  return all;
}

std::uint64_t lost(const ChannelCounts& c) {
  return c.abandoned + c.balked;
}

std::uint64_t within_own_target(const ChannelCounts& c) {
  return c.answer_target.count() != 0 ? c.answered_within_target : c.answered_within;
}

/// Of channels that are deferred, or have a target of their own.
std::uint64_t answered_with_target(const ChannelCounts& c) {
  return is_deferred(c) || c.answer_target.count() != 0 ? c.answered : 0;
}

Value deferred_within_target(const Scorecard& card, std::size_t /*index*/) {
  std::uint64_t good = 0;
  std::uint64_t all = 0;
  for (const ChannelCounts& channel : card.channels()) {
    if (is_deferred(channel)) {
      good += within_own_target(channel);
      all += channel.answered;
    }
  }
  return ratio(good, all);
}

Value callbacks_waiting_now(const ChannelCounts& c, const Scorecard& /*card*/) {
  return static_cast<double>(c.callback_queue.value());
}

Value contacts_arrived(const Scorecard& card, std::size_t /*index*/) {
  std::uint64_t sum = 0;
  for (const ChannelCounts& channel : card.channels()) {
    sum += channel.arrived;
  }
  return count(sum);
}

Value occupancy_of_scheduled(const GroupCounts& g, const Scorecard& card) {
  return ratio(area(g.busy, card), area(g.on_duty, card));
}

Value occupancy_of_working(const GroupCounts& g, const Scorecard& card) {
  return ratio(area(g.busy, card), area(g.on_duty, card) + g.past_shift.count());
}

Value in_hand_per_busy(const GroupCounts& g, const Scorecard& card) {
  return ratio(area(g.busy, card) + area(g.beside, card), area(g.busy, card));
}

/// Unknown where nobody ever had several contacts in hand: then it is 1 and says nothing.
Value concurrency(const GroupCounts& g, const Scorecard& card) {
  return area(g.beside, card) != 0 ? in_hand_per_busy(g, card) : std::nullopt;
}

Value shrinkage(const GroupCounts& g, const Scorecard& card) {
  return ratio(area(g.planned, card) - area(g.on_duty, card), area(g.planned, card));
}

void add_contact_volumes(MeasureList& c) {
  const Words arrived{"contacts.arrived", Unit::kCount,
                      "Attempts that arrived, redials and blocked ones too; scope run: on all "
                      "channels, live or not.",
                      kCount};
  c.add(Scope::kRun, arrived, contacts_arrived);
  c.of_each_channel<count_of<C, &C::arrived>>(arrived);
  c.of_channels<offered_count>({"contacts.offered", Unit::kCount,
                                "Arrived less blocked less contained by self-service, on live "
                                "channels. Unknown for a channel "
                                "that is not live.",
                                kCount});
  c.of_channels<count_of<C, &C::redials>>(
      {"contacts.redials", Unit::kCount, "Arrived with attempt >= 2.", kCount});
  c.of_channels<count_of<C, &C::blocked>>(
      {"contacts.blocked", Unit::kCount, "Turned away because all lines were busy.", kCount});
  c.of_channels<count_of<C, &C::queued>>(
      {"contacts.queued", Unit::kCount,
       "Found no free agent and joined a queue, for the first time in this attempt.", kCount});
  c.of_channels<count_of<C, &C::answered>>(
      {"contacts.answered", Unit::kCount,
       "Taken by an agent for the first time in this attempt; called back too.", kCount});
  c.of_channels<count_of<C, &C::answered_within>>(
      {"contacts.answered_within", Unit::kCount,
       "Answered with wait <= acceptable wait (the bound itself is good).", kCount});
  c.of_channels<count_of<C, &C::abandoned>>(
      {"contacts.abandoned", Unit::kCount, "Hung up while waiting.", kCount});
  c.of_channels<count_of<C, &C::abandoned_within>>({"contacts.abandoned_within", Unit::kCount,
                                                    "Abandoned with wait <= acceptable wait.",
                                                    kCount});
  c.of_channels<count_of<C, &C::abandoned_short>>({"contacts.abandoned_short", Unit::kCount,
                                                   "Abandoned with wait <= short-abandon bound.",
                                                   kCount});
  c.of_channels<waiting_now>(
      {"contacts.waiting_at_end", Unit::kContacts,
       "Contacts in the queue at the end of measurement, whenever they arrived.", kCount});
}

void add_service_levels(MeasureList& c) {
  c.of_channels<ratio_of<C, &C::answered_within, offered_but_within>>(
      {"service_level.of_offered_less_abandoned_within", Unit::kRatio,
       "Answered with wait <= acceptable wait / (offered less abandoned with wait <= acceptable "
       "wait).",
       kServiceLevel, true});
  c.of_channels<ratio_of<C, &C::answered_within, offered>>(
      {"service_level.of_offered", Unit::kRatio, "Answered with wait <= acceptable wait / offered.",
       kContactCenters});
  c.of_channels<ratio_of<C, &C::answered_within, offered_but_short>>(
      {"service_level.of_offered_less_short_abandons", Unit::kRatio,
       "Answered with wait <= acceptable wait / (offered less abandoned with wait <= "
       "short-abandon bound).",
       kShort});
  c.of_channels<ratio_of<C, &C::answered_within, answered_live>>(
      {"service_level.of_answered", Unit::kRatio,
       "Answered with wait <= acceptable wait / answered.", kAnsweredOnly});
  c.of_channels<ratio_of<C, good_or_gone, offered>>(
      {"service_level.with_abandoned_within", Unit::kRatio,
       "(Answered + abandoned, each with wait <= acceptable wait) / offered.", kServiceLevel2});
}

void add_waits(MeasureList& c) {
  c.of_channels<mean_of<C, &C::waited_answered>>(
      {"speed_of_answer.of_answered", Unit::kSeconds,
       "Mean wait of answered contacts, those answered at once included, those called back not.",
       "ContactCenters PerformanceMeasureType.SPEEDOFANSWER; COPC", true});
  c.of_channels<mean_of<C, waited_all>>({"speed_of_answer.of_all", Unit::kSeconds,
                                         "Mean wait of all who were answered or abandoned.",
                                         "pyworkforce; VC021"});
  c.of_channels<quantile_of<C, &C::waited_answered, 50>>(
      {"wait.p50", Unit::kSeconds,
       "Median wait of answered contacts, to within 0.8 % (quantile sketch).", kErlang});
  c.of_channels<quantile_of<C, &C::waited_answered, 90>>(
      {"wait.p90", Unit::kSeconds, "90 % quantile of the wait of answered contacts.", kErlang});
  c.of_channels<quantile_of<C, &C::waited_answered, 95>>(
      {"wait.p95", Unit::kSeconds, "95 % quantile of the wait of answered contacts.", kErlang});
  c.of_channels<quantile_of<C, &C::waited_answered, 99>>(
      {"wait.p99", Unit::kSeconds, "99 % quantile of the wait of answered contacts.", kErlang});
  c.of_channels<mean_of<C, &C::waited_abandoned>>(
      {"wait.of_abandoned", Unit::kSeconds, "Mean wait of those who abandoned.", kContactCenters});
  c.of_channels<ratio_of<C, &C::queued, offered>>(
      {"wait.probability", Unit::kRatio, "Queued / offered: P(wait).",
       "Erlang C; ContactCenters PerformanceMeasureType.DELAYRATIO"});
  c.of_channels<ratio_of<C, &C::answered_at_once, &C::answered>>(
      {"answered_at_once.of_answered", Unit::kRatio, "Answered with wait = 0 / answered.",
       kErlang});
  c.of_channels<average_of<C, &C::queue>>(
      {"queue.mean", Unit::kContacts,
       "Time average of the number of contacts waiting, over the measured time.", kErlang});
}

void add_abandonment(MeasureList& c) {
  c.of_channels<ratio_of<C, &C::abandoned, offered>>(
      {"abandonment.of_offered", Unit::kRatio, "Abandoned / offered.",
       "ContactCenters PerformanceMeasureType.ABANDONMENTRATIO", true});
  c.of_channels<ratio_of<C, abandoned_not_short, offered_but_short>>(
      {"abandonment.less_short", Unit::kRatio,
       "(Abandoned less short abandons) / (offered less short abandons); short: wait <= "
       "short-abandon bound.",
       kShort});
  c.of_channels<ratio_of<C, &C::blocked, &C::arrived>>(
      {"blocking.of_arrived", Unit::kRatio, "Blocked / arrived.",
       "Erlang B; ContactCenters PerformanceMeasureType.BLOCKRATIO"});
}

void add_conversations(MeasureList& c) {
  c.of_channels<mean_of<C, &C::talk>>({"talk.mean", Unit::kSeconds,
                                       "Mean talk time of conversations with an agent that ended.",
                                       kErlang});
  c.of_each_channel<count_of<C, &C::ended>>(
      {"contacts.ended", Unit::kCount, "Conversations and forms that ended.", kCount});
  c.of_each_channel<count_of<C, &C::ended_direct>>({"contacts.ended_direct", Unit::kCount,
                                                    "Of these, without an agent (web form, app).",
                                                    kCount});
  c.of_each_channel<ratio_of<C, &C::left_ticket, &C::ended>>(
      {"tickets.of_ended", Unit::kRatio, "Ended contacts that left a ticket / ended contacts.",
       "first contact resolution is its complement"});
}

void add_groups(MeasureList& c) {
  c.of_groups<occupancy_of_working>(
      {"occupancy.of_working", Unit::kRatio,
       "Area under busy agents / (area under agents on duty + time worked past the end of shifts). "
       "Busy: in talk or after-call work. Areas over the measured time.",
       "ContactCenters PerformanceMeasureType.OCCUPANCY (scheduled agents plus those who finish)",
       true});
  c.of_groups<occupancy_of_scheduled>(
      {"occupancy.of_scheduled", Unit::kRatio,
       "Area under busy agents / area under agents on duty. Exceeds 1 where agents work past their "
       "shift.",
       kErlang});
  c.of_groups<mean_of<G, &G::handle>>(
      {"handle.mean", Unit::kSeconds, "Mean talk + after-call work of released agents.", kErlang});
  c.of_groups<mean_of<G, &G::after_call>>(
      {"after_call.mean", Unit::kSeconds, "Mean after-call work of released agents.", kErlang});
  c.of_groups<average_of<G, &G::on_duty>>(
      {"agents.on_duty", Unit::kAgents, "Time average of agents on duty.", kErlang});
  c.of_groups<average_of<G, &G::busy>>(
      {"agents.busy", Unit::kErlangs,
       "Time average of busy agents, also beyond their shift: the carried load.", kErlang});
  c.add(Scope::kGroup,
        {"contacts.answered", Unit::kCount, "Taken by an agent of the group.", kCount},
        [](const Scorecard& card, std::size_t i) { return count(card.groups()[i].answered); });
}

void add_ways_around_the_queue(MeasureList& c) {
  c.of_channels<count_of<C, &C::balked>>(
      occasional({"contacts.balked", Unit::kCount,
                  "Found all agents busy and left rather than queue.", kCount}));
  c.of_channels<count_of<C, lost>>(
      occasional({"contacts.lost", Unit::kCount, "Abandoned + balked.", kPractice}));
  c.of_channels<ratio_of<C, lost, offered>>(occasional(
      {"lost.of_offered", Unit::kRatio,
       "(Abandoned + balked) / offered. Who balked is offered, and never answered in time.",
       kPractice}));
  c.of_all_channels<count_of<C, &C::self_served>>(occasional(
      {"self_service.contacts", Unit::kCount,
       "Contacts that self-service was done with, contained or not; all channels.", kCount}));
  c.of_all_channels<ratio_of<C, &C::contained, &C::self_served>>(occasional(
      {"self_service.containment", Unit::kRatio,
       "Contained (needed no agent) / contacts that self-service was done with. Contained "
       "ones are not offered to agents.",
       kPractice}));
  c.of_all_channels<mean_of<C, &C::self_service>>(
      occasional({"self_service.mean", Unit::kSeconds, "Mean time with self-service.", kPractice}));
  c.of_channels<count_of<C, &C::callbacks_offered>>(
      occasional({"callbacks.offered", Unit::kCount, "Call-backs offered to waiting contacts.",
                  kVirtualQueue}));
  c.of_channels<ratio_of<C, &C::callbacks_accepted, &C::callbacks_offered>>(occasional(
      {"callbacks.accepted_of_offered", Unit::kRatio, "Accepted / offered.", kVirtualQueue}));
  c.of_channels<count_of<C, &C::callbacks_made>>(occasional(
      {"callbacks.made", Unit::kCount, "Attempts of agents to call back.", kVirtualQueue}));
  c.of_channels<ratio_of<C, &C::callbacks_reached, &C::callbacks_made>>(
      occasional({"callbacks.reached_of_made", Unit::kRatio,
                  "Attempts that reached the citizen / attempts.", kVirtualQueue}));
  c.of_channels<count_of<C, &C::lost_callbacks>>(
      occasional({"callbacks.given_up", Unit::kCount,
                  "Accepted call-backs that reached nobody in the end.", kVirtualQueue}));
  c.of_channels<mean_of<C, &C::callback_wait>>(occasional(
      {"callbacks.wait_mean", Unit::kSeconds,
       "Mean time from acceptance to the call that reached the citizen.", kVirtualQueue}));
  c.of_channels<quantile_of<C, &C::callback_wait, 90>>(
      occasional({"callbacks.wait_p90", Unit::kSeconds,
                  "90 % quantile of the time from acceptance to the call that reached the citizen.",
                  kVirtualQueue}));
  c.of_channels<callbacks_waiting_now>(
      occasional({"callbacks.waiting_at_end", Unit::kContacts,
                  "Call-backs accepted and not yet made or given up at the end of measurement.",
                  kVirtualQueue}));
  c.of_channels<count_of<C, &C::voicemail>>(occasional(
      {"contacts.voicemail", Unit::kCount, "Left the queue and left a message.", kCount}));
}

void add_further_ways(MeasureList& c) {
  c.of_channels<count_of<C, &C::transferred>>(
      occasional({"contacts.transferred", Unit::kCount, "Transfers from agent to agent.", kCount}));
  c.of_channels<ratio_of<C, &C::transferred, &C::answered>>(occasional(
      {"transfers.of_answered", Unit::kRatio,
       "Transfers / answered contacts. A contact may be transferred more than once.", kPractice}));
  c.of_channels<ratio_of<C, &C::transferred_warm, &C::transferred>>(
      occasional({"transfers.warm", Unit::kRatio,
                  "Transfers in which the agent stayed until the next had taken over / transfers.",
                  kPractice}));
  c.of_channels<count_of<C, &C::handed_back>>(
      occasional({"contacts.handed_back", Unit::kCount,
                  "Put back into the queue by an agent whose shift ended, or who had to take "
                  "something more urgent.",
                  kCount}));
  c.of_channels<count_of<C, &C::lost_after_answer>>(
      occasional({"contacts.lost_after_answer", Unit::kCount,
                  "Waited once more after a transfer, or handed back, and hung up.", kCount}));
  c.of_all_channels<count_of<C, &C::chasing>>(
      occasional({"contacts.chasing", Unit::kCount,
                  "Arrived to ask about a ticket that is open; all channels.", kRecontact}));
  c.of_all_channels<ratio_of<C, &C::chasing, &C::arrived>>(
      occasional({"chasing.of_arrived", Unit::kRatio,
                  "Arrived to ask about an open ticket / arrived; all channels.", kRecontact}));
  c.of_all_channels<count_of<C, &C::merged>>(
      occasional({"contacts.merged", Unit::kCount,
                  "Ended by joining an open ticket (duplicates); all channels.", kRecontact}));
  c.of_all_channels<count_of<C, &C::informed>>(
      occasional({"contacts.informed", Unit::kCount,
                  "Ended with news of an open ticket; all channels.", kRecontact}));
  const Words target{"answered_in_target.of_answered",
                     Unit::kRatio,
                     "Answered with wait <= the channel's own target / answered, of channels that "
                     "have one; scope run: deferred channels, each by its own target. What still "
                     "waits is not in it.",
                     "backlog of deferred media: Verint, COPC",
                     false,
                     true};
  c.of_each_channel<ratio_of<C, within_own_target, answered_with_target>>(target);
  c.add(Scope::kRun, target, deferred_within_target);
}

void add_group_ways(MeasureList& c) {
  c.of_groups<concurrency>(
      occasional({"agents.concurrency", Unit::kRatio,
                  "Area under contacts in hand / area under busy agents: how many contacts a busy "
                  "agent has at once. Unknown where it is always one.",
                  "chat concurrency, contact-centre practice"}));
  c.of_groups<shrinkage>(
      occasional({"agents.shrinkage", Unit::kRatio,
                  "1 - area under agents on duty / area under agents planned; planned: breaks, "
                  "absences, lateness and side work not deducted.",
                  "requirement / (1 - shrinkage): Calabrio; contact-centre practice"}));
  c.of_each_group<count_of<G, &G::transferred>>(occasional(
      {"contacts.transferred", Unit::kCount, "Passed on by agents of the group.", kCount}));
  c.of_each_group<count_of<G, &G::handed_back>>(
      occasional({"contacts.handed_back", Unit::kCount,
                  "Put back into the queue by agents of the group.", kCount}));
  c.of_each_group<count_of<G, &G::callbacks_made>>(occasional(
      {"callbacks.made", Unit::kCount, "Attempts of agents of the group to call back.", kCount}));
}

}  // namespace

void add_front_office_measures(MeasureList& list) {
  add_contact_volumes(list);
  add_service_levels(list);
  add_waits(list);
  add_abandonment(list);
  add_conversations(list);
  add_ways_around_the_queue(list);
  add_further_ways(list);
  add_groups(list);
  add_group_ways(list);
}

}  // namespace hotline::measures
