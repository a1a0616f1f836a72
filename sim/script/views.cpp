#include "sim/script/views.hpp"

#include <array>
#include <span>

#include <lua.hpp>

#include "sim/script/library.hpp"

namespace hotline::sim {
namespace {

void push(lua_State* lua, std::int64_t value) {
  lua_pushinteger(lua, value);
}

void push(lua_State* lua, std::uint64_t value) {
  lua_pushinteger(lua, static_cast<lua_Integer>(value));
}

void push(lua_State* lua, double value) {
  lua_pushnumber(lua, value);
}

void push(lua_State* lua, bool value) {
  lua_pushboolean(lua, value ? 1 : 0);
}

void push(lua_State* lua, Duration value) {
  lua_pushinteger(lua, value.count());
}

/// nil: never.
void push(lua_State* lua, SimTime value) {
  if (value == kNever) {
    lua_pushnil(lua);
  } else {
    lua_pushinteger(lua, value.time_since_epoch().count());
  }
}

/// One thing that a script can read of a view.
template <class View>
struct Field {
  const char* name;
  void (*read)(lua_State*, const ScriptRequest&, const View&);
};

using Ask = ScriptRequest;

constexpr auto kQuestionFields = std::to_array<Field<Question>>({
    {"now", [](lua_State* l, const Ask&, const Question& q) { push(l, q.now); }},
    {"free", [](lua_State* l, const Ask&, const Question& q) { push(l, q.free); }},
    {"item", [](lua_State* l, const Ask&, const Question& q) { push(l, q.item); }},
    {"number", [](lua_State* l, const Ask&, const Question& q) { push(l, q.number); }},
});

constexpr auto kWaitingFields = std::to_array<Field<WaitingView>>({
    {"line",
     [](lua_State* l, const Ask&, const WaitingView& w) { push(l, std::uint64_t{w.line}); }},
    {"since", [](lua_State* l, const Ask&, const WaitingView& w) { push(l, w.since); }},
    {"waited",
     [](lua_State* l, const Ask& a, const WaitingView& w) { push(l, a.question->now - w.since); }},
    {"due", [](lua_State* l, const Ask&, const WaitingView& w) { push(l, w.due); }},
    {"priority",
     [](lua_State* l, const Ask&, const WaitingView& w) { push(l, std::int64_t{w.priority}); }},
    {"arrival", [](lua_State* l, const Ask&, const WaitingView& w) { push(l, w.arrival); }},
    {"length", [](lua_State* l, const Ask&, const WaitingView& w) { push(l, w.length); }},
    {"weight", [](lua_State* l, const Ask&, const WaitingView& w) { push(l, w.weight); }},
    {"mean_service",
     [](lua_State* l, const Ask&, const WaitingView& w) { push(l, w.mean_service); }},
    {"work", [](lua_State* l, const Ask&, const WaitingView& w) { push(l, w.work); }},
    {"size", [](lua_State* l, const Ask&, const WaitingView& w) { push(l, w.size); }},
    {"rank", [](lua_State* l, const Ask&, const WaitingView& w) { push(l, std::int64_t{w.rank}); }},
    {"reserve", [](lua_State* l, const Ask&, const WaitingView& w) { push(l, w.reserve); }},
    {"is_local", [](lua_State* l, const Ask&, const WaitingView& w) { push(l, w.local); }},
});

constexpr auto kServerFields = std::to_array<Field<ServerView>>({
    {"unit", [](lua_State* l, const Ask&, const ServerView& s) { push(l, std::uint64_t{s.unit}); }},
    {"free", [](lua_State* l, const Ask&, const ServerView& s) { push(l, s.free); }},
    {"present", [](lua_State* l, const Ask&, const ServerView& s) { push(l, s.present); }},
    {"waiting", [](lua_State* l, const Ask&, const ServerView& s) { push(l, s.waiting); }},
    {"in_system", [](lua_State* l, const Ask&, const ServerView& s) { push(l, s.in_system()); }},
    {"work", [](lua_State* l, const Ask&, const ServerView& s) { push(l, s.work); }},
    {"idle_since", [](lua_State* l, const Ask&, const ServerView& s) { push(l, s.idle_since); }},
    {"mean_service",
     [](lua_State* l, const Ask&, const ServerView& s) { push(l, s.mean_service); }},
    {"weight", [](lua_State* l, const Ask&, const ServerView& s) { push(l, s.weight); }},
    {"rank", [](lua_State* l, const Ask&, const ServerView& s) { push(l, std::int64_t{s.rank}); }},
    {"item_waited", [](lua_State* l, const Ask&, const ServerView& s) { push(l, s.item_waited); }},
    {"reserve", [](lua_State* l, const Ask&, const ServerView& s) { push(l, s.reserve); }},
    {"is_local", [](lua_State* l, const Ask&, const ServerView& s) { push(l, s.local); }},
    {"breadth",
     [](lua_State* l, const Ask&, const ServerView& s) { push(l, std::int64_t{s.breadth}); }},
});

constexpr auto kItemFields = std::to_array<Field<Joining>>({
    {"since", [](lua_State* l, const Ask&, const Joining& j) { push(l, j.since); }},
    {"due", [](lua_State* l, const Ask&, const Joining& j) { push(l, j.due); }},
    {"work", [](lua_State* l, const Ask&, const Joining& j) { push(l, j.work); }},
    {"size", [](lua_State* l, const Ask&, const Joining& j) { push(l, j.size); }},
});

/// The fields of one kind of view, and where the view at a position is now.
struct QuestionKind {
  static constexpr const char* kName = "question";
  static constexpr std::span<const Field<Question>> kFields = kQuestionFields;

