#pragma once

#include <chrono>
#include <cstdint>

#include "database/sqlite/sqlite_connection.hpp"

namespace rollcall::database::sqlite {

/// Implements Database::erase_remains, on the connection that writes.
///
/// `secure_delete` overwrites rows that are deleted, and pages that are freed. What it leaves are copies of rows that
/// were moved to other pages when a page was split: they are in the part of the page, between the pointers to its rows
/// and the rows, that nothing uses. This overwrites that part with zeros in every page of the file, through SQLite's
/// own file handle; no byte that means anything is written, so readers may read meanwhile, and a crash harms nothing.
/// The format: https://www.sqlite.org/fileformat2.html#b_tree_pages.
class UnusedSpace {
public:
    explicit UnusedSpace(SqliteConnection& connection) : connection_(connection) {}

    enum class Progress : std::uint8_t {
        has_more,
        log_is_read,  ///< nothing was done: readers that began earlier keep the log from being emptied
        is_done,      ///< no page is left, and the log is empty
    };
    /// Erases it in the next pages of the file, for about that long, after waiting at most that long for readers. To be
    /// called while no write runs, outside a transaction; others may write in between. Throws Error::unavailable when
    /// the disk cannot be used.
    Progress erase_next(std::chrono::milliseconds budget);

    /// How many pages had something in it.
    std::int64_t erased_pages() const { return erased_pages_; }

private:
    SqliteConnection& connection_;
    std::int64_t next_page_ = 0;  // counted from 0
    std::int64_t erased_pages_ = 0;
};

}  // namespace rollcall::database::sqlite
