// tests/unit/sim_script/script.hpp: scripts asked by hand.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/dispatch/routing.hpp"
#include "sim/dispatch/selection.hpp"
#include "sim/script/policy_script.hpp"

namespace hotline::sim::test_script {

inline Result<Scripted> load(std::string text, ScriptFunction asked = ScriptFunction::kSelect,
                             std::vector<ScriptParameter> parameters = {}) {
  return load_policy_script(ScriptProgram{"my.lua", std::move(text), std::move(parameters)}, asked);
}

/// The body of select(question, waiting).
inline std::string select_body(const std::string& body) {
  return "function select(question, waiting)\n" + body + "\nend";
}

/// What is said when the script is asked about one line of one contact, or "" if it can answer.
inline std::string trouble(const std::string& text) {
  const Result<Scripted> rule = load(text);
  if (!rule) {
    return rule.error().message;
  }
  const RandomBook book(1, 0);
  const std::vector<WaitingView> waiting(1);
  try {
    (void)Selection(*rule).select(Question{SimTime(Duration(5)), book}, waiting);
    return "";
  } catch (const PolicyFailure& failure) {
    return failure.what();
  }
}

}  // namespace hotline::sim::test_script
