#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <numeric>
#include <span>
#include <utility>

#include "core/document/document.hpp"
#include "evaluation/scheme.hpp"

namespace hotline::evaluation {
namespace {

using Member = Node::Member;

constexpr std::size_t kMaxExperts = 1000;
constexpr double kLargest = 1e12;

/// Reads on after the first trouble; whoever starts it asks for that at its end.
class SchemeReader {
 public:
  SchemeReader(const Node& root, std::string file_name)
      : root_(&root), file_name_(std::move(file_name)) {}

  [[nodiscard]] Result<Scheme> read() {
    check_keys(*root_, {1, 1}, "",
               {"name", "title", "note", "normalisation", "aggregation", "missing", "least_known",
                "weight_spread", "group", "indicator"});
    read_head();
    read_groups();
    read_items();
    check_whole();
    if (!trouble_.empty()) {
      return bad_input(trouble_);
    }
    return std::move(scheme_);
  }

 private:
  struct Budget {
    Position at;
    std::string path;
    std::optional<std::size_t> parent;
    bool is_group = false;
    std::size_t index = 0;
    std::vector<double> points;

    [[nodiscard]] bool is_beside(const Budget& other) const { return parent == other.parent; }
  };

  void fail(Position at, const std::string& path, const std::string& message) {
    if (trouble_.empty()) {
      trouble_ = located(file_name_, at, (path.empty() ? "" : path + ": ") + message);
    }
  }

  void check_keys(const Node& table, Position at, const std::string& path,
                  std::initializer_list<std::string_view> keys) {
    if (table.kind != Node::Kind::kTable) {
      return fail(at, path, "found " + table.describe() + ", expected a table");
    }
    for (const Member& member : table.members) {
      if (std::find(keys.begin(), keys.end(), member.key) == keys.end()) {
        std::string allowed;
        for (const std::string_view key : keys) {
          allowed += (allowed.empty() ? "" : ", ") + std::string(key);
        }
        fail(member.at, path, "found the key '" + printable(member.key) + "', allowed " + allowed);
      }
    }
  }

  [[nodiscard]] std::string text(const Node& table, const std::string& path, std::string_view key) {
    const Node* const node = table.find(key);
    if (node == nullptr) {
      return "";
    }
    if (node->kind != Node::Kind::kString) {
      fail(node->at, path + std::string(key), "found " + node->describe() + ", expected a text");
    }
    return node->text;
  }

  /// A share may also be written as "24 %".
  [[nodiscard]] std::optional<double> number(const Node& table, const std::string& path,
                                             std::string_view key, double least, double most) {
    const Node* const node = table.find(key);
    return node == nullptr ? std::nullopt : number(*node, path + std::string(key), least, most);
  }

  [[nodiscard]] std::optional<double> number(const Node& node, const std::string& path,
                                             double least, double most) {
    const bool is_number = node.kind == Node::Kind::kInteger || node.kind == Node::Kind::kFloat;
    if (!is_number || !(node.number >= least && node.number <= most)) {
      fail(node.at, path,
           "found " + node.describe() + ", expected a number from " + short_number(least) + " to " +
               short_number(most));
      return std::nullopt;
    }
    return node.number;
  }

  [[nodiscard]] static std::string short_number(double value) {
    std::string digits = std::to_string(std::llround(value));
    return std::fabs(value) >= kLargest ? (value < 0 ? "-1e12" : "1e12") : digits;
  }

  template <class E, std::size_t kCount>
  [[nodiscard]] E choice(std::string_view key, const std::array<E, kCount>& all, E otherwise) {
    const Node* const node = root_->find(key);
    if (node == nullptr) {
      return otherwise;
    }
    std::string allowed;
    for (const E one : all) {
      if (node->kind == Node::Kind::kString && node->text == to_string(one)) {
        return one;
      }
      allowed += (allowed.empty() ? "" : ", ") + std::string(to_string(one));
    }
    fail(node->at, std::string(key), "found " + node->describe() + ", allowed " + allowed);
    return otherwise;
  }

  void read_head() {
    scheme_.name = text(*root_, "", "name");
    if (scheme_.name.empty()) {
      fail({1, 1}, "name", "missing: a short name of the scheme");
    }
    scheme_.title = text(*root_, "", "title");
    scheme_.title = scheme_.title.empty() ? scheme_.name : scheme_.title;
    scheme_.note = text(*root_, "", "note");
    scheme_.normalisation =
        choice("normalisation",
               std::array{Normalisation::kGoalposts, Normalisation::kMinMax, Normalisation::kZScore,
                          Normalisation::kRank, Normalisation::kTarget},
               Normalisation::kGoalposts);
    scheme_.aggregation =
        choice("aggregation", std::array{Aggregation::kArithmetic, Aggregation::kGeometric},
               Aggregation::kArithmetic);
    scheme_.missing = choice(
        "missing", std::array{Missing::kOmit, Missing::kWorst, Missing::kBest, Missing::kMean},
        Missing::kOmit);
    scheme_.least_known = number(*root_, "", "least_known", 0, 1).value_or(0.5);
    scheme_.weight_spread = number(*root_, "", "weight_spread", 0, 1).value_or(0);
  }

