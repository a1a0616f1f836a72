# The target lua54: Lua 5.4 as a C library, by the names that Debian gives its files. CMake's own
# FindLua takes any Lua, and a script must not mean something else under another one.

include_guard(GLOBAL)

find_path(LUA54_INCLUDE_DIR lua.hpp PATH_SUFFIXES lua5.4 REQUIRED)
find_library(LUA54_LIBRARY lua5.4 REQUIRED)
mark_as_advanced(LUA54_INCLUDE_DIR LUA54_LIBRARY)
file(STRINGS "${LUA54_INCLUDE_DIR}/lua.h" lua54_version REGEX "define LUA_VERSION_NUM[^0-9]+504")
if(NOT lua54_version)
  message(FATAL_ERROR "${LUA54_INCLUDE_DIR}/lua.h is not of Lua 5.4 (Debian: liblua5.4-dev)")
endif()

add_library(lua54 INTERFACE)
target_include_directories(lua54 SYSTEM INTERFACE "${LUA54_INCLUDE_DIR}")
target_link_libraries(lua54 INTERFACE "${LUA54_LIBRARY}")
