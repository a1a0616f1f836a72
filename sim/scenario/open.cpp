#include "sim/scenario/open.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/document/document.hpp"
#include "sim/scenario/embedded.hpp"
#include "sim/script/program.hpp"

namespace hotline::sim {
namespace {

/// The script of a city model, and not a model.
bool is_script(const EmbeddedFile& file) {
  return file.name.size() > 4 && file.name.substr(file.name.size() - 4) == ".lua";
}

std::string listed_names() {
  std::string out;
  for (const std::string& name : embedded_names()) {
    out += (out.empty() ? "" : ", ") + name;
  }
  return out;
}

tl::unexpected<Error> no_such(std::string_view name) {
  return bad_input("found no city and no file '" + printable(name) +
                   "', allowed a path or one of: " + listed_names());
}

/// At most one byte more than it may have, so that the loader can say that it is too long.
Result<std::string> read_file(const std::string& path, std::size_t most) {
  std::ifstream in(path, std::ios::binary);
  std::string text(most + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad() || (in.fail() && !in.eof())) {
    return system_failure(path + ": cannot be read");
  }
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

Result<ScriptFile> embedded_script(const std::string& path) {
  for (const EmbeddedFile& file : embedded_files()) {
    if (is_script(file) && file.name == path) {
      return ScriptFile{"scenarios/cities/" + path, file.text()};
    }
  }
  return bad_input("found no script '" + printable(path) + "' beside the city models");
}

/// A trace may have millions of contacts.
constexpr std::size_t kMaxTraceBytes = std::size_t{256} << 20U;

/// The script or trace at a path from the folder of the scenario.
Result<ScriptFile> script_beside(const std::string& scenario, const std::string& path) {
  const std::filesystem::path file = std::filesystem::path(scenario).parent_path() / path;
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    return bad_input("found no file '" + printable(file.string(), 200) + "', expected one");
  }
  std::size_t most = kMaxScriptBytes;
  if (file.extension() == ".csv") {
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    if (error || size > kMaxTraceBytes) {
      return bad_input("found '" + printable(file.string(), 200) +
                       "', expected a file of up to 256 MiB");
    }
    most = static_cast<std::size_t>(size);
  }
  Result<std::string> text = read_file(file.string(), most);
  if (!text) {
    return tl::unexpected<Error>(text.error());
  }
  return ScriptFile{file.string(), *std::move(text)};
}

Result<ScenarioText> read_source(const std::string& name_or_path);

/// What a city model is based on is a city model.
Result<ScenarioText> embedded_base(const std::string& name) {
  return find_embedded(name).and_then([&](const std::string&) { return read_source(name); });
}

/// A city model, or a file at a path from the folder of `scenario`.
Result<ScenarioText> base_beside(const std::string& scenario, const std::string& name) {
  if (find_embedded(name)) {
    return read_source(name);
  }
  const std::filesystem::path file = std::filesystem::path(scenario).parent_path() / name;
  std::error_code error;
  return std::filesystem::exists(file, error) ? read_source(file.string()) : no_such(name);
}

Result<ScenarioText> read_source(const std::string& name_or_path) {
  if (Result<std::string> embedded = find_embedded(name_or_path)) {
    return ScenarioText{*std::move(embedded), "scenarios/cities/" + name_or_path + ".toml",
                        LoadMode::kShipped, embedded_script, embedded_base};
  }
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(name_or_path, error);
  if (error || !std::filesystem::exists(status)) {
    return no_such(name_or_path);
  }
  if (std::filesystem::is_directory(status)) {
    return bad_input(name_or_path + ": found a folder, expected a file");
  }
  Result<std::string> text = read_file(name_or_path, kMaxDocumentBytes);
  if (!text) {
    return tl::unexpected<Error>(text.error());
  }
  return ScenarioText{
      *std::move(text), name_or_path, LoadMode::kUser,
      [name_or_path](const std::string& path) { return script_beside(name_or_path, path); },
      [name_or_path](const std::string& name) { return base_beside(name_or_path, name); }};
}

}  // namespace

std::vector<std::string> embedded_names() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!is_script(file)) {
      names.emplace_back(file.name);
    }
  }
  return names;
}

Result<std::string> find_embedded(std::string_view name) {
  const auto files = embedded_files();
  const auto found = std::find_if(files.begin(), files.end(), [name](const EmbeddedFile& file) {
    return file.name == name && !is_script(file);
  });
  if (found == files.end()) {
    return bad_input("found no city '" + printable(name) + "', allowed one of: " + listed_names());
  }
  return found->text();
}

Result<Scenario> open_scenario(const std::string& name_or_path, const Variation& variation) {
  const Result<ScenarioText> source = read_source(name_or_path);
  if (!source) {
    return tl::unexpected<Error>(source.error());
  }
  return load_scenario(*source, variation);
}

Result<std::vector<Scenario>> open_variants(const std::string& name_or_path) {
  const Result<ScenarioText> source = read_source(name_or_path);
  if (!source) {
    return tl::unexpected<Error>(source.error());
  }
  return load_variants(*source);
}

}  // namespace hotline::sim
