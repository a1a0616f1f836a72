#include "cli/theory_arguments.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "core/base/contract.hpp"
#include "core/base/quantity.hpp"
#include "core/report/format.hpp"

namespace hotline::cli {
namespace {

using Kind = ParameterKind;

constexpr auto kParameters = std::to_array<Parameter>(
    {{"rate", Kind::kRate, "arrivals, like '200 /h'"},
     {"handle", Kind::kDuration, "mean handling time, like '3 min'"},
     {"handle-cv", Kind::kNumber, "its standard deviation / mean: 0 constant, 1 exponential"},
     {"agents", Kind::kWhole, "agents"},
     {"patience", Kind::kDuration, "mean time until a waiting caller hangs up"},
     {"patience-law", Kind::kWord, "constant, exponential, uniform or weibull"},
     {"patience-from", Kind::kDuration, "of uniform patience: the least"},
     {"patience-shape", Kind::kNumber, "of Weibull patience, whose scale is --patience"},
     {"patience-shares", Kind::kNumbers, "of hyperexponential patience: of each kind of caller"},
     {"within", Kind::kDuration, "acceptable wait"},
     {"lines", Kind::kWhole, "lines: places with an agent and in the queue"},
     {"redial-probability", Kind::kShare, "share of those who hang up that try again"},
     {"redial-delay", Kind::kDuration, "mean time until they do"},
     {"service-level", Kind::kShare, "wanted share answered within --within"},
     {"highest-wait", Kind::kDuration, "highest mean wait"},
     {"highest-wait-probability", Kind::kShare, "highest share that waits"},
     {"highest-abandonment", Kind::kShare, "highest share that hangs up"},
     {"blocking", Kind::kShare, "highest share that is blocked"},
     {"beta", Kind::kNumber, "agents beyond the load, in roots of the load"},
     {"probability", Kind::kShare, "probability of waiting"},
     {"vacation", Kind::kDuration, "mean length of the agent's other work"},
     {"vacation-cv", Kind::kNumber, "its standard deviation / mean"},
     {"batch", Kind::kNumber, "mean number of contacts that arrive together"},
     {"batch-cv", Kind::kNumber, "its standard deviation / mean"},
     {"between", Kind::kDuration, "time between two arrivals"},
     {"rates", Kind::kRates, "arrivals of each class, station or piece"},
     {"handles", Kind::kDurations, "mean handling time of each class, agent or station"},
     {"handle-cvs", Kind::kNumbers, "their standard deviations / means"},
     {"patiences", Kind::kDurations, "mean patience of each class"},
     {"slopes", Kind::kNumbers, "how fast the priority of each class grows"},
     {"costs", Kind::kNumbers, "of a contact's wait, for each class"},
     {"amplitude", Kind::kRate, "of the rate, which is --rate + amplitude sin(2 pi t / period)"},
     {"period", Kind::kDuration, "of the rate"},
     {"at", Kind::kDurations, "instants"},
     {"handle-law", Kind::kWord, "exponential or constant"},
     {"load", Kind::kNumber, "mean number of busy agents if there are always enough"},
     {"horizon", Kind::kDuration, "length of the day"},
     {"plan", Kind::kWholes, "agents on duty in each piece"},
     {"ends", Kind::kDurations, "ends of the pieces, the first from 0 on"},
     {"cycles", Kind::kWhole, "how often the pieces come"},
     {"drop", Kind::kWord, "exhaustive (finish the case) or preemptive, when agents leave"},
     {"customers", Kind::kWhole, "how many of the first"},
     {"choices", Kind::kWhole, "queues that are compared"},
     {"rule", Kind::kWord, "who is chosen"},
     {"ratio", Kind::kShare, "of class 1 in the whole queue, for the rule fixed-ratio"},
     {"group-agents", Kind::kWholes, "agents of each group or station"},
     {"reserved", Kind::kWhole, "free agents of group 2 that are kept for class 2"},
     {"routing", Kind::kTable, "probabilities of going on, a row a station: '0 1; 0.1 0'"},
     {"parts", Kind::kWhole, "parts of a case"},
     {"slots", Kind::kWhole, "contacts at full speed"},
     {"speeds", Kind::kNumbers, "total speed with 1, 2, ... contacts in hand"},
     {"mean", Kind::kNumber, "mean count"},
     {"shape", Kind::kNumber, "of the gamma law of busyness"}});

const Parameter& parameter(std::string_view name) {
  const auto* const found = std::find_if(kParameters.begin(), kParameters.end(),
                                         [name](const Parameter& one) { return one.name == name; });
  HOTLINE_REQUIRE(found != kParameters.end());
  return *found;
}

Result<double> read_number(const std::string& text) {
  std::istringstream in(text);
  double value = 0;
  if (!(in >> value) || !(in >> std::ws).eof() || !std::isfinite(value)) {
    return bad_input("found '" + report::printable(text) + "', expected a number");
  }
  return value;
}

Result<double> read_whole(const std::string& text) {
  Result<double> value = read_number(text);
  if (!value || *value != std::floor(*value) || *value < 0 || *value > 1e9) {
    return bad_input("found '" + report::printable(text) +
                     "', expected a whole number from 0 to 1e9");
  }
  return value;
}

Result<double> read_one(Kind kind, const std::string& text) {
  switch (kind) {
    case Kind::kRate:
    case Kind::kRates:
      return parse_rate(text).map([](double per_day) { return per_day / 86400; });
    case Kind::kDuration:
    case Kind::kDurations:
      return parse_duration(text).map([](Duration d) { return to_seconds(d); });
    case Kind::kShare:
      return parse_share(text);
    case Kind::kWhole:
    case Kind::kWholes:
      return read_whole(text);
    case Kind::kNumber:
    case Kind::kNumbers:
    case Kind::kTable:
    case Kind::kWord:
      break;
  }
  return read_number(text);
}

std::vector<std::string> pieces_of(const std::string& text, char separator) {
  std::vector<std::string> pieces;
  std::istringstream in(text);
  for (std::string piece; std::getline(in, piece, separator);) {
    pieces.push_back(piece);
  }
  return pieces;
}

bool is_list(Kind kind) {
  return kind == Kind::kRates || kind == Kind::kDurations || kind == Kind::kNumbers ||
         kind == Kind::kWholes;
}

Result<std::vector<double>> read_row(Kind kind, const std::string& text, char separator) {
  std::vector<double> row;
  for (const std::string& piece : pieces_of(text, separator)) {
    if (separator == ' ' && piece.empty()) {
      continue;
    }
    const Result<double> value = read_one(kind, piece);
    if (!value) {
      return tl::unexpected(value.error());
    }
    row.push_back(*value);
  }
  if (row.empty()) {
    return bad_input("found '', expected a list of at least one");
  }
  return row;
}

Result<std::vector<std::vector<double>>> read_rows(Kind kind, const std::string& text) {
  if (kind != Kind::kTable) {
    return (is_list(kind) ? read_row(kind, text, ',') : read_one(kind, text).map([](double value) {
             return std::vector<double>{value};
           }))
        .map([](std::vector<double> row) {
          return std::vector<std::vector<double>>{std::move(row)};
        });
  }
  std::vector<std::vector<double>> rows;
  for (const std::string& line : pieces_of(text, ';')) {
    Result<std::vector<double>> row = read_row(kind, line, ' ');
    if (!row) {
      return tl::unexpected(row.error());
    }
    rows.push_back(*std::move(row));
  }
  return rows;
}

/// The parameters that a formula has, from "rate handle agents within?".
class Wanted {
 public:
  Wanted(std::string_view formula, std::string_view names) : formula_(formula) {
    std::istringstream words{std::string(names)};
    for (std::string word; words >> word;) {
      const bool optional = word.back() == '?';
      if (optional) {
        word.pop_back();
      } else {
        required_.push_back(word);
      }
      known_.push_back(word);
      listed_.append(listed_.empty() ? "--" : ", --").append(word);
      listed_.append(optional ? " (optional)" : "");
    }
  }

