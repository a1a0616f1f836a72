// core/measures/back_office_measures.cpp: measures of tickets and crews.
#include "core/measures/measure_list.hpp"

namespace hotline::measures {
namespace {

using A = AgencyCounts;
using T = TicketCounts;

constexpr std::string_view kSla =
    "response and resolution clocks: faveo #218, laravel-help-desk #52";
constexpr std::string_view kReturns = "12345 practice of refusing and returning (退单)";
constexpr std::string_view kThreeRates =
    "12345 three rates (响应率, 解决率, 满意率), Beijing, Hainan";
constexpr std::string_view kPause =
    "osTicket #1168; laravel-help-desk #52 (pause reasons, the clock stands still)";
constexpr std::string_view kSupervise = "12345 practice of urging and supervising (催办, 督办)";
constexpr std::string_view kExtend =
    "12345 practice of extension (延期): asked for before the due time";
constexpr std::string_view kAssist = "12345 practice of co-handling (协办): first receiver leads";
constexpr std::string_view kStates = "FixMyStreet states; Open311 closed";
constexpr std::string_view kFieldWork = "field service practice";
constexpr std::string_view kGaming =
    "Edmonton 311 audit 2023 (closed on time before the work was done); FixMyStreet #285, #2167";

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

std::uint64_t pauses(const AgencyCounts& a) {
  std::uint64_t sum = 0;
  for (const std::uint64_t of_reason : a.paused) {
    sum += of_reason;
  }
  return sum;
}

template <PauseReason kReason>
std::uint64_t pauses_for(const AgencyCounts& a) {
  return a.paused[static_cast<std::size_t>(kReason)];
}

template <ReturnReason kReason>
std::uint64_t returned_for(const AgencyCounts& a) {
  return a.returned_for[static_cast<std::size_t>(kReason)];
}

template <Closure kHow>
std::uint64_t closed(const TicketCounts& t) {
  return t.closed[static_cast<std::size_t>(kHow)];
}

template <Closure kHow>
std::uint64_t agency_closed(const AgencyCounts& a) {
  return closed<kHow>(a.tickets);
}

std::uint64_t escalated(const AgencyCounts& a) {
  return a.escalated_before_due + a.escalated_after_due;
}

std::uint64_t all_resolutions(const AgencyCounts& a) {
  return a.tickets.resolved + a.tickets.resolved_again;
}

std::uint64_t pieces_of_work(const AgencyCounts& a) {
  return a.work.count();
}

std::uint64_t reports(const TicketCounts& t) {
  return t.opened + t.merged;
}

std::uint64_t place_due(const TicketCounts& t) {
  return t.resolution_due_on_time + t.resolution_overdue;
}

Value travel_of_work(const AgencyCounts& a, const Scorecard& /*card*/) {
  return a.travel.count() == 0 ? std::nullopt : ratio(a.travel.sum_us(), a.work.sum_us());
}

// Facts of older programs say of overdue and reopened tickets only the agency: then nothing is
// known by category and district.

Value place_overdue(const TicketCounts& t, const Scorecard& card) {
  return card.whole().overdue_unplaced > 0 ? std::nullopt : count(t.resolution_overdue);
}

Value place_on_time(const TicketCounts& t, const Scorecard& card) {
  return card.whole().overdue_unplaced > 0 ? std::nullopt
                                           : ratio(t.resolution_due_on_time, place_due(t));
}

Value place_reopened(const TicketCounts& t, const Scorecard& card) {
  return card.whole().reopened_unplaced > 0 ? std::nullopt : count(t.reopened);
}

Value place_reopening_share(const TicketCounts& t, const Scorecard& card) {
  return card.whole().reopened_unplaced > 0 ? std::nullopt : ratio(t.reopened, t.resolved);
}

Value triage_wait_mean(const Scorecard& card, std::size_t /*index*/) {
  return card.whole().triage_wait.mean_seconds();
}

Value triage_by_machine(const Scorecard& card, std::size_t /*index*/) {
  const RunCounts& whole = card.whole();
  return ratio(whole.classified_by_machine,
               whole.classified_by_machine + whole.classified_by_human);
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

void add_ticket_totals(MeasureList& c) {
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
  c.add(
      Scope::kRun,
      {"tickets.open_at_end", Unit::kTickets,
       "Opened + reopened - resolved - withdrawn - closed as duplicates at the end of measurement, "
       "whenever they were opened.",
       kCount},
      open_at_end);
  c.add(Scope::kRun,
        {"tickets.open_mean", Unit::kTickets,
         "Time average of open tickets over the measured time.", kErlang},
        open_on_average);
  c.of_agencies<count_of<A, &A::dispatched>>({"tickets.dispatched", Unit::kCount,
                                              "Dispatches to the agency that leads, all rounds.",
                                              kCount});
  c.of_agencies<count_of<A, &A::returned>>({"tickets.returned", Unit::kCount,
                                            "Dispatches that an agency refused and sent back.",
                                            kCount});
  c.of_agencies<count_of<A, &A::arbitrated>>(
      {"tickets.arbitrated", Unit::kCount, "Assignments decided by arbitration.", kReturns});
}

void add_ticket_clocks(MeasureList& c) {
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

void add_dispatch_and_work(MeasureList& c) {
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

void add_surveys(MeasureList& c) {
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

void add_tickets_by_category_and_district(MeasureList& c) {
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
  c.of_tickets<place_overdue>(
      {"tickets.overdue", Unit::kCount,
       "Tickets whose resolution due time passed while they were unresolved (resolved since or "
       "not). Unknown where the facts do not say it.",
       kCount});
  c.of_tickets<place_on_time>(
      {"resolution.on_time_of_due", Unit::kRatio,
       "First resolved by the resolution due time / (that + overdue), counted at the earlier of "
       "resolution and due time. Unknown where the facts do not say it.",
       kSla, true});
  c.of_tickets<place_reopened>({"tickets.reopened", Unit::kCount,
                                "Reopenings. Unknown where the facts do not say it.", kCount});
  c.of_tickets<place_reopening_share>(
      {"reopenings.of_resolved", Unit::kRatio,
       "Reopenings / first resolutions. Unknown where the facts do not say it.",
       "FixMyStreet; 12345 practice of redoing (重办)"});
  c.of_tickets<count_of<T, &T::unfixable>>(
      occasional({"tickets.unfixable", Unit::kCount,
                  "Resolutions that declare that it cannot or will not be fixed.", kStates}));
  c.of_tickets<count_of<T, closed<Closure::kWithdrawn>>>(
      occasional({"tickets.closed_withdrawn", Unit::kCount, "Closed because withdrawn.", kStates}));
  c.of_each_category<count_of<T, &T::merged>>(
      occasional({"tickets.merged", Unit::kCount,
                  "Reports of what an open ticket is about already: no new ticket.", kStates}));
}

void add_ticket_ends(MeasureList& c) {
  c.of_all_tickets<count_of<T, &T::merged>>(
      occasional({"tickets.merged", Unit::kCount,
                  "Reports of what an open ticket is about already: no new ticket.", kStates}));
  c.of_all_tickets<ratio_of<T, &T::merged, reports>>(
      occasional({"duplicates.of_reports", Unit::kRatio, "Merged / (opened + merged).", kStates}));
  c.of_agencies<count_of<A, &A::withdrawn>>(occasional(
      {"tickets.withdrawn", Unit::kCount, "Withdrawn by the citizen while open.", kStates}));
  c.of_agencies<count_of<A, ticket_count<&T::unfixable>>>(
      occasional({"tickets.unfixable", Unit::kCount,
                  "Resolutions that declare that it cannot or will not be fixed.", kStates}));
  c.of_agencies<ratio_of<A, ticket_count<&T::unfixable>, all_resolutions>>(
      occasional({"unfixable.of_resolved", Unit::kRatio,
                  "Declared unfixable / all resolutions, first or after a reopening.", kStates}));
  c.of_agencies<count_of<A, agency_closed<Closure::kArchived>>>(occasional(
      {"tickets.closed_archived", Unit::kCount, "Closed for good after a resolution.", kStates}));
  c.of_agencies<count_of<A, agency_closed<Closure::kWithdrawn>>>(
      occasional({"tickets.closed_withdrawn", Unit::kCount, "Closed because withdrawn.", kStates}));
  c.of_agencies<count_of<A, agency_closed<Closure::kUnfixable>>>(
      occasional({"tickets.closed_unfixable", Unit::kCount, "Closed unfixed.", kStates}));
  c.of_agencies<count_of<A, agency_closed<Closure::kDuplicate>>>(occasional(
      {"tickets.closed_duplicate", Unit::kCount, "Closed as about the same as another.", kStates}));
}

void add_reasons_of_returns(MeasureList& c) {
  c.of_agencies<count_of<A, returned_for<ReturnReason::kWrongArea>>>(
      occasional({"returns.wrong_area", Unit::kCount, "Refused as another agency's.", kReturns}));
  c.of_agencies<count_of<A, returned_for<ReturnReason::kUnclear>>>(
      occasional({"returns.unclear", Unit::kCount, "Refused because nobody is clearly responsible.",
                  kReturns}));
  c.of_agencies<count_of<A, returned_for<ReturnReason::kOverlapping>>>(
      occasional({"returns.overlapping", Unit::kCount,
                  "Refused because others are responsible as well.", kReturns}));
  c.of_agencies<count_of<A, returned_for<ReturnReason::kAfterWork>>>(
      occasional({"returns.after_work", Unit::kCount,
                  "Given back after the work, as another agency's all the same.", kReturns}));
  c.of_agencies<count_of<A, returned_for<ReturnReason::kOverload>>>(
      occasional({"returns.overload", Unit::kCount,
                  "Handed on because they had waited too long for a crew.", kReturns}));
}

void add_pauses_and_escalations(MeasureList& c) {
  c.of_agencies<count_of<A, pauses>>(occasional(
      {"tickets.paused", Unit::kCount, "Pauses that began: the resolution clock stands.", kPause}));
  c.of_agencies<count_of<A, pauses_for<PauseReason::kCitizen>>>(
      occasional({"pauses.for_citizen", Unit::kCount, "Pauses to wait for the citizen.", kPause}));
  c.of_agencies<count_of<A, pauses_for<PauseReason::kParts>>>(
      occasional({"pauses.for_parts", Unit::kCount, "Pauses to wait for parts.", kPause}));
  c.of_agencies<count_of<A, pauses_for<PauseReason::kWeather>>>(
      occasional({"pauses.for_weather", Unit::kCount, "Pauses because of the weather.", kPause}));
  c.of_agencies<mean_of<A, &A::pause>>(
      occasional({"pause.mean", Unit::kSeconds, "Mean clock time of pauses that ended.", kPause}));
  c.of_agencies<count_of<A, escalated>>(
      occasional({"tickets.escalated", Unit::kCount, "Escalations, all levels.", kSupervise}));
  c.of_agencies<ratio_of<A, &A::escalated_before_due, escalated>>(
      occasional({"escalations.before_due", Unit::kRatio,
                  "Escalations before the due time / escalations.", kSupervise}));
  c.of_agencies<count_of<A, &A::extensions_asked>>(
      occasional({"extensions.asked", Unit::kCount, "Requests for more time.", kExtend}));
  c.of_agencies<ratio_of<A, &A::extensions_granted, &A::extensions_asked>>(occasional(
      {"extensions.granted", Unit::kRatio, "Granted / requests for more time.", kExtend}));
  c.of_agencies<count_of<A, &A::chased>>(occasional(
      {"tickets.chased", Unit::kCount, "Times that waiting citizens asked.", kSupervise}));
  c.of_agencies<ratio_of<A, &A::assisted, &A::dispatched>>(
      occasional({"assistance.of_dispatched", Unit::kRatio,
                  "Dispatches to agencies that help / dispatches to those that lead.", kAssist}));
  c.of_agencies<count_of<A, &A::assisted>>(occasional(
      {"tickets.assisted", Unit::kCount, "Dispatches to the agency as one that helps.", kAssist}));
  c.of_agencies<ratio_of<A, &A::interrupted, pieces_of_work>>(
      occasional({"interruptions.of_work", Unit::kRatio,
                  "Pieces of work left undone / pieces of work that ended.", kFieldWork}));
  c.of_agencies<mean_of<A, &A::travel>>(occasional(
      {"travel.mean", Unit::kSeconds, "Mean way of pieces of work that had one.", kFieldWork}));
  c.of_agencies<travel_of_work>(
      occasional({"travel.of_work", Unit::kRatio, "Time on the way / time of work, ways included.",
                  kFieldWork}));
  c.add(Scope::kRun,
        occasional({"triage.wait_mean", Unit::kSeconds,
                    "Mean wait for a dispatcher, of classifications that waited.", kSla}),
        triage_wait_mean);
  c.add(Scope::kRun,
        occasional({"triage.by_machine", Unit::kRatio,
                    "Classified by a machine / classified by somebody known.", kSla}),
        triage_by_machine);
}

}  // namespace

void add_back_office_measures(MeasureList& list) {
  add_ticket_totals(list);
  add_ticket_ends(list);
  add_ticket_clocks(list);
  add_reasons_of_returns(list);
  add_pauses_and_escalations(list);
  add_dispatch_and_work(list);
  add_surveys(list);
  add_tickets_by_category_and_district(list);
}

}  // namespace hotline::measures
