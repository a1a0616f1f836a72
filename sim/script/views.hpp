// sim/script/views.hpp: what a script sees of a question. Internal to sim/script.
#pragma once

#include "sim/script/interpreter.hpp"

namespace hotline::sim {

/// Puts the objects `question`, `waiting`, `servers` and `item`, and those within them, onto the
/// stack, in this order. They read the request that the state points to at the time, and refuse to
/// be written. Raises Lua's errors.
void push_views(lua_State* lua);

/// The request that is being answered; null outside.
[[nodiscard]] ScriptRequest*& request_of(lua_State* lua);

}  // namespace hotline::sim
