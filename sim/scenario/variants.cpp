#include "sim/scenario/variants.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "sim/scenario/edits.hpp"

namespace hotline::sim {
namespace {

/// The table of that name within `table`, made where there is none.
Node& part(Node& table, std::string_view key, Position at) {
  if (find_member(table, key) == nullptr) {
    Node empty;
    empty.kind = Node::Kind::kTable;
    empty.at = at;
    table.members.push_back(Node::Member{std::string(key), at, empty});
  }
  return find_member(table, key)->value;
}

Result<void> check_keys(const Node& variant, const std::string& file_name) {
  for (const Node::Member& one : variant.members) {
    constexpr std::array<std::string_view, 6> kKeys{"name",  "title",  "set",
                                                    "quick", "source", "expect"};
    if (std::find(kKeys.begin(), kKeys.end(), one.key) == kKeys.end()) {
      return bad_input(located(file_name, one.at,
                               "variant." + printable(one.key) + ": found an unknown key, " +
                                   "allowed name, title, set, quick, source, expect"));
    }
  }
  const Node* const name = variant.find("name");
  if (name == nullptr || name->kind != Node::Kind::kString || name->text.empty()) {
    return bad_input(
        located(file_name, variant.at, "variant: missing key 'name', expected a text"));
  }
  return {};
}

Result<Node> applied(const Node& base, const Node& variant, const std::string& file_name) {
  Node document = base;
  remove_member(document, "expect");
  for (const std::string_view key : {"title", "expect"}) {
    for (const Node::Member& one : variant.members) {
      if (one.key == key) {
        put_member(document, one);
      }
    }
  }
  for (const Node::Member& one : variant.members) {
    if (one.key == "quick" || one.key == "source") {
      put_member(part(document, "verify", one.at), one);
    }
  }
  if (const Node* const set = variant.find("set")) {
    if (auto done = set_values(document, *set, "variant.set", file_name); !done) {
      return tl::unexpected(done.error());
    }
  }
  return document;
}

}  // namespace

Result<std::vector<VariantDocument>> variants_of(const Node& document,
                                                 const std::string& file_name) {
  std::vector<VariantDocument> all{VariantDocument{"", document}};
  Node& base = all.front().document;
  remove_member(base, "variant");
  const Node* const list = document.find("variant");
  if (list == nullptr) {
    return all;
  }
  if (list->kind != Node::Kind::kArray) {
    return bad_input(located(file_name, list->at,
                             "variant: found " + list->describe() + ", expected [[variant]]"));
  }
  for (const Node& variant : list->items) {
    if (variant.kind != Node::Kind::kTable) {
      return bad_input(located(file_name, variant.at,
                               "variant: found " + variant.describe() + ", expected a table"));
    }
    if (auto good = check_keys(variant, file_name); !good) {
      return tl::unexpected(good.error());
    }
    const std::string& name = variant.find("name")->text;
    if (std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.name == name; })) {
      return bad_input(
          located(file_name, variant.at, "variant: found the name '" + name + "' a second time"));
    }
    Result<Node> changed = applied(all.front().document, variant, file_name);
    if (!changed) {
      return tl::unexpected(changed.error());
    }
    all.push_back(VariantDocument{name, *std::move(changed)});
  }
  return all;
}

}  // namespace hotline::sim
