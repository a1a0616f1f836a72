#include <algorithm>
#include <array>

#include "core/document/document.hpp"
#include "sim/levers/embedded.hpp"
#include "sim/levers/lever.hpp"

namespace hotline::sim {
namespace {

constexpr std::size_t kMaxLevers = 200;
constexpr double kMostTimes = 100;

struct TargetRow {
  LeverTarget target;
  std::string_view name;
  bool share;  ///< may be changed with `plus`, too
};

constexpr std::array<TargetRow, 13> kTargets{{
    {LeverTarget::kAgents, "agents", false},
    {LeverTarget::kCrews, "crews", false},
    {LeverTarget::kLines, "lines", false},
    {LeverTarget::kHandleTime, "handle_time", false},
    {LeverTarget::kSelfService, "self_service", true},
    {LeverTarget::kCallsToForms, "calls_to_forms", false},
    {LeverTarget::kSignTime, "sign_time", false},
    {LeverTarget::kLeadTime, "lead_time", false},
    {LeverTarget::kMisclassified, "misclassified", false},
    {LeverTarget::kRefusals, "refusals", true},
    {LeverTarget::kEarlyClosures, "early_closures", true},
    {LeverTarget::kFailedFixes, "failed_fixes", true},
    {LeverTarget::kSurveySample, "survey_sample", true},
}};

bool is_number(const Node& node) {
  return node.kind == Node::Kind::kInteger || node.kind == Node::Kind::kFloat;
}

/// Reads on after the first trouble; whoever starts it asks for that at its end.
class LeverReader {
 public:
  LeverReader(const Node& root, std::string file_name)
      : root_(&root), file_name_(std::move(file_name)) {}

  [[nodiscard]] Result<LeverSet> read() {
    check_keys(*root_, "", {"name", "title", "lever"});
    set_.name = text(*root_, "", "name", Position{1, 1});
    set_.title =
        root_->find("title") == nullptr ? set_.name : text(*root_, "", "title", Position{1, 1});
    read_all();
    if (!trouble_.empty()) {
      return bad_input(trouble_);
    }
    return std::move(set_);
  }

 private:
  void fail(Position at, const std::string& path, const std::string& message) {
    if (trouble_.empty()) {
      trouble_ = located(file_name_, at, (path.empty() ? "" : path + ": ") + message);
    }
  }

  void check_keys(const Node& table, const std::string& path,
                  std::initializer_list<std::string_view> keys) {
    for (const Node::Member& member : table.members) {
      if (std::find(keys.begin(), keys.end(), member.key) == keys.end()) {
        std::string allowed;
        for (const std::string_view key : keys) {
          allowed += (allowed.empty() ? "" : ", ") + std::string(key);
        }
        fail(member.at, path, "found the key '" + printable(member.key) + "', allowed " + allowed);
      }
    }
  }

  [[nodiscard]] std::string text(const Node& table, const std::string& path, std::string_view key,
                                 Position where) {
    const Node* const node = table.find(key);
    if (node == nullptr || node->kind != Node::Kind::kString || node->text.empty()) {
      fail(node == nullptr ? where : node->at, path + std::string(key),
           (node == nullptr ? "missing" : "found " + node->describe()) + ", expected a text");
      return "";
    }
    return node->text;
  }

  void read_all() {
    const Node* const levers = root_->find("lever");
    if (levers == nullptr || levers->kind != Node::Kind::kTable || levers->members.empty()) {
      return fail(levers == nullptr ? Position{1, 1} : levers->at, "lever",
                  "found no lever, expected tables [lever.ID]");
    }
    if (levers->members.size() > kMaxLevers) {
      return fail(levers->at, "lever",
                  "found " + std::to_string(levers->members.size()) + " levers, allowed up to " +
                      std::to_string(kMaxLevers));
    }
    for (const Node::Member& member : levers->members) {
      const std::string path = "lever." + printable(member.key) + ".";
      if (member.value.kind != Node::Kind::kTable) {
        fail(member.at, path, "found " + member.value.describe() + ", expected a table");
        continue;
      }
      read_lever(member, path);
    }
  }

