#include "core/measures/catalogue.hpp"

#include <array>
#include <functional>

#include "core/base/contract.hpp"

namespace hotline::measures {
namespace {

using Value = std::optional<double>;

// ---- Sources ----------------------------------------------------------------------------------

constexpr std::string_view kCount = "count of facts";
constexpr std::string_view kContactCenters =
    "ContactCenters 0.9.9 (E. Buist, P. L'Ecuyer), PerformanceMeasureType";
constexpr std::string_view kServiceLevel = "ContactCenters PerformanceMeasureType.SERVICELEVEL";
constexpr std::string_view kServiceLevel2 = "ContactCenters PerformanceMeasureType.SERVICELEVEL2";
constexpr std::string_view kShort =
    "RingCentral CallQueueServiceLevelSettings (abandonedThresholdSeconds); wolkvox metrics (COPC)";
constexpr std::string_view kAnsweredOnly =
    "RingCentral CallQueueServiceLevelSettings (includeAbandonedCalls off)";
constexpr std::string_view kErlang = "Erlang; queueing practice";
constexpr std::string_view kSla =
    "response and resolution clocks: faveo #218, laravel-help-desk #52";
constexpr std::string_view kReturns = "12345 practice of refusing and returning (退单)";
constexpr std::string_view kThreeRates =
    "12345 three rates (响应率, 解决率, 满意率), Beijing, Hainan";
constexpr std::string_view kGaming =
    "Edmonton 311 audit 2023 (closed on time before the work was done); FixMyStreet #285, #2167";

// ---- Arithmetic -------------------------------------------------------------------------------

Value ratio(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) {
    return std::nullopt;
  }
  return static_cast<double>(part) / static_cast<double>(whole);
}

Value ratio(stats::Int128 part, stats::Int128 whole) {
  if (whole <= 0) {
    return std::nullopt;
  }
  return static_cast<double>(part) / static_cast<double>(whole);
}

Value count(std::uint64_t n) {
  return static_cast<double>(n);
}

Value seconds(std::optional<Duration> d) {
  return d ? Value(static_cast<double>(d->count()) / 1e6) : Value();
}

stats::Int128 area(const Level& level, const Scorecard& card) {
  return level.area_us(card.measured_until());
}

/// Time average of a level over the measured time.
Value average(const Level& level, const Scorecard& card) {
  const Duration span = card.measured_until() - card.measured_from();
  return ratio(area(level, card), static_cast<stats::Int128>(span.count()));
}

// Building blocks that take the place of a count or of durations within a row.

template <class Row, auto Get>
Value count_of(const Row& row, const Scorecard& /*card*/) {
  return count(std::invoke(Get, row));
}

template <class Row, auto Get>
Value mean_of(const Row& row, const Scorecard& /*card*/) {
  return std::invoke(Get, row).mean_seconds();
}

template <class Row, auto Get, int kPercent>
Value quantile_of(const Row& row, const Scorecard& /*card*/) {
  return seconds(std::invoke(Get, row).quantile(kPercent / 100.0));
}

template <class Row, auto Get>
Value average_of(const Row& row, const Scorecard& card) {
  return average(std::invoke(Get, row), card);
}

template <class Row, auto Part, auto Whole>
Value ratio_of(const Row& row, const Scorecard& /*card*/) {
  return ratio(std::invoke(Part, row), std::invoke(Whole, row));
}

// ---- Channels ---------------------------------------------------------------------------------

// A contact may be blocked and counted as arrived in two facts; a stream that breaks off between
// them must not make a count negative.
std::uint64_t minus(std::uint64_t a, std::uint64_t b) {
  return a > b ? a - b : 0;
}

std::uint64_t offered(const ChannelCounts& c) {
  return is_live(c) ? minus(c.arrived, c.blocked) : 0;
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

DurationStatistics waited_all(const ChannelCounts& c) {
  DurationStatistics all = c.waited_answered;
  all.merge(c.waited_abandoned);
  return all;
}

Value contacts_arrived(const Scorecard& card, std::size_t /*index*/) {
  std::uint64_t sum = 0;
  for (const ChannelCounts& channel : card.channels()) {
    sum += channel.arrived;
  }
  return count(sum);
}

// ---- Groups -----------------------------------------------------------------------------------

Value occupancy_of_scheduled(const GroupCounts& g, const Scorecard& card) {
  return ratio(area(g.busy, card), area(g.on_duty, card));
}

Value occupancy_of_working(const GroupCounts& g, const Scorecard& card) {
  return ratio(area(g.busy, card), area(g.on_duty, card) + g.past_shift.count());
}

// ---- Tickets ----------------------------------------------------------------------------------

template <auto Get>
std::uint64_t ticket_count(const AgencyCounts& a) {
  return std::invoke(Get, a.tickets);
}

const DurationStatistics& agency_resolution(const AgencyCounts& a) {
  return a.tickets.resolution;
}

std::uint64_t response_due(const AgencyCounts& a) {
  return a.response_due_on_time + a.response_overdue;
}

std::uint64_t resolution_due(const AgencyCounts& a) {
  return a.tickets.resolution_due_on_time + a.tickets.resolution_overdue;
}

std::uint64_t resolved_with_due(const TicketCounts& t) {
  return t.resolution_due_on_time + t.resolution_late;
}

std::uint64_t agency_resolved_with_due(const AgencyCounts& a) {
  return resolved_with_due(a.tickets);
}

Value crew_occupancy(const AgencyCounts& a, const Scorecard& card) {
  return ratio(area(a.crews_busy, card), area(a.crews_on_duty, card));
}

Value open_at_end(const Scorecard& card, std::size_t /*index*/) {
  return static_cast<double>(card.open_tickets().value());
}

Value open_on_average(const Scorecard& card, std::size_t /*index*/) {
  return average(card.open_tickets(), card);
}

// ---- The list ---------------------------------------------------------------------------------

/// What is said of a measure, without its scope and its function.
struct Words {
  std::string_view name;
  Unit unit = Unit::kCount;
  std::string_view formula;
  std::string_view source;
  bool is_default = false;
};

constexpr std::size_t kScopes = 6;

/// Collects the measures scope by scope. Each `of_` function adds a measure of rows and, unless
/// told otherwise, the same measure of all rows together under scope run.
class Collector {
 public:
  using Function = Value (*)(const Scorecard&, std::size_t);

  void add(Scope scope, const Words& words, Function value) {
    by_scope_[static_cast<std::size_t>(scope)].push_back(MeasureSpec{
        words.name, scope, words.unit, words.formula, words.source, value, words.is_default});
  }

  template <auto F>
  void of_channels(const Words& words) {
    of_each_channel<F>(words);
    add(Scope::kRun, words,
        [](const Scorecard& card, std::size_t) { return F(card.live_channels(), card); });
  }

  template <auto F>
  void of_each_channel(const Words& words) {
    add(Scope::kChannel, words,
        [](const Scorecard& card, std::size_t i) { return F(card.channels()[i], card); });
  }

  template <auto F>
  void of_groups(const Words& words) {
    add(Scope::kGroup, words,
        [](const Scorecard& card, std::size_t i) { return F(card.groups()[i], card); });
    add(Scope::kRun, words,
        [](const Scorecard& card, std::size_t) { return F(card.all_groups(), card); });
  }

  template <auto F>
  void of_agencies(const Words& words) {
    of_each_agency<F>(words);
    add(Scope::kRun, words,
        [](const Scorecard& card, std::size_t) { return F(card.all_agencies(), card); });
  }

  template <auto F>
  void of_each_agency(const Words& words) {
    add(Scope::kAgency, words,
        [](const Scorecard& card, std::size_t i) { return F(card.agencies()[i], card); });
  }

  /// By category and by district.
  template <auto F>
  void of_tickets(const Words& words) {
    add(Scope::kCategory, words,
        [](const Scorecard& card, std::size_t i) { return F(card.categories()[i], card); });
    add(Scope::kDistrict, words,
        [](const Scorecard& card, std::size_t i) { return F(card.districts()[i], card); });
  }

  /// Every ticket, whether or not it has reached an agency.
  template <auto F>
  void of_all_tickets(const Words& words) {
    add(Scope::kRun, words,
        [](const Scorecard& card, std::size_t) { return F(card.all_tickets(), card); });
  }

  [[nodiscard]] std::vector<MeasureSpec> all() const {
    std::vector<MeasureSpec> list;
    for (const std::vector<MeasureSpec>& specs : by_scope_) {
      list.insert(list.end(), specs.begin(), specs.end());
    }
    return list;
  }

 private:
  std::array<std::vector<MeasureSpec>, kScopes> by_scope_;
};

using C = ChannelCounts;
using G = GroupCounts;
using A = AgencyCounts;
using T = TicketCounts;

void add_contact_volumes(Collector& c) {
  const Words arrived{"contacts.arrived", Unit::kCount,
                      "Attempts that arrived, redials and blocked ones too; scope run: on all "
                      "channels, live or not.",
                      kCount};
  c.add(Scope::kRun, arrived, contacts_arrived);
  c.of_each_channel<count_of<C, &C::arrived>>(arrived);
  c.of_channels<offered_count>(
      {"contacts.offered", Unit::kCount,
       "Arrived less blocked, on live channels. Unknown for a channel that is not live.", kCount});
  c.of_channels<count_of<C, &C::redials>>(
      {"contacts.redials", Unit::kCount, "Arrived with attempt >= 2.", kCount});
  c.of_channels<count_of<C, &C::blocked>>(
      {"contacts.blocked", Unit::kCount, "Turned away because all lines were busy.", kCount});
  c.of_channels<count_of<C, &C::queued>>(
      {"contacts.queued", Unit::kCount, "Found no free agent and joined a queue.", kCount});
  c.of_channels<count_of<C, &C::answered>>(
      {"contacts.answered", Unit::kCount, "Taken by an agent.", kCount});
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

void add_service_levels(Collector& c) {
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
  c.of_channels<ratio_of<C, &C::answered_within, &C::answered>>(
      {"service_level.of_answered", Unit::kRatio,
       "Answered with wait <= acceptable wait / answered.", kAnsweredOnly});
  c.of_channels<ratio_of<C, good_or_gone, offered>>(
      {"service_level.with_abandoned_within", Unit::kRatio,
       "(Answered + abandoned, each with wait <= acceptable wait) / offered.", kServiceLevel2});
}

void add_waits(Collector& c) {
  c.of_channels<mean_of<C, &C::waited_answered>>(
      {"speed_of_answer.of_answered", Unit::kSeconds,
       "Mean wait of answered contacts, those answered at once included.",
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

void add_abandonment(Collector& c) {
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

void add_conversations(Collector& c) {
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

void add_groups(Collector& c) {
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

void add_ticket_totals(Collector& c) {
  c.of_all_tickets<count_of<T, &T::opened>>(
      {"tickets.opened", Unit::kCount, "Tickets that were opened.", kCount});
  c.of_each_agency<count_of<A, ticket_count<&T::opened>>>(
      {"tickets.opened", Unit::kCount, "Tickets first dispatched to the agency.", kCount});
  c.of_all_tickets<count_of<T, &T::resolved>>(
      {"tickets.resolved", Unit::kCount, "Tickets resolved for the first time.", kCount});
  c.of_each_agency<count_of<A, ticket_count<&T::resolved>>>(
      {"tickets.resolved", Unit::kCount, "Tickets that the agency resolved for the first time.",
       kCount});
  c.of_agencies<count_of<A, ticket_count<&T::reopened>>>(
      {"tickets.reopened", Unit::kCount, "Reopenings.", kCount});
  c.of_agencies<count_of<A, ticket_count<&T::resolution_overdue>>>(
      {"tickets.overdue", Unit::kCount,
       "Tickets whose resolution due time passed while they were unresolved (resolved since or "
       "not). Counted for the agency that was responsible at that instant.",
       kCount});
  c.of_agencies<count_of<A, &A::response_overdue>>(
      {"tickets.response_overdue", Unit::kCount,
       "Tickets whose response due time passed before anybody signed for them.", kCount});
  c.add(Scope::kRun,
        {"tickets.open_at_end", Unit::kTickets,
         "Opened + reopened - resolved at the end of measurement, whenever they were opened.",
         kCount},
        open_at_end);
  c.add(Scope::kRun,
        {"tickets.open_mean", Unit::kTickets,
         "Time average of open tickets over the measured time.", kErlang},
        open_on_average);
  c.of_agencies<count_of<A, &A::dispatched>>(
      {"tickets.dispatched", Unit::kCount, "Dispatches, all rounds.", kCount});
  c.of_agencies<count_of<A, &A::returned>>({"tickets.returned", Unit::kCount,
                                            "Dispatches that an agency refused and sent back.",
                                            kCount});
  c.of_agencies<count_of<A, &A::arbitrated>>(
      {"tickets.arbitrated", Unit::kCount, "Assignments decided by arbitration.", kReturns});
}

void add_ticket_clocks(Collector& c) {
  c.of_agencies<mean_of<A, &A::response>>(
      {"response.mean", Unit::kSeconds,
       "Mean clock time from opening to first signature, of tickets signed for.", kSla});
  c.of_agencies<quantile_of<A, &A::response, 50>>(
      {"response.p50", Unit::kSeconds,
       "Median of the clock time from opening to first signature, of tickets signed for.", kSla});
  c.of_agencies<quantile_of<A, &A::response, 90>>(
      {"response.p90", Unit::kSeconds,
       "90 % quantile of the clock time from opening to first signature, of tickets signed for.",
       kSla});
  c.of_agencies<mean_of<A, agency_resolution>>(
      {"resolution.mean", Unit::kSeconds,
       "Mean clock time from opening to first resolution, of tickets resolved. Open tickets are "
       "not in it: while many are open it flatters.",
       kSla});
  c.of_agencies<quantile_of<A, agency_resolution, 50>>(
      {"resolution.p50", Unit::kSeconds,
       "Median of the clock time from opening to first resolution, of tickets resolved.", kSla});
  c.of_agencies<quantile_of<A, agency_resolution, 90>>(
      {"resolution.p90", Unit::kSeconds,
       "90 % quantile of the clock time from opening to first resolution, of tickets resolved.",
       kSla});
  c.of_agencies<quantile_of<A, agency_resolution, 99>>(
      {"resolution.p99", Unit::kSeconds,
       "99 % quantile of the clock time from opening to first resolution, of tickets resolved.",
       kSla});
  c.of_agencies<ratio_of<A, &A::response_due_on_time, response_due>>(
      {"response.on_time_of_due", Unit::kRatio,
       "First signed for by the response due time / (that + response overdue). A ticket counts "
       "when "
       "it is signed or when its due time passes, whichever comes first; done at the due time "
       "itself is on time.",
       kSla});
  c.of_agencies<ratio_of<A, ticket_count<&T::resolution_due_on_time>, resolution_due>>(
      {"resolution.on_time_of_due", Unit::kRatio,
       "First resolved by the resolution due time / (that + resolution overdue), counted at the "
       "earlier of resolution and due time; resolved at the due time itself is on time.",
       kSla, true});
  c.of_agencies<ratio_of<A, ticket_count<&T::resolution_due_on_time>, agency_resolved_with_due>>(
      {"resolution.on_time_of_resolved", Unit::kRatio,
       "First resolved by the due time / first resolved that had one. Overdue tickets that are "
       "still open are not in it: it flatters.",
       kSla});
}

void add_dispatch_and_work(Collector& c) {
  c.of_agencies<ratio_of<A, &A::returned, &A::dispatched>>(
      {"returns.of_dispatched", Unit::kRatio, "Returned / dispatched.", kReturns});
  c.of_agencies<ratio_of<A, ticket_count<&T::reopened>, ticket_count<&T::resolved>>>(
      {"reopenings.of_resolved", Unit::kRatio,
       "Reopenings / first resolutions. A ticket may be reopened more than once.",
       "FixMyStreet; 12345 practice of redoing (重办)"});
  c.of_agencies<crew_occupancy>({"crews.occupancy", Unit::kRatio,
                                 "Area under busy crews / area under crews on duty.", kErlang});
  c.of_agencies<average_of<A, &A::crews_on_duty>>(
      {"crews.on_duty", Unit::kCrews, "Time average of crews on duty.", kErlang});
  c.of_agencies<mean_of<A, &A::work_wait>>(
      {"work_wait.mean", Unit::kSeconds,
       "Mean time in the work list before a crew began, of work begun.", kErlang});
  c.of_agencies<quantile_of<A, &A::work_wait, 90>>(
      {"work_wait.p90", Unit::kSeconds,
       "90 % quantile of the time in the work list before a crew began.", kErlang});
  c.of_agencies<mean_of<A, &A::work>>(
      {"work.mean", Unit::kSeconds, "Mean time of a crew on a ticket, of work ended.", kErlang});
}

void add_surveys(Collector& c) {
  c.of_agencies<count_of<A, &A::surveyed>>(
      {"survey.called", Unit::kCount, "Citizens called back about a resolved ticket.", kCount});
  c.of_agencies<count_of<A, &A::survey_answered>>(
      {"survey.answered", Unit::kCount, "Of these, those who took part.", kCount});
  c.of_agencies<ratio_of<A, &A::survey_responded, &A::survey_answered>>(
      {"survey.response_rate", Unit::kRatio,
       "\"I was contacted in time\" / citizens who took part in the survey.", kThreeRates});
  c.of_agencies<ratio_of<A, &A::survey_fixed, &A::survey_answered>>(
      {"survey.resolution_rate", Unit::kRatio,
       "\"It is fixed\" / citizens who took part in the survey.", kThreeRates});
  c.of_agencies<ratio_of<A, &A::survey_satisfied, &A::survey_answered>>(
      {"survey.satisfaction_rate", Unit::kRatio,
       "\"I am satisfied\" / citizens who took part in the survey.", kThreeRates});
  c.of_agencies<ratio_of<A, &A::survey_closed_on_time, &A::survey_answered>>(
      {"survey.closed_on_time", Unit::kRatio,
       "Tickets that the agency closed by their due time (or that had none) / citizens who took "
       "part in the survey.",
       kGaming});
  c.of_agencies<ratio_of<A, &A::survey_fixed_on_time, &A::survey_answered>>(
      {"survey.confirmed_fixed_on_time", Unit::kRatio,
       "Closed on time and \"it is fixed\" / citizens who took part in the survey. The distance to "
       "survey.closed_on_time is what was closed on time but not fixed.",
       kGaming});
}

void add_tickets_by_category_and_district(Collector& c) {
  c.of_tickets<count_of<T, &T::opened>>(
      {"tickets.opened", Unit::kCount, "Tickets that were opened.", kCount});
  c.of_tickets<count_of<T, &T::resolved>>(
      {"tickets.resolved", Unit::kCount, "Tickets resolved for the first time.", kCount});
  c.of_tickets<mean_of<T, &T::resolution>>(
      {"resolution.mean", Unit::kSeconds,
       "Mean clock time from opening to first resolution, of tickets resolved.", kSla});
  c.of_tickets<quantile_of<T, &T::resolution, 50>>(
      {"resolution.p50", Unit::kSeconds,
       "Median of the clock time from opening to first resolution, of tickets resolved.", kSla});
  c.of_tickets<quantile_of<T, &T::resolution, 90>>(
      {"resolution.p90", Unit::kSeconds,
       "90 % quantile of the clock time from opening to first resolution, of tickets resolved.",
       kSla});
  c.of_tickets<ratio_of<T, &T::resolution_due_on_time, resolved_with_due>>(
      {"resolution.on_time_of_resolved", Unit::kRatio,
       "First resolved by the due time / first resolved that had one. Overdue tickets that are "
       "still open are not in it.",
       kSla});
}

std::vector<MeasureSpec> build() {
  Collector c;
  add_contact_volumes(c);
  add_service_levels(c);
  add_waits(c);
  add_abandonment(c);
  add_conversations(c);
  add_groups(c);
  add_ticket_totals(c);
  add_ticket_clocks(c);
  add_dispatch_and_work(c);
  add_surveys(c);
  add_tickets_by_category_and_district(c);
  return c.all();
}

}  // namespace

std::string_view to_string(Scope scope) {
  constexpr std::array<std::string_view, kScopes> kNames = {"run",    "channel",  "group",
                                                            "agency", "category", "district"};
  return kNames.at(static_cast<std::size_t>(scope));
}

std::string_view to_string(Unit unit) {
  constexpr std::array<std::string_view, 8> kNames = {"count",  "ratio",   "seconds", "contacts",
                                                      "agents", "erlangs", "crews",   "tickets"};
  return kNames.at(static_cast<std::size_t>(unit));
}

std::span<const MeasureSpec> catalogue() {
  static const std::vector<MeasureSpec> all = build();
  return all;
}

const MeasureSpec* find_measure(Scope scope, std::string_view name) {
  for (const MeasureSpec& spec : catalogue()) {
    if (spec.scope == scope && spec.name == name) {
      return &spec;
    }
  }
  return nullptr;
}

std::size_t rows(const Scorecard& card, Scope scope) {
  switch (scope) {
    case Scope::kRun:
      return 1;
    case Scope::kChannel:
      return card.channels().size();
    case Scope::kGroup:
      return card.groups().size();
    case Scope::kAgency:
      return card.agencies().size();
    case Scope::kCategory:
      return card.categories().size();
    case Scope::kDistrict:
      return card.districts().size();
  }
  return 0;
}

std::string_view row_name(const Scorecard& card, Scope scope, std::size_t index) {
  HOTLINE_REQUIRE(index < rows(card, scope));
  switch (scope) {
    case Scope::kRun:
      return "";
    case Scope::kChannel:
      return card.names(NameKind::kChannel)[index];
    case Scope::kGroup:
      return card.names(NameKind::kGroup)[index];
    case Scope::kAgency:
      return card.names(NameKind::kAgency)[index];
    case Scope::kCategory:
      return card.names(NameKind::kCategory)[index];
    case Scope::kDistrict:
      return card.names(NameKind::kDistrict)[index];
  }
  return "";
}

}  // namespace hotline::measures
