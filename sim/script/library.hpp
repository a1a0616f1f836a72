// sim/script/library.hpp: what a script may call. Internal to sim/script.
#pragma once

#include "sim/script/program.hpp"

struct lua_State;

namespace hotline::sim {

/// Puts a table onto the stack with all names that a script finds: ipairs, type, assert, error,
/// random, math, parameters, second, minute, hour, day. Raises Lua's errors.
void push_library(lua_State* lua, const ScriptProgram& program);

/// A metamethod __newindex; its upvalue names what is read-only.
int refuse_writing(lua_State* lua);

/// An object that finds the names of the table on top of the stack, and cannot be written; it takes
/// the table's place.
void make_read_only(lua_State* lua, const char* what);

}  // namespace hotline::sim
