#include "sim/hotline/front_office.hpp"

#include <algorithm>

#include "sim/hotline/back_office.hpp"
#include "sim/hotline/chance.hpp"
#include "sim/hotline/citizens.hpp"

namespace hotline::sim {
namespace {

std::uint32_t most_in_hand(const AgentGroup& group) {
  return group.concurrency ? group.concurrency->most : 0;
}

/// By cumulative shares; the last one takes what rounding leaves.
std::uint8_t language_at(const Scenario& scenario, DistrictId district, double u) {
  std::uint8_t language = 0;
  for (const Language& one : scenario.languages) {
    u -= one.share_in.empty() ? one.share : one.share_in[district.index()];
    if (u < 0 || &one == &scenario.languages.back()) {
      break;
    }
    ++language;
  }
  return language;
}

}  // namespace

FrontOffice::FrontOffice(const Scenario& scenario, const Selection& policy)
    : scenario_(&scenario),
      board_(scenario, policy, scenario.contact_routing),
      queues_(board_.queues().size()),
      filled_(1, board_.queues().size()),
      trunks_in_use_(board_.trunk_lines().size()) {
  // Contacts keep positions in 16 and 8 bits; the loader allows fewer.
  HOTLINE_REQUIRE(scenario.channels.size() < 65536 && scenario.categories.size() < 65536 &&
                  scenario.districts.size() < 65536 && queues_.size() < 65536 &&
                  scenario.languages.size() < 256);
  for (std::uint32_t g = 0; g < scenario.groups.size(); ++g) {
    const AgentGroup& group = scenario.groups[g];
    groups_.push_back(
        Group{AgentPool(g, most_in_hand(group)), Duty(group, g, scenario.start), 0, 0, 0, true});
  }
}

void FrontOffice::start(World& world) {
  for (std::uint32_t g = 0; g < groups_.size(); ++g) {
    change_shift(world, g);
  }
}

void FrontOffice::handle(World& world, const Event& event) {
  switch (event.kind) {
    case Event::Kind::kRedial:
      return enter(world, event.index);
    case Event::Kind::kEntryOver:
      settle_matter(world, contacts_[event.index], false, Duration{0});
      return contacts_.remove(event.index);
    case Event::Kind::kSelfServiceOver:
      return end_self_service(world, event.index);
    case Event::Kind::kPatienceOver:
      return end_patience(world, event.index);
    case Event::Kind::kTalkOver:
      return end_talk(world, event.index);
    case Event::Kind::kAfterCallOver:
      return release(world, event.index);
    case Event::Kind::kDialOver:
      return end_dial(world, event.index);
    case Event::Kind::kCallbackRetry:
      return retry_callback(world, event.index);
    case Event::Kind::kConferenceOver:
      return end_conference(world, event.index);
    case Event::Kind::kStage:
      for (const Switchboard::Server& server :
           board_.queues()[contacts_[event.index].queue].servers) {
        if (server.overflow != nullptr) {
          settle(world, server.group);
        }
      }
      return reconsider(world);
    case Event::Kind::kChatOver:
      return end_chat(world, event.index);
    case Event::Kind::kSideWorkOver:
      return end_side_work(world, event.index);
    case Event::Kind::kShift:
      return change_shift(world, event.index);
    default:
      HOTLINE_REQUIRE(false);
  }
}

void FrontOffice::take(World& world, const Call& call) {
  enter(world, add(world, call));
}

void FrontOffice::take_later(World& world, const Call& call, Duration delay) {
  world.after(delay, EventClass::kArrival, Event::Kind::kRedial, add(world, call));
}

std::uint32_t FrontOffice::add(const World& world, const Call& call) {
  const std::uint32_t row = contacts_.take();
  Contact& contact = contacts_[row];
  contact.id = call.contact;
  contact.channel = static_cast<std::uint16_t>(call.channel.value);
  contact.category = static_cast<std::uint16_t>(call.category.value);
  contact.district = static_cast<std::uint16_t>(call.district.value);
  contact.about = call.about;
  if (call.incident != 0) {
    contact.about.number = call.incident;
  }
  contact.attempt = 1;
  contact.language = 0;
  contact.flags = call.talk < Duration{0} ? 0 : Contact::kGivenTalk;
  contact.talk = call.talk;
  if (scenario_->languages.size() > 1) {
    contact.language = language_at(*scenario_, call.district,
                                   world.book.uniform(Purpose::kLanguage, call.contact.value));
  }
  return row;
}

/// One attempt begins.
void FrontOffice::enter(World& world, std::uint32_t row) {
  Contact& contact = contacts_[row];
  contact.arrived = world.now();
  contact.agent = kNoRow;
  contact.answers = 0;
  contact.transfers = 0;
  contact.tries = 0;
  contact.flags = contact.flags & Contact::kGivenTalk;
  if (contact.is(Contact::kGivenTalk)) {
    contact.set(Contact::kHasTalk);
  }
  if (world.tell.listening()) {
    world.tell(ContactArrived{world.now(), contact.id, ChannelId{contact.channel},
                              CategoryId{contact.category}, DistrictId{contact.district},
                              contact.attempt, contact.chasing()});
  }
  if (!seize_line(contact)) {
    world.tell(ContactBlocked{world.now(), contact.id, ChannelId{contact.channel}});
    return give_up_or_redial(world, row, Failure::kBlocked);
  }
  const Channel& channel = scenario_->channels[contact.channel];
  if (channel.self_service) {
    const Duration time = world.draw(channel.self_service->time, Purpose::kSelfService,
                                     contact.id.value, contact.draw_index());
    world.after(time, EventClass::kCompletion, Event::Kind::kSelfServiceOver, row);
  } else {
    proceed(world, row);
  }
}

/// The machine settles it, or hands it over.
void FrontOffice::end_self_service(World& world, std::uint32_t row) {
  Contact& contact = contacts_[row];
  const SelfService& machine = *scenario_->channels[contact.channel].self_service;
  const bool contained = chance(world, machine.contained[contact.category], Purpose::kContained,
                                contact.id.value, contact.draw_index());
  world.tell(SelfServiceEnded{world.now(), contact.id, ChannelId{contact.channel},
                              CategoryId{contact.category}, world.now() - contact.arrived,
                              contained});
  if (contained) {
    free_line(contact);
    settle_matter(world, contact, false, Duration{0});
    return contacts_.remove(row);
  }
  if (!machine.handed_over) {
    return proceed(world, row);
  }
  free_line(contact);
  world.tell(ContactEnded{world.now(), contact.id, ChannelId{contact.channel},
                          CategoryId{contact.category}, ContactOutcome::kHandedOver, false,
                          contact.arrived, Duration{0}});
  contact.channel = static_cast<std::uint16_t>(machine.handed_over->value);
  ++contact.attempt;
  enter(world, row);
}

void FrontOffice::proceed(World& world, std::uint32_t row) {
  const Contact& contact = contacts_[row];
  const Channel& channel = scenario_->channels[contact.channel];
  if (channel.has_agents()) {
    return ring(world, row);
  }
  const Duration entry =
      world.draw(channel.entry, Purpose::kEntry, contact.id.value, contact.attempt);
  world.after(entry, EventClass::kCompletion, Event::Kind::kEntryOver, row);
}

void FrontOffice::ring(World& world, std::uint32_t row) {
  Contact& contact = contacts_[row];
  contact.queue = static_cast<std::uint16_t>(
      board_.queue_of(ChannelId{contact.channel}, CategoryId{contact.category}, contact.language,
                      DistrictId{contact.district}));
  contact.queue = static_cast<std::uint16_t>(alternative_to(world, contact));
  const std::uint32_t group =
      group_for(world, contact, Duration{0}, queues_[contact.queue].length() + 1);
  if (group != Switchboard::kNone) {
    serve_contact(world, row, group);
  } else if (balks(world, contact)) {
    free_line(contact);
    world.tell(ContactBalked{world.now(), contact.id, ChannelId{contact.channel}});
    give_up_or_redial(world, row, Failure::kBalked);
  } else {
    join(world, row, false);
  }
  reconsider(world);
}

bool FrontOffice::balks(const World& world, const Contact& contact) const {
  const std::optional<Balking>& rule = scenario_->channels[contact.channel].balking;
  if (!rule) {
    return false;
  }
  auto found = static_cast<std::int64_t>(queues_[contact.queue].length());
  if (rule->in_system) {
    for (const Switchboard::Server& server : board_.queues()[contact.queue].servers) {
      if (server.overflow == nullptr) {
        found += static_cast<std::int64_t>(groups_[server.group].pool.busy());
      }
    }
  }
  return found >= rule->from_length &&
         chance(world, rule->probability, Purpose::kBalk, contact.id.value, contact.draw_index());
}

/// Stands in its queue from now on; who was handed back at the head of it.
void FrontOffice::join(World& world, std::uint32_t row, bool at_head) {
  Contact& contact = contacts_[row];
  WaitingLine& queue = queues_[contact.queue];
  const Switchboard::QueuePlan& plan = board_.queues()[contact.queue];
  const std::size_t length = queue.length();
  const Duration head_waited =
      queue.empty() ? Duration{0} : world.now() - contacts_[queue.front()].node.since;
  const bool again = contact.answers > 0;
  contact.set(Contact::kQueued);
  WaitingNode& node = contact.node;
  node.since = world.now();
  node.due = world.now() + (plan.answer_target < Duration{0}
                                ? scenario_->channels[contact.channel].answer_target
                                : plan.answer_target);
  if (at_head) {
    node.place = kVeryFront;
    node.arrival = --first_;
    queue.push_front(contacts_, row);
  } else {
    node.arrival = ++last_;
    line_up(world, row);
  }
  filled_.insert(0, contact.queue);
  if (!at_head && std::any_of(plan.servers.begin(), plan.servers.end(),
                              [](const auto& server) { return server.overflow != nullptr; })) {
    declined_ = true;  // that he waits may be why others may help who came before him
  }
  if (world.tell.listening()) {
    world.tell(ContactQueued{world.now(), contact.id, ChannelId{contact.channel}, again});
  }
  for (const Duration after : plan.stages) {
    world.after(after, EventClass::kCompletion, Event::Kind::kStage, row);
  }
  if (again || !take_callback(world, row, length, head_waited)) {
    start_patience(world, row);
  }
}

bool FrontOffice::still_waits(std::uint32_t row, SimTime now) const {
  const Contact& contact = contacts_[row];
  const std::vector<Duration>& stages = board_.queues()[contact.queue].stages;
  return contact.is(Contact::kQueued) &&
         std::any_of(stages.begin(), stages.end(),
                     [&](Duration after) { return contact.node.since + after == now; });
}

/// To the place in its queue that the policy gives it.
void FrontOffice::line_up(const World& world, std::uint32_t row) {
  Contact& contact = contacts_[row];
  WaitingNode& node = contact.node;
  const Selection& policy = board_.queues()[contact.queue].place;
  if (policy.at_random()) {
    queues_[contact.queue].push_anywhere(
        contacts_, row,
        world.book.uniform(Purpose::kQueuePlace, contact.id.value,
                           contact.draw_index() | (std::uint64_t{contact.tries} << 20)));
  } else {
    node.place = policy.place(Joining{node.since, node.due, {}, {}, node.due});
    queues_[contact.queue].push(contacts_, row);
  }
}

/// Offers to call back, if the queue asks for it, and says whether he accepts.
bool FrontOffice::take_callback(World& world, std::uint32_t row, std::size_t length,
                                Duration head_waited) {
  Contact& contact = contacts_[row];
  const std::optional<CallbackOffer>& offer = scenario_->channels[contact.channel].callback;
  const bool offered =
      offer && ((offer->from_length && static_cast<std::int64_t>(length) >= *offer->from_length) ||
                (offer->from_wait && head_waited >= *offer->from_wait));
  if (!offered) {
    return false;
  }
  const bool accepted = chance(world, offer->accepted, Purpose::kCallbackAccepted, contact.id.value,
                               contact.draw_index());
  world.tell(
      CallbackOffered{world.now(), contact.id, ChannelId{contact.channel}, Duration{0}, accepted});
  if (accepted) {
    contact.set(Contact::kCallback);
    contact.timer = EventHandle{};
    free_line(contact);
  }
  return accepted;
}

/// One event says when he leaves the queue by himself: to hang up or, if that comes first, to leave
/// a message.
void FrontOffice::start_patience(World& world, std::uint32_t row) {
  Contact& contact = contacts_[row];
  const Channel& channel = scenario_->channels[contact.channel];
  const std::optional<DurationLaw>& own = scenario_->categories[contact.category].patience;
  contact.timer = EventHandle{};
  if (channel.kind == Channel::Kind::kDeferred) {
    return;
  }
  Duration wait = kMaxSpan;
  if (const std::optional<DurationLaw>& law = own ? own : channel.patience) {
    wait = world.draw(*law, Purpose::kPatience, contact.id.value, contact.draw_index());
  } else if (!channel.voicemail) {
    return;
  }
  if (channel.voicemail && channel.voicemail->after < wait && contact.answers == 0 &&
      chance(world, channel.voicemail->share, Purpose::kVoicemail, contact.id.value,
             contact.draw_index())) {
    contact.set(Contact::kVoicemail);
    wait = channel.voicemail->after;
  }
  if (wait < kMaxSpan) {
    contact.timer = world.after(wait, EventClass::kPatience, Event::Kind::kPatienceOver, row);
  }
}

/// False: all lines are busy.
bool FrontOffice::seize_line(Contact& contact) {
  const std::uint32_t trunk = board_.trunk_of(ChannelId{contact.channel});
  if (trunk == Switchboard::kNone) {
    return true;
  }
  if (trunks_in_use_[trunk] >= board_.trunk_lines()[trunk]) {
    return false;
  }
  ++trunks_in_use_[trunk];
  contact.set(Contact::kHoldsLine);
  return true;
}

void FrontOffice::free_line(Contact& contact) {
  if (contact.is(Contact::kHoldsLine)) {
    contact.clear(Contact::kHoldsLine);
    --trunks_in_use_[board_.trunk_of(ChannelId{contact.channel})];
  }
}

ContactOutcome FrontOffice::outcome_of(const World& world, const Contact& contact) const {
  if (contact.chasing()) {
    return ContactOutcome::kInformed;
  }
  return contact.about.unserved() ||
                 chance(world, scenario_->categories[contact.category].ticket_probability,
                        Purpose::kLeavesTicket, contact.id.value)
             ? ContactOutcome::kTicketOpened
             : ContactOutcome::kAnswered;
}

/// The citizen leaves, and what he came for goes its way.
void FrontOffice::settle_matter(World& world, const Contact& contact, bool by_agent,
                                Duration talk) {
  ContactOutcome outcome = outcome_of(world, contact);
  const ChannelId channel{contact.channel};
  const CategoryId category{contact.category};
  const TicketRequest request{TicketId{contact.id.value},   channel,  category,
                              DistrictId{contact.district}, by_agent, contact.about.incident()};
  BackOffice::Intake intake;
  const bool leaves_ticket = outcome == ContactOutcome::kTicketOpened;
  if (leaves_ticket) {
    intake = world.back.consider(world, request);
    outcome = intake.into == kNoRow ? outcome : ContactOutcome::kMerged;
  }
  if (world.tell.listening()) {
    world.tell(ContactEnded{world.now(), contact.id, channel, category, outcome, by_agent,
                            contact.arrived, talk});
  }
  if (leaves_ticket) {
    world.back.take(world, request, intake);
  } else if (contact.chasing()) {
    world.back.hear(world, contact.about);
  }
}

}  // namespace hotline::sim
