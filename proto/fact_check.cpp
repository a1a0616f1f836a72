#include "proto/fact_check.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace hotline::proto {
namespace {

/// Well-formed UTF-8 (RFC 3629, section 4): the bytes that may follow a lead byte. Further bytes
/// are 80 to BF. What is not here is overlong, a surrogate, or beyond U+10FFFF.
struct Utf8Form {
  unsigned lead_from;
  unsigned lead_to;
  unsigned second_from;
  unsigned second_to;
  std::size_t length;
};

constexpr std::array<Utf8Form, 8> kUtf8Forms = {{{0xC2, 0xDF, 0x80, 0xBF, 2},
                                                 {0xE0, 0xE0, 0xA0, 0xBF, 3},
                                                 {0xE1, 0xEC, 0x80, 0xBF, 3},
                                                 {0xED, 0xED, 0x80, 0x9F, 3},
                                                 {0xEE, 0xEF, 0x80, 0xBF, 3},
                                                 {0xF0, 0xF0, 0x90, 0xBF, 4},
                                                 {0xF1, 0xF3, 0x80, 0xBF, 4},
                                                 {0xF4, 0xF4, 0x80, 0x8F, 4}}};

/// Length of the UTF-8 sequence at the front of `text`, 0 if there is none.
std::size_t utf8_length(std::string_view text) {
  const auto within = [&](std::size_t i, unsigned from, unsigned to) {
    const unsigned byte = i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    return byte >= from && byte <= to;
  };
  if (within(0, 0x00, 0x7F)) {
    return 1;
  }
  for (const Utf8Form& form : kUtf8Forms) {
    if (within(0, form.lead_from, form.lead_to)) {
      const bool rest = within(1, form.second_from, form.second_to) &&
                        (form.length < 3 || within(2, 0x80, 0xBF)) &&
                        (form.length < 4 || within(3, 0x80, 0xBF));
      return rest ? form.length : 0;
    }
  }
  return 0;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    if (length == 0) {
      return false;
    }
    text.remove_prefix(length);
  }
  return true;
}

/// Collects the first fault. Rules go by the names of fields, which mean the same in every fact.
class Faults {
 public:
  void range(const char* field, std::int64_t value, std::int64_t least, std::int64_t most) {
    if ((value < least || value > most) && fault_.empty()) {
      fault_ = std::string(field) + " is " + std::to_string(value) + ", allowed " +
               std::to_string(least) + " to " + std::to_string(most);
    }
  }

  void time(const char* field, SimTime t) {
    range(field, t.time_since_epoch().count(), -kMaxTimeUs, kMaxTimeUs);
  }

  void due(const char* field, SimTime t) {
    if (t != kNever) {
      time(field, t);
    }
  }

  /// `t` is an instant before `at`, and not absurdly so. Requires `at` to have been checked before.
  void past(const char* field, SimTime t, SimTime at) {
    if (!fault_.empty()) {
      return;  // `at` may be so far off that a difference overflows
    }
    const std::int64_t now = at.time_since_epoch().count();
    range(field, t.time_since_epoch().count(), now - kMaxSpan.count(), now);
  }

  void span(const char* field, Duration d) { range(field, d.count(), 0, kMaxSpan.count()); }

  void id(const char* field, std::uint32_t value) {
    range(field, std::int64_t{value}, 0, std::int64_t{kMaxTableId} - 1);
  }

  void from_one(const char* field, std::uint32_t value) {
    range(field, std::int64_t{value}, 1, std::int64_t{UINT32_MAX});
  }

  template <class Enum>
  void choice(const char* field, Enum value, std::int64_t least, std::int64_t most) {
    range(field, static_cast<std::int64_t>(value), least, most);
  }

  void text(const char* field, std::string_view value) {
    if (!fault_.empty()) {
      return;
    }
    if (value.size() > kMaxTextBytes) {
      fault_ = std::string(field) + " has " + std::to_string(value.size()) +
               " bytes, allowed are " + std::to_string(kMaxTextBytes);
    } else if (!is_utf8(value)) {
      fault_ = std::string(field) + " is not UTF-8";
    }
  }

