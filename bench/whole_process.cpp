#include "bench/whole_process.hpp"

#include <array>
#include <stdexcept>
#include <vector>

#include <nlohmann/json.hpp>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hotline::bench {
namespace {

double seconds_of(const timeval& t) {
  return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
}

std::string read_all(int descriptor) {
  std::string text;
  std::array<char, 65536> block{};
  while (true) {
    const ssize_t got = ::read(descriptor, block.data(), block.size());
    if (got <= 0) {
      return text;
    }
    text.append(block.data(), static_cast<std::size_t>(got));
  }
}

/// Runs a command with its standard output caught; what it took is in `usage`.
std::string output_of(std::vector<std::string> command, rusage& usage) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) {
    throw std::runtime_error("no pipe");
  }
  posix_spawn_file_actions_t actions{};
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  ::posix_spawn_file_actions_addclose(&actions, ends[0]);
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (std::string& argument : command) {
    arguments.push_back(argument.data());
  }
  arguments.push_back(nullptr);
  pid_t child = 0;
  const int failed =
      ::posix_spawn(&child, command[0].c_str(), &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (failed != 0) {
    throw std::runtime_error("cannot start " + command[0]);
  }
  std::string text = read_all(ends[0]);
  ::close(ends[0]);
  int status = 0;
  if (::wait4(child, &status, 0, &usage) != child || status != 0) {
    throw std::runtime_error(command[0] + " run failed");
  }
  return text;
}

}  // namespace

CityRun run_city(const std::string& hotline, const std::string& city, int days,
                 std::uint64_t seed) {
  rusage usage{};
  const std::string text = output_of({hotline, "run", city, "--days", std::to_string(days),
                                      "--seed", std::to_string(seed), "--quiet", "--json", "-"},
                                     usage);
  const nlohmann::json report = nlohmann::json::parse(text, nullptr, false);
  if (report.is_discarded()) {
    throw std::runtime_error("the report of " + hotline + " is no JSON");
  }
  const auto measure = [&report](const char* name) {
    return report.at("measures").at("run").at(name).at("value").get<double>();
  };
  CityRun run;
  run.cpu_seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
  run.most_mib = static_cast<double>(usage.ru_maxrss) / 1024;
  run.contacts = measure("contacts.arrived");
  run.tickets = measure("tickets.opened");
  run.abandoned = measure("contacts.abandoned");
  run.mean_queue = measure("queue.mean");
  return run;
}

}  // namespace hotline::bench
