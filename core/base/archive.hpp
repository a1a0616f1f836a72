// core/base/archive.hpp: a state as bytes, and back.
//
// A class that can be saved lists its members once, in `template <class A> void archive(A& a)`, for
// writing and for reading alike: `a(first_); a(second_);`. A plain aggregate needs none. Bytes are
// little-endian and packed, and mean something only to the program that wrote them: whoever stores
// them adds a version and a checksum.
#pragma once

#include <array>
#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/pfr/core.hpp>

#include "core/base/id.hpp"

namespace hotline {

static_assert(std::endian::native == std::endian::little);

/// Numbers, enumerations and truth values: what is written as it stands.
template <class T>
inline constexpr bool kIsPlain = std::is_arithmetic_v<T> || std::is_enum_v<T>;

/// What writing and reading have in common: how compound values fall into plain ones. `Self` has
/// `bytes(void*, size)` and `count(size)`, which reads or writes a length.
template <class Self>
class Archive {
 public:
  template <class T>
  void operator()(T& value) {
    if constexpr (kIsPlain<T>) {
      self().bytes(&value, sizeof value);
    } else if constexpr (requires { value.archive(self()); }) {
      value.archive(self());
    } else {  // a plain aggregate: its fields, in order
      boost::pfr::for_each_field(value, [this](auto& field) { (*this)(field); });
    }
  }

  template <class Rep, class Period>
  void operator()(std::chrono::duration<Rep, Period>& value) {
    Rep count = value.count();
    (*this)(count);
    value = std::chrono::duration<Rep, Period>(count);
  }

  template <class Clock, class Span>
  void operator()(std::chrono::time_point<Clock, Span>& value) {
    Span since = value.time_since_epoch();
    (*this)(since);
    value = std::chrono::time_point<Clock, Span>(since);
  }

  __extension__ void operator()(unsigned __int128& value) { self().bytes(&value, sizeof value); }

  template <class Tag, class Value>
  void operator()(Id<Tag, Value>& value) {
    (*this)(value.value);
  }

  __extension__ void operator()(__int128& value) { self().bytes(&value, sizeof value); }

  void operator()(std::string& value) {
    value.resize(self().count(value.size()));
    self().bytes(value.data(), value.size());
  }

  template <class T, class Allocator>
  void operator()(std::vector<T, Allocator>& values) {
    const std::size_t size = self().count(values.size());
    if constexpr (std::is_default_constructible_v<T>) {
      values.resize(size);
    } else if (size != values.size()) {  // made by its owner, one for each thing of the scenario
      return self().fail();
    }
    if constexpr (kIsPlain<T>) {
      self().bytes(values.data(), values.size() * sizeof(T));
    } else {
      for (T& value : values) {
        (*this)(value);
      }
    }
  }

  void operator()(std::vector<bool>& values) = delete;

  template <class T, std::size_t kSize>
  void operator()(std::array<T, kSize>& values) {
    for (T& value : values) {
      (*this)(value);
    }
  }

  template <class T>
  void operator()(std::optional<T>& value) {
    bool has = value.has_value();
    (*this)(has);
    if (has && !value) {
      value.emplace();
    } else if (!has) {
      value.reset();
    }
    if (has) {
      (*this)(*value);
    }
  }

  template <class First, class Second>
  void operator()(std::pair<First, Second>& value) {
    (*this)(value.first);
    (*this)(value.second);
  }

 private:
  [[nodiscard]] Self& self() { return static_cast<Self&>(*this); }
};

/// Appends to bytes(). Never fails.
class ArchiveWriter : public Archive<ArchiveWriter> {
 public:
  void bytes(const void* from, std::size_t size) {
    bytes_.append(static_cast<const char*>(from), size);
  }

  std::size_t count(std::size_t size) {
    std::uint64_t wide = size;
    bytes(&wide, sizeof wide);
    return size;
  }

  void fail() {}

  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads what an ArchiveWriter wrote. Bytes that end too soon, or a length that cannot be, set
/// failed() and leave what follows zero; the caller asks at the end. Never reads beyond its bytes.
class ArchiveReader : public Archive<ArchiveReader> {
 public:
  explicit ArchiveReader(std::string_view bytes) : left_(bytes) {}

  void bytes(void* to, std::size_t size) {
    if (size == 0) {
      return;  // `to` may be null
    }
    if (size > left_.size()) {
      fail();
      std::memset(to, 0, size);
      return;
    }
    std::memcpy(to, left_.data(), size);
    left_.remove_prefix(size);
  }

  std::size_t count(std::size_t /*size*/) {
    std::uint64_t wide = 0;
    bytes(&wide, sizeof wide);
    if (wide > left_.size()) {  // every element takes a byte at least
      fail();
      return 0;
    }
    return static_cast<std::size_t>(wide);
  }

  void fail() {
    failed_ = true;
    left_ = {};
  }

  [[nodiscard]] bool failed() const { return failed_; }

  /// All bytes were read, and none was missing.
  [[nodiscard]] bool complete() const { return !failed_ && left_.empty(); }

 private:
  std::string_view left_;
  bool failed_ = false;
};

}  // namespace hotline
