#include "monitor/exports/delimited_reader.hpp"

#include <algorithm>
#include <cstring>

namespace hotline::monitor {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 16;
constexpr std::uint64_t kFnvOffset = 14695981039346656037ULL;
constexpr std::uint64_t kFnvPrime = 1099511628211ULL;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// FNV-1a (Fowler, Noll, Vo) over words of eight bytes; the last one is filled up with zeros.
/// Blocks are full but for the last, so the words lie the same way on every reading.
std::uint64_t fold(std::uint64_t hash, std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t size = std::min(bytes.size(), sizeof(std::uint64_t));
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < size; ++i) {
      word |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    }
    hash = (hash ^ word) * kFnvPrime;
    hash ^= hash >> 29;  // a product only carries upwards
    bytes.remove_prefix(size);
  }
  return hash;
}

}  // namespace

DelimitedReader::DelimitedReader(InputFile& input, std::optional<char> delimiter)
    : input_(input), wanted_delimiter_(delimiter), block_(kBlockBytes), fingerprint_(kFnvOffset) {}

Result<bool> DelimitedReader::next(DelimitedRow& row) {
  begin_row(row);
  for (;;) {
    Result<bool> line_ended = read_line();
    if (!line_ended) {
      return line_ended;
    }
    if (!nothing_yet()) {
      hand_out(row, *line_ended);
      return true;
    }
    if (!*line_ended) {
      return false;
    }
    begin_row(row);  // an empty line
  }
}

/// Reads to the next line end outside quotes; false if the file ended first.
Result<bool> DelimitedReader::read_line() {
  for (;;) {
    if (at_ == filled_) {
      Result<bool> more = refill();
      if (!more || !*more) {
        return more;
      }
    }
    if (step()) {
      return true;
    }
  }
}

void DelimitedReader::begin_row(DelimitedRow& row) {
  row.fields.clear();
  row.line = line_;
  text_.clear();
  ends_.clear();
  place_ = Place::kFieldStart;
}

void DelimitedReader::hand_out(DelimitedRow& row, bool ended_by_newline) {
  row.last_line = ended_by_newline ? line_ - 1 : line_;
  row.ended_by_newline = ended_by_newline;
  row.state = DelimitedRow::State::kWhole;
  if (place_ == Place::kDiscarding) {
    row.state = DelimitedRow::State::kTooLong;
    return;
  }
  if (place_ == Place::kQuoted) {
    row.state = DelimitedRow::State::kOpenQuotes;
  }
  end_field();
  std::size_t from = 0;
  for (const std::size_t to : ends_) {
    row.fields.push_back(std::string_view(text_).substr(from, to - from));
    from = to;
  }
}

Result<bool> DelimitedReader::refill() {
  if (at_end_) {
    return false;
  }
  const Result<std::size_t> size = input_.read(block_);
  if (!size) {
    return tl::unexpected(size.error());
  }
  const bool first = bytes_ == 0;
  at_ = 0;
  filled_ = *size;
  at_end_ = filled_ < block_.size();
  bytes_ += filled_;
  fingerprint_ = fold(fingerprint_, {block_.data(), filled_});
  Result<bool> text = check_block();
  if (!text) {
    return text;
  }
  if (first) {
    look_at_first_block();
  }
  return at_ < filled_;
}

Result<bool> DelimitedReader::check_block() const {
  const auto* const zero = static_cast<const char*>(std::memchr(block_.data(), 0, filled_));
  if (zero == nullptr) {
    return true;
  }
  const auto lines = std::count(block_.data(), zero, '\n');
  return bad_input(input_.name() + ":" + std::to_string(line_ + static_cast<std::uint64_t>(lines)) +
                   ": not a text file: found a byte 0, expected UTF-8 text");
}

