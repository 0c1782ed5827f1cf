#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A backup is a tar archive, compressed with zstd (docs/decisions/0059-backups.md). Its entries, in this order: a
/// Manifest; the key file, where it was asked for; the tables by name, each in numbered parts of a line with the names
/// of the columns and a line for each row; the files of the storage; Checksums. Without the last one it was cut off.
namespace rollcall::backup {

inline constexpr int format = 1;

inline constexpr std::string_view manifest_entry = "rollcall.json";
inline constexpr std::string_view key_entry = "secret.key";
inline constexpr std::string_view tables_folder = "tables/";
inline constexpr std::string_view blobs_folder = "blobs/";
inline constexpr std::string_view checksums_entry = "checksums.json";

/// After how many bytes the next part of a table begins.
inline constexpr std::size_t part_bytes = 4 * 1024 * 1024;
/// No row of Rollcall is larger, and no other entry that is read as a whole.
inline constexpr std::size_t longest_line = 256 * 1024 * 1024;
inline constexpr std::size_t longest_document = 1024 * 1024;

struct Manifest {
    std::string program = "rollcall";
    int format = backup::format;
    std::string version;   ///< of the program
    int schema = 0;        ///< of the tables
    std::string database;  ///< "SQLite 3.40.1"
    std::string created_at;
    bool without_recordings = false;
    std::optional<std::string> key_fingerprint;  ///< of the key file that fits; none where there was none
};
BOOST_DESCRIBE_STRUCT(Manifest, (),
                      (program, format, version, schema, database, created_at, without_recordings, key_fingerprint))

struct TableSum {
    std::string name;
    std::int64_t rows = 0;
    std::string checksum;  ///< of the lines of its rows

    bool operator==(const TableSum&) const = default;
};
BOOST_DESCRIBE_STRUCT(TableSum, (), (name, rows, checksum))

struct BlobSum {
    std::int64_t count = 0;
    std::int64_t bytes = 0;
    std::int64_t missing = 0;  ///< that the rows name, and that were not there any more

    bool operator==(const BlobSum&) const = default;
};
BOOST_DESCRIBE_STRUCT(BlobSum, (), (count, bytes, missing))

struct Checksums {
    std::vector<TableSum> tables;
    BlobSum blobs;
    std::string all;  ///< of the name, size and bytes of every entry before
};
BOOST_DESCRIBE_STRUCT(Checksums, (), (tables, blobs, all))

}  // namespace rollcall::backup
