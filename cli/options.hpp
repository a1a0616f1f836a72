// cli/options.hpp: the words of the command line as plain values, one struct a command.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/time.hpp"

namespace hotline::cli {

/// Where results go. "-" is standard output.
struct OutputOptions {
  std::string json;
  std::string html;
  bool quiet = false;  ///< no summary on standard output
};

/// What a scenario is changed to from the command line; empty fields leave it as it is.
struct ScenarioOptions {
  std::string scenario;  ///< name of an embedded city, or a file
  std::optional<Duration> length;
  std::optional<SimTime> start;
  std::string policy;  ///< for contacts and tickets
  std::string contact_policy;
  std::string ticket_policy;
  std::uint64_t seed = 1;
};

struct RunOptions {
  ScenarioOptions scenario;
  OutputOptions output;
  std::uint32_t replications = 1;
  unsigned threads = 0;
  std::string facts;
  std::string save;                 ///< the state at `save_at` goes to this file
  std::optional<Duration> save_at;  ///< since the start
  std::string load;                 ///< goes on from this state
  bool audit = false;               ///< a fact that cannot be is an error
};

struct ReplayOptions {
  std::string file;
  std::string format;  ///< empty: recognised from the header
  std::string facts;
  Duration acceptable_wait = 20 * kSecond;
  bool audit = false;
  OutputOptions output;
};

struct LiveOptions {
  ScenarioOptions scenario;
  double speed = 60;  ///< 0: as fast as possible
  std::string listen = "127.0.0.1:9464";
  std::string scheme = "equal";    ///< of the evaluation
  std::optional<Duration> window;  ///< it is over the last so much; none: all
  std::string publish;             ///< ZeroMQ endpoint; empty: nowhere
  bool await_monitor = false;
  bool once = false;  ///< leave when the run ends, instead of serving its result
  OutputOptions output;
};

struct MonitorOptions {
  std::string connect;
  std::string log;
  std::string listen = "127.0.0.1:9464";
  std::string scheme = "equal";    ///< of the evaluation
  std::optional<Duration> window;  ///< it is over the last so much; none: all
  std::string city;                ///< whose institutional attributes it has; empty: none
  bool once = false;
  bool audit = false;
  OutputOptions output;
};

struct EvaluateOptions {
  std::vector<std::string> cities;  ///< none: all that ship
  std::optional<Duration> length;
  std::uint64_t seed = 1;
  std::vector<std::string> replays;  ///< FILE, or CITY=FILE
  std::vector<std::string> logs;     ///< the same
  std::vector<std::string> levers;   ///< cities in which single changes are tried
  std::string lever_set = "usual";
  std::uint32_t replications = 2;
  unsigned threads = 0;
  std::string json;
  std::string scheme;            ///< empty: equal, where there is something to compare
  std::string report;            ///< a folder
  std::uint32_t draws = 4;       ///< of assumed parameters, beside those as stated
  double assumed_spread = 0.25;  ///< by which factor they may be wrong, less 1
  std::uint32_t samples = 2048;

  /// One city without a scheme and a report: its indicators, not its score.
  [[nodiscard]] bool of_one() const {
    return cities.size() == 1 && scheme.empty() && report.empty() && logs.empty() && levers.empty();
  }
};

struct CheckOptions {
  std::vector<std::string> files;
};

struct CityCheckOptions {
  std::vector<std::string> cities;  ///< names or files; empty: all that ship
  std::uint32_t replications = 10;
  std::optional<Duration> length;
  std::uint64_t seed = 1;
  unsigned threads = 0;
  std::string json;
  std::string docs;  ///< a folder for the pages; empty: none
};

struct CitiesOptions {
  std::string show;  ///< a city or a file to print whole; empty: list the cities
  std::string json;
  bool checks = false;  ///< `check` holds, and nothing else
  CityCheckOptions check;
};

struct VerifyOptions {
  std::vector<std::string> paths;  ///< files, or folders of files
  std::uint64_t seed = 1;
  unsigned threads = 0;
  double work = 2e9;   ///< facts a scenario
  bool quick = false;  ///< only those marked so
  std::string json;
};

/// A formula and what it is given, as written.
struct TheoryOptions {
  std::string formula;  ///< empty: list them
  std::vector<std::pair<std::string, std::string>> parameters;
  std::string json;
};

/// The commands without options.
enum class Listing : std::uint8_t { kPolicies, kMeasures };

using Command =
    std::variant<RunOptions, ReplayOptions, LiveOptions, MonitorOptions, EvaluateOptions,
                 CheckOptions, CitiesOptions, VerifyOptions, TheoryOptions, Listing>;

/// What to do: a command, or, after --help or --version or wrong words, only to leave with a
/// status.
struct Parsed {
  std::optional<Command> command;
  int exit_status = 0;
};

/// Prints help to standard output, and one line about wrong words to standard error.
[[nodiscard]] Parsed parse_command_line(int argc, const char* const* argv);

}  // namespace hotline::cli