  [[nodiscard]] std::string take() { return std::move(fault_); }

 private:
  std::string fault_;
};

template <class F>
void check_times(Faults& faults, const F& f) {
  faults.time("at", f.at);
  if constexpr (requires { f.arrived; }) {
    faults.past("arrived", f.arrived, f.at);
  }
  if constexpr (requires { f.opened; }) {
    faults.past("opened", f.opened, f.at);
  }
  if constexpr (requires { f.dispatched; }) {
    faults.past("dispatched", f.dispatched, f.at);
  }
  if constexpr (requires { f.response_due; }) {
    faults.due("response_due", f.response_due);
  }
  if constexpr (requires { f.resolution_due; }) {
    faults.due("resolution_due", f.resolution_due);
  }
}

template <class F>
void check_durations(Faults& faults, const F& f) {
  if constexpr (requires { f.waited; }) {
    faults.span("waited", f.waited);
  }
  if constexpr (requires { f.talk; }) {
    faults.span("talk", f.talk);
  }
  if constexpr (requires { f.after_call; }) {
    faults.span("after_call", f.after_call);
    faults.span("past_shift", f.past_shift);
  }
  if constexpr (requires { f.worked; }) {
    faults.span("worked", f.worked);
    faults.span("travelled", f.travelled);
  }
  if constexpr (requires { f.used; }) {
    faults.span("used", f.used);
  }
  if constexpr (requires { f.served; }) {
    faults.span("served", f.served);
  }
  if constexpr (requires { f.paused; }) {
    faults.span("paused", f.paused);
  }
  if constexpr (requires { f.answer_target; }) {
    faults.span("answer_target", f.answer_target);
  }
  if constexpr (requires { f.acceptable_wait; }) {
    faults.span("acceptable_wait", f.acceptable_wait);
    faults.span("short_abandon", f.short_abandon);
  }
}

/// An id may stay unsaid where a fact that was just made does not say it.
template <class F, class AnyId>
bool is_unsaid(AnyId F::*field, AnyId unknown, const F& f) {
  return F{}.*field == unknown && f.*field == unknown;
}

/// Calls visit(field, table, id) for every id of a name table that the fact uses. An id that the
/// fact may leave unsaid (it does so when just made) and does leave unsaid is not used.
template <class F, class Visit>
void for_each_id(const F& f, Visit visit) {
  if constexpr (requires { f.channel; }) {
    if (!is_unsaid(&F::channel, kUnknownChannel, f)) {
      visit("channel", NameKind::kChannel, f.channel.value);
    }
  }
  if constexpr (requires { f.category; }) {
    if (!is_unsaid(&F::category, kUnknownCategory, f)) {
      visit("category", NameKind::kCategory, f.category.value);
    }
  }
  if constexpr (requires { f.district; }) {
    if (!is_unsaid(&F::district, kUnknownDistrict, f)) {
      visit("district", NameKind::kDistrict, f.district.value);
    }
  }
  if constexpr (requires { f.group; }) {
    visit("group", NameKind::kGroup, f.group.value);
  }
  if constexpr (requires { f.from; }) {
    visit("from", NameKind::kGroup, f.from.value);
  }
  if constexpr (requires { f.agency; }) {
    if (!is_unsaid(&F::agency, kUnknownAgency, f)) {
      visit("agency", NameKind::kAgency, f.agency.value);
    }
  }
}

template <class F>
void check_counts(Faults& faults, const F& f) {
  if constexpr (requires { f.attempt; }) {
    faults.from_one("attempt", f.attempt);
  }
  if constexpr (requires { f.round; }) {
    faults.from_one("round", f.round);
  }
  if constexpr (requires { f.returns; }) {
    faults.from_one("returns", f.returns);
  }
  if constexpr (requires { f.times; }) {
    faults.from_one("times", f.times);
  }
  if constexpr (requires { f.level; }) {
    faults.from_one("level", f.level);
  }
  if constexpr (requires { f.on_duty; }) {
    faults.range("on_duty", f.on_duty, 0, kMaxStaff);
    faults.range("change", f.change, -kMaxStaff, kMaxStaff);
  }
}

