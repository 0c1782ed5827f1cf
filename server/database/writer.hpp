#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "database/database_connection.hpp"
#include "database/database_metrics.hpp"

namespace rollcall::database {

/// The only thread that writes. Writes that wait are committed as a group, so that they share one wait for the disk;
/// those that come while the first of them is slow, or waits for another instance to write, join it
/// (docs/decisions/0071-shared-round-trips.md). A failure does not affect the others: where a function fails after it
/// and another one have changed something, the transaction is undone and the group runs again, each in a savepoint. No
/// call returns before the commit, not even one that failed: the reason may be the write of another function, which
/// must be durable first.
class Writer {
public:
    using Work = std::function<void(Transaction&)>;

    /// Nobody else may use the connection while the writer exists.
    explicit Writer(DatabaseConnection& connection,
                    SharedDatabaseMetrics metrics = std::make_shared<DatabaseMetrics>());
    /// Commits what waits, then ends; nothing may call `write` any more.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Returns once the work is durable, or throws the error that undid it. `work` runs on the writer's thread; it runs
    /// again when the failure of another function has undone it, or when the connection was lost before the commit.
    void write(const Work& work);

    /// Runs `work` on the writer's thread, outside a transaction and while no write runs. Throws what it throws.
    void run_alone(const std::function<void()>& work);

    /// What was written, and whether the last change was stored. Waits for nothing.
    Database::WriterState state() const { return {writes_, statements_, is_working_}; }

    /// How many writes wait and have not joined a group yet.
    std::size_t waiting() const;

private:
    struct Job {
        const Work* work = nullptr;                    ///< set for a write, ...
        const std::function<void()>* alone = nullptr;  ///< ... or for `run_alone`
        std::exception_ptr failure{};
        bool has_lost_connection = false;  ///< it was running when the connection was lost, and may run once more
        bool is_given_up = false;          ///< its failure has ended the transaction: the group runs again without it
        bool has_changed_rows = false;
        bool is_done = false;
        std::condition_variable done{};
    };

    void wait_for(Job& job);
    void run();
    std::vector<Job*> take_waiting();
    void add_waiting_after_slow_function(std::vector<Job*>& group);
    void finish_jobs(const std::vector<Job*>& group);
    void run_alone_job(Job& job);

    void commit_together(std::vector<Job*>& group);
    bool try_to_commit(std::vector<Job*>& group);
    bool run_all(std::vector<Job*>& group);
    bool run_job(Job& job);
    void end_function();
    void undo_part();
    void note_ended_transaction(Job& job);
    bool undo_failed_function(bool has_left_something);
    void undo_refused_commit(const std::vector<Job*>& group);

    DatabaseConnection& connection_;
    const SharedDatabaseMetrics metrics_;
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::condition_variable left_;
    std::vector<Job*> waiting_;
    int waiting_callers_ = 0;
    bool is_ending_ = false;
    std::atomic<std::uint64_t> writes_ = 0;
    std::atomic<std::uint64_t> statements_ = 0;
    std::atomic<bool> is_working_ = true;
    std::chrono::steady_clock::time_point group_began_;
    bool has_changes_ = false;  ///< the transaction may have, of functions that have run
    bool runs_apart_ = false;   ///< each function of the group in a savepoint, since one has failed
    std::thread thread_;        // last, since it uses the members above
};

}  // namespace rollcall::database
