// monitor/exports/narrator.hpp: tells the rows of an export as facts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/facts/sink.hpp"
#include "monitor/exports/export_row.hpp"
#include "monitor/exports/name_tables.hpp"

namespace hotline::monitor {

/// From when to when the rows of an export reach.
struct Extent {
  SimTime first = SimTime::max();         ///< earliest creation, or call
  SimTime last_created = SimTime::min();  ///< latest creation, or call
  SimTime last = SimTime::min();          ///< latest creation or closing, or end of a call

  void operator()(const RequestRow& row);
  void operator()(const CallRow& row);
};

/// Hands out the facts of each row, and counts what should be said about them.
class Narrator {
 public:
  /// The sink must outlive the narrator.
  Narrator(const Extent& extent, AnySink& sink);

  void operator()(const RequestRow& row);
  void operator()(const CallRow& row);

  /// One sentence each, for the account.
  [[nodiscard]] std::vector<std::string> notes() const;

 private:
  struct Seen {
    std::uint64_t requests = 0;
    std::uint64_t calls = 0;
    std::uint64_t marked_utc = 0;
    std::uint64_t placeholders = 0;
    std::uint64_t closed_without_time = 0;
    std::uint64_t open_with_time = 0;
    std::uint64_t withdrawn = 0;
    std::uint64_t due_before_created = 0;
    std::uint64_t left_menu = 0;
    std::uint64_t menu_reversed = 0;
    std::uint64_t service_without_answer = 0;
  };

  void count(const RequestRow& row);
  [[nodiscard]] bool overdue(const RequestRow& row) const;
  void tell_answered(const CallRow& row, ContactId contact, ChannelId channel, CategoryId category);

  Extent extent_;
  AnySink& sink_;
  NameTables names_;
  Seen seen_;
};

}  // namespace hotline::monitor
