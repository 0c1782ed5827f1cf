#pragma once

#include <string>

namespace rollcall::database::sqlite {

/// Keeps a second server from opening the database file: its writer would wait for ours, and its checkpoints could
/// collide with ours (SQLite's WAL-reset race, before 3.51.3). The lock ends with the process, also when it is killed.
class FileLock {
public:
    /// Locks `<file>.lock`, which is created when it does not exist. Throws std::runtime_error with one plain line.
    explicit FileLock(const std::string& file);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    int descriptor_;
};

}  // namespace rollcall::database::sqlite
