// core/report/markup.hpp: pieces of HTML. Everything that comes from data is escaped here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hotline::report {

/// Safe as text and as attribute value. Control characters and stray bytes become "?".
[[nodiscard]] std::string escaped(std::string_view text);

/// A table of plain texts: the first column holds the row headers.
struct PlainTable {
  std::string caption;
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::size_t> prose{};  ///< columns of words, which run over several lines
};

[[nodiscard]] std::string html_table(const PlainTable& table);

/// A chart with its caption and, folded away, its numbers. `svg` is markup, all else is text.
[[nodiscard]] std::string html_figure(std::string_view svg, std::string_view caption,
                                      const std::vector<PlainTable>& numbers);

/// A headed part of the page; `body` is markup.
[[nodiscard]] std::string html_section(std::string_view title, std::string_view lead,
                                       std::string_view body);

/// The whole page, which needs nothing from elsewhere; `body` is markup.
[[nodiscard]] std::string html_page(std::string_view title, std::string_view body);

}  // namespace hotline::report
