#include "sim/scenario/reader.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <tuple>

#include "core/base/contract.hpp"
#include "sim/random/arithmetic.hpp"
#include "sim/random/random.hpp"

namespace hotline::sim {
namespace {

constexpr std::array<std::pair<std::string_view, ProvenanceKind>, 3> kProvenanceKeys{
    {{"published", ProvenanceKind::kPublished},
     {"derived", ProvenanceKind::kDerived},
     {"assumed", ProvenanceKind::kAssumed}}};

bool is_provenance(std::string_view key) {
  return std::any_of(kProvenanceKeys.begin(), kProvenanceKeys.end(),
                     [key](const auto& one) { return one.first == key; });
}

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), is_name_char);
}

/// The keys cited as "[C107]" in a note.
std::vector<std::string> citations(std::string_view note) {
  std::vector<std::string> keys;
  for (std::size_t open = note.find('['); open != std::string_view::npos;
       open = note.find('[', open + 1)) {
    const std::size_t close = note.find(']', open);
    if (close == std::string_view::npos) {
      break;
    }
    const std::string_view key = note.substr(open + 1, close - open - 1);
    if (is_name(key)) {
      keys.emplace_back(key);
    }
  }
  return keys;
}

/// Letters to insert, delete or replace; the two texts are short.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    row[j] = j;
  }
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row[b.size()];
}

/// In the order in which they are read: a base, which has the higher number, comes first.
bool before(Position a, Position b) {
  return std::tie(b.file, a.line, a.column) < std::tie(a.file, b.line, b.column);
}

}  // namespace

std::string allowed_names(std::string_view found, std::span<const std::string_view> names) {
  constexpr std::size_t kListed = 64;
  std::string out = names.empty() ? "allowed: none" : "allowed ";
  for (std::size_t i = 0; i < std::min(names.size(), kListed); ++i) {
    out += (i == 0 ? "" : ", ") + std::string(names[i]);
  }
  if (names.size() > kListed) {
    out += ", ...";
  }
  std::string_view nearest;
  std::size_t least = 3;  // more than two letters apart is another word
  for (const std::string_view name : names) {
    const std::size_t distance = found.size() <= 64 ? edit_distance(found, name) : std::size_t{64};
    if (distance < least && distance < name.size()) {
      least = distance;
      nearest = name;
    }
  }
  return nearest.empty() ? out : out + "; did you mean '" + std::string(nearest) + "'?";
}

void LoadLog::fail(Position at, std::string_view path, std::string_view message) {
  if (!trouble_) {
    const std::string where = path.empty() ? std::string() : printable(path, 200) + ": ";
    trouble_ = Error{ErrorCode::kBadInput, located(name_of(at), at, where + std::string(message))};
  }
}

double LoadLog::factor(std::string_view path) const {
  if (!varies() || path.rfind("run.", 0) == 0) {
    return 1;
  }
  std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a, 64 bits
  for (const char c : path) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  const double u = RandomBook(variation_.seed, 0).uniform(Purpose::kAssumed, hash, variation_.draw);
  return fixed_exp((2 * u - 1) * fixed_log(1 + variation_.spread));
}

void LoadLog::note(SourcedParameter parameter, Position at) {
  parameter.line = static_cast<int>(at.line);
  parameters_.emplace_back(at, std::move(parameter));
}

void LoadLog::check_citations(Position at, std::string_view path, const Provenance& provenance) {
  if (!ships(at)) {
    return;
  }
  const std::vector<std::string> keys = citations(provenance.note);
  if (provenance.kind == ProvenanceKind::kPublished && keys.empty()) {
    fail(at, path,
         "found no source, expected a key of [sources] in brackets, as in \"[C107] ...\"");
  }
  for (const std::string& key : keys) {
    if (std::find(sources_.begin(), sources_.end(), key) == sources_.end()) {
      const std::vector<std::string_view> known(sources_.begin(), sources_.end());
      fail(at, path, "found the source '" + key + "', " + allowed_names(key, known));
    }
  }
}

std::vector<SourcedParameter> LoadLog::take_parameters() {
  std::stable_sort(parameters_.begin(), parameters_.end(),
                   [](const auto& a, const auto& b) { return before(a.first, b.first); });
  std::vector<SourcedParameter> out;
  for (auto& [at, parameter] : parameters_) {
    if (ships(at) && parameter.kind == ProvenanceKind::kUnsourced) {
      fail(at, parameter.path,
           "found the number " + printable(parameter.value) +
               " without a source, expected published, derived or assumed beside it");
    }
    out.push_back(std::move(parameter));
  }
  parameters_.clear();
  return out;
}

Table::Table(LoadLog& log, const Node& node, Position at, std::string path, Provenances inherited,
             const Section& section)
    : log_(&log), node_(&node), at_(at), path_(std::move(path)), section_(&section) {
  provenance_ = path_.empty() ? std::move(inherited) : read_provenance(node, path_, inherited);
  check_keys(section);
}

void Table::check_keys(const Section& section) const {
  for (const Node::Member& one : node_->members) {
    const bool known =
        std::find(section.keys.begin(), section.keys.end(), one.key) != section.keys.end();
    if (!known && (path_.empty() || !is_provenance(one.key))) {
      log_->fail(one.at, path_of(one.key),
                 "found an unknown key, " + allowed_names(one.key, section.keys));
    }
  }
}

