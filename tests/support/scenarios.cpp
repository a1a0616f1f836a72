#include "tests/support/scenarios.hpp"

#include <utility>
#include <vector>

namespace hotline::test {
namespace {

using sim::AgentGroup;
using sim::Category;
using sim::Channel;
using sim::Demand;
using sim::Scenario;
using sim::Shift;

Channel phone() {
  Channel channel;
  channel.name = "phone";
  channel.redial_delay = constant(60);
  channel.entry = constant(0);
  return channel;
}

Category category(const char* name, AgencyId agency, sim::DurationLaw talk) {
  Category made;
  made.name = name;
  made.agency = agency;
  made.talk = talk;
  made.after_call = constant(0);
  return made;
}

AgentGroup group(const char* name, std::vector<Shift> shifts) {
  AgentGroup made;
  made.name = name;
  made.channels = {ChannelId{0}};
  made.shifts = std::move(shifts);
  return made;
}

void weekly_shifts(AgentGroup& group, Duration from, Duration to, std::int64_t agents) {
  for (int day = 0; day < 7; ++day) {
    group.shifts.push_back(Shift{day * kDay + from, day * kDay + to, agents});
  }
}

void add_channels(Scenario& s) {
  Channel calls = phone();
  calls.lines = 7;
  calls.patience = exponential(240);
  calls.redial_probability = 0.5;
  calls.redial_delay = exponential(600);
  calls.max_attempts = 3;
  calls.answer_target = 30 * kSecond;
  Channel form = phone();
  form.name = "web";
  form.kind = Channel::Kind::kDirect;
  form.entry = lognormal(120, 0.5);
  s.channels = {calls, form};
}

void add_categories(Scenario& s) {
  Category question = category("question", AgencyId{0}, lognormal(120, 0.7));
  question.ticket_probability = 0.1;
  question.after_call = exponential(20);
  Category pothole = category("pothole", AgencyId{0}, lognormal(180, 0.6));
  pothole.after_call = constant(45);
  pothole.priority = 1;
  pothole.response_target = 4 * kHour;
  pothole.resolution_target = 16 * kHour;
  pothole.clock = 1;
  Category light = category("light", AgencyId{1}, lognormal(150, 0.6));
  light.after_call = constant(45);
  light.priority = 2;
  light.resolution_target = 72 * kHour;
  s.categories = {question, pothole, light};
}

void add_demand(Scenario& s) {
  Demand busy_days = flat_demand(ChannelId{0}, CategoryId{0}, 500);
  for (std::size_t h = 0; h < 24; ++h) {
    busy_days.hour[h] = h >= 8 && h < 20 ? 1.8 : 0.2;
  }
  s.demand = {busy_days, flat_demand(ChannelId{0}, CategoryId{1}, 60),
              flat_demand(ChannelId{1}, CategoryId{1}, 40),
              flat_demand(ChannelId{1}, CategoryId{2}, 25)};
  s.busyness = {0.2, 0.6};
  s.districts = {{"north", 0.6}, {"south", 0.4}};
}

void add_agents(Scenario& s) {
  AgentGroup desk = group("desk", {});
  weekly_shifts(desk, Duration{0}, 8 * kHour, 1);
  weekly_shifts(desk, 8 * kHour, 20 * kHour, 3);
  AgentGroup help = group("help", {});
  weekly_shifts(help, 9 * kHour, 17 * kHour, 1);
  s.groups = {desk, help};
}

void add_agencies(Scenario& s) {
  sim::Agency roads;
  roads.name = "roads";
  roads.sign = exponential(3600);
  roads.refuse_probability = 0.1;
  roads.refuse_wrong_probability = 0.8;
  roads.lead = lognormal(20000, 0.8);
  roads.work = lognormal(4000, 0.5);
  roads.crews = 14;
  roads.calendar = 1;
  roads.fix_probability = 0.8;
  sim::Agency lights = roads;
  lights.name = "lights";
  lights.calendar = 0;
  lights.crews = 2;
  s.agencies = {roads, lights};
}

}  // namespace

SimTime monday() {
  return *civil_date(2025, 1, 6);
}

sim::Demand flat_demand(ChannelId channel, CategoryId category, double per_day) {
  Demand demand;
  demand.channel = channel;
  demand.category = category;
  demand.per_day = per_day;
  demand.hour.fill(1);
  demand.weekday.fill(1);
  demand.month.fill(1);
  return demand;
}

sim::Scenario one_line(std::int64_t agents) {
  Scenario s;
  s.name = "one-line";
  s.start = monday();
  s.length = kDay;
  s.calendars.emplace_back();
  s.calendar_names = {"always"};
  s.channels = {phone()};
  s.categories = {category("call", AgencyId{0}, constant(180))};
  s.categories[0].ticket_probability = 0;
  s.districts = {{"all", 1}};
  s.groups = {group("agents", {Shift{Duration{0}, kWeek, agents}})};
  sim::Agency agency;
  agency.name = "agency";
  s.agencies = {agency};
  return s;
}

sim::Scenario erlang(double per_hour, double mean_talk_seconds, std::int64_t agents,
                     std::optional<double> mean_patience_seconds) {
  Scenario s = one_line(agents);
  s.name = "erlang";
  s.short_abandon = Duration{0};
  s.categories[0].talk = exponential(mean_talk_seconds);
  if (mean_patience_seconds) {
    s.channels[0].patience = exponential(*mean_patience_seconds);
  }
  s.demand = {flat_demand(ChannelId{0}, CategoryId{0}, per_hour * 24)};
  return s;
}

sim::Scenario work_list(double per_hour, sim::DurationLaw work) {
  Scenario s = one_line(1);
  s.name = "work-list";
  s.channels[0].kind = Channel::Kind::kDirect;
  s.categories[0].ticket_probability = 1;
  s.triage.human_delay = s.triage.machine_delay = s.triage.arbitration_delay = constant(0);
  s.agencies[0].sign = s.agencies[0].lead = constant(0);
  s.agencies[0].work = work;
  s.survey.delay = constant(0);
  s.demand = {flat_demand(ChannelId{0}, CategoryId{0}, per_hour * 24)};
  return s;
}

Calendar office_hours(int from, int to) {
  std::vector<Calendar::Interval> week;
  week.reserve(5);
  for (int day = 0; day < 5; ++day) {
    week.push_back({day * kDay + from * kHour, day * kDay + to * kHour});
  }
  return *Calendar::create(week, {});
}

sim::Scenario small_hotline() {
  Scenario s;
  s.name = "small-hotline";
  s.title = "A small town, made up";
  s.start = monday();
  s.warm_up = 2 * kDay;
  s.length = 28 * kDay;
  s.calendars = {Calendar(), office_hours(8, 17)};
  s.calendar_names = {"always", "office"};
  add_channels(s);
  add_categories(s);
  add_demand(s);
  add_agents(s);
  add_agencies(s);
  s.triage.human_delay = lognormal(900, 0.7);
  s.triage.machine_delay = constant(5);
  s.triage.human_accuracy = 0.9;
  s.triage.machine_accuracy = 0.7;
  s.triage.max_returns = 2;
  s.triage.arbitration_delay = exponential(7200);
  s.survey = {0.5, 0.6, constant(86400), 0.9, 0.2, 0.7, 2};
  s.fingerprint = 0x5eed;
  return s;
}

}  // namespace hotline::test
