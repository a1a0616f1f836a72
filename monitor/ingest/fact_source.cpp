#include "monitor/ingest/fact_source.hpp"

namespace hotline::monitor {

std::vector<std::string> notes_of(const IngestAccount& account) {
  std::vector<std::string> notes;
  if (account.lost > 0) {
    notes.push_back("incomplete: at least " + std::to_string(account.lost) +
                    " facts were lost on the way; read the fact log for complete numbers");
  }
  if (account.refused > 0) {
    notes.push_back("incomplete: " + std::to_string(account.refused) +
                    " messages or facts were refused as malformed");
  }
  return notes;
}

}  // namespace hotline::monitor
