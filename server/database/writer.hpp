#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "database/connection.hpp"

namespace rollcall::database {

/// The one thread that writes. What waits is committed as a group, so that many share one wait for the disk; each
/// function runs in a part of its own, so that one that fails takes none with it. Nobody is answered before the commit
/// has returned: not those that failed either, whose reason may be a neighbour's write that never becomes durable.
class Writer {
public:
    using Work = std::function<void(Transaction&)>;

    /// The connection is the writer's alone until it ends.
    explicit Writer(Connection& connection);
    /// Commits what waits, then ends; nothing may begin to wait any more.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Returns once what `work` did is durable, or throws what undid it. `work` runs on the writer's thread, more than
    /// once where a neighbour has ended the whole transaction, or the connection was lost before the commit.
    void write(const Work& work);

    /// Runs `work` on the writer's thread, in no transaction and beside no other write. Throws what it throws.
    void run_alone(const std::function<void()>& work);

    /// How many wait for the group after the one that is running.
    std::size_t waiting() const;

private:
    struct Job {
        const Work* work = nullptr;                    ///< for a write, ...
        const std::function<void()>* alone = nullptr;  ///< ... or for what runs alone
        std::exception_ptr failure{};
        bool has_lost_connection = false;  ///< it ran when the connection was lost, and may try once more
        bool is_given_up = false;          ///< it ended the group's transaction: the others go on without it
        bool is_answered = false;
        std::condition_variable answered{};
    };

    void wait_for(Job& job);
    void run();
    std::vector<Job*> take_waiting();
    void answer(const std::vector<Job*>& group);
    void run_alone(Job& job);

    void commit_together(const std::vector<Job*>& group);
    bool run_all(const std::vector<Job*>& group);
    void run_apart(Job& job);
    void undo_one();

    Connection& connection_;
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::condition_variable left_;
    std::vector<Job*> waiting_;
    int callers_ = 0;
    bool is_ending_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace rollcall::database
