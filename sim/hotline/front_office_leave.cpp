// sim/hotline/front_office_leave.cpp: those who leave without having been answered.
#include "sim/hotline/chance.hpp"
#include "sim/hotline/front_office.hpp"

namespace hotline::sim {

void FrontOffice::step_out_of_queue(std::uint32_t row) {
  const Contact& contact = contacts_[row];
  WaitingLine& queue = queues_[contact.queue];
  queue.remove(contacts_, row);
  if (queue.empty()) {
    filled_.erase(0, contact.queue);
  }
}

void FrontOffice::end_patience(World& world, std::uint32_t row) {
  step_out_of_queue(row);
  Contact& contact = contacts_[row];
  free_line(contact);
  if (contact.is(Contact::kVoicemail)) {
    leave_message(world, row);
  } else if (contact.answers > 0) {
    end_lost(world, row, true);
  } else {
    abandon(world, row);
  }
  reconsider(world);
}

void FrontOffice::abandon(World& world, std::uint32_t row) {
  const Contact& contact = contacts_[row];
  if (world.tell.listening()) {
    world.tell(ContactAbandoned{world.now(), contact.id, ChannelId{contact.channel},
                                contact.arrived, world.now() - contact.node.since});
  }
  give_up_or_redial(world, row, Failure::kAbandoned);
}

/// His message is another attempt, on a channel of messages.
void FrontOffice::leave_message(World& world, std::uint32_t row) {
  Contact& contact = contacts_[row];
  const ChannelId channel{contact.channel};
  world.tell(VoicemailLeft{world.now(), contact.id, channel, world.now() - contact.node.since});
  world.tell(ContactEnded{world.now(), contact.id, channel, CategoryId{contact.category},
                          ContactOutcome::kVoicemail, false, contact.arrived, Duration{0}});
  contact.channel =
      static_cast<std::uint16_t>(scenario_->channels[contact.channel].voicemail->channel.value);
  ++contact.attempt;
  enter(world, row);
}

/// Waited again after an answer and hung up, or could not be called back.
void FrontOffice::end_lost(World& world, std::uint32_t row, bool by_agent) {
  const Contact contact = contacts_[row];
  world.tell(ContactEnded{world.now(), contact.id, ChannelId{contact.channel},
                          CategoryId{contact.category}, ContactOutcome::kLost, by_agent,
                          contact.arrived, Duration{0}});
  contacts_.remove(row);
  if (contact.is(Contact::kWarm)) {
    end_conference(world, contact.agent);
  }
}

void FrontOffice::give_up_or_redial(World& world, std::uint32_t row, Failure failure) {
  Contact& contact = contacts_[row];
  const Channel& channel = scenario_->channels[contact.channel];
  const std::uint64_t index = contact.draw_index();
  const bool again =
      (channel.max_attempts == 0 || contact.attempt < channel.max_attempts) &&
      chance(world, channel.redial(failure), Purpose::kRedial, contact.id.value, index);
  if (!again) {
    return contacts_.remove(row);
  }
  const Duration delay =
      world.draw(channel.redial_delay, Purpose::kRedialDelay, contact.id.value, index);
  if (!channel.redial_channels.empty()) {
    double u = world.book.uniform(Purpose::kRedialChannel, contact.id.value, index);
    for (const auto& [to, share] : channel.redial_channels) {
      contact.channel = static_cast<std::uint16_t>(to);
      u -= share;
      if (u < 0) {
        break;
      }
    }
  }
  ++contact.attempt;
  world.after(delay, EventClass::kArrival, Event::Kind::kRedial, row);
}

}  // namespace hotline::sim
