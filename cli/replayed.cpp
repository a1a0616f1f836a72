#include "cli/replayed.hpp"

#include <cstdio>
#include <optional>
#include <utility>

#include "monitor/exports/replay.hpp"

namespace hotline::cli {
namespace {

report::InputAccount account_of(const std::string& path, const monitor::ReplayAccount& account) {
  report::InputAccount input;
  input.file = path == "-" ? "standard input" : path;
  input.format = to_string(account.format);
  input.read = account.read;
  input.used = account.used;
  for (std::size_t r = 0; r < monitor::kRefusalReasons; ++r) {
    if (account.refused[r] > 0) {
      input.refused.emplace_back(to_string(static_cast<monitor::RefusalReason>(r)),
                                 account.refused[r]);
    }
  }
  for (const monitor::RefusedRow& row : account.listed) {
    input.listed.push_back("line " + std::to_string(row.line) + ": " +
                           std::string(to_string(row.reason)) +
                           (row.detail.empty() ? "" : ": " + row.detail));
  }
  return input;
}

/// A sink that is only a scorecard.
class Fold final : public AnySink {
 public:
  explicit Fold(measures::Scorecard& card) : card_(&card) {}

  void take(const Fact& fact) override { (*card_)(fact); }

 private:
  measures::Scorecard* card_;
};

}  // namespace

Result<report::Context> replay_export(const std::string& path, const std::string& format,
                                      Duration acceptable_wait, AnySink& sink) {
  monitor::ReplayOptions options;
  options.acceptable_wait = acceptable_wait;
  if (!format.empty() && format != "auto") {
    const auto known = monitor::export_format_from(format);
    if (!known) {
      return tl::unexpected(known.error());
    }
    options.format = *known;
  }
  auto account = monitor::replay(path, options, sink);
  if (!account) {
    return tl::unexpected(account.error());
  }
  report::Context context;
  context.input = account_of(path, *account);
  context.notes = std::move(account->notes);
  return context;
}

Result<FoldedExport> fold_export(const std::string& path) {
  constexpr Duration kAcceptableWait = 20 * kSecond;
  FoldedExport folded;
  Fold fold(folded.card);
  const auto context = replay_export(path, "auto", kAcceptableWait, fold);
  if (!context) {
    return tl::unexpected(context.error());
  }
  for (const std::string& note : context->notes) {
    (void)std::fprintf(stderr, "%s: %s\n", path.c_str(), note.c_str());
  }
  folded.account = std::to_string(context->input->used) + " of " +
                   std::to_string(context->input->read) + " rows";
  return folded;
}

}  // namespace hotline::cli