  static const Question* at(const ScriptRequest& request, std::size_t /*position*/) {
    return request.question;
  }
};

struct WaitingKind {
  static constexpr const char* kName = "waiting";
  static constexpr std::span<const Field<WaitingView>> kFields = kWaitingFields;

  static std::size_t count(const ScriptRequest& request) { return request.waiting.size(); }

  static const WaitingView* at(const ScriptRequest& request, std::size_t position) {
    return position < request.waiting.size() ? &request.waiting[position] : nullptr;
  }
};

struct ServerKind {
  static constexpr const char* kName = "servers";
  static constexpr std::span<const Field<ServerView>> kFields = kServerFields;

  static std::size_t count(const ScriptRequest& request) { return request.servers.size(); }

  static const ServerView* at(const ScriptRequest& request, std::size_t position) {
    return position < request.servers.size() ? &request.servers[position] : nullptr;
  }
};

struct ItemKind {
  static constexpr const char* kName = "item";
  static constexpr std::span<const Field<Joining>> kFields = kItemFields;

  static const Joining* at(const ScriptRequest& request, std::size_t /*position*/) {
    return request.joining;
  }
};

/// view.NAME; upvalue: positions of the fields by name.
template <class Kind>
int read_field(lua_State* lua) {
  const auto position = *static_cast<const std::size_t*>(lua_touserdata(lua, 1));
  lua_settop(lua, 2);
  lua_pushvalue(lua, 2);
  lua_rawget(lua, lua_upvalueindex(1));
  if (lua_type(lua, -1) != LUA_TNUMBER) {
    return luaL_error(
        lua, "found '%s' in '%s', allowed are the names in docs/POLICIES.md",
        lua_type(lua, 2) == LUA_TSTRING ? lua_tostring(lua, 2) : luaL_typename(lua, 2),
        Kind::kName);
  }
  const ScriptRequest* const request = request_of(lua);
  const auto* const view = request == nullptr ? nullptr : Kind::at(*request, position);
  if (view == nullptr) {
    return luaL_error(lua, "found '%s' of no question", Kind::kName);
  }
  Kind::kFields[static_cast<std::size_t>(lua_tointeger(lua, -1))].read(lua, *request, *view);
  return 1;
}

/// A metatable with these two metamethods, each with the value below it as its upvalue.
void push_metatable(lua_State* lua, const char* name, lua_CFunction index) {
  lua_createtable(lua, 0, 4);
  lua_rotate(lua, -2, 1);
  lua_pushcclosure(lua, index, 1);
  lua_setfield(lua, -2, "__index");
  lua_pushstring(lua, name);
  lua_pushvalue(lua, -1);
  lua_setfield(lua, -3, "__name");
  lua_pushcclosure(lua, refuse_writing, 1);
  lua_setfield(lua, -2, "__newindex");
}

template <class Kind>
void push_view_metatable(lua_State* lua) {
  lua_createtable(lua, 0, static_cast<int>(Kind::kFields.size()));
  lua_Integer position = 0;
  for (const auto& field : Kind::kFields) {
    lua_pushinteger(lua, position++);
    lua_setfield(lua, -2, field.name);
  }
  push_metatable(lua, Kind::kName, read_field<Kind>);
}

/// A view at a position, with the metatable on top of the stack, which stays.
void push_view(lua_State* lua, std::size_t position) {
  auto* const view = static_cast<std::size_t*>(lua_newuserdatauv(lua, sizeof(std::size_t), 0));
  *view = position;
  lua_pushvalue(lua, -2);
  lua_setmetatable(lua, -2);
}

/// list[i], nil beyond the end; upvalue: { metatable of the views, view 1, view 2, ... }.
template <class Kind>
int read_list(lua_State* lua) {
  const ScriptRequest* const request = request_of(lua);
  int is_whole = 0;
  const lua_Integer i = lua_type(lua, 2) == LUA_TNUMBER ? lua_tointegerx(lua, 2, &is_whole) : 0;
  if (is_whole == 0) {
    return luaL_error(lua, "found an unknown name in '%s', allowed are positions", Kind::kName);
  }
  if (request == nullptr || i < 1 || static_cast<std::size_t>(i) > Kind::count(*request)) {
    lua_pushnil(lua);
    return 1;
  }
  if (lua_rawgeti(lua, lua_upvalueindex(1), i + 1) == LUA_TNIL) {
    lua_rawgeti(lua, lua_upvalueindex(1), 1);
    push_view(lua, static_cast<std::size_t>(i - 1));
    lua_pushvalue(lua, -1);
    lua_rawseti(lua, lua_upvalueindex(1), i + 1);
  }
  return 1;
}

template <class Kind>
int count_list(lua_State* lua) {
  const ScriptRequest* const request = request_of(lua);
  lua_pushinteger(lua, request == nullptr ? 0 : static_cast<lua_Integer>(Kind::count(*request)));
  return 1;
}

template <class Kind>
void push_list(lua_State* lua) {
  lua_newuserdatauv(lua, 0, 0);
  lua_createtable(lua, 8, 0);
  push_view_metatable<Kind>(lua);
  lua_rawseti(lua, -2, 1);
  push_metatable(lua, Kind::kName, read_list<Kind>);
  lua_pushcfunction(lua, count_list<Kind>);
  lua_setfield(lua, -2, "__len");
  lua_setmetatable(lua, -2);
}

template <class Kind>
void push_single(lua_State* lua) {
  push_view_metatable<Kind>(lua);
  push_view(lua, 0);
  lua_remove(lua, -2);
}

}  // namespace

ScriptRequest*& request_of(lua_State* lua) {
  constexpr std::size_t kPointer = sizeof(void*);
  static_assert(LUA_EXTRASPACE >= kPointer);
  return *static_cast<ScriptRequest**>(lua_getextraspace(lua));
}

void push_views(lua_State* lua) {
  push_single<QuestionKind>(lua);
  push_list<WaitingKind>(lua);
  push_list<ServerKind>(lua);
  push_single<ItemKind>(lua);
}

}  // namespace hotline::sim
