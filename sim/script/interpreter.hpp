// sim/script/interpreter.hpp: Lua in a cell: no files, no clock, bounded steps and memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "sim/dispatch/view.hpp"
#include "sim/script/program.hpp"

struct lua_State;

namespace hotline::sim {

/// What a script may be asked, each by the name of its function.
enum class ScriptFunction : std::uint8_t { kSelect, kRoute, kPlace, kBefore };

[[nodiscard]] const char* name_of(ScriptFunction function);

/// One question on its way into a script, with what the script may look at, and its answer.
struct ScriptRequest {
  ScriptFunction function = ScriptFunction::kSelect;
  const Question* question = nullptr;
  std::span<const WaitingView> waiting;  ///< kSelect; kBefore: the two
  std::span<const ServerView> servers;   ///< kRoute
  const Joining* joining = nullptr;      ///< kPlace
  bool only_looks = false;               ///< whether the script has the function, without a call

  bool defined = true;             ///< answer: whether the script has the function
  std::size_t position = kNobody;  ///< answer: kSelect, kRoute; kBefore: 0 or kNobody
  std::int64_t place = 0;          ///< answer: kPlace
  int line = 0;                    ///< where it went wrong; 0: unknown
};

/// Runs one script. For every question the script runs from its first line, in surroundings of its
/// own that are thrown away afterwards: so an answer depends on the view and on nothing else, and
/// an interpreter is no part of a run's state.
///
/// Sandbox  text only (no precompiled chunks); a library of a dozen functions, none of which
///          reaches files, clocks, other code, the order of tables or the C library's mathematics.
/// Limits   kMaxScriptSteps, kMaxScriptMemory; text up to kMaxScriptBytes.
/// Errors   PolicyFailure, `file:line: what`, in one line. The interpreter stays usable.
/// Threads  one at a time.
class Interpreter {
 public:
  /// Translates the text and runs it once.
  explicit Interpreter(std::shared_ptr<const ScriptProgram> program);
  ~Interpreter();
  Interpreter(const Interpreter&) = delete;
  Interpreter& operator=(const Interpreter&) = delete;
  Interpreter(Interpreter&&) = delete;
  Interpreter& operator=(Interpreter&&) = delete;

  /// Fills in the answer.
  void ask(ScriptRequest& request);

  /// Whether the script has this function.
  [[nodiscard]] bool has(ScriptFunction function);

 private:
  struct Memory;

  void start();
  void close();
  void load();
  void call(ScriptRequest& request);
  [[noreturn]] void fail(const ScriptRequest& request, int status);

  std::shared_ptr<const ScriptProgram> program_;
  std::unique_ptr<Memory> memory_;
  lua_State* lua_ = nullptr;
};

}  // namespace hotline::sim
