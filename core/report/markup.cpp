#include "core/report/markup.hpp"

#include <algorithm>

#include "core/report/format.hpp"
#include "core/report/style.hpp"

namespace hotline::report {

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : printable(text)) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string html_table(const PlainTable& table) {
  std::string html = "<div class=\"scroll\"><table>";
  if (!table.caption.empty()) {
    html += "<caption>" + escaped(table.caption) + "</caption>";
  }
  const auto style = [&table](std::size_t column) {
    const bool words =
        std::find(table.prose.begin(), table.prose.end(), column) != table.prose.end();
    return words ? " class=\"prose\"" : "";
  };
  html += "\n<thead><tr>";
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    html += std::string("<th scope=\"col\"") + style(i) + ">" + escaped(table.header[i]) + "</th>";
  }
  html += "</tr></thead>\n<tbody>\n";
  for (const std::vector<std::string>& row : table.rows) {
    html += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      html += (i == 0 ? "<th scope=\"row\"" : "<td") + std::string(style(i)) + ">";
      html += escaped(row[i]);
      html += i == 0 ? "</th>" : "</td>";
    }
    html += "</tr>\n";
  }
  html += "</tbody></table></div>\n";
  return html;
}

std::string html_figure(std::string_view svg, std::string_view caption,
                        const std::vector<PlainTable>& numbers) {
  std::string html = "<figure>\n<figcaption>" + escaped(caption) + "</figcaption>\n";
  html += svg;
  html += "\n<details><summary>The numbers</summary>\n";
  for (const PlainTable& table : numbers) {
    html += html_table(table);
  }
  html += "</details>\n</figure>\n";
  return html;
}

std::string html_section(std::string_view title, std::string_view lead, std::string_view body) {
  std::string html = "<section>\n<h2>" + escaped(title) + "</h2>\n";
  if (!lead.empty()) {
    html += "<p class=\"lead\">" + escaped(lead) + "</p>\n";
  }
  html += body;
  html += "</section>\n";
  return html;
}

std::string html_page(std::string_view title, std::string_view body) {
  std::string html = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  html += "<title>" + escaped(title) + "</title>\n<style>";
  html += style_sheet();
  html += "</style>\n</head>\n<body>\n";
  html += body;
  return html + "</body>\n</html>\n";
}

}  // namespace hotline::report
