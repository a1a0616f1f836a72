#include "sim/live/publisher.hpp"

#include <cerrno>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <zmq.hpp>

#include "proto/codec.hpp"
#include "proto/fact_check.hpp"

namespace hotline::sim {
namespace {

/// A subscription is one byte, 1 to begin and 0 to end, and the topic.
constexpr char kSubscribes = 1;
/// How often a wait looks whether it shall stop.
constexpr std::chrono::milliseconds kStep{50};

int milliseconds(std::chrono::milliseconds time) {
  return static_cast<int>(time.count());
}

void set_options(zmq::socket_t& socket, const FactPublisher::Options& options) {
  socket.set(zmq::sockopt::sndhwm, options.high_water_mark);
  socket.set(zmq::sockopt::linger, milliseconds(options.linger));
  socket.set(zmq::sockopt::xpub_nodrop, true);    // wait for the slow rather than lose
  socket.set(zmq::sockopt::xpub_verboser, true);  // tell of every coming and going
  socket.set(zmq::sockopt::sndtimeo, milliseconds(kStep));
  socket.set(zmq::sockopt::rcvtimeo, milliseconds(kStep));
  socket.set(zmq::sockopt::heartbeat_ivl, 1000);
  socket.set(zmq::sockopt::heartbeat_timeout, milliseconds(FactPublisher::kPeerTimeout));
}

}  // namespace

struct FactPublisher::State {
  explicit State(Options chosen) : options(std::move(chosen)), socket(context, ZMQ_XPUB) {
    set_options(socket, options);
    socket.bind(options.endpoint);
  }

  [[nodiscard]] bool stopping() const { return options.stop != nullptr && options.stop->load(); }

  void fail(Error trouble) {
    if (!error) {
      error = std::move(trouble);
    }
  }

  bool send_part(std::string_view bytes, bool more);
  void send(const proto::Envelope& envelope, std::string_view frame);
  bool receive_subscription(zmq::recv_flags flags);
  void send_pending();
  void send_preamble();
  void greet();

  Options options;
  zmq::context_t context;
  zmq::socket_t socket;
  std::optional<Error> error;
  std::size_t subscribers = 0;
  bool somebody_new = false;

