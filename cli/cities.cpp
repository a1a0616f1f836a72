// cli/cities.cpp: the list of city models, and one of them number by number.
#include <algorithm>
#include <string>
#include <vector>

#include "cli/city_check.hpp"
#include "cli/city_outline.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/scenario.hpp"
#include "core/report/format.hpp"
#include "sim/scenario/open.hpp"

namespace hotline::cli {
namespace {

constexpr std::size_t kPathWidth = 44;
constexpr std::size_t kNumberWidth = 22;

std::string whole(double value) {
  return report::thousands(value, 0);
}

std::string count(std::size_t number) {
  return whole(static_cast<double>(number));
}

std::string percent(std::size_t part, std::size_t all) {
  return all == 0 ? "-" : std::to_string((100 * part + all / 2) / all) + " %";
}

std::string naming(const CityOutline& outline) {
  if (!outline.named_in_report) {
    return "the file does not say whether the report names it";
  }
  return *outline.named_in_report ? "named in public text on the report"
                                  : "our own choice, not named in public text on the report";
}

std::string size_of(const CityOutline& outline) {
  return whole(outline.contacts_per_day) + " contacts and " + whole(outline.tickets_per_day) +
         " tickets a day, up to " + whole(static_cast<double>(outline.peak_agents)) + " agents; " +
         count(outline.channels.size()) + " channels, " + count(outline.categories.size()) +
         " categories, " + count(outline.agencies.size()) + " agencies";
}

std::string provenance_of(const sim::ProvenanceCounts& counts) {
  const std::size_t all = counts.published + counts.derived + counts.assumed + counts.unsourced;
  std::string text = count(all) + " numbers: " + percent(counts.published, all) + " published, " +
                     percent(counts.derived, all) + " derived, " + percent(counts.assumed, all) +
                     " assumed";
  if (counts.unsourced > 0) {
    text += ", " + percent(counts.unsourced, all) + " unsourced";
  }
  return text;
}

std::string list_text(const std::vector<sim::Scenario>& cities) {
  std::string text;
  for (const sim::Scenario& city : cities) {
    const CityOutline outline = outline_of(city);
    text += city.name + "  " + city.title + "\n  " + naming(outline) + "\n  " + size_of(outline) +
            "\n  " + provenance_of(outline.provenance) + "\n";
  }
  return text;
}

void append_rows(std::string& text, const std::string& heading, const std::vector<OutlineRow>& rows,
                 const std::vector<std::string>& notes) {
  text += "\n" + report::padded_right(heading, kNumberWidth) +
          report::padded_left("contacts/day", 14) + report::padded_left("tickets/day", 14) + "\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    text += "  " + report::padded_right(report::printable(rows[i].name), kNumberWidth - 2) +
            report::padded_left(report::thousands(rows[i].contacts_per_day, 1), 14) +
            report::padded_left(report::thousands(rows[i].tickets_per_day, 1), 14) +
            (notes.empty() ? "" : "  " + notes[i]) + "\n";
  }
}

/// "channel" of "channel.phone.patience.exponential", "demand" of "demand[3].per_day".
std::string section_of(const std::string& path) {
  return path.substr(0, path.find_first_of(".["));
}

/// Number by number; what says where it comes from stands once for as many as it covers.
void append_numbers(std::string& text, const sim::Scenario& city) {
  std::string section;
  const sim::SourcedParameter* last = nullptr;
  for (const sim::SourcedParameter& number : city.parameters) {
    const std::string now = section_of(number.path);
    if (now != section) {
      text += "\n[" + now + "]\n";
      section = now;
      last = nullptr;
    }
    if (last == nullptr || last->kind != number.kind || last->note != number.note) {
      text += "  " + word_for(number.kind) +
              (number.note.empty() ? "" : ": " + report::printable(number.note)) + "\n";
    }
    text += "    " + report::padded_right(report::printable(number.path), kPathWidth) + "  " +
            report::printable(number.value) + "\n";
    last = &number;
  }
}

void append_sources(std::string& text, const sim::Scenario& city) {
  text += "\nSOURCES\n";
  for (const sim::CitedSource& source : city.sources) {
    text += "  " + report::padded_right(source.key, 6) + report::printable(source.title) + "\n";
    if (!source.address.empty()) {
      text += std::string(8, ' ') + report::printable(source.address) + "\n";
    }
  }
}

std::string whole_text(const sim::Scenario& city) {
  const CityOutline outline = outline_of(city);
  std::string text = report::printable(city.title) + " (" + report::printable(city.name) + ")\n" +
                     naming(outline) + "\n" + size_of(outline) + "\n" +
                     provenance_of(outline.provenance) + "\n";
  std::vector<std::string> kinds;
  for (const sim::Channel& channel : city.channels) {
    kinds.push_back(to_string(channel.kind));
  }
  std::vector<std::string> responsible;
  for (const sim::Category& category : city.categories) {
    responsible.push_back(category.ticket_probability > 0
                              ? report::printable(city.agencies.at(category.agency.index()).name)
                              : "leaves no ticket");
  }
  append_rows(text, "CHANNELS", outline.channels, kinds);
  append_rows(text, "CATEGORIES", outline.categories, responsible);
  append_rows(text, "AGENCIES", outline.agencies, {});
  text += "\nEVERY NUMBER, by section of the file, under the words that say where it comes from\n";
  append_numbers(text, city);
  append_sources(text, city);
  return text;
}

Result<std::vector<sim::Scenario>> open_all() {
  std::vector<sim::Scenario> cities;
  for (const std::string& name : sim::embedded_names()) {
    Result<sim::Scenario> city = sim::open_scenario(name);
    if (!city) {
      return tl::unexpected(city.error());
    }
    cities.push_back(std::move(*city));
  }
  return cities;
}

Result<int> write(const CitiesOptions& options, const std::string& text, const std::string& json) {
  const bool wants_json = !options.json.empty();
  return write_result(wants_json ? options.json : "-", wants_json ? json : text).map([] {
    return kDone;
  });
}

}  // namespace

Result<int> execute(const CitiesOptions& options) {
  if (options.checks) {
    return check_cities(options.check);
  }
  if (options.show.empty()) {
    return open_all().and_then([&options](const std::vector<sim::Scenario>& cities) {
      return write(options, list_text(cities), cities_json(cities));
    });
  }
  return sim::open_scenario(options.show).and_then([&options](const sim::Scenario& city) {
    return write(options, whole_text(city), city_json(city));
  });
}

}  // namespace hotline::cli
