#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace rollcall::contacts {

inline constexpr std::size_t largest_import_file = 250'000'000;  ///< bytes
inline constexpr std::size_t max_import_columns = 500;
/// A dry run remembers 17 bytes for each row with a phone number, in a table of which at least half is used.
inline constexpr std::int64_t max_import_rows = 2'000'000;
/// Bytes of a cell in UTF-8; a row with a longer one is refused. The longest value, a consent's wording, has 10,000.
inline constexpr std::size_t max_cell_bytes = 64 * 1024;
/// Bytes of all cells of a row in UTF-8; a longer row is refused.
inline constexpr std::size_t max_row_bytes = 1024 * 1024;
inline constexpr std::size_t preview_rows = 20;

/// Rows that are imported in one write: as many as take a few milliseconds, since other writes wait for it.
inline constexpr std::size_t import_chunk_rows = 100;
/// A chunk ends early once its rows have this many bytes.
inline constexpr std::size_t import_chunk_bytes = 512 * 1024;
/// How long one import runs before another company's gets its turn.
inline constexpr auto import_turn = std::chrono::milliseconds(500);

/// How much earlier than in UTC a day begins in the easternmost time zone.
inline constexpr auto longest_lead_of_a_day = std::chrono::hours(14);

/// Chunks that are deleted in one write, at most 2 MB each.
inline constexpr std::int64_t import_chunks_deleted_at_once = 20;
/// How long a file that cannot be read is tried again; then its import fails.
inline constexpr auto unreadable_file_time = std::chrono::minutes(10);
/// A header with as many digits may be a phone number.
inline constexpr int min_digits_of_data = 7;

/// What is kept of a refused row's cell.
inline constexpr std::size_t max_refused_cell_bytes = 1'000;

/// How long a file, its undo log and its refused rows are kept: from the upload, and from the end of the import.
inline constexpr auto import_keeping_time = std::chrono::days(7);

/// Bytes of all files of a company that are kept at the same time.
inline constexpr std::int64_t max_kept_import_bytes = 2'000'000'000;

}  // namespace rollcall::contacts