/// Of staffing, returns, pauses.
template <class F>
constexpr std::int64_t last_reason() {
  return std::is_same_v<F, StaffingChanged> ? 6 : std::is_same_v<F, TicketReturned> ? 5 : 4;
}

template <class F>
void check_words(Faults& faults, const F& f) {
  if constexpr (requires { f.kind; }) {
    faults.choice("kind", f.kind, 1, 5);
    faults.id("id", f.id);
    faults.choice("mode", f.mode, 0, 3);
  }
  if constexpr (requires { f.name; }) {
    faults.text("name", f.name);
  }
  if constexpr (requires { f.policy; }) {
    faults.text("where", f.where);
    faults.text("policy", f.policy);
  }
  if constexpr (requires { f.source; }) {
    faults.choice("source", f.source, 1, 2);
    faults.text("scenario", f.scenario);
    faults.text("title", f.title);
  }
  if constexpr (requires { f.outcome; }) {
    faults.choice("outcome", f.outcome, 1, 7);
  }
  if constexpr (requires { f.by; }) {
    faults.choice("by", f.by, 0, 2);
  }
  if constexpr (requires { f.clock; }) {
    faults.choice("clock", f.clock, 1, 2);
  }
  if constexpr (requires { f.reason; }) {
    faults.choice("reason", f.reason, 0, last_reason<F>());
  }
  if constexpr (requires { f.how; }) {
    faults.choice("how", f.how, 0, 4);
  }
}

std::size_t table_of(NameKind kind) {
  return static_cast<std::size_t>(kind) - 1;
}

}  // namespace

std::string fault_of(const Fact& fact) {
  Faults faults;
  std::visit(
      [&](const auto& f) {
        check_times(faults, f);
        check_durations(faults, f);
        for_each_id(f, [&](const char* field, NameKind /*table*/, std::uint32_t id) {
          faults.id(field, id);
        });
        check_counts(faults, f);
        check_words(faults, f);
      },
      fact);
  return faults.take();
}

std::string RunCheck::place_fault(const Fact& fact) const {
  if (std::holds_alternative<RunStarted>(fact)) {
    return inside_ ? "a run starts before the one before it has ended" : "";
  }
  if (!inside_) {
    return "a fact stands outside a run; only the start of a run is allowed here";
  }
  if (const auto* name = std::get_if<NameDefined>(&fact)) {
    const std::uint32_t expected = named_.at(table_of(name->kind));
    return name->id == expected ? ""
                                : "id " + std::to_string(name->id) +
                                      " is named out of order; the next id of its table is " +
                                      std::to_string(expected);
  }
  std::string fault;
  const auto check_named = [&](const char* field, NameKind table, std::uint32_t id) {
    if (id >= named_.at(table_of(table)) && fault.empty()) {
      fault = std::string(field) + " " + std::to_string(id) + " was not given a name before";
    }
  };
  std::visit([&](const auto& f) { for_each_id(f, check_named); }, fact);
  return fault;
}

std::string RunCheck::next(const Fact& fact) {
  std::string fault = fault_of(fact);
  if (fault.empty()) {
    fault = place_fault(fact);
  }
  if (!fault.empty()) {
    return fault;
  }
  if (const auto* start = std::get_if<RunStarted>(&fact)) {
    *this = RunCheck();
    inside_ = true;
    run_ = start->run;
    replication_ = start->replication;
  } else if (const auto* name = std::get_if<NameDefined>(&fact)) {
    ++named_.at(table_of(name->kind));
  } else if (std::holds_alternative<RunEnded>(fact)) {
    inside_ = false;
  }
  ++sequence_;
  return {};
}

}  // namespace hotline::proto
