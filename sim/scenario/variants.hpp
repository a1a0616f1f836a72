// sim/scenario/variants.hpp: one file, several scenarios that differ in a few values.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/document/document.hpp"

namespace hotline::sim {

/// A scenario of a file as a document of its own.
struct VariantDocument {
  std::string name;  ///< empty: the file as it stands
  Node document;     ///< without [[variant]]
};

/// The file as it stands, then one document for each [[variant]]: the file with the values of `set`
/// in their places, and the [[expect]] of the variant instead of those of the file.
/// kBadInput: `file:line:column: what is wrong`.
[[nodiscard]] Result<std::vector<VariantDocument>> variants_of(const Node& document,
                                                               const std::string& file_name);

}  // namespace hotline::sim
