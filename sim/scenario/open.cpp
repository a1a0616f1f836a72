#include "sim/scenario/open.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/document/document.hpp"
#include "sim/scenario/embedded.hpp"

namespace hotline::sim {
namespace {

std::string listed_names() {
  std::string out;
  for (const EmbeddedFile& file : embedded_files()) {
    out += (out.empty() ? "" : ", ") + std::string(file.name);
  }
  return out;
}

tl::unexpected<Error> no_such(std::string_view name) {
  return bad_input("found no city and no file '" + printable(name) +
                   "', allowed a path or one of: " + listed_names());
}

/// At most one byte more than a scenario may have, so that the loader can say that it is too long.
Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text(kMaxDocumentBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad() || (in.fail() && !in.eof())) {
    return system_failure(path + ": cannot be read");
  }
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

}  // namespace

std::vector<std::string> embedded_names() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : embedded_files()) {
    names.emplace_back(file.name);
  }
  return names;
}

Result<std::string> find_embedded(std::string_view name) {
  const auto files = embedded_files();
  const auto found = std::find_if(files.begin(), files.end(),
                                  [name](const EmbeddedFile& file) { return file.name == name; });
  if (found == files.end()) {
    return bad_input("found no city '" + printable(name) + "', allowed one of: " + listed_names());
  }
  return found->text();
}

Result<Scenario> open_scenario(const std::string& name_or_path, const Variation& variation) {
  const Result<std::string> embedded = find_embedded(name_or_path);
  if (embedded) {
    return load_scenario(*embedded, "scenarios/cities/" + name_or_path + ".toml",
                         LoadMode::kShipped, variation);
  }
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(name_or_path, error);
  if (error || !std::filesystem::exists(status)) {
    return no_such(name_or_path);
  }
  if (std::filesystem::is_directory(status)) {
    return bad_input(name_or_path + ": found a folder, expected a file");
  }
  const Result<std::string> text = read_file(name_or_path);
  if (!text) {
    return tl::unexpected<Error>(text.error());
  }
  return load_scenario(*text, name_or_path, LoadMode::kUser, variation);
}

}  // namespace hotline::sim
