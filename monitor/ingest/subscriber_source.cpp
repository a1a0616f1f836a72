#include "monitor/ingest/subscriber_source.hpp"

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <zmq.hpp>

#include "monitor/ingest/stream_check.hpp"
#include "proto/codec.hpp"

namespace hotline::monitor {
namespace {

constexpr int kPatienceMs = 100;
constexpr int kReconnectMs = 100;
constexpr int kReconnectMostMs = 2000;
/// Facts handed on at a time, at most, so that the caller gets to look up.
constexpr std::size_t kBatch = 4096;

class SubscriberSource final : public FactSource {
 public:
  explicit SubscriberSource(SubscriberOptions options)
      : options_(std::move(options)), socket_(context_, ZMQ_SUB) {
    socket_.set(zmq::sockopt::rcvhwm, options_.high_water_mark);
    socket_.set(zmq::sockopt::linger, 0);
    socket_.set(zmq::sockopt::rcvtimeo, kPatienceMs);
    socket_.set(zmq::sockopt::reconnect_ivl, kReconnectMs);
    socket_.set(zmq::sockopt::reconnect_ivl_max, kReconnectMostMs);
    socket_.set(zmq::sockopt::maxmsgsize, static_cast<std::int64_t>(proto::kMaxFrameBytes));
    socket_.set(zmq::sockopt::heartbeat_ivl, 1000);
    socket_.set(zmq::sockopt::subscribe, proto::kFactTopic);
    socket_.connect(options_.endpoint);
  }

  Result<Pulled> pull(std::vector<Fact>& facts) override {
    facts.clear();
    if (options_.end_with_run && check_.run_ended()) {
      return Pulled::kEnd;
    }
    try {
      auto flags = zmq::recv_flags::none;
      while (facts.size() < kBatch && receive(facts, flags)) {
        flags = zmq::recv_flags::dontwait;
        if (options_.end_with_run && check_.run_ended()) {
          break;
        }
      }
    } catch (const zmq::error_t& e) {
      if (e.num() != EINTR) {
        return system_failure("listening to " + options_.endpoint + ": " + e.what());
      }
    }
    return facts.empty() ? Pulled::kNothingYet : Pulled::kFacts;
  }

  [[nodiscard]] IngestAccount account() const override { return check_.account(); }

 private:
  /// Receives one message; false if there is none.
  bool receive(std::vector<Fact>& facts, zmq::recv_flags flags) {
    std::array<zmq::message_t, 3> parts;
    if (!socket_.recv(parts[0], flags)) {
      return false;
    }
    std::size_t count = 1;
    zmq::message_t beyond;
    for (bool more = parts[0].more(); more; ++count) {
      zmq::message_t& part = count < parts.size() ? parts.at(count) : beyond;
      (void)socket_.recv(part, zmq::recv_flags::none);
      more = part.more();
    }
    if (count == parts.size() && parts[0].to_string_view() == proto::kFactTopic) {
      check_.take(parts[1].to_string_view(), parts[2].to_string_view(), facts);
    } else {
      check_.refuse();
    }
    return true;
  }

  SubscriberOptions options_;
  zmq::context_t context_;
  zmq::socket_t socket_;
  StreamCheck check_;
};

}  // namespace

Result<std::unique_ptr<FactSource>> connect_subscriber(const SubscriberOptions& options) {
  try {
    return std::make_unique<SubscriberSource>(options);
  } catch (const zmq::error_t& e) {
    return system_failure("cannot listen to " + options.endpoint + ": " + e.what());
  }
}

}  // namespace hotline::monitor