  proto::RunCheck check;
  proto::FrameEncoder encoder;
  proto::FrameEncoder preamble_encoder;
  std::uint64_t first_sequence = 1;  // of the first fact that was not sent yet
  std::vector<Fact> labels;          // RunStarted and the names of the run
  std::size_t labels_sent = 0;
};

/// False if it failed or was stopped; a message begun is then never ended.
bool FactPublisher::State::send_part(std::string_view bytes, bool more) {
  while (!error) {
    try {
      const auto flags = more ? zmq::send_flags::sndmore : zmq::send_flags::none;
      if (socket.send(zmq::const_buffer(bytes.data(), bytes.size()), flags)) {
        return true;
      }
    } catch (const zmq::error_t& e) {
      if (e.num() != EINTR) {
        fail({ErrorCode::kSystem, "publishing to " + options.endpoint + ": " + e.what()});
      }
    }
    if (stopping()) {
      fail({ErrorCode::kInterrupted, "stopped while a monitor kept the publisher waiting"});
    }
  }
  return false;
}

void FactPublisher::State::send(const proto::Envelope& envelope, std::string_view frame) {
  (void)(send_part(proto::kFactTopic, true) && send_part(proto::encode_envelope(envelope), true) &&
         send_part(frame, false));
}

/// Reads one coming or going of a monitor; false if there is none (within the flags' patience).
bool FactPublisher::State::receive_subscription(zmq::recv_flags flags) {
  try {
    zmq::message_t message;
    if (!socket.recv(message, flags)) {
      return false;
    }
    if (message.to_string_view().substr(0, 1) == std::string_view(&kSubscribes, 1)) {
      ++subscribers;
      somebody_new = true;
    } else if (subscribers > 0) {
      --subscribers;
    }
    return true;
  } catch (const zmq::error_t& e) {
    if (e.num() != EINTR) {
      fail({ErrorCode::kSystem, "publishing to " + options.endpoint + ": " + e.what()});
    }
    return false;
  }
}

void FactPublisher::State::send_pending() {
  greet();
  const auto count = static_cast<std::uint32_t>(encoder.size());
  if (count == 0) {
    return;
  }
  const proto::FrameHeader header{proto::kSchema, check.run(), check.replication(), first_sequence};
  send({header, count, false}, encoder.finish(header));
  first_sequence += count;
  labels_sent = labels.size();
}

/// Sees who came; tells them of the run so far before they get anything new of it.
void FactPublisher::State::greet() {
  while (receive_subscription(zmq::recv_flags::dontwait)) {
  }
  if (std::exchange(somebody_new, false) && labels_sent > 0) {
    send_preamble();
  }
}

void FactPublisher::State::send_preamble() {
  for (std::size_t i = 0; i < labels_sent; ++i) {
    preamble_encoder.append(labels[i]);
  }
  const proto::FrameHeader header{proto::kSchema, check.run(), check.replication(), 1};
  proto::Envelope envelope{header, static_cast<std::uint32_t>(labels_sent), true};
  envelope.header.first_sequence = first_sequence;
  send(envelope, preamble_encoder.finish(header));
}

Result<std::unique_ptr<FactPublisher>> FactPublisher::bind(const Options& options) {
  try {
    return std::unique_ptr<FactPublisher>(new FactPublisher(std::make_unique<State>(options)));
  } catch (const zmq::error_t& e) {
    return system_failure("cannot publish on " + options.endpoint + ": " + e.what());
  }
}

FactPublisher::FactPublisher(std::unique_ptr<State> state) : state_(std::move(state)) {}

FactPublisher::~FactPublisher() = default;

void FactPublisher::take(const Fact& fact) {
  if (state_->error) {
    return;
  }
  if (std::string fault = state_->check.next(fact); !fault.empty()) {
    state_->fail({ErrorCode::kBadInput, "publisher: fact " +
                                            std::to_string(state_->check.sequence() + 1) +
                                            " of the run: " + fault});
    return;
  }
  if (std::holds_alternative<RunStarted>(fact)) {
    state_->first_sequence = 1;
    state_->labels.clear();
    state_->labels_sent = 0;
  }
  if (std::holds_alternative<RunStarted>(fact) || std::holds_alternative<NameDefined>(fact)) {
    state_->labels.push_back(fact);
  }
  state_->encoder.append(fact);
  if (state_->encoder.size() == proto::kFactsPerFrame || !state_->check.inside_run()) {
    state_->send_pending();
  }
}

void FactPublisher::flush() {
  state_->send_pending();
}

Result<void> FactPublisher::await_subscriber(std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (state_->subscribers == 0) {
    (void)state_->receive_subscription(zmq::recv_flags::none);
    if (state_->error) {
      return tl::unexpected(*state_->error);
    }
    if (state_->stopping()) {
      return interrupted("stopped while waiting for a monitor");
    }
    if (state_->subscribers == 0 && std::chrono::steady_clock::now() >= deadline) {
      return system_failure("no monitor has connected to " + endpoint() + " within " +
                            std::to_string(patience.count()) + " ms");
    }
  }
  return {};
}

Result<void> FactPublisher::finish() {
  state_->send_pending();
  if (state_->error) {
    return tl::unexpected(*state_->error);
  }
  return {};
}

bool FactPublisher::failed() const {
  return state_->error.has_value();
}

std::string FactPublisher::endpoint() const {
  return state_->socket.get(zmq::sockopt::last_endpoint);
}

std::size_t FactPublisher::subscribers() const {
  return state_->subscribers;
}

}  // namespace hotline::sim
