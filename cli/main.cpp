// cli/main.cpp: the one program.
#include <cstdio>
#include <exception>

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "sim/dispatch/scripted.hpp"
#include "sim/hotline/hotline.hpp"

namespace {

using hotline::ErrorCode;

int exit_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::kBadInput:
      return 2;
    case ErrorCode::kSystem:
      return 3;
    case ErrorCode::kInterrupted:
      return hotline::cli::kInterruptedStatus;
  }
  return 3;
}

int run(int argc, char** argv) {
  const hotline::cli::Parsed parsed = hotline::cli::parse_command_line(argc, argv);
  if (!parsed.command) {
    return parsed.exit_status;
  }
  const auto status = std::visit([](const auto& options) { return hotline::cli::execute(options); },
                                 *parsed.command);
  if (!status) {
    (void)std::fprintf(stderr, "hotline: %s\n", status.error().message.c_str());
    return exit_status(status.error().code);
  }
  return *status;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const hotline::sim::PolicyFailure& failure) {
    (void)std::fprintf(stderr, "hotline: %s\n", failure.what());
    return exit_status(ErrorCode::kBadInput);
  } catch (const hotline::sim::EndlessRun& failure) {
    (void)std::fprintf(stderr, "hotline: %s\n", failure.what());
    return exit_status(ErrorCode::kBadInput);
  } catch (const std::exception& failure) {  // memory, threads: what no Result foresees
    (void)std::fprintf(stderr, "hotline: %s\n", failure.what());
    return exit_status(ErrorCode::kSystem);
  }
}
