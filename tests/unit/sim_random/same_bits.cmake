# Runs PROGRAM with and without the CPU's newer instructions in the C library, and compares.
function(run_with tunables result)
  set(ENV{GLIBC_TUNABLES} "${tunables}")
  execute_process(
    COMMAND "${PROGRAM}"
    OUTPUT_VARIABLE output
    COMMAND_ERROR_IS_FATAL ANY)
  set(${result} "${output}" PARENT_SCOPE)
endfunction()

run_with("" usual)
run_with("glibc.cpu.hwcaps=-FMA,-FMA4,-AVX,-AVX2,-AVX2_Usable,-FMA_Usable" plain)
if(NOT usual MATCHES "run [0-9a-f]+")
  message(FATAL_ERROR "the program printed no hash: ${usual}")
endif()
if(NOT usual STREQUAL plain)
  message(FATAL_ERROR "different bits:\n${usual}without newer instructions:\n${plain}")
endif()
message(STATUS "${usual}")
