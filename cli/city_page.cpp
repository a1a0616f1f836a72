// cli/city_page.cpp: a city model as a page of docs/cities.
#include <string>
#include <utility>
#include <vector>

#include "cli/city_check.hpp"
#include "cli/scenario.hpp"
#include "core/report/format.hpp"

namespace hotline::cli {
namespace {

using sim::Expectation;
using sim::Finding;

/// For a cell of a table: no bar and no line of its own.
std::string cell(std::string_view words) {
  std::string text;
  for (const char c : report::printable(std::string(words))) {
    text += c == '|' ? "\\|" : std::string(1, c);
  }
  return text;
}

std::string row_of(const std::vector<std::string>& cells) {
  std::string text = "|";
  for (const std::string& one : cells) {
    text += " " + one + " |";
  }
  return text + "\n";
}

std::string head_of(const std::vector<std::string>& cells) {
  return row_of(cells) + row_of(std::vector<std::string>(cells.size(), "---"));
}

std::string amount(double value) {
  return report::thousands(value, 1);
}

std::string channels_text(const sim::Scenario& city, const CityOutline& outline) {
  std::string text = "## Channels\n\n" + head_of({"Channel", "Kind", "Contacts a day"});
  for (std::size_t i = 0; i < city.channels.size(); ++i) {
    text += row_of({cell(city.channels[i].name), to_string(city.channels[i].kind),
                    amount(outline.channels.at(i).contacts_per_day)});
  }
  return text;
}

std::string categories_text(const sim::Scenario& city, const CityOutline& outline) {
  std::string text =
      "\n## Matters\n\n" + head_of({"Matter", "Contacts a day", "Tickets a day", "Agency"});
  for (std::size_t i = 0; i < city.categories.size(); ++i) {
    const sim::Category& category = city.categories[i];
    text += row_of({cell(category.name), amount(outline.categories.at(i).contacts_per_day),
                    amount(outline.categories.at(i).tickets_per_day),
                    category.ticket_probability > 0
                        ? cell(city.agencies.at(category.agency.index()).name)
                        : ""});
  }
  return text;
}

/// Every number, the note of several once.
std::string numbers_text(const sim::Scenario& city) {
  std::string text = "\n## Every number\n\n" + head_of({"Number", "Value", "From"});
  const sim::SourcedParameter* last = nullptr;
  for (const sim::SourcedParameter& number : city.parameters) {
    const bool same = last != nullptr && last->kind == number.kind && last->note == number.note;
    text += row_of({"`" + cell(number.path) + "`", cell(report::shortened(number.value, 60)),
                    same ? "\"" : word_for(number.kind) + ": " + cell(number.note)});
    last = &number;
  }
  return text;
}

std::string sources_text(const sim::Scenario& city) {
  std::string text = "\n## Sources\n\n";
  for (const sim::CitedSource& source : city.sources) {
    text += "- **" + cell(source.key) + "** " + cell(source.title) +
            (source.address.empty() ? "" : ": <" + cell(source.address) + ">") + "\n";
  }
  return text;
}

std::string named_text(const CityOutline& outline) {
  return outline.named_in_report.value_or(false)
             ? "Named in public text on the evaluation report."
             : "Our own choice; public text on the evaluation report does not name it.";
}

std::string share(std::size_t part, std::size_t all) {
  return std::to_string(all == 0 ? 0 : (100 * part + all / 2) / all) + " %";
}

std::string misses_text(const CheckedCity& one) {
  std::string text;
  for (std::size_t i = 0; i < one.result.findings.size(); ++i) {
    const Expectation& row = one.city.verification.expectations[i];
    if (one.result.findings[i].verdict != sim::Verdict::kPass) {
      text += "\n**" + cell(figure_label(row)) + ".** " +
              (row.reason.empty() ? "Not explained yet." : cell(row.reason)) + "\n";
    }
  }
  return text.empty() ? "" : "\n### What is missed, and why\n" + text;
}

std::string figures_text(const CheckedCity& one, std::uint32_t replications, std::uint64_t seed) {
  std::string text = "\n## Published outcomes beside the model's\n\n";
  if (one.result.findings.empty()) {
    return text + "None: what is published of this city is in the model already.\n";
  }
  text +=
      std::to_string(replications) + " replications of " + human(one.city.length) + " after " +
      human(one.city.warm_up) + " of warm-up, seed " + std::to_string(seed) +
      "; 95 % intervals. Within: the interval reaches into the published value, give or take the "
      "tolerance.\n\n";
  text += head_of({"Figure", "Published", "Simulated", "Ratio", "Tolerance", "Verdict", "Source"});
  for (std::size_t i = 0; i < one.result.findings.size(); ++i) {
    const Expectation& row = one.city.verification.expectations[i];
    const Finding& finding = one.result.findings[i];
    text += row_of({cell(figure_label(row)), published_text(row, finding),
                    simulated_text(row, finding), ratio_text(row, finding),
                    tolerance_text(row, finding), verdict_text(finding), cell(row.source)});
  }
  return text + misses_text(one);
}

}  // namespace

std::string city_page_of_model(const sim::Scenario& city) {
  const CityOutline outline = outline_of(city);
  const sim::ProvenanceCounts& from = outline.provenance;
  const std::size_t all = from.published + from.derived + from.assumed + from.unsourced;
  std::string text = "# " + cell(city.title) +
                     "\n\nWritten by `hotline cities check --write-docs docs/cities` from "
                     "`scenarios/cities/" +
                     city.name + ".toml`.\n\n" + named_text(outline) + " " +
                     report::thousands(outline.contacts_per_day, 0) + " contacts and " +
                     report::thousands(outline.tickets_per_day, 0) + " tickets a day, up to " +
                     std::to_string(outline.peak_agents) + " agents. Of " + std::to_string(all) +
                     " numbers " + share(from.published, all) + " are published, " +
                     share(from.derived, all) + " derived, " + share(from.assumed, all) +
                     " assumed.\n\n";
  return text + channels_text(city, outline) + categories_text(city, outline);
}

std::string city_page_of_numbers(const sim::Scenario& city) {
  return numbers_text(city) + sources_text(city);
}

std::string city_page(const CheckedCity& one, std::uint32_t replications, std::uint64_t seed) {
  return city_page_of_model(one.city) + figures_text(one, replications, seed) +
         city_page_of_numbers(one.city);
}

std::string city_pages_index(std::span<const CheckedCity> cities) {
  std::string text =
      "# The cities, one by one\n\nWritten by `hotline cities check --write-docs docs/cities`. "
      "Figures are published outcomes that the model does not use; – where there are none.\n\n" +
      head_of({"City", "Contacts a day", "Tickets a day", "Published", "Derived", "Assumed",
               "Figures within", "Missed", "Unclear"});
  for (const CheckedCity& one : cities) {
    const CityOutline outline = outline_of(one.city);
    const sim::ProvenanceCounts& from = outline.provenance;
    const std::size_t all = from.published + from.derived + from.assumed + from.unsourced;
    const FigureCounts counts = count_figures(std::span(&one, 1));
    const auto number = [&](std::size_t count) {
      return one.result.findings.empty() ? std::string("–") : std::to_string(count);
    };
    text += row_of({"[" + cell(one.city.title) + "](" + one.city.name + ".md)",
                    report::thousands(outline.contacts_per_day, 0),
                    report::thousands(outline.tickets_per_day, 0), share(from.published, all),
                    share(from.derived, all), share(from.assumed, all), number(counts.within),
                    number(counts.missed), number(counts.unclear + counts.unknown)});
  }
  return text;
}

}  // namespace hotline::cli
