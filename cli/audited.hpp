// cli/audited.hpp: what --audit does.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/audit/auditor.hpp"
#include "core/base/result.hpp"
#include "monitor/ingest/fact_source.hpp"

namespace hotline::cli {

/// Says so in one line on standard error. @return the exit status.
int report_violation(const audit::Violation& violation, const std::string& remark = "");

/// Hands on the facts of a source until one cannot have happened; there it ends.
class AuditedSource final : public monitor::FactSource {
 public:
  explicit AuditedSource(std::unique_ptr<monitor::FactSource> source);

  Result<Pulled> pull(std::vector<Fact>& facts) override;

  [[nodiscard]] monitor::IngestAccount account() const override { return source_->account(); }

  [[nodiscard]] const std::optional<audit::Violation>& violation() const {
    return auditor_.violation();
  }

 private:
  std::unique_ptr<monitor::FactSource> source_;
  audit::Auditor auditor_;
};

}  // namespace hotline::cli
