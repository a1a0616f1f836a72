// What the tests of monitor_exports share: small made-up exports, and sinks that look at the facts.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/facts/sink.hpp"
#include "core/measures/scorecard.hpp"
#include "monitor/exports/replay.hpp"

namespace hotline::monitor {

/// Keeps every fact.
class Recorder : public AnySink {
 public:
  void take(const Fact& fact) override { facts_.push_back(fact); }

  [[nodiscard]] const std::vector<Fact>& all() const { return facts_; }

  template <class F>
  [[nodiscard]] std::vector<F> of() const {
    std::vector<F> found;
    for (const Fact& fact : facts_) {
      if (const auto* match = std::get_if<F>(&fact)) {
        found.push_back(*match);
      }
    }
    return found;
  }

  /// The name of id `id` of the table.
  [[nodiscard]] std::string name(NameKind kind, std::uint32_t id) const;

 private:
  std::vector<Fact> facts_;
};

/// Folds the facts.
class Folder : public AnySink {
 public:
  void take(const Fact& fact) override { card(fact); }

  measures::Scorecard card;
};

/// A file with the given bytes that is gone with this object.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view bytes);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  TemporaryFile(TemporaryFile&&) = delete;
  TemporaryFile& operator=(TemporaryFile&&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// Options whose table of ids is small, so that thousands of replays are quick.
[[nodiscard]] ReplayOptions small_options();

/// Replays the text as a file.
[[nodiscard]] Result<ReplayAccount> replay_text(std::string_view text, AnySink& sink,
                                                const ReplayOptions& options = small_options());
/// The same, where nobody looks at the facts.
[[nodiscard]] Result<ReplayAccount> replay_text(std::string_view text,
                                                const ReplayOptions& options = small_options());

[[nodiscard]] SimTime at(std::string_view text);
[[nodiscard]] std::uint64_t refused_rows(const ReplayAccount& account);
/// Whether a note says that.
[[nodiscard]] bool has_note(const ReplayAccount& account, std::string_view part);

/// "id,created,closed,due,status,type,subtype,agency,channel,district" and a newline.
inline constexpr std::string_view kSlimHeader =
    "id,created,closed,due,status,type,subtype,agency,channel,district\n";
/// The header of the bank's log and a newline.
inline constexpr std::string_view kBankHeader =
    "vru+line\tcall_id\tcustomer_id\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time\tq_start\t"
    "q_exit\tq_time\toutcome\tser_start\tser_exit\tser_time\tserver\n";

}  // namespace hotline::monitor
