# hotline_module(<name> HEADERS ... [SOURCES ...] [LINKS ...] [PRIVATE_LINKS ...])
#
# One architectural module, declared from its own folder: a static library (an interface library if
# it has no sources), the alias hotline::<name>, the project's flags, and headers that compile by
# themselves (target all_verify_interface_header_sets).

include_guard(GLOBAL)

# What the build writes itself, and a linter must find.
add_custom_target(generated_sources)

option(CMAKE_UNITY_BUILD "Compile several files of a target as one" OFF)

add_library(hotline_flags INTERFACE)
target_compile_features(hotline_flags INTERFACE cxx_std_20)
target_compile_options(
  hotline_flags
  INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wold-style-cast -Wcast-align
    -Wcast-qual -Wnon-virtual-dtor -Woverloaded-virtual -Wdouble-promotion -Wformat=2
    -Wimplicit-fallthrough -Wundef -Wextra-semi -Wsuggest-override
    $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond;-Wduplicated-branches;-Wlogical-op>
    # Files that are compiled as one see each other's names.
    $<$<NOT:$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wshadow>
    # g++ 12 sees these where there are none, in strings of its own library (its PR 105329, 105651);
    # clang and the sanitizers look for them, too.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds;-Wno-restrict>
    $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow;-Wno-stringop-overread>
    $<$<BOOL:${HOTLINE_WARNINGS_AS_ERRORS}>:-Werror>
    # Equal results from both compilers and at every optimisation level.
    -ffp-contract=off)
target_compile_definitions(hotline_flags INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
if(HOTLINE_SANITIZE)
  set(hotline_sanitize_flags -fsanitize=${HOTLINE_SANITIZE} -fno-omit-frame-pointer
                             -fno-sanitize-recover=all)
  target_compile_options(hotline_flags INTERFACE ${hotline_sanitize_flags})
  target_link_options(hotline_flags INTERFACE ${hotline_sanitize_flags})
endif()

# hotline_precompiled(<name> <header>...)
#
# Headers that nearly every file includes and that never change, parsed once a build, for every
# target with the same flags. Each file still includes what it uses: the headers' own check (see
# hotline_module) and a build with -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON hold that.
set(hotline_common_headers
    <algorithm> <array> <cmath> <cstdint> <cstdio> <filesystem> <fstream> <functional> <limits>
    <map> <memory> <numeric> <optional> <random> <set> <span> <sstream> <string> <string_view>
    <tuple> <type_traits> <unordered_map> <utility> <variant> <vector> <tl/expected.hpp>)

function(hotline_precompiled name)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp")
  file(CONFIGURE OUTPUT "${source}" CONTENT "")
  add_library(${name} OBJECT "${source}")
  target_link_libraries(${name} PRIVATE hotline_flags tl::expected)
  target_precompile_headers(${name} PRIVATE ${hotline_common_headers} ${ARGN})
  set_target_properties(${name} PROPERTIES CXX_EXTENSIONS OFF)
endfunction()
hotline_precompiled(hotline_precompiled)

function(hotline_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS;SOURCES;LINKS;PRIVATE_LINKS")
  list(TRANSFORM arg_HEADERS PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
  if(arg_SOURCES)
    add_library(hotline_${name} STATIC ${arg_SOURCES})
    set(scope PUBLIC)
    target_link_libraries(hotline_${name} PRIVATE hotline_flags ${arg_PRIVATE_LINKS})
    target_precompile_headers(hotline_${name} REUSE_FROM hotline_precompiled)
  else()
    add_library(hotline_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(hotline::${name} ALIAS hotline_${name})
  target_sources(hotline_${name} ${scope} FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}"
                 FILES ${arg_HEADERS})
  target_compile_features(hotline_${name} ${scope} cxx_std_20)
  target_link_libraries(hotline_${name} ${scope} ${arg_LINKS})
  set_target_properties(hotline_${name} PROPERTIES CXX_EXTENSIONS OFF
                        VERIFY_INTERFACE_HEADER_SETS ON)
endfunction()

# hotline_embed(<folder> <header> <namespace>)
#
# Writes embedded.cpp into the current binary directory: the TOML files and Lua scripts of a folder,
# behind embedded_files() of hotline::<namespace>, which the header declares.
set(hotline_embed_script "${CMAKE_CURRENT_LIST_DIR}/embed.cmake")

function(hotline_embed folder header namespace)
  file(GLOB files CONFIGURE_DEPENDS "${folder}/*.toml" "${folder}/*.lua")
  set(output "${CMAKE_CURRENT_BINARY_DIR}/embedded.cpp")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DDIRECTORY=${folder}" "-DHEADER=${header}"
            "-DNAMESPACE=hotline::${namespace}" -P "${hotline_embed_script}"
    DEPENDS ${files} "${hotline_embed_script}"
    COMMENT "Files of ${folder} into the program"
    VERBATIM)
  string(MAKE_C_IDENTIFIER "hotline_${namespace}_embedded" target)
  add_custom_target(${target} DEPENDS "${output}")
  add_dependencies(generated_sources ${target})
endfunction()

# hotline_test(<name> SOURCES ... LINKS ... [LABELS ...])
#
# One GoogleTest program; each of its tests becomes a test of CTest. Those labelled `threads` are
# also built by the target thread_tests, for the thread sanitizer.
add_custom_target(thread_tests)

# Under a sanitizer most of the time would go into optimising what runs once.
set(hotline_test_options "")
if(HOTLINE_SANITIZE)
  set(hotline_test_options -O0)
endif()

function(hotline_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINKS;LABELS")
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE hotline_flags ${arg_LINKS} GTest::gtest_main)
  target_precompile_headers(${name} REUSE_FROM hotline_precompiled_tests)
  target_compile_options(${name} PRIVATE ${hotline_test_options})
  target_compile_definitions(${name} PRIVATE HOTLINE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  set_target_properties(${name} PROPERTIES CXX_EXTENSIONS OFF)
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES LABELS "${arg_LABELS}")
  if("threads" IN_LIST arg_LABELS)
    add_dependencies(thread_tests ${name})
  endif()
endfunction()