  void read_lever(const Node::Member& member, const std::string& path) {
    const Node& table = member.value;
    check_keys(table, path, {"title", "change", "times", "plus", "attribute", "value", "note"});
    Lever lever;
    lever.id = member.key;
    lever.title = text(table, path, "title", member.at);
    if (table.find("note") != nullptr) {
      lever.note = text(table, path, "note", member.at);
    }
    if (table.find("attribute") != nullptr) {
      read_attribute(member, path, lever);
    } else {
      read_change(member, path, lever);
    }
    set_.levers.push_back(std::move(lever));
  }

  void read_attribute(const Node::Member& member, const std::string& path, Lever& lever) {
    lever.target = LeverTarget::kAttribute;
    lever.attribute = text(member.value, path, "attribute", member.at);
    lever.value = text(member.value, path, "value", member.at);
    for (const std::string_view key : {"change", "times", "plus"}) {
      if (const Node* const other = member.value.find(key)) {
        fail(other->at, path + std::string(key),
             "found beside attribute, allowed is one of the two");
      }
    }
  }

  void read_change(const Node::Member& member, const std::string& path, Lever& lever) {
    const std::string name = text(member.value, path, "change", member.at);
    const auto* const row = std::find_if(kTargets.begin(), kTargets.end(),
                                         [&](const TargetRow& one) { return one.name == name; });
    if (row == kTargets.end()) {
      std::string allowed;
      for (const TargetRow& one : kTargets) {
        allowed += (allowed.empty() ? "" : ", ") + std::string(one.name);
      }
      const Node* const change = member.value.find("change");
      return fail(change == nullptr ? member.at : change->at, path + "change",
                  "found '" + printable(name) + "', allowed " + allowed);
    }
    lever.target = row->target;
    lever.times = number(member.value, path, "times", 0, kMostTimes);
    lever.plus = number(member.value, path, "plus", -1, 1);
    if (lever.times.has_value() == lever.plus.has_value()) {
      fail(member.at, path + "times", "found both or none of times and plus, allowed is one");
    }
    if (lever.plus && !row->share) {
      fail(member.value.find("plus")->at, path + "plus",
           "found with '" + name + "', which is no share; allowed is times");
    }
    check_factor(member, path, lever);
  }

  void check_factor(const Node::Member& member, const std::string& path, const Lever& lever) {
    const bool of_time = lever.target == LeverTarget::kHandleTime ||
                         lever.target == LeverTarget::kSignTime ||
                         lever.target == LeverTarget::kLeadTime;
    if (of_time && lever.times == 0.0) {
      fail(member.value.find("times")->at, path + "times",
           "found 0 for a duration, allowed is a number above 0");
    }
    if (lever.target == LeverTarget::kCallsToForms && lever.times > 1.0) {
      fail(member.value.find("times")->at, path + "times",
           "found more than 1, allowed is the share that goes on to call");
    }
  }

  [[nodiscard]] std::optional<double> number(const Node& table, const std::string& path,
                                             std::string_view key, double least, double most) {
    const Node* const node = table.find(key);
    if (node == nullptr) {
      return std::nullopt;
    }
    if (!is_number(*node) || !(node->number >= least && node->number <= most)) {
      fail(node->at, path + std::string(key),
           "found " + node->describe() + ", expected a number from " +
               std::to_string(static_cast<int>(least)) + " to " +
               std::to_string(static_cast<int>(most)));
    }
    return node->number;
  }

  const Node* root_;
  std::string file_name_;
  std::string trouble_;
  LeverSet set_;
};

}  // namespace

std::string_view to_string(LeverTarget target) {
  const auto* const row =
      std::find_if(kTargets.begin(), kTargets.end(),
                   [target](const TargetRow& one) { return one.target == target; });
  return row == kTargets.end() ? std::string_view("attribute") : row->name;
}

Result<LeverSet> read_levers(std::string_view text, const std::string& file_name) {
  const Result<Node> document = parse_document(text, file_name);
  if (!document) {
    return tl::unexpected<Error>(document.error());
  }
  return LeverReader(*document, file_name).read();
}

std::vector<std::string> lever_set_names() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : levers::embedded_files()) {
    names.emplace_back(file.name);
  }
  return names;
}

Result<std::string> lever_set_text(std::string_view name) {
  std::string allowed;
  for (const EmbeddedFile& file : levers::embedded_files()) {
    if (file.name == name) {
      return file.text();
    }
    allowed += (allowed.empty() ? "" : ", ") + std::string(file.name);
  }
  return bad_input("found no set of levers '" + printable(name) +
                   "', allowed a file or one of: " + allowed);
}

}  // namespace hotline::sim
