#include "sim/script/interpreter.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <new>
#include <optional>
#include <string_view>
#include <utility>

#include <lua.hpp>

#include "core/base/contract.hpp"
#include "sim/dispatch/scripted.hpp"
#include "sim/script/library.hpp"
#include "sim/script/views.hpp"

namespace hotline::sim {
namespace {

/// Lua puts a name before its messages; ours is taken away again, since it would cut long ones.
constexpr const char* kChunkName = "=s";
constexpr std::size_t kLongestMessage = 200;

/// What an interpreter keeps in Lua's registry.
enum Slot : int { kChunk = 1, kSurroundings, kQuestion, kWaiting, kServers, kItem, kLastWords };

/// The line that runs now, or of whoever called what runs now.
int line_now(lua_State* lua) {
  lua_Debug place{};
  for (int level = 0; lua_getstack(lua, level, &place) != 0; ++level) {
    if (lua_getinfo(lua, "l", &place) != 0 && place.currentline > 0) {
      return place.currentline;
    }
  }
  return 0;
}

/// What an error becomes: its text, and where it was raised.
int note_error(lua_State* lua) {
  ScriptRequest* const request = request_of(lua);
  if (request != nullptr && request->line == 0) {
    request->line = line_now(lua);
  }
  if (lua_type(lua, 1) != LUA_TSTRING && lua_type(lua, 1) != LUA_TNUMBER) {
    lua_pushfstring(lua, "found an error that is no text but a %s", luaL_typename(lua, 1));
  }
  (void)lua_tolstring(lua, -1, nullptr);  // a number becomes a text here, where it may fail
  return 1;
}

/// Every kMaxScriptSteps instructions: one decision has no more.
void stop_steps(lua_State* lua, lua_Debug* /*where*/) {
  lua_pushfstring(lua, "used more than %d steps for one decision", kMaxScriptSteps);
  (void)lua_error(lua);
}

/// Puts what is registered under a slot's number onto the stack.
void push_slot(lua_State* lua, Slot slot) {
  lua_rawgeti(lua, LUA_REGISTRYINDEX, lua_Integer{LUA_RIDX_LAST} + slot);
}

void keep_slot(lua_State* lua, Slot slot) {
  lua_rawseti(lua, LUA_REGISTRYINDEX, lua_Integer{LUA_RIDX_LAST} + slot);
}

/// Everything but the script itself. Argument: the program.
int set_up(lua_State* lua) {
  const auto& program = *static_cast<const ScriptProgram*>(lua_touserdata(lua, 1));
  lua_createtable(lua, 0, 1);
  push_library(lua, program);
  lua_setfield(lua, -2, "__index");
  keep_slot(lua, kSurroundings);
  push_views(lua);
  for (int slot = kItem; slot >= kQuestion; --slot) {
    keep_slot(lua, static_cast<Slot>(slot));
  }
  // Lua wants this text when it may be out of memory; kept, it need not be made then.
  lua_pushliteral(lua, "error in error handling");
  keep_slot(lua, kLastWords);
  return 0;
}

/// What the function answered, if that is a whole number.
std::optional<lua_Integer> whole_answer(lua_State* lua) {
  int is_whole = 0;
  const lua_Integer number =
      lua_type(lua, -1) == LUA_TNUMBER ? lua_tointegerx(lua, -1, &is_whole) : 0;
  return is_whole != 0 ? std::optional(number) : std::nullopt;
}

/// The word for an answer that is no whole number.
const char* word_for_answer(lua_State* lua) {
  return lua_type(lua, -1) == LUA_TNUMBER ? "number that is not whole" : luaL_typename(lua, -1);
}

/// A position among those that were shown, or nil.
void take_position(lua_State* lua, ScriptRequest& request) {
  if (lua_isnil(lua, -1)) {
    request.position = kNobody;
    return;
  }
  const char* const name = name_of(request.function);
  const std::optional<lua_Integer> number = whole_answer(lua);
  const std::size_t count =
      request.function == ScriptFunction::kSelect ? request.waiting.size() : request.servers.size();
  if (!number) {
    luaL_error(lua, "%s() answered a %s, allowed a position or nil", name, word_for_answer(lua));
  } else if (*number < 1 || static_cast<std::size_t>(*number) > count) {
    luaL_error(lua, "%s() answered %I, allowed positions from 1 to %I, or nil", name, *number,
               static_cast<lua_Integer>(count));
  } else {
    request.position = static_cast<std::size_t>(*number - 1);
  }
}

/// What the function answered, for whoever asked.
void take_answer(lua_State* lua, ScriptRequest& request) {
  const char* const name = name_of(request.function);
  switch (request.function) {
    case ScriptFunction::kBefore:
      if (lua_type(lua, -1) != LUA_TBOOLEAN) {
        luaL_error(lua, "%s() answered a %s, allowed true and false", name, luaL_typename(lua, -1));
      }
      request.position = lua_toboolean(lua, -1) != 0 ? 0 : kNobody;
      break;
    case ScriptFunction::kPlace:
      if (const std::optional<lua_Integer> number = whole_answer(lua)) {
        request.place = *number;
      } else {
        luaL_error(lua, "%s() answered a %s, allowed a whole number", name, word_for_answer(lua));
      }
      break;
    case ScriptFunction::kSelect:
    case ScriptFunction::kRoute:
      take_position(lua, request);
      break;
  }
}

int push_arguments(lua_State* lua, const ScriptRequest& request) {
  switch (request.function) {
    case ScriptFunction::kSelect:
      push_slot(lua, kQuestion);
      push_slot(lua, kWaiting);
      return 2;
    case ScriptFunction::kRoute:
      push_slot(lua, kQuestion);
      push_slot(lua, kServers);
      return 2;
    case ScriptFunction::kPlace:
      push_slot(lua, kItem);
      return 1;
    case ScriptFunction::kBefore:
      break;
  }
  push_slot(lua, kQuestion);
  push_slot(lua, kWaiting);
  lua_geti(lua, -1, 1);
  lua_geti(lua, -2, 2);
  lua_remove(lua, -3);
  return 3;
}

/// Runs the script from its first line in new surroundings, and asks the function it has made.
int run(lua_State* lua) {
  ScriptRequest& request = *request_of(lua);
  push_slot(lua, kChunk);
  lua_createtable(lua, 0, 4);
  push_slot(lua, kSurroundings);
  lua_setmetatable(lua, -2);
  lua_pushvalue(lua, -1);
  lua_setupvalue(lua, -3, 1);  // _ENV
  lua_insert(lua, -2);
  lua_call(lua, 0, 0);
  lua_pushstring(lua, name_of(request.function));
  lua_rawget(lua, -2);
  request.defined = !lua_isnil(lua, -1);
  if (!request.defined) {
    return 0;
  }
  if (lua_type(lua, -1) != LUA_TFUNCTION) {
    return luaL_error(lua, "'%s' is a %s, allowed a function", name_of(request.function),
                      luaL_typename(lua, -1));
  }
  if (request.only_looks) {
    return 0;
  }
  lua_Debug about{};
  lua_pushvalue(lua, -1);
  lua_getinfo(lua, ">S", &about);
  lua_call(lua, push_arguments(lua, request), 1);
  request.line = about.linedefined;  // should the answer be of no use
  take_answer(lua, request);
  request.line = 0;
  return 0;
}

/// What of a text is refused because it would not have the same result everywhere, or because this
/// Lua is known to translate it wrongly.
struct Refused {
  std::string_view word;
  const char* why;
};

constexpr auto kRefused = std::to_array<Refused>(
    {{"^",
      "found '^' (also in a comment it is refused): powers differ from machine to machine; "
      "allowed are products and math.exp(y * math.log(x))"},
     {"_ENV", "found '_ENV' (also in a comment it is refused), allowed are other names"}});

std::string printable_line(std::string_view text) {
  std::string line(text.substr(0, kLongestMessage));
  std::replace_if(
      line.begin(), line.end(),
      [](char c) {
        return static_cast<unsigned char>(c) < 32 || static_cast<unsigned char>(c) > 126;
      },
      '?');
  return line;
}

PolicyFailure failure(const std::string& file, int line, std::string_view what) {
  return PolicyFailure{file + ":" + (line > 0 ? std::to_string(line) + ": " : std::string(" ")) +
                       printable_line(what)};
}

/// "s:12: what" -> 12 and "what".
std::pair<int, std::string_view> without_place(std::string_view message) {
  if (message.substr(0, 2) != "s:") {
    return {0, message};
  }
  int line = 0;
  std::size_t at = 2;
  for (; at < message.size() && message[at] >= '0' && message[at] <= '9' && line < 1'000'000;
       ++at) {
    line = 10 * line + (message[at] - '0');
  }
  return message.substr(at, 2) == ": " ? std::pair(line, message.substr(at + 2))
                                       : std::pair(0, message);
}

}  // namespace

/// Counts what the script asks for; what it gives back within a decision does not count again.
struct Interpreter::Memory {
  std::size_t left = kMaxScriptStartMemory;
  std::size_t asked = 0;  ///< since garbage was collected last
  lua_State* lua = nullptr;