  [[nodiscard]] std::span<const Member> members_of(std::string_view key) {
    const Node* const node = root_->find(key);
    if (node == nullptr) {
      return {};
    }
    if (node->kind != Node::Kind::kTable) {
      fail(node->at, std::string(key), "found " + node->describe() + ", expected tables");
      return {};
    }
    return node->members;
  }

  [[nodiscard]] std::optional<std::size_t> group_of(const Node& table, const std::string& path) {
    const Node* const in = table.find("in");
    if (in == nullptr) {
      return std::nullopt;
    }
    const std::string id = text(table, path, "in");
    for (std::size_t g = 0; g < scheme_.groups.size(); ++g) {
      if (scheme_.groups[g].id == id) {
        return g;
      }
    }
    fail(in->at, path + "in",
         "found " + in->describe() + ", expected a group that is stated above");
    return std::nullopt;
  }

  void read_groups() {
    for (const Member& member : members_of("group")) {
      const std::string path = "group." + printable(member.key) + ".";
      check_keys(member.value, member.at, path, {"title", "in", "weight", "budget"});
      Group group;
      group.id = member.key;
      group.title = text(member.value, path, "title");
      group.title = group.title.empty() ? default_title(member.key) : group.title;
      group.parent = group_of(member.value, path);
      group.weight = 1;
      take_weight(member.value, path, group.parent, group.weight, scheme_.groups.size(), true);
      scheme_.groups.push_back(std::move(group));
    }
    if (scheme_.groups.empty()) {
      fail({1, 1}, "group", "found no group, expected one at least");
    }
  }

  [[nodiscard]] static std::string default_title(const std::string& id) {
    for (const Dimension& one : dimensions()) {
      if (one.id == id) {
        return std::string(one.name);
      }
    }
    const Secondary* const secondary = find_secondary(id);
    return secondary != nullptr ? std::string(secondary->name) : id;
  }

  void read_items() {
    for (const Member& member : members_of("indicator")) {
      const std::string path = "indicator." + printable(member.key) + ".";
      check_keys(member.value, member.at, path,
                 {"in", "weight", "budget", "worst", "best", "target", "note"});
      Item item;
      item.indicator = find_indicator(member.key);
      if (item.indicator == nullptr) {
        fail(member.at, "indicator",
             "found '" + printable(member.key) + "', allowed " + indicator_ids());
      }
      const std::optional<std::size_t> group = group_of(member.value, path);
      if (!group && member.value.find("in") == nullptr) {
        fail(member.at, path + "in", "missing: the group that it is part of");
      }
      item.group = group.value_or(0);
      take_weight(member.value, path, item.group, item.weight, scheme_.items.size(), false);
      item.worst = number(member.value, path, "worst", -kLargest, kLargest);
      item.best = number(member.value, path, "best", -kLargest, kLargest);
      item.target = number(member.value, path, "target", -kLargest, kLargest);
      item.note = text(member.value, path, "note");
      check_goalposts(member, path, item);
      scheme_.items.push_back(std::move(item));
    }
    if (scheme_.items.empty()) {
      fail({1, 1}, "indicator", "found no indicator, expected one at least");
    }
  }

  [[nodiscard]] static std::string indicator_ids() {
    std::string ids;
    for (const std::span<const Indicator> table : {indicators(), companions()}) {
      for (const Indicator& one : table) {
        ids += (ids.empty() ? "" : ", ") + std::string(one.id);
      }
    }
    return ids;
  }

  void check_goalposts(const Member& member, const std::string& path, const Item& item) {
    if (item.indicator == nullptr) {
      return;
    }
    const bool higher = item.indicator->direction == Direction::kHigher;
    if (item.worst && item.best &&
        !(higher ? *item.worst < *item.best : *item.worst > *item.best)) {
      fail(member.at, path + "best",
           std::string("found goalposts the wrong way round: of this indicator ") +
               (higher ? "more" : "less") + " is better");
    }
    if (item.target && *item.target <= 0) {
      fail(member.at, path + "target", "found a target that is not above 0");
    }
    if (scheme_.normalisation == Normalisation::kGoalposts && !(item.worst && item.best)) {
      fail(member.at, path + "worst",
           "missing: the normalisation 'goalposts' needs worst and best");
    }
    if (scheme_.normalisation == Normalisation::kTarget && !item.target) {
      fail(member.at, path + "target", "missing: the normalisation 'target' needs it");
    }
  }

