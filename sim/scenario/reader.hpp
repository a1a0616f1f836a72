// sim/scenario/reader.hpp: reads the tables of a scenario; knows keys, units and provenance.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/document/document.hpp"
#include "sim/dispatch/scripted.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/schema.hpp"
#include "sim/script/program.hpp"

namespace hotline::sim {

/// Where the numbers of a table come from, unless they say otherwise themselves.
struct Provenance {
  ProvenanceKind kind = ProvenanceKind::kUnsourced;
  std::string note;
};

/// Of each text that a scenario is made of: where the numbers of a table that stand in it come
/// from. So a number that a file puts into a table of its base does not borrow the base's source.
using Provenances = std::vector<Provenance>;

/// What one load has found: the first trouble, and every number. Reading goes on after a trouble
/// with values that mean nothing, so that the reading code needs no test after every line; whoever
/// starts a load asks trouble() at its end.
class LoadLog {
 public:
  /// @param texts  what the scenario is made of: the file itself, then what it is based on. They
  ///               outlive the log.
  LoadLog(std::span<const ScenarioText> texts, const Variation& variation)
      : texts_(texts), variation_(variation) {}

  /// Keeps "file:line:column: path: message" if it is the first.
  void fail(Position at, std::string_view path, std::string_view message);

  /// The same for a trouble in another file, which says where itself.
  void fail_elsewhere(const Error& error) {
    if (!trouble_) {
      trouble_ = error;
    }
  }

  /// Notes one number of the file.
  void note(SourcedParameter parameter, Position at);

  void add_source(std::string key) { sources_.push_back(std::move(key)); }

  /// Holds the citations "[key]" of a shipped model against its sources.
  void check_citations(Position at, std::string_view path, const Provenance& provenance);

  /// Takes bytes into the fingerprint.
  void read(std::string_view bytes);

  /// The script or trace of that path, as the text in which it stands at `at` means it; its bytes
  /// are then part of the fingerprint.
  [[nodiscard]] Result<ScriptFile> read_script(const std::string& path, Position at);

  /// Keeps a script that is in use.
  void add_script(const Scripted& script) { used_scripts_.push_back(script); }

  [[nodiscard]] std::vector<Scripted> take_scripts() { return std::move(used_scripts_); }

  /// FNV-1a over all bytes that were read.
  [[nodiscard]] std::uint64_t fingerprint() const { return fingerprint_; }

  [[nodiscard]] const std::optional<Error>& trouble() const { return trouble_; }

  /// Of the file itself.
  [[nodiscard]] LoadMode mode() const { return texts_.front().mode; }

  [[nodiscard]] bool varies() const { return variation_.varies(); }

  /// What a number at this path that nobody states is multiplied by; 1 where nothing varies.
  [[nodiscard]] double factor(std::string_view path) const;

  [[nodiscard]] std::string place(Position at) const {
    return name_of(at) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
  }

  /// The numbers in the order of the texts, a base before what is based on it. In a shipped model
  /// the first without a source is a trouble.
  [[nodiscard]] std::vector<SourcedParameter> take_parameters();

 private:
  [[nodiscard]] const std::string& name_of(Position at) const { return texts_[at.file].name; }

  /// Whether what stands there must be sourced.
  [[nodiscard]] bool ships(Position at) const { return texts_[at.file].mode == LoadMode::kShipped; }

  std::span<const ScenarioText> texts_;
  Variation variation_;
  std::vector<Scripted> used_scripts_;
  std::uint64_t fingerprint_ = 14695981039346656037ULL;
  std::optional<Error> trouble_;
  std::vector<std::string> sources_;
  std::vector<std::pair<Position, SourcedParameter>> parameters_;
};

/// One table of the file. Each getter reads one key of the table's section (a contract); it returns
/// nothing where the key is absent or unusable, and has then told the log why if it was unusable.
class Table {
 public:
  /// Tells the log of keys that the section does not have.
  Table(LoadLog& log, const Node& node, Position at, std::string path, Provenances inherited,
        const Section& section);

  [[nodiscard]] const std::string& path() const { return path_; }

  [[nodiscard]] Position at() const { return at_; }

  /// "file:line:column", for trouble that is found later.
  [[nodiscard]] std::string place() const { return log_->place(at_); }

  [[nodiscard]] bool has(std::string_view key) const { return member(key) != nullptr; }

  [[nodiscard]] bool is_text(std::string_view key) const;

  /// The value as it stands, or null: for what only its reader understands, and no figure.
  [[nodiscard]] const Node* node(std::string_view key) const;
  /// Tells the log which of these keys is missing.
  void need(std::initializer_list<std::string_view> keys) const;
  /// Tells the log unless exactly one of these keys is there. Returns it, or "".
  [[nodiscard]] std::string_view one_of(std::initializer_list<std::string_view> keys) const;

  /// Trouble with the whole table, or with the value of one key.
  void fail(std::string_view message) const { log_->fail(at_, path_, message); }

  void fail_at(std::string_view key, std::string_view message) const;

  /// Holds a text that states a source against [sources], as `published` is held.
  void check_cited(std::string_view key) const;

  void fail_at(Position at, std::string_view key, std::string_view message) const {
    log_->fail(at, path_of(key), message);
  }

  /// Whether shares that are read may not sum to what was written.
  [[nodiscard]] bool varies() const { return log_->varies(); }

