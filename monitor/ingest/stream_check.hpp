// monitor/ingest/stream_check.hpp: which facts of a stream are new, and which are missing.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "monitor/ingest/fact_source.hpp"
#include "proto/codec.hpp"
#include "proto/fact_check.hpp"

namespace hotline::monitor {

/// Holds the frames of a stream against the numbers of their facts.
///
/// - A gap is counted as lost, and reading goes on after it.
/// - What was seen already is counted as duplicate and passed over. A run that is sent once more
/// from
///   its beginning while it has not ended here (its simulator was restarted) therefore continues
///   where it stopped: equal run and replication mean equal facts.
/// - A frame of a run whose beginning was missed waits for the preamble, which gives its names.
class StreamCheck {
 public:
  /// Takes one message (its envelope and its frame) and appends what is new in it to `facts`.
  void take(std::string_view envelope, std::string_view frame, std::vector<Fact>& facts);

  /// A message that is not even made of the right parts.
  void refuse() { ++account_.refused; }

  [[nodiscard]] IngestAccount account() const;

  /// At least one run has come, and the last one has ended.
  [[nodiscard]] bool run_ended() const { return started_ && !check_.inside_run(); }

 private:
  [[nodiscard]] bool same_run(const proto::FrameHeader& header) const;
  void begin_run();
  void take_preamble(const proto::Envelope& envelope, const proto::DecodedFrame& frame,
                     std::vector<Fact>& facts);
  void take_frame(const proto::DecodedFrame& frame, std::vector<Fact>& facts);
  void skip_lost(std::uint64_t next);
  void hand_on(const Fact& fact, std::vector<Fact>& facts);

  proto::RunCheck check_;
  bool started_ = false;
  std::uint64_t unlabelled_ = 0;  // facts that came before their preamble
  IngestAccount account_;
};

}  // namespace hotline::monitor
