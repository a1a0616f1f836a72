#include "cli/city_check.hpp"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>

#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/interrupt.hpp"
#include "core/report/format.hpp"
#include "sim/scenario/open.hpp"

namespace hotline::cli {
namespace {

namespace fs = std::filesystem;

/// Contacts that are simulated for one replication, roughly: what the time goes with.
double weight_of(const sim::Scenario& city) {
  return city.verification.expectations.empty()
             ? 0
             : outline_of(city).contacts_per_day * to_seconds(city.warm_up + city.length);
}

/// One line that is written over, on a terminal only.
class CityProgress {
 public:
  explicit CityProgress(std::span<const sim::Scenario> cities)
      : cities_(cities.size()),
        shown_(::isatty(STDERR_FILENO) != 0),
        began_(std::chrono::steady_clock::now()) {
    for (const sim::Scenario& city : cities) {
      all_ += weight_of(city);
    }
  }

  void begin(std::size_t number, const sim::Scenario& city) {
    number_ = number;
    name_ = report::printable(city.name);
    weight_ = weight_of(city);
  }

  void show(std::uint32_t done, std::uint32_t wanted) const {
    if (!shown_) {
      return;
    }
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - began_;
    const double part = before_ + weight_ * done / wanted;
    const double left = passed.count() / part * (all_ - part);
    (void)std::fprintf(stderr, "\r\033[K%zu of %zu: %s, %u of %u replications, %s left",
                       number_ + 1, cities_, name_.c_str(), done, wanted,
                       human(from_seconds(std::round(left))).c_str());
  }

  void end() {
    before_ += weight_;
    if (shown_) {
      (void)std::fprintf(stderr, "\r\033[K");
    }
  }

 private:
  std::size_t cities_;
  bool shown_;
  std::chrono::steady_clock::time_point began_;
  double all_ = 0;
  double before_ = 0;
  std::size_t number_ = 0;
  std::string name_;
  double weight_ = 0;
};

/// All of them, read and checked before the first run.
Result<std::vector<sim::Scenario>> open_cities(const CityCheckOptions& options) {
  std::vector<sim::Scenario> cities;
  for (const std::string& name : options.cities.empty() ? sim::embedded_names() : options.cities) {
    Result<sim::Scenario> city = sim::open_scenario(name);
    if (!city) {
      return tl::unexpected(city.error());
    }
    if (auto good = sim::check_expectations(*city); !good) {
      return tl::unexpected(good.error());
    }
    city->length = options.length.value_or(city->verification.length.value_or(city->length));
    cities.push_back(*std::move(city));
  }
  return cities;
}

Result<void> prepare(const CityCheckOptions& options) {
  if (auto writable = require_writable(options.json); !writable || options.docs.empty()) {
    return writable;
  }
  std::error_code error;
  fs::create_directories(options.docs, error);
  return error ? system_failure("cannot write " + options.docs + ": " + error.message())
               : Result<void>{};
}

Result<CheckedCity> check_city(sim::Scenario city, const CityCheckOptions& options,
                               CityProgress& progress) {
  if (city.verification.expectations.empty()) {
    return CheckedCity{std::move(city), {}};
  }
  sim::VerificationPlan plan;
  plan.seed = options.seed;
  plan.threads = options.threads;
  plan.rule = sim::Rule::kData;
  plan.replications = options.replications;
  plan.stop = &interrupted_flag();
  plan.progress = [&progress](std::uint32_t done, std::uint32_t wanted) {
    progress.show(done, wanted);
  };
  Result<sim::VerificationResult> result = sim::verify(city, plan);
  if (!result) {
    return tl::unexpected(result.error());
  }
  return CheckedCity{std::move(city), *std::move(result)};
}

Result<void> write_pages(const CityCheckOptions& options, const CityCheck& check) {
  for (const CheckedCity& one : check.cities) {
    const fs::path path = fs::path(options.docs) / (one.city.name + ".md");
    if (auto written = write_result(path.string(), city_page(one, check.replications, check.seed));
        !written) {
      return written;
    }
  }
  return options.cities.empty() ? write_result((fs::path(options.docs) / "README.md").string(),
                                               city_pages_index(check.cities))
                                : Result<void>{};
}

/// Everything that is written at the end; of an interrupted check what is done, but no pages.
Result<int> conclude(const CityCheckOptions& options, const CityCheck& check) {
  if (!options.json.empty()) {
    if (auto written = write_result(options.json, city_check_json(check)); !written) {
      return tl::unexpected(written.error());
    }
  }
  if (check.interrupted) {
    return interrupted("stopped after " + std::to_string(check.cities.size()) +
                       " cities; no page was written");
  }
  if (!options.docs.empty()) {
    if (auto written = write_pages(options, check); !written) {
      return tl::unexpected(written.error());
    }
  }
  if (options.json != "-") {
    if (auto written = write_result("-", city_check_summary(check.cities)); !written) {
      return tl::unexpected(written.error());
    }
  }
  const FigureCounts counts = count_figures(check.cities);
  return counts.missed + counts.unclear + counts.unknown == 0 ? kDone : kAnswerIsNo;
}

}  // namespace

Result<int> check_cities(const CityCheckOptions& options) {
  catch_interrupts();
  Result<std::vector<sim::Scenario>> cities = open_cities(options);
  if (!cities) {
    return tl::unexpected(cities.error());
  }
  if (auto ready = prepare(options); !ready) {
    return tl::unexpected(ready.error());
  }
  CityCheck check;
  check.replications = options.replications;
  check.seed = options.seed;
  CityProgress progress(*cities);
  for (std::size_t i = 0; i < cities->size() && !check.interrupted; ++i) {
    progress.begin(i, (*cities)[i]);
    Result<CheckedCity> one = check_city(std::move((*cities)[i]), options, progress);
    progress.end();
    if (!one) {
      return tl::unexpected(one.error());
    }
    if (one->result.interrupted) {
      check.interrupted = true;
      break;
    }
    if (options.json != "-" && !one->result.findings.empty()) {
      if (auto written = write_result("-", city_table(*one, options.replications)); !written) {
        return tl::unexpected(written.error());
      }
    }
    check.cities.push_back(*std::move(one));
  }
  return conclude(options, check);
}

}  // namespace hotline::cli