  [[nodiscard]] std::optional<std::string> text(std::string_view key) const;
  [[nodiscard]] std::optional<bool> boolean(std::string_view key) const;
  [[nodiscard]] std::optional<std::size_t> choice(std::string_view key,
                                                  std::span<const std::string_view> names) const;
  /// The position of a name in `names`; `what` are they ("channel").
  [[nodiscard]] std::optional<std::size_t> reference(std::string_view key, std::string_view what,
                                                     std::span<const std::string> names) const;

  /// The positions of a list of names in `names`, each at most once.
  [[nodiscard]] std::vector<std::size_t> references(std::string_view key, std::string_view what,
                                                    std::span<const std::string> names) const;

  /// A list of texts that are no figures, with their places.
  [[nodiscard]] std::vector<std::pair<Position, std::string>> texts(std::string_view key) const;

  // Numbers: noted with their provenance.
  [[nodiscard]] std::optional<SimTime> date(std::string_view key) const;
  [[nodiscard]] std::optional<Duration> duration(std::string_view key,
                                                 Duration least = Duration{0}) const;
  /// A duration of open time, or "5 working days".
  [[nodiscard]] std::optional<Target> target(std::string_view key) const;
  [[nodiscard]] std::optional<double> rate(std::string_view key) const;
  [[nodiscard]] std::optional<double> share(std::string_view key) const;
  [[nodiscard]] std::optional<double> number(std::string_view key, double least, double most) const;
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key, std::int64_t least,
                                                    std::int64_t most) const;
  [[nodiscard]] std::optional<DurationLaw> law(std::string_view key) const;
  /// A list of 1 to 100000 durations.
  [[nodiscard]] std::vector<Duration> durations(std::string_view key) const;
  /// Exactly `count` numbers >= 0.
  [[nodiscard]] std::optional<std::vector<double>> numbers(std::string_view key,
                                                           std::size_t count) const;
  /// 1 to `most` numbers >= 0; none where the key is absent or unusable.
  [[nodiscard]] std::vector<double> numbers_up_to(std::string_view key, std::size_t most) const;
  /// The members of the table `key`, each of one of `names`: `count` numbers >= 0 each.
  [[nodiscard]] std::vector<std::pair<std::size_t, std::vector<double>>> number_lists(
      std::string_view key, std::string_view what, std::span<const std::string> names,
      std::size_t count) const;
  /// Texts that are figures, such as opening hours, with their places.
  [[nodiscard]] std::vector<std::pair<Position, std::string>> figures(std::string_view key) const;

  // Tables within.
  [[nodiscard]] std::optional<Table> table(std::string_view key,
                                           std::string_view section_name) const;
  /// [key.NAME], in the order of the file.
  [[nodiscard]] std::vector<std::pair<std::string, Table>> named(
      std::string_view key, std::string_view section_name) const;
  /// [[key]], or key = [{...}, ...].
  [[nodiscard]] std::vector<Table> list(std::string_view key, std::string_view section_name) const;
  /// The plain members of the table `key`: each a name and its value, noted as figures.
  [[nodiscard]] std::vector<Attribute> attributes(std::string_view key) const;
  /// The script that `key` names, with the members of the table `parameters` as its parameters:
  /// numbers, true and false, and durations.
  [[nodiscard]] std::optional<ScriptProgram> script(std::string_view key,
                                                    std::string_view parameters) const;

  void add_script(const Scripted& script) const { log_->add_script(script); }

  /// The members of the table `key` as shares, each of one of `names`; pairs of (index, share).
  [[nodiscard]] std::vector<std::pair<std::size_t, double>> shares(
      std::string_view key, std::string_view what, std::span<const std::string> names) const;
  /// The members of the table `key` as shares of `names` that sum to one; pairs of (index, share).
  [[nodiscard]] std::vector<std::pair<std::size_t, double>> mix(
      std::string_view key, std::string_view what, std::span<const std::string> names) const;

 private:
  /// A value that counts as a number, out of its `{ value = ... }`.
  struct Figure {
    const Node* node = nullptr;
    Position at;
    std::string path;
    Provenance provenance;
    double factor = 1;  ///< see Variation
  };

  [[nodiscard]] const Node::Member* member(std::string_view key) const;
  [[nodiscard]] std::vector<ScriptParameter> script_parameters(std::string_view key) const;
  [[nodiscard]] std::optional<ScriptParameter> script_parameter(const Node::Member& from) const;
  [[nodiscard]] std::optional<Figure> figure(std::string_view key) const;
  [[nodiscard]] std::optional<Figure> figure_of(const Node::Member& from) const;
  [[nodiscard]] std::string path_of(std::string_view key) const;
  [[nodiscard]] Provenances read_provenance(const Node& node, const std::string& path,
                                            const Provenances& inherited) const;
  void check_keys(const Section& section) const;
  [[nodiscard]] std::vector<std::pair<Position, std::string>> texts_of(
      const Node& list, const std::string& path) const;
  void fail_figure(const Figure& figure, std::string_view message) const;
  [[nodiscard]] double share_of(const Figure& figure) const;

  LoadLog* log_;
  const Node* node_;
  Position at_;
  std::string path_;
  Provenances provenance_;
  const Section* section_;
};

/// "allowed a, b, c", and the nearest of them if `found` looks like a slip of it.
[[nodiscard]] std::string allowed_names(std::string_view found,
                                        std::span<const std::string_view> names);

/// Up to ten significant digits.
[[nodiscard]] std::string plain_number(double value);

/// At most this many things of one kind (channels, categories, districts, groups, agencies).
inline constexpr std::size_t kMaxNamed = 1000;

/// How far shares may be from summing to one: rounding of what was written.
inline constexpr double kShareTolerance = 1e-6;

}  // namespace hotline::sim
