// monitor/ingest/fact_source.hpp: where a monitor's facts come from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/facts/fact.hpp"

namespace hotline::monitor {

/// What became of the facts that were sent. `lost` is a lower bound where a run has no end.
struct IngestAccount {
  std::uint64_t facts = 0;       ///< handed on
  std::uint64_t lost = 0;        ///< by their numbers they must have been sent; they never came
  std::uint64_t duplicates = 0;  ///< came again, and were passed over
  std::uint64_t refused = 0;     ///< messages or facts that broke a rule

  /// Numbers computed from these facts lack something.
  [[nodiscard]] bool incomplete() const { return lost > 0 || refused > 0; }

  friend bool operator==(const IngestAccount&, const IngestAccount&) = default;
};

/// One sentence for each thing a reader of the numbers must know; empty if all facts came.
[[nodiscard]] std::vector<std::string> notes_of(const IngestAccount& account);

/// Facts, pulled. Each source hands on sound facts only (proto/fact_check.hpp), runs one after the
/// other.
class FactSource {
 public:
  enum class Pulled : std::uint8_t {
    kFacts,       ///< there are facts
    kNothingYet,  ///< none within a tenth of a second; ask again
    kEnd,         ///< no more will come
  };

  FactSource() = default;
  FactSource(const FactSource&) = delete;
  FactSource& operator=(const FactSource&) = delete;
  FactSource(FactSource&&) = delete;
  FactSource& operator=(FactSource&&) = delete;
  virtual ~FactSource() = default;

  /// Replaces `facts` by the next ones.
  [[nodiscard]] virtual Result<Pulled> pull(std::vector<Fact>& facts) = 0;
  [[nodiscard]] virtual IngestAccount account() const = 0;
};

}  // namespace hotline::monitor
