#include "database/writer.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "database/transaction_on_thread.hpp"

namespace rollcall::database {

namespace {

/// What a function gets. After a statement has failed nothing further runs: PostgreSQL refuses it, and where the whole
/// transaction was given up, each statement would be a commit of its own. A function that goes on regardless is
/// stopped.
class OneFunction final : public Transaction {
public:
    explicit OneFunction(Connection& connection) : connection_(connection) {}

    void expect_alive() const {
        if (has_failed_) throw std::logic_error("a write went on after a statement of it had failed");
    }

protected:
    std::int64_t run(std::string_view sql, std::span<const Parameter> parameters,
                     const std::function<void(const Row&)>& on_row) override {
        expect_alive();
        has_failed_ = true;
        const auto rows = connection_.run(sql, parameters, on_row);
        has_failed_ = false;
        return rows;
    }

private:
    Connection& connection_;
    bool has_failed_ = false;
};

}  // namespace

Writer::Writer(Connection& connection) : connection_(connection), thread_([this] { run(); }) {}

Writer::~Writer() {
    {
        const std::lock_guard lock(mutex_);
        is_ending_ = true;
    }
    arrived_.notify_one();
    thread_.join();
    // The last to be answered may not have left `write` yet.
    std::unique_lock lock(mutex_);
    left_.wait(lock, [&] { return callers_ == 0; });
}

void Writer::write(const Work& work) {
    Job job{.work = &work};
    wait_for(job);
}

void Writer::run_alone(const std::function<void()>& work) {
    Job job{.alone = &work};
    wait_for(job);
}

void Writer::wait_for(Job& job) {
    TransactionOnThread::expect_none();
    {
        std::unique_lock lock(mutex_);
        waiting_.push_back(&job);
        ++callers_;
        arrived_.notify_one();
        job.answered.wait(lock, [&] { return job.is_answered; });
        if (--callers_ == 0) left_.notify_one();
    }
    if (job.failure) std::rethrow_exception(job.failure);
}

std::size_t Writer::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

void Writer::run() {
    for (;;) {
        auto group = take_waiting();
        if (group.empty()) return;
        const auto middle = std::stable_partition(group.begin(), group.end(), [](Job* job) { return job->work; });
        const std::vector<Job*> alone(middle, group.end());
        group.erase(middle, group.end());
        if (!group.empty()) commit_together(group);
        answer(group);
        for (auto* job : alone) run_alone(*job);
    }
}

/// Empty once the writer is to end and nothing waits any more.
std::vector<Writer::Job*> Writer::take_waiting() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [&] { return is_ending_ || !waiting_.empty(); });
    return std::exchange(waiting_, {});
}

void Writer::answer(const std::vector<Job*>& group) {
    // Under the lock, for a job is gone as soon as its thread sees the answer.
    const std::lock_guard lock(mutex_);
    for (auto* job : group) {
        job->is_answered = true;
        job->answered.notify_one();
    }
}

void Writer::run_alone(Job& job) {
    const TransactionOnThread only_one;
    try {
        (*job.alone)();
    } catch (...) {
        job.failure = std::current_exception();
        connection_.roll_back();
    }
    answer({&job});
}

void Writer::commit_together(const std::vector<Job*>& group) {
    const TransactionOnThread only_one;
    try {
        do {
            connection_.begin();
        } while (!run_all(group));
        connection_.commit();
    } catch (...) {
        connection_.roll_back();
        spdlog::error("A group of {} writes was not committed", group.size());
        for (auto* job : group) job->failure = std::current_exception();
    }
}

/// False when the transaction is gone, and with it what the functions before had done in it.
bool Writer::run_all(const std::vector<Job*>& group) {
    for (auto* job : group) {
        if (job->is_given_up) continue;
        run_apart(*job);
        if (connection_.in_transaction()) continue;

        job->is_given_up = job->has_lost_connection || !connection_.is_lost();
        job->has_lost_connection = true;
        return false;
    }
    return true;
}

void Writer::run_apart(Job& job) {
    job.failure = nullptr;
    try {
        connection_.begin_part();
        OneFunction transaction(connection_);
        (*job.work)(transaction);
        transaction.expect_alive();
        connection_.end_part();
    } catch (...) {
        job.failure = std::current_exception();
        undo_one();
    }
}

void Writer::undo_one() {
    if (!connection_.in_transaction()) return;
    try {
        connection_.undo_part();
    } catch (const std::exception& error) {
        spdlog::error("A write could not be undone on its own: {}", error.what());
        connection_.roll_back();
    }
}

}  // namespace rollcall::database
