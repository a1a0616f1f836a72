#include "sim/scenario/edits.hpp"

#include <algorithm>
#include <charconv>

namespace hotline::sim {
namespace {

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

Result<void> set_value(Node& root, const Node::Member& change, const std::string& what,
                       const std::string& file_name) {
  const std::string_view path = change.key;
  const auto refuse = [&](std::string_view piece) {
    return bad_input(located(
        file_name, change.at,
        what + ": found no '" + printable(piece) + "' of '" + printable(path) + "' in the file"));
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
    put_member(*place, Node::Member{std::string(key), change.at, change.value});
    return {};
  }
  Node* const item = step(*place, key);
  if (item == nullptr) {
    return refuse(path);
  }
  *item = change.value;
  return {};
}

}  // namespace

Node::Member* find_member(Node& table, std::string_view key) {
  const auto found = std::find_if(table.members.begin(), table.members.end(),
                                  [key](const Node::Member& one) { return one.key == key; });
  return found == table.members.end() ? nullptr : &*found;
}

void remove_member(Node& table, std::string_view key) {
  std::erase_if(table.members, [key](const Node::Member& one) { return one.key == key; });
}

void put_member(Node& table, const Node::Member& member) {
  if (Node::Member* const old = find_member(table, member.key)) {
    old->value = member.value;
  } else {
    table.members.push_back(member);
  }
}

Result<void> set_values(Node& root, const Node& set, const std::string& what,
                        const std::string& file_name) {
  if (set.kind != Node::Kind::kTable) {
    return bad_input(located(file_name, set.at,
                             what + ": found " + set.describe() +
                                 R"(, expected a table like { "group.desk.agents" = 5 })"));
  }
  for (const Node::Member& change : set.members) {
    if (auto done = set_value(root, change, what, file_name); !done) {
      return done;
    }
  }
  return {};
}

}  // namespace hotline::sim
