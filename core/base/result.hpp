// core/base/result.hpp: a value, or the reason why there is none.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace hotline {

/// What kind of trouble; each maps to one exit status of the program.
enum class ErrorCode : std::uint8_t {
  kBadInput,     ///< the user's words or data cannot be used: exit status 2
  kSystem,       ///< a peer, a disk or the system failed: exit status 3
  kInterrupted,  ///< stopped by a signal; what was complete is kept: exit status 130
};

/// One trouble in one line: where (`file:line:column`), what was found, what is allowed.
struct Error {
  ErrorCode code = ErrorCode::kBadInput;
  std::string message;
};

/// A value or an Error. Mark every function that returns one [[nodiscard]].
template <class T>
using Result = tl::expected<T, Error>;

/// The line says where, what was found and what is allowed; no full stop, no newline.
[[nodiscard]] inline tl::unexpected<Error> bad_input(std::string message) {
  return tl::unexpected<Error>(Error{ErrorCode::kBadInput, std::move(message)});
}

[[nodiscard]] inline tl::unexpected<Error> system_failure(std::string message) {
  return tl::unexpected<Error>(Error{ErrorCode::kSystem, std::move(message)});
}

[[nodiscard]] inline tl::unexpected<Error> interrupted(std::string message) {
  return tl::unexpected<Error>(Error{ErrorCode::kInterrupted, std::move(message)});
}

}  // namespace hotline
