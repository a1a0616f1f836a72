// Real exports, where they are at hand: our counts against a count made in another, plainer way.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/unit/monitor_exports/fixtures.hpp"

namespace hotline::monitor {
namespace {

using Counts = std::map<std::string, std::uint64_t>;

/// The file's path, or "" where the data are absent.
std::string data_file(const std::string& name) {
  const char* const given =
      std::getenv("HOTLINE_DATA");  // NOLINT(concurrency-mt-unsafe): one thread
  const std::filesystem::path folder =
      given != nullptr ? std::filesystem::path(given)
                       : std::filesystem::path(HOTLINE_SOURCE_DIR) / ".." / "shared" / "data";
  const std::filesystem::path file = folder / name;
  return std::filesystem::exists(file) ? file.string() : std::string();
}

#define SKIP_WITHOUT(path) \
  if ((path).empty())      \
  GTEST_SKIP() << "the real data are not at hand (HOTLINE_DATA, or ../shared/data)"

/// A whole table in memory, cut by a quote-counting scan: slow and plain, and nothing of ours.
class Table {
 public:
  Table(const std::string& path, char delimiter) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream content;
    content << file.rdbuf();
    std::vector<std::string> row(1);
    bool quoted = false;
    for (const char c : content.str()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == delimiter && !quoted) {
        row.emplace_back();
      } else if (c == '\n' && !quoted) {
        rows_.push_back(row);
        row.assign(1, "");
      } else if (c != '\r') {
        row.back() += c;
      }
    }
    for (std::size_t i = 0; i < rows_.at(0).size(); ++i) {
      columns_[rows_[0][i]] = i;
    }
  }

  [[nodiscard]] std::size_t size() const { return rows_.size() - 1; }

  [[nodiscard]] const std::string& cell(std::size_t row, const std::string& column) const {
    return rows_.at(row + 1).at(columns_.at(column));
  }

  /// Rows by the words of a column.
  [[nodiscard]] Counts counts(const std::string& column) const {
    Counts counts;
    for (std::size_t i = 0; i < size(); ++i) {
      const std::string& word = cell(i, column);
      ++counts[word.find_first_not_of(' ') == std::string::npos ? "unknown" : word];
    }
    return counts;
  }

 private:
  std::vector<std::vector<std::string>> rows_;
  std::map<std::string, std::size_t> columns_;
};

template <class Value>
Counts named(const measures::Scorecard& card, NameKind kind, std::size_t size, Value value) {
  Counts counts;
  const auto& names = card.names(kind);
  for (std::size_t i = 0; i < std::min(size, names.size()); ++i) {
    counts[names[i]] += value(i);
  }
  return counts;
}

Counts opened_by_agency(const measures::Scorecard& card) {
  return named(card, NameKind::kAgency, card.agencies().size(),
               [&](std::size_t i) { return card.agencies()[i].tickets.opened; });
}

Counts opened_by_category(const measures::Scorecard& card) {
  return named(card, NameKind::kCategory, card.categories().size(),
               [&](std::size_t i) { return card.categories()[i].opened; });
}

Counts opened_by_district(const measures::Scorecard& card) {
  return named(card, NameKind::kDistrict, card.districts().size(),
               [&](std::size_t i) { return card.districts()[i].opened; });
}

Counts opened_by_channel(const measures::Scorecard& card) {
  return named(card, NameKind::kChannel, card.opened_by_channel().size(),
               [&](std::size_t i) { return card.opened_by_channel()[i]; });
}

std::uint64_t resolved(const measures::Scorecard& card) {
  std::uint64_t sum = 0;
  for (const auto& agency : card.agencies()) {
    sum += agency.tickets.resolved;
  }
  return sum;
}

TEST(RealFiles, ADayOfNewYorkHasEveryRequest) {
  const std::string path = data_file("nyc311/nyc311_native_api_2021-09-21.csv");
  SKIP_WITHOUT(path);
  Folder folder;
  const auto account = replay(path, {}, folder);
  ASSERT_TRUE(account) << account.error().message;
  EXPECT_EQ(account->format, ExportFormat::kNyc311);
  EXPECT_EQ(account->read, 7012U);
  EXPECT_EQ(account->used, 7012U);
  const Table table(path, ',');
  ASSERT_EQ(table.size(), 7012U);
  EXPECT_EQ(opened_by_agency(folder.card), table.counts("agency"));
  EXPECT_EQ(opened_by_category(folder.card), table.counts("complaint_type"));
  EXPECT_EQ(opened_by_district(folder.card), table.counts("borough"));
  EXPECT_EQ(opened_by_channel(folder.card), table.counts("open_data_channel_type"));
  std::uint64_t closed = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const std::string& time = table.cell(i, "closed_date");
    closed += time != "NA" && time.substr(0, 4) != "1900" ? 1U : 0U;
  }
  EXPECT_EQ(resolved(folder.card), closed);
}

