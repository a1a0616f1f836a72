// core/base/fields.hpp: the fields of a plain aggregate, in order.
#pragma once

#include <cstddef>
#include <utility>

#include <boost/pfr/core.hpp>
#include <boost/pfr/tuple_size.hpp>

namespace hotline {

/// Calls visit(field, position) for every field of a plain aggregate; positions count from 0.
template <class T, class Visit>
void for_each_field(const T& value, Visit&& visit) {
  std::size_t position = 0;
  boost::pfr::for_each_field(value, [&](const auto& field) { visit(field, position++); });
}

/// How many fields a plain aggregate has.
template <class T>
inline constexpr std::size_t kFieldCount = boost::pfr::tuple_size_v<T>;

}  // namespace hotline