void DelimitedReader::look_at_first_block() {
  const std::string_view block(block_.data(), filled_);
  if (block.starts_with(kByteOrderMark)) {
    at_ = kByteOrderMark.size();
  }
  const std::string_view first_line = block.substr(0, block.find_first_of("\r\n"));
  const bool tabs = first_line.find('\t') != std::string_view::npos;
  delimiter_ = wanted_delimiter_.value_or(tabs ? '\t' : ',');
}

/// Takes at least one byte. True if a line end outside quotes was among them.
bool DelimitedReader::step() {
  if (skip_lf_) {
    skip_lf_ = false;
    if (block_[at_] == '\n') {
      ++at_;
      return false;
    }
  }
  bool ended = false;
  switch (place_) {
    case Place::kFieldStart:
    case Place::kPlain:
      ended = step_outside_quotes();
      break;
    case Place::kQuoted:
      step_inside_quotes();
      break;
    case Place::kQuoteSeen:
      ended = step_after_quote();
      break;
    case Place::kDiscarding:
      return step_discarding();
  }
  if (!ended && row_bytes() > kMaxRowBytes) {
    place_ = Place::kDiscarding;
    text_.clear();
    ends_.clear();
  }
  return ended;
}

bool DelimitedReader::step_outside_quotes() {
  const char c = block_[at_];
  if (c == '"' && place_ == Place::kFieldStart) {
    place_ = Place::kQuoted;
    ++at_;
    return false;
  }
  const char* const from = block_.data() + at_;
  const char* const end = block_.data() + reach();
  const char delimiter = delimiter_;
  const char* to = from;
  while (to != end && *to != delimiter && *to != '\n' && *to != '\r') {
    ++to;
  }
  if (to != from) {
    text_.append(from, to);
    place_ = Place::kPlain;
  }
  at_ += static_cast<std::size_t>(to - from);
  if (to == end) {
    return false;
  }
  ++at_;
  if (*to == delimiter) {
    end_field();
    place_ = Place::kFieldStart;
    return false;
  }
  return end_line(*to);
}

void DelimitedReader::step_inside_quotes() {
  const std::size_t end = reach();
  const auto* const quote =
      static_cast<const char*>(std::memchr(block_.data() + at_, '"', end - at_));
  const std::size_t to = quote == nullptr ? end : static_cast<std::size_t>(quote - block_.data());
  count_newlines(at_, to);
  text_.append(block_.data() + at_, block_.data() + to);
  at_ = to;
  if (quote != nullptr) {
    ++at_;
    place_ = Place::kQuoteSeen;
  }
}

/// How far one step may look: to the end of the block, or one byte more than the row may have.
std::size_t DelimitedReader::reach() const {
  return std::min(filled_, at_ + kMaxRowBytes + 1 - row_bytes());
}

bool DelimitedReader::step_after_quote() {
  const char c = block_[at_++];
  if (c == '"') {
    text_.push_back('"');
    place_ = Place::kQuoted;
    return false;
  }
  if (c == delimiter_) {
    end_field();
    place_ = Place::kFieldStart;
    return false;
  }
  if (c == '\n' || c == '\r') {
    return end_line(c);
  }
  text_.push_back(c);
  place_ = Place::kPlain;
  return false;
}

bool DelimitedReader::step_discarding() {
  const std::string_view rest(block_.data() + at_, filled_ - at_);
  const std::size_t newline = rest.find_first_of("\r\n");
  if (newline == std::string_view::npos) {
    at_ = filled_;
    return false;
  }
  at_ += newline + 1;
  return end_line(rest[newline]);
}

bool DelimitedReader::end_line(char newline) {
  ++line_;
  skip_lf_ = newline == '\r';
  return true;
}

void DelimitedReader::end_field() {
  ends_.push_back(text_.size());
}

void DelimitedReader::count_newlines(std::size_t from, std::size_t to) {
  line_ += static_cast<std::uint64_t>(std::count(block_.data() + from, block_.data() + to, '\n'));
}

}  // namespace hotline::monitor
