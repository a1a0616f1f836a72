// sim/scenario/base.hpp: a scenario that is based on another one.
#pragma once

#include <vector>

#include "core/base/result.hpp"
#include "core/document/document.hpp"
#include "sim/scenario/load.hpp"

namespace hotline::sim {

/// A scenario with all that it is based on, as one document.
struct BasedDocument {
  Node document;  ///< without `base` and `set`
  /// What it was made of: the file itself, its base, the base of that. Positions in the document
  /// number them so (Position::file).
  std::vector<ScenarioText> texts;
};

/// Reads the text and, where it names a `base`, that one first; then lays the text upon it:
/// [SECTION] and [SECTION.NAME] key by key, a value, a law or a list within them as a whole; rows
/// of
/// [[SECTION]] follow those of the base. Then the values of `set` go to their places. Not taken
/// from a base: name, title, [verify], [[expect]], [[variant]]. What says where numbers come from
/// (published, derived, assumed) is kept for each text apart.
///
/// kBadInput, `file:line:column: what is wrong`: a base that cannot be read, no name, `set` of what
/// is not there, more than 8 files one upon another.
[[nodiscard]] Result<BasedDocument> with_its_base(const ScenarioText& text);

}  // namespace hotline::sim
