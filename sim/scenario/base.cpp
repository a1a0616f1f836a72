#include "sim/scenario/base.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "sim/scenario/edits.hpp"
#include "sim/scenario/schema.hpp"

namespace hotline::sim {
namespace {

constexpr std::size_t kMostTexts = 8;

/// Numbers every position of the tree.
void stamp(Node& node, std::uint32_t file) {
  node.at.file = file;
  for (Node::Member& one : node.members) {
    one.at.file = file;
    stamp(one.value, file);
  }
  for (Node& item : node.items) {
    stamp(item, file);
  }
}

bool is_source(std::string_view key) {
  return key == "published" || key == "derived" || key == "assumed";
}

/// How many tables deep a section is laid upon that of the base: [run] 1, [channel.phone] 2.
int depth_of(std::string_view section) {
  const std::string named = std::string(section) + ".*";
  const std::span<const Section> schema = scenario_schema();
  return std::any_of(schema.begin(), schema.end(),
                     [&](const Section& one) { return one.name == named; })
             ? 2
             : 1;
}

void lay_upon(Node& below, const Node& above, int depth) {
  for (const Node::Member& one : above.members) {
    Node::Member* const old = is_source(one.key) ? nullptr : find_member(below, one.key);
    if (old == nullptr) {
      below.members.push_back(one);
    } else if (depth > 0 && old->value.kind == Node::Kind::kTable &&
               one.value.kind == Node::Kind::kTable) {
      lay_upon(old->value, one.value, depth - 1);
    } else {
      *old = one;
    }
  }
}

/// One section, whose name both have.
void lay_section_upon(Node::Member& below, const Node::Member& above) {
  if (below.value.kind == Node::Kind::kTable && above.value.kind == Node::Kind::kTable) {
    lay_upon(below.value, above.value, depth_of(above.key) - 1);
  } else if (below.value.kind == Node::Kind::kArray && above.value.kind == Node::Kind::kArray) {
    below.value.items.insert(below.value.items.end(), above.value.items.begin(),
                             above.value.items.end());
  } else {
    below = above;
  }
}

Result<Node> laid_upon(Node base, const Node& file, const std::string& file_name) {
  if (file.find("name") == nullptr) {
    return bad_input(located(file_name, file.find("base")->at,
                             "missing key 'name': what is based on another scenario has a name of "
                             "its own"));
  }
  for (const std::string_view key : {"name", "title", "verify", "expect", "variant"}) {
    remove_member(base, key);
  }
  for (const Node::Member& one : file.members) {
    if (one.key == "base" || one.key == "set") {
      continue;
    }
    if (Node::Member* const old = find_member(base, one.key)) {
      lay_section_upon(*old, one);
    } else {
      base.members.push_back(one);
    }
  }
  if (const Node* const set = file.find("set")) {
    if (auto done = set_values(base, *set, "set", file_name); !done) {
      return tl::unexpected(done.error());
    }
  }
  return base;
}

/// Whether the file is meant to stand beside the cities of the evaluation.
bool is_city_model(const Node& document) {
  const Node* const attributes = document.find("attributes");
  return attributes != nullptr && attributes->find("named_in_report") != nullptr;
}

/// The text that `document`, of `from`, is based on.
Result<ScenarioText> base_of(const Node& document, const ScenarioText& from) {
  const Node& base = *document.find("base");
  const auto refuse = [&](const std::string& message) {
    return bad_input(located(from.name, base.at, "base: " + message));
  };
  if (base.kind != Node::Kind::kString || base.text.empty()) {
    return refuse("found " + base.describe() + ", expected the name of a city or a path");
  }
  if (!from.bases) {
    return refuse("found a base, allowed in a scenario that is a file");
  }
  Result<ScenarioText> text = from.bases(base.text);
  return text ? std::move(text) : refuse(text.error().message);
}

}  // namespace

Result<BasedDocument> with_its_base(const ScenarioText& text) {
  BasedDocument out{Node{}, {text}};
  std::vector<Node> documents;
  for (std::size_t i = 0; i < out.texts.size(); ++i) {
    Result<Node> document = parse_document(out.texts[i].text, out.texts[i].name);
    if (!document) {
      return tl::unexpected(document.error());
    }
    stamp(*document, static_cast<std::uint32_t>(i));
    if (is_city_model(*document)) {
      out.texts[i].mode = LoadMode::kShipped;
    }
    documents.push_back(*std::move(document));
    if (documents.back().find("base") == nullptr) {
      break;
    }
    if (out.texts.size() == kMostTexts) {
      return bad_input(located(
          out.texts[i].name, documents.back().find("base")->at,
          "base: found more than " + std::to_string(kMostTexts) + " files one upon another"));
    }
    Result<ScenarioText> base = base_of(documents.back(), out.texts[i]);
    if (!base) {
      return tl::unexpected(base.error());
    }
    out.texts.push_back(*std::move(base));
  }
  out.document = std::move(documents.back());
  for (std::size_t i = documents.size() - 1; i-- > 0;) {
    Result<Node> laid = laid_upon(std::move(out.document), documents[i], out.texts[i].name);
    if (!laid) {
      return tl::unexpected(laid.error());
    }
    out.document = *std::move(laid);
  }
  return out;
}

}  // namespace hotline::sim
