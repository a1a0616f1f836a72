// sim/dispatch/scripted.hpp: a user's own rule.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>

#include "sim/dispatch/view.hpp"

namespace hotline::sim {

/// A user's policy cannot answer: `file:line: what is wrong`. The run that asked cannot go on, and
/// whatever it has made so far is to be thrown away.
struct PolicyFailure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What stands behind a user's rule (sim/script: an interpreter). Each answer is a function of the
/// view alone; nothing is kept from one question to the next. Any of them may throw PolicyFailure.
class PolicyScript {
 public:
  PolicyScript() = default;
  virtual ~PolicyScript() = default;
  PolicyScript(const PolicyScript&) = delete;
  PolicyScript& operator=(const PolicyScript&) = delete;
  PolicyScript(PolicyScript&&) = delete;
  PolicyScript& operator=(PolicyScript&&) = delete;

  /// Which of them is served next: a position in `waiting`, or kNobody.
  [[nodiscard]] virtual std::size_t select(const Question& question,
                                           std::span<const WaitingView> waiting) = 0;
  /// Who serves the asking item: a position in `servers`, or kNobody.
  [[nodiscard]] virtual std::size_t route(const Question& question,
                                          std::span<const ServerView> servers) = 0;
  /// Whether `a` may interrupt a `b` in service.
  [[nodiscard]] virtual bool before(const Question& question, const WaitingView& a,
                                    const WaitingView& b) = 0;
  /// An item's place in its own line.
  [[nodiscard]] virtual SimTime place(const Joining& item) = 0;

  /// What to call it: its file.
  [[nodiscard]] virtual const std::string& name() const = 0;
  /// Equal for the same text with the same parameters.
  [[nodiscard]] virtual std::uint64_t number() const = 0;
  /// Another one of the same text and parameters, which may answer on another thread.
  [[nodiscard]] virtual std::unique_ptr<PolicyScript> copy() const = 0;
};

/// The rule that asks a script, for servers as for items. A value: each copy asks its own.
/// Cost: docs/POLICIES.md, "What a script costs".
class Scripted {
 public:
  explicit Scripted(std::unique_ptr<PolicyScript> script) : script_(std::move(script)) {}

  ~Scripted() = default;

  Scripted(const Scripted& other) : script_(other.script_->copy()) {}

  Scripted(Scripted&&) noexcept = default;

  Scripted& operator=(const Scripted& other) {
    script_ = other.script_->copy();
    return *this;
  }

  Scripted& operator=(Scripted&&) noexcept = default;

  [[nodiscard]] std::size_t select(const Question& question,
                                   std::span<const WaitingView> waiting) const {
    return script_->select(question, waiting);
  }

  [[nodiscard]] std::size_t select(const Question& question,
                                   std::span<const ServerView> servers) const {
    return script_->route(question, servers);
  }

  [[nodiscard]] bool before(const Question& question, const WaitingView& a,
                            const WaitingView& b) const {
    return script_->before(question, a, b);
  }

  [[nodiscard]] SimTime place(const Joining& item) const { return script_->place(item); }

  [[nodiscard]] const std::string& name() const { return script_->name(); }

  [[nodiscard]] std::uint64_t number() const { return script_->number(); }

 private:
  std::unique_ptr<PolicyScript> script_;
};

}  // namespace hotline::sim
