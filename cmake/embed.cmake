# cmake -DOUTPUT=embedded.cpp -DDIRECTORY=scenarios/cities -DHEADER=sim/scenario/embedded.hpp
#       -DNAMESPACE=hotline::sim -P embed.cmake
#
# Writes the TOML files of a folder, and the Lua scripts beside them, into a C++ file as raw
# strings, cut at ends of lines because a compiler need not take a string of more than 65536 bytes.
# The header declares NAMESPACE's embedded_files(). Scripts keep their extension in their names.

set(piece_size 16000)
file(GLOB files "${DIRECTORY}/*.toml" "${DIRECTORY}/*.lua")
list(SORT files)
list(LENGTH files count)
set(pieces "")
set(table "")

foreach(file IN LISTS files)
  get_filename_component(name "${file}" NAME)
  string(REGEX REPLACE "\\.toml$" "" name "${name}")
  string(MAKE_C_IDENTIFIER "${name}" symbol)
  file(READ "${file}" text)
  if(text MATCHES "\\)text\"")
    message(FATAL_ERROR "${file}: holds the mark that ends a raw string")
  endif()
  string(APPEND pieces "constexpr std::string_view k_${symbol}[] = {\n")
  string(LENGTH "${text}" left)
  while(left GREATER 0)
    set(size ${left})
    if(left GREATER piece_size)
      string(SUBSTRING "${text}" 0 ${piece_size} head)
      string(FIND "${head}" "\n" last REVERSE)
      if(last EQUAL -1)
        message(FATAL_ERROR "${file}: holds a line of more than ${piece_size} bytes")
      endif()
      math(EXPR size "${last} + 1")
    endif()
    string(SUBSTRING "${text}" 0 ${size} piece)
    string(SUBSTRING "${text}" ${size} -1 text)
    string(LENGTH "${text}" left)
    string(APPEND pieces "R\"text(${piece})text\",\n")
  endwhile()
  string(APPEND pieces "};\n")
  string(APPEND table "    {\"${name}\", k_${symbol}},\n")
endforeach()

file(WRITE "${OUTPUT}.new" "// Written by embed.cmake.
#include <array>

#include \"${HEADER}\"

namespace ${NAMESPACE} {
namespace {

${pieces}
constexpr std::array<EmbeddedFile, ${count}> kFiles{{
${table}}};

}  // namespace

std::span<const EmbeddedFile> embedded_files() { return kFiles; }

}  // namespace ${NAMESPACE}
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
