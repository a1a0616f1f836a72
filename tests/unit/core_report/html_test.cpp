#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/report/markup.hpp"
#include "core/report/report.hpp"
#include "core/report/svg.hpp"
#include "tests/unit/core_measures/small_city.hpp"
#include "tests/unit/core_report/made_up_city.hpp"

namespace hotline::report {
namespace {

using test::has;

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++n;
  }
  return n;
}

/// Every tag that is opened is closed, in order. Void elements and self-closed tags need no
/// closing.
void expect_well_nested(const std::string& html) {
  std::vector<std::string> open;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const std::size_t end = html.find('>', at);
    ASSERT_NE(end, std::string::npos);
    const std::string tag = html.substr(at + 1, end - at - 1);
    const std::string name = tag.substr(0, tag.find_first_of(" \n"));
    if (name == "meta" || name == "!doctype" || tag.ends_with('/')) {
      continue;
    }
    if (name.starts_with('/')) {
      ASSERT_FALSE(open.empty()) << name;
      ASSERT_EQ("/" + open.back(), name);
      open.pop_back();
    } else {
      open.push_back(name);
    }
  }
  EXPECT_TRUE(open.empty());
}

TEST(Escaped, LeavesNoMarkup) {
  EXPECT_EQ(escaped("<a href=\"x\">'&'</a>"),
            "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
  EXPECT_EQ(escaped("a\x01z"), "a?z");
}

TEST(HtmlReport, IsOneWellNestedPageWithAllItsCharts) {
  Context context;
  context.provenance = {{10, 20, 30, 40}};
  context.notes = {"Facts 1 to 9 were lost <b>"};
  const std::string html = to_html(test::made_up_replications(2), context);
  expect_well_nested(html);
  for (const char* const chart :
       {"Contacts by channel", "Arrivals and service level by hour of the week",
        "Tickets opened by channel", "Tickets opened by hour of the week",
        "Tickets opened by category", "Time to resolve by agency", "The three rates",
        "Closed on time, and confirmed fixed on time, by agency",
        "Where the scenario&#39;s parameters come from"}) {
    EXPECT_TRUE(has(html, std::string("<title>") + chart + "</title>")) << chart;
  }
  const std::size_t charts = occurrences(html, "<svg ");
  EXPECT_EQ(charts, 9U);
  EXPECT_EQ(occurrences(html, "role=\"img\""), charts);
  EXPECT_EQ(occurrences(html, "<desc>"), charts);
  EXPECT_EQ(occurrences(html, "<details>"), charts);
  EXPECT_TRUE(has(html, "Facts 1 to 9 were lost &lt;b&gt;"));
  EXPECT_TRUE(has(html, "service_level.of_offered_less_abandoned_within"));
}

TEST(HtmlReport, NeedsNothingFromElsewhere) {
  const std::string html = to_html(std::vector{test::made_up_week(0)}, {});
  for (const char* const foreign :
       {"<script", "<link", "<img", "url(", "@import", "src=", "href="}) {
    EXPECT_FALSE(has(html, foreign)) << foreign;
  }
  EXPECT_EQ(occurrences(html, "http"), occurrences(html, "xmlns=\"http://www.w3.org/2000/svg\""));
}

TEST(HtmlReport, EscapesNamesAndTitles) {
  const std::string html = to_html(std::vector{test::made_up_week(0)}, {});
  EXPECT_TRUE(has(html, "Housing &lt;script&gt;alert(1)&lt;/script&gt;"));
  EXPECT_TRUE(has(html, "The Made-up City &lt;311&gt; Hotline"));
}

TEST(HtmlReport, ServesLightDarkAndPaper) {
  const std::string html = to_html(std::vector{measures::test::small_city()}, {});
  EXPECT_TRUE(has(html, "prefers-color-scheme: dark"));
  EXPECT_TRUE(has(html, "@media print"));
}

TEST(HtmlReport, SaysThatAnExportHasNoCallsAndKnowsNoSurvey) {
  Context context;
  context.input =
      InputAccount{"export.csv", "nyc311", 4800, 4736, {{"no date", 64}}, {"line 17: no date"}};
  const std::string html = to_html(std::vector{test::made_up_export()}, context);
  expect_well_nested(html);
  EXPECT_TRUE(has(html, "There are no calls in this data"));
  EXPECT_FALSE(has(html, "Service level"));
  EXPECT_FALSE(has(html, "Acceptable wait"));
  EXPECT_TRUE(has(html, "nobody was surveyed"));
  EXPECT_TRUE(has(html, "<th scope=\"row\">refused: no date</th><td>64</td>"));
  EXPECT_TRUE(has(html, "<li>line 17: no date</li>"));
}

TEST(HtmlReport, IsAPageEvenOfNothing) {
  expect_well_nested(to_html({}, {}));
  EXPECT_TRUE(has(to_html({}, {}), "Incomplete"));
  const std::string html =
      to_html(std::vector{measures::test::fold(measures::test::opening())}, {});
  expect_well_nested(html);
  EXPECT_TRUE(has(html, "Incomplete"));
  EXPECT_FALSE(has(html, "nan"));
}

TEST(SvgBars, DrawsThePartsOfABarSideBySideToScale) {
  BarChart chart;
  chart.bars = {{"long", {{30, "c1"}, {10, "c2"}}, "40"}, {"short", {{20, "c1"}}, "20"}};
  const std::string svg = svg_bars(chart);
  EXPECT_TRUE(
      has(svg, "<rect x=\"210.0\" y=\"8.0\" width=\"405.0\" height=\"16.0\" class=\"c1\"/>"));
  EXPECT_TRUE(
      has(svg, "<rect x=\"615.0\" y=\"8.0\" width=\"135.0\" height=\"16.0\" class=\"c2\"/>"));
  EXPECT_TRUE(
      has(svg, "<rect x=\"210.0\" y=\"36.0\" width=\"270.0\" height=\"16.0\" class=\"c1\"/>"));
}

TEST(SvgBars, DrawsNothingOfZero) {
  BarChart chart;
  chart.bars = {{"none", {{0, "c1"}}, "0"}};
  EXPECT_TRUE(has(svg_bars(chart), "width=\"0.0\""));
}

TEST(SvgSpans, PlacesTimesOnALogarithmicAxis) {
  SpanChart chart;
  chart.rows = {{"agency", 60.0, 3600.0, ""}};
  const std::string svg = svg_spans(chart);  // from 1 min to 1 h over 540 units
  EXPECT_TRUE(has(svg, "<circle cx=\"210.0\""));
  EXPECT_TRUE(has(svg, "<circle cx=\"750.0\""));
  chart.rows.push_back({"middle", 600.0, 600.0, ""});
  EXPECT_TRUE(has(svg_spans(chart), "<circle cx=\"513.7\""));  // 210 + 540 ln 10 / ln 60
}

TEST(SvgSpans, SurvivesTimesBeyondTheAxisAndUnknownOnes) {
  SpanChart chart;
  chart.rows = {{"instant", 0.0, 0.0, ""}, {"ages", 1e12, 1e12, ""}, {"unknown", {}, {}, ""}};
  const std::string svg = svg_spans(chart);
  EXPECT_EQ(occurrences(svg, "<circle"), 4U);
  EXPECT_FALSE(has(svg, "inf"));
  EXPECT_FALSE(has(svg, "nan"));
}

TEST(SvgWeek, BreaksTheLineWhereTheShareIsUnknown) {
  WeekChart chart;
  chart.share_label = "share";
  chart.share.at(0) = 1.0;
  chart.share.at(1) = 0.5;
  chart.share.at(5) = 0.0;
  const std::string svg = svg_week(chart);
  const std::size_t begin = svg.find("<path d=\"");
  ASSERT_NE(begin, std::string::npos);
  const std::string path = svg.substr(begin, svg.find("\" class", begin) - begin);
  EXPECT_EQ(occurrences(path, "M"), 2U);
  EXPECT_EQ(occurrences(path, "L"), 1U);
}

}  // namespace
}  // namespace hotline::report