Provenances Table::read_provenance(const Node& node, const std::string& path,
                                   const Provenances& inherited) const {
  Provenances out = inherited;
  std::vector<bool> stated(out.size(), false);
  for (const Node::Member& one : node.members) {
    const auto* const found = std::find_if(kProvenanceKeys.begin(), kProvenanceKeys.end(),
                                           [&](const auto& key) { return key.first == one.key; });
    if (found == kProvenanceKeys.end()) {
      continue;
    }
    const std::string here = path + "." + one.key;
    if (stated[one.at.file]) {
      log_->fail(one.at, here, "found a second source, allowed one of published, derived, assumed");
    } else if (one.value.kind != Node::Kind::kString || one.value.text.empty()) {
      log_->fail(one.value.at, here, "found " + one.value.describe() + ", expected a text");
    } else {
      stated[one.at.file] = true;
      out[one.at.file] = Provenance{found->second, one.value.text};
      log_->check_citations(one.value.at, here, out[one.at.file]);
    }
  }
  return out;
}

const Node::Member* Table::member(std::string_view key) const {
  HOTLINE_REQUIRE(std::find(section_->keys.begin(), section_->keys.end(), key) !=
                  section_->keys.end());
  const auto found = std::find_if(node_->members.begin(), node_->members.end(),
                                  [key](const Node::Member& one) { return one.key == key; });
  return found == node_->members.end() ? nullptr : &*found;
}

const Node* Table::node(std::string_view key) const {
  const Node::Member* const found = member(key);
  return found == nullptr ? nullptr : &found->value;
}

std::string Table::path_of(std::string_view key) const {
  return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

void Table::need(std::initializer_list<std::string_view> keys) const {
  for (const std::string_view key : keys) {
    if (!has(key)) {
      fail("missing key '" + std::string(key) + "'");
    }
  }
}

bool Table::is_text(std::string_view key) const {
  const Node::Member* const found = member(key);
  return found != nullptr && found->value.kind == Node::Kind::kString;
}

std::string_view Table::one_of(std::initializer_list<std::string_view> keys) const {
  std::string_view found;
  std::string listed;
  for (const std::string_view key : keys) {
    listed += (listed.empty() ? "" : ", ") + std::string(key);
    if (has(key) && !found.empty()) {
      fail_at(key, "found beside '" + std::string(found) + "', allowed one of them");
    }
    found = has(key) ? key : found;
  }
  if (found.empty()) {
    fail("found none of " + listed + ", expected one of them");
  }
  return found;
}

void Table::check_cited(std::string_view key) const {
  const Node::Member* const found = member(key);
  if (found != nullptr && found->value.kind == Node::Kind::kString) {
    log_->check_citations(found->value.at, path_of(key),
                          Provenance{ProvenanceKind::kPublished, found->value.text});
  }
}

void Table::fail_at(std::string_view key, std::string_view message) const {
  const Node::Member* const found = member(key);
  log_->fail(found == nullptr ? at_ : found->value.at, path_of(key), message);
}

std::optional<Table> Table::table(std::string_view key, std::string_view section_name) const {
  const Node::Member* const found = member(key);
  if (found == nullptr) {
    return std::nullopt;
  }
  if (found->value.kind != Node::Kind::kTable) {
    fail_at(key, "found " + found->value.describe() +
                     (section_name == "law" ? ", expected a law like { exponential = \"6 min\" }"
                                            : ", expected a table"));
    return std::nullopt;
  }
  return Table(*log_, found->value, found->at, path_of(key), provenance_, section(section_name));
}

std::vector<std::pair<std::string, Table>> Table::named(std::string_view key,
                                                        std::string_view section_name) const {
  std::vector<std::pair<std::string, Table>> out;
  const Node::Member* const found = member(key);
  if (found == nullptr) {
    return out;
  }
  const std::string path = path_of(key);
  if (found->value.kind != Node::Kind::kTable) {
    fail_at(key, "found " + found->value.describe() + ", expected tables [" + path + ".NAME]");
    return out;
  }
  const Provenances provenance = read_provenance(found->value, path, provenance_);
  for (const Node::Member& one : found->value.members) {
    const std::string here = path + "." + one.key;
    if (is_provenance(one.key)) {
      continue;
    }
    if (!is_name(one.key)) {
      log_->fail(one.at, here, "found a name that is not made of 1 to 64 letters, digits, - and _");
    } else if (one.value.kind != Node::Kind::kTable) {
      log_->fail(one.value.at, here, "found " + one.value.describe() + ", expected a table");
    } else if (out.size() == kMaxNamed) {
      log_->fail(one.at, here, "found more than " + std::to_string(kMaxNamed) + " of them");
      break;
    } else {
      out.emplace_back(one.key,
                       Table(*log_, one.value, one.at, here, provenance, section(section_name)));
    }
  }
  return out;
}

std::vector<Table> Table::list(std::string_view key, std::string_view section_name) const {
  std::vector<Table> out;
  const Node::Member* const found = member(key);
  if (found == nullptr) {
    return out;
  }
  if (found->value.kind != Node::Kind::kArray) {
    fail_at(key, "found " + found->value.describe() + ", expected a list of tables");
    return out;
  }
  for (const Node& item : found->value.items) {
    const std::string here = path_of(key) + "[" + std::to_string(out.size()) + "]";
    if (item.kind != Node::Kind::kTable) {
      log_->fail(item.at, here, "found " + item.describe() + ", expected a table");
      return out;
    }
    out.emplace_back(Table(*log_, item, item.at, here, provenance_, section(section_name)));
  }
  return out;
}

}  // namespace hotline::sim