  /// Either `weight`, or the points of several experts, to be shared out once all are read.
  void take_weight(const Node& table, const std::string& path, std::optional<std::size_t> parent,
                   double& weight, std::size_t index, bool is_group) {
    const Node* const budget = table.find("budget");
    if (budget == nullptr) {
      weight = number(table, path, "weight", 0, kLargest).value_or(1);
      plain_.push_back(parent);
      return;
    }
    if (table.find("weight") != nullptr) {
      return fail(budget->at, path + "budget", "found beside a weight, allowed is one of the two");
    }
    if (budget->kind != Node::Kind::kArray || budget->items.empty() ||
        budget->items.size() > kMaxExperts) {
      return fail(budget->at, path + "budget",
                  "found " + budget->describe() + ", expected the points of 1 to 1000 experts");
    }
    Budget one{budget->at, path, parent, is_group, index, {}};
    for (const Node& points : budget->items) {
      one.points.push_back(number(points, path + "budget", 0, kLargest).value_or(0));
    }
    budgets_.push_back(std::move(one));
  }

  /// Budget allocation: each expert shares the same number of points out among the parts of a
  /// group; the weight of a part is the mean of its shares (Handbook, step 6).
  void share_out_budgets() {
    for (const Budget& one : budgets_) {
      double weight = 0;
      for (std::size_t expert = 0; expert < one.points.size(); ++expert) {
        const std::optional<double> all = points_of(expert, one);
        if (!all) {
          return;
        }
        weight += one.points[expert] / *all / static_cast<double>(one.points.size());
      }
      (one.is_group ? scheme_.groups[one.index].weight : scheme_.items[one.index].weight) = weight;
    }
    for (const Budget& one : budgets_) {
      if (std::find(plain_.begin(), plain_.end(), one.parent) != plain_.end()) {
        return fail(one.at, one.path + "budget",
                    "found beside parts of the same group with a weight, allowed is one of the "
                    "two");
      }
    }
  }

  /// What the expert has shared out in the group of this part; empty after trouble.
  [[nodiscard]] std::optional<double> points_of(std::size_t expert, const Budget& part) {
    double all = 0;
    for (const Budget& other : budgets_) {
      if (!part.is_beside(other)) {
        continue;
      }
      if (other.points.size() != part.points.size()) {
        fail(other.at, other.path + "budget",
             "found the points of " + std::to_string(other.points.size()) + " experts, but " +
                 std::to_string(part.points.size()) + " in the same group");
        return std::nullopt;
      }
      all += other.points[expert];
    }
    if (all <= 0) {
      fail(part.at, part.path + "budget", "found an expert who gave no points at all");
      return std::nullopt;
    }
    return all;
  }

  void check_whole() {
    if (!trouble_.empty()) {
      return;
    }
    share_out_budgets();
    if (!compatible(scheme_.normalisation, scheme_.aggregation)) {
      fail(root_->find("normalisation")->at, "normalisation",
           "found 'z-score' with the aggregation 'geometric', which needs values above 0");
    }
    for (std::size_t g = 0; g < scheme_.groups.size(); ++g) {
      const double items = std::accumulate(
          scheme_.items.begin(), scheme_.items.end(), 0.0,
          [g](double sum, const Item& item) { return sum + (item.group == g ? item.weight : 0); });
      const double groups = std::accumulate(scheme_.groups.begin(), scheme_.groups.end(), 0.0,
                                            [g](double sum, const Group& group) {
                                              return sum + (group.parent == g ? group.weight : 0);
                                            });
      if (items + groups <= 0) {
        fail(root_->find("group")->at, "group." + printable(scheme_.groups[g].id),
             "found no part with a weight above 0");
      }
    }
    if (std::none_of(scheme_.groups.begin(), scheme_.groups.end(),
                     [](const Group& group) { return !group.parent && group.weight > 0; })) {
      fail(root_->find("group")->at, "group", "found no group of the whole with a weight above 0");
    }
  }

  const Node* root_;
  std::string file_name_;
  std::string trouble_;
  Scheme scheme_;
  std::vector<Budget> budgets_;
  std::vector<std::optional<std::size_t>> plain_;  ///< groups of the parts with a weight
};

}  // namespace

Result<Scheme> read_scheme(std::string_view text, const std::string& file_name) {
  const Result<Node> document = parse_document(text, file_name);
  if (!document) {
    return tl::unexpected(document.error());
  }
  return SchemeReader(*document, file_name).read();
}

}  // namespace hotline::evaluation
