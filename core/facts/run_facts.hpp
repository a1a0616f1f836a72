// core/facts/run_facts.hpp: what happens to a run as a whole.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/id.hpp"
#include "core/base/time.hpp"

namespace hotline {

/// Where the facts of a run come from.
enum class SourceKind : std::uint8_t { kSimulated = 1, kReplayed = 2 };

/// The first fact of every run. `run` names it: runs of equal number have equal facts.
struct RunStarted {
  SimTime at;
  std::uint64_t run = 0;
  SourceKind source = SourceKind::kSimulated;
  std::string scenario;  ///< name of the scenario, or of the export's format
  std::string title;     ///< for people
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;  ///< 0-based
  Duration acceptable_wait{0};    ///< AWT of the service level: a wait counts as good if <= it
  Duration short_abandon{0};      ///< an abandonment is short if its wait is <= it
};

/// Which table a name belongs to.
enum class NameKind : std::uint8_t {
  kChannel = 1,
  kCategory = 2,
  kDistrict = 3,
  kGroup = 4,
  kAgency = 5,
};

/// How a channel meets its citizens. The service level of a run counts live channels alone.
enum class ChannelMode : std::uint8_t {
  kUnknown = 0,   ///< not said: live as soon as somebody queues, is blocked, answered or lost on it
  kLive = 1,      ///< the citizen waits for an agent, now: phone, chat, counter
  kDeferred = 2,  ///< an agent works on it later: e-mail, letter
  kDirect = 3,    ///< needs no agent: web form, app
};

/// Gives id `id` of table `kind` its name. Ids of a table are 0, 1, 2 ... in order of definition.
struct NameDefined {
  SimTime at;
  NameKind kind = NameKind::kChannel;
  std::uint32_t id = 0;
  std::string name;
  ChannelMode mode = ChannelMode::kUnknown;  ///< of a channel
  /// Of a channel: its own bound of a good wait; 0 where the run's acceptable wait is meant. The
  /// service level of a run goes by the run's bound all the same.
  Duration answer_target{0};
};

/// Measurement begins here: what arrived earlier is not counted, and areas under curves start
/// afresh.
struct WarmUpEnded {
  SimTime at;
};

/// The last fact of every complete run.
struct RunEnded {
  SimTime at;
};

/// From now on another policy decides.
struct PolicyChanged {
  SimTime at;
  std::string where;   ///< whose choice: "contacts", "tickets", ...
  std::string policy;  ///< its name
};

/// An unusual wave of demand began. `number` tells surges of one name apart.
struct SurgeStarted {
  SimTime at;
  std::string name;
  std::uint32_t number = 0;
};

/// The wave of that name and number is over; what it caused may still be felt.
struct SurgeEnded {
  SimTime at;
  std::string name;
  std::uint32_t number = 0;
};

}  // namespace hotline
