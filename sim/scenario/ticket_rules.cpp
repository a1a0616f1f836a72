// sim/scenario/ticket_rules.cpp: who is responsible, targets, duplicates, pauses, chasing,
// escalation
#include <algorithm>
#include <array>
#include <cmath>

#include "sim/scenario/ids.hpp"
#include "sim/scenario/parts.hpp"

namespace hotline::sim {
namespace {

constexpr std::int64_t kMaxTimes = 100;
constexpr std::size_t kMaxRows = 200;
constexpr std::size_t kMaxLevels = 32;
constexpr std::size_t kMaxPlaces = 10'000'000;

/// What the rules may refer to.
struct RuleNames {
  std::vector<std::string> channels;
  std::vector<std::string> categories;
  std::vector<std::string> districts;
  std::vector<std::string> agencies;
};

template <class Id>
std::optional<Id> reference(const Table& table, std::string_view key, std::string_view what,
                            const std::vector<std::string>& names) {
  const std::optional<std::size_t> found = table.reference(key, what, names);
  return found ? std::optional(Id{static_cast<std::uint32_t>(*found)}) : std::nullopt;
}

void read_priorities(const Table& table, Category& category) {
  double sum = 0;
  for (const Table& row : table.list("priorities", "category.*.priorities")) {
    row.need({"share", "priority"});
    PriorityClass one;
    one.share = row.share("share").value_or(0);
    one.priority = static_cast<int>(row.integer("priority", 0, kMaxPriority).value_or(0));
    one.response_target = row.target("response_target");
    one.resolution_target = row.target("resolution_target");
    sum += one.share;
    category.priorities.push_back(one);
  }
  if (category.priorities.size() > kMaxRows) {
    table.fail_at("priorities", "found more than 200 priorities");
  }
  if (!category.priorities.empty() && !table.varies() && std::fabs(sum - 1) > kShareTolerance) {
    table.fail_at("priorities", "found shares that sum to " + plain_number(sum) + ", allowed 1");
  }
  for (PriorityClass& one : category.priorities) {
    one.share /= sum;
  }
}

void read_category(const Table& table, Category& category) {
  constexpr std::array<std::string_view, 3> kStarts{"created", "dispatched", "signed"};
  const std::span<const std::string_view> starts(kStarts);
  category.response_from =
      static_cast<ClockStart>(table.choice("response_from", starts.first(2)).value_or(0));
  category.resolution_from =
      static_cast<ClockStart>(table.choice("resolution_from", starts).value_or(0));
  read_priorities(table, category);
  category.unclear_probability = table.share("unclear_probability").value_or(0);
  category.duplicate_probability = table.share("duplicate_probability");
  if (const std::optional<Table> rule = table.table("withdrawal", "category.*.withdrawal")) {
    rule->need({"probability", "after"});
    category.withdrawal =
        Withdrawal{rule->share("probability").value_or(0), rule->law("after").value_or(kAtOnce)};
  }
}

RefusalReasons read_reasons(const Table& table) {
  table.need({"wrong_area", "unclear", "overlapping"});
  RefusalReasons reasons;
  const double wrong = table.share("wrong_area").value_or(0);
  reasons.unclear = table.share("unclear").value_or(0);
  reasons.overlapping = table.share("overlapping").value_or(0);
  const double sum = wrong + reasons.unclear + reasons.overlapping;
  if (!table.varies() && std::fabs(sum - 1) > kShareTolerance) {
    table.fail("found shares that sum to " + plain_number(sum) + ", allowed 1");
  }
  reasons.unclear /= sum;
  reasons.overlapping /= sum;
  return reasons;
}

Extension read_extension(const Table& table) {
  table.need({"probability", "before_due", "by"});
  Extension rule;
  rule.probability = table.share("probability").value_or(0);
  rule.before_due = table.duration("before_due").value_or(Duration{0});
  rule.granted = table.share("granted").value_or(1);
  rule.by = table.target("by").value_or(Target());
  rule.most = static_cast<std::uint32_t>(table.integer("most", 1, kMaxTimes).value_or(1));
  return rule;
}

PauseRow read_pause(const Table& table, const RuleNames& names) {
  constexpr std::array<std::string_view, 4> kReasons{"citizen", "parts", "weather", "other"};
  constexpr std::array<std::string_view, 2> kWhen{"before-work", "during-work"};
  table.need({"reason", "probability", "length"});
  PauseRow row;
  row.reason = static_cast<std::uint8_t>(table.choice("reason", kReasons).value_or(0) + 1);
  row.when = static_cast<PauseRow::When>(table.choice("when", kWhen).value_or(0));
  row.probability = table.share("probability").value_or(0);
  row.length = table.law("length").value_or(kAtOnce);
  row.categories = ids<CategoryId>(table, "categories", "category", names.categories);
  return row;
}

void read_agency(const Table& table, const RuleNames& names, const Scenario& scenario,
                 Agency& agency) {
  agency.sign_calendar =
      table.reference("sign_calendar", "calendar", scenario.calendar_names).value_or(0);
  agency.sign_within = table.duration("sign_within");
  if (const std::optional<Table> reasons =
          table.table("refuse_reasons", "agency.*.refuse_reasons")) {
    agency.refuse_reasons = read_reasons(*reasons);
  }
  agency.return_probability = table.share("return_probability").value_or(0);
  agency.unfixable_probability = table.share("unfixable_probability").value_or(0);
  if (const std::optional<Table> rule = table.table("early_closure", "agency.*.early_closure")) {
    rule->need({"probability"});
    agency.early_closure =
        EarlyClosure{rule->share("probability").value_or(0), rule->duration("before_due")};
  }
  if (const std::optional<Table> rule = table.table("extension", "agency.*.extension")) {
    agency.extension = read_extension(*rule);
  }
  for (const Table& row : table.list("pauses", "agency.*.pauses")) {
    agency.pauses.push_back(read_pause(row, names));
  }
  if (agency.pauses.size() > kMaxRows) {
    table.fail_at("pauses", "found more than 200 rows");
  }
}

void read_responsibilities(const Table& root, const RuleNames& names, Scenario& scenario) {
  for (const Table& table : root.list("responsibility", "responsibility")) {
    table.need({"agency"});
    ResponsibilityRow row;
    row.categories = ids<CategoryId>(table, "categories", "category", names.categories);
    row.districts = ids<DistrictId>(table, "districts", "district", names.districts);
    row.agency =
        reference<AgencyId>(table, "agency", "agency", names.agencies).value_or(AgencyId{0});
    scenario.responsibilities.push_back(std::move(row));
  }
  if (!scenario.responsibilities.empty() &&
      scenario.categories.size() * scenario.districts.size() > kMaxPlaces) {
    root.fail_at("responsibility", "found more than 10000000 pairs of category and district");
  }
}

void read_confusion(const Table& root, const RuleNames& names, Scenario& scenario) {
  constexpr std::array<std::string_view, 3> kWho{"both", "human", "machine"};
  for (const Table& table : root.list("confusion", "confusion")) {
    ConfusionRow row;
    const std::size_t who = table.choice("by", kWho).value_or(0);
    row.human = who != 2;
    row.machine = who != 1;
    row.categories = ids<CategoryId>(table, "categories", "category", names.categories);
    row.confident = table.share("confident");
    if (row.confident && !row.machine) {
      table.fail_at("confident", "found on a row for people, allowed for the machine");
    }
    if (table.one_of({"taken_for", "accuracy"}) == "taken_for") {
      row.taken_for = table.mix("taken_for", "taken_for", names.categories);
      if (table.has("among")) {
        table.fail_at("among", "found beside taken_for, allowed with accuracy");
      }
    }
    row.accuracy = table.share("accuracy").value_or(1);
    row.among = ids<CategoryId>(table, "among", "category", names.categories);
    scenario.confusion.push_back(std::move(row));
  }
}

void read_duplicates(const Table& table, Scenario& scenario) {
  Duplicates rule;
  rule.probability = table.share("probability").value_or(0);
  rule.detected = table.share("detected").value_or(1);
  rule.detected_by_machine = table.share("detected_by_machine").value_or(rule.detected);
  rule.false_merge = table.share("false_merge").value_or(0);
  rule.recall = table.law("recall").value_or(kAtOnce);
  rule.found_on_signing = table.share("found_on_signing").value_or(0);
  rule.escalate = table.share("escalate").value_or(0);
  rule.raise = static_cast<int>(table.integer("raise", 0, kMaxPriority).value_or(0));
  if (rule.false_merge > 0) {
    table.need({"recall"});
  }
  if (rule.false_merge > 0.99) {
    table.fail_at("false_merge", "found more than 0.99, allowed up to that: nobody would be heard");
  }
  scenario.duplicates = rule;
}

void read_chasing(const Table& table, const RuleNames& names, Scenario& scenario) {
  constexpr std::array<std::string_view, 2> kStarts{"opened", "due"};
  table.need({"patience"});
  Chasing rule;
  rule.from_due = table.choice("from", kStarts).value_or(0) == 1;
  rule.patience = table.law("patience").value_or(kAtOnce);
  rule.again = table.law("again").value_or(rule.patience);
  rule.most = static_cast<std::uint32_t>(table.integer("most", 1, kMaxTimes).value_or(1));
  rule.channels = table.mix("channel", "channel", names.channels);
  rule.escalate = table.share("escalate").value_or(0);
  rule.raise = static_cast<int>(table.integer("raise", 0, kMaxPriority).value_or(0));
  scenario.chasing = std::move(rule);
}

void read_escalations(const Table& root, const RuleNames& names, Scenario& scenario) {
  for (const Table& table : root.list("escalation", "escalation")) {
    EscalationRow row;
    row.before = table.one_of({"before_due", "after_due"}) == "before_due";
    row.before_due = table.duration("before_due").value_or(Duration{0});
    row.after_due = table.target("after_due").value_or(Target());
    row.categories = ids<CategoryId>(table, "categories", "category", names.categories);
    row.raise = static_cast<int>(table.integer("raise", 0, kMaxPriority).value_or(0));
    scenario.escalations.push_back(std::move(row));
  }
  if (scenario.escalations.size() > kMaxLevels) {
    root.fail_at("escalation", "found more than 32 rows");
  }
}

}  // namespace

void read_ticket_rules(const Table& root, Scenario& scenario) {
  const RuleNames names{names_of(scenario.channels), names_of(scenario.categories),
                        names_of(scenario.districts), names_of(scenario.agencies)};
  std::size_t number = 0;
  for (const auto& [name, table] : root.named("category", "category.*")) {
    read_category(table, scenario.categories[number++]);
  }
  number = 0;
  for (const auto& [name, table] : root.named("district", "district.*")) {
    scenario.districts[number++].agency =
        reference<AgencyId>(table, "agency", "agency", names.agencies);
  }
  number = 0;
  for (const auto& [name, table] : root.named("agency", "agency.*")) {
    read_agency(table, names, scenario, scenario.agencies[number++]);
  }
  read_responsibilities(root, names, scenario);
  read_confusion(root, names, scenario);
  if (const std::optional<Table> rule = root.table("duplicates", "duplicates")) {
    read_duplicates(*rule, scenario);
  } else if (std::any_of(scenario.categories.begin(), scenario.categories.end(),
                         [](const Category& c) { return c.duplicate_probability.has_value(); })) {
    root.fail_at("category",
                 "found a duplicate_probability, expected a table [duplicates] with it");
  }
  if (const std::optional<Table> rule = root.table("chasing", "chasing")) {
    read_chasing(*rule, names, scenario);
  }
  read_escalations(root, names, scenario);
}

}  // namespace hotline::sim
