#include "evaluation/schemes.hpp"

#include "core/document/document.hpp"
#include "evaluation/embedded.hpp"

namespace hotline::evaluation {

std::vector<std::string> scheme_names() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : embedded_files()) {
    names.emplace_back(file.name);
  }
  return names;
}

Result<std::string> scheme_text(const std::string& name) {
  std::string allowed;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.name == name) {
      return file.text();
    }
    allowed += (allowed.empty() ? "" : ", ") + std::string(file.name);
  }
  return bad_input("found no scheme '" + printable(name) +
                   "', allowed a file or one of: " + allowed);
}

}  // namespace hotline::evaluation
