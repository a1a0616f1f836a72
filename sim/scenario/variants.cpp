#include "sim/scenario/variants.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace hotline::sim {
namespace {

Node::Member* find_member(Node& table, std::string_view key) {
  const auto found = std::find_if(table.members.begin(), table.members.end(),
                                  [key](const Node::Member& one) { return one.key == key; });
  return found == table.members.end() ? nullptr : &*found;
}

void remove(Node& table, std::string_view key) {
  std::erase_if(table.members, [key](const Node::Member& one) { return one.key == key; });
}

void put(Node& table, const Node::Member& member) {
  if (Node::Member* const old = find_member(table, member.key)) {
    old->value = member.value;
  } else {
    table.members.push_back(member);
  }
}

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

/// The part of `node` that one piece of a path names, or null.
Node* step(Node& node, std::string_view piece) {
  if (node.kind == Node::Kind::kTable) {
    Node::Member* const member = find_member(node, piece);
    return member == nullptr ? nullptr : &member->value;
  }
  std::size_t index = 0;
  const auto end = std::from_chars(piece.data(), piece.data() + piece.size(), index);
  const bool whole = end.ec == std::errc() && end.ptr == piece.data() + piece.size();
  return node.kind == Node::Kind::kArray && whole && index < node.items.size() ? &node.items[index]
                                                                               : nullptr;
}

/// Puts a value into its place: "group.desk.agents", "demand.0.per_day".
Result<void> set_value(Node& root, const Node::Member& change, const std::string& file_name) {
  const std::string_view path = change.key;
  const auto refuse = [&](std::string_view piece) {
    return bad_input(located(file_name, change.at,
                             "variant.set: found no '" + printable(piece) + "' of '" +
                                 printable(path) + "' in the file"));
  };
  const std::size_t last = path.rfind('.');
  Node* place = &root;
  for (std::size_t from = 0; last != std::string_view::npos && from <= last;) {
    const std::size_t dot = path.find('.', from);
    place = step(*place, path.substr(from, dot - from));
    if (place == nullptr) {
      return refuse(path.substr(0, dot));
    }
    from = dot + 1;
  }
  const std::string_view key = last == std::string_view::npos ? path : path.substr(last + 1);
  if (place->kind == Node::Kind::kTable) {
    put(*place, Node::Member{std::string(key), change.at, change.value});
    return {};
  }
  Node* const item = step(*place, key);
  if (item == nullptr) {
    return refuse(path);
  }
  *item = change.value;
  return {};
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
  const Node* const set = variant.find("set");
  if (set != nullptr && set->kind != Node::Kind::kTable) {
    return bad_input(located(file_name, set->at,
                             "variant.set: found " + set->describe() +
                                 R"(, expected a table like { "group.desk.agents" = 5 })"));
  }
  return {};
}

Result<Node> applied(const Node& base, const Node& variant, const std::string& file_name) {
  Node document = base;
  remove(document, "expect");
  for (const std::string_view key : {"title", "expect"}) {
    for (const Node::Member& one : variant.members) {
      if (one.key == key) {
        put(document, one);
      }
    }
  }
  for (const Node::Member& one : variant.members) {
    if (one.key == "quick" || one.key == "source") {
      put(part(document, "verify", one.at), one);
    }
  }
  if (const Node* const set = variant.find("set")) {
    for (const Node::Member& change : set->members) {
      if (auto done = set_value(document, change, file_name); !done) {
        return tl::unexpected(done.error());
      }
    }
  }
  return document;
}

}  // namespace

Result<std::vector<VariantDocument>> variants_of(const Node& document,
                                                 const std::string& file_name) {
  std::vector<VariantDocument> all{VariantDocument{"", document}};
  Node& base = all.front().document;
  remove(base, "variant");
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
