#include "cli/audited.hpp"

#include <cstdio>
#include <utility>

#include "cli/commands.hpp"

namespace hotline::cli {

int report_violation(const audit::Violation& violation, const std::string& remark) {
  (void)std::fprintf(stderr, "hotline: audit: %s%s\n", audit::to_string(violation).c_str(),
                     remark.c_str());
  return kAnswerIsNo;
}

AuditedSource::AuditedSource(std::unique_ptr<monitor::FactSource> source)
    : source_(std::move(source)) {}

Result<monitor::FactSource::Pulled> AuditedSource::pull(std::vector<Fact>& facts) {
  auto pulled = source_->pull(facts);
  if (!pulled) {
    return pulled;
  }
  if (*pulled == Pulled::kEnd) {
    auditor_.finish();
    return pulled;
  }
  for (const Fact& fact : facts) {
    auditor_(fact);
  }
  return auditor_.violation() ? Pulled::kEnd : *pulled;
}

}  // namespace hotline::cli
