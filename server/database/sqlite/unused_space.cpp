#include "database/sqlite/unused_space.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "core/error.hpp"

namespace rollcall::database::sqlite {

namespace {

constexpr std::int64_t pages_read_at_once = 64;
constexpr std::size_t header_of_file = 100;  // bytes, at the beginning of the first page

/// Overflow pages and free pages begin with the number of another page: in a file with fewer pages than this, their
/// first byte is 0 or 1, and that of a page of a table or an index is not.
constexpr std::int64_t pages_of_recognisable_kind = 1 << 25;

using Bytes = std::span<unsigned char>;

std::size_t read_two_bytes(Bytes page, std::size_t at) {
    return static_cast<std::size_t>(page[at]) << 8 | static_cast<std::size_t>(page[at + 1]);
}

/// The part of a page that nothing uses; empty where it is no page of a table or an index. `header` is where its header
/// begins.
Bytes unused_part(Bytes page, std::size_t header) {
    std::size_t header_size = 0;
    switch (page[header]) {
        case 2:  // of an index, with pages below it
        case 5:  // of a table, likewise
            header_size = 12;
            break;
        case 10:  // of an index, with rows
        case 13:  // of a table, likewise
            header_size = 8;
            break;
        default:
            return {};
    }
    const auto begin = header + header_size + 2 * read_two_bytes(page, header + 3);
    const auto rows_begin = read_two_bytes(page, header + 5);
    const auto end = rows_begin == 0 ? std::size_t{65'536} : rows_begin;
    if (begin > end || end > page.size()) return {};
    return page.subspan(begin, end - begin);
}

[[noreturn]] void fail(const char* what) {
    throw Error::unavailable(std::string("The unused space of the database cannot be erased: ") + what);
}

/// The file of the database, as SQLite has it open. Closing another handle on it would end SQLite's locks.
class OpenFile {
public:
    explicit OpenFile(SqliteConnection& connection) {
        if (sqlite3_file_control(connection.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file_) != SQLITE_OK ||
            file_ == nullptr || file_->pMethods == nullptr) {
            fail("SQLite does not give its file.");
        }
    }

    std::int64_t size() const {
        sqlite3_int64 size = 0;
        if (file_->pMethods->xFileSize(file_, &size) != SQLITE_OK) fail("its size cannot be read.");
        return size;
    }
    void read(Bytes bytes, std::int64_t at) const {
        if (file_->pMethods->xRead(file_, bytes.data(), static_cast<int>(bytes.size()), at) != SQLITE_OK) {
            fail("the file cannot be read.");
        }
    }
    void write(Bytes bytes, std::int64_t at) const {
        if (file_->pMethods->xWrite(file_, bytes.data(), static_cast<int>(bytes.size()), at) != SQLITE_OK) {
            fail("the file cannot be written.");
        }
    }
    void make_durable() const {
        if (file_->pMethods->xSync(file_, SQLITE_SYNC_FULL) != SQLITE_OK) fail("the disk reports an error.");
    }

private:
    sqlite3_file* file_ = nullptr;
};

/// How long the connection waits for others, while this exists.
class BusyTimeout {
public:
    BusyTimeout(SqliteConnection& connection, std::chrono::milliseconds timeout)
        : connection_(connection),
          before_(connection.first("PRAGMA busy_timeout", [](const Row& row) { return row.integer(0); }).value()) {
        sqlite3_busy_timeout(connection_.handle(), static_cast<int>(timeout.count()));
    }
    ~BusyTimeout() { sqlite3_busy_timeout(connection_.handle(), static_cast<int>(before_)); }
    BusyTimeout(const BusyTimeout&) = delete;
    BusyTimeout& operator=(const BusyTimeout&) = delete;

private:
    SqliteConnection& connection_;
    std::int64_t before_;
};

std::int64_t page_size_of(SqliteConnection& connection) {
    return connection.first("PRAGMA page_size", [](const Row& row) { return row.integer(0); }).value();
}

/// Empties the write-ahead log, which contains earlier pages, after waiting at most that long for readers that began
/// earlier. Returns false where they still keep it from being emptied.
bool empty_log(SqliteConnection& connection, std::chrono::milliseconds budget) {
    const BusyTimeout waiting(connection, budget);
    const auto is_busy =
        connection.first("PRAGMA wal_checkpoint(TRUNCATE)", [](const Row& row) { return row.integer(0) != 0; });
    return !is_busy.value_or(true);
}

}  // namespace

UnusedSpace::Progress UnusedSpace::erase_next(std::chrono::milliseconds budget) {
    const auto page_size = page_size_of(connection_);
    // The log may have pages as they were before, and so may the cache: either would be written over the erased ones.
    if (!empty_log(connection_, budget)) return Progress::log_is_read;
    sqlite3_db_release_memory(connection_.handle());
    const OpenFile file(connection_);
    const auto pages = file.size() / page_size;
    if (pages >= pages_of_recognisable_kind) fail("the file is larger than 128 GB.");

    const auto deadline = std::chrono::steady_clock::now() + budget;
    std::vector<unsigned char> buffer;
    while (next_page_ < pages) {
        const auto count = std::min(pages_read_at_once, pages - next_page_);
        buffer.resize(static_cast<std::size_t>(count * page_size));
        file.read(buffer, next_page_ * page_size);
        for (std::int64_t index = 0; index < count; ++index) {
            const auto at = static_cast<std::size_t>(index * page_size);
            const auto page = Bytes(buffer).subspan(at, static_cast<std::size_t>(page_size));
            const auto unused = unused_part(page, next_page_ + index == 0 ? header_of_file : 0);
            if (std::ranges::all_of(unused, [](unsigned char byte) { return byte == 0; })) continue;
            std::ranges::fill(unused, 0);
            file.write(unused, next_page_ * page_size + (unused.data() - buffer.data()));
            ++erased_pages_;
        }
        next_page_ += count;
        if (next_page_ < pages && std::chrono::steady_clock::now() >= deadline) return Progress::has_more;
    }
    file.make_durable();
    return Progress::is_done;
}

}  // namespace rollcall::database::sqlite
