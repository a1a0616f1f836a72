#include "monitor/ingest/log_source.hpp"

#include <optional>
#include <utility>

#include "proto/fact_log.hpp"

namespace hotline::monitor {
namespace {

class LogSource final : public FactSource {
 public:
  explicit LogSource(proto::FactLogReader reader) : reader_(std::move(reader)) {}

  Result<Pulled> pull(std::vector<Fact>& facts) override {
    facts.clear();
    while (facts.size() < kLogBatch) {
      auto fact = reader_.next();
      if (!fact) {
        return tl::unexpected(fact.error());
      }
      if (!fact->has_value()) {
        break;
      }
      facts.push_back(std::move(**fact));
    }
    account_.facts += facts.size();
    return facts.empty() ? Pulled::kEnd : Pulled::kFacts;
  }

  [[nodiscard]] IngestAccount account() const override { return account_; }

 private:
  proto::FactLogReader reader_;
  IngestAccount account_;
};

}  // namespace

Result<std::unique_ptr<FactSource>> open_log_source(const std::filesystem::path& path) {
  auto reader = proto::FactLogReader::open(path);
  if (!reader) {
    return tl::unexpected(reader.error());
  }
  return std::make_unique<LogSource>(std::move(*reader));
}

}  // namespace hotline::monitor
