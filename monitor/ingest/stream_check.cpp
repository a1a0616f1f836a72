#include "monitor/ingest/stream_check.hpp"

#include <algorithm>

namespace hotline::monitor {

IngestAccount StreamCheck::account() const {
  IngestAccount account = account_;
  account.lost += unlabelled_;
  return account;
}

bool StreamCheck::same_run(const proto::FrameHeader& header) const {
  return started_ && header.run == check_.run() && header.replication == check_.replication();
}

void StreamCheck::begin_run() {
  if (check_.inside_run()) {
    ++account_.lost;  // at least the end of the run before
  }
  check_ = proto::RunCheck();
  started_ = true;
  unlabelled_ = 0;
}

void StreamCheck::skip_lost(std::uint64_t next) {
  if (next > check_.sequence() + 1) {
    account_.lost += next - 1 - check_.sequence();
    check_.skip_to(next - 1);
  }
}

void StreamCheck::hand_on(const Fact& fact, std::vector<Fact>& facts) {
  const std::uint64_t sequence = check_.sequence() + 1;
  if (check_.next(fact).empty()) {
    facts.push_back(fact);
    ++account_.facts;
  } else {
    ++account_.refused;
    check_.skip_to(sequence);
  }
}

void StreamCheck::take_preamble(const proto::Envelope& envelope, const proto::DecodedFrame& frame,
                                std::vector<Fact>& facts) {
  if (!same_run(frame.header)) {
    begin_run();
    for (const Fact& fact : frame.facts) {
      hand_on(fact, facts);
    }
  }
  skip_lost(envelope.header.first_sequence);
}

void StreamCheck::take_frame(const proto::DecodedFrame& frame, std::vector<Fact>& facts) {
  const std::uint64_t first = frame.header.first_sequence;
  const std::uint64_t count = frame.facts.size();
  const bool is_same = same_run(frame.header);
  if (first == 1 && (!is_same || !check_.inside_run())) {
    begin_run();
  } else if (!is_same) {
    unlabelled_ += count;
    return;
  }
  skip_lost(first);
  const std::uint64_t seen = std::min(count, check_.sequence() + 1 - first);
  account_.duplicates += seen;
  for (std::uint64_t i = seen; i < count; ++i) {
    hand_on(frame.facts[i], facts);
  }
}

void StreamCheck::take(std::string_view envelope, std::string_view frame,
                       std::vector<Fact>& facts) {
  const auto outside = proto::decode_envelope(envelope);
  const auto inside = proto::decode_frame(frame);
  constexpr std::uint64_t kMostFacts = std::uint64_t{1} << 62U;
  const bool sound = outside && inside && outside->header.run == inside->header.run &&
                     outside->header.replication == inside->header.replication &&
                     outside->count == inside->facts.size() && inside->header.first_sequence >= 1 &&
                     inside->header.first_sequence <= kMostFacts &&
                     outside->header.first_sequence <= kMostFacts;
  if (!sound || (!outside->preamble && outside->header != inside->header)) {
    ++account_.refused;
  } else if (outside->preamble) {
    take_preamble(*outside, *inside, facts);
  } else {
    take_frame(*inside, facts);
  }
}

}  // namespace hotline::monitor
