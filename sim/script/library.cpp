#include "sim/script/library.hpp"

#include <array>
#include <cmath>
#include <iterator>
#include <type_traits>

#include <lua.hpp>

#include "core/base/time.hpp"
#include "sim/random/arithmetic.hpp"
#include "sim/script/views.hpp"

namespace hotline::sim {
namespace {

/// math.exp(x): the same bits on every machine.
int exp_of(lua_State* lua) {
  lua_pushnumber(lua, fixed_exp(luaL_checknumber(lua, 1)));
  return 1;
}

/// math.log(x), natural.
int log_of(lua_State* lua) {
  const double x = luaL_checknumber(lua, 1);
  if (!(x > 0 && x <= 1.7976931348623157e308)) {
    return luaL_error(lua, "found math.log of a number that is not above 0 and finite");
  }
  lua_pushnumber(lua, fixed_log(x));
  return 1;
}

/// random(k): uniform on (0, 1); the k-th number of this question, the same whenever it is asked.
int random_of(lua_State* lua) {
  const ScriptRequest* const request = request_of(lua);
  const lua_Integer k = luaL_optinteger(lua, 1, 0);
  if (request == nullptr || request->function != ScriptFunction::kRoute) {
    return luaL_error(lua, "found random() where no item asks, allowed in route()");
  }
  if (k < 0 || k > 1023) {
    return luaL_error(lua, "found random(%I), allowed 0 to 1023", k);
  }
  lua_pushnumber(lua, request->question->uniform(static_cast<std::uint64_t>(k)));
  return 1;
}

/// Takes these members over from the library that `open` makes.
template <std::size_t kSize>
void take_over(lua_State* lua, lua_CFunction open, const std::array<const char*, kSize>& names) {
  lua_pushcfunction(lua, open);
  lua_call(lua, 0, 1);
  for (const char* const name : names) {
    lua_getfield(lua, -1, name);
    lua_setfield(lua, -3, name);
  }
  lua_pop(lua, 1);
}

void push_math(lua_State* lua) {
  static constexpr auto kNames =
      std::to_array({"abs", "ceil", "floor", "fmod", "huge", "max", "maxinteger", "min",
                     "mininteger", "sqrt", "tointeger", "type"});
  lua_newtable(lua);
  take_over(lua, luaopen_math, kNames);
  lua_pushcfunction(lua, exp_of);
  lua_setfield(lua, -2, "exp");
  lua_pushcfunction(lua, log_of);
  lua_setfield(lua, -2, "log");
  make_read_only(lua, "math");
}

void push_parameters(lua_State* lua, const ScriptProgram& program) {
  lua_newtable(lua);
  for (const ScriptParameter& parameter : program.parameters) {
    lua_pushlstring(lua, parameter.name.data(), parameter.name.size());
    if (const auto* const truth = std::get_if<bool>(&parameter.value)) {
      lua_pushboolean(lua, static_cast<int>(*truth));
    } else if (const auto* const whole = std::get_if<std::int64_t>(&parameter.value)) {
      lua_pushinteger(lua, *whole);
    } else {
      lua_pushnumber(lua, *std::get_if<double>(&parameter.value));
    }
    lua_rawset(lua, -3);
  }
  make_read_only(lua, "parameters");
}

}  // namespace

int refuse_writing(lua_State* lua) {
  return luaL_error(lua, "found a change of '%s', which is read-only",
                    lua_tostring(lua, lua_upvalueindex(1)));
}

void make_read_only(lua_State* lua, const char* what) {
  lua_newuserdatauv(lua, 0, 0);
  lua_createtable(lua, 0, 3);
  lua_rotate(lua, -3, -1);  // object, metatable, table
  lua_setfield(lua, -2, "__index");
  lua_pushstring(lua, what);
  lua_pushvalue(lua, -1);
  lua_setfield(lua, -3, "__name");
  lua_pushcclosure(lua, refuse_writing, 1);
  lua_setfield(lua, -2, "__newindex");
  lua_setmetatable(lua, -2);
}

void push_library(lua_State* lua, const ScriptProgram& program) {
  static constexpr auto kNames = std::to_array({"ipairs", "type", "assert", "error"});

  struct Unit {
    const char* name;
    Duration length;
  };

  static constexpr auto kUnits = std::to_array<Unit>(
      {{"second", kSecond}, {"minute", kMinute}, {"hour", kHour}, {"day", kDay}});
  lua_newtable(lua);
  take_over(lua, luaopen_base, kNames);
  lua_pushcfunction(lua, random_of);
  lua_setfield(lua, -2, "random");
  for (const Unit& unit : kUnits) {
    lua_pushinteger(lua, unit.length.count());
    lua_setfield(lua, -2, unit.name);
  }
  push_math(lua);
  lua_setfield(lua, -2, "math");
  push_parameters(lua, program);
  lua_setfield(lua, -2, "parameters");
}

}  // namespace hotline::sim