  [[nodiscard]] Result<void> allow(const std::string& name) const {
    if (std::find(known_.begin(), known_.end(), name) == known_.end()) {
      return bad_input(formula_ + " knows no --" + name + ", allowed " + listed_);
    }
    return {};
  }

  /// What must be given.
  [[nodiscard]] const std::vector<std::string>& required() const { return required_; }

  [[nodiscard]] tl::unexpected<Error> misses(const std::string& name) const {
    return bad_input(formula_ + " needs --" + name + ": " + std::string(parameter(name).meaning));
  }

 private:
  std::string formula_;
  std::vector<std::string> required_;
  std::vector<std::string> known_;
  std::string listed_;  ///< as a message shows them
};

tl::unexpected<Error> about(const std::string& name, const Error& error) {
  return bad_input("--" + name + ": " + error.message);
}

}  // namespace

std::span<const Parameter> theory_parameters() {
  return kParameters;
}

const Arguments::Value& Arguments::value(std::string_view name) const {
  const auto found = values_.find(name);
  HOTLINE_REQUIRE(found != values_.end());
  return found->second;
}

double Arguments::number(std::string_view name) const {
  return value(name).rows.front().front();
}

int Arguments::whole(std::string_view name) const {
  return static_cast<int>(number(name));
}

const std::vector<double>& Arguments::list(std::string_view name) const {
  return value(name).rows.front();
}

std::vector<int> Arguments::wholes(std::string_view name) const {
  std::vector<int> all;
  for (const double x : list(name)) {
    all.push_back(static_cast<int>(x));
  }
  return all;
}

const std::vector<std::vector<double>>& Arguments::table(std::string_view name) const {
  return value(name).rows;
}

const std::string& Arguments::word(std::string_view name) const {
  return value(name).word;
}

std::vector<double> Arguments::rates_of(std::string_view name) const {
  std::vector<double> rates = list(name);
  for (double& one : rates) {
    one = 1 / one;
  }
  return rates;
}

Result<Arguments> read_arguments(std::string_view formula, std::string_view wanted,
                                 const std::vector<std::pair<std::string, std::string>>& given) {
  const Wanted all(formula, wanted);
  Arguments arguments;
  for (const auto& [key, text] : given) {
    if (auto allowed = all.allow(key); !allowed) {
      return tl::unexpected(allowed.error());
    }
    Arguments::Value& value = arguments.values_[key];
    const Kind kind = parameter(key).kind;
    if (kind == Kind::kWord) {
      value.word = text;
      continue;
    }
    Result<std::vector<std::vector<double>>> rows = read_rows(kind, text);
    if (!rows) {
      return about(key, rows.error());
    }
    value.rows = *std::move(rows);
  }
  for (const std::string& key : all.required()) {
    if (!arguments.has(key)) {
      return all.misses(key);
    }
  }
  return arguments;
}

}  // namespace hotline::cli
