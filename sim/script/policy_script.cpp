#include "sim/script/policy_script.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <string_view>
#include <utility>

namespace hotline::sim {
namespace {

std::uint64_t fingerprint(std::uint64_t hash, std::string_view bytes) {
  for (const char byte : bytes) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
  }
  return hash;
}

/// Its interpreter is made when it is first asked: most copies never are.
class LuaPolicy final : public PolicyScript {
 public:
  LuaPolicy(std::shared_ptr<const ScriptProgram> program, bool has_place, bool has_before)
      : program_(std::move(program)), has_place_(has_place), has_before_(has_before) {}

  std::size_t select(const Question& question, std::span<const WaitingView> waiting) override {
    ScriptRequest request;
    request.function = ScriptFunction::kSelect;
    request.question = &question;
    request.waiting = waiting;
    interpreter().ask(request);
    return request.position;
  }

  std::size_t route(const Question& question, std::span<const ServerView> servers) override {
    ScriptRequest request;
    request.function = ScriptFunction::kRoute;
    request.question = &question;
    request.servers = servers;
    interpreter().ask(request);
    return request.position;
  }

  bool before(const Question& question, const WaitingView& a, const WaitingView& b) override {
    if (!has_before_) {
      return false;
    }
    const std::array<WaitingView, 2> two{a, b};
    ScriptRequest request;
    request.function = ScriptFunction::kBefore;
    request.question = &question;
    request.waiting = two;
    interpreter().ask(request);
    return request.position != kNobody;
  }

  SimTime place(const Joining& item) override {
    if (!has_place_) {
      return item.since;
    }
    ScriptRequest request;
    request.function = ScriptFunction::kPlace;
    request.joining = &item;
    interpreter().ask(request);
    return SimTime(Duration(std::max(request.place, Duration::min().count() + 1)));
  }

  [[nodiscard]] const std::string& name() const override { return program_->file; }

  [[nodiscard]] std::uint64_t number() const override { return program_->number(); }

  [[nodiscard]] std::unique_ptr<PolicyScript> copy() const override {
    return std::make_unique<LuaPolicy>(program_, has_place_, has_before_);
  }

 private:
  Interpreter& interpreter() {
    if (!interpreter_) {
      interpreter_ = std::make_unique<Interpreter>(program_);
    }
    return *interpreter_;
  }

  std::shared_ptr<const ScriptProgram> program_;
  bool has_place_;
  bool has_before_;
  std::unique_ptr<Interpreter> interpreter_;
};

}  // namespace

std::uint64_t ScriptProgram::number() const {
  std::uint64_t hash = fingerprint(0xcbf29ce484222325U, text);
  for (const ScriptParameter& parameter : parameters) {
    hash = fingerprint(hash, parameter.name);
    const std::uint64_t bits = std::visit(
        [](auto value) {
          if constexpr (sizeof(value) == sizeof(std::uint64_t)) {
            return std::bit_cast<std::uint64_t>(value);
          } else {
            return std::uint64_t{value};
          }
        },
        parameter.value);
    for (unsigned shift = 0; shift < 64; shift += 8) {
      const char byte = static_cast<char>((bits >> shift) & 0xffU);
      hash = fingerprint(hash, std::string_view(&byte, 1));
    }
    const char kind = static_cast<char>(parameter.value.index());
    hash = fingerprint(hash, std::string_view(&kind, 1));
  }
  return hash;
}

Result<Scripted> load_policy_script(ScriptProgram program, ScriptFunction asked) {
  const auto shared = std::make_shared<const ScriptProgram>(std::move(program));
  try {
    Interpreter interpreter(shared);
    if (!interpreter.has(asked)) {
      return bad_input(shared->file + ":1: found no function " + name_of(asked) + "(question, " +
                       (asked == ScriptFunction::kRoute ? "servers" : "waiting") +
                       "), which is what it is asked for");
    }
    return Scripted(std::make_unique<LuaPolicy>(shared, interpreter.has(ScriptFunction::kPlace),
                                                interpreter.has(ScriptFunction::kBefore)));
  } catch (const PolicyFailure& failure) {
    return bad_input(failure.what());
  }
}

}  // namespace hotline::sim
