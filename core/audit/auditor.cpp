#include "core/audit/auditor.hpp"

#include <algorithm>

#include "core/audit/describe.hpp"

namespace hotline::audit {

std::string to_string(const Violation& violation) {
  return "fact " + std::to_string(violation.number) + " of replication " +
         std::to_string(violation.replication) + ": found " + violation.fact + "; expected " +
         violation.expected;
}

void Auditor::report(const Fact& fact, const Finding& finding) {
  violation_ = Violation{number_, replication_, describe(fact), finding.expected()};
}

void Auditor::finish() {
  if (running_ && !violation_) {
    violation_ = Violation{number_ + 1, replication_, "no further fact", "RunEnded"};
  }
}

void Auditor::keep_time(SimTime at, Finding& finding) {
  finding.require(running_, "RunStarted");
  finding.require(at >= start_, "no time before the start, " + to_string(start_));
  if (!replayed_) {
    finding.require(at >= now_, "no time before that of the fact before, " + to_string(now_));
    if (at > now_) {
      contacts_.pass(finding);
      tickets_.pass(finding);
    }
  }
  now_ = std::max(now_, at);
}

void Auditor::step(const RunStarted& f, Finding& finding) {
  finding.require(!running_, "RunEnded of the run before");
  *this = Auditor(std::move(knowledge_));
  running_ = true;
  replayed_ = f.source == SourceKind::kReplayed;
  contacts_ = ContactBook(knowledge_.limits, replayed_);
  tickets_ = TicketBook(replayed_);
  start_ = f.at;
  now_ = f.at;
  replication_ = f.replication;
  number_ = 1;
}

void Auditor::step(const NameDefined& f, Finding& finding) {
  const auto table = static_cast<std::size_t>(f.kind) - 1;
  if (table >= named_.size()) {
    return finding.fail("a table of names");
  }
  finding.equal("id", f.id, named_[table]);
  ++named_[table];
}

void Auditor::step(const WarmUpEnded& f, Finding& finding) {
  (void)f;
  finding.require(!warm_, "one WarmUpEnded");
  warm_ = true;
}

void Auditor::step(const SurgeStarted& f, Finding& finding) {
  const Surge surge(f.name, f.number);
  finding.require(std::find(surges_.begin(), surges_.end(), surge) == surges_.end(),
                  "a surge that has not begun");
  surges_.push_back(surge);
}

void Auditor::step(const SurgeEnded& f, Finding& finding) {
  const auto surge = std::find(surges_.begin(), surges_.end(), Surge(f.name, f.number));
  if (surge == surges_.end()) {
    return finding.fail("a surge that has begun");
  }
  surges_.erase(surge);
}

void Auditor::step(const RunEnded& f, Finding& finding) {
  finding.require(f.at >= now_, "no time before that of another fact, " + to_string(now_));
  contacts_.pass(finding);
  tickets_.pass(finding);
  if (finding.sound()) {
    contacts_.close(f.at, knowledge_.drained, finding);
    tickets_.close(f.at, knowledge_.drained, finding);
  }
  running_ = false;
}

}  // namespace hotline::audit
