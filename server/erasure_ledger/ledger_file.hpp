#pragma once

#include <boost/describe/enum.hpp>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/sealing.hpp"

/// The ledger of erasures: a file outside of the database and its backups that knows by keyed hashes who was erased, so
/// that a restored backup does not bring anybody back (docs/decisions/0060-ledger-of-erasures.md).
namespace rollcall::erasure_ledger {

enum class ErasedKind { member, number };
BOOST_DESCRIBE_ENUM(ErasedKind, member, number)

/// One erasure. It applies to what was there at its time.
struct Entry {
    Time time;
    ErasedKind kind;
    std::string hash;  ///< of a member: hash_of_member; of a number: erased_numbers::keyed_hash

    bool operator==(const Entry&) const = default;
};

/// By the key file, so that the id alone tells nothing.
std::string hash_of_member(const SealingKey& key, std::string_view id);

/// What a ledger has.
struct Content {
    std::vector<Entry> entries;
    std::vector<std::size_t> damaged_lines;  ///< their numbers, from 1
    /// How the last line ends. A crash may have cut it off: then it was not acknowledged, and is added again.
    enum class End { whole, without_line_end, cut_off } end = End::whole;
    std::uintmax_t whole_bytes = 0;  ///< without a line that was cut off
};

/// Throws std::runtime_error with one plain line for a file that cannot be read, is no ledger, or belongs to another
/// key file.
Content read_ledger(const std::filesystem::path& file, const SealingKey& key);

/// "Lines 3, 7 of the ledger of erasures FILE are damaged"; without the full stop.
std::string describe_damage(const std::filesystem::path& file, const Content& content);

/// The first line of a ledger, with its line end.
std::string first_line(const SealingKey& key);

/// The line of an entry, with its line end.
std::string write_entry(const SealingKey& key, const Entry& entry);

/// Creates a ledger without entries, readable by its owner only. After a power cut it is there whole, or not at all.
/// Throws std::runtime_error with one plain line.
void create_ledger(const std::filesystem::path& file, const SealingKey& key);

}  // namespace rollcall::erasure_ledger
