#pragma once

#include <string>

namespace rollcall::database::sqlite {

/// Keeps a second server away from the database file for as long as it lives: its writer would wait for ours, and its
/// checkpoints could meet ours (SQLite's WAL-reset race, before 3.51.3). Ends with the process, however that ends.
class FileLock {
public:
    /// Locks `<file>.lock`, made where there is none. Throws std::runtime_error with one plain line.
    explicit FileLock(const std::string& file);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    int descriptor_;
};

}  // namespace rollcall::database::sqlite
