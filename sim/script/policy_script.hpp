// sim/script/policy_script.hpp: users' policies, written in Lua.
#pragma once

#include "core/base/result.hpp"
#include "sim/dispatch/scripted.hpp"
#include "sim/script/interpreter.hpp"
#include "sim/script/program.hpp"

namespace hotline::sim {

/// Translates a script, runs it once and sees that it has what is asked of it: select() where it
/// chooses among those that wait, route() where it chooses among servers. docs/POLICIES.md tells
/// users what a script sees and answers.
/// Errors  kBadInput, `file:line: what is wrong`.
[[nodiscard]] Result<Scripted> load_policy_script(ScriptProgram program, ScriptFunction asked);

}  // namespace hotline::sim
