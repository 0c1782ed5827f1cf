#include "erasure_ledger/ledger_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <system_error>

#include "core/enum_names.hpp"
#include "core/files/durable_file.hpp"
#include "core/hashing/keyed_hash.hpp"
#include "core/lasting_error.hpp"

namespace rollcall::erasure_ledger {

namespace {

constexpr std::string_view format = "rollcall-erasures 1";
constexpr std::size_t hash_length = 64;
constexpr std::size_t check_length = 16;

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view why) {
    throw LastingError(fmt::format("The ledger of erasures {} {}.", file.string(), why));
}

/// By which a damaged line is recognised.
std::string check_of(const SealingKey& key, std::string_view text) {
    return make_keyed_hash(key, "lines of a ledger of erasures", text).substr(0, check_length);
}

/// Takes the text before the next space, or all.
std::string_view take_word(std::string_view& line) {
    const auto word = line.substr(0, line.find(' '));
    line.remove_prefix(std::min(line.size(), word.size() + 1));
    return word;
}

std::optional<Entry> read_entry(const SealingKey& key, std::string_view line) {
    const auto last_space = line.rfind(' ');
    if (last_space == line.npos || line.substr(last_space + 1) != check_of(key, line.substr(0, last_space))) {
        return std::nullopt;
    }
    auto rest = line.substr(0, last_space);
    const auto time = time_from_rfc3339(take_word(rest));
    const auto kind = find_enum_value<ErasedKind>(take_word(rest));
    if (!time || !kind || rest.size() != hash_length) return std::nullopt;
    return Entry{*time, *kind, std::string(rest)};
}

void require_first_line(const std::filesystem::path& file, const SealingKey& key, std::string_view line) {
    if (fmt::format("{}\n", line) == first_line(key)) return;
    if (line.starts_with(fmt::format("{} ", format))) {
        refuse(file,
               "was written with another key file. Put that key file back, or name the ledger of this one by "
               "--erasures-file");
    }
    if (line.starts_with("rollcall-erasures ")) refuse(file, "was written by a newer Rollcall");
    refuse(file, "is no ledger of erasures: its first line is wrong");
}

}  // namespace

std::string first_line(const SealingKey& key) {
    return fmt::format("{} {}\n", format,
                       make_keyed_hash(key, "key of a ledger of erasures", "").substr(0, check_length));
}

std::string hash_of_member(const SealingKey& key, std::string_view id) {
    return make_keyed_hash(key, "hashes of removed members", id);
}

std::string write_entry(const SealingKey& key, const Entry& entry) {
    const auto text = fmt::format("{} {} {}", to_rfc3339(entry.time), enum_name(entry.kind), entry.hash);
    return fmt::format("{} {}\n", text, check_of(key, text));
}

Content read_ledger(const std::filesystem::path& file, const SealingKey& key) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream || std::filesystem::is_directory(file)) refuse(file, "cannot be read");
    std::string line;
    std::getline(stream, line);
    require_first_line(file, key, line);
    Content content;
    for (std::size_t number = 1; stream; ++number) {
        const bool has_end = !stream.eof();
        const auto entry = number == 1 ? std::nullopt : read_entry(key, line);
        if (entry) content.entries.push_back(*entry);
        if (!has_end) content.end = entry || number == 1 ? Content::End::without_line_end : Content::End::cut_off;
        if (content.end == Content::End::cut_off) break;
        if (!entry && number > 1) content.damaged_lines.push_back(number);
        content.whole_bytes += line.size() + (has_end ? 1 : 0);
        std::getline(stream, line);
    }
    if (stream.bad()) refuse(file, "cannot be read");
    return content;
}

std::string describe_damage(const std::filesystem::path& file, const Content& content) {
    const bool is_one = content.damaged_lines.size() == 1;
    return fmt::format("{} {} of the ledger of erasures {} {} damaged", is_one ? "Line" : "Lines",
                       fmt::join(content.damaged_lines, ", "), file.string(), is_one ? "is" : "are");
}

void create_ledger(const std::filesystem::path& file, const SealingKey& key) {
    try {
        write_durable_file(file, first_line(key));
    } catch (const std::system_error& error) {
        refuse(file, fmt::format("cannot be created: {}", error.code().message()));
    }
}

}  // namespace rollcall::erasure_ledger