TEST(RealFiles, AQuarterOfBostonIsLateAsTheCitySays) {
  const std::string path = data_file("boston311_2011/boston311_native_2011Q3.csv");
  SKIP_WITHOUT(path);
  Folder folder;
  const auto account = replay(path, {}, folder);
  ASSERT_TRUE(account) << account.error().message;
  EXPECT_EQ(account->used, 31828U);
  const Table table(path, ',');
  EXPECT_EQ(opened_by_agency(folder.card), table.counts("department"));
  EXPECT_EQ(opened_by_category(folder.card), table.counts("reason"));
  EXPECT_EQ(opened_by_channel(folder.card), table.counts("source"));
  EXPECT_EQ(opened_by_district(folder.card), table.counts("neighborhood"));
  // The city's own verdict; 83 late rows have none.
  std::uint64_t late = 0;
  std::uint64_t no_verdict = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    late += table.cell(i, "ontime") == "OVERDUE" ? 1U : 0U;
    no_verdict += table.cell(i, "ontime").empty() ? 1U : 0U;
  }
  std::uint64_t overdue = 0;
  for (const auto& agency : folder.card.agencies()) {
    overdue += agency.tickets.resolution_overdue;
  }
  EXPECT_EQ(overdue, late + no_verdict);
}

TEST(RealFiles, BothFormsOfOneExportGiveTheSameMeasures) {
  const std::string native = data_file("la311/la311_native_2018-12-27..31.csv");
  SKIP_WITHOUT(native);
  const std::string slim = data_file("la311/la311_2018-12-27..31.csv");
  SKIP_WITHOUT(slim);
  Folder from_native;
  Folder from_slim;
  const auto a = replay(native, {}, from_native);
  const auto b = replay(slim, {}, from_slim);
  ASSERT_TRUE(a) << a.error().message;
  ASSERT_TRUE(b) << b.error().message;
  EXPECT_EQ(a->used, 9977U);
  EXPECT_EQ(a->refused_for(RefusalReason::kClosedBeforeCreated), 23U);
  EXPECT_EQ(a->refused, b->refused);
  EXPECT_EQ(opened_by_agency(from_native.card), opened_by_agency(from_slim.card));
  EXPECT_EQ(opened_by_category(from_native.card), opened_by_category(from_slim.card));
  EXPECT_EQ(opened_by_channel(from_native.card), opened_by_channel(from_slim.card));
  EXPECT_EQ(opened_by_district(from_native.card), opened_by_district(from_slim.card));
  EXPECT_EQ(from_native.card.open_tickets(), from_slim.card.open_tickets());
}

TEST(RealFiles, JanuaryOfTheBankHasThePublishedFigures) {
  const std::string path = data_file("callcentre_anonbank/january.txt");
  SKIP_WITHOUT(path);
  Folder folder;
  const auto account = replay(path, {}, folder);
  ASSERT_TRUE(account) << account.error().message;
  EXPECT_EQ(account->read, 31599U);
  EXPECT_EQ(account->refused_for(RefusalReason::kPhantom), 240U);
  EXPECT_EQ(account->used, 31359U);
  const Table table(path, '\t');
  std::uint64_t wait = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table.cell(i, "outcome") == "AGENT") {
      wait += std::stoull(table.cell(i, "q_time"));
    }
  }
  const auto& names = folder.card.names(NameKind::kChannel);
  ASSERT_EQ(names.size(), 2U);
  const auto phone_at = static_cast<std::size_t>(names[0] == "phone" ? 0 : 1);
  const auto& phone = folder.card.channels().at(phone_at);
  EXPECT_EQ(phone.answered, 27060U);
  EXPECT_EQ(phone.abandoned, 3101U);  // 10.3 % of 30,161
  EXPECT_EQ(phone.arrived, 30161U);
  EXPECT_DOUBLE_EQ(phone.waited_answered.sum_seconds(), static_cast<double>(wait));
  EXPECT_EQ(folder.card.channels().at(1 - phone_at).ended_direct, 1198U);
}

}  // namespace
}  // namespace hotline::monitor
