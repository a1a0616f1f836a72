#include "proto/codec.hpp"

#include <optional>
#include <string>
#include <utility>

#include <hotline/v1/fact.pb.h>

#include "core/base/contract.hpp"
#include "proto/fact_check.hpp"
#include "proto/messages.hpp"

namespace hotline::proto {
namespace {

/// Reads a message. The library would tell of garbage on standard error; the caller is told anyway.
template <class Message>
bool parse(Message& m, std::string_view bytes) {
  static const bool quiet = [] {
    (void)google::protobuf::SetLogHandler(nullptr);
    return true;
  }();
  (void)quiet;
  return bytes.size() <= kMaxFrameBytes &&
         m.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

/// The fields that a frame and its envelope share.
template <class Message>
void put_header(Message& m, const FrameHeader& header) {
  m.set_schema(header.schema);
  m.set_run(header.run);
  m.set_replication(header.replication);
  m.set_first_sequence(header.first_sequence);
}

template <class Message>
FrameHeader get_header(const Message& m) {
  return {m.schema(), m.run(), m.replication(), m.first_sequence()};
}

Result<void> check_schema(std::uint32_t schema) {
  if (schema < 1 || schema > kSchema) {
    return bad_input("schema " + std::to_string(schema) + " is not known here, allowed is 1 to " +
                     std::to_string(kSchema));
  }
  return {};
}

}  // namespace

struct FrameEncoder::State {
  pb::Frame frame;
  std::string bytes;
};

FrameEncoder::FrameEncoder() : state_(std::make_unique<State>()) {}

FrameEncoder::~FrameEncoder() = default;

void FrameEncoder::append(const Fact& fact) {
  pb::Fact& message = *state_->frame.add_facts();
  std::visit([&](const auto& f) { put(message, f); }, fact);
}

std::size_t FrameEncoder::size() const {
  return static_cast<std::size_t>(state_->frame.facts_size());
}

std::string_view FrameEncoder::finish(const FrameHeader& header) {
  put_header(state_->frame, header);
  const bool serialised = state_->frame.SerializeToString(&state_->bytes);
  HOTLINE_REQUIRE(serialised);
  state_->frame.Clear();
  return state_->bytes;
}

Result<DecodedFrame> decode_frame(std::string_view bytes) {
  pb::Frame message;
  if (!parse(message, bytes)) {
    return bad_input("these " + std::to_string(bytes.size()) + " bytes are not a frame");
  }
  if (auto known = check_schema(message.schema()); !known) {
    return tl::unexpected(known.error());
  }
  if (message.facts().empty()) {
    return bad_input("a frame without facts");
  }
  DecodedFrame frame{get_header(message), {}};
  frame.facts.reserve(static_cast<std::size_t>(message.facts_size()));
  for (const pb::Fact& each : message.facts()) {
    std::optional<Fact> fact = get(each);
    std::string fault = fact ? fault_of(*fact) : "its kind is not known here";
    if (!fault.empty()) {
      return bad_input("fact " + std::to_string(frame.facts.size()) + " of the frame: " + fault);
    }
    frame.facts.push_back(std::move(*fact));
  }
  return frame;
}

std::string encode_envelope(const Envelope& envelope) {
  pb::Envelope message;
  put_header(message, envelope.header);
  message.set_count(envelope.count);
  message.set_preamble(envelope.preamble);
  return message.SerializeAsString();
}

Result<Envelope> decode_envelope(std::string_view bytes) {
  pb::Envelope message;
  if (!parse(message, bytes)) {
    return bad_input("these " + std::to_string(bytes.size()) + " bytes are not an envelope");
  }
  if (auto known = check_schema(message.schema()); !known) {
    return tl::unexpected(known.error());
  }
  return Envelope{get_header(message), message.count(), message.preamble()};
}

}  // namespace hotline::proto