  static void* allocate(void* self, void* block, std::size_t old_size, std::size_t new_size) {
    auto& memory = *static_cast<Memory*>(self);
    if (new_size == 0) {
      std::free(block);  // NOLINT: what Lua asks of an allocator
      return nullptr;
    }
    const std::size_t had = block == nullptr ? 0 : old_size;
    const std::size_t more = new_size > had ? new_size - had : 0;
    if (more > memory.left) {
      memory.note_line();
      return nullptr;
    }
    void* const grown = std::realloc(block, new_size);  // NOLINT: as above
    if (grown != nullptr) {
      memory.left -= more;
      memory.asked += more;
    }
    return grown;
  }

  /// No handler of errors is called for want of memory.
  void note_line() const {
    if (lua != nullptr) {
      if (ScriptRequest* const request = request_of(lua);
          request != nullptr && request->line == 0) {
        request->line = line_now(lua);
      }
    }
  }
};

const char* name_of(ScriptFunction function) {
  switch (function) {
    case ScriptFunction::kSelect:
      return "select";
    case ScriptFunction::kRoute:
      return "route";
    case ScriptFunction::kPlace:
      return "place";
    case ScriptFunction::kBefore:
      break;
  }
  return "before";
}

Interpreter::Interpreter(std::shared_ptr<const ScriptProgram> program)
    : program_(std::move(program)), memory_(std::make_unique<Memory>()) {
  try {
    start();
    load();
  } catch (...) {
    close();
    throw;
  }
}

Interpreter::~Interpreter() {
  close();
}

void Interpreter::close() {
  if (lua_ != nullptr) {
    lua_close(lua_);
  }
}

void Interpreter::start() {
  lua_ = lua_newstate(Memory::allocate, memory_.get());
  if (lua_ == nullptr) {
    throw std::bad_alloc();
  }
  request_of(lua_) = nullptr;
  memory_->lua = lua_;
  lua_gc(lua_, LUA_GCSTOP);
  lua_pushcfunction(lua_, set_up);
  // A pointer that Lua only hands back, to be read.
  lua_pushlightuserdata(lua_, const_cast<ScriptProgram*>(program_.get()));  // NOLINT
  if (lua_pcall(lua_, 1, 0, 0) != LUA_OK) {
    throw std::bad_alloc();  // nothing else can be wrong with it
  }
}

void Interpreter::load() {
  const std::string& text = program_->text;
  if (text.size() > kMaxScriptBytes) {
    throw failure(program_->file, 0, "found a script of more than 65536 bytes, allowed up to that");
  }
  for (const Refused& refused : kRefused) {
    if (const std::size_t at = text.find(refused.word); at != std::string::npos) {
      const auto line =
          std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
      throw failure(program_->file, static_cast<int>(line) + 1, refused.why);
    }
  }
  const int status = luaL_loadbufferx(lua_, text.data(), text.size(), kChunkName, "t");
  if (status != LUA_OK) {
    fail(ScriptRequest{}, status);
  }
  keep_slot(lua_, kChunk);
  lua_gc(lua_, LUA_GCCOLLECT);
}

void Interpreter::ask(ScriptRequest& request) {
  constexpr std::size_t kCollectFrom = std::size_t{1} << 17U;
  memory_->left = kMaxScriptMemory;
  request_of(lua_) = &request;
  call(request);
  request_of(lua_) = nullptr;
  if (memory_->asked > kCollectFrom) {
    lua_gc(lua_, LUA_GCCOLLECT);
    memory_->asked = 0;
  }
}

void Interpreter::call(ScriptRequest& request) {
  lua_sethook(lua_, stop_steps, LUA_MASKCOUNT, kMaxScriptSteps);
  lua_pushcfunction(lua_, note_error);
  lua_pushcfunction(lua_, run);
  const int status = lua_pcall(lua_, 0, 0, 1);
  if (status != LUA_OK) {
    fail(request, status);
  }
  lua_settop(lua_, 0);
}

void Interpreter::fail(const ScriptRequest& request, int status) {
  request_of(lua_) = nullptr;
  std::size_t length = 0;  // a text already: note_error has seen to it
  const char* const text = lua_tolstring(lua_, -1, &length);
  const std::string message = status == LUA_ERRMEM
                                  ? "used more than " + std::to_string(kMaxScriptMemory / 1024) +
                                        " KiB of memory for one decision"
                              : text != nullptr ? std::string(text, length)
                                                : "failed for an unknown reason";
  lua_settop(lua_, 0);
  lua_gc(lua_, LUA_GCCOLLECT);
  const auto [line, what] = without_place(message);
  throw failure(program_->file, line > 0 ? line : request.line, what);
}

bool Interpreter::has(ScriptFunction function) {
  ScriptRequest request;
  request.function = function;
  request.only_looks = true;
  ask(request);
  return request.defined;
}

}  // namespace hotline::sim
