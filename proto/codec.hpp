// proto/codec.hpp: facts to bytes and back. One frame holds consecutive facts of one run.
//
// The same frame bytes stand in a fact log and travel over a wire; see proto/README.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/fact.hpp"

namespace hotline::proto {

/// Version of the frames that this code writes, and the newest that it reads. It reads all before.
inline constexpr std::uint32_t kSchema = 3;
/// A frame is sent or written at the latest when it holds this many facts.
inline constexpr std::size_t kFactsPerFrame = 256;
/// No frame is longer than this; a longer one is refused unread.
inline constexpr std::size_t kMaxFrameBytes = std::size_t{16} << 20;

/// Which facts a frame holds: fact i of it has the number first_sequence + i in its run.
struct FrameHeader {
  std::uint32_t schema = kSchema;
  std::uint64_t run = 0;
  std::uint32_t replication = 0;
  std::uint64_t first_sequence = 0;

  friend bool operator==(const FrameHeader&, const FrameHeader&) = default;
};

struct DecodedFrame {
  FrameHeader header;
  std::vector<Fact> facts;
};

/// Collects facts and yields the bytes of a frame. Re-uses its memory from frame to frame.
class FrameEncoder {
 public:
  FrameEncoder();
  ~FrameEncoder();
  FrameEncoder(const FrameEncoder&) = delete;
  FrameEncoder& operator=(const FrameEncoder&) = delete;
  FrameEncoder(FrameEncoder&&) = delete;
  FrameEncoder& operator=(FrameEncoder&&) = delete;

  /// The fact must pass fault_of (fact_check.hpp): decode_frame refuses what does not.
  void append(const Fact& fact);
  [[nodiscard]] std::size_t size() const;
  /// The bytes of a frame of all facts appended since the last call; they stay valid until the next
  /// call. Equal facts and headers give equal bytes.
  [[nodiscard]] std::string_view finish(const FrameHeader& header);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Reads one frame. kBadInput if the bytes are not a frame, the frame is empty or of a newer
/// schema, or a fact in it is of an unknown kind or fails fault_of. Never more memory than ~100
/// times the bytes.
[[nodiscard]] Result<DecodedFrame> decode_frame(std::string_view bytes);

/// First part of every message of a publisher.
inline constexpr std::string_view kFactTopic = "hotline.v1.facts";

/// What the publisher says of a frame beside it; `header.first_sequence` of a preamble is the
/// number of the next new fact.
struct Envelope {
  FrameHeader header;
  std::uint32_t count = 0;
  bool preamble = false;

  friend bool operator==(const Envelope&, const Envelope&) = default;
};

[[nodiscard]] std::string encode_envelope(const Envelope& envelope);
[[nodiscard]] Result<Envelope> decode_envelope(std::string_view bytes);

}  // namespace hotline::proto
